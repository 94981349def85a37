"""Reminders: to whom, of what, once a day, from the page and from the command."""

from __future__ import annotations

import datetime
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from targets.models import SentReminder
from targets.reminders.messages import messages_of, reminders_of
from targets.reminders.sending import send_reminders
from tests import factories, factories_values

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from pytest_django.fixtures import Settings

    from tests.review.conftest import Office

SITE = "https://piano.example.it"
BEFORE, AFTER = datetime.date(2019, 1, 31), datetime.date(2019, 2, 1)


def remind(**options: object) -> str:
    output = StringIO()
    call_command("remind", year=2018, site=SITE, stdout=output, stderr=output, **options)
    return output.getvalue()


def test_each_manager_is_reminded_of_what_their_areas_have_not_submitted(office: Office) -> None:
    found = reminders_of(office.period, today=BEFORE)
    named = {
        each.person: {(item.indicator.pk, item.state) for area in each.areas for item in area.items}
        for each in found.messages
    }
    assert named == {
        office.manager: {(office.missing.pk, "missing"), (office.draft.indicator_id, "draft")},
        office.other_manager: {(office.other.pk, "missing")},
    }


def test_a_returned_value_is_reminded_of_and_a_validated_one_is_not(office: Office) -> None:
    factories_values.actual_value(office.missing, office.period, {"a": 4}, state="validated")
    factories_values.actual_value(office.other, office.period, {"a": 4}, state="returned")
    found = reminders_of(office.period, today=BEFORE)
    states = {item.state for each in found.messages for area in each.areas for item in area.items}
    assert states == {"draft", "returned"}


def test_who_manages_two_areas_gets_one_message(office: Office) -> None:
    office.elsewhere.managers.set([office.manager])
    (message,) = reminders_of(office.period, today=BEFORE).messages
    assert [each.area for each in message.areas] == [office.elsewhere, office.area]
    assert message.count == 3


def test_who_cannot_be_written_to_is_named(office: Office) -> None:
    office.manager.email = ""
    office.manager.save()
    office.elsewhere.managers.clear()
    found = reminders_of(office.period, today=BEFORE)
    assert not found.messages
    assert [each.person for each in found.without_address] == [office.manager]
    assert [each.area for each in found.without_manager] == [office.elsewhere]


def test_nobody_is_reminded_who_may_no_longer_sign_in(office: Office) -> None:
    office.manager.is_active = False
    office.manager.save()
    found = reminders_of(office.period, today=BEFORE)
    assert office.manager not in {each.person for each in found.messages}
    assert office.area in {each.area for each in found.without_manager}


def test_the_message_leads_straight_to_what_is_missing(office: Office) -> None:
    found = reminders_of(office.period, today=BEFORE)
    written = {
        each.person: message
        for each, message in messages_of(found.messages, found.period, site=SITE, today=BEFORE)
    }
    message = written[office.other_manager]
    assert message.to == "other@example.org"
    assert f"{SITE}{reverse('targets:value', args=[office.period.pk, office.other.pk])}" in message.body
    assert f"{SITE}{reverse('targets:my_area', args=[office.period.pk])}" in message.body
    assert "31 gennaio 2019" in message.body
    assert "Promozione" in message.body
    assert "\n" not in message.subject
    late = messages_of(found.messages, found.period, site=SITE, today=AFTER)
    assert {message.subject for _each, message in late}.isdisjoint(
        {each.subject for each in written.values()}
    )


def test_what_people_wrote_is_no_markup_in_a_message(office: Office) -> None:
    office.elsewhere.name = "R&S <Promozione>"
    office.elsewhere.save()
    found = reminders_of(office.period, today=BEFORE)
    bodies = [
        message.body for _each, message in messages_of(found.messages, found.period, site=SITE, today=BEFORE)
    ]
    assert any("R&S <Promozione>" in body for body in bodies)


def test_a_second_run_on_the_same_day_sends_nothing_and_the_next_day_does(office: Office) -> None:
    for day, expected in ((BEFORE, 2), (BEFORE, 2), (AFTER, 4)):
        send_reminders(reminders_of(office.period, today=day), site=SITE, today=day)
        assert len(mail.outbox) == expected


def test_two_senders_at_once_send_one_message(office: Office) -> None:
    first, second = (reminders_of(office.period, today=BEFORE) for _sender in range(2))
    send_reminders(first, site=SITE, today=BEFORE)
    sending = send_reminders(second, site=SITE, today=BEFORE)
    assert len(mail.outbox) == 2
    assert (len(sending.sent), len(sending.already)) == (0, 2)


class RefusingBackend(EmailBackend):
    """A mail server that takes messages to one person only."""

    def send_messages(self, messages):  # type: ignore[no-untyped-def] # as Django's
        if messages[0].to != ["other@example.org"]:
            raise ConnectionRefusedError("no such mailbox")
        return super().send_messages(messages)


