"""Why a file cannot be read: a code and the facts; the sentence is made where it is shown."""

from __future__ import annotations


class SourceError(Exception):
    """The file or text was refused and nothing was read of it.

    ``code`` names the reason; ``params`` are the facts for the sentence (plain numbers and words).
    """

    code = "unreadable"

    def __init__(self, **params: int | str) -> None:
        super().__init__(self.code, params)
        self.params = params


class EmptySourceError(SourceError):
    """There is nothing in it."""

    code = "empty"


class WrongKindError(SourceError):
    """A kind of file that holds no table the program can read; ``kind`` is a ``WrongKind``."""

    code = "wrong_kind"


class TooLargeError(SourceError):
    """More bytes than ``limit_mb`` megabytes."""

    code = "too_large"


class TooManyRowsError(SourceError):
    """More than ``limit`` rows, columns or cells: not a plan."""

    code = "too_many_cells"


class UnsafeArchiveError(SourceError):
    """An XLSX that unpacks to far more than it is, or whose XML declares entities; ``reason`` says which."""

    code = "unsafe_archive"


class DamagedFileError(SourceError):
    """A file of a known kind whose content is broken; ``part`` names what."""

    code = "damaged"


class IncompletePackageError(DamagedFileError):
    """An XLSX that cannot even be opened: its table of contents, at the very end, is missing or broken."""

    code = "incomplete"


class JsonSyntaxError(SourceError):
    """It begins like JSON and is none from ``line`` on."""

    code = "json_syntax"


class JsonValueError(SourceError):
    """JSON in which ``name`` holds what no exported plan holds there (a number for a text)."""

    code = "json_value"


class EncodingError(SourceError):
    """Text in no encoding the program knows, or with characters no text has; ``line`` says where."""

    code = "encoding"


class QuotesError(SourceError):
    """CSV with a quotation mark that is opened and not closed; ``line`` says in which row."""

    code = "quotes"
