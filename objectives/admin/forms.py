"""Form fields and forms of the data entry."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from perfplan.lib.numbers import canonical_decimal, parse_decimal

SEALED = _("This plan is approved: its text changes only by an act, no longer here.")


def newlines(text: str) -> str:
    """Return ``text`` with every line end as one ``\\n``: browsers send ``\\r\\n`` whatever they got."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class AsWrittenField(forms.CharField):
    """A cell of the plan, kept to the character: its blanks and line ends are part of it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["strip"] = False
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 2}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return newlines(super().to_python(value) or "")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return not self.disabled and newlines(initial or "") != newlines(data or "")


class NumberField(forms.DecimalField):
    """A number, typed as people write it: ``1.234,56`` or ``-20``; shown without idle zeros."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override] # the stubs take it for an integer
        if isinstance(value, Decimal):
            return value
        if value in self.empty_values:
            return None
        text = str(value).strip().replace("−", "-")
        number = parse_decimal(text.removeprefix("-").strip())
        if number is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return -number if text.startswith("-") else number

    def prepare_value(self, value: Any) -> Any:
        """Write the number so that ``to_python`` reads the same one back, in any language."""
        if not isinstance(value, Decimal):
            return value
        whole, point, part = canonical_decimal(value).partition(".")
        if (get_language() or "").startswith("it"):
            return f"{whole},{part}" if point else whole
        # A point and three digits would be read as thousands.
        return f"{whole}.{part}0" if len(part) == 3 else f"{whole}{point}{part}"

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:  # noqa: ARG002
        return {"inputmode": "decimal", "size": "12"}


class AsWrittenForm(forms.ModelForm[Any]):
    """A form whose ``AsWrittenField`` cells stay as stored, line ends included, unless the person
    changed them."""

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned: dict[str, Any] = self.cleaned_data
        for name, field in self.fields.items():
            if isinstance(field, AsWrittenField) and name in cleaned and name not in self.changed_data:
                cleaned[name] = self.get_initial_for_field(field, name) or ""
        return cleaned


def let_area_be_printed(form: Any) -> str:
    """Empty the area as written in a row whose area a person changed for another; return what it was.

    The document prints the words before the choice, and these name the area of before. Where no area
    was chosen yet the words stay: the choice says which area they mean. "" where nothing was emptied.
    """
    written: str = getattr(form.instance, "area_text", "")
    if "area" not in form.changed_data or "area_text" in form.changed_data or not form.initial.get("area"):
        return ""
    form.instance.area_text = ""
    return written


class PlanPartForm(AsWrittenForm):
    """Refuses to put anything into a plan that is approved, or to take it there."""

    parent_field = ""
    """Name of the relation to the parent; empty for an inline, whose parent refuses."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        parent = cleaned.get(self.parent_field)
        if parent is not None and not getattr(parent, "plan", parent).is_draft:
            raise ValidationError({self.parent_field: SEALED})
        return cleaned
