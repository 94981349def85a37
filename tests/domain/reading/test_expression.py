from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.domain.reading import expression
from targets.domain.reading.expression import DivisionByZero, ExpressionError, MissingOperand, evaluate

D = Decimal


@pytest.mark.parametrize(
    ("text", "operands", "value"),
    [
        ("a / b * 100", {"a": D(412), "b": D(490)}, D(412) / D(490) * 100),
        ("a * 100 / b", {"a": D(1), "b": D(4)}, D(25)),
        ("(a - b + c) / a", {"a": D(10), "b": D(4), "c": D(2)}, D("0.8")),
        ("a - (b + c)", {"a": D(10), "b": D(4), "c": D(2)}, D(4)),
        ("a - b - c", {"a": D(10), "b": D(4), "c": D(2)}, D(4)),
        ("a / b / c", {"a": D(12), "b": D(3), "c": D(2)}, D(2)),
        ("a + b * 2.5", {"a": D(1), "b": D(2)}, D(6)),
        ("a", {"a": D(0)}, D(0)),
    ],
)
def test_an_expression_is_computed_as_arithmetic_is_taught(
    text: str, operands: dict[str, Decimal], value: Decimal
) -> None:
    assert evaluate(text, operands) == value


def test_a_division_by_zero_has_no_value_and_names_itself() -> None:
    with pytest.raises(DivisionByZero) as error:
        evaluate("a / (b - c)", {"a": D(1), "b": D(2), "c": D(2)})
    assert str(error.value) == "(a / (b - c))"


def test_a_missing_operand_is_named() -> None:
    with pytest.raises(MissingOperand, match="b"):
        evaluate("a / b", {"a": D(1)})


@pytest.mark.parametrize(
    "text",
    ["", "a /", "a b", "__import__('os')", "a ** b", "A", "a; b", "(" * 20, "9" * 501, "-a", "a if b else c"],
)
def test_what_is_no_expression_is_refused(text: str) -> None:
    assert not expression.is_expression(text)
    with pytest.raises(ExpressionError):
        evaluate(text, {"a": D(1), "b": D(1)})


@pytest.mark.parametrize("operand", [D("NaN"), D("Infinity"), D("9E+999999")])
def test_what_is_beyond_numbers_is_refused(operand: Decimal) -> None:
    with pytest.raises(ExpressionError):
        evaluate("a * a * a", {"a": operand})


def test_the_operands_come_in_order_of_appearance() -> None:
    assert expression.keys("(b - a + b) / c * 100") == ("b", "a", "c")


numbers = st.decimals(min_value=-(10**6), max_value=10**6, places=2, allow_nan=False)


@given(a=numbers, b=numbers)
def test_a_share_times_its_whole_is_the_part(a: Decimal, b: Decimal) -> None:
    if b == 0:
        with pytest.raises(DivisionByZero):
            evaluate("a / b", {"a": a, "b": b})
    else:
        share = evaluate("a / b * 100", {"a": a, "b": b})
        assert abs(share * b / 100 - a) < D("0.000001")


@given(st.text(alphabet="ab1.+-*/() ", max_size=30))
def test_an_expression_either_has_a_value_or_says_why_not(text: str) -> None:
    try:
        value = evaluate(text, {"a": D(3), "b": D(7)})
    except ExpressionError:
        return
    assert value.is_finite()
