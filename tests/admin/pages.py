"""Filling in the pages of the data entry as a browser does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

if TYPE_CHECKING:
    from django.db.models import Model
    from django.test import Client


def url(model: type[Model], page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def page_of(obj: Model) -> str:
    return url(type(obj), "change", obj.pk)


def posted(form: Any) -> dict[str, Any]:
    """Return what a browser sends of ``form`` when nothing was touched."""
    data: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        if value is None or value is False:
            continue
        if isinstance(value, list):
            data[bound.html_name] = value
            continue
        text = "on" if value is True else str(value)
        data[bound.html_name] = text.replace("\r\n", "\n").replace("\n", "\r\n")
    return data


def untouched(client: Client, address: str) -> dict[str, Any]:
    """Open a form and return what saving it unchanged sends."""
    response = client.get(address)
    assert response.status_code == 200, address
    data = posted(response.context["adminform"].form)
    for inline in response.context["inline_admin_formsets"]:
        data |= posted(inline.formset.management_form)
        for form in inline.formset.forms:
            data |= posted(form)
    return data


def save(client: Client, address: str, **changes: Any) -> Any:
    """Open a form, change some fields, save; ``measures__0__formula_text`` is ``measures-0-formula_text``."""
    data = untouched(client, address) | {name.replace("__", "-"): value for name, value in changes.items()}
    return client.post(address, {name: value for name, value in data.items() if value is not None})


def errors_on(response: Any) -> str:
    """Return the errors on a page that came back."""
    assert response.status_code == 200, "the page was saved"
    return " ".join(str(error) for error in response.context["errors"])
