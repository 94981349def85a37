"""A table pasted from Word, Excel or a web page, as the HTML that the clipboard carries.

Text outside tables is kept as lines of one cell: in Word the section titles stand there.
Blanks are those a browser would show: runs of them are one, ``<br>`` and paragraphs break lines.
"""

from __future__ import annotations

import re

from targets.files.errors import DamagedFileError, TooManyRowsError
from targets.files.grid import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from targets.files.html_tokens import Token, html_tokens
from targets.files.merged import Cells, Merged, fill_down, to_rows

MAX_NESTED = 5
"""Tables inside tables; Word's own go two deep."""

_SKIPPED = frozenset({"style", "script", "head", "title", "xml", "template", "o:p", "noscript"})
_BLOCKS = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "caption", "pre"})
_SPACE = re.compile(r"[ \t\r\n\f]+")


def looks_like_html(text: str) -> bool:
    """Whether a text is HTML with a table in it, as the clipboard or a saved page has it."""
    return bool(re.search(r"<table[\s>]", text, re.IGNORECASE)) and bool(
        re.search(r"<t[dh][\s>]", text, re.IGNORECASE)
    )


def read_html(text: str) -> tuple[tuple[str, ...], ...]:
    """Read the tables of an HTML text, and the lines between them, as rows of cells."""
    start = text.find("<")
    reader = _TableReader()
    for token in html_tokens(text[max(start, 0) :]):
        reader.read(token)
    return reader.rows()


class _Table:
    """One ``<table>`` being read; a nested one has a parent."""

    def __init__(self) -> None:
        self.cells: Cells = {}
        self.merged: list[Merged] = []
        self.row = -1
        self.column = 0
        self.taken: set[tuple[int, int]] = set()
        self.text: list[str] | None = None
        self.span = (1, 1)
        self.nested: dict[int, list[tuple[str, ...]]] = {}
        """Rows of tables inside a cell, by the row they stand in: they follow it, one cell in."""

    def open_cell(self, rows: int, columns: int) -> None:
        self.close_cell()
        self.row = max(self.row, 0)
        while (self.row, self.column) in self.taken:
            self.column += 1
        if self.column >= MAX_COLUMNS:
            raise TooManyRowsError(limit=MAX_COLUMNS)
        self.text, self.span = [], (min(rows, MAX_ROWS), min(columns, MAX_COLUMNS))

    def close_cell(self) -> None:
        if self.text is None:
            return
        text, self.text = _shown("".join(self.text)), None
        rows, columns = self.span
        if text:
            self.cells[self.row, self.column] = text
        if rows > 1:
            self.merged.append(Merged(self.row, self.column, self.row + rows - 1, self.column + columns - 1))
            # Rows that never come cost nothing: only those near are marked as taken.
            near = range(self.row + 1, min(self.row + rows, self.row + 200))
            self.taken.update((row, self.column + c) for row in near for c in range(columns))
        self.column += columns
        if len(self.cells) > MAX_CELLS or len(self.taken) > MAX_CELLS:
            raise TooManyRowsError(limit=MAX_CELLS)

    def open_row(self) -> None:
        self.close_cell()
        self.row += 1
        self.column = 0
        if self.row > MAX_ROWS:
            raise TooManyRowsError(limit=MAX_ROWS)

    def rows(self) -> list[tuple[str, ...]]:
        self.close_cell()
        fill_down(self.cells, self.merged, self.row)
        laid_out = to_rows(self.cells)
        found: list[tuple[str, ...]] = []
        for index in range(self.row + 1):
            found.append(laid_out[index] if index < len(laid_out) else ())
            found.extend(("", *row) for row in self.nested.get(index, ()))
        return found


class _TableReader:
    def __init__(self) -> None:
        self._tables: list[_Table] = []
        self._rows: list[tuple[str, ...]] = []
        self._between: list[str] = []
        self._skipped = 0

    def read(self, token: Token) -> None:
        if token.value in _SKIPPED and token.kind != "text":
            self._skipped = max(0, self._skipped + (1 if token.kind == "start" else -1))
        elif self._skipped:
            return
        elif token.kind == "text":
            self._write(_SPACE.sub(" ", token.value))
        elif token.value in _BLOCKS or token.value == "br":
            self._write("\0")
        elif token.kind == "start":
            self._open(token)
        elif token.value == "table" and self._tables:
            self._close_table()
        elif token.value in {"td", "th"} and self._tables:
            self._tables[-1].close_cell()

    def _open(self, token: Token) -> None:
        if token.value == "table":
            if len(self._tables) >= MAX_NESTED:
                raise DamagedFileError(part="HTML")
            self._flush()
            self._tables.append(_Table())
        elif token.value == "tr" and self._tables:
            self._tables[-1].open_row()
        elif token.value in {"td", "th"} and self._tables:
            rows, columns = _span(token.attribute("rowspan")), _span(token.attribute("colspan"))
            self._tables[-1].open_cell(rows, columns)

    def rows(self) -> tuple[tuple[str, ...], ...]:
        while self._tables:
            self._close_table()
        self._flush()
        return tuple(self._rows)

    def _write(self, text: str) -> None:
        """Add text where it belongs; NUL, which no text holds, stands for the end of a line."""
        if not self._tables:
            self._between.append(text)
        elif self._tables[-1].text is not None:
            self._tables[-1].text.append(text)

    def _close_table(self) -> None:
        table = self._tables.pop()
        if self._tables and self._tables[-1].text is not None:
            outer = self._tables[-1]
            outer.nested.setdefault(outer.row, []).extend(table.rows())
        else:
            self._rows.extend(table.rows())
        if len(self._rows) > MAX_ROWS:
            raise TooManyRowsError(limit=MAX_ROWS)

    def _flush(self) -> None:
        if self._tables:
            return
        text = _shown("".join(self._between))
        self._between = []
        self._rows.extend((line,) for line in text.split("\n") if line)


def _shown(text: str) -> str:
    """Give the text of a cell as a browser shows it: line by line, blanks at the ends gone."""
    lines = (re.sub(" +", " ", line).strip(" ") for line in text.split("\0"))
    # Word and Excel write a second blank as a no-break one: it is a blank of the text.
    return "\n".join(line for line in lines if line).replace("\u00a0", " ").strip()


def _span(value: str) -> int:
    found = re.fullmatch(r"\s*(\d{1,5})\s*", value)
    return max(1, int(found[1])) if found else 1
