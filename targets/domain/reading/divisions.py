"""Divisions and differences that a formula says in words, written with their sign."""

from __future__ import annotations

import re

from targets.domain.reading import lexicon
from targets.domain.reading.cells import lower
from targets.domain.reading.kinds import TIMES_100, begins_as, without_kept_slashes
from targets.domain.reading.slashes import first_noun, nouns

_STARTS = re.compile(lexicon.any_of(lexicon.words("formulas", "slash", "operand_starts")))
_RATIO_NAME = re.compile(
    r"(?:il )?rapporto(?: numeric[oa])?(?P<percent> (?:percentuale|%))?(?: numeric[oa])?"
    r" (?:(?:tra|fra) (?!.* ed? ))?(?=[^/]+/)(?!.*(?:tra|fra) .* ed? )"
)
_DIFFERENCE_OF = re.compile(r"(?:la )?differenza (?:tra|fra) (?!(?:la |il )?dat[ae])")
_RATIO_OF = re.compile(r"(?:il )?(?:rapporto|quoziente)(?: numeric[oa])?( percentuale|\s?%)? (?:tra|fra) ")
_RATIO_ON = re.compile(
    r"(?:il )?rapporto(?P<percent> (?:percentuale|%))? "
    r"(?P<above>(?!d(?:i|el|ella|elle|ei|egli) )[^/]+?) sul? (?P<below>[^/]+)$"
)
_BETWEEN_OPERANDS = re.compile(r" ed? (?:il |la |i |le |gli |l')?(?=(\S+))")
_TOTAL = re.compile(r"tot|numero|importo|valore|somma")
_OVER = re.compile(
    r" su(?:l| il)? (?=(?:tot(?:ale|\.)|n\.|num|numero|complesso|€|importo))"
    r"| (?:in rapporto|rapportat[oaie]|rispetto) (?:al(?:la|le|l'|lo)?|agli|ai) ?"
    r"(?=totale|numero|n\.|complesso)"
    r"| on (?=total)"
    r"| su(?:l|lle|gli|i)? (?=(?:programmat|previst|pervenut|ricevut|richiest|presentat|dovut)[oaie]$)"
)
_FRACTION = re.compile(
    r"(?<!\w)num(?:eratore|\.)? ?[:=] ?(.+?)[ ,;.\n/÷-]+den(?:ominatore|\.)? ?[:=] ?(.+)"
    r"|^n ?[:=] ?(.+?)[ ,;.\n/÷-]+d ?[:=] ?(.+)"
    r"|^num(?:eratore|\.) ?(.+?)[ ,;.\n/÷-]+den(?:ominatore|\.) ?(.+)",
    re.DOTALL,
)
_VERSUS = re.compile(r" (?:vs\.?|versus) (?=(\S+))")
_COLON = re.compile(r"(?: : |(?<=[^\W\d_]):(?! ))(?=(\S+))")
_DIVIDED = re.compile(r" (?:divis[oaie]|fratto)(?: per)?(?: il| la| i| le| lo| gli)? (?!in )")
_COLON_AFTER = re.compile(r"([^\s:]) ?: ?(?=n[.°]|numero|tot|num\.|\d+ ?$|∑|σ|somma)")
_LETTERS_OVER = re.compile(r"(?P<above>[A-Z]\d?) ?: ?(?P<below>[A-Z]\d?)(?= ?(?:$|[x*×]))")
_OVER_TIMES_100 = re.compile(r"(?P<above>[^:/]+) : (?P<below>[^:/]+)(?= ?[x*×] ?100\b)")
_RATIO_WORD = re.compile(r"^rapporto (?=n[.°]|numero)", re.IGNORECASE)
_SIGN_IN_BRACKETS = re.compile(r"(?<=\S) ?\( ?([-+*/]) ?\) ?(?=\S)")
_WEIGHTS = re.compile(r" ?\d+(?:[.,]\d+)? ?%? ?(?:[x*×] ?)?[^\W\d_][^+]*\+")
"""``Media ponderata: 60% A + 40% B``."""
KEPT_SLASH = "\u2215"
"""Stands for a slash that divides nothing while a formula is read; no folded text has one."""
_PAIR = re.compile(r"(?<!\w)[^\W\d_]+/[^\W\d_]+")
_YEARS_OVER = re.compile(
    r"(?=[^/*×]*[^\W\d_]{3})(?P<what>[^/*×]*?) ?(?P<later>20\d\d) ?/ ?(?P<earlier>20\d\d)"
    r"(?P<factor> ?[*x×] ?\d+)?"
)
"""``Costi 2024/2023*100``: one thing in two years, the later over the earlier."""
_LISTS = re.compile(r"(?:somma|sommatoria|totale)(?: d(?:i|ei|egli|elle))? ?:")
"""``Somma di: n. corsi, n. convegni``: what follows is added up, and divides nothing."""