def test_what_the_mail_server_refuses_is_told_and_tried_again(office: Office, settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.{RefusingBackend.__name__}"
    sending = send_reminders(reminders_of(office.period, today=BEFORE), site=SITE, today=BEFORE)
    ((failed, why),) = sending.failed
    assert (failed.person, why) == (office.manager, "no such mailbox")
    assert SentReminder.objects.get().person == office.other_manager


def test_the_command_says_who_was_written_to(office: Office) -> None:
    output = remind()
    assert "Anna <manager@example.org>" in output
    assert len(mail.outbox) == 2
    assert len(remind().splitlines()) == 2
    assert len(mail.outbox) == 2


def test_a_dry_run_prints_the_messages_and_sends_none(office: Office) -> None:
    office.elsewhere.managers.clear()
    output = remind(dry_run=True)
    assert f"{SITE}/valori/" in output
    assert "Promozione" in output
    assert not mail.outbox
    assert not SentReminder.objects.exists()


def test_the_command_ends_with_an_error_where_a_message_was_not_sent(
    office: Office, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.{RefusingBackend.__name__}"
    with pytest.raises(CommandError) as caught:
        remind()
    assert caught.value.returncode == 1


def test_a_period_that_is_not_there_or_not_open_is_an_error(office: Office) -> None:
    for options in ({"period": datetime.date(2018, 6, 30)}, {"period": datetime.date(2018, 12, 31)}, {}):
        with pytest.raises(CommandError) as caught:
            remind(**options)
        assert caught.value.returncode == 1
        office.period.state = "closed"
        office.period.save()


def test_of_two_open_periods_one_must_be_named(office: Office) -> None:
    factories_values.mid_year(office.plan)
    with pytest.raises(CommandError) as caught:
        remind()
    assert caught.value.returncode == 2
    remind(period=datetime.date(2018, 6, 30))
    assert {each.period.ends_on.month for each in SentReminder.objects.all()} == {6}


@pytest.mark.parametrize("site", [None, "piano.example.it", "https://piano.example.it/"])
def test_the_command_needs_an_address_that_links_can_be_made_of(
    site: str | None, office: Office, settings: Settings
) -> None:
    settings.SITE_URL = ""
    with pytest.raises(CommandError) as caught:
        call_command("remind", year=2018, site=site)
    assert caught.value.returncode == 2


def test_the_site_may_name_its_own_address(office: Office, settings: Settings) -> None:
    settings.SITE_URL = "https://altro.example.it"
    call_command("remind", year=2018, stdout=StringIO())
    assert "https://altro.example.it/valori/" in mail.outbox[0].body


def test_the_page_shows_the_messages_and_sends_them_at_a_click(
    office: Office, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(office.officer)
    address = reverse("targets:remind", args=[office.period.pk])
    text = client.get(address).content.decode()
    assert "manager@example.org" in text
    assert reverse("targets:value", args=[office.period.pk, office.missing.pk]) in text
    assert not mail.outbox
    for _click in range(2):
        assert client.post(address).status_code == 302
    assert len(mail.outbox) == 2
    assert "http" in mail.outbox[0].body


def test_the_page_names_who_was_not_reached(
    office: Office, signed_in: Callable[[User], Client], settings: Settings
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.{RefusingBackend.__name__}"
    address = reverse("targets:remind", args=[office.period.pk])
    response = signed_in(office.officer).post(address, follow=True)
    assert "Anna" in response.content.decode().partition("<h1>")[0]


def test_nobody_is_reminded_of_a_period_that_is_not_open(
    office: Office, signed_in: Callable[[User], Client]
) -> None:
    office.period.state = "closed"
    office.period.save()
    client = signed_in(office.officer)
    address = reverse("targets:remind", args=[office.period.pk])
    for response in (client.get(address), client.post(address)):
        assert response.headers["Location"] == reverse("targets:review", args=[office.period.pk])
    assert not mail.outbox


def test_finding_out_whom_to_remind_takes_as_many_queries_for_a_larger_plan(office: Office) -> None:
    found = []
    for size in (0, 10):
        for number in range(size):
            area = factories.area(f"Area {number}")
            area.managers.add(factories.user(f"person{number}", email=f"p{number}@example.org"))
            row = factories.target(office.plan.sections.get(), f"x{number}", area=area)
            factories.measure(row, "SI/NO", "SI").indicators.create(kind="yes_no")
        with CaptureQueriesContext(connection) as queries:
            reminders = reminders_of(office.period, today=BEFORE)
            messages_of(reminders.messages, office.period, site=SITE, today=BEFORE)
        found.append(len(queries))
    assert found[0] == found[1]


def test_each_person_is_written_to_in_their_own_language(office: Office) -> None:
    User.objects.filter(pk=office.manager.pk).update(language="en")
    reminders = reminders_of(office.period, today=BEFORE)
    with translation.override("en"):  # the language of whoever sends them does not matter
        written = messages_of(reminders.messages, office.period, site=SITE, today=BEFORE)
    found = {reminder.person: message for reminder, message in written}
    english, italian = found[office.manager], found[office.other_manager]
    assert english.subject.startswith("Values as of 31 December 2018")
    assert "Dear Anna" in english.body
    assert "(Draft)" in english.body
    assert "31 dicembre 2018" in italian.subject
    assert "(Mancante)" in italian.body
