"""Expressions over operands: checked and computed by a grammar of their own, never as code."""

from __future__ import annotations

import operator
from decimal import Decimal, DecimalException
from pathlib import Path
from typing import TYPE_CHECKING

from lark import Lark, Token, Tree, UnexpectedInput

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LONGEST_EXPRESSION = 500
"""Characters; a reading never makes a longer one, a hand-made one may try."""


class ExpressionError(ValueError):
    """The text is no expression, or it has no value for these operands."""


class DivisionByZero(ExpressionError):  # noqa: N818 - a name of arithmetic, as in decimal
    """A divisor is zero: the indicator has no value (which is not the value zero)."""


class MissingOperand(ExpressionError):  # noqa: N818 - says what is missing
    """An operand of the expression was not given."""


_PARSER = Lark((Path(__file__).parent / "expression.lark").read_text(encoding="utf-8"), parser="lalr")


_OPERATIONS: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "add": operator.add,
    "subtract": operator.sub,
    "multiply": operator.mul,
    "divide": operator.truediv,
    "power": operator.pow,
}


def parse(expression: str) -> Tree[Token]:
    """Parse an expression; raise ExpressionError where it is none."""
    if len(expression) > LONGEST_EXPRESSION:
        raise ExpressionError(f"longer than {LONGEST_EXPRESSION} characters")
    try:
        return _PARSER.parse(expression)
    except UnexpectedInput as error:
        raise ExpressionError(str(error).splitlines()[0]) from error


def is_expression(expression: str) -> bool:
    """Say whether a text is an expression."""
    try:
        parse(expression)
    except ExpressionError:
        return False
    return True


def keys(expression: str) -> tuple[str, ...]:
    """List the operands of an expression in order of appearance, each once."""
    found = (
        str(token)
        for token in parse(expression).scan_values(
            lambda token: isinstance(token, Token) and token.type == "KEY"
        )
    )
    return tuple(dict.fromkeys(found))


def evaluate(expression: str, operands: Mapping[str, Decimal]) -> Decimal:
    """Compute an expression, unrounded.

    Raises DivisionByZero, MissingOperand, or ExpressionError for what is no expression or
    exceeds every number (an operand that is not finite included).
    """
    try:
        value = _value(parse(expression), operands)
    except DecimalException as error:
        raise ExpressionError(str(error)) from error
    if not value.is_finite():
        raise ExpressionError("not a finite number")
    return value


def _value(tree: Tree[Token], operands: Mapping[str, Decimal]) -> Decimal:
    if tree.data == "number":
        return Decimal(str(tree.children[0]))
    if tree.data == "key":
        key = str(tree.children[0])
        if key not in operands:
            raise MissingOperand(key)
        return operands[key]
    left, right = (_value(child, operands) for child in tree.children if isinstance(child, Tree))
    if tree.data == "divide" and right == 0:
        raise DivisionByZero(expression_of(tree))
    return _OPERATIONS[str(tree.data)](left, right)


def expression_of(tree: Tree[Token]) -> str:
    """Write a parsed expression again, with every bracket."""
    signs = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/", "power": "^"}
    if tree.data in ("number", "key"):
        return str(tree.children[0])
    left, right = (expression_of(child) for child in tree.children if isinstance(child, Tree))
    return f"({left} {signs[str(tree.data)]} {right})"
