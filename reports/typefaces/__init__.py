"""The typefaces of the printed documents, handed to the printer as bytes.

Text is set in Titillium Web, the typeface of Italian public bodies, which comes with the
design system's package. It has no ``≥`` and no ``≤``, so DejaVu Sans Condensed (in this
folder, with its licence) stands behind it for the signs of the field and for other scripts.
No font of the machine is asked for: a document looks the same wherever it is printed.
"""

from __future__ import annotations

import base64
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont

FAMILY = "Plan Text"
FALLBACK_FAMILY = "Plan Signs"
CONFIGURATION = Path(__file__).with_name("fonts.conf")
"""What fontconfig is told about the machine's own fonts: that there are none."""
_TITILLIUM = "static/fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-{}.ttf"


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: the family name used in the stylesheets, its weight and slant."""

    family: str
    weight: int
    style: str
    package: str
    file: str

    @property
    def url(self) -> str:
        """Name under which the printer finds the file; no such scheme exists outside it."""
        return f"perfplan:typefaces/{self.family.replace(' ', '-').lower()}-{self.weight}-{self.style}.ttf"

    def css(self, url: str) -> str:
        """Return the ``@font-face`` rule that finds it at ``url``."""
        return (
            f'@font-face {{ font-family: "{self.family}"; font-weight: {self.weight}; '
            f'font-style: {self.style}; src: url("{url}"); }}\n'
        )


FACES = (
    Face(FAMILY, 400, "normal", "bootstrap_italia_template", _TITILLIUM.format("regular")),
    Face(FAMILY, 400, "italic", "bootstrap_italia_template", _TITILLIUM.format("italic")),
    Face(FAMILY, 600, "normal", "bootstrap_italia_template", _TITILLIUM.format("600")),
    Face(FALLBACK_FAMILY, 400, "normal", "reports.typefaces", "DejaVuSansCondensed.ttf"),
    Face(FALLBACK_FAMILY, 600, "normal", "reports.typefaces", "DejaVuSansCondensed-Bold.ttf"),
)


@cache
def content(face: Face) -> bytes:
    """Return the font file of ``face``."""
    return files(face.package).joinpath(face.file).read_bytes()


def embedded_css() -> str:
    """Return ``@font-face`` rules that carry the text face in themselves, for a file that stands alone.

    Not the second face: it is large, and a browser has the few signs that it is for.
    """
    return "".join(
        face.css("data:font/ttf;base64," + base64.b64encode(content(face)).decode())
        for face in FACES
        if face.family == FAMILY
    )


@cache
def _font(weight: int, family: str) -> TTFont:
    face = next(f for f in FACES if (f.family, f.weight, f.style) == (family, weight, "normal"))
    return TTFont(BytesIO(content(face)), lazy=True)


@cache
def _advances(weight: int) -> dict[int, float]:
    """Advance width, in em, of every character that the two families draw in ``weight``."""
    widths: dict[int, float] = {}
    for family in (FALLBACK_FAMILY, FAMILY):  # the text face last: it wins
        font = _font(weight, family)
        per_em = font["head"].unitsPerEm
        metrics = font["hmtx"].metrics
        widths.update({code: metrics[name][0] / per_em for code, name in font.getBestCmap().items()})
    return widths


def text_width(text: str, *, size: float, weight: int = 400) -> float:
    """Return how wide ``text`` is when set at ``size``, in the unit of ``size`` (no kerning)."""
    advances = _advances(weight)
    return sum(advances.get(ord(character), 0.6) for character in text) * size


_LINE_BREAKS = dict.fromkeys(map(ord, "\x0b\x0c\x85\u2028\u2029"), "\n")
"""Line ends of other programs, sheets among them. The faces have glyphs for some, the printer draws none."""

_INVISIBLE = (
    *(range(0xAD, 0xAE), range(0x61C, 0x61D), range(0x180E, 0x180F), range(0x200B, 0x2010)),
    *(range(0x202A, 0x202F), range(0x2060, 0x2065), range(0x2066, 0x2070), range(0xFEFF, 0xFF00)),
    *(range(0x1D173, 0x1D17B), range(0xE0001, 0xE0002), range(0xE0020, 0xE0080)),
)
"""Format characters that the printer leaves out where a face has no glyph for them: in Unicode,
Default_Ignorable_Code_Point of the category Cf, without the shorthand controls U+1BCA0–1BCA3, which
it does not leave out. The others (Arabic number signs, interlinear annotation) are to be seen, and
the printer looks for them in the face of the letter before only, where they are not."""


@cache
def _needs_no_replacement(code: int) -> bool:
    character = chr(code)
    if unicodedata.category(character) == "Cf":
        return any(code in some for some in _INVISIBLE)
    return character in "\t\n\r" or (code in _advances(400) and code in _advances(600))


def drawable(text: str) -> str:
    """Return ``text`` with every character that no face can draw as its code point: ``[U+1F9FF]``.

    An empty box would tell the reader nothing, and the standards of published PDF forbid it.
    Line ends of any kind become ``\\n``; tabs and invisible format characters need no glyph.
    """
    text = text.translate(_LINE_BREAKS)
    missing = {
        ord(character): f"[U+{ord(character):04X}]"
        for character in set(text)
        if not _needs_no_replacement(ord(character))
    }
    return text.translate(missing) if missing else text
