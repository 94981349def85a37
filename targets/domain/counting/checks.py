"""What a method must not be: the named problems a person can put right, all at once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from targets.domain.counting.numbers import FULL, ZERO, is_usable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from targets.domain.counting.bands import Band
    from targets.domain.counting.method import EvaluationMethod

MOST_DECIMALS = 6


class ProblemCode(StrEnum):
    """Every way in which a method can contradict itself."""

    NOT_A_NUMBER = "not_a_number"
    """A number is infinite, not a number, or of an impossible size."""
    CAP_BELOW_FULL = "cap_below_full"
    """With a cap under 100 no target could ever be reached in full."""
    FLOOR_OUT_OF_RANGE = "floor_out_of_range"
    """The floor is not from 0 to 100."""
    DECIMALS_OUT_OF_RANGE = "decimals_out_of_range"
    """The decimals are not from 0 to 6."""
    POINTS_NEGATIVE = "points_negative"
    """Points are taken away by number, so the number is not negative."""
    SHARE_OUT_OF_RANGE = "share_out_of_range"
    """The share of a row's own indicators is not from 0 to 100."""
    BAND_WITHOUT_WORD = "band_without_word"
    """A band has no name or no word: a colour alone says nothing to many readers."""
    BAND_TWICE = "band_twice"
    """Two bands have one name or, in one of the languages, one word."""
    BANDS_OVERLAP = "bands_overlap"
    """Two bands begin at the same edge in the same way."""
    BANDS_GAP = "bands_gap"
    """The lowest achievement the method gives lies below every band."""
    BAND_OUT_OF_REACH = "band_out_of_reach"
    """A band begins above the cap: nothing can lie in it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a method."""

    code: ProblemCode
    field: str
    """Name of the field of the method: ``cap``."""
    detail: str = ""
    """The name of the band concerned; empty elsewhere."""


class MethodError(ValueError):
    """The values do not make a method; ``problems`` names every reason."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems, for a form shows each beside its field."""
        self.problems = problems
        super().__init__(", ".join(f"{each.field}: {each.code.value}" for each in problems))


_NUMBERS = ("cap", "floor", "points_per_unit", "points_per_day", "own_share")


def problems_of(method: EvaluationMethod) -> tuple[Problem, ...]:
    """List everything that is wrong with a method; empty where nothing is."""
    strange = tuple(_strange_numbers(method))
    return strange or (*_problems_of_numbers(method), *_problems_of_bands(method))


def _strange_numbers(method: EvaluationMethod) -> Iterator[Problem]:
    for field in _NUMBERS:
        number: Decimal | None = getattr(method, field)
        if number is not None and not is_usable(number):
            yield Problem(ProblemCode.NOT_A_NUMBER, field)
    for band in method.bands:
        if not is_usable(band.lower):
            yield Problem(ProblemCode.NOT_A_NUMBER, "bands", band.name)


def _problems_of_numbers(method: EvaluationMethod) -> Iterator[Problem]:
    if method.cap is not None and method.cap < FULL:
        yield Problem(ProblemCode.CAP_BELOW_FULL, "cap")
    if not ZERO <= method.floor <= FULL:
        yield Problem(ProblemCode.FLOOR_OUT_OF_RANGE, "floor")
    if not 0 <= method.decimals <= MOST_DECIMALS:
        yield Problem(ProblemCode.DECIMALS_OUT_OF_RANGE, "decimals")
    for field in ("points_per_unit", "points_per_day"):
        if getattr(method, field) < 0:
            yield Problem(ProblemCode.POINTS_NEGATIVE, field)
    if not ZERO <= method.own_share <= FULL:
        yield Problem(ProblemCode.SHARE_OUT_OF_RANGE, "own_share")


def _problems_of_bands(method: EvaluationMethod) -> Iterator[Problem]:
    for band in method.bands:
        if not band.name.strip() or not band.word.strip():
            yield Problem(ProblemCode.BAND_WITHOUT_WORD, "bands", band.name)
        if method.cap is not None and not band.holds(method.cap):
            yield Problem(ProblemCode.BAND_OUT_OF_REACH, "bands", band.name)
    yield from _repeated(method.bands)
    if method.bands and not any(band.holds(method.floor) for band in method.bands):
        lowest = min(method.bands, key=lambda band: band.order)
        yield Problem(ProblemCode.BANDS_GAP, "bands", lowest.name)


def _english(band: Band) -> str:
    return band.word_en or band.word


def _repeated(bands: tuple[Band, ...]) -> Iterator[Problem]:
    for place, band in enumerate(bands):
        before = bands[:place]
        if any(band.order == other.order for other in before):
            yield Problem(ProblemCode.BANDS_OVERLAP, "bands", band.name)
        if any(
            band.name == other.name or band.word == other.word or _english(band) == _english(other)
            for other in before
        ):
            yield Problem(ProblemCode.BAND_TWICE, "bands", band.name)
