"""Those whom articles credit. People who share a name are one here: nothing in a credit tells them apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from .listing import referred_to
from .models import UNDATED, Article, ArticleQuerySet, Credit


@dataclass(frozen=True, slots=True)
class Contributor:
    """A name under which articles are credited."""

    name: str

    def __str__(self):
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("person", args=[self.name])

    def articles(self, role: str = "") -> ArticleQuerySet:
        """The published articles that credit the name, in one role if that is said."""
        rows = Credit.objects.filter(name=self.name)
        return referred_to(Article.objects.published(), rows.filter(role=role) if role else rows, by="article_id")


@dataclass(slots=True)
class Work:
    """What some articles say of one whom they credit, each with how many say so."""

    roles: Counter[str] = field(default_factory=Counter)
    affiliations: Counter[str] = field(default_factory=Counter)
    sources: Counter[tuple[str, str]] = field(default_factory=Counter)  # by name and slug
    years: list[int] = field(default_factory=list)


def public_names() -> QuerySet:
    """The names that published articles credit, each once; read along the index of names."""
    published = Article.objects.published().filter(pk=OuterRef("article_id"))
    return Credit.objects.filter(Exists(published)).order_by("name").values_list("name", flat=True).distinct()


def work_of(name: str, articles: dict[int, datetime]) -> Work:
    """What `articles`, by id with their places in time, say of a name; one query."""
    rows = Credit.objects.filter(name=name, article__in=list(articles)).order_by()
    columns = ("article", "role", "affiliation", "article__source__name", "article__source__slug")
    said = {"roles": set(), "affiliations": set(), "sources": set()}
    for article, role, affiliation, *source in rows.values_list(*columns):
        # Somebody may be credited twice by one article.
        said["roles"].add((article, role))
        said["affiliations"].add((article, affiliation))
        said["sources"].add((article, tuple(source)))
    # In order, so that of equal numbers that of the oldest article is always first.
    work = Work(**{kind: Counter(value for _article, value in sorted(pairs)) for kind, pairs in said.items()})
    del work.affiliations[""], work.sources[None, None]
    work.years = sorted({localdate(moment).year for moment in articles.values() if moment > UNDATED})
    return work
