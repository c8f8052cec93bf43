"""The states of articles as they stand in the database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from articles.models import Article, Credit
from articles.states import COLUMNS, TIMES, State, instant, moment, state

T = TypeVar("T")

# As many articles as are read, written and held in memory at once; SQLite takes 999 parameters.
CHUNK = 400
_NAMES = (
    *("pk", "slug", *COLUMNS, *TIMES, "published_at", "published_precision"),
    *("source_id", "source__name", "republisher_id", "republisher__name"),
)
_PLACE = {name: place for place, name in enumerate(_NAMES)}


@dataclass(frozen=True, slots=True)
class Standing:
    """An article as it stands."""

    pk: int
    slug: str
    state: State


def in_chunks(items: Iterable[T]) -> Iterator[list[T]]:
    """Lists of at most CHUNK items."""
    items = iter(items)
    while chunk := list(islice(items, CHUNK)):
        yield chunk


def standing(ids: Collection[int]) -> dict[int, Standing]:
    """Articles by id, at most CHUNK of them, in three queries; those that are gone are left out."""
    tags, credits = _tags(ids), _credits(ids)
    rows = Article.objects.filter(pk__in=ids).order_by("pk").values_list(*_NAMES)
    return {row[0]: Standing(row[0], row[1], _state(row, tags.get(row[0]), credits.get(row[0]))) for row in rows}


def _state(row: tuple[Any, ...], tags: list | None, credits: list | None) -> State:
    values = {name: row[_PLACE[name]] for name in COLUMNS}
    values |= {name: instant(row[_PLACE[name]]) for name in TIMES}
    for name in ("source", "republisher"):
        pk = row[_PLACE[f"{name}_id"]]
        values[name] = pk and [pk, row[_PLACE[f"{name}__name"]]]
    values["published_at"] = moment(row[_PLACE["published_at"]], row[_PLACE["published_precision"]])
    return state(values | {"tags": tags, "credits": credits})


def _tags(ids: Collection[int]) -> dict[int, list]:
    rows = Article.tags.through.objects.filter(article__in=ids).order_by("tag_id")
    tags: dict[int, list] = {}
    for article, pk, name in rows.values_list("article_id", "tag_id", "tag__name"):
        tags.setdefault(article, []).append([pk, name])
    return tags


def _credits(ids: Collection[int]) -> dict[int, list]:
    rows = Credit.objects.filter(article__in=ids).order_by("order", "id")
    credits: dict[int, list] = {}
    for article, *who in rows.values_list("article_id", "name", "role", "affiliation", "order"):
        credits.setdefault(article, []).append(who)
    return credits
