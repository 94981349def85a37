"""Every rule, problem and band of a method in words, in both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any, get_args, get_type_hints

import pytest
from django.utils import translation

from targets.domain.counting import bands, method, rules
from targets.domain.counting.bands import Band, BandColour
from targets.domain.counting.checks import ProblemCode
from targets.domain.counting.method import EvaluationMethod
from targets.results.method import RULE_FIELDS, default_method
from targets.wording.methods import COLOURS, PROBLEMS, RULES, band_lines, choices_of, method_lines

KINDS = sorted(set(RULE_FIELDS.values()), key=lambda kind: kind.__name__)


def test_the_fields_that_choose_a_rule_are_those_of_the_domain() -> None:
    names = vars(rules) | vars(bands) | vars(method) | {"Decimal": Decimal}
    hints = get_type_hints(EvaluationMethod, names)
    kinds = {name: hint for name, hint in hints.items() if hint in KINDS and not get_args(hint)}
    assert kinds == RULE_FIELDS


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("language", ["it", "en"])
def test_every_rule_is_a_choice_with_words_of_its_own(kind: type, language: str) -> None:
    with translation.override(language):
        words = [str(label) for _value, label in choices_of(kind)]
    assert len(set(words)) == len(list(kind))  # type: ignore[call-overload] # an enumeration
    assert all(words)


def test_rules_of_two_kinds_that_are_the_same_word_keep_their_own_words() -> None:
    """``all_or_nothing`` is a rule of five kinds; as keys of one table they would be one."""
    with translation.override("en"):
        higher, yes_no = (dict(choices_of(kind)) for kind in (rules.HigherRule, rules.YesNoRule))
    assert str(higher["all_or_nothing"]) != str(yes_no["all_or_nothing"])


def test_nothing_is_named_that_is_no_rule_and_every_colour_and_problem_has_words() -> None:
    assert {kind: set(words) for kind, words in RULES.items()} == {kind: set(kind) for kind in KINDS}
    assert set(COLOURS) == set(BandColour)
    assert set(PROBLEMS) == set(ProblemCode)
    assert all(str(words).endswith(".") for words in PROBLEMS.values())


@pytest.mark.parametrize("language", ["it", "en"])
def test_a_method_in_words_has_a_sentence_for_every_rule_it_can_choose(language: str) -> None:
    with translation.override(language):
        plain = method_lines(default_method())
        for field, kind in RULE_FIELDS.items():
            said = set()
            for rule in kind:
                chosen: dict[str, Any] = {field: rule}
                lines = method_lines(replace(default_method(), **chosen))
                assert [name for name, _words in lines] == [name for name, _words in plain]
                for name, words in lines:
                    assert re.match(r"\S", name)
                    assert words.endswith(".")
                    assert not re.search(r"[{}]|None|_", words), words
                said.add(tuple(words for _name, words in lines))
            assert len(said) == len(kind), f"two rules of {field} read the same"


def test_the_numbers_of_a_method_are_in_its_words() -> None:
    changed = replace(
        default_method(),
        target_zero=rules.TargetZeroRule.MINUS_PER_UNIT,
        points_per_unit=Decimal("7.5"),
        deadline=rules.DeadlineRule.MINUS_PER_DAY,
        points_per_day=Decimal("0.5"),
        own_and_children=rules.OwnAndChildrenRule.SHARED,
        own_share=Decimal(35),
        unmet=rules.UnmetRule.BELOW_FULL,
        decimals=1,
        cap=Decimal(120),
        floor=Decimal(10),
    )
    with translation.override("en"):
        words = " ".join(words for _name, words in method_lines(changed))
        uncapped = dict(method_lines(replace(changed, cap=None)))["cap and floor"]
    for said in (
        "7.5 points",
        "0.5 points",
        "35\u00a0%",
        "99.9\u00a0%",
        "1 decimal,",
        "120\u00a0%",
        "10\u00a0%",
    ):
        assert said in words
    assert "no cap" in uncapped


def test_each_band_says_how_far_it_reaches_and_whose_the_edge_is() -> None:
    edges = (
        Band("high", Decimal(90), includes_lower=False, colour=BandColour.GREEN, word="alto"),
        Band("low", Decimal(0), includes_lower=True, colour=BandColour.RED, word="basso"),
        Band("middle", Decimal("70.5"), includes_lower=True, colour=BandColour.YELLOW, word="medio"),
    )
    with translation.override("en"):
        lines = band_lines(replace(default_method(), bands=edges))
        without = dict(method_lines(replace(default_method(), bands=())))["bands"]
    assert lines == [
        ("from 0\u00a0% to less than 70.5\u00a0%", "basso"),
        ("from 70.5\u00a0% to 90\u00a0%", "medio"),
        ("more than 90\u00a0%", "alto"),
    ]
    assert without == "The method has no bands."
