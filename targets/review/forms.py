"""Forms of the decisions on one value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from perfplan.lib.numbers import parse_decimal
from targets.review.wording import refusal_message
from targets.services.reviewing import Refusal, Seen, refusal_of_percent

if TYPE_CHECKING:
    from decimal import Decimal

_UNSURE = re.compile(r"\d{1,3}[.,]\d{3}")
"""``1,500`` and ``1.500``: one and a half, or fifteen hundred."""


class PercentField(forms.CharField):
    """A number of per cent, as people write it: ``87,5``, ``87.5 %``. Asks where it could be two numbers.

    Nothing is rounded in silence: more decimals than are kept are refused.
    """

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 8})

    def to_python(self, value: Any) -> Any:
        """Return the number; None where nothing was written. Refuses what is no number, or unsure."""
        text = str(super().to_python(value)).removesuffix("%").strip()
        if not text:
            return None
        if _UNSURE.fullmatch(text):
            raise forms.ValidationError(
                gettext("“%(text)s” can be read in two ways: write it with two decimals at most.")
                % {"text": text}
            )
        number: Decimal | None = parse_decimal(text)
        refusal = Refusal.PERCENT_OUT_OF_RANGE if number is None else refusal_of_percent(number)
        if refusal is not None:
            raise forms.ValidationError(refusal_message(refusal))
        return number


class DecisionForm(forms.Form):
    """A decision on a value as it was seen: ``version`` says which."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id=f"{type(self).__name__}-%s", label_suffix="")

    def seen(self, key: int) -> Seen:
        """Return the value with this key, as it was seen."""
        return Seen(key, self.cleaned_data["version"])


class ReasonForm(DecisionForm):
    """A decision that needs its reason."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is kept, and whoever sees the value reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        error_messages={"required": _("Say why: the reason is kept.")},
    )


class ReturnForm(ReasonForm):
    """Give the value back to its area."""

    reason = forms.CharField(
        label=_("What is to be put right"),
        help_text=_("The area reads it beside the value. It is kept for good."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        error_messages={"required": _("Say what is to be put right: the area must know.")},
    )


class ReopenForm(ReasonForm):
    """Take the validation back."""


class ClearOverrideForm(ReasonForm):
    """Take away the achievement set by hand."""


class OverrideForm(ReasonForm):
    """Set an achievement by hand."""

    percent = PercentField(
        label=_("Achievement in per cent"),
        help_text=_("It is shown beside the computed one, never in its place, and marked in every document."),
    )
    field_order = ("percent", "reason")


class PeriodForm(forms.Form):
    """Why a closed period is opened again."""

    reason = forms.CharField(required=False, max_length=4000)
