"""Who is to be reminded of what a period still lacks, and the message each of them gets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from objectives.models import Organization
from targets.access import area_of
from targets.models import ActualValue, SentReminder
from targets.results import load_indicators
from targets.review.rows import ROWS, document_place, managers_of
from targets.review.wording import MISSING, STATES
from targets.selectors import area_place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from accounts.models import User
    from objectives.models import Area
    from targets.models import Indicator, ReportingPeriod
    from targets.results import MeasuredIndicator

_WORDS_OF_A_ROW = 100


@dataclass(frozen=True, slots=True)
class Lacking:
    """One indicator that is not submitted: missing, in draft, or returned."""

    indicator: Indicator
    state: str
    path: str
    """Of the page where it is entered, from the root of the site."""

    @property
    def text(self) -> str:
        """The row, and the indicator where the row's formula has several."""
        row = " ".join(str(self.indicator.measure.row).split())[:_WORDS_OF_A_ROW]
        label = " ".join(self.indicator.label.split())[:_WORDS_OF_A_ROW]
        return f"{row} – {label}" if label else row

    @property
    def state_label(self) -> str:
        """In the active language."""
        return str(STATES[self.state])


@dataclass(frozen=True, slots=True)
class AreaLacks:
    """What one area has not submitted, in the order of the document."""

    area: Area | None
    """None = what belongs to no area: nobody is reminded of it."""
    items: tuple[Lacking, ...]


@dataclass(frozen=True, slots=True)
class Reminder:
    """The message to one person."""

    person: User
    areas: tuple[AreaLacks, ...]
    is_sent_today: bool

    @property
    def count(self) -> int:
        """How many indicators it names."""
        return sum(len(each.items) for each in self.areas)


@dataclass(frozen=True, slots=True)
class Reminders:
    """Everybody who has something to enter, and whatever nobody can be reminded of."""

    period: ReportingPeriod
    messages: tuple[Reminder, ...]
    without_address: tuple[Reminder, ...]
    """People with something to enter and no e-mail address."""
    without_manager: tuple[AreaLacks, ...]
    """Areas nobody manages, and what belongs to no area."""

    @property
    def to_send(self) -> tuple[Reminder, ...]:
        """Those that were not sent today yet."""
        return tuple(each for each in self.messages if not each.is_sent_today)


def reminders_of(period: ReportingPeriod, *, today: date) -> Reminders:
    """Return who is to be reminded of what; five queries at any size, with the plan loaded."""
    lacking: dict[Area | None, list[Lacking]] = {}
    measured = load_indicators(period.plan, period, related=ROWS)
    for each in sorted(measured, key=lambda one: document_place(one.indicator.measure.row)):
        if (item := _lacking(each, period)) is not None:
            lacking.setdefault(area_of(each), []).append(item)
    areas = [AreaLacks(area, tuple(lacking[area])) for area in sorted(lacking, key=area_place)]
    managers = managers_of(each.area for each in areas if each.area is not None)
    sent = set(SentReminder.objects.filter(period=period, sent_on=today).values_list("person", flat=True))
    by_person: dict[User, list[AreaLacks]] = {}
    without_manager = []
    for each_area in areas:
        people = managers.get(each_area.area.pk, ()) if each_area.area else ()
        for person in people:
            by_person.setdefault(person, []).append(each_area)
        if not people:
            without_manager.append(each_area)
    messages = [Reminder(who, tuple(what), who.pk in sent) for who, what in by_person.items()]
    messages.sort(key=lambda message: (str(message.person), message.person.pk))
    return Reminders(
        period,
        tuple(message for message in messages if message.person.email),
        tuple(message for message in messages if not message.person.email),
        tuple(without_manager),
    )


def _lacking(measured: MeasuredIndicator, period: ReportingPeriod) -> Lacking | None:
    """Return what is still to be done by the area; None where it has submitted."""
    value = measured.value
    if value is not None and value.is_fixed:
        return None
    state = MISSING if value is None else ActualValue.State(value.state).value
    path = reverse("targets:value", args=[period.pk, measured.indicator.pk])
    return Lacking(measured.indicator, state, path)


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent."""

    to: str
    subject: str
    body: str


def messages_of(
    reminders: Iterable[Reminder], period: ReportingPeriod, *, site: str, today: date
) -> list[tuple[Reminder, Message]]:
    """Write the messages, each in the language of its person. One query.

    ``site`` is its address without a slash at the end: ``https://piano.example.it``.
    """
    organization = Organization.objects.first()
    written = []
    for each in reminders:
        with translation.override(each.person.language_of_messages):
            written.append((each, _message(each, period, organization, site, today)))
    return written


def _message(
    reminder: Reminder, period: ReportingPeriod, organization: Organization | None, site: str, today: date
) -> Message:
    context = {
        "reminder": reminder,
        "period": period,
        "organization": organization,
        "site": site,
        "my_values": site + reverse("targets:my_area", args=[period.pk]),
        "is_late": period.is_late(today),
    }
    subject = " ".join(render_to_string("targets/reminder_subject.txt", context).split())
    body = render_to_string("targets/reminder.txt", context).strip() + "\n"
    return Message(reminder.person.email, subject, body)
