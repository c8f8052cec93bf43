"""Which article of the archive a file tells of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch

from articles.models import Article
from sources.models import Document

from ..duplicates import likeness
from ..identity import canonical_id, has_feed_prefix
from ..preparing import PreparedArticle
from .places import documents_at
from .queries import in_chunks
from .values import published

ALIKE = 0.5


@dataclass(slots=True)
class Known:
    """The articles that a batch of files may tell of: by public name, and by the place of their documents."""

    by_slug: dict[str, Article] = field(default_factory=dict)
    by_location: dict[str, list[Article]] = field(default_factory=dict)

    @classmethod
    def load(cls, articles: Iterable[PreparedArticle], locations: Iterable[str]) -> Known:
        slugs = {slug for article in articles for slug in (article.identity, article.own_identity)}
        places = _places(locations)
        rows = {}
        for chunk in in_chunks(slugs):
            rows |= {article.pk: article for article in _rows().filter(slug__in=chunk)}
        for chunk in in_chunks(pk for pks in places.values() for pk in pks if pk not in rows):
            rows |= {article.pk: article for article in _rows().filter(pk__in=chunk)}
        return cls(
            {article.slug: article for article in rows.values()},
            {location: [rows[pk] for pk in sorted(pks)] for location, pks in places.items()},
        )

    @property
    def ids(self) -> set[int]:
        """Those of all of them."""
        near = (article for articles in self.by_location.values() for article in articles)
        return {article.pk for article in (*self.by_slug.values(), *near)}

    def find(self, told: PreparedArticle, location: str, not_in: set[int]) -> Article | None:
        """The article that `told` is a version of, if any; none of those whose ids are in `not_in`."""
        here = self.by_location.get(location, [])
        for article in (self.by_slug.get(told.own_identity), self.by_slug.get(told.identity)):
            if article and article.pk not in not_in and (article in here or _plausible(article, told)):
                return article
        versions = [article for article in here if article.pk not in not_in and _is_version(article, told)]
        return max(versions, key=lambda article: likeness(article.text, told.text), default=None)

    def free_slug(self, told: PreparedArticle) -> str:
        """The public name of a new article: its identity, or its own one where another article has that."""
        return told.own_identity if told.identity in self.by_slug else told.identity


def slugs_by_document(hashes: Iterable[str]) -> dict[str, list[str]]:
    """The public names of the articles of documents, in order, by the documents' SHA-256."""
    slugs: dict[str, list[str]] = {}
    for chunk in in_chunks(set(hashes)):
        articles = Article.objects.filter(document__sha256__in=chunk).order_by("document", "position")
        for sha256, slug in articles.values_list("document__sha256", "slug"):
            slugs.setdefault(sha256, []).append(slug)
    return slugs


def _rows():
    """Articles with what merging compares, locked against an editor's saving meanwhile."""
    return (
        Article.objects.select_for_update(of=("self",))
        .select_related("source", "republisher")
        .prefetch_related("tags", "tag_marks", "credits", "warnings")
        .prefetch_related(Prefetch("document", Document.objects.defer("content")))
    )


def _places(locations: Iterable[str]) -> dict[str, set[int]]:
    """The ids of the articles whose documents, newest or earlier ones, stood at a location."""
    documents = documents_at(locations)
    places: dict[str, set[int]] = {}
    evidence = Article.evidence.through.objects
    for chunk in in_chunks(documents):
        pairs = [
            *Article.objects.filter(document__in=chunk).values_list("document_id", "id"),
            *evidence.filter(document__in=chunk).values_list("document_id", "article_id"),
        ]
        for document, article in pairs:
            for location in documents[document]:
                places.setdefault(location, set()).add(article)
    return places


def _plausible(article: Article, told: PreparedArticle) -> bool:
    """Whether one identity from two places is one article: two sites may number unlike articles alike.

    A digest has its own words, and perhaps its own title; it is known by its number without a feed's letters.
    """
    if has_feed_prefix(article.external_id) != has_feed_prefix(told.values["external_id"]):
        return True
    return article.title == told.values["title"] or likeness(article.text, told.text) >= ALIKE


def _is_version(article: Article, told: PreparedArticle) -> bool:
    """Whether what stood in this place before is an earlier version, and not something else that it replaced."""
    values = told.values
    if article.external_id and values["external_id"]:
        return canonical_id(article.external_id) == canonical_id(values["external_id"])
    same_head = article.title == values["title"] and published(article) == values["published_at"]
    return same_head or likeness(article.text, told.text) >= ALIKE
