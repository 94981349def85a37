"""Reminders by e-mail: shown first, then sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from targets.reminders.messages import messages_of, reminders_of
from targets.reminders.sending import send_reminders
from targets.views.scopes import period_to_review

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from targets.reminders.messages import Reminders


@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: HttpRequest, period: int) -> HttpResponse:
    """Show the messages that would be sent; on POST, send them."""
    found = period_to_review(request, period)
    today = timezone.localdate()
    site = settings.SITE_URL or request.build_absolute_uri("/").rstrip("/")
    if not found.is_open:
        messages.warning(request, _("The period is not open: there is nothing to remind of."))
        return redirect("targets:review", found.pk)
    reminders = reminders_of(found, today=today)
    if request.method == "POST":
        _send(request, reminders, site, today)
        return redirect("targets:review", found.pk)
    written = messages_of(reminders.to_send, found, site=site, today=today)
    context = {"period": found, "reminders": reminders, "written": written}
    return render(request, "targets/remind.html", context)


def _send(request: HttpRequest, reminders: Reminders, site: str, today: date) -> None:
    sending = send_reminders(reminders, site=site, today=today)
    count = len(sending.sent)
    text = ngettext("%(count)s message is sent.", "%(count)s messages are sent.", count)
    messages.success(request, text % {"count": count})
    if sending.failed:
        people = ", ".join(str(reminder.person) for reminder, _why in sending.failed)
        text = _("The mail server did not take the messages to: %(people)s. Try again later.")
        messages.error(request, text % {"people": people})
