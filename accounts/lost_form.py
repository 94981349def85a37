"""What a person sent after their session had ended: kept, and offered again once they are back.

It travels through the sign-in page and not through the store of sessions: whoever is not signed in
must not be able to fill that. It is signed, so that nothing can be put into a person's hands there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core import signing

if TYPE_CHECKING:
    from django.http import HttpRequest

SALT = "accounts.lost_form"
SESSION_KEY = "lost_form"
FIELDS_OF_THE_FRAME = {"csrfmiddlewaretoken"}
MOST = 200_000
"""Characters. A page of a hundred indicators needs a tenth of it."""


@dataclass(frozen=True, slots=True)
class LostForm:
    """One form as it was sent, without its files: a browser does not hand those out twice."""

    path: str
    fields: tuple[tuple[str, str], ...]
    had_files: bool

    def signed(self) -> str:
        """Return it as text that only this site can have made."""
        return signing.dumps(self.as_json(), salt=SALT, compress=True)

    def as_json(self) -> dict[str, Any]:
        return {"path": self.path, "fields": self.fields, "had_files": self.had_files}


def from_json(data: dict[str, Any]) -> LostForm:
    """The inverse of ``LostForm.as_json``."""
    fields = tuple((str(name), str(value)) for name, value in data["fields"])
    return LostForm(data["path"], fields, data["had_files"])


def from_signed(text: str) -> LostForm | None:
    """The inverse of ``LostForm.signed``; None for what this site has not made."""
    try:
        return from_json(signing.loads(text, salt=SALT))
    except signing.BadSignature:
        return None


def lost_form(request: HttpRequest) -> LostForm | None:
    """Return what ``request`` carries; None if it is nothing, too much, or holds a password."""
    fields = tuple(
        (name, str(value))
        for name, values in request.POST.lists()
        if name not in FIELDS_OF_THE_FRAME
        for value in values
    )
    secret = any("password" in name.lower() for name, _value in fields)
    if not fields or secret or sum(len(name) + len(value) for name, value in fields) > MOST:
        return None
    return LostForm(request.get_full_path(), fields, had_files=bool(request.FILES))


def carries_something(request: HttpRequest) -> bool:
    """Whether anything but the frame's own fields was sent."""
    return bool(request.FILES) or any(name not in FIELDS_OF_THE_FRAME for name in request.POST)
