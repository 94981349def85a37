"""Forms of what is measured."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from objectives.admin.forms import AsWrittenField, AsWrittenForm
from targets.models import Doubt, Measure, TargetValue


class MeasureForm(AsWrittenForm):
    """The two cells of a row side by side: the formula and the target value of the plan's year."""

    target_text = AsWrittenField(
        label=_("Target value"), required=False, help_text=_("Of the plan's year, as the office writes it.")
    )
    confirm = forms.BooleanField(
        label=_("Confirm the reading"),
        required=False,
        help_text=_("The reading is right as it stands: its doubts are settled with it."),
    )

    class Meta:
        model = Measure
        fields = ("position", "formula_text")

    def __init__(self, *args: Any, year: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        if self.instance.pk and year is not None:
            self.initial["target_text"] = next(
                (value.text for value in self.instance.target_values.all() if value.year == year), ""
            )

    def clean_target_text(self) -> str:
        """Refuse another target where values of its single conditions were reported."""
        text: str = self.cleaned_data["target_text"]
        if self.instance.pk and self.year is not None and "target_text" in self.changed_data:
            value = TargetValue.objects.filter(measure=self.instance, year=self.year).first()
            if value is not None:
                value.text = text
                try:
                    value.clean()
                except forms.ValidationError as error:
                    raise forms.ValidationError(error.messages) from error
        return text

    @property
    def text_changed(self) -> bool:
        """Whether one of the two cells is another than the one whose reading was on the screen."""
        return not {"formula_text", "target_text"}.isdisjoint(self.changed_data)

    def save_target_value(self, year: int) -> None:
        """Store the target value of ``year``; the measure is saved already."""
        value = TargetValue.objects.filter(measure=self.instance, year=year).first()
        text = self.cleaned_data.get("target_text", "")
        if value is None:
            TargetValue.objects.create(measure=self.instance, year=year, text=text)
        elif value.text != text:
            value.text = text
            value.save()


class MeasureFormSet(BaseInlineFormSet[Measure, Any, MeasureForm]):
    """The measures of one row, each with its target value of the plan's year."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        kwargs = super().get_form_kwargs(index)
        kwargs["year"] = self.instance.plan.year if self.instance.pk else None
        return kwargs

    def kept_forms(self) -> list[MeasureForm]:
        """Return the forms whose measure is there after saving."""
        deleted = set(self.deleted_forms)
        return [form for form in self.forms if form.instance.pk and form not in deleted]


class SettleForm(forms.ModelForm[Doubt]):
    """How a doubt was settled, in a word."""

    settlement = forms.CharField(
        label=_("How it was settled"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In a word: who said so, what was meant, why it may stay as it is."),
    )

    class Meta:
        model = Doubt
        fields = ("settlement",)


class SettleManyForm(forms.Form):
    """The same word for many doubts."""

    settlement = SettleForm.base_fields["settlement"]
