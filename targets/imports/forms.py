"""Forms of the pages about the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from objectives.models.plan import YEARS
from targets.files.errors import SourceError, TooLargeError
from targets.files.grid import MAX_BYTES
from targets.imports.sources import OF_FILE, OF_PASTE
from targets.imports.wording import line_message, source_error_message
from targets.services.importing.source import plan_years, read_pasted_plan, read_plan

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from targets.imports.sources import SourceWords
    from targets.services.importing import PlanYears

MEGABYTE = 1024 * 1024
MOST_REASONS = 3
"""Lines named where no row of a plan was found: enough to see that it is another file."""


class PlanImportForm(forms.Form):
    """A plan to import: a file or a pasted table, and the year it is for."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=format_lazy(
            _("XLSX, CSV or tab-separated text, at most {limit} MB."), limit=MAX_BYTES // MEGABYTE
        ),
    )
    text = forms.CharField(
        label=_("Or paste the table here"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("Copy it in Excel or Word, section titles included."),
    )
    html = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    """The pasted table as the clipboard's HTML, which keeps the rows of cells with several lines."""
    year = forms.IntegerField(label=_("Plan year"), validators=YEARS)
    first_year = forms.IntegerField(
        label=_("First year"),
        required=False,
        validators=YEARS,
        help_text=_("Empty: the years in the title of the plan, or three years from the plan year."),
    )
    last_year = forms.IntegerField(label=_("Last year"), required=False, validators=YEARS)

    def clean_file(self) -> UploadedFile[bytes] | None:
        """Refuse a large file by its size alone: it is never read into memory."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(source_error_message(TooLargeError(limit_mb=MAX_BYTES // MEGABYTE)))
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file, text = cleaned.get("file"), cleaned.get("text", "")
        pasted = cleaned.get("html") or text
        if self.errors:
            return cleaned
        if (file is None) == (not text.strip()):
            raise forms.ValidationError(gettext("Choose a file or paste a table: one of the two."))
        cleaned["filename"] = file.name if file is not None else ""
        cleaned["content"] = file.read() if file is not None else pasted.encode()
        self._read(cleaned)
        return cleaned

    def _read(self, cleaned: dict[str, Any]) -> None:
        """Read the table once, so that an unreadable one is refused beside its field; settle the years."""
        field, words = ("file", OF_FILE) if cleaned["filename"] else ("text", OF_PASTE)
        try:
            if field == "file":
                table = read_plan(cleaned["content"], cleaned["filename"], year=cleaned["year"])
            else:
                table = read_pasted_plan(cleaned["content"].decode(), year=cleaned["year"])
        except SourceError as error:
            self.add_error(field, source_error_message(error, words))
            return
        if next(table.rows(), None) is None:
            errors = [problem for problem in table.problems if problem.is_error]
            errors.sort(key=lambda problem: problem.line_no or 0)  # what is said of the whole table first
            self.add_error(field, [line_message(problem, words) for problem in errors[: 1 + MOST_REASONS]])
            return
        years = plan_years(table, cleaned["year"], cleaned["first_year"], cleaned["last_year"])
        if not years.first_year <= years.year <= years.last_year:
            self.add_error("year", self._years_message(table.title, years, words))
        cleaned["years"] = years

    def _years_message(self, title: str, years: PlanYears, words: SourceWords) -> str:
        """Say why the years do not fit each other: as asked, or as the title of the table says."""
        first, last = years.first_year, years.last_year
        if self.cleaned_data["first_year"] is None and self.cleaned_data["last_year"] is None:
            return str(words.years_of_title).format(title=title, first=first, last=last)
        text = gettext("The plan year must lie between the first and the last year (%(first)s–%(last)s).")
        return text % {"first": first, "last": last}


class ConfirmImportForm(forms.Form):
    """The last word before an import."""

    remove_absent = forms.BooleanField(
        label=_("Delete from the plan what is not in the table"),
        required=False,
    )
