"""A working as it is printed: its numbers short, and every line true of the numbers that it prints.

``412 / 490 × 100 ≈ 84,08 %``: who works a line out again with a calculator finds the figure beside it.
A number of up to four decimals is printed as it is; a longer one is rounded, and ``≈`` says so. Where
the next line would not hold with the rounded number, its arithmetic stands in its place
(``3 / (742 / 318) × 100 ≈ 128,57 %``), or it is printed longer.
"""

from __future__ import annotations

import ast
import operator
import re
from dataclasses import replace
from decimal import Decimal, DecimalException, localcontext
from typing import TYPE_CHECKING

from perfplan.lib.numbers import canonical_decimal, round_half_up
from targets.domain.counting.numbers import EXACT, truncate
from targets.domain.counting.proof import StepCode
from targets.wording.figures import MOST_DECIMALS, decimals_of, rounded, rounded_together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from targets.domain.counting.proof import Proof, Step

_EXACT_DECIMALS = 4
"""What was entered has at most so many, and is printed as it was entered."""
_LONGEST_SPELLED = 50
"""Characters of a line in which formulas stand in the place of their values."""
_HELD_DECIMALS = 24
_EQUALS, _ABOUT = " = ", " ≈ "
_NAME = re.compile(r"\{(\w+)\}")

_DECIMALS = re.compile(r"(?<![\w.{])\d+\.\d+")
"""``0.5`` as a formula has it; the reader's language may write it ``0,5``."""

_Left = tuple[str, dict[str, Decimal]]
"""The left side of a line: names for its numbers, and the numbers."""


def printed_steps(proof: Proof) -> list[Step]:
    """Return the steps with the numbers, the arithmetic and the signs that are printed of them."""
    steps = [_with_named_decimals(each) for each in proof.steps]
    working = _Working(steps)
    return [working.printed(each) for each in steps]


def is_exact(number: Decimal) -> bool:
    """Say whether a number is printed as it is."""
    return decimals_of(number) <= _EXACT_DECIMALS


def evaluate(arithmetic: str, numbers: Mapping[str, Decimal]) -> Decimal:
    """Work out the left side of a pattern of the counting: ``|{value} - {edge}| × {points}``.

    Raises DecimalException where it has no value.
    """
    python = re.sub(r"\|([^|]*)\|", r"abs(\1)", _NAME.sub(r"\1", arithmetic)).replace("×", "*")
    with localcontext(EXACT):
        return _evaluated(ast.parse(python, mode="eval").body, numbers)


_OPERATORS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_FUNCTIONS: dict[str, Callable[..., Decimal]] = {"abs": abs, "max": max, "min": min}


def _evaluated(node: ast.expr, numbers: Mapping[str, Decimal]) -> Decimal:
    match node:
        case ast.BinOp():
            return _OPERATORS[type(node.op)](_evaluated(node.left, numbers), _evaluated(node.right, numbers))
        case ast.Call(func=ast.Name(id=name)):
            return _FUNCTIONS[name](*(_evaluated(each, numbers) for each in node.args))
        case ast.Name(id=name):
            return numbers[name]
        case ast.UnaryOp(op=ast.USub()):
            return -_evaluated(node.operand, numbers)
        case ast.Constant(value=int() | float() as value):  # as a formula writes it: 100, 0.5
            return Decimal(str(value))
    raise ValueError(ast.dump(node))  # the counting writes no other arithmetic


