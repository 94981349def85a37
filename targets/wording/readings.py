"""Readings and doubts in full sentences, in the reader's language.

A sentence says what the program did with the text, and what a person should do about it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext, pgettext_lazy

from perfplan.lib.numbers import format_decimal
from targets.domain.reading import Basis, Kind, Operator, Status
from targets.domain.reading.doubts import Code
from targets.domain.reading.qualifiers import kind_of_days
from targets.wording.doubts import MESSAGES
from targets.wording.problems import PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.functional import _StrPromise

    from targets.domain.reading import Condition, Doubt, IndicatorReading, RowReading

_ = gettext_lazy

_SIGNS: dict[Operator, _StrPromise] = {
    Operator.AT_LEAST: _("at least {number}"),
    Operator.MORE_THAN: _("more than {number}"),
    Operator.AT_MOST: _("at most {number}"),
    Operator.LESS_THAN: _("less than {number}"),
    Operator.EQUAL: _("exactly {number}"),
    Operator.BETWEEN: _("between {number} and {upper}"),
}

_CHANGES: dict[Operator, _StrPromise] = {
    Operator.AT_LEAST: _("a change of at least {number}"),
    Operator.MORE_THAN: _("a change of more than {number}"),
    Operator.AT_MOST: _("a change of at most {number}"),
    Operator.LESS_THAN: _("a change of less than {number}"),
    Operator.EQUAL: _("a change of exactly {number}"),
    Operator.BETWEEN: _("a change between {number} and {upper}"),
}

_STATUSES: dict[Status, _StrPromise] = {
    Status.READ: pgettext_lazy("reading", "read"),
    Status.ASSUMED: pgettext_lazy("reading", "assumed"),
    Status.UNCLEAR: pgettext_lazy("reading", "unclear"),
    Status.WORDS: pgettext_lazy("reading", "in words"),
}

_KINDS: dict[Kind, _StrPromise] = {
    Kind.YES_NO: pgettext_lazy("formula", "yes or no"),
    Kind.COMPLETION: pgettext_lazy("formula", "percentage of completion"),
    Kind.PERCENTAGE: pgettext_lazy("formula", "percentage"),
    Kind.COUNT: pgettext_lazy("formula", "number"),
    Kind.AMOUNT: pgettext_lazy("formula", "amount of money"),
    Kind.DURATION: pgettext_lazy("formula", "length of time"),
    Kind.RATIO: pgettext_lazy("formula", "calculation"),
    Kind.SEVERAL: pgettext_lazy("formula", "several indicators"),
    Kind.TARGET: pgettext_lazy("formula", "a target in the place of the formula"),
    Kind.UNCLEAR: pgettext_lazy("formula", "not understood"),
    Kind.EMPTY: pgettext_lazy("formula", "empty"),
}

_TIME_IN_WORDS = {
    "days": lambda count: ngettext("{number} day", "{number} days", count),
    "hours": lambda count: ngettext("{number} hour", "{number} hours", count),
    "minutes": lambda count: ngettext("{number} minute", "{number} minutes", count),
    "seconds": lambda count: ngettext("{number} second", "{number} seconds", count),
    "weeks": lambda count: ngettext("{number} week", "{number} weeks", count),
    "months": lambda count: ngettext("{number} month", "{number} months", count),
    "years": lambda count: ngettext("{number} year", "{number} years", count),
    "percentage points": lambda count: ngettext(
        "{number} percentage point", "{number} percentage points", count
    ),
}


_KINDS_OF_DAYS = {
    "working": pgettext_lazy("kind of days", "working days"),
    "calendar": pgettext_lazy("kind of days", "calendar days"),
}
"""Told of a number of days, whose unit is the same for both."""
_WORD = re.compile(r"[^\W\d_]+")
_OF_A_YEAR = frozenset({"anno", "anni", "nel", "per", "il", "del", "target", "valore", "year"})
"""Words of a label that add nothing to the year, which is said anyway."""
_NUMBERS = frozenset(
    {
        Code.PERCENT_WITHOUT_100,
        Code.PERCENT_OR_POINTS,
        Code.PERCENT_OR_FRACTION,
        Code.INDEX_AGAINST_VARIATION,
        Code.INDEX_TARGET_LOW,
        Code.NUMBER_ON_YES_NO,
        Code.DOUBLE_NEGATION,
        Code.BEYOND_SCALE,
        Code.MINUS_OR_BULLET,
        Code.PARAMETERS_NOT_TARGETS,
        Code.RELATIVE_DEADLINE,
    }
)
"""Doubts about a number that was read; the others quote the cell, where "1.500" must stay as it is."""
_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)(?: (\D+))?")
_SIGNED = re.compile(r"([<>]?=?)(?: (-?\d.*))?")


def doubt_message(doubt: Doubt) -> str:
    """Say a doubt in a full sentence: what was done, and what to do."""
    message = MESSAGES.get(doubt.code) or PROBLEMS.get(doubt.code)
    if message is None:
        return doubt.detail or doubt.code
    return str(message).replace("{detail}", _detail_in_words(doubt.code, doubt.detail))


def _detail_in_words(code: str, detail: str) -> str:
    """Write a date, a number, a sign or a unit as the reader's language does; words stay as written."""
    with suppress(ValueError):
        return date_format(date.fromisoformat(detail), "DATE_FORMAT")
    if code == Code.UNIT_MISMATCH:
        return " / ".join(_unit_in_words(unit) for unit in detail.split(" / "))
    if code == Code.SCALE_OF_FORMULA:
        return " / ".join(_number_in_words(part) for part in detail.split(" / "))
    if code == Code.SIGN_AGAINST_WORDS:
        return _sign_in_words(detail)
    if code == Code.COUNTS_DO_NOT_MATCH and (counts := re.fullmatch(r"(\d+)/(\d+)", detail)):
        return gettext("targets: {targets}, indicators: {indicators}").format(
            targets=counts[1], indicators=counts[2]
        )
    return _number_in_words(detail) if code in _NUMBERS else detail


