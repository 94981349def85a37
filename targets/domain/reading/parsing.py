"""From the tokens of a target cell to its phrases, by the grammar ``target.lark``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lark import Lark, Token, Transformer, Tree, UnexpectedInput
from lark.lexer import Lexer

from targets.domain.reading import Operator
from targets.domain.reading.figures import may_be_another, number_value
from targets.domain.reading.phrases import Mark, Phrase, Quantity, When
from targets.domain.reading.scan import scan

if TYPE_CHECKING:
    from collections.abc import Iterator


@lru_cache(maxsize=256)
def phrases(text: str) -> tuple[Phrase, ...] | None:
    """Read a folded text as a row of phrases; None where it has too many."""
    tokens = scan(text)
    if tokens is None:
        return None
    found: list[Phrase] = []
    together: list[Token] = []
    for token in tokens:
        if token.type in _ALONE:
            found += _parsed(together)
            found.append(_mark(token))
            together = []
        else:
            together.append(token)
    return (*found, *_parsed(together))


_ALONE = frozenset(
    {"WORD", "SEP", "COMMA", "NOTE", "OPAQUE", "CHANGE", "VERSUS", "BASE", "AIM", "FIGURE", "ARROW", "PART"}
)
"""Tokens that are a phrase each and part no other: the parser sees only what stands between them."""
_STRAY = frozenset({"SIGN", "AFTER", "BY", "HALF", "MULT", "PERCENT", "POINTS", "UNIT", "CURRENCY", "OUTOF"})
"""Tokens that alone are only a mark: no need to ask the parser."""
_BINDING = frozenset({"TILL", "AND", "OUTOF", "TOLERANCE", "BETWEEN", "POLARITY", "MONEY", "FILLER"})
"""Tokens that ask for another one after them; all others may stand alone anywhere."""


def _parsed(tokens: list[Token]) -> list[Phrase]:
    """Read tokens that may belong together; what forms no phrase is kept as words."""
    if len(tokens) < 2 and all(token.type in _STRAY for token in tokens):
        return [_mark(token) for token in tokens]
    try:
        found: Any = _PARSER.parse(tokens)
    except UnexpectedInput:
        found = _PARSER.parse([_as_word(token) for token in tokens])
    return list(found)


def _as_word(token: Token) -> Token:
    return token.update(type="WORD") if token.type in _BINDING else token


def _mark(token: Token) -> Mark:
    kind = "FIGURE" if token.type == "HALF" else token.type
    return Mark(kind, str(token), _start(token), _end(token))


class _Tokens(Lexer):
    """Hands the scanner's tokens to the parser."""

    def __init__(self, lexer_conf: Any) -> None:
        pass

    def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Token]:  # noqa: ARG002 - lark's
        return iter(lexer_state)


@dataclass(frozen=True, slots=True)
class _Amount:
    value: Decimal | None
    unit: str | None
    polarity: str
    ambiguous: bool
    start: int
    end: int
    multiplier: Decimal = Decimal(1)

    def scaled_like(self, other: _Amount) -> Decimal | None:
        """The value in the other's "milioni": "tra 1,5 e 15 milioni" says the word once."""
        if self.value is None or other.value is None or self.unit is not None or self.multiplier != 1:
            return self.value
        scaled = self.value * other.multiplier
        return scaled if scaled <= other.value else self.value


