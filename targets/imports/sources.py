"""The sentences that name where a table came from: a file, or the box that it was pasted into."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from targets.domain.table.problems import ProblemCode
from targets.files.reading import WrongKind
from targets.imports.wording import SOURCE_ERRORS, WRONG_KINDS
from targets.wording.problems import PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceWords:
    """What is said of a table that came in one way."""

    lacks: _StrPromise
    part_lacks: _StrPromise
    emptied: _StrPromise
    other_year: _StrPromise
    years_of_title: _StrPromise
    problems: Mapping[str, _StrPromise] = field(default_factory=lambda: PROBLEMS)
    errors: Mapping[str, _StrPromise] = field(default_factory=lambda: SOURCE_ERRORS)
    wrong_kinds: Mapping[str, _StrPromise] = field(default_factory=lambda: WRONG_KINDS)


OF_FILE = SourceWords(
    lacks=_("The file has no column for: {columns}. These cells stay as they are."),
    part_lacks=_("Some rows of the file have no column for: {columns}. There these cells stay as they are."),
    emptied=_("Here the plan has text and the file an empty cell; the import empties: {columns}."),
    other_year=_(
        "The title in the file speaks of {said}: it is imported into the plan {year}. Check that it is the "
        "right file, and that years in the texts still fit."
    ),
    years_of_title=_(
        "The file is titled “{title}”: its years are {first}–{last}. Check the file and the plan year. If "
        "both are right, fill in the first and the last year."
    ),
)
OF_PASTE = SourceWords(
    lacks=_("The pasted table has no column for: {columns}. These cells stay as they are."),
    part_lacks=_(
        "Some rows of the pasted table have no column for: {columns}. There these cells stay as they are."
    ),
    emptied=_("Here the plan has text and the pasted table an empty cell; the import empties: {columns}."),
    other_year=_(
        "The title in the pasted table speaks of {said}: it is imported into the plan {year}. Check that it "
        "is the right table, and that years in the texts still fit."
    ),
    years_of_title=_(
        "The pasted table is titled “{title}”: its years are {first}–{last}. Check the table and the plan "
        "year. If both are right, fill in the first and the last year."
    ),
    problems={
        **PROBLEMS,
        ProblemCode.GARBLED_TEXT: _(
            "The letters look garbled (“{detail}”): the pasted table comes from a file that was opened in "
            "the wrong encoding."
        ),
    },
    errors={
        **SOURCE_ERRORS,
        "too_large": _(
            "The pasted table is larger than {limit_mb} MB: a plan is far smaller. Check that it is the "
            "right table."
        ),
        "damaged": _("The pasted table cannot be read: copy it again, or choose a file in its place."),
        "encoding": _(
            "Line {line} of the pasted table holds characters that no text has. Take them out and try again."
        ),
        "quotes": _(
            "In row {line} of the pasted table a quotation mark is opened and not closed. Correct it."
        ),
    },
    wrong_kinds={
        **WRONG_KINDS,
        WrongKind.XML: _("What was pasted is XML or HTML without a table: copy the table itself."),
    },
)
