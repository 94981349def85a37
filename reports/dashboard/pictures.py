"""The pictures of the dashboard, to stand in the page itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from reports.drawing.tree import TreeNode, TreeWords
from reports.results.charts import ChartRow, band_distribution, bars_by_group, tree_by_band
from reports.results.figures import figure_of, shares_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.safestring import SafeString

    from reports.drawing.bands import Figure
    from reports.drawing.svg import Picture
    from reports.results.charts import Share
    from targets.domain.counting.method import EvaluationMethod
    from targets.domain.counting.rollup import Result
    from targets.results import PlanResults, RowResult

NARROW = 280.0
"""In points: as wide as a phone, so that its text can be read there too."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of one or more pictures, and its name."""

    title: str
    pictures: tuple[SafeString, ...]


def _chart(title: str, pictures: Sequence[Picture]) -> Chart:
    # Every text in them is escaped where they are drawn.
    return Chart(title, tuple(mark_safe(picture.svg) for picture in pictures))  # noqa: S308


def bars(rows: Sequence[tuple[str, Figure]], title: str) -> Chart:
    """Return the achievement of each group as a bar."""
    drawn = [ChartRow(name, figure) for name, figure in rows]
    return _chart(title, bars_by_group(drawn, title, width=NARROW, page_height=None))


def distribution(results: Sequence[Result], method: EvaluationMethod) -> tuple[tuple[Share, ...], Chart]:
    """Return how many indicators lie in each band, as a table and as a chart."""
    shares, title = shares_of(results, method), _("Indicators by band")
    return shares, _chart(title, [band_distribution(shares, title, width=NARROW)])


def tree(results: PlanResults) -> Chart | None:
    """Return the performance tree by band; None for a plan without strategic lines."""
    title = _("Performance tree")
    words = TreeWords(
        title=title,
        levels=(_("Strategic line"), _("Strategic objective"), _("Operational objective")),
        continued=_("continued"),
    )
    lines = [
        TreeNode("", each.source.name, tuple(map(_node, each.rows)), figure=figure_of(each.result))
        for each in results.sections
        if each.is_line
    ]
    if not lines:
        return None
    whole = figure_of(results.result)
    return _chart(title, tree_by_band(results.period.plan.title, whole, lines, words))


def _node(row: RowResult) -> TreeNode:
    source = row.loaded.row
    return TreeNode(source.code, source.text, tuple(map(_node, row.children)), figure=figure_of(row.result))
