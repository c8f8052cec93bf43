"""Articles filed under their columns and series, in step with what they say of themselves.

All of it belongs in the transaction that changes them, as with the search index.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .columns import Labels, key_of, labels_of, path_to
from .importing.bulk import insert
from .importing.queries import in_chunks
from .models import Article, Column, ColumnEntry, SeriesPart
from .series import part_of

Pair = tuple[int, int]


def store(articles: Iterable[int]) -> int:
    """File these articles, by their ids, as they now stand; how many were filed otherwise, or not at all."""
    return sum(_store(chunk) for chunk in in_chunks(articles))


@dataclass(slots=True)
class Checked:
    """How many articles were looked at, and the ids of those that are filed otherwise than they should be."""

    articles: int = 0
    wrong: list[int] = field(default_factory=list)


def check(articles: Iterable[int], repair: bool = False) -> Checked:
    """Compare what is filed with the articles. With `repair` what is wrong is put right."""
    checked = Checked()
    for chunk in in_chunks(articles):
        checked.articles += len(chunk)
        columns, parts = _said(chunk)
        known = _known_columns(chunk)
        wrong = {pk for pk in chunk if known.get(pk, set()) != {key_of(labels) for labels in columns.get(pk, ())}}
        filed = dict(_filed_parts(chunk))
        wrong |= {pk for pk in chunk if filed.get(pk) != parts.get(pk)}
        checked.wrong += sorted(wrong)
        if repair:
            store(sorted(wrong))
    return checked


def _store(ids: list[int]) -> int:
    columns, parts = _said(ids)
    return len(_store_columns(ids, columns) | _store_parts(ids, parts))


def _said(ids: list[int]) -> tuple[dict[int, list[Labels]], dict[int, tuple[str, int]]]:
    """By article the columns that it stands in, and the key and number of the part that its title speaks of."""
    columns, parts = {}, {}
    for pk, title, column in Article.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "title", "column"):
        columns[pk] = path_to(labels_of(column))
        if part := part_of(title):
            parts[pk] = (part.key, part.number)
    return columns, parts


def _store_columns(ids: list[int], columns: dict[int, list[Labels]]) -> set[int]:
    columns_by_labels = _columns({labels for path in columns.values() for labels in path})
    wanted = {(pk, columns_by_labels[labels]) for pk, path in columns.items() for labels in path}
    rows = {(row[1], row[2]): row[0] for row in _entries(ids).values_list("pk", "article", "column")}
    ColumnEntry.objects.filter(pk__in=[rows[pair] for pair in rows.keys() - wanted]).delete()
    insert(ColumnEntry, ({"article_id": pk, "column_id": column} for pk, column in sorted(wanted - rows.keys())))
    return {pk for pk, _column in wanted ^ rows.keys()}


def _columns(wanted: set[Labels]) -> dict[Labels, int]:
    """The ids of columns by their labels; those that are not there yet are made, outer ones first."""
    known: dict[str, int] = {}
    keys = {labels: key_of(labels) for labels in wanted}
    for chunk in in_chunks(keys.values()):
        known |= dict(Column.objects.filter(key__in=chunk).values_list("key", "pk"))
    new = {labels for labels, key in keys.items() if key not in known}
    for depth in sorted({len(labels) for labels in new}):
        # In one order, so that two who make the same ones do not wait for each other.
        made = sorted(labels for labels in new if len(labels) == depth)
        Column.objects.bulk_create(
            (
                Column(key=keys[labels], labels=list(labels), parent_id=known[keys[labels[:-1]]] if depth > 1 else None)
                for labels in made
            ),
            ignore_conflicts=True,
        )
        for chunk in in_chunks(keys[labels] for labels in made):
            known |= dict(Column.objects.filter(key__in=chunk).values_list("key", "pk"))
    return {labels: known[key] for labels, key in keys.items()}


def _store_parts(ids: list[int], parts: dict[int, tuple[str, int]]) -> set[int]:
    filed = dict(_filed_parts(ids))
    changed = {pk for pk in ids if filed.get(pk) != parts.get(pk)}
    SeriesPart.objects.filter(article__in=changed & filed.keys()).delete()
    rows = ((pk, *parts[pk]) for pk in sorted(changed & parts.keys()))
    insert(SeriesPart, ({"article_id": pk, "key": key, "number": number} for pk, key, number in rows))
    return changed


def _entries(ids: list[int]):
    return ColumnEntry.objects.filter(article__in=ids)


def _known_columns(ids: list[int]) -> dict[int, set[str]]:
    known: dict[int, set[str]] = {}
    for pk, key in _entries(ids).values_list("article", "column__key"):
        known.setdefault(pk, set()).add(key)
    return known


def _filed_parts(ids: list[int]) -> Iterable[tuple[int, tuple[str, int]]]:
    return ((pk, (key, number)) for pk, key, number in SeriesPart.objects.filter(article__in=ids).values_list())
