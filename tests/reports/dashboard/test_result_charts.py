"""What was achieved as pictures: readable without colour, honest about what is missing."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.drawing.bands import COLOURS, NO_BAND, NO_FIGURE, Figure, Look
from reports.drawing.svg import Hatch, Picture, hatching
from reports.results.charts import (
    ChartRow,
    Share,
    TreeNode,
    TreeWords,
    band_distribution,
    bars_by_group,
    tree_by_band,
)
from reports.typefaces import text_width
from targets.domain.counting.bands import BandColour

SVG = "{http://www.w3.org/2000/svg}"
BANDS_CSS = Path(__file__).parents[3] / "static" / "css" / "bands.css"
WORDS = TreeWords("Albero", ("Linea", "Strategico", "Operativo"), "segue")

REACHED = Figure(Decimal(100), "100 %", "raggiunto", BandColour.GREEN)
PARTLY = Figure(Decimal("71.5"), "71,50 %", "raggiunto in parte", BandColour.ORANGE)
ZERO = Figure(Decimal(0), "0 %", "non raggiunto", BandColour.RED)
MISSING = Figure(None, "non rendicontato")
BY_HAND = Figure(Decimal(60), "60 %", "non raggiunto", BandColour.RED, "a mano: 95 %", Decimal(95))


def elements(picture: Picture, name: str) -> list[ET.Element]:
    return list(ET.fromstring(picture.svg).iter(SVG + name))  # noqa: S314 - drawn by us


def words(picture: Picture) -> str:
    return " ".join(element.text or "" for element in elements(picture, "text"))


def one_bar(figure: Figure) -> Picture:
    (picture,) = bars_by_group([ChartRow("Area", figure)], "Per area")
    return picture


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_every_colour_a_band_may_have_has_a_look() -> None:
    assert set(COLOURS) == set(BandColour)


@pytest.mark.parametrize("look", [*COLOURS.values(), NO_FIGURE, NO_BAND])
def test_text_and_edge_of_a_band_stand_out_from_its_ground_and_from_paper(look: Look) -> None:
    for ground in (look.fill, "#ffffff"):
        assert contrast(look.text, ground) >= 4.5
        assert contrast(look.border, ground) >= 3


def test_bands_are_told_apart_by_their_hatching_too() -> None:
    hatches = [look.hatch for look in COLOURS.values()]
    assert len(set(hatches)) == len(hatches)


@pytest.mark.parametrize(("colour", "look"), [*COLOURS.items()])
def test_the_stylesheet_has_the_colours_of_the_pictures(colour: BandColour, look: Look) -> None:
    rule = re.search(rf"\.band-{colour} {{(.*?)}}", BANDS_CSS.read_text(encoding="utf-8"))
    assert rule is not None
    found = dict(re.findall(r"--band-(\w+): (#\w{6})", rule[1]))
    assert found == {"fill": look.fill, "border": look.border, "text": look.text}


def test_a_bar_carries_its_figure_its_word_and_what_was_set_by_hand() -> None:
    for part in ("60 %", "non raggiunto", "a mano: 95 %"):
        assert part in words(one_bar(BY_HAND))


def test_a_bar_is_as_long_as_its_figure() -> None:
    full, partly = (elements(one_bar(figure), "rect")[0] for figure in (REACHED, PARTLY))
    ratio = float(partly.attrib["width"]) / float(full.attrib["width"])
    assert ratio == pytest.approx(0.715, abs=0.001)


def test_what_is_missing_is_drawn_with_a_broken_edge_and_zero_is_not() -> None:
    missing, zero = (elements(one_bar(figure), "rect")[0] for figure in (MISSING, ZERO))
    assert "stroke-dasharray" in missing.attrib
    assert "stroke-dasharray" not in zero.attrib
    assert zero.attrib["fill"] == COLOURS[BandColour.RED].border
    assert "non rendicontato" in words(one_bar(MISSING))


def test_a_figure_beyond_what_is_drawn_ends_at_the_edge_with_an_arrow() -> None:
    beyond, longest = (one_bar(Figure(Decimal(value), f"{value} %")) for value in (4000, 150))
    bars = [elements(picture, "rect")[0].attrib["width"] for picture in (beyond, longest)]
    assert bars[0] == bars[1]
    assert len(elements(beyond, "path")) == len(elements(longest, "path")) + 1
    assert "4000 %" in words(beyond)


def test_the_alternative_says_every_bar_in_full() -> None:
    (picture,) = bars_by_group([ChartRow("Turismo", BY_HAND), ChartRow("Legalità.", MISSING)], "Per linea")
    assert picture.alternative == (
        "Per linea. Turismo: 60 %, non raggiunto, a mano: 95 %. Legalità: non rendicontato."
    )


def test_bars_that_do_not_fit_go_on_overleaf_and_none_is_lost() -> None:
    rows = [ChartRow(f"Area {number}", PARTLY) for number in range(100)]
    pictures = bars_by_group(rows, "Per area", page_height=400)
    assert len(pictures) > 1
    assert all(picture.height <= 400 for picture in pictures)
    labels = [found for picture in pictures for found in re.findall(r"Area \d+", words(picture))]
    assert labels == [f"Area {number}" for number in range(100)]
    assert len(bars_by_group(rows, "Per area", page_height=None)) == 1


def test_without_rows_there_is_no_picture_and_without_shares_an_empty_one() -> None:
    assert bars_by_group([], "Per area") == ()
    assert words(band_distribution([], "Quanti")) == ""


def test_a_share_of_none_is_said_too() -> None:
    shares = [Share("raggiunto", 3, COLOURS[BandColour.GREEN]), Share("non rendicontato", 0)]
    picture = band_distribution(shares, "Quanti")
    assert words(picture) == "raggiunto 3 non rendicontato 0"
    assert picture.alternative == "Quanti. raggiunto: 3. non rendicontato: 0."


def test_what_people_write_is_text_and_never_markup() -> None:
    rows = [ChartRow("<script>alert(1)</script>", Figure(None, '"& <b>'))]
    (picture,) = bars_by_group(rows, "<i>")
    assert "<script>" not in picture.svg
    assert "<script>alert(1)</script>" in words(picture)
    assert '"& <b>' in words(picture)


@pytest.mark.parametrize("width", [300, 762])
def test_no_text_stands_outside_the_picture_nor_below_seven_points(width: float) -> None:
    long = "Parolalunghissima" * 9
    figure = Figure(Decimal(150), long, long, BandColour.BLUE, long, Decimal(200))
    shares = [Share(long, 100_000, COLOURS[BandColour.RED])]
    for picture in (
        *bars_by_group([ChartRow(long, figure)], "x", width=width),
        band_distribution(shares, "x", width=width),
    ):
        for element in elements(picture, "text"):
            size, weight = float(element.attrib["font-size"]), int(element.attrib["font-weight"])
            assert size >= 7
            right = float(element.attrib["x"]) + text_width(element.text or "", size=size, weight=weight)
            assert right <= width + 0.1


@given(st.floats(1, 500), st.floats(1, 60), st.sampled_from(Hatch))
def test_hatching_never_leaves_its_shape(width: float, height: float, hatch: Hatch) -> None:
    path = hatching(10, 20, width, height, hatch=hatch, stroke="#000000")
    for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", path):
        assert 10 - 0.06 <= float(x) <= 10 + width + 0.06
        assert 20 - 0.06 <= float(y) <= 20 + height + 0.06


def tree(figure: Figure, children: int = 2) -> tuple[Picture, ...]:
    leaves = tuple(TreeNode(f"1.{number}", "Fasi", figure=MISSING) for number in range(children))
    objective = TreeNode("1", "Qualificare l'offerta", leaves, figure=figure)
    return tree_by_band("CCIAA", PARTLY, [TreeNode("", "Turismo", (objective,), figure=REACHED)], WORDS)


def test_each_box_of_the_tree_words_its_band_beside_its_colour() -> None:
    (picture,) = tree(BY_HAND)
    for figure in (PARTLY, REACHED, BY_HAND, MISSING):
        assert figure.in_words in words(picture)
    assert COLOURS[BandColour.RED].fill in picture.svg
    assert picture.alternative.startswith(
        "Albero. CCIAA. 71,50 %, raggiunto in parte. Linea: Turismo – 100 %, raggiunto. "
    )


def test_a_tree_that_does_not_fit_goes_on_overleaf_with_its_figures() -> None:
    pictures = tree(ZERO, children=60)
    assert len(pictures) > 1
    assert sum(words(picture).count(MISSING.text) for picture in pictures) == 60
    assert all(ZERO.in_words in words(picture) for picture in pictures)
    assert all(PARTLY.in_words in words(picture) for picture in pictures)
