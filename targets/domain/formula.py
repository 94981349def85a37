"""Reading of a formula cell: kind, operands, expression, and the indicators it holds."""

from __future__ import annotations

import re
from dataclasses import replace

from targets.domain import lexicon
from targets.domain.cells import (
    MOST_CONDITIONS,
    fold,
    is_broken,
    is_too_long,
    looks_cut_short,
    lower,
    one_line,
    says_nothing,
    without_bullet,
)
from targets.domain.doubts import Code, doubt, unique
from targets.domain.indicators import split_indicators
from targets.domain.measures import TIME
from targets.domain.operands import Arithmetic, arithmetic, is_span_of_dates
from targets.domain.phrases import Mark, Quantity, phrases
from targets.domain.reading import Doubt, FormulaReading, IndicatorReading, Kind, Operand, TargetReading


def read_formula(text: str) -> FormulaReading:
    """Read a formula cell. Any text gives a reading, an unclear one at worst; never raises."""
    return read_with_doubts(text)[0]


def read_with_doubts(text: str) -> tuple[FormulaReading, tuple[Doubt, ...]]:
    """Read a formula cell, with what is doubtful of it alone."""
    folded = fold(text)
    label = one_line(folded)
    if is_too_long(text):
        return _whole(Kind.UNCLEAR, label[:200]), (doubt(Code.TOO_LONG),)
    if is_broken(folded):
        return _whole(Kind.UNCLEAR, label), (doubt(Code.FORMULA_UNCLEAR, label),)
    if says_nothing(folded):
        return _whole(Kind.EMPTY, label), (doubt(Code.MISSING_FORMULA, label),)
    if _is_target(folded):
        return _whole(Kind.TARGET, label), (doubt(Code.TARGET_IN_FORMULA, label),)
    parts, doubts = split_indicators(folded)
    if len(parts) > MOST_CONDITIONS:
        return _whole(Kind.UNCLEAR, label[:200]), (doubt(Code.TOO_LONG),)
    indicators = []
    for part in parts:
        indicator, found = _indicator(part)
        indicators.append(indicator)
        doubts += found
    if looks_cut_short(text):
        doubts.append(doubt(Code.CUT_SHORT, label[-40:]))
    kind = Kind.SEVERAL if len(indicators) > 1 else indicators[0].kind
    return FormulaReading(kind, tuple(indicators)), unique(doubts)


def with_unit_of_target(formula: FormulaReading, target: TargetReading) -> FormulaReading:
    """Let the targets of a formula tell its unit where the formula leaves it open.

    An index or a mark is a percentage where every target of it is in per cent; a length of time
    is in hours where they are, unless its own words say days.
    """
    units = {condition.unit for condition in target.conditions if condition.value is not None}
    if len(units) != 1 or len(formula.indicators) > 1:
        return formula
    unit, indicator = units.pop(), formula.indicators[0]
    plain = lower(indicator.label)
    if unit == "%" and indicator.kind is Kind.COUNT and _KINDS["score"].match(plain):
        return FormulaReading(Kind.PERCENTAGE, (replace(indicator, kind=Kind.PERCENTAGE, unit="%"),))
    if unit == "EUR" and indicator.kind is Kind.COUNT and _KINDS["score"].match(plain):
        return FormulaReading(Kind.AMOUNT, (replace(indicator, kind=Kind.AMOUNT, unit="EUR"),))
    if unit in TIME and indicator.kind is Kind.DURATION and not _UNIT_WORDS.search(plain):
        return FormulaReading(Kind.DURATION, (replace(indicator, unit=unit),))
    return formula


def _whole(kind: Kind, label: str) -> FormulaReading:
    return FormulaReading(kind, (IndicatorReading(label, Kind.UNCLEAR, None, (), None),))


def _is_target(folded: str) -> bool:
    """Say whether the cell is only a sign, a number and its unit."""
    found = phrases(folded) or ()
    only_numbers = all(
        isinstance(each, Quantity) or (isinstance(each, Mark) and each.kind in ("SEP", "COMMA"))
        for each in found
    )
    return only_numbers and any(isinstance(each, Quantity) for each in found)