class _Working:
    """The steps of one proof, each seen beside the others."""

    def __init__(self, steps: Sequence[Step]) -> None:
        """Note where each number comes from, what it is judged by and what is shown of it."""
        self._origins = {each.numbers["result"]: each for each in reversed(steps) if _EQUALS in each.pattern}
        self._judged = [each.numbers for each in steps if each.code is StepCode.MET]
        names = {
            StepCode.BAND: "achievement",
            StepCode.NO_BAND_YET: "achievement",
            StepCode.ROUNDED: "result",
        }
        self._shown = [each.numbers[names[each.code]] for each in steps if each.code in names]

    def printed(self, step: Step) -> Step:
        """Return a step as it is printed."""
        if step.code is StepCode.MET:
            return replace(step, numbers=rounded_together(step.numbers, "value", _EXACT_DECIMALS))
        if step.code is StepCode.ROUNDED:
            return _before_rounding(step)
        if _EQUALS in step.pattern:
            return self._worked(step)
        if step.code is StepCode.CHANGE:
            return replace(step, numbers=rounded_together(step.numbers, "result", _EXACT_DECIMALS))
        numbers = {name: self._rounded(number) for name, number in step.numbers.items()}
        pattern = step.pattern if numbers == step.numbers else f"≈ {step.pattern}" if step.pattern else ""
        return replace(step, numbers=numbers, pattern=pattern)

    def _rounded(self, number: Decimal) -> Decimal:
        """Round a result to two decimals, unless it would contradict what is said of it further on."""
        if is_exact(number):
            return number
        for shown in self._shown:
            if abs(shown - number) < Decimal("0.01"):
                short = round_half_up(number, max(2, decimals_of(shown)))
                return short if short == shown else _cut_like(number)
        edges = [
            edge if numbers["value"] == number else -edge
            for numbers in self._judged
            for name, edge in numbers.items()
            if name != "value" and abs(numbers["value"]) == abs(number)
        ]
        return rounded(number, edges, 2 if abs(number) >= 1 else _EXACT_DECIMALS)

    def _worked(self, step: Step) -> Step:
        """Return a line of arithmetic whose left side gives its right side, with the numbers as printed."""
        left, _equals, right = step.pattern.rpartition(_EQUALS)
        exact = step.numbers["result"]
        names = _NAME.findall(left)
        operands = {name: step.numbers[name] for name in names}
        if step.code is StepCode.VALUE or all(map(is_exact, operands.values())):
            result = self._rounded(exact)
            sign = _EQUALS if result == exact else _ABOUT
            return replace(step, pattern=f"{left}{sign}{right}", numbers={**step.numbers, "result": result})
        for result in self._results(exact):
            for pattern, numbers in self._lefts(left, operands):
                worked = _value(pattern, numbers)
                if worked is not None and round_half_up(worked, decimals_of(result)) == result:
                    sign = _EQUALS if worked == result == exact else _ABOUT
                    rest = {name: number for name, number in step.numbers.items() if name not in operands}
                    printed = {**rest, **numbers, "result": result}
                    return replace(step, pattern=f"{pattern}{sign}{right}", numbers=printed)
        return replace(step, pattern=f"{left}{_ABOUT}{right}")

    def _results(self, exact: Decimal) -> Iterator[Decimal]:
        """Yield a result as short as can be said, then ever longer."""
        first = self._rounded(exact)
        yield first
        if first != exact:
            yield from (
                round_half_up(exact, places) for places in range(decimals_of(first) + 1, MOST_DECIMALS + 1)
            )

    def _lefts(self, left: str, operands: dict[str, Decimal]) -> Iterator[_Left]:
        """Yield the left side with short numbers, then with their arithmetic, then with longer numbers."""
        yield left, {name: self._rounded(number) for name, number in operands.items()}
        spelled = self._spelled(left, operands)
        if spelled is not None and _length(*spelled) <= _LONGEST_SPELLED:
            yield spelled
        for places in (*range(3, MOST_DECIMALS + 1), _HELD_DECIMALS):
            yield left, {name: _to(number, places) for name, number in operands.items()}

    def _spelled(self, left: str, operands: dict[str, Decimal]) -> _Left | None:
        """Put the arithmetic of each long number in its place; None where one has none."""
        numbers: dict[str, Decimal] = {}
        for name, number in operands.items():
            if is_exact(number):
                numbers[name] = number
                continue
            origin = self._origins.get(number)
            if origin is None:
                return None
            way = origin.pattern.rpartition(_EQUALS)[0]
            inner = self._spelled(way, {each: origin.numbers[each] for each in _NAME.findall(way)})
            if inner is None:
                return None
            own = _NAME.sub(rf"{{{name}_\1}}", inner[0])
            left = left.replace(f"{{{name}}}", f"({own})")
            numbers |= {f"{name}_{each}": given for each, given in inner[1].items()}
        return left, numbers


def _with_named_decimals(step: Step) -> Step:
    """Make the decimals that stand in a formula numbers of the step, to be written as all others."""
    numbers = dict(step.numbers)

    def named(found: re.Match[str]) -> str:
        name = f"decimals_{found.start()}"
        numbers[name] = Decimal(found[0])
        return f"{{{name}}}"

    pattern = _DECIMALS.sub(named, step.pattern)
    return step if pattern == step.pattern else replace(step, pattern=pattern, numbers=numbers)


def _length(pattern: str, numbers: Mapping[str, Decimal]) -> int:
    return len(_NAME.sub(lambda found: canonical_decimal(numbers[found[1]]), pattern))


def _value(pattern: str, numbers: Mapping[str, Decimal]) -> Decimal | None:
    """Work a left side out as it is printed; None where rounding has made a divisor zero."""
    try:
        return evaluate(pattern, numbers)
    except DecimalException:
        return None


def _to(number: Decimal, places: int) -> Decimal:
    return number if decimals_of(number) <= places else round_half_up(number, places)


def _cut_like(number: Decimal) -> Decimal:
    """Return a number as short as says the same whether it is then rounded or cut off."""
    for places in range(2, MOST_DECIMALS):
        short = round_half_up(number, places)
        if short == truncate(number, places):
            return short
    return round_half_up(number, MOST_DECIMALS)


def _before_rounding(step: Step) -> Step:
    """Print the score that is rounded with as many decimals as the rounding needs to be seen."""
    score, result = step.numbers["score"], step.numbers["result"]
    decimals = int(step.numbers["decimals"])
    rounding = truncate if step.rule == "truncate" else round_half_up
    for places in range(decimals + 1, _HELD_DECIMALS):
        short = _to(score, places)
        if short != result and rounding(short, decimals) == result:
            return replace(step, numbers={**step.numbers, "score": short})
    return step
