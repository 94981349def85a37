"""Who finds the entry pages, who is refused, who only looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from objectives.models import Area
from targets.models import (
    ActualValue,
    ReportingPeriod,
)
from tests import factories_values
from tests.entry.entering import indicator
from tests.entry.posting import area_path, box, value_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from accounts.models import User


def test_the_owner_sees_their_indicators_and_no_other_areas(
    period: ReportingPeriod, neighbour: User, at_desk: Client
) -> None:
    html = at_desk.get(area_path(period)).content.decode()
    assert "procedimenti fattibili" in html
    assert "n. fiere" not in html


def test_the_manager_of_another_area_does_not_find_the_value(
    period: ReportingPeriod, neighbour: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(neighbour)
    mine = value_path(period, indicator())
    assert client.get(mine).status_code == 404
    assert client.post(mine, {"save": indicator().pk}).status_code == 404
    assert client.post(f"{mine}anteprima/").status_code == 404
    assert client.post(f"{mine}prove/").status_code == 404
    assert "n. fiere" in client.get(area_path(period)).content.decode()


def test_what_is_typed_for_another_areas_indicator_goes_nowhere(
    period: ReportingPeriod, neighbour: User, signed_in: Callable[[User], Client]
) -> None:
    foreign = indicator()
    typed = {f"v{foreign.pk}-version": "0", box(foreign): "1", "save_all": "1"}
    signed_in(neighbour).post(area_path(period), typed)
    assert not ActualValue.objects.exists()


def test_a_stranger_is_refused(
    period: ReportingPeriod, stranger: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(stranger)
    assert client.get("/valori/").status_code == 403
    assert client.get(area_path(period)).status_code == 403
    assert client.get(value_path(period, indicator())).status_code == 404


def test_the_director_looks_and_does_not_enter(
    period: ReportingPeriod, director: User, signed_in: Callable[[User], Client]
) -> None:
    factories_values.actual_value(indicator(), period, {"a": 412, "b": 490})
    client = signed_in(director)
    html = client.get(value_path(period, indicator())).content.decode()
    assert "412 / 490 × 100 ≈ 84,08" in html
    assert "<textarea" not in html
    assert client.post(value_path(period, indicator()), {"save_all": "1"}).status_code == 403
    assert client.post(value_path(period, indicator(), "prove/")).status_code == 403
    assert client.get(area_path(period)).status_code == 403


def test_the_planning_office_enters_for_every_area_and_narrows_to_one(
    period: ReportingPeriod, neighbour: User, planning_officer: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(planning_officer)
    assert "n. fiere" in client.get(area_path(period)).content.decode()
    other = Area.objects.get(name="Internazionalizzazione")
    html = client.get(f"{area_path(period)}?area={other.pk}").content.decode()
    assert "n. fiere" in html
    assert "procedimenti fattibili" not in html


def test_the_one_open_period_opens_by_itself(period: ReportingPeriod, at_desk: Client) -> None:
    assert at_desk.get("/valori/").headers["Location"] == area_path(period)
    june = factories_values.mid_year(period.plan)
    assert area_path(june) in at_desk.get("/valori/").content.decode()


def test_a_period_that_is_not_there_is_not_found(period: ReportingPeriod, at_desk: Client) -> None:
    assert at_desk.get("/valori/999999/").status_code == 404