_KINDS = {
    name: re.compile(lexicon.any_of(lexicon.words("formulas", name)))
    for name in ("number", "percent", "completion", "amount", "duration", "score", "deeds", "sums", "degree")
}
_HOURS = lexicon.pattern("formulas", "duration", "hours")
_YES_NO = lexicon.pattern("formulas", "yes_no")
_DATES = re.compile(rf"(?:la |il )?{lexicon.any_of(lexicon.words('formulas', 'dates'))}")
_RATIO_OF = re.compile(r"(?:il )?(?:rapporto|quoziente)( percentuale|\s?%)? (?:tra|fra) ")
_OVER = re.compile(
    r" su(?:l| il)? (?=(?:tot(?:ale|\.)|n\.|num|numero|complesso))| rispetto al (?=totale|numero)| on (?=total)"
)
_FRACTION = re.compile(r"num(?:eratore|\.)? ?[:=] ?(.+?)[ ,;\n]+den(?:ominatore|\.)? ?[:=] ?(.+)", re.DOTALL)
_FACTOR_AFTER = re.compile(r"\s*[(\[] ?[x*×] ?(10+) ?[)\]]$")
_PERCENT_AFTER = re.compile(r"\s*(?:[(\[]? ?(?:%|in (?:%|percentuale)|percentuale) ?[)\]]?)$")
_TRAILING_UNIT = re.compile(
    r"[(\[] ?(?:(?P<days>gg\.?|giorni)|(?P<hours>ore|h)|(?P<minutes>min\.?|minuti)|(?P<seconds>sec\.?|secondi)|(?P<months>mes[ei])|(?P<percent>%|in %|percentuale)|(?P<eur>€|euro|in euro|in €)|(?P<count>(?:n\.?|n[°º]|numero|kwh|kg|mc|t|mq)(?: [^()]*)?)) ?[)\]]\.?$"
)
_CELL = re.compile(r"\$?[A-Za-z]{1,3}\$?\d{1,5}")
_PLURAL = re.compile(
    r"[^\W\d_]{3,}[ie] .*?[^\W\d_]+(?:at|ut|it|ert|est|ess|is|us|olt|int|ott|ett|(?<!m)ent|ant)[ie](?!\w)"
)
_SMALL = frozenset(lexicon.words("prose", "no_unit"))
_PARTICIPLE = re.compile(r"(?:at|ut|it|ert|olt|int|unt|ott|ess|is|us|est|ost)[oaie]$")
_TIMES_100 = re.compile(r" ?(?:[*x×·] ?100(?!\d)|per 100(?!\d))")
_UNIT_WORDS = re.compile(r"(?<!\w)(?:giorn[io]|gg|dat[ae]|ore|minuti|mesi|days?|hours?)(?!\w)")
_DAYS = re.compile(r"(?<!\w)(?:giorn[io]|gg\.?|tempi?|durata|days?)(?!\w)")


def _indicator(part: str) -> tuple[IndicatorReading, list[Doubt]]:
    label = one_line(without_bullet(part))
    plain = lower(label)
    if found := _yes_no(label, plain):
        return found, []
    if is_span_of_dates(label):
        operand = Operand("a", label, None)
        return IndicatorReading(label, Kind.DURATION, "a", (operand,), "days"), [
            doubt(Code.SLASH_BETWEEN_DATES, label)
        ]
    if found := _direct(label, plain):
        times_100 = [doubt(Code.TIMES_100_ON_PERCENTAGE, label)] if _TIMES_100.search(plain) else []
        return found, times_100
    sums = _as_division(label)
    read = arithmetic(_formula_side(sums))
    if read.has_operator:
        return _ratio(label, plain, read)
    return _simple(label, plain, read)


def _yes_no(label: str, plain: str) -> IndicatorReading | None:
    match = _YES_NO.search(plain)
    if match is None:
        return None
    rest = (plain[: match.start()] + plain[match.end() :]).strip(" ()[]:;,.-\"'")
    if match[0].strip() in ("si", "sì", "sí") and rest:
        return None
    return IndicatorReading(label, Kind.YES_NO, None, (), None)


def _direct(label: str, plain: str) -> IndicatorReading | None:
    """A percentage given as such: no division is written in it."""
    if _KINDS["completion"].match(plain) and "/" not in plain:
        return _one(label, Kind.COMPLETION, "%")
    if _KINDS["percent"].match(plain) and not re.search(
        r"[/÷]| su(?:l)? (?=n\.|numero)", _without_kept(plain)
    ):
        return _one(label, Kind.PERCENTAGE, "%")
    return None


def _without_kept(plain: str) -> str:
    """Blank out the slashes that are no divisions."""
    plain = re.sub(r"\d+ ?/ ?\d+|\([^()]*\)(?=$| [^/*])", " ", plain)
    return re.sub(lexicon.any_of(lexicon.words("formulas", "slash", "pairs")), " ", plain)


