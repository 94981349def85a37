"""Approving a plan, and taking the approval back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from objectives.admin.base import PlanPartAdmin
from objectives.admin.links import change_url, list_url
from targets.models import Doubt
from targets.selectors import open_doubts
from targets.services.approval import approve, back_to_draft

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

    from objectives.models import Plan

BACK_TO_DRAFT = "objectives_plan_back_to_draft"


class BackToDraftForm(forms.Form):
    """Why the approval is taken back."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stays in the history of the plan, with your name."),
    )


class ApprovalAdmin(PlanPartAdmin):
    """A plan that is approved by its state, and can be taken back to a draft with a reason."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.back_to_draft_view)
        return [path("<path:object_id>/back-to-draft/", view, name=BACK_TO_DRAFT), *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: Plan, form: Any, change: bool) -> None:  # noqa: FBT001
        if "state" in form.changed_data and not obj.is_draft:
            approve(obj, user=request.user)  # type: ignore[arg-type] # signed in
        else:
            super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        if "state" in form.changed_data and not form.instance.is_draft:
            self._warn_of_doubts(request, form.instance)

    def _warn_of_doubts(self, request: HttpRequest, plan: Plan) -> None:
        """Say that doubts are left: the board may approve all the same."""
        count = open_doubts(plan).count()
        if count:
            text = ngettext(
                "The plan is approved with %(count)s doubt still open.",
                "The plan is approved with %(count)s doubts still open.",
                count,
            )
            link = format_html(
                '<a href="{}">{}</a>', list_url(Doubt, plan=plan.year), gettext("Look at them")
            )
            self.message_user(request, format_html("{} {}", text % {"count": count}, link), messages.WARNING)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj = kwargs.get("obj")
        if obj is not None and not obj.is_draft and self._may_take_back(request):
            context["back_to_draft_url"] = reverse(f"admin:{BACK_TO_DRAFT}", args=[obj.pk])
        return super().render_change_form(request, context, *args, **kwargs)

    def _may_take_back(self, request: HttpRequest) -> bool:
        """Whether the person may write plans: of an approved one nobody may change anything else."""
        return request.user.has_perm("objectives.change_plan")

    def back_to_draft_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask why, then make the approved plan a draft again."""
        if not self._may_take_back(request):
            raise PermissionDenied
        plan = self.get_object(request, unquote(object_id))
        if plan is None:
            raise Http404
        form = BackToDraftForm(request.POST or None)
        if plan.is_draft or form.is_valid():
            if not plan.is_draft:
                back_to_draft(plan, reason=form.cleaned_data["reason"])
            text = gettext("%(plan)s is a draft: it can be written again.") % {"plan": plan}
            self.message_user(request, text, messages.SUCCESS)
            return HttpResponseRedirect(change_url(plan))
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Back to draft: %(plan)s") % {"plan": plan},
            "opts": self.opts,
            "plan": plan,
            "plan_url": change_url(plan),
            "form": form,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/plan/back_to_draft.html", context)
