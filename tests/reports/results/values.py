"""What the areas reported of the demonstration plan, made up so that every kind of case is there."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from targets.completeness import asked_cases
from targets.models import ActualValue, Evidence, ReviewDecision
from targets.results import load_indicators
from targets.results.outcome import own_conditions
from tests import factories_values

if TYPE_CHECKING:
    from objectives.models import Plan
    from targets.models import ReportingPeriod
    from targets.results import MeasuredIndicator

State = ActualValue.State
STATES = (State.VALIDATED, State.SUBMITTED, State.VALIDATED, State.DRAFT, State.VALIDATED, State.RETURNED)
AT = datetime.datetime(2019, 2, 1, 9, 30, tzinfo=datetime.UTC)
NUMBERS = ("412.5", "490", "0", "33.3333", "97", "1250000.5", "4")


def report_everything(plan: Plan, period: ReportingPeriod) -> None:
    """Report all indicators but every ninth, in turn submitted, validated, draft and returned.

    Some are done and some not, one in five is explained, one in seven has evidence, one does not
    apply, one has an achievement set by hand.
    """
    for place, measured in enumerate(load_indicators(plan, None)):
        if place % 9 != 8:
            _report(place, measured, period)


def _report(place: int, measured: MeasuredIndicator, period: ReportingPeriod) -> None:
    fields: dict[str, object] = {"state": STATES[place % len(STATES)], "submitted_at": AT}
    fields["submitted_by"] = factories_values.reporter()
    if place % 5 == 0:
        fields |= {
            "deviation": "Ritardo nella fornitura <del sistema>",
            "corrective_action": "=Sollecito al fornitore",
        }
    if place == 1:
        fields["not_applicable"] = "L'attività è passata alla Regione"
    if place in {0, 6}:
        fields |= {
            "override": Decimal("87.5"),
            "override_reason": "Causa non imputabile all'area",
            "override_by": factories_values.reporter(),
            "override_on": datetime.date(2019, 2, 3),
        }
    numbers = {
        operand.key: NUMBERS[(place + number) % len(NUMBERS)]
        for number, operand in enumerate(measured.operands)
    }
    by_hand = not any(each.asks_number for each in asked_cases(measured))
    done = place % 3 != 0 if by_hand else None
    value = factories_values.actual_value(
        measured.indicator,
        period,
        {} if own_conditions(measured) else numbers,
        done=done,
        done_on=datetime.date(2018, 6, 20) if any(each.deadline for each in measured.conditions) else None,
        **fields,
    )
    for own in own_conditions(measured):
        factories_values.reported_case(value, numbers, condition=measured.conditions[own], done=done)
    if place % 7 == 0:
        _prove(value, place)
    if value.state == State.VALIDATED:
        ReviewDecision.objects.create(
            actual_value=value, outcome="validated", decided_by=factories_values.reporter(), decided_at=AT
        )


def _prove(value: ActualValue, place: int) -> None:
    Evidence.objects.create(
        actual_value=value,
        file=f"evidence/{place}",
        name=f"verbale-{place}.pdf",
        content_type="application/pdf",
        size=1,
        sha256=f"{place:064x}",
        uploaded_by=factories_values.reporter(),
        uploaded_at=AT,
    )