def _one(label: str, kind: Kind, unit: str | None) -> IndicatorReading:
    """An indicator of one number."""
    named = _TIMES_100.sub("", label).strip() or label
    years = set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", named))
    year = int(years.pop()) if len(years) == 1 else None
    return IndicatorReading(label, kind, "a", (Operand("a", named, year),), unit)


def _as_division(label: str) -> str:
    """Write "ratio between A and B", "A out of B", "numerator: A denominator: B" with a slash."""
    plain = lower(label)
    if match := _FRACTION.search(plain):
        return f"{label[match.start(1) : match.end(1)].strip(' ,;')} / {label[match.start(2) : match.end(2)].strip()}"
    if match := _RATIO_OF.search(plain):
        rest = label[match.end() :]
        times = _TIMES_100.search(lower(rest))
        tail = rest[times.start() :] if times else " * 100" if match[1] else ""
        rest = rest[: times.start()] if times else rest
        cuts = [each for each in re.finditer(r" ed? (?:il |la |i |le |gli |l')?(?=(\S+))", lower(rest))]
        strong = [
            each
            for each in cuts
            if _KINDS["number"].match(each[1]) or re.match(r"tot|numero|importo|valore|somma", each[1])
        ]
        if len(strong or cuts) == 1:
            cut = (strong or cuts)[0]
            return f"{rest[: cut.start()]} / {rest[cut.end() :]}{tail}"
        return label
    if (
        "/" not in _without_kept(plain)
        and len(list(_OVER.finditer(plain))) == 1
        and (match := _OVER.search(plain))
    ):
        return f"{label[: match.start()]} / {label[match.end() :]}"
    return label


def _formula_side(label: str) -> str:
    """Of "Tasso = A / B" and "Tasso: (A / B)" take the side that computes."""
    name, colon, rest = label.partition(":")
    if colon and re.search(r"[/*×(]", rest) and not re.search(r"[/*×+(]", name):
        label = rest.strip()
    sides = [side for side in re.split(r"(?<![<>≥≤])=", label) if side.strip()]
    return max(sides, key=lambda side: len(re.findall(r"[/*×+]", side)), default=label)


def _ratio(label: str, plain: str, read: Arithmetic) -> tuple[IndicatorReading, list[Doubt]]:
    doubts = list(read.doubts)
    if all(_CELL.fullmatch(operand.label) for operand in read.operands) and label.startswith("="):
        return IndicatorReading(label, Kind.UNCLEAR, None, (), None), [
            *doubts,
            doubt(Code.FORMULA_UNCLEAR, label),
        ]
    if not read.is_sound or read.expression.count("/") > 1 and "(" not in read.expression:
        return IndicatorReading(label, Kind.UNCLEAR, None, (), None), [
            *doubts,
            doubt(Code.FORMULA_UNCLEAR, label),
        ]
    operands = list(read.operands)
    expression = read.expression
    times_100 = re.search(r"(?<!\d)100(?!\d)", expression) is not None
    first_percent = _KINDS["percent"].match(lower(operands[0].label)) is not None
    others_percent = any(_KINDS["percent"].match(lower(operand.label)) for operand in operands[1:])
    trailing = _PERCENT_AFTER.search(lower(operands[-1].label))
    if factor := _FACTOR_AFTER.search(operands[-1].label):
        operands[-1] = replace(operands[-1], label=operands[-1].label[: factor.start()].strip())
        expression = f"{expression} * {factor[1]}"
        times_100 = times_100 or factor[1] == "100"
    wanted = read.percent or trailing is not None or (first_percent and not others_percent)
    if trailing and operands[-1].label[: trailing.start()].strip():
        operands[-1] = replace(operands[-1], label=operands[-1].label[: trailing.start()].strip())
    if wanted and not times_100 and "/" in expression:
        expression = f"{expression} * 100"
        times_100 = True
        doubts.append(doubt(Code.PERCENT_OF_RATIO, label))
    if re.search(r"- \w+ \+ ", expression):
        doubts.append(doubt(Code.LITERAL_ARITHMETIC, expression))
    return IndicatorReading(
        label,
        Kind.RATIO,
        expression,
        tuple(operands),
        "%" if times_100 else _unit_of_ratio(operands, expression),
    ), doubts


