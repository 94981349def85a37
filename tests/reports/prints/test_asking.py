"""Who asks for a print, what is printed, what is kept."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from objectives.models import StrategicObjective
from reports.documents.plan import PlanDocument
from reports.models import Print
from reports.plan.data import build_plan_document
from reports.plan.printing import plan_pdf
from reports.prints.orders import key_of
from reports.prints.printing import TakenOver, begin, finish_attempt, print_document
from reports.prints.pruning import prune
from reports.prints.queue import ask, take
from tests import factories_prints, factories_site, factories_values
from tests.factories_prints import asked_for, order

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import DjangoCaptureOnCommitCallbacks

    from accounts.models import User
    from objectives.models import Plan

NOW = factories_prints.ASKED


def stored_files(folder: Path) -> list[str]:
    return [path.name for path in (folder / "media" / "prints").glob("*")]


def test_whoever_asks_for_the_same_shares_one_print(
    plan: Plan, queue: None, director: User, evaluator: User
) -> None:
    first = ask(order(plan), user=director, now=NOW)
    second = ask(order(plan), user=evaluator, now=NOW)
    assert first == second
    assert set(first.asked_by.all()) == {director, evaluator}
    assert DBTaskResult.objects.count() == 1


def test_another_word_and_another_language_are_another_print(plan: Plan, queue: None) -> None:
    italian, english = order(plan), order(plan, language="en")
    StrategicObjective.objects.update(text="Altro")
    assert len({italian.key, english.key, order(plan).key}) == 3


def test_the_print_is_what_the_document_itself_prints(plan: Plan) -> None:
    StrategicObjective.objects.update(weight=Decimal("12.50"))
    document = build_plan_document(plan)
    found = ask(order(plan), user=None, now=NOW)
    found.refresh_from_db()
    assert found.state == Print.State.READY
    assert found.started_at is not None
    content = take(found.key, now=NOW)
    assert content is not None
    assert content.read() == plan_pdf(document, language="it", created=found.started_at)
    assert found.pages == found.total_pages != 0


def test_a_plan_comes_back_from_its_json(seed_document: PlanDocument) -> None:
    assert PlanDocument.from_json(seed_document.to_json()) == seed_document


def test_a_document_that_cannot_be_printed_is_a_failure_with_its_reason_in_the_log(
    plan: Plan, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = asked_for(plan, document="{}", key=key_of("plan", "it", "{}"))
    print_document.enqueue(str(broken.pk))
    broken.refresh_from_db()
    assert (broken.state, broken.failure) == (Print.State.FAILED, Print.Failure.ERROR)
    assert "CanonicalError" in caplog.text
    assert stored_files(tmp_path) == []
    assert take(broken.key, now=NOW) is None


def test_a_worker_of_another_version_prints_nothing(plan: Plan, tmp_path: Path) -> None:
    other = asked_for(plan, key="0" * 64)
    print_document.enqueue(str(other.pk))
    other.refresh_from_db()
    assert (other.state, other.failure) == (Print.State.FAILED, Print.Failure.OTHER_VERSION)
    assert stored_files(tmp_path) == []


@pytest.mark.parametrize("state", ["waiting", "printing"])
def test_what_nobody_is_at_any_more_is_asked_for_again(plan: Plan, queue: None, state: str) -> None:
    found = asked_for(plan, state=state, started_at=NOW if state == "printing" else None)
    ask(order(plan), user=None, now=NOW + timedelta(seconds=119))
    assert DBTaskResult.objects.count() == 0
    ask(order(plan), user=None, now=NOW + timedelta(seconds=121))
    assert DBTaskResult.objects.count() == 1
    found.refresh_from_db()
    assert (found.state, found.started_at) == (Print.State.WAITING, None)


def test_what_the_only_worker_was_printing_is_taken_back_at_once(plan: Plan, queue: None) -> None:
    found = asked_for(plan, state="printing", started_at=NOW, seen_at=NOW, pages=7)
    call_command("take_back_prints")
    found.refresh_from_db()
    assert (found.state, found.started_at, found.pages) == (Print.State.WAITING, None, 0)
    assert DBTaskResult.objects.count() == 1
    call_command("take_back_prints")
    assert DBTaskResult.objects.count() == 1, "what waits is in the queue already"


def test_what_failed_is_asked_for_again(plan: Plan) -> None:
    failed = asked_for(plan, state="failed", failure="error", finished_at=NOW)
    ask(order(plan), user=None, now=NOW)
    failed.refresh_from_db()
    assert (failed.state, failed.failure) == (Print.State.READY, "")


def test_a_job_for_what_is_being_printed_already_does_nothing(plan: Plan, tmp_path: Path) -> None:
    found = asked_for(plan, state="printing", started_at=NOW)
    print_document.enqueue(str(found.pk))
    found.refresh_from_db()
    assert found.state == Print.State.PRINTING
    assert stored_files(tmp_path) == []


def test_a_worker_that_was_given_up_leaves_the_print_to_the_next(plan: Plan, tmp_path: Path) -> None:
    found = asked_for(plan)
    late = begin(found.pk, NOW)
    assert late is not None
    Print.objects.update(state=Print.State.WAITING)
    print_document.enqueue(str(found.pk))
    (file,) = stored_files(tmp_path)
    with pytest.raises(TakenOver):
        finish_attempt(late, b"late", pages=1)
    found.refresh_from_db()
    assert found.state == Print.State.READY
    assert stored_files(tmp_path) == [file]


def test_what_a_killed_worker_wrote_goes_when_the_next_begins(
    plan: Plan, tmp_path: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    found = asked_for(plan)
    killed = begin(found.pk, NOW)
    assert killed is not None
    default_storage.save(str(killed.file.name), ContentFile(b"%PDF-1.7 half"))
    Print.objects.update(state=Print.State.WAITING)
    with django_capture_on_commit_callbacks(execute=True):
        begin(found.pk, NOW)
    assert stored_files(tmp_path) == []


def test_what_nobody_asked_for_in_a_month_goes_with_its_file_and_job(
    plan: Plan,
    tmp_path: Path,
    queue: None,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    file = default_storage.save("prints/old", ContentFile(b"%PDF"))
    old = asked_for(plan, state="ready", file=file)
    now = timezone.now()
    print_document.enqueue(str(old.pk))
    print_document.enqueue(str(old.pk))
    DBTaskResult.objects.filter(pk=DBTaskResult.objects.latest("enqueued_at").pk).update(enqueued_at=NOW)
    StrategicObjective.objects.update(text="Altro")
    new = asked_for(plan, asked_at=now - timedelta(days=29))
    with django_capture_on_commit_callbacks(execute=True):
        prune(now)
    assert list(Print.objects.all()) == [new]
    assert DBTaskResult.objects.count() == 1
    assert stored_files(tmp_path) == []


def test_what_is_taken_counts_as_asked_for(plan: Plan) -> None:
    found = asked_for(plan, state="ready", file=default_storage.save("prints/a", ContentFile(b"%PDF")))
    later = NOW + timedelta(days=29)
    content = take(found.key, now=later)
    assert content is not None
    assert content.read() == b"%PDF"
    prune(later + timedelta(days=29))
    assert Print.objects.get().asked_at == later


def test_a_print_whose_file_is_lost_is_printed_again(plan: Plan) -> None:
    lost = asked_for(plan, state="ready", file="prints/lost")
    assert take(lost.key, now=NOW) is None
    again = ask(order(plan), user=None, now=NOW)
    assert again != lost
    assert take(again.key, now=NOW) is not None


def test_the_documents_of_a_year_are_printed_ahead(
    db: None, planning_officer: User, capsys: pytest.CaptureFixture[str]
) -> None:
    site = factories_site.site()
    factories_values.method(site.plan)
    call_command("ask_prints", year=2018, language="en")
    states = set(Print.objects.values_list("kind", "language", "state"))
    assert states == {("plan", "en", "ready"), ("report", "en", "ready")}
    addresses = set(Print.objects.values_list("address", flat=True))
    assert addresses == {"/piano/2018/pdf/", f"/relazione/2018/{site.period.pk}/pdf/"}
    with pytest.raises(CommandError):
        call_command("ask_prints", year=1999)
