"""What a browser sends from the entry page."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

    from targets.models import Indicator, ReportingPeriod


def area_path(period: ReportingPeriod) -> str:
    return f"/valori/{period.pk}/"


def value_path(period: ReportingPeriod, indicator: Indicator, tail: str = "") -> str:
    return f"/valori/{period.pk}/{indicator.pk}/{tail}"


def fields_of(html: str) -> dict[str, str]:
    """Return the fields of the entry form as a browser would send them."""
    fields = {}
    form = html[html.index("values-form") :] if "values-form" in html else ""
    for tag in re.findall(r"<input[^>]*>", form):
        name, kind = re.search(r'name="([^"]*)"', tag), re.search(r'type="([^"]*)"', tag)
        if name is None or kind is None or kind[1] == "file":
            continue
        if kind[1] == "radio" and " checked" not in tag:
            continue
        value = re.search(r'value="([^"]*)"', tag)
        fields[name[1]] = unescape(value[1]) if value else ""
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)</textarea>', form):
        fields[name] = unescape(text)
    fields.pop("csrfmiddlewaretoken", None)
    return fields


def opened(client: Client, path: str) -> dict[str, str]:
    """Open a page and return the fields of its form."""
    response = client.get(path)
    assert response.status_code == 200
    return fields_of(response.content.decode())


def box(indicator: Indicator, key: str = "a", case: object = "w") -> str:
    """Return the name of the box of an operand."""
    return f"v{indicator.pk}-{case}-n-{key}"


def post(client: Client, period: ReportingPeriod, button: str, value: object = 1, **fields: object) -> str:
    """Press a button of the page as it is now, with these fields typed; return the page that follows."""
    sent = opened(client, area_path(period)) | {name: str(text) for name, text in fields.items()}
    response = client.post(area_path(period), sent | {button: str(value)}, follow=True)
    assert response.status_code == 200
    return str(response.content.decode())
