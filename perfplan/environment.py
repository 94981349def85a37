"""The rules for the site's environment variables: each refuses what would go wrong later, in words.

``environs`` puts the name of the variable before the sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from environs import ValidationError

if TYPE_CHECKING:
    from pathlib import Path

HOST_NAME = re.compile(r"\.?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\]", re.IGNORECASE)
ORIGIN = re.compile(r"https?://[^/\s]+", re.IGNORECASE)
SECRET_KEY_LENGTH = 50
STORES = ("sqlite:///", "postgres://", "postgresql://")
MAIL_SERVERS = ("submission://", "smtp://", "console:")


def stripped(text: str) -> str:
    """Read one item of a list, so that ``a.it, b.it`` names two hosts."""
    return text.strip()


def long_enough(key: str) -> None:
    """Refuse a signing key that can be guessed."""
    if len(key) < SECRET_KEY_LENGTH:
        raise ValidationError(
            f"It needs at least {SECRET_KEY_LENGTH} characters, for example what this prints: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )


def host_names(names: list[str]) -> None:
    """Refuse what is no host name, and ``*``, which lets anyone choose the site's name."""
    if not names:
        raise ValidationError("List the host names of the site, separated by commas.")
    for name in names:
        if not HOST_NAME.fullmatch(name):
            raise ValidationError(f"«{name}» is not a host name such as piano.example.it.")


def origins(names: list[str]) -> None:
    """Refuse an origin without its scheme."""
    for name in names:
        if not ORIGIN.fullmatch(name):
            raise ValidationError(f"«{name}» is not an origin such as https://piano.example.it.")


def site_address(url: str) -> None:
    """Refuse what is no address of a site, or leads below its root: links are put together from it."""
    if url and not ORIGIN.fullmatch(url):
        raise ValidationError(f"«{url}» is not an address such as https://piano.example.it.")


def time_zone(name: str) -> None:
    """Refuse a time zone that this machine does not know."""
    if name not in available_timezones():
        raise ValidationError(f"«{name}» is not a time zone such as Europe/Rome.")


def absolute(folder: Path) -> None:
    """Refuse a folder that would depend on where the process was started."""
    if not folder.is_absolute():
        raise ValidationError("Give the whole path of the folder, from / on.")


def store(url: str) -> None:
    """Refuse the databases that the suite does not run on."""
    if not url.startswith(STORES):
        raise ValidationError("Use sqlite:////path/to/file or postgres://user:password@host:5432/name.")


def mail_server(url: str) -> None:
    """Refuse an address that would be read as «no e-mail at all»."""
    if not url.startswith(MAIL_SERVERS):
        raise ValidationError("Use submission://user:password@host:587, smtp://host:25 or console:.")
