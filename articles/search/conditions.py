"""A query as a condition on articles."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import RawSQL

from sources.dates import SHANGHAI

from .engines import engine
from .meaning import is_named
from .query import And, Dated, Named, Node, Not, Or, Query, Word

# What databases and calendars can both compare.
FIRST_YEAR, LAST_YEAR = 1000, 9998


def matching(articles: QuerySet, query: Query) -> QuerySet:
    """Those of `articles` that a query matches; all of them for one that asks nothing."""
    if query.root is None:
        return articles if query.is_blank else articles.none()
    return articles.filter(condition(query.root, articles))


def condition(node: Node, articles: QuerySet) -> Q:
    """A condition on the articles' own table; words are looked up in the index."""
    if is_of_words(node):
        return with_words(node)
    match node:
        case Not():
            return ~condition(node.node, articles)
        case Named():
            return _named(node, articles)
        case Dated():
            return _dated(node)
    words, others = apart(node)
    if isinstance(node, And) and len(unwanted := [other for other in others if is_unwanted(other)]) > 1:
        # One look into the index tells of all that is excluded.
        others = [other for other in others if other not in unwanted]
        others.append(Not(Or(tuple(inner.node for inner in unwanted))))
    conditions = [with_words(words)] if words else []
    conditions += [condition(other, articles) for other in others]
    whole = conditions[0]
    for one in conditions[1:]:
        whole = whole & one if isinstance(node, And) else whole | one
    return whole


def with_others(articles: QuerySet, others: list[Node]) -> QuerySet:
    """Those of `articles` for which all of these are so."""
    for other in others:
        articles = articles.filter(condition(other, articles))
    return articles


def is_of_words(node: Node) -> bool:
    """Whether the index alone can answer: words, and nothing that is only excluded."""
    if isinstance(node, And):
        wanted = [inner for inner in node.nodes if not isinstance(inner, Not)]
        unwanted = [inner.node for inner in node.nodes if isinstance(inner, Not)]
        return bool(wanted) and all(map(is_of_words, wanted + unwanted))
    if isinstance(node, Or):
        return all(map(is_of_words, node.nodes))
    return isinstance(node, Word)


def is_unwanted(node: Node) -> bool:
    return isinstance(node, Not) and is_of_words(node.node)


def with_words(node: Node) -> Q:
    sql, parameters = engine().condition(node)
    return Q(pk__in=RawSQL(sql, parameters))


def within(articles: QuerySet, ids: RawSQL, are_many: bool = False) -> QuerySet:
    """Those of `articles` that are among these, which may be many.

    SQLite is kept from taking up each by its id, which reads over its body: an index has all that is asked. So is
    PostgreSQL where it is known that they are many, which it does not see in a list.
    """
    if connection.vendor == "sqlite" or are_many:
        return articles.alias(number=F("pk") + 0).filter(number__in=ids)
    return articles.filter(pk__in=ids)


def apart(node: And | Or) -> tuple[Node | None, list[Node]]:
    """What the index can answer in one go, and the rest."""
    kind = type(node)
    words = [inner for inner in node.nodes if is_of_words(inner)]
    if kind is And and words:
        words += filter(is_unwanted, node.nodes)
    others = [inner for inner in node.nodes if inner not in words]
    return (kind(tuple(words)) if len(words) > 1 else words[0] if words else None), others


def _named(node: Named, articles: QuerySet) -> Q:
    field = articles.model._meta.get_field("source" if node.kind == "source" else "tags")
    rows = field.related_model._default_manager.order_by()
    names = list(rows.values_list("pk", "name"))
    if node.kind == "source":
        names += rows.filter(aliases__isnull=False).values_list("pk", "aliases__name")
    ids = {pk for pk, name in names if is_named(node, name)}
    if node.kind == "source":
        return Q(source__in=ids)
    through = field.remote_field.through._default_manager
    return Q(pk__in=through.filter(tag__in=ids).values("article"))


def _dated(node: Dated) -> Q:
    dated = Q(published_at__isnull=False)
    if node.first:
        dated &= Q(listed_at__gte=_moment(node.first, time.min))
    if node.last:
        dated &= Q(listed_at__lte=_moment(node.last, time.max))
    return dated


def _moment(day: date, clock: time) -> datetime:
    year = min(max(day.year, FIRST_YEAR), LAST_YEAR)
    return datetime.combine(day if day.year == year else date(year, 1, 1), clock, SHANGHAI)
