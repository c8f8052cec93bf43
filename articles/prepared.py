"""Queries that are put together and compiled once, and then asked with other values.

For a page Django builds and compiles its queries for ten times as long as a database takes to answer them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, QuerySet
from django.http import Http404
from django.utils import timezone


class Slot(str):
    """The name of a value, where it stands among the parameters of a statement."""


NOW = Slot("now")


class Given(Expression):
    """In a queryset, a value that comes with each asking."""

    def __init__(self, name: str):
        super().__init__()
        self.name = name

    def as_sql(self, compiler, connection) -> tuple[str, list]:
        return "%s", [Slot(self.name)]


class These(Given):
    """Numbers, of which there may be any number: `filter(pk__in=These("ids"))`."""

    def as_sqlite(self, compiler, connection) -> tuple[str, list]:
        return "(SELECT value FROM json_each(%s))", [Slot(self.name)]

    def as_postgresql(self, compiler, connection) -> tuple[str, list]:
        return "(SELECT unnest(%s::bigint[]))", [Slot(self.name)]


class Prepared:
    """A queryset without the values in it.

    `build` gives the queryset, with a `Given` for each value, and NOW for the moment of asking; it is called once for
    each connection. What it prefetches is left out.
    """

    def __init__(self, build: Callable[[], QuerySet]):
        self._build = build

    def __call__(self, **values: Any) -> list:
        """What the queryset gives with these values: articles, or tuples, or whatever its rows are."""
        return self._on(connections[DEFAULT_DB_ALIAS]).rows(values)

    def get_or_404(self, **values: Any) -> Any:
        """The row with these values, of which there is no other; raises Http404."""
        for row in self(**values):
            return row
        raise Http404

    def statement(self, **values: Any) -> tuple[str, list[Any]]:
        """Its SQL and the parameters, to be a part of another statement."""
        return self._on(connections[DEFAULT_DB_ALIAS]).statement(values)

    def _on(self, connection: BaseDatabaseWrapper) -> _Compiled:
        # Kept at the connection, of which each thread has its own.
        known = vars(connection).setdefault("prepared", {})
        if self not in known:
            known[self] = _Compiled(self._build(), connection)
        return known[self]


class _Compiled:
    def __init__(self, queryset: QuerySet, connection: BaseDatabaseWrapper):
        self._connection = connection
        self._queryset = queryset
        compiler = queryset.query.get_compiler(connection=connection)
        self._sql, self._parameters = compiler.as_sql()
        self._bound: list[Any] = []
        # Django makes rows of what this compiler gets; it compiles no more.
        compiler.as_sql = lambda *_args, **_kwargs: (self._sql, tuple(self._bound))
        queryset.query.get_compiler = lambda *_args, **_kwargs: compiler

    def rows(self, values: Mapping[str, Any]) -> list:
        _sql, self._bound = self.statement(values)
        return list(self._queryset._iterable_class(self._queryset))

    def statement(self, values: Mapping[str, Any]) -> tuple[str, list[Any]]:
        values = {NOW: timezone.now(), **values}
        return self._sql, [
            self._adapted(values[value]) if isinstance(value, Slot) else value for value in self._parameters
        ]

    def _adapted(self, value: Any) -> Any:
        if isinstance(value, datetime):
            return self._connection.ops.adapt_datetimefield_value(value)
        if isinstance(value, list) and self._connection.vendor == "sqlite":
            return json.dumps(value)
        return value