def _unit_of_ratio(operands: list[Operand], expression: str) -> str | None:
    """Days over a count are days, money over a count is money; like over like has no unit."""
    above, below = lower(operands[0].label), lower(operands[-1].label)
    if "/" in expression and _KINDS["sums"].match(above) and above.count("data") > 1:
        return "days"
    if "/" not in expression:
        money = all(_KINDS["amount"].match(lower(operand.label)) for operand in operands)
        return "EUR" if money else None
    counted = _KINDS["number"].match(below) is not None or _KINDS["duration"].search(below) is None
    if _DAYS.search(above) and counted and not _DAYS.search(below):
        is_sum = _KINDS["sums"].match(above) or _KINDS["duration"].match(above)
        return "days" if is_sum and not _KINDS["percent"].match(above) else None
    if _KINDS["amount"].match(above) and _KINDS["number"].match(below):
        return "EUR"
    return None


def _simple(label: str, plain: str, read: Arithmetic) -> tuple[IndicatorReading, list[Doubt]]:
    """A formula without arithmetic: its first words say what it is."""
    doubts = list(read.doubts)
    if _HOURS.match(plain):
        return _one(label, Kind.DURATION, "hours"), doubts
    for kind, unit in (("completion", Kind.COMPLETION), ("duration", Kind.DURATION), ("number", Kind.COUNT)):
        if _KINDS[kind].match(plain):
            return _one(label, unit, _unit_of(unit, plain, label)), doubts
    if _KINDS["sums"].match(plain) and _DAYS.search(plain):
        return _one(label, Kind.DURATION, "days"), doubts
    if _DATES.match(plain):
        return IndicatorReading(label, Kind.YES_NO, None, (), None), [
            *doubts,
            doubt(Code.FORMULA_ASSUMED, label),
        ]
    if _KINDS["score"].match(plain):
        return _one(label, Kind.COUNT, None), doubts
    if _KINDS["degree"].match(plain):
        return _one(label, Kind.PERCENTAGE, "%"), [*doubts, doubt(Code.FORMULA_ASSUMED, label)]
    if _KINDS["amount"].match(plain):
        return _one(label, Kind.AMOUNT, "EUR"), doubts
    if _KINDS["deeds"].match(plain):
        return IndicatorReading(label, Kind.YES_NO, None, (), None), [
            *doubts,
            doubt(Code.FORMULA_ASSUMED, label),
        ]
    if _KINDS["sums"].match(plain) or _PLURAL.match(plain):
        return _one(label, Kind.COUNT, _noun(label)), [*doubts, doubt(Code.FORMULA_ASSUMED, label)]
    if found := _by_trailing_unit(label, plain):
        return found, doubts
    return IndicatorReading(label, Kind.UNCLEAR, None, (), None), [
        *doubts,
        doubt(Code.FORMULA_UNCLEAR, label),
    ]


def _by_trailing_unit(label: str, plain: str) -> IndicatorReading | None:
    """A unit in brackets at the end tells the kind: "Degenza media (giorni)"."""
    match = _TRAILING_UNIT.search(plain)
    if match is None or match.lastgroup is None:
        return None
    if match.lastgroup in ("percent", "eur", "count"):
        kinds = {"percent": (Kind.PERCENTAGE, "%"), "eur": (Kind.AMOUNT, "EUR"), "count": (Kind.COUNT, None)}
        kind, unit = kinds[match.lastgroup]
        return _one(label, kind, unit)
    return _one(label, Kind.DURATION, match.lastgroup)


def _unit_of(kind: Kind, plain: str, label: str) -> str | None:
    if kind is Kind.COMPLETION:
        return "%"
    if kind is Kind.DURATION:
        trailing = _TRAILING_UNIT.search(plain)
        return trailing.lastgroup if trailing and trailing.lastgroup in TIME else "days"
    mark = _KINDS["number"].match(plain)
    return _noun(label[mark.end() :]) if mark else None


def _noun(text: str) -> str | None:
    """Take the noun that is counted: "imprese coinvolte" gives "imprese"."""
    words: list[str] = []
    text = re.split(r"/", text)[0]
    named = re.sub(r"^[ :.]*(?:(?:di|dei|degli|delle|del|d')(?: |(?<=')))?", "", text, flags=re.IGNORECASE)
    for word in re.findall(r"[^\W\d_][\w'-]*", named)[:4]:
        if lower(word) in _SMALL or (words and _PARTICIPLE.search(word)):
            break
        words.append(word)
    return " ".join(words[:2]) or None
