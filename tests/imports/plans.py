"""Small plans as tables, and what is stored of a plan as plain data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.forms.models import model_to_dict

from objectives.models import OperationalObjective, StrategicLine, StrategicObjective
from targets.domain.table.layout import read_layout
from targets.files.reading import read_source
from targets.models import Measure, Section, Target, TargetValue
from targets.services.importing import PlanYears, import_plan

if TYPE_CHECKING:
    from objectives.models import Plan
    from targets.domain.table.plan_table import PlanTable
    from targets.services.importing.outcome import ImportOutcome

SEED = Path(__file__).parents[2] / "fixtures" / "piano-performance-2018-2020.txt"
YEARS = PlanYears(2018, 2018, 2020)
HEADER = ["TIPO", "OBIETTIVO/TARGET", "FORMULA", "VALORE OBIETTIVO 2018", "AREA"]


def seed_table() -> PlanTable:
    return read_layout(read_source(SEED.read_bytes()).rows)


def small_grid() -> list[list[str]]:
    """A line with two objectives, the second with two that have no code; a section with one target."""
    return [
        ["PIANO PERFORMANCE 2018 - 2020"],
        ["azione strategica"],
        ["linea strategica Imprese"],
        HEADER,
        ["1 OBIETTIVO STRATEGICO 2017-2019", "Crescere", "n. imprese", "> 50", "AREA DELLE IMPRESE"],
        ["1.1 OBIETTIVO OPERATIVO", "Aprire lo sportello", "SI/NO", "fatto", "AREA DELLE IMPRESE"],
        ["2 OBIETTIVO STRATEGICO 2017-2019", "Innovare", "n. progetti", "≥ 3", "AREA DELLE IMPRESE"],
        ["OBIETTIVO OPERATIVO", "Realizzare il progetto RETIC", "% di completamento", "100%", "AREA SERVIZI"],
        [
            "OBIETTIVO OPERATIVO",
            "Avviare il bando per le fiere",
            "% di completamento",
            "100%",
            "AREA SERVIZI",
        ],
        ["efficacia/efficienza dei processi"],
        HEADER,
        [
            "1 TARGET EFFICACIA/EFFICIENZA/PROCESSI-SERVIZI",
            "Tempi di pagamento",
            "giorni",
            "≤ 30",
            "AREA SERVIZI",
        ],
    ]


def imported(grid: list[list[str]], *, remove_absent: bool = False) -> ImportOutcome:
    return import_plan(read_layout(grid), YEARS, user=None, remove_absent=remove_absent)


def stored(plan: Plan) -> dict[str, list[dict[str, object]]]:
    """Every stored cell of a plan, key and position of each row included."""
    parts = {
        "lines": StrategicLine.objects.filter(plan=plan),
        "sections": Section.objects.filter(plan=plan),
        "strategic": StrategicObjective.objects.filter(line__plan=plan),
        "operational": OperationalObjective.objects.filter(strategic_objective__line__plan=plan),
        "targets": Target.objects.filter(section__plan=plan),
        "measures": Measure.objects.of_plan(plan),
        "values": TargetValue.objects.filter(measure__in=Measure.objects.of_plan(plan)),
    }
    return {
        name: [{"pk": row.pk, **model_to_dict(row)} for row in rows.order_by("pk")]
        for name, rows in parts.items()
    }
