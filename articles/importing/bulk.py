"""Many rows at once, by the database's own fast way in.

`bulk_create` makes an object and a compiled expression of every value, which costs several times what the database
itself takes; an import is the one place where that counts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any

from django.db import connection, models
from django.utils import timezone

# Their values go to the database as they stand; all others are adapted by their fields.
AS_IS = (models.CharField, models.TextField, models.IntegerField, models.ForeignKey)
Row = Mapping[str, Any]
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def insert(model: type[models.Model], rows: Iterable[Row]) -> None:
    """Insert rows, each a mapping from columns (`source_id`, not `source`) to values.

    All rows have the same columns. What they leave out has its field's default; `auto_now` is now.
    A counted id is the database's to give.
    """
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    fields = [
        field for field in model._meta.concrete_fields if not (field.generated or isinstance(field, models.AutoField))
    ]
    absent = {field.attname: _default(field) for field in fields if field.attname not in first}
    names = [field.attname for field in fields]
    adapters = [(place, adapt) for place, field in enumerate(fields) if (adapt := _adapter(field))]
    _send(model, [field.column for field in fields], _tuples(first, rows, absent, itemgetter(*names), adapters))


def update(model: type[models.Model], columns: Iterable[str], rows: Iterable[Row]) -> None:
    """Write `columns` (`source_id`, not `source`) of rows that are there; each row is a mapping with its `pk` too."""
    fields = [field for field in model._meta.concrete_fields if field.attname in set(columns)]
    adapters = [(field.attname, _adapter(field) or (lambda value: value)) for field in fields]
    quote = connection.ops.quote_name
    values = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    key = quote(model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {quote(model._meta.db_table)} SET {values} WHERE {key} = %s",
            [[*(adapt(row[name]) for name, adapt in adapters), row["pk"]] for row in rows],
        )


def _default(field: models.Field) -> Any:
    return (
        timezone.now()
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
        else field.get_default()
    )


def _adapter(field: models.Field) -> Callable[[Any], Any] | None:
    if isinstance(field, models.JSONField):
        return lambda value: None if value is None else _ENCODE(value)
    if isinstance(field, models.DateTimeField):  # One moment stands in many rows.
        return lru_cache(16)(lambda value: field.get_db_prep_save(value, connection))
    return None if isinstance(field, AS_IS) else lambda value: field.get_db_prep_save(value, connection)


def _tuples(first: Row, rows: Iterator[Row], absent: Row, values, adapters) -> Iterator[list[Any]]:
    for row in chain([first], rows):
        row = list(values({**absent, **row}))
        for place, adapt in adapters:
            row[place] = adapt(row[place])
        yield row


def _send(model: type[models.Model], columns: list[str], rows: Iterator[list[Any]]) -> None:
    quote = connection.ops.quote_name
    target = f"{quote(model._meta.db_table)} ({', '.join(map(quote, columns))})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Django does not know of COPY, so its errors are not yet Django's.
            with connection.wrap_database_errors, cursor.copy(f"COPY {target} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO {target} VALUES ({', '.join(['%s'] * len(columns))})", rows)
