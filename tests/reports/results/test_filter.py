"""What one can narrow the page of a report to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import translation

from reports.results.page import ReportFilter
from reports.results.showing import shown_report

if TYPE_CHECKING:
    from reports.documents.report import ReportDocument

pytestmark = pytest.mark.django_db


def test_areas_are_in_the_order_of_the_alphabet_and_none_comes_last(seed_report: ReportDocument) -> None:
    with translation.override("it"):
        field = ReportFilter({}, shown_report(seed_report)).fields["area"]
    names = [name.split()[0] for _key, name in field.choices]  # type: ignore[attr-defined]  # a ChoiceField
    assert names == ["Tutte", "COMPETITIVITÀ", "FUNZIONAMENTO", "INTERNAZIONALIZZAZIONE", "REGISTRO", "Senza"]
