"""Single tables in the data entry, in and out of a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_noop, ngettext
from import_export.admin import ImportExportMixin
from import_export.forms import ImportForm

from objectives.admin.history import HistoryAdmin
from objectives.sheets import Sheet, SheetError

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from import_export.results import Result


class TableImportForm(ImportForm):  # type: ignore[misc] # the library is not typed
    """Only the file: there is one format."""

    def __init__(self, formats: Any, resources: Any, **kwargs: Any) -> None:
        super().__init__(formats, resources, **kwargs)
        self.fields["format"].widget = self.fields["format"].hidden_widget()
        self.fields["format"].initial = "0"
        self.fields["import_file"].label = gettext("Excel workbook (.xlsx)")
        self.fields["import_file"].widget.attrs["accept"] = ".xlsx"

    @property
    def media(self) -> Any:
        return super(ImportForm, self).media


class TableAdmin(ImportExportMixin, HistoryAdmin):  # type: ignore[misc] # the library is not typed
    """Data entry with «Import» and «Export» of the table."""

    resource_classes: ClassVar[tuple[Any, ...]] = ()
    import_form_class = TableImportForm
    import_template_name = "admin/plan/import_table.html"
    import_export_change_list_template = None  # the list of all data entry offers both
    skip_export_form = True

    def get_import_formats(self) -> list[type[Sheet]]:
        return [Sheet]

    def get_export_formats(self) -> list[type[Sheet]]:
        return [Sheet]

    def get_data_for_export(self, request: HttpRequest, queryset: Any, **kwargs: Any) -> Any:
        kwargs["force_native_type"] = True  # numbers and dates go out as such
        return super().get_data_for_export(request, queryset, **kwargs)

    def add_data_read_fail_error_to_form(self, form: Any, e: Exception) -> None:
        text = str(e) if isinstance(e, SheetError) else gettext("The file cannot be read.")
        form.add_error("import_file", text)

    def import_action(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show what the file would change, or what is wrong with it: row, column, in words."""
        response: Any = super().import_action(request, **kwargs)
        context = response.context_data
        result = context.get("result")
        resource = self.resource_classes[0]()
        context["columns"] = resource.get_export_headers()
        if result is not None:
            context["problems"] = problems(result, resource)
            context["rows"] = [
                (gettext(_ROW_ACTIONS[row.import_type]), row.import_type, list(row.row_values.values()))
                for row in result.valid_rows()
            ]
            context["row_columns"] = [
                resource.label_of(name) if name in resource.fields else name
                for name in (result.rows[0].row_values if result.rows else ())
            ]
        return response  # type: ignore[no-any-return] # the library is not typed

    def process_result(self, result: Result, request: HttpRequest) -> HttpResponse:
        """Say that nothing was saved where the data changed between preview and confirmation."""
        found = problems(result, self.resource_classes[0]())
        if found:
            for problem in found[:5]:
                self.message_user(request, " ".join(problem), messages.ERROR)
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_import")
        return super().process_result(result, request)  # type: ignore[no-any-return] # the library is not typed

    def add_success_message(self, result: Result, request: HttpRequest) -> None:
        new, changed = result.totals["new"], result.totals["update"]
        text = "{} {}".format(
            ngettext("%(count)s row added.", "%(count)s rows added.", new) % {"count": new},
            ngettext("%(count)s row changed.", "%(count)s rows changed.", changed) % {"count": changed},
        )
        self.message_user(request, text, messages.SUCCESS)


_ROW_ACTIONS = {
    "new": gettext_noop("new"),
    "update": gettext_noop("changed"),
    "skip": gettext_noop("as it was"),
    "delete": gettext_noop("deleted"),
}


def problems(result: Result, resource: Any) -> list[tuple[str, str, str]]:
    """Return what is wrong with the file: (row of the sheet, column, why), '' where it is the whole."""
    found = [("", "", _words(error.error)) for error in result.base_errors]

    def _row(number: int) -> str:
        return gettext("Row %(number)s:") % {"number": result.row_numbers[number - 1]}

    for row in result.error_rows:
        found += [(_row(row.number), "", _words(error.error)) for error in row.errors]
    for row in result.invalid_rows:
        for name, errors in row.field_specific_errors.items():
            label = str(resource.label_of(name)) if name in resource.fields else name
            found += [(_row(row.number), label, error) for error in errors]
        found += [(_row(row.number), "", error) for error in row.non_field_specific_errors]
    return found


def _words(error: Any) -> str:
    return " ".join(error.messages) if hasattr(error, "messages") else str(error)
