"""Results as pages and pictures show them: in words, with their band and their working."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reports.drawing.bands import COLOURS, NO_BAND, NO_FIGURE, Figure
from reports.results.charts import Share
from targets.domain.counting.states import State
from targets.wording.bands import band_word
from targets.wording.proof import percent, proof_lines
from targets.wording.reasons import reason_line, state_name
from targets.wording.verdict import NOT_DUE_COLOUR, not_due_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targets.domain.counting.bands import Band
    from targets.domain.counting.method import EvaluationMethod
    from targets.domain.counting.rollup import Result
    from targets.domain.counting.tree import Override

WITHOUT_FIGURE = (State.NOT_REPORTED, State.NOT_COMPUTABLE, State.NOT_APPLICABLE)
"""Of an indicator; each is counted apart, so that nothing is left out of sight."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure with everything that opens below it."""

    figure: Figure
    reason: str
    """Why there is no figure, in a sentence; empty where there is one."""
    proof: tuple[str, ...]
    """The working, a line for each step."""
    override_reason: str
    """Why, by whom and when another achievement was set; empty where none was."""


def shown(result: Result) -> Shown:
    """Return a result with its working, in the active language."""
    return Shown(
        figure=figure_of(result),
        reason="" if result.reason is None else reason_line(result.reason),
        proof=tuple(proof_lines(result.proof)),
        override_reason="" if result.override is None else _who_and_why(result.override),
    )


def figure_of(result: Result) -> Figure:
    """Return the computed achievement with its band; what was set by hand stands beside it.

    What is not due yet has no band: that it is not stands in its place.
    """
    override, is_open = result.override, result.shown is not None and result.due_on is not None
    return Figure(
        value=result.shown,
        text=state_name(result.state) if result.shown is None else percent(result.shown),
        word=not_due_mark() if is_open else "" if result.band is None else band_word(result.band),
        colour=NOT_DUE_COLOUR if is_open else None if result.band is None else result.band.colour,
        override="" if override is None else _set_by_hand(override, result.override_band),
        override_value=None if override is None else override.achievement,
    )


def _set_by_hand(override: Override, band: Band | None) -> str:
    figure = percent(override.achievement)
    return _("set by hand: %(figure)s") % {"figure": f"{figure} ({band_word(band)})" if band else figure}


def _who_and_why(override: Override) -> str:
    return _("%(reason)s (%(author)s, %(day)s)") % {
        "reason": override.reason,
        "author": override.author,
        "day": date_format(override.on, "DATE_FORMAT"),
    }


def shares_of(results: Sequence[Result], method: EvaluationMethod) -> tuple[Share, ...]:
    """Count the results of indicators by band, and those without a figure by what is the matter.

    Every result is in exactly one share. The bands stand from the lowest to the highest, those of
    which there are none too.
    """
    computed = [result for result in results if result.state is State.COMPUTED]
    shares = [
        Share(band_word(band), sum(result.band == band for result in computed), COLOURS[band.colour])
        for band in sorted(method.bands, key=lambda band: band.order)
    ]
    if not_due := sum(result.due_on is not None for result in computed):
        shares.append(Share(not_due_mark(), not_due, COLOURS[NOT_DUE_COLOUR]))
    if unbanded := sum(result.band is None and result.due_on is None for result in computed):
        shares.append(Share(_("without a band"), unbanded, NO_BAND))
    for state in WITHOUT_FIGURE:
        count = sum(result.state is state for result in results)
        shares.append(Share(state_name(state), count, NO_FIGURE))
    return tuple(shares)
