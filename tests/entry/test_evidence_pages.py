"""Files that prove a value: attached with it, downloaded by who may see it, refused if hostile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile

from targets.models import (
    ActualValue,
    Evidence,
    ReportingPeriod,
)
from tests.entry import files
from tests.entry.entering import indicator, numbers_of
from tests.entry.posting import area_path, box, fields_of, opened, post, value_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from accounts.models import User


def upload(name: str = "verbale.pdf", content: bytes = files.PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


def test_a_file_goes_with_the_value_and_comes_back_as_a_download(
    period: ReportingPeriod, at_desk: Client
) -> None:
    mine = indicator()
    fields = opened(at_desk, area_path(period)) | {box(mine): "412", "save": str(mine.pk)}
    at_desk.post(area_path(period), fields | {f"v{mine.pk}-file": upload()})
    evidence = Evidence.objects.get()
    response = at_desk.get(f"/prove/{evidence.pk}/")
    assert response.getvalue() == files.PDF
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'attachment; filename="verbale.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]


def test_a_file_is_only_for_who_may_see_the_value(
    period: ReportingPeriod,
    at_desk: Client,
    neighbour: User,
    stranger: User,
    director: User,
    signed_in: Callable[[User], Client],
) -> None:
    mine = indicator()
    at_desk.post(value_path(period, mine, "prove/"), {f"v{mine.pk}-file": upload()})
    path = f"/prove/{Evidence.objects.get().pk}/"
    statuses = [signed_in(person).get(path).status_code for person in (neighbour, stranger, director)]
    assert statuses == [404, 404, 200]
    removals = [
        signed_in(each).post(f"{path}rimuovi/").status_code for each in (neighbour, stranger, director)
    ]
    assert removals == [404, 404, 403]
    assert Evidence.objects.exists()


def test_a_hostile_file_is_refused_and_the_numbers_are_kept(period: ReportingPeriod, at_desk: Client) -> None:
    mine = indicator()
    fields = opened(at_desk, area_path(period)) | {box(mine): "412", "save": str(mine.pk)}
    page = upload("verbale.pdf", b"<!doctype html><script>alert(1)</script>")
    html = at_desk.post(area_path(period), fields | {f"v{mine.pk}-file": page}).content.decode()
    assert "values-trouble" in html
    assert not Evidence.objects.exists()
    assert numbers_of(ActualValue.objects.get())["a"] == 412


def test_a_file_is_removed_and_what_is_typed_stays(period: ReportingPeriod, at_desk: Client) -> None:
    mine = indicator()
    answer = at_desk.post(value_path(period, mine, "prove/"), {f"v{mine.pk}-file": upload()})
    assert "verbale.pdf" in answer.content.decode()
    html = post(at_desk, period, "remove", Evidence.objects.get().pk, **{box(mine): "7"})
    assert fields_of(html)[box(mine)] == "7"
    assert not Evidence.objects.exists()
    assert not ActualValue.objects.get().cases.get().values.exists()


def test_nothing_is_said_to_be_removed_once_the_period_is_closed(
    period: ReportingPeriod, at_desk: Client
) -> None:
    mine = indicator()
    at_desk.post(value_path(period, mine, "prove/"), {f"v{mine.pk}-file": upload()})
    fields = opened(at_desk, area_path(period))
    ReportingPeriod.objects.update(state=ReportingPeriod.State.CLOSED)
    answer = at_desk.post(area_path(period), fields | {"remove": str(Evidence.objects.get().pk)}, follow=True)
    assert Evidence.objects.exists()
    assert "non è più allegato" not in answer.content.decode()


def test_the_evidence_of_a_submitted_value_is_not_removed(period: ReportingPeriod, at_desk: Client) -> None:
    mine = indicator()
    at_desk.post(value_path(period, mine, "prove/"), {f"v{mine.pk}-file": upload()})
    ActualValue.objects.update(state=ActualValue.State.SUBMITTED)
    at_desk.post(f"/prove/{Evidence.objects.get().pk}/rimuovi/")
    assert Evidence.objects.exists()
