"""Searching texts in the database as people search: case, accents and blanks do not count.

Left to themselves, SQLite tells ``À`` from ``à`` and PostgreSQL tells ``à`` from ``a``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.signals import connection_created

from perfplan.lib.text import fold

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

    Lookup = models.Lookup[Any]
    Compiled = tuple[str, tuple[str | int, ...]]
else:
    Lookup = models.Lookup

_FUNCTION = "perfplan_fold"
# What ``perfplan.lib.text.fold`` does to the writing of Europe, in the words of PostgreSQL.
_POSTGRESQL = (
    r"replace(lower(regexp_replace(regexp_replace(normalize(({text})::text, NFKD), "
    r"'[\u0300-\u036f]', '', 'g'), '\s+', ' ', 'g')), 'ß', 'ss')"
)


class FoldedContains(Lookup):
    """``name__folded="qualita"`` finds ``QUALITÀ``; on a number, its digits."""

    lookup_name = "folded"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: BaseDatabaseWrapper) -> Compiled:  # noqa: ARG002
        return "%s", (fold(str(value)),)

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Compiled:
        return self._contains(compiler, connection, "instr", f"{_FUNCTION}({{text}})")

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Compiled:
        return self._contains(compiler, connection, "strpos", _POSTGRESQL)

    def _contains(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, find: str, folded: str
    ) -> Compiled:
        text, text_params = self.process_lhs(compiler, connection)
        words, words_params = self.process_rhs(compiler, connection)
        return f"{find}({folded.format(text=text)}, {words}) > 0", (*text_params, *words_params)


def register() -> None:
    """Teach every text and whole number of the models the lookup, and SQLite the function it calls."""
    for field in (models.CharField, models.TextField, models.IntegerField):
        field.register_lookup(FoldedContains)
    connection_created.connect(_teach_sqlite, dispatch_uid=_FUNCTION)


def _teach_sqlite(*, connection: BaseDatabaseWrapper, **_: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_function(_FUNCTION, 1, _fold, deterministic=True)


def _fold(value: str | int | None) -> str | None:
    return None if value is None else fold(str(value))
