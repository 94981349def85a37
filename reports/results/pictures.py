"""The charts of a report: achievement by section and area, indicators by band, the tree by band."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from reports.drawing.bands import COLOURS, NO_FIGURE
from reports.drawing.tree import TreeNode, TreeWords
from reports.results.charts import ChartRow, Share, band_distribution, bars_by_group, tree_by_band
from targets.domain.counting.states import State
from targets.domain.table.plan_table import RowKind
from targets.wording.bands import band_word
from targets.wording.reasons import state_name
from targets.wording.verdict import NOT_DUE_COLOUR, not_due_mark

if TYPE_CHECKING:
    from reports.drawing.svg import Picture
    from reports.results.shown import ShownReport, ShownRow, ShownSection

_TREE_HEIGHT = 415.0
"""In points: the first page of the tree stands below two headings."""
_NAMELESS = (State.NOT_REPORTED, State.NOT_COMPUTABLE, State.NOT_APPLICABLE)


def section_bars(report: ShownReport) -> tuple[Picture, ...]:
    """Return the achievement of each line and section as bars."""
    rows = [ChartRow(each.source.title, each.figure.drawn) for each in report.sections if each.figure]
    return bars_by_group(rows, _("Achievement by line and section"))


def area_bars(report: ShownReport) -> tuple[Picture, ...]:
    """Return the achievement of each area as bars."""
    rows = [ChartRow(each.name, each.figure.drawn) for each in report.areas]
    return bars_by_group(rows, _("Achievement by area"))


def bands(report: ShownReport) -> Picture:
    """Return how many indicators lie in each band, and how many have no figure."""
    by_name = {band_word(band): band.colour for band in report.document.method.bands}
    shares = [Share(word, count, COLOURS[by_name[word]]) for word, _css, count in report.bands]
    if report.not_due_count:
        shares.append(Share(not_due_mark(), report.not_due_count, COLOURS[NOT_DUE_COLOUR]))
    counted = report.document.total.tally
    without = dict(
        zip(_NAMELESS, (counted.not_reported, counted.not_computable, counted.not_applicable), strict=True)
    )
    shares += [Share(state_name(state), count, NO_FIGURE) for state, count in without.items() if count]
    return band_distribution(shares, _("Indicators by band"))


def tree(report: ShownReport) -> tuple[Picture, ...]:
    """Return the performance tree coloured and worded by band, a picture a page; none without lines."""
    words = TreeWords(
        title=_("Performance tree"),
        levels=(_("Strategic line"), _("Strategic objective"), _("Operational objective")),
        continued=_("continued"),
    )
    lines = [_line(section) for section in report.lines]
    if not lines:
        return ()
    root = report.document.organization
    return tree_by_band(root, report.total.drawn, lines, words, page_height=_TREE_HEIGHT)


def _line(section: ShownSection) -> TreeNode:
    found: list[tuple[ShownRow, list[TreeNode]]] = []
    for row in section.rows:
        if row.source.kind is RowKind.STRATEGIC_OBJECTIVE:
            found.append((row, []))
        elif found:
            found[-1][1].append(_node(row))
    children = tuple(_node(row, tuple(below)) for row, below in found)
    figure = section.figure.drawn if section.figure else None
    return TreeNode("", section.source.title, children, figure=figure)


def _node(row: ShownRow, children: tuple[TreeNode, ...] = ()) -> TreeNode:
    figure = row.whole.drawn if row.whole else None
    return TreeNode(row.source.code, row.source.text, children, figure=figure)
