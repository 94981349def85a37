"""A link to a new password by e-mail: to whom, how often, and without telling who has an account."""

from __future__ import annotations

import logging
from datetime import timedelta
from enum import Enum
from threading import Thread
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Count, Q
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.crypto import salted_hmac

from accounts.models import PasswordResetRequest, User

if TYPE_CHECKING:
    from datetime import datetime

log = logging.getLogger(__name__)

WINDOW = timedelta(hours=1)
A_MAILBOX = 3
"""So many messages an hour go to one address: nobody's mailbox is filled by others."""
A_NETWORK = 30
"""So many requests an hour come from one network address: a whole body may stand behind one."""
THREAD = "password-reset-mail"


class Answer(Enum):
    """What becomes of a request."""

    SEND = "send"
    SILENCE = "silence"
    """Enough went to this address already. The page says what it always says."""
    REFUSE = "refuse"
    """Too many from this network, whatever the addresses: may be told, it says nothing of any."""


@transaction.atomic
def register_request(email: str, network_address: str, *, now: datetime) -> Answer:
    """Note that a link was asked for, and say whether it is sent.

    Counted on the database, which all web processes share.
    """
    PasswordResetRequest.objects.filter(asked_at__lte=now - WINDOW).delete()
    fingerprint = salted_hmac("accounts.password_reset", email.strip().casefold()).hexdigest()
    counts = PasswordResetRequest.objects.aggregate(
        network=Count("pk", filter=Q(network_address=network_address)),
        mailbox=Count("pk", filter=Q(email_fingerprint=fingerprint)),
    )
    if counts["network"] >= A_NETWORK:
        return Answer.REFUSE
    PasswordResetRequest.objects.create(
        asked_at=now, email_fingerprint=fingerprint, network_address=network_address
    )
    return Answer.SEND if counts["mailbox"] < A_MAILBOX else Answer.SILENCE


class ResetForm(PasswordResetForm):
    """Django's form, whose message leaves in a thread of its own.

    A mail server takes its time, and takes it only for an address that exists: waiting for it
    would tell who has an account.
    """

    def send_mail(  # noqa: PLR0913, PLR0917 - Django's signature
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, Any],
        from_email: str | None,
        to_email: str,
        html_email_template_name: str | None = None,  # noqa: ARG002 - Django's signature
    ) -> None:
        # Written here: the thread knows neither the language of the person nor that of the page.
        context = context | {"minutes": settings.PASSWORD_RESET_TIMEOUT // 60}
        with translation.override(context["user"].language or translation.get_language()):
            subject = " ".join(render_to_string(subject_template_name, context).split())
            body = render_to_string(email_template_name, context)
        message = EmailMessage(subject, body, from_email, [to_email])
        Thread(target=_send, args=(message, context["user"]), name=THREAD).start()


def _send(message: EmailMessage, user: User) -> None:
    try:
        message.send()
    except OSError:
        # The person sees the same page; the administrator sees this.
        log.exception("The link to a new password could not be sent to person %s.", user.pk)
