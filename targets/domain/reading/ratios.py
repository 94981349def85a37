"""Formulas with arithmetic: divisions in signs or in words, × 100, and the unit of the result."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from targets.domain.reading import IndicatorReading, Kind, Operand, lexicon
from targets.domain.reading.cells import lower
from targets.domain.reading.complements import mixes_share_and_percent
from targets.domain.reading.doubts import Code, doubt
from targets.domain.reading.kinds import (
    TIMES_100,
    Found,
    begins_as,
    names_days,
    not_measured,
    without_kept_slashes,
)
from targets.domain.reading.precedence import grouped, is_open, times_100
from targets.domain.reading.slashes import first_noun, nouns

if TYPE_CHECKING:
    from targets.domain.reading import Doubt
    from targets.domain.reading.arithmetic import Arithmetic
    from targets.domain.reading.per_cent import Mark

_STARTS = re.compile(lexicon.any_of(lexicon.words("formulas", "slash", "operand_starts")))
_RATIO_NAME = re.compile(r"(?:il )?rapporto(?P<percent> (?:percentuale|%))? (?=[^/]+/)(?!.*(?:tra|fra) )")
_DIFFERENCE_OF = re.compile(r"(?:la )?differenza (?:tra|fra) (?!(?:la |il )?dat[ae])")
_RATIO_OF = re.compile(r"(?:il )?(?:rapporto|quoziente)( percentuale|\s?%)? (?:tra|fra) ")
_BETWEEN_OPERANDS = re.compile(r" ed? (?:il |la |i |le |gli |l')?(?=(\S+))")
_TOTAL = re.compile(r"tot|numero|importo|valore|somma")
_OVER = re.compile(
    r" su(?:l| il)? (?=(?:tot(?:ale|\.)|n\.|num|numero|complesso|€|importo))"
    r"| rispetto al (?=totale|numero)| on (?=total)"
)
_FRACTION = re.compile(
    r"(?<!\w)num(?:eratore|\.)? ?[:=] ?(.+?)[ ,;.\n/÷-]+den(?:ominatore|\.)? ?[:=] ?(.+)"
    r"|^n ?[:=] ?(.+?)[ ,;.\n/÷-]+d ?[:=] ?(.+)"
    r"|^num(?:eratore|\.) ?(.+?)[ ,;.\n/÷-]+den(?:ominatore|\.) ?(.+)",
    re.DOTALL,
)
_VERSUS = re.compile(r" (?:vs\.?|versus) (?=(\S+))")
_FACTOR_AFTER = re.compile(r"\s*[(\[] ?[x*×] ?(10+) ?[)\]]$")
_COLON = re.compile(r" : (?=(\S+))")
_TIME_OVER = re.compile(
    r"(?:n[.°]+ ?|numero (?:di )?|tot(?:ale|\.) |somma (?:delle |dei )?)*(ore|minuti)(?!\w)"
)
_TIMES = {"ore": "hours", "h": "hours", "minuti": "minutes", "min": "minutes"}
_STATED = re.compile(r"\((?:in )?(ore|h|minuti|min)\.?\)")
_EACH = lexicon.pattern("formulas", "each")
_DATE = re.compile(r"(?:la |il )?data")
_OF_THE_YEAR = re.compile(r"/ 36[0-6]\b")
"""``giorni di chiusura / 365`` is a share of the year, and no mean of days."""
_DIVIDED = re.compile(r" (?:divis[oaie]|fratto)(?: per)?(?: il| la| i| le| lo| gli)? (?!in )")
_COLON_AFTER = re.compile(r"([^\s:]) ?: ?(?=n[.°]|numero|tot|num\.|\d+ ?$|∑|σ|somma)")
_LETTERS_OVER = re.compile(r"(?P<above>[A-Z]\d?) ?: ?(?P<below>[A-Z]\d?)(?= ?(?:$|[x*×]))")
_OVER_TIMES_100 = re.compile(r"(?P<above>[^:/]+) : (?P<below>[^:/]+)(?= ?[x*×] ?100\b)")
_RATIO_WORD = re.compile(r"^rapporto (?=n[.°]|numero)", re.IGNORECASE)
_SIGN_IN_BRACKETS = re.compile(r"(?<=\S) ?\( ?([-+*/]) ?\) ?(?=\S)")
_BY_YEAR = re.compile(r"[/-] \(?(?:199\d|20(?!00)[0-4]\d)\b")
"""``(2024 - 2023) / 2023``: the years stand for their values, and are no numbers."""
_LISTS = re.compile(r"(?:somma|sommatoria|totale)(?: d(?:i|ei|egli|elle))? ?:")
"""``Somma di: n. corsi, n. convegni``: what follows is added up, and divides nothing."""
_CHAIN = re.compile(r"/ [^\s()]+ /")
_SCALE_BELOW = re.compile(r"/ 10+\b")
_LETTER = re.compile(r"[a-z]\d?")
_HUNDRED = re.compile(r"(?<!\d)(?<!/ )100(?!\d)")
_CELL = re.compile(r"(?<!\w)\$?[A-Za-z]{1,3}\$?\d{1,5}(?!\w)")


def computing_side(label: str) -> str:
    """Write the division of a formula with a slash, without the name before it ("Tasso = A / B")."""
    text = _as_division(label)
    name, colon, rest = text.partition(":")
    if colon and re.search(r"[/*×(]", rest) and not re.search(r"[/*×+(]", name):
        text = rest.strip()
    sides = [side for side in re.split(r"(?<![<>≥≤])=", text) if side.strip()]
    return max(sides, key=lambda side: len(re.findall(r"[/*×+]", side)), default=text)


def _as_division(label: str) -> str:
    """Write "ratio between A and B", "A out of B", "numerator: A denominator: B" with a slash."""
    label = _SIGN_IN_BRACKETS.sub(r" \1 ", label)
    plain = lower(label)
    if match := _DIVIDED.search(plain):
        return f"{label[: match.start()]} / {label[match.end() :]}"
    if match := _FRACTION.search(plain):
        sides = [match.span(n) for n in range(1, 7) if match[n]]
        above, below = (label[start:end].strip(" ,;.") for start, end in sides)
        return f"{above} / {below}"
    return _named(label, plain) or _over(label, plain) or label


def _named(label: str, plain: str) -> str | None:
    """Write "rapporto tra A e B" and "differenza tra A e B" with their sign."""
    if match := _RATIO_NAME.match(plain):
        named = label[match.end() :]
        return f"{named} * 100" if match["percent"] and not TIMES_100.search(plain) else named
    if match := _RATIO_OF.search(plain):
        return _parted(label, label[match.end() :], "/", tail=" * 100" if match[1] else "")
    if match := _DIFFERENCE_OF.match(plain):
        return _parted(label, label[match.end() :], "-")
    return None


def _over(label: str, plain: str) -> str | None:
    """Write "A : B" and "A su B" with a slash."""
    if match := _LETTERS_OVER.match(label) or _OVER_TIMES_100.match(label):
        return f"{match['above']} / {match['below']}{label[match.end() :]}"
    if (colon := _COLON.search(plain)) and begins_as("number", plain) and begins_as("number", colon[1]):
        below, proportion, _ = label[colon.start() + 3 :].partition(" = x")
        return f"{label[: colon.start()]} / {below}{' * 100' if proportion else ''}"
    group = None if _LISTS.match(plain) else _COLON_AFTER.search(plain)
    if group and (begins_as("sums", plain) or group[0].startswith(")")):
        return f"{label[: group.end(1)]} / {label[group.end() :]}"
    versus = _VERSUS.search(plain)
    if versus and (_STARTS.match(versus[1]) or first_noun(versus[1]) in nouns(plain[: versus.start()])):
        return f"{label[: versus.start()]} / {label[versus.end() :]}"
    over = list(_OVER.finditer(plain)) or _over_the_same(plain)
    if len(over) == 1 and "/" not in without_kept_slashes(label):
        return f"{_RATIO_WORD.sub('', label[: over[0].start()])} / {label[over[0].end() :]}"
    return None


def _over_the_same(plain: str) -> list[re.Match[str]]:
    """Find "su" or "rispetto a" before the word that a formula begins with: "istanze istruite su istanze"."""
    first = re.match(r"(?:n\. ?|numero |n° ?)?(?:di )?([^\W\d_]{4,})", plain)
    if first is None:
        return []
    return list(re.finditer(rf" (?:su|sul|sulle|sui|rispetto a[lig]?(?:l?[ei])?) (?={first[1][:-1]})", plain))


def _parted(label: str, rest: str, sign: str, tail: str = "") -> str:
    """Cut "A e B" of "rapporto tra A e B": at the only "e", or at the one before a total or a number."""
    times = TIMES_100.search(lower(rest))
    tail = rest[times.start() :] if times else tail
    rest = rest[: times.start()] if times else rest
    cuts = list(_BETWEEN_OPERANDS.finditer(lower(rest)))
    strong = [each for each in cuts if begins_as("number", each[1]) or _TOTAL.match(each[1])]
    if len(strong or cuts) != 1:
        return label
    cut = (strong or cuts)[0]
    return f"{rest[: cut.start()]} {sign} {rest[cut.end() :]}{tail}"


def ratio(label: str, read: Arithmetic, mark: Mark | None = None) -> Found:
    """Make the indicator of a formula that computes; unclear where the arithmetic is not sound.

    ``mark`` is the "(%)" or "in percentuale" that was taken off the formula.
    """
    of_cells = label.startswith("=") and all(_CELL.search(operand.label) for operand in read.operands)
    by_year = _BY_YEAR.search(read.expression)
    if of_cells or by_year or not read.is_sound or not _may_be_divided_twice(read):
        return not_measured(label, Kind.UNCLEAR), [*read.doubts, doubt(Code.FORMULA_UNCLEAR, label)]
    doubts = list(read.doubts)
    operands, expression = _without_factor(list(read.operands), read.expression)
    if _VERSUS.search(lower(label)):
        doubts.append(doubt(Code.FORMULA_ASSUMED, label))
    if is_open(expression):
        expression = grouped(expression)
        doubts.append(doubt(Code.DIVISION_OF_SUM, expression))
    elif re.search(r"- \w+ \+ ", expression):
        doubts.append(doubt(Code.LITERAL_ARITHMETIC, expression))
    expression, scaled = _scaled(label, read, mark, operands, expression)
    doubts += scaled
    if mixes_share_and_percent(expression):
        doubts.append(doubt(Code.PERCENT_FROM_ONE, label))
    if _HUNDRED.search(expression):
        doubts = [each for each in doubts if each.code != Code.SLASH_MEANING]
    unit = _scale(expression, permille=read.permille) or _unit(operands, expression, lower(label))
    return IndicatorReading(label, Kind.RATIO, expression, tuple(operands), unit), doubts


def _may_be_divided_twice(read: Arithmetic) -> bool:
    """Say whether "A/B/C" is a quotient of a quotient: every part is whole by its words.

    Of "imprese/professionisti/cittadini" nobody knows. Three counts in a row may only be listed.
    """
    if not _CHAIN.search(read.expression) or "(" in read.expression:
        return True
    first, *others = (lower(operand.label) for operand in read.operands)
    whole = all(_LETTER.fullmatch(each) or _STARTS.match(each) for each in (first, *others))
    if not whole or _SCALE_BELOW.search(read.expression):
        return False
    if begins_as("number", first) and not _TIME_OVER.match(first):
        read.doubts.append(doubt(Code.SLASH_MEANING, " / ".join(each.label for each in read.operands)[:80]))
    return True


def _scaled(
    label: str, read: Arithmetic, mark: Mark | None, operands: list[Operand], expression: str
) -> tuple[str, list[Doubt]]:
    """Multiply with 100 or 1000 where "%" or "‰" asks for it and no factor is written."""
    if not _HUNDRED.search(expression) and "/" in expression:
        if mark is not None:
            return times_100(expression), mark.doubts(label)
        if read.percent or _wants_percent(operands):
            return times_100(expression), [doubt(Code.PERCENT_OF_RATIO, label)]
    if read.permille:
        return f"{expression} * 1000", [doubt(Code.PERMILLE_OF_RATIO, label)]
    return expression, []


def _without_factor(operands: list[Operand], expression: str) -> tuple[list[Operand], str]:
    """Take "(x 1000)" off the end of the last operand."""
    last = operands[-1]
    factor = _FACTOR_AFTER.search(last.label)
    if factor is None:
        return operands, expression
    operands[-1] = replace(last, label=last.label[: factor.start()].strip())
    return operands, f"{expression} * {factor[1]}"


def _wants_percent(operands: list[Operand]) -> bool:
    """ "% evase / pervenute": the sign is for the result, unless both sides are percentages."""
    first, *others = (begins_as("percent", lower(operand.label)) for operand in operands)
    return first and not any(others)


def _scale(expression: str, *, permille: bool) -> str | None:
    if _HUNDRED.search(expression):
        return "%"
    return "‰" if permille else None


def _unit(operands: list[Operand], expression: str, named: str) -> str | None:
    """Days over a count are days, money over a count is money; like over like has no unit."""
    above, below = lower(operands[0].label), lower(operands[-1].label)
    divisors = " ".join(lower(each.label) for each in operands if _is_below(each.key, expression))
    if "/" not in expression:
        return "EUR" if all(begins_as("amount", lower(operand.label)) for operand in operands) else None
    summed = begins_as("sums", above)
    dates = (summed or _DATE.match(above)) and above.count("data") > 1
    days = (
        names_days(above)
        and not names_days(divisors)
        and not _OF_THE_YEAR.search(expression)
        and (summed or begins_as("duration", above))
    )
    if dates or days:
        return _TIMES[stated[1]] if (stated := _STATED.search(named)) else "days"
    of_each = begins_as("number", below) or _EACH.match(below) is not None
    if (time := _TIME_OVER.match(above)) and of_each and time[1] not in divisors:
        return _TIMES[time[1]]
    return "EUR" if begins_as("amount", above) and of_each else None


def _is_below(key: str, expression: str) -> bool:
    """Say whether an operand stands after the slash."""
    return re.search(rf"\b{key}\b", expression.partition("/")[2]) is not None
