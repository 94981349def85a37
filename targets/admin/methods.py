"""The evaluation method of a plan: its rules and its bands on one page, checked together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.forms.models import BaseInlineFormSet as InlineFormSet
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from objectives.admin.base import PlanPartAdmin
from objectives.admin.forms import AsWrittenForm
from objectives.admin.inlines import PartInline
from objectives.admin.links import change_url
from objectives.models import Plan
from perfplan.lib.text import printable
from targets.domain.counting.checks import MethodError
from targets.models import EvaluationMethod, MethodBand
from targets.results.method import RULE_FIELDS, as_method, default_method
from targets.services.methods import make_method
from targets.services.yardsticks import has_counted_values
from targets.wording.bands import band_word
from targets.wording.methods import method_lines, problem_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

    from targets.domain.counting.checks import Problem

    BaseInlineFormSet = InlineFormSet[Any, Any, Any]
else:
    BaseInlineFormSet = InlineFormSet


def problems_with(method: EvaluationMethod, bands: list[MethodBand]) -> tuple[Problem, ...]:
    """Return what is wrong with a method that is about to be stored; nothing of what is no method."""
    try:
        as_method(method, bands)
    except MethodError as error:
        return error.problems
    return ()


def lacks_reason(method: EvaluationMethod, posted: Mapping[str, Any]) -> bool:
    """Whether figures that were submitted would change without a word why."""
    return not printable(posted.get("reason", "")).strip() and has_counted_values(method.plan)


class MethodForm(AsWrittenForm):
    """The rules and numbers of a method; what is wrong stands beside its field."""

    reason = forms.CharField(
        label=_("Why it changes"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text=_(
            "Values have been submitted: a change of a rule or a band changes their achievement. The "
            "reason stays in the history, with your name."
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        rules = {name: value for name, value in cleaned.items() if name not in {"plan", "reason"}}
        tried = EvaluationMethod(**rules)
        for problem in () if self.errors else problems_with(tried, []):
            self.add_error(problem.field, problem_line(problem))
        if set(self.changed_data) - {"reason"} and lacks_reason(self.instance, self.data):
            self.add_error("reason", _SAY_WHY)
        return cleaned


class BandFormSet(BaseInlineFormSet):
    """The bands, checked together with the rules they are stored with. At least one is kept: an edge
    has one band above it and one below, so with a lowest one there is neither gap nor overlap.

    That two of them have one name or one edge is said here too, in words of the field, hence without
    Django's own check of what must be unique.
    """

    def clean(self) -> None:
        if any(self.errors):
            return
        kept = [form for form in self.forms if form.has_changed() or form.instance.pk]
        kept = [form for form in kept if form not in self.deleted_forms]
        if not kept:
            raise forms.ValidationError(_NO_BAND)
        bands = [form.instance for form in kept]
        for problem in problems_with(self.instance, bands):
            if problem.field != "bands":
                continue  # beside its field already
            form = next(form for form in reversed(kept) if form.instance.name == problem.detail)
            form.add_error(_BAND_FIELD.get(problem.code.value, "lower"), problem_line(problem))
        if any(form.errors for form in kept):
            raise forms.ValidationError(_("The bands contradict each other or the rules above."))
        if self.has_changed() and lacks_reason(self.instance, self.data):
            raise forms.ValidationError(_SAY_WHY)


_SAY_WHY = _("Submitted values are counted by this method: say above why it changes.")
_NO_BAND = _(
    "A method keeps at least one band: pages, charts and documents name every achievement by its band. "
    "If your body uses none, leave one that begins at the floor, with a word such as “measured”."
)
_BAND_FIELD = {"band_without_word": "word", "band_twice": "name"}
"""The column beside which a problem is said; the lower edge for every other."""


class BandInline(PartInline):
    model = MethodBand
    formset = BandFormSet
    fields: ClassVar[Any] = ("lower", "includes_lower", "word", "word_en", "name", "colour")
    prepopulated_fields: ClassVar[Any] = {"name": ("word",)}
    ordering = ("lower", "-includes_lower")
    show_change_link = False


@admin.register(EvaluationMethod)
class EvaluationMethodAdmin(PlanPartAdmin):
    """One method for each plan. It stays open after approval: the year-end report is made by it."""

    form: Any = MethodForm
    list_display: Any = ("__str__", "higher", "lower", "cap", "band_words")
    search_fields: ClassVar[Any] = ("plan__year", "plan__title")
    parent_field = "plan"
    up = ("plan",)
    sealed_by_approval = False
    readonly_fields: ClassVar[Any] = ("plan",)
    radio_fields: ClassVar[Any] = dict.fromkeys(RULE_FIELDS, admin.VERTICAL)
    inlines: ClassVar[Any] = (BandInline,)
    parts: ClassVar[Any] = ((MethodBand, "method"),)
    fieldsets: ClassVar[Any] = (
        (
            None,
            {
                "fields": ("plan",),
                "description": _(
                    "How achievement is worked out from what was reported. None of these rules is set by "
                    "law: choose those of your own system of measurement and evaluation (SMVP). A change "
                    "counts at once for every period of the plan."
                ),
            },
        ),
        (
            _("From a value to its achievement"),
            {"fields": ("higher", "lower", "in_range", "variation", "target_zero", "points_per_unit")},
        ),
        (
            _("What is done, and by when"),
            {"fields": ("yes_no", "deadline", "points_per_day")},
        ),
        (
            _("Limits and rounding"),
            {"fields": ("unmet", "cap", "floor", "rounding", "decimals", "rounding_moment")},
        ),
        (
            _("From indicators to rows, areas and the plan"),
            {
                "fields": (
                    "several_conditions",
                    "several_indicators",
                    "several_rows",
                    "own_and_children",
                    "own_share",
                )
            },
        ),
        (
            _("Where a figure is missing or set by hand"),
            {"fields": ("missing", "not_computable", "override")},
        ),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask for the reason of a change where submitted values are counted by it."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj) or not has_counted_values(obj.plan):
            return fieldsets
        return (*fieldsets, (_("Reason of the change"), {"fields": ("reason",)}))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        obj._change_reason = form.cleaned_data.get("reason", "") or None  # read by simple_history
        super().save_model(request, obj, form, change)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("bands")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.of_plan_view)
        return [path("of/<int:plan>/", view, name="targets_evaluationmethod_of_plan"), *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """A method is started from its plan (``of_plan_view``), never from an empty page."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """A method goes with its plan, not by itself."""
        return False

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001
        """Save the bands; two that change places first make room for each other.

        The table refuses one edge twice at every single row, also on the way to what is right.
        """
        changed = [each.instance.pk for each in formset.initial_forms if each.has_changed()]
        for place, key in enumerate(changed, start=1):
            MethodBand.objects.filter(pk=key).update(name=f"-{place}", lower=-place)
        for each in formset.forms:
            each.instance._change_reason = form.cleaned_data.get("reason", "") or None  # as above
        super().save_formset(request, form, formset, change)

    def siblings_of(self, obj: EvaluationMethod) -> QuerySet[Any]:
        return EvaluationMethod.objects.filter(pk=obj.pk)

    def of_plan_view(self, request: HttpRequest, plan: int) -> HttpResponse:
        """Go to the method of a plan; where it has none, show the commonest rules and offer to start."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = get_object_or_404(Plan.objects.select_related("evaluation_method"), pk=plan)
        if request.method == "POST":
            if not super().has_add_permission(request):
                raise PermissionDenied
            made = make_method(found, request.user)  # type: ignore[arg-type] # signed in
            self.message_user(request, gettext("The plan now has a method of its own."), messages.SUCCESS)
            return HttpResponseRedirect(change_url(made))
        stored = getattr(found, "evaluation_method", None)
        if stored is not None:
            return HttpResponseRedirect(change_url(stored))
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Evaluation method %(year)s") % {"year": found.year},
            "opts": self.opts,
            "plan": found,
            "plan_url": change_url(found),
            "lines": method_lines(default_method()),
            "may_start": super().has_add_permission(request),
        }
        return TemplateResponse(request, "admin/plan/method_start.html", context)

    @admin.display(description=_("bands"))
    def band_words(self, method: EvaluationMethod) -> str:
        return ", ".join(band_word(band) for band in method.bands.all()) or "–"


def method_url(plan: Plan) -> str:
    """Return the address that leads to the method of ``plan``, there or yet to be started."""
    return reverse("admin:targets_evaluationmethod_of_plan", args=[plan.pk])
