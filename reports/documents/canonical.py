"""Frozen data to canonical JSON and back, for documents that print again from their JSON alone.

Equal data give equal text: sorted keys, no blanks, numbers as decimal strings without an exponent,
dates in ISO form. The way back rebuilds an equal object, or raises: nothing is guessed.
"""

from __future__ import annotations

import hashlib
import json
import types
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar, Union, get_args, get_origin, get_type_hints

from perfplan.lib.numbers import canonical_decimal
from targets.domain.counting.proof import Proof

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")

_NAMES = {"date": date, "datetime": datetime, "Decimal": Decimal, "Proof": Proof}
"""What annotations name that their modules import for the type checker only."""


class CanonicalError(ValueError):
    """The JSON is not what the document is made of."""


def to_canonical(schema: str, value: Any) -> str:
    """Return ``value``, a frozen dataclass of plain data, as canonical JSON under the name ``schema``."""
    return json.dumps(
        {"schema": schema, **_plain(value)}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def from_canonical(schema: str, kind: type[T], text: str) -> T:
    """Rebuild what ``to_canonical`` wrote. Raises ``CanonicalError`` on anything else."""
    try:
        data = json.loads(text)
        if data.pop("schema") != schema:
            raise CanonicalError(f"not a document of the form {schema}")
        rebuilt: T = _rebuilt(kind, data)
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError) as error:
        raise CanonicalError(str(error)) from error
    return rebuilt


class CanonicalDocument:
    """A whole document with its JSON; the frozen dataclasses of ``reports.documents`` are its kinds."""

    __slots__ = ()

    SCHEMA: ClassVar[str]
    """Name and version of the JSON form; a change of meaning makes a new number."""

    def to_json(self) -> str:
        """Return everything that is printed as canonical JSON; equal documents give equal text."""
        return to_canonical(self.SCHEMA, self)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Rebuild an equal document. Raises ``CanonicalError`` on what is no such JSON."""
        return from_canonical(cls.SCHEMA, cls, text)

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON, in hexadecimal."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Proof):
        return value.as_data()
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        return canonical_decimal(value)
    if isinstance(value, date):  # a datetime is one
        return value.isoformat()
    if value is None or isinstance(value, (str, int)):  # an enumeration of strings is a string
        return value
    raise TypeError(f"{type(value).__name__} has no canonical form")


def _rebuilt(kind: Any, data: Any) -> Any:  # noqa: PLR0911 - one answer for each kind of data
    if kind is Proof:
        return Proof.from_data(data)
    origin = get_origin(kind)
    if origin is tuple:
        return tuple(_rebuilt(get_args(kind)[0], each) for each in data)
    if origin in (Union, types.UnionType):
        (some,) = (each for each in get_args(kind) if each is not type(None))
        return None if data is None else _rebuilt(some, data)
    if is_dataclass(kind):
        return _rebuilt_fields(kind, data)
    if kind in (date, datetime):
        return kind.fromisoformat(data)
    if kind is Decimal:
        return Decimal(data)
    if issubclass(kind, StrEnum):
        return kind(data)
    if not isinstance(data, kind):
        raise CanonicalError(f"{data!r} is no {kind.__name__}")
    return data


def _rebuilt_fields(kind: Any, data: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    if set(data) != set(hints):
        raise CanonicalError(f"{kind.__name__} has other fields: {sorted(set(data) ^ set(hints))}")
    return kind(**{name: _rebuilt(hint, data[name]) for name, hint in hints.items()})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    named = get_type_hints(kind, localns=_NAMES)
    return {each.name: named[each.name] for each in fields(kind)}
