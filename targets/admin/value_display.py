"""What was reported of an indicator, and what it amounts to, as the data entry shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, pgettext

from targets.admin.words import condition_in_words
from targets.domain.counting.units import unit_of
from targets.wording.figures import NO_FIGURE, judged_in_words, number_in_words, percent
from targets.wording.proof import proof_lines
from targets.wording.verdict import verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.utils.safestring import SafeString

    from targets.domain.counting.proof import Proof
    from targets.models import ActualValue
    from targets.results import IndicatorResult, MeasuredIndicator
    from targets.results.loading import LoadedCase


def met_in_words(found: IndicatorResult) -> str:
    """Say whether a target is met, missed or not due yet; ``–`` where it cannot be said."""
    return verdict(found.outcome.met, found.outcome.due_on) or NO_FIGURE


def reported_value(found: IndicatorResult) -> str:
    """Write the value of an indicator: a number with its unit, done or not done, or ``–``."""
    if found.outcome.value is not None:
        unit = unit_of(found.measured.reading)
        return judged_in_words(found.outcome.value, unit, found.outcome.proof)
    if found.outcome.met is None:
        return NO_FIGURE
    return "; ".join(
        dict.fromkeys(_done(case) for case in found.measured.cases if case.case.done is not None)
    )


def working(proof: Proof) -> SafeString:
    """List the steps of a working."""
    return _listed("ol", proof_lines(proof))


def answers(measured: MeasuredIndicator) -> SafeString | str:
    """List the answers: of the whole, or of each condition that is asked for by itself."""
    conditions = {condition.pk: condition for condition in measured.conditions}
    labels = {operand.key: operand.label for operand in measured.operands}
    lines = []
    for case in measured.cases:
        said = "; ".join(_said(case, labels))
        condition = conditions.get(case.case.condition_id or 0)
        about = "" if condition is None else condition.label or condition_in_words(condition)
        if said:
            lines.append(f"{about}: {said}" if about else said)
    return _listed("ul", lines) if lines else NO_FIGURE


def _said(case: LoadedCase, labels: dict[str, str]) -> Iterator[str]:
    for key, number in case.values.items():
        yield f"{labels.get(key) or key} = {number_in_words(number)}"
    if case.case.done is not None:
        yield _done(case)
    if case.case.partial_percent is not None:
        part, reason = percent(case.case.partial_percent), case.case.partial_reason
        yield gettext("part done {part}: {reason}").format(part=part, reason=reason)
    if case.case.done_on is not None:
        yield gettext("done on {day}").format(day=date_format(case.case.done_on, "DATE_FORMAT"))


def _done(case: LoadedCase) -> str:
    return pgettext("answer", "done") if case.case.done else pgettext("answer", "not done")


def named_files(value: ActualValue) -> SafeString | str:
    """List the evidence by name."""
    names = [evidence.name for evidence in value.evidence.all()]
    return _listed("ul", names) if names else NO_FIGURE


def decisions(value: ActualValue) -> SafeString | str:
    """List the decisions of the review, the oldest first: what, who, when and why."""
    lines = []
    for decision in value.decisions.select_related("decided_by"):
        when = date_format(timezone.localtime(decision.decided_at), "SHORT_DATETIME_FORMAT")
        line = f"{decision.get_outcome_display()} – {decision.decided_by}, {when}"
        lines.append(f"{line}: {decision.reason}" if decision.reason else line)
    return _listed("ul", lines) if lines else NO_FIGURE


def _listed(tag: str, lines: list[str]) -> SafeString:
    items = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
    return format_html('<{0} class="lines">{1}</{0}>', tag, items)
