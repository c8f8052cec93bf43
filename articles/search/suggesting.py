"""What to offer: while somebody types, and when nothing was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from .conditions import matching
from .counting import Count, count
from .query import TITLE, And, Named, Or, Query, Word
from .reading import parse
from .snippets import Marked, marked
from .tokens import EDGE, unspaced

# Names that are compared with a word to find its near spellings.
COMPARED = 5000
LIKENESS = 0.6


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What goes on as somebody has begun: titles as (article, marked title), sources, tags, and people by name."""

    titles: tuple[tuple[Any, Marked], ...] = ()
    sources: tuple[Any, ...] = ()
    tags: tuple[Any, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another query that finds something. `kind` is any (of the words), script, source, tag or author."""

    kind: str
    query: Query
    count: Count


def suggest(articles: QuerySet, text: str, size: int = 5) -> Suggestions:
    """What `articles` have that begins or goes on like `text`; `size` of each kind."""
    begun = unspaced(text)
    if not begun:
        return Suggestions()
    return Suggestions(
        tuple(_titles(articles, text, size)),
        tuple(_named(articles, "source", begun, size)),
        tuple(_named(articles, "tags", begun, size)),
        tuple(_people(articles, text.strip(), size)),
    )


def _titles(articles: QuerySet, text: str, size: int) -> Iterator[tuple[Any, Marked]]:
    """The newest whose titles have all the words, of which the last may be only begun."""
    words = [replace(word, field=TITLE) for word in parse(text).words]
    if not words:
        return
    if words[-1].squeezed.endswith(EDGE):
        words[-1] = replace(words[-1], squeezed=words[-1].squeezed[:-1], is_prefix=True)
    query = Query(text, And(tuple(words)) if len(words) > 1 else words[0])
    for article in matching(articles, query).order_by("-listed_at", "-pk")[:size]:
        yield article, marked(article.title, words)


def _named(articles: QuerySet, name: str, begun: str, size: int) -> list[Any]:
    """Sources or tags of the articles whose names hold what was begun; those that begin with it first."""
    field = articles.model._meta.get_field(name)
    rows = field.related_model._default_manager.order_by("name")
    fitting = {pk: unspaced(value) for pk, value in rows.values_list("pk", "name")}
    fitting = {pk: key for pk, key in fitting.items() if begun in key}
    ids = sorted(fitting, key=lambda pk: (not fitting[pk].startswith(begun), len(fitting[pk]), fitting[pk]))
    seen = rows.filter(pk__in=ids[: size * 10]).filter(_has_article(articles, name)).in_bulk()
    return [seen[pk] for pk in ids if pk in seen][:size]


def _has_article(articles: QuerySet, name: str) -> Exists:
    if name == "source":
        return Exists(articles.order_by().filter(source=OuterRef("pk")))
    through = articles.model._meta.get_field(name).remote_field.through._default_manager
    return Exists(through.filter(tag=OuterRef("pk"), article__in=articles.order_by().values("pk")))


def _people(articles: QuerySet, begun: str, size: int) -> list[str]:
    credits = articles.model._meta.get_field("credits").related_model._default_manager
    mine = credits.filter(name__istartswith=begun, article__in=articles.order_by().values("pk"))
    return list(mine.order_by("name").values_list("name", flat=True).distinct()[:size])


def alternatives(articles: QuerySet, query: Query, size: int = 5) -> list[Alternative]:
    """Queries near one that found nothing, each of which finds something."""
    offered: list[Alternative] = []
    for kind, text in _near(articles, query):
        other = parse(text)
        found = count(articles, other)
        if found.number and all(str(other) != str(known.query) for known in offered):
            offered.append(Alternative(kind, other, found))
        if len(offered) == size:
            break
    return offered


def _near(articles: QuerySet, query: Query) -> Iterator[tuple[str, str]]:
    if isinstance(query.root, And) and len(query.words) > 1:
        yield "any", str(Or(query.words))
    both = parse(query.text, both_scripts=True)
    if str(both) != str(query):
        yield "script", str(both)
    names = dict(_names(articles))
    for asked in _asked(query):
        for kind, name in _like(asked, names):
            yield kind, f'{kind}:"{name}"'


def _asked(query: Query) -> list[str]:
    """What may be a name spelt wrongly."""
    nodes = query.root.nodes if isinstance(query.root, And | Or) else (query.root,)
    return [unspaced(node.text) for node in nodes if isinstance(node, Word | Named)]


def _names(articles: QuerySet) -> Iterator[tuple[tuple[str, str], str]]:
    """The names that articles have, as ((kind, name), key)."""
    visible = articles.order_by().values("pk")
    model = articles.model
    lists = {
        "source": model._meta.get_field("source").related_model._default_manager.filter(
            _has_article(articles, "source")
        ),
        "tag": model._meta.get_field("tags").related_model._default_manager.filter(_has_article(articles, "tags")),
        "author": model._meta.get_field("credits").related_model._default_manager.filter(article__in=visible),
    }
    for kind, rows in lists.items():
        for name in rows.order_by("name").values_list("name", flat=True).distinct()[:COMPARED]:
            yield (kind, name), unspaced(name)


def _like(asked: str, names: dict[tuple[str, str], str]) -> list[tuple[str, str]]:
    """The names most like a word, which share a character with it."""
    likeness = {}
    for named, key in names.items():
        if key != asked and not set(key).isdisjoint(asked):
            ratio = SequenceMatcher(None, asked, key).ratio()
            if ratio >= LIKENESS:
                likeness[named] = ratio
    return sorted(likeness, key=likeness.get, reverse=True)[:3]
