"""Pages that can change what reported values are judged by: they ask why, or say that it stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib.admin.utils import unquote
from django.contrib.messages.storage import default_storage
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from objectives.admin.base import PlanPartAdmin
from perfplan.lib.text import printable
from targets.admin.words import condition_in_words
from targets.models import Condition, Measure, ReportingPeriod
from targets.services.yardsticks import (
    JudgedOtherwiseError,
    Refusal,
    counted_periods,
    judged_alike,
    judging_conditions,
    refusal_message,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

REASON = "reason_of_correction"
"""Name of the field on the page, beside those of the object."""


class ReasonForm(forms.Form):
    """Why what submitted values are compared with is corrected."""

    reason_of_correction = forms.CharField(
        label=_("Reason of the correction"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text=_("Only where the comparison changes. It stays in the histories, with your name."),
    )


class Refused:
    """A form that is refused for what its changes, all together, would do."""

    refusal: ClassVar[JudgedOtherwiseError]

    def clean(self) -> Any:
        cleaned = super().clean()  # type: ignore[misc] # mixed into a form
        self.add_error(None, str(self.refusal))  # type: ignore[attr-defined] # likewise
        return cleaned


class JudgedAdmin(PlanPartAdmin):
    """Data entry of a formula, a target or a part of theirs, with the values that hang on them in sight."""

    from_measure: ClassVar[str] = ""
    """The lookup from a formula to the objects of this page; empty: nothing here is compared with."""
    from_condition: ClassVar[str] = ""
    """Likewise from a condition that is deleted with them; empty: whatever holds values is protected."""

    def measures_with(self, keys: Iterable[Any]) -> QuerySet[Measure]:
        """Return the formulas that these objects belong to, or that belong to them."""
        return Measure.objects.filter(**{f"{self.from_measure}__in": list(keys)})

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Save, unless values would be judged otherwise without a reason: then show the page again."""
        page = super().changeform_view
        is_change = bool(object_id and self.from_measure and request.method == "POST")
        obj = self.get_object(request, unquote(object_id or "")) if is_change else None
        if obj is None or not self.has_change_permission(request, obj):
            return page(request, object_id, form_url, extra_context)
        try:
            with judged_alike(
                self.plan_of(obj),
                self.measures_with([obj.pk]),
                user=request.user,  # type: ignore[arg-type] # signed in
                now=timezone.now(),
                reason=printable(request.POST.get(REASON, "")),
            ):
                return page(request, object_id, form_url, extra_context)
        except JudgedOtherwiseError as refusal:
            request._messages = default_storage(request)  # type: ignore[attr-defined] # what was said is undone
            request.refusal = refusal  # type: ignore[attr-defined] # read by ``get_form``
            return page(request, object_id, form_url, extra_context)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        refusal = getattr(request, "refusal", None)
        return form if refusal is None else type(form.__name__, (Refused, form), {"refusal": refusal})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj = kwargs.get("obj")
        if obj is not None and self.from_measure and self.has_change_permission(request, obj):
            context |= self._note(request, list(counted_periods(self.measures_with([obj.pk]))))
        return super().render_change_form(request, context, *args, **kwargs)

    def _note(self, request: HttpRequest, periods: list[ReportingPeriod]) -> dict[str, Any]:
        """Say which values hang on the page, and ask for the reason where one would do."""
        if not periods:
            return {}
        closed = [period for period in periods if period.state == ReportingPeriod.State.CLOSED]
        if closed:
            return {"judged_note": refusal_message(Refusal.PERIOD_CLOSED, closed)}
        form = ReasonForm(request.POST or None)
        refusal = getattr(request, "refusal", None)
        if refusal is not None and refusal.refusal is Refusal.REASON_MISSING:
            form.add_error(REASON, _("Say why: the reason is kept."))
        return {"judged_note": refusal_message(Refusal.REASON_MISSING, periods), "reason_form": form}

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[Any], list[str]]:
        """Keep the conditions that counted values are compared with, one by one and in bulk."""
        names, counts, missing, protected = super().get_deleted_objects(objs, request)
        if self.from_condition:
            keys = [obj.pk for obj in objs]
            deleted = Condition.objects.filter(**{f"{self.from_condition}__in": keys})
            kept = judging_conditions(deleted).select_related("target_value")
            protected += [_kept_line(condition) for condition in kept]
        return names, counts, missing, protected


def _kept_line(condition: Condition) -> str:
    written = Truncator(condition.target_value.text).chars(60)
    text = _("%(condition)s («%(written)s»): submitted values are compared with it. %(instead)s")
    instead = _("Correct the reading instead, and say why.")
    return text % {"condition": condition_in_words(condition), "written": written, "instead": instead}
