"""The performance tree as pictures."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.drawing.tree import PAGE_HEIGHT, TreeNode, TreeWords, tree_pictures
from reports.drawing.wrapping import wrap
from reports.typefaces import text_width

WORDS = TreeWords("Albero", ("Linea", "Strategico", "Operativo"), "segue")
SVG = "{http://www.w3.org/2000/svg}"


def leaves(count: int) -> tuple[TreeNode, ...]:
    return tuple(
        TreeNode(f"1.{number}", "Realizzare le fasi del progetto " * 3) for number in range(1, count + 1)
    )


def line(children: int = 2, name: str = "Sostenere il turismo") -> TreeNode:
    return TreeNode("", name, (TreeNode("1", "Qualificare l'offerta", leaves(children)),))


def drawn_texts(svg: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter(f"{SVG}text"))  # noqa: S314 - drawn by us


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in drawn_texts(svg)]


def test_lines_that_fit_stand_on_one_page() -> None:
    assert len(tree_pictures("CCIAA", [line(), line()], WORDS)) == 1


def test_no_page_is_taller_than_paper_and_no_box_is_lost() -> None:
    pictures = tree_pictures("CCIAA", [line(3, f"Linea {number}") for number in range(40)], WORDS)
    assert len(pictures) > 1
    assert all(picture.height <= PAGE_HEIGHT for picture in pictures)
    assert sum(texts(picture.svg).count("1.3") for picture in pictures) == 40


def test_a_line_taller_than_a_page_goes_on_overleaf_and_says_so() -> None:
    pictures = tree_pictures("CCIAA", [line(60)], WORDS)
    assert [("(segue) Sostenere il turismo" in texts(picture.svg)) for picture in pictures] == [
        False,
        *[True] * (len(pictures) - 1),
    ]
    codes = [text for picture in pictures for text in texts(picture.svg) if text.startswith("1.")]
    assert codes == [f"1.{number}" for number in range(1, 61)]


def test_a_line_without_objectives_still_has_its_box() -> None:
    (picture,) = tree_pictures("CCIAA", [TreeNode("", "Linea nuova")], WORDS)
    assert "Linea nuova" in texts(picture.svg)


def test_what_people_write_is_text_and_never_markup() -> None:
    (picture,) = tree_pictures('A & "B"', [TreeNode("<1>", "<script>alert(1)</script>")], WORDS)
    assert "<script>" not in picture.svg
    assert "<script>alert(1)</script>" in texts(picture.svg)


def test_nothing_is_set_smaller_than_seven_points_even_under_a_long_name() -> None:
    (picture,) = tree_pictures("Camera di commercio " * 40, [line()], WORDS)
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', picture.svg)]
    assert min(sizes) >= 7


def test_the_alternative_says_every_box_in_full_with_its_level() -> None:
    (picture,) = tree_pictures("CCIAA", [line(1)], WORDS)
    assert picture.alternative == (
        "Albero. CCIAA. Linea: Sostenere il turismo. Strategico 1: Qualificare l'offerta. "
        f"Operativo 1.1: {('Realizzare le fasi del progetto ' * 3).strip()}."
    )


def test_no_text_stands_outside_its_column() -> None:
    (picture,) = tree_pictures("CCIAA", [line(2, "Parolalunghissima" * 9)], WORDS)
    for element in drawn_texts(picture.svg):
        size, weight = float(element.attrib["font-size"]), int(element.attrib["font-weight"])
        right = float(element.attrib["x"]) + text_width(element.text or "", size=size, weight=weight)
        assert right <= picture.width


def measure(text: str) -> float:
    return text_width(text, size=8)


@given(st.text(min_size=1), st.floats(20, 300), st.integers(1, 6))
def test_wrapped_text_keeps_its_width_and_number_of_lines(text: str, width: float, most: int) -> None:
    lines = wrap(text, width, most, measure)
    assert 1 <= len(lines) <= most
    assert all(measure(part) <= width or len(part) == 1 for part in lines)


@given(st.text(min_size=1), st.floats(20, 300))
def test_wrapping_loses_no_character_but_blanks_where_there_is_room(text: str, width: float) -> None:
    lines = wrap(text, width, 10_000, measure)
    assert "".join(lines).replace(" ", "") == "".join(text.split())


@pytest.mark.parametrize(
    ("most", "expected"), [(2, ["uno due", "tre"]), (1, ["uno …"]), (3, ["uno due", "tre"])]
)
def test_what_does_not_fit_ends_with_an_ellipsis(most: int, expected: list[str]) -> None:
    assert wrap("uno due tre", 8, most, lambda text: float(len(text))) == expected
