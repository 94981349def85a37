"""What a person is about to import."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from objectives.models.plan import YEARS

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User

KEPT_FOR = timedelta(days=1)


class PlanUploadQuerySet(models.QuerySet["PlanUpload"]):
    def of(self, user: User) -> PlanUploadQuerySet:
        """Keep those of ``user``: nobody else's file is anybody's business."""
        return self.filter(user=user)

    def outdated(self, now: datetime) -> PlanUploadQuerySet:
        """Keep those that nobody went on with for a day."""
        return self.filter(created_at__lt=now - KEPT_FOR)


class PlanUpload(models.Model):
    """One file or pasted text between its preview and its import. Written by whoever uploads it;
    deleted when it is imported, when its owner uploads another, or after a day. It is in the
    database because the next page may be answered by another machine."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="plan_uploads", verbose_name=_("user")
    )
    created_at = models.DateTimeField(_("uploaded at"))
    filename = models.CharField(_("file"), max_length=255, blank=True, help_text=_("Empty: pasted text."))
    content = models.BinaryField(_("content"))
    year = models.PositiveIntegerField(_("plan year"), validators=YEARS)
    first_year = models.PositiveIntegerField(_("first year"), validators=YEARS)
    last_year = models.PositiveIntegerField(_("last year"), validators=YEARS)

    objects = PlanUploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("uploaded plan")
        verbose_name_plural = _("uploaded plans")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.filename or str(_("pasted text"))

    @property
    def is_pasted(self) -> bool:
        """Whether the table was pasted; else it came in a file."""
        return not self.filename
