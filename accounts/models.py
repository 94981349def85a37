"""The people who use the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

SESSION_SALT = "accounts.models.User.session"


class User(AbstractUser):
    """One person with an account. Made by an administrator; deactivated, never deleted, once
    the person's name stands in a history."""

    language = models.CharField(
        _("language"),
        max_length=7,
        blank=True,
        choices=settings.LANGUAGES,
        help_text=_("Of the pages and of the messages to this person. Empty: the person has not chosen."),
    )
    sign_outs = models.PositiveIntegerField(
        default=0,
        editable=False,
        help_text="How often the person signed out everywhere; each time every session of theirs ends.",
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def language_of_messages(self) -> str:
        """The language that the person is written to in: their own, else that of the site."""
        return self.language or settings.LANGUAGE_CODE

    def role_labels(self) -> list[str]:
        """Return the roles by name, as people say them; empty without a role. One query unless prefetched."""
        labels = dict(Role.choices)
        return [str(labels.get(group.name, group.name)) for group in self.groups.all()]

    def get_session_auth_hash(self) -> str:
        """Return what a session must carry to be this person's: it changes with the password, and
        with every signing out everywhere."""
        return self._session_hash(settings.SECRET_KEY)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """Return the same under each former key of the site, so that a new key signs nobody out."""
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(secret)

    def _session_hash(self, secret: str | bytes) -> str:
        value = f"{self.password}:{self.sign_outs}"
        return salted_hmac(SESSION_SALT, value, secret=secret, algorithm="sha256").hexdigest()


class PasswordResetRequest(models.Model):
    """One request for a link to a new password. Written by the page where it is asked for, so that
    nobody's mailbox is flooded; removed an hour later. It holds no address, only its fingerprint."""

    asked_at = models.DateTimeField(db_index=True)
    email_fingerprint = models.CharField(max_length=64)
    network_address = models.CharField(max_length=64, help_text="Where the request came from; may be empty.")

    class Meta:
        verbose_name = _("request for a new password")
        verbose_name_plural = _("requests for a new password")

    def __str__(self) -> str:
        return self.asked_at.isoformat()
