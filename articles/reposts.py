"""What lists, pages and the API say of reposts: who published a text, by way of whom, and how many texts there are.

A reader is told of those articles alone that the reader may see: every query takes them as `visible`.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Aggregate, Count, F, JSONField, OuterRef, Subquery
from django.db.models.functions import Coalesce, JSONObject

from sources.links import address

from .chain import Printing, Step, chain
from .models import Article, ArticleQuerySet, RepostDecision

# How many entries a list of the counted articles has: a cluster is one.
ENTRIES = Count(Coalesce("membership__cluster", -F("pk")), distinct=True)


class Gathered(Aggregate):
    """JSON values as one list."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


@dataclass(frozen=True, slots=True)
class Publisher:
    name: str
    slug: str

    def get_absolute_url(self) -> str:
        return address("source", self.slug)


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step of the chain with its article, which is None where the archive, or the reader, has not got it."""

    step: Step
    article: Article | None


def with_publishers(articles: ArticleQuerySet, visible: ArticleQuerySet) -> ArticleQuerySet:
    """Articles with what `publishers_of` reads, in the same query."""
    printings = visible.order_by().filter(membership__cluster=OuterRef("membership__cluster"))
    gathered = printings.values("membership__cluster").annotate(
        printings=Gathered(
            JSONObject(
                place="membership__place",
                source="source__name",
                source_slug="source__slug",
                republisher="republisher__name",
                republisher_slug="republisher__slug",
            )
        )
    )
    return articles.annotate(printings=Subquery(gathered.values("printings")))


def publishers_of(article: Article) -> list[Publisher]:
    """All who printed this text or took it over: those of the article itself first, then in the order of the cluster.

    `article` comes from `with_publishers`.
    """
    own = [(source.name, source.slug) for source in (article.source, article.republisher) if source]
    others = sorted(article.printings or (), key=lambda printing: printing["place"])
    told = (
        (printing[who], printing[f"{who}_slug"])
        for printing in others
        for who in ("source", "republisher")
        if printing[who]
    )
    return [Publisher(*publisher) for publisher in dict.fromkeys([*own, *told])]


def chain_of(article: Article, visible: ArticleQuerySet) -> list[ShownStep]:
    """Who printed this text first, and who took it from whom; `article` comes with its membership.

    One query, and one more for an article that is in a cluster.
    """
    articles = {other.pk: other for other in _cluster_of(article, visible)}
    printings = [_printing(other) for other in articles.values()]
    return [ShownStep(step, articles.get(step.key)) for step in chain(printings)]


def _cluster_of(article: Article, visible: ArticleQuerySet) -> list[Article]:
    membership = getattr(article, "membership", None)
    if membership is None:
        return [article]
    others = visible.filter(membership__cluster=membership.cluster_id).order_by("membership__place")
    return list(with_choice(others.select_related("source", "republisher")))


def with_choice(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Articles with `chosen`, the decision of an editor that it leads, or None."""
    choice = RepostDecision.objects.filter(kind=RepostDecision.Kind.CANONICAL, first=OuterRef("pk"))
    return articles.annotate(chosen=Subquery(choice.values("pk")))


def _printing(article: Article) -> Printing:
    return Printing(
        article.pk,
        article.source.name if article.source else "",
        article.republisher.name if article.republisher else "",
        article.published_at,
        bool(getattr(article, "chosen", None)),
    )
