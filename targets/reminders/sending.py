"""Send reminders: one message a person, at most one a day."""

from __future__ import annotations

from dataclasses import dataclass
from smtplib import SMTPException
from typing import TYPE_CHECKING

from django.core.mail import EmailMessage

from targets.models import SentReminder
from targets.reminders.messages import messages_of

if TYPE_CHECKING:
    from datetime import date

    from targets.reminders.messages import Message, Reminder, Reminders


@dataclass(frozen=True, slots=True)
class Sending:
    """What became of the messages."""

    sent: tuple[Reminder, ...]
    already: tuple[Reminder, ...]
    """Sent earlier on the same day: they were not sent again."""
    failed: tuple[tuple[Reminder, str], ...]
    """The mail server refused them, and why."""


def send_reminders(reminders: Reminders, *, site: str, today: date) -> Sending:
    """Send the messages that were not sent on ``today`` yet; ``site`` as in ``messages_of``.

    The day is written down before a message leaves, and rubbed out where it could not: two
    senders at once never write to a person twice, and nothing is locked while the mail server
    thinks.
    """
    sent, failed = [], []
    already = [each for each in reminders.messages if each.is_sent_today]
    written = messages_of(reminders.to_send, reminders.period, site=site, today=today)
    for reminder, message in written:
        claim, is_mine = SentReminder.objects.get_or_create(
            period=reminders.period, person=reminder.person, sent_on=today
        )
        if not is_mine:
            already.append(reminder)
        elif why := _send(message):
            claim.delete()
            failed.append((reminder, why))
        else:
            sent.append(reminder)
    return Sending(tuple(sent), tuple(already), tuple(failed))


def _send(message: Message) -> str:
    """Send one message; return why it could not be sent, empty where it was."""
    try:
        EmailMessage(message.subject, message.body, to=[message.to]).send()
    except (OSError, SMTPException) as error:
        return str(error) or type(error).__name__
    return ""