def _number_in_words(detail: str) -> str:
    match = _NUMBER.fullmatch(detail)
    return quantity_in_words(Decimal(match[1]), match[2]) if match else detail


def _sign_in_words(detail: str) -> str:
    """Write ``>= 5 days`` as "at least 5 days"; what is quoted from the cell stays."""
    match = _SIGNED.fullmatch(detail)
    if match is None or match[1] not in list(Operator):
        return detail
    return str(_SIGNS[Operator(match[1])]).format(number=_number_in_words(match[2] or "…"))


def _unit_in_words(unit: str) -> str:
    if unit in _TIME_IN_WORDS:
        return _TIME_IN_WORDS[unit](2).format(number="").strip()
    return {"EUR": "€", "-": gettext("no unit")}.get(unit, unit)


def status_label(status: Status) -> str:
    """Name how sure a reading is."""
    return str(_STATUSES[status])


def kind_label(kind: Kind) -> str:
    """Name how an indicator is measured."""
    return str(_KINDS[kind])


def quantity_in_words(value: Decimal, unit: str | None) -> str:
    """Write a value with its unit: ``80 %``, ``3 days``, ``15.000.000 €``."""
    number = format_decimal(value, get_language() or "it")
    if unit is None:
        return number
    if unit in _TIME_IN_WORDS:
        return _TIME_IN_WORDS[unit](1 if abs(value) == 1 else 2).format(number=number)
    return f"{number}\u00a0{'€' if unit == 'EUR' else unit}"


def condition_in_words(condition: Condition, among: Sequence[Condition] = ()) -> str:
    """Write a condition in plain words: "at least 80 %, by 30 June 2018".

    ``among`` are the conditions of its cell: where there are several, its label tells it from the
    others ("certificazione olio: at most 13 days").
    """
    parts = [_value_in_words(condition)]
    if condition.reference_year is not None:
        year = condition.reference_year
        against = condition.basis is Basis.VARIATION
        parts.append((gettext("against {year}") if against else gettext("for {year}")).format(year=year))
    if condition.deadline is not None:
        day = date_format(condition.deadline, "DATE_FORMAT")
        parts.append(gettext("by {day}").format(day=day))
    said = ", ".join(part for part in parts if part)
    label = _telling_label(condition, among)
    if label:
        return gettext("{label}: {condition}").format(label=label, condition=said)
    days = kind_of_days(condition.label) if condition.unit == "days" else None
    return f"{said} ({_KINDS_OF_DAYS[days]})" if days else said


def conditions_in_words(conditions: Sequence[Condition]) -> list[str]:
    """Write all conditions of a cell, each with its label where they need one."""
    return [condition_in_words(condition, conditions) for condition in conditions]


def _telling_label(condition: Condition, among: Sequence[Condition]) -> str:
    """Give the label of a condition where it says more than its number, its unit and its year do."""
    others = [each for each in among if each is not condition and each.value is not None]
    if condition.value is None or not others or all(each.label == condition.label for each in others):
        return ""
    words = set(_WORD.findall(condition.label.casefold()))
    said = {*_WORD.findall((condition.unit or "").casefold()), *_OF_A_YEAR}
    return condition.label if words - said else ""


def _value_in_words(condition: Condition) -> str:
    if condition.value is None:
        if condition.operator is None:
            return gettext("done: {label}").format(label=condition.label) if condition.label else ""
        return gettext("{label} (no number)").format(label=condition.label)
    number = quantity_in_words(condition.value, condition.unit)
    if condition.operator is None:
        return gettext("{number} (sign to be chosen)").format(number=number)
    upper = quantity_in_words(condition.upper, condition.unit) if condition.upper is not None else ""
    words = (_CHANGES if condition.basis is Basis.VARIATION else _SIGNS)[condition.operator]
    return str(words).format(number=number, upper=upper)


def indicator_in_words(indicator: IndicatorReading) -> str:
    """Name the kind of an indicator, with its expression where it is computed."""
    kind = kind_label(indicator.kind)
    if indicator.kind is not Kind.RATIO or indicator.expression is None:
        return kind
    legend = "; ".join(f"{operand.key} = {operand.label}" for operand in indicator.operands)
    return f"{kind}: {indicator.expression} ({legend})"


def reading_in_words(row: RowReading) -> str:
    """Write a whole reading in one line: the formula's kind, then every condition and how sure it is."""
    formulas = " · ".join(indicator_in_words(indicator) for indicator in row.formula.indicators)
    conditions = "; ".join(
        gettext("{condition} ({status})").format(condition=said, status=status_label(condition.status))
        for condition, said in zip(
            row.target.conditions, conditions_in_words(row.target.conditions), strict=True
        )
    )
    return " → ".join(part for part in (formulas, conditions or gettext("no target")) if part)
