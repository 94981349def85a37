"""Every address of the site, found by walking its URLs: nobody keeps a list by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import URLResolver, get_resolver, reverse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.urls import URLPattern

ADMIN = "admin"
EXAMPLES: dict[str, object] = {
    "year": 2018,
    "kind": "xlsx",
    "uidb64": "MQ",
    "token": "no-such-link",
    "app_label": "objectives",
    "url": "no-such-page",
    "url_name": "",
}
"""A value for each part of an address; whatever is not here is the key of a row, and gets a 1."""


@dataclass(frozen=True, slots=True)
class Address:
    name: str
    """With its namespace: ``reports:plan``."""
    parameters: tuple[str, ...]

    def path(self, **values: object) -> str:
        """Return the path; parts that are not given get an example."""
        given = {key: values.get(key, EXAMPLES.get(key, 1)) for key in self.parameters}
        return reverse(self.name, kwargs=given)

    @property
    def in_admin(self) -> bool:
        return self.name.startswith(f"{ADMIN}:")


def addresses() -> list[Address]:
    """Return every named address. Raises ``ValueError`` on one without a name: it could not be tested."""
    return sorted(_walk(get_resolver(), ""), key=lambda address: address.name)


def _walk(resolver: URLResolver, namespace: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
        elif pattern.name:
            yield Address(namespace + pattern.name, _parameters(pattern))
        elif namespace != f"{ADMIN}:":  # the admin's redirects of old addresses and its last resort
            raise ValueError(f"{namespace}{pattern.pattern} has no name")


def _parameters(pattern: URLPattern) -> tuple[str, ...]:
    return tuple(pattern.pattern.converters) or tuple(pattern.pattern.regex.groupindex)