class _Phrases(Transformer[Token, list[Phrase]]):
    """Turns the parse tree into phrases."""

    def start(self, children: list[Any]) -> list[Phrase]:
        return children

    def unit(self, children: list[Token]) -> Token:
        return children[0]

    def plain(self, children: list[Token]) -> _Amount:
        number = next(token for token in children if token.type == "NUMBER")
        multiplier = "1"
        units: list[str] = []
        half = any(token.type == "HALF" for token in children)
        for token in children:
            first, _, unit = str(token).partition(" ")
            if token.type == "MULT" or (token.type == "MONEY" and first.isdigit()):
                multiplier = first
                units += [unit] if unit else []
            elif token.type not in ("NUMBER", "HALF"):
                units.append(str(token))
        return _Amount(
            value=number_value(str(number), multiplier, half=half),
            unit="EUR" if "EUR" in units else units[-1] if units else None,
            polarity="",
            ambiguous=may_be_another(str(number), units),
            start=_start(children[0]),
            end=_end(children[-1]),
            multiplier=Decimal(multiplier),
        )

    def amount(self, children: list[Any]) -> _Amount:
        amount: _Amount = children[-1]
        if len(children) == 1:
            return amount
        value = -amount.value if amount.value is not None and children[0] == "-" else amount.value
        return _Amount(
            value,
            amount.unit,
            str(children[0]),
            amount.ambiguous,
            _start(children[0]),
            amount.end,
            amount.multiplier,
        )

    def bound(self, children: list[Any]) -> Quantity:
        signs = [token for token in children if isinstance(token, Token)]
        amount = next(child for child in children if isinstance(child, _Amount))
        if len(signs) > 1 and signs[-1] == Operator.EQUAL:
            signs = [signs[-1].update(value=_OR_EQUAL.get(str(signs[0]), str(signs[0])))]
        signs = [sign for sign in signs if sign != Operator.EQUAL] or signs
        torn = len(set(signs)) > 1
        shape = "torn" if torn else "bound"
        return _quantity(shape, amount, _sign(signs), _start(children[0]), _end(children[-1]))

    def within(self, children: list[Any]) -> Quantity:
        amount = next(child for child in children if isinstance(child, _Amount))
        return _quantity("within", amount, Operator.AT_MOST, _start(children[0]), _end(children[-1]))

    def tolerance(self, children: list[Any]) -> Quantity:
        first, last = (child for child in children if isinstance(child, _Amount))
        return _quantity("tolerance", first, None, first.start, last.end)

    def range(self, children: list[Any]) -> Quantity:
        first, last = (child for child in children if isinstance(child, _Amount))
        signs = [child for child in children if isinstance(child, Token)]
        signed = any(sign.type == "BETWEEN" for sign in signs)
        moving = any(sign == "→" for sign in signs)
        return Quantity(
            shape="range",
            value=first.scaled_like(last),
            upper=last.value,
            unit=last.unit or first.unit,
            operator=Operator.BETWEEN,
            polarity="→" if moving else "" if signed else "-",
            ambiguous=first.ambiguous or last.ambiguous,
            start=_start(children[0]),
            end=last.end,
            scale=last.multiplier,
        )

    def signed_range(self, children: list[Any]) -> Quantity:
        found = self.range(children[1:])
        return replace(found, polarity="?", start=_start(children[0]))

    def score(self, children: list[Any]) -> Quantity:
        *ahead, first, _slash, last = children
        sign = _sign([each for each in ahead if isinstance(each, Token)])
        return Quantity(
            shape="score",
            value=number_value(str(first)),
            upper=None,
            unit=f"su {last}",
            operator=sign,
            polarity="",
            ambiguous=False,
            start=_start(children[0]),
            end=_end(last),
        )

    def by(self, children: list[Token]) -> Mark:
        return Mark("BY", str(children[0]), _start(children[0]), _end(children[-1]))

    def when(self, children: list[Token]) -> When:
        kinds = {token.type: str(token) for token in children}
        found = When(start=_start(children[0]), end=_end(children[-1]))
        if "ELSEWHERE" in kinds:
            return replace(found, elsewhere=True)
        if "DATE" in kinds:
            written, about, _ = kinds["DATE"].partition("?")
            day = date.fromisoformat(written)
            return replace(found, month=day.month, day=day.day, year=day.year, whole=not about)
        year = int(kinds["YEAR"]) if "YEAR" in kinds else None
        written = next(
            (kinds[kind] for kind in ("DAYMONTH", "PERIOD", "YEAREND", "MONTH") if kind in kinds), "12-31"
        )
        written, _, later = written.rstrip("?").partition("+")
        month, _, day_text = written.partition("-")
        return replace(
            found,
            month=int(month),
            day=int(day_text) if day_text and "PERIOD" not in kinds else None,
            year=year,
            years_later=int(later or 0),
            whole=year is not None,
            only_year=set(kinds) == {"YEAR"},
        )

    def deadline(self, children: list[Any]) -> When:
        by: Mark = children[0]
        when: When = children[1]
        before = by.value.lower().startswith(("prima", "<")) and by.value != "<="
        return replace(when, by=True, before=before, whole=when.whole and not before, start=by.start)

    def date(self, children: list[When]) -> Phrase:
        when = children[0]
        if when.only_year:
            return Mark("YEAR", str(when.year), when.start, when.end)
        return when

    def stray(self, children: list[Any]) -> Mark:
        token = children[0]
        return token if isinstance(token, Mark) else _mark(token)


_OR_EQUAL = {">": ">=", "<": "<="}
"""``> 5 o uguale``."""


def _quantity(shape: str, amount: _Amount, operator: Operator | None, start: int, end: int) -> Quantity:
    return Quantity(
        shape,
        amount.value,
        None,
        amount.unit,
        operator,
        amount.polarity,
        amount.ambiguous,
        start,
        end,
        amount.multiplier,
    )


def _sign(signs: list[Token]) -> Operator | None:
    return Operator(str(signs[0])) if signs else None


def _start(part: Token | _Amount | Mark | Tree[Token]) -> int:
    place = part.start_pos if isinstance(part, Token) else getattr(part, "start", 0)
    return place or 0


def _end(part: Token | _Amount | Mark | Tree[Token]) -> int:
    place = part.end_pos if isinstance(part, Token) else getattr(part, "end", 0)
    return place or 0


_PARSER = Lark(
    (Path(__file__).parent / "target.lark").read_text(encoding="utf-8"),
    parser="lalr",
    lexer=_Tokens,
    transformer=_Phrases(),
)
"""Makes the phrases while it parses: a tree of every cell would be built only to be walked once."""
