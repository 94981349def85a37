"""The main menu: one entry for each thing that a person comes for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from targets.access import ENTERS, REVIEWS, SEES_ALL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import AnonymousUser
    from django.template.context import Context

    from accounts.models import User

register = template.Library()

HERE = {
    "targets:my_values": {"my_values", "my_area", "value"},
    "targets:reviews": {"reviews", "review", "review_value", "value_history", "remind"},
    "targets:plan_import": {"plan_import", "plan_import_preview"},
    "reports:home": {"home", "plan"},
    "reports:newest_dashboard": {"dashboard_of_year", "dashboard"},
    "reports:newest_report": {"report_of_year", "report", "report_texts", "area_sheet"},
}
"""Entry of the menu → the pages it stands for."""


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One link of the main menu."""

    label: str
    url: str
    here: bool
    """Whether the page that is shown belongs to it."""


@register.simple_tag(takes_context=True)
def menu(context: Context) -> list[MenuEntry]:
    """Return the entries for whoever looks at the page."""
    match = getattr(context.get("request"), "resolver_match", None)
    page = getattr(match, "url_name", None)
    return [
        MenuEntry(label, reverse(name), here=page in HERE.get(name, ()))
        for label, name in _entries(context["user"])
    ]


def _entries(user: User | AnonymousUser | Any) -> Iterator[tuple[str, str]]:
    enters, looks, reviews = (user.has_perm(each) for each in (ENTERS, SEES_ALL, REVIEWS))
    yield _("Home"), "reports:home"
    if enters and not reviews:
        yield _("My values"), "targets:my_values"
    if reviews:
        yield _("Review"), "targets:reviews"
    elif looks:
        yield _("Values and evidence"), "targets:reviews"
    if enters or looks:
        yield _("Dashboard"), "reports:newest_dashboard"
    if looks:
        yield _("Report"), "reports:newest_report"
    if user.has_perm("objectives.add_plan"):
        yield _("Import"), "targets:plan_import"
    if user.is_staff:
        yield _("Data entry"), "admin:index"
