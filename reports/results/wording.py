"""The sentences of a report, in the reader's language, from its document alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from reports import wording
from reports.documents.report import Entry
from reports.models import Narrative
from targets.domain.counting.proof import StepCode
from targets.domain.counting.rules import OwnAndChildrenRule
from targets.domain.counting.states import State
from targets.wording import bands
from targets.wording.figures import NO_FIGURE, edges_of, number_in_words, percent, value_in_words
from targets.wording.readings import condition_in_words, conditions_in_words
from targets.wording.reasons import reason_phrase, sentence, state_name
from targets.wording.verdict import NOT_DUE_COLOUR, not_due_mark, verdict

if TYPE_CHECKING:
    from datetime import date

    from reports.documents.report import (
        Answer,
        Chapter,
        Deviation,
        EnteredNumber,
        Figure,
        OverrideMark,
        Person,
        ReportDocument,
        ReportIndicator,
        ReportRow,
    )
    from targets.domain.counting.bands import BandColour
    from targets.domain.counting.method import EvaluationMethod
    from targets.domain.counting.rollup import Result
    from targets.domain.counting.tree import Tally

_PERCENT = "%"


def day(on: date) -> str:
    """Write a date in full: ``30 June 2018``."""
    return date_format(on, "DATE_FORMAT")


def title(document: ReportDocument) -> str:
    """Name the document: a year-end report, a monitoring report, or the sheet of one area."""
    if document.period.is_year_end:
        name = _("Performance report %(year)d") % {"year": document.year}
    else:
        name = _("Monitoring as of %(day)s") % {"day": day(document.period.as_of)}
    return f"{name} – {document.area}" if document.area else name


def subtitle(document: ReportDocument) -> str:
    """Say which plan, and up to which day."""
    words = {"plan": document.plan_title, "day": day(document.period.as_of)}
    return _("%(plan)s · values as of %(day)s") % words


def approval(document: ReportDocument) -> str:
    """Say by which act the plan that is reported on was approved."""
    if document.approval is None:
        return _("The plan that it reports on is a draft: not yet approved")
    return _("The plan that it reports on was approved by %(act)s") % {"act": wording.act(document.approval)}


def demonstration(document: ReportDocument) -> str:
    """Return the notice of invented values; empty where they are real."""
    return _("Invented values: this is a demonstration.") if document.period.is_demonstration else ""


def chapter_title(chapter: Chapter) -> str:
    """Name a chapter."""
    return str(Narrative.Chapter(chapter.value).label)


def achievement(figure: Figure) -> str:
    """Write the computed achievement as it is shown, or why there is none."""
    return percent(figure.shown) if figure.state is State.COMPUTED else state_name(figure.state)


def reason(figure: Figure) -> str:
    """Say why there is no figure; empty where there is one, or nothing more to say."""
    return "" if figure.reason is None else sentence(reason_phrase(figure.reason))


def override(mark: OverrideMark | None) -> str:
    """Say which achievement was set by hand; empty where none was."""
    if mark is None:
        return ""
    shown = percent(mark.achievement)
    return _("set by hand: %(figure)s") % {
        "figure": f"{shown} ({bands.band_word(mark.band)})" if mark.band else shown
    }


def override_reason(mark: OverrideMark | None) -> str:
    """Say why, by whom and when; empty where none was set."""
    if mark is None:
        return ""
    return _("%(reason)s (%(author)s, %(day)s)") % {
        "reason": mark.reason,
        "author": mark.author,
        "day": day(mark.on),
    }


def tally(counted: Tally) -> str:
    """Say how many indicators stand behind a figure, leaving nothing out."""
    n = counted.total
    parts = [ngettext("%(n)d indicator", "%(n)d indicators", n) % {"n": n}]
    named = (
        (counted.met, pgettext("indicators", "%(n)d met")),
        (counted.not_met, pgettext("indicators", "%(n)d not met")),
        (counted.not_due, pgettext("indicators", "%(n)d not yet due")),
        (counted.not_reported, pgettext("indicators", "%(n)d not reported")),
        (counted.not_computable, pgettext("indicators", "%(n)d cannot be computed")),
        (counted.not_applicable, pgettext("indicators", "%(n)d not applicable")),
        (counted.overridden, pgettext("indicators", "%(n)d set by hand")),
        (counted.passed_over, pgettext("indicators", "%(n)d not counted in this figure")),
    )
    parts += [words % {"n": number} for number, words in named if number]
    return ", ".join(parts)


def passed_over(counted: Tally, method: EvaluationMethod) -> str:
    """Say how many indicators a figure does not depend on, and by which rule; empty where it is all."""
    n = counted.passed_over
    if not n:
        return ""
    how_many = ngettext(
        "%(n)d of %(total)d indicators does not count towards this figure",
        "%(n)d of %(total)d indicators do not count towards this figure",
        n,
    ) % {"n": n, "total": counted.total}
    by_own = method.own_and_children is OwnAndChildrenRule.OWN_FIRST or (
        method.own_and_children is OwnAndChildrenRule.SHARED and method.own_share > 0
    )
    if by_own:
        rule = _("an objective with indicators of its own is judged by these, not by the rows below it")
    else:
        rule = _("an objective with rows below it is judged by these, not by its own indicators")
    return _("%(how_many)s: by the evaluation method %(rule)s.") % {"how_many": how_many, "rule": rule}


def passed_over_mark(figure: Figure | Result) -> str:
    """Mark what its objective is not judged by; empty where it counts."""
    if not figure.is_passed_over:
        return ""
    return _("not counted in the figure of its strategic objective")


def met(indicator: ReportIndicator) -> str:
    """Say whether the target is met, missed or not due yet; empty where it cannot be said."""
    return verdict(indicator.met, indicator.figure.due_on)


def band_word(figure: Figure) -> str:
    """Return the word of the band, or what stands in its place; empty where there is neither."""
    if figure.due_on is not None and figure.shown is not None:
        return not_due_mark()
    return "" if figure.band is None else bands.band_word(figure.band)


def band_colour(figure: Figure) -> BandColour | None:
    """Return the colour that goes with ``band_word``."""
    if figure.due_on is not None and figure.shown is not None:
        return NOT_DUE_COLOUR
    return None if figure.band is None else figure.band.colour


def entry(indicator: ReportIndicator) -> str:
    """Mark a value that the planning office has not validated; empty where it has."""
    marks = {
        Entry.NOTHING: "",
        Entry.DRAFT: _("draft, not submitted"),
        Entry.SUBMITTED: _("not validated yet"),
        Entry.RETURNED: _("returned to the area"),
        Entry.VALIDATED: "",
    }
    return marks[indicator.reported.entry]


def targets(indicator: ReportIndicator) -> str:
    """Write the conditions of an indicator in words."""
    return "; ".join(part for part in conditions_in_words(indicator.conditions) if part) or NO_FIGURE


def actual(indicator: ReportIndicator) -> tuple[str, ...]:
    """Write what was achieved: a line, or one for each condition with a value of its own."""
    reported = indicator.reported
    if reported.not_applicable.strip():
        return (sentence(state_name(State.NOT_APPLICABLE)), reported.not_applicable)
    if indicator.value is not None:
        edges = edges_of(indicator.figure.proof)
        lines = [value_in_words(indicator.value, indicator.unit or None, edges)]
    else:
        lines = _by_condition(indicator) or [line for each in reported.answers if (line := _by_hand(each))]
    lines += [_("on %(day)s") % {"day": day(each.done_on)} for each in reported.answers if each.done_on]
    if not lines and indicator.is_missing:
        lines = [state_name(State.NOT_REPORTED)]
    return tuple(lines)


def _by_condition(indicator: ReportIndicator) -> list[str]:
    """Return the value that each condition was judged by, as the proof has them."""
    lines: list[str] = []
    value = ""
    edges = edges_of(indicator.figure.proof)
    for step in indicator.figure.proof.steps:
        if step.code is StepCode.VALUE:
            value = value_in_words(step.numbers["result"], step.words.get("unit"), edges)
        elif step.code is StepCode.SCALED:
            value = value_in_words(step.numbers["result"], _PERCENT, edges)
        elif step.code is StepCode.CONDITION and value:
            label = step.words.get("label", "")
            lines.append(f"{label}: {value}" if label else value)
            value = ""
    return lines


def _by_hand(answer: Answer) -> str:
    if answer.partial is not None:
        return _("%(part)s done: %(reason)s") % {
            "part": percent(answer.partial),
            "reason": answer.partial_reason,
        }
    if answer.done is None:
        return ""
    return pgettext("answer", "yes") if answer.done else pgettext("answer", "no")


def deviations(indicator: ReportIndicator) -> str:
    """Write by how much the value differs from the target: ``+2 days``; empty where no number was judged."""
    return "; ".join(_deviation(each) for each in indicator.deviations)


def _deviation(found: Deviation) -> str:
    amount = abs(found.amount)
    if found.unit == _PERCENT:  # the difference of two percentages is in points
        words = _("%(number)s pp") % {"number": value_in_words(amount, None)}
    else:
        words = value_in_words(amount, found.unit or None)
    if found.amount == 0:
        return words
    return f"+{words}" if found.amount > 0 else f"−{words}"


def entered(indicator: ReportIndicator) -> tuple[str, ...]:
    """Write the numbers as they were entered, each under the words of the formula."""
    lines: list[str] = []
    for answer in indicator.reported.answers:
        numbers = "; ".join(map(_number, answer.numbers))
        if answer.condition is None:
            lines += [numbers] if any(each.value is not None for each in answer.numbers) else []
        else:
            condition = indicator.conditions[answer.condition]
            lines.append(
                f"{condition.label or condition_in_words(condition)} – {numbers or _by_hand(answer)}"
            )
    return tuple(lines)


def _number(number: EnteredNumber) -> str:
    return f"{number.label}: {NO_FIGURE if number.value is None else number_in_words(number.value)}"


def people(indicator: ReportIndicator) -> tuple[str, ...]:
    """Say who entered, submitted and validated the value, and when."""
    reported = indicator.reported
    said = (
        (_("Entered by %(name)s on %(day)s"), _person(reported.entered)),
        (_("Submitted by %(name)s on %(day)s"), _person(reported.submitted)),
        (_("Validated by %(name)s on %(day)s"), _person(reported.validated)),
    )
    same = said[0][1] == said[1][1]  # who enters and submits at once is named once
    return tuple(words % person for words, person in (said[1:] if same else said) if person)


def _person(person: Person | None) -> dict[str, str]:
    return {} if person is None else {"name": person.name, "day": day(localtime(person.at).date())}


def change(row: ReportRow) -> str:
    """Return the sentence on what an act did to a row: the office's own, or else one from the fields."""
    return row.change_note.strip() or wording.change_sentence(row)
