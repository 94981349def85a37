"""Single tables in and out of a spreadsheet: areas and acts, and what every such table has in common."""

from __future__ import annotations

import datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from import_export.resources import ModelResource
from import_export.widgets import Widget

from objectives.models import Act, Area
from perfplan.lib.numbers import parse_decimal
from perfplan.lib.text import fold

if TYPE_CHECKING:
    import tablib


class TextWidget(Widget):  # type: ignore[misc] # the library is not typed
    """Text; a number in the cell is its text (a code ``12`` is no ``12.0``)."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:  # noqa: ARG002
        if value is None:
            return ""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return str(value)


class DecimalWidget(Widget):  # type: ignore[misc] # the library is not typed
    """A number, in digits as people write them: ``1.234,56``, ``-20``. An empty cell is None, never 0."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Decimal | None:  # noqa: ARG002
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            try:
                return Decimal(str(value))
            except InvalidOperation:
                pass
        text = str(value).strip().replace("−", "-")
        number = parse_decimal(text.removeprefix("-").strip())
        if number is None:
            raise ValueError(
                gettext("«%(text)s» is not a number. Write it like 1.234,56, without sign or unit after it.")
                % {"text": value}
            )
        return -number if text.startswith("-") else number

    def render(self, value: Decimal | None, obj: Any = None, **kwargs: Any) -> Decimal | str:  # noqa: ARG002
        return "" if value is None else value


class WholeNumberWidget(DecimalWidget):
    """A whole number: a year, a position."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:  # type: ignore[override] # narrower
        number = super().clean(value, row, **kwargs)
        if number is None:
            return None
        if number != number.to_integral_value():
            raise ValueError(gettext("«%(text)s» is not a whole number.") % {"text": value})
        return int(number)


class DateWidget(Widget):  # type: ignore[misc] # the library is not typed
    """A date: a date cell, or a text in one of the forms of the person's language or ISO."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> datetime.date | None:  # noqa: ARG002
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        for form in ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d"):
            try:
                return datetime.datetime.strptime(str(value).strip(), form).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
        raise ValueError(gettext("«%(text)s» is not a date. Write it like 31/12/2018.") % {"text": value})

    def render(self, value: datetime.date | None, obj: Any = None, **kwargs: Any) -> Any:  # noqa: ARG002
        return "" if value is None else value


class ChoiceWidget(Widget):  # type: ignore[misc] # the library is not typed
    """One of a list of choices, by its name in any language of the site or by its key."""

    def __init__(self, choices: Any) -> None:
        super().__init__()
        self.choices = choices

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:  # noqa: ARG002
        text = "" if value is None else str(value).strip()
        if not text:
            return ""
        for key, label in self.choices:
            if fold(text) in {fold(str(key)), *in_all_languages(label)}:
                return str(key)
        names = ", ".join(str(label) for _key, label in self.choices)
        raise ValueError(gettext("«%(text)s» is not one of: %(names)s.") % {"text": value, "names": names})

    def render(self, value: str, obj: Any = None, **kwargs: Any) -> str:  # noqa: ARG002
        return str(dict(self.choices).get(value, value))


def in_all_languages(label: Any) -> set[str]:
    """Return the folded forms of a translated text, so that a sheet in one language is read in all."""
    found = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.add(fold(str(label)))
    return found


class TableResource(ModelResource):  # type: ignore[misc] # the library is not typed
    """A table whose every rule is the model's, saved as a whole or not at all.

    The library's own defaults save the good rows of a bad file and speak the database's language;
    ``use_bulk`` stays off because it writes no history.
    """

    class Meta:
        clean_model_instances = True
        skip_unchanged = True
        skip_html_diff = True
        use_transactions = True
        store_row_values = True

    widgets: ClassVar[dict[str, Widget]] = {}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for name, widget in self.widgets.items():
            self.fields[name].widget = widget

    def label_of(self, name: str) -> Any:
        """Return the name of a column for people."""
        field = self.fields[name]
        own = getattr(field, "label", None)
        if own is not None:
            return own
        return self._meta.model._meta.get_field(field.attribute).verbose_name

    def import_data(self, dataset: tablib.Dataset, *args: Any, **kwargs: Any) -> Any:
        kwargs["rollback_on_validation_errors"] = True
        result = super().import_data(dataset, *args, **kwargs)
        result.row_numbers = getattr(dataset, "row_numbers", range(2, len(dataset) + 2))
        return result

    def before_import(self, dataset: tablib.Dataset, **kwargs: Any) -> None:
        """Give the columns their own names in place of those people use."""
        super().before_import(dataset, **kwargs)
        known = {form: name for name in self.fields for form in in_all_languages(self.label_of(name))}
        known |= {fold(name): name for name in self.fields}
        unknown = [header for header in dataset.headers if header and fold(header) not in known]
        if unknown:
            raise ValidationError(
                gettext("These columns are not known: %(unknown)s. Known are: %(known)s.")
                % {
                    "unknown": ", ".join(unknown),
                    "known": ", ".join(str(self.label_of(name)) for name in self.fields),
                }
            )
        dataset.headers = [known.get(fold(header or ""), header) for header in dataset.headers]

    def get_export_headers(self, selected_fields: Any = None) -> list[str]:
        names = [self.get_field_name(field) for field in self.get_export_fields(selected_fields)]
        return [str(self.label_of(name)) for name in names]


class AreaResource(TableResource):
    """The areas, found again by their name."""

    class Meta(TableResource.Meta):
        model = Area
        fields = ("name", "code", "position")
        import_id_fields = ("name",)
        name = _("Areas")

    widgets = {"name": TextWidget(), "code": TextWidget(), "position": WholeNumberWidget()}


class ActResource(TableResource):
    """The acts, found again by organ, type, number and date."""

    class Meta(TableResource.Meta):
        model = Act
        fields = ("type", "organ", "number", "date", "subject")
        import_id_fields = ("type", "organ", "number", "date")
        name = _("Acts")

    widgets = {
        "type": ChoiceWidget(Act.Type.choices),
        "organ": ChoiceWidget(Act.Organ.choices),
        "number": TextWidget(),
        "date": DateWidget(),
        "subject": TextWidget(),
    }
