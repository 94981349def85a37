"""The form fields of the data entry, by the column they are for."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.widgets import AdminTextInputWidget
from django.db import models
from django.utils.translation import gettext_lazy as _

from objectives.admin.forms import AsWrittenField, NumberField


def plan_formfield(owner: Any, db_field: Any) -> Any:
    """Return the form field of what is not Django's own: cells as written, numbers, positions;
    None for any other."""
    if db_field.name in owner.as_written:
        return db_field.formfield(form_class=AsWrittenField, widget=AsWrittenField().widget)
    if isinstance(db_field, models.DecimalField):
        return db_field.formfield(form_class=NumberField)
    if db_field.name in getattr(owner, "one_line", ()):
        return db_field.formfield(widget=AdminTextInputWidget())
    if db_field.name == "position":
        return db_field.formfield(required=False, initial=None, help_text=_("Empty: at the end."))
    return None