def computing_side(label: str) -> str:
    """Write the division of a formula with a slash, without the name before it ("Tasso = A / B")."""
    text = _as_division(label)
    name, colon, rest = text.partition(":")
    computes = re.search(r"[/*×(]", rest) is not None or _WEIGHTS.match(rest) is not None
    if colon and computes and not re.search(r"[/*×+(]", name):
        text = rest.strip()
    sides = [side for side in re.split(r"(?<![<>≥≤])=", text) if side.strip()]
    return max(sides, key=lambda side: len(re.findall(r"[/*×+]", side)), default=text)


def _as_division(label: str) -> str:
    """Write "ratio between A and B", "A out of B", "numerator: A denominator: B" with a slash."""
    label = _SIGN_IN_BRACKETS.sub(r" \1 ", label)
    plain = lower(label)
    if (years := _YEARS_OVER.fullmatch(label)) and years["later"] > years["earlier"]:
        what, later, earlier, factor = years.group("what", "later", "earlier", "factor")
        return f"{what} {later} / {what} {earlier}{factor or ''}"
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
    if (on := _RATIO_ON.match(plain)) and len(on["above"].split()) > 1:
        factor = " * 100" if on["percent"] else ""
        return f"{label[slice(*on.span('above'))]} / {label[slice(*on.span('below'))]}{factor}"
    if match := _DIFFERENCE_OF.match(plain):
        return _parted(label, label[match.end() :], "-")
    return None


def _over(label: str, plain: str) -> str | None:
    """Write "A : B" and "A su B" with a slash."""
    if match := _LETTERS_OVER.match(label) or _OVER_TIMES_100.match(label):
        return f"{match['above']} / {match['below']}{label[match.end() :]}"
    if (colon := _COLON.search(plain)) and begins_as("number", plain) and begins_as("number", colon[1]):
        below, proportion, _ = label[colon.end() :].partition(" = x")
        return f"{label[: colon.start()]} / {below}{' * 100' if proportion else ''}"
    group = None if _LISTS.match(plain) else _COLON_AFTER.search(plain)
    if group and (begins_as("sums", plain) or group[0].startswith(")")):
        return f"{label[: group.end(1)]} / {label[group.end() :]}"
    versus = _VERSUS.search(plain)
    if versus and (_STARTS.match(versus[1]) or first_noun(versus[1]) in nouns(plain[: versus.start()])):
        return f"{label[: versus.start()]} / {label[versus.end() :]}"
    over = list(_OVER.finditer(plain)) or _over_the_same(plain)
    if len(over) == 1 and _same_pair(plain[: over[0].start()], plain[over[0].end() :]):
        label = label.replace("/", KEPT_SLASH)
    if len(over) == 1 and "/" not in without_kept_slashes(label):
        return f"{_RATIO_WORD.sub('', label[: over[0].start()])} / {label[over[0].end() :]}"
    return None


def _same_pair(left: str, right: str) -> bool:
    """Say whether one pair of names stands above and below: "bilanci/elenchi … su N. bilanci/elenchi …"."""
    above, below = (_PAIR.findall(side) for side in (left, right))
    return len(above) == 1 and above == below


def _over_the_same(plain: str) -> list[re.Match[str]]:
    """Find "su" or "rispetto a" before the word that a formula begins with: "istanze istruite su istanze"."""
    first = re.match(r"(?:n\. ?|numero |n° ?)?(?:di )?([^\W\d_]{3,})", plain)
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
