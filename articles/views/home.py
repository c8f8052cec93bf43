"""The first page."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sources.models import Source

from ..describing import published_on
from ..listing import CHOICES, arrived_since, chosen, facets, public_sources, public_tags
from ..models import Article, ArticleQuerySet, Tag
from ..visits import VISITED, read_moment
from .bounded import BoundedView

FACETED = 300  # of the newest articles, of which sources and tags are told
ENOUGH_TO_LEAD = 120  # characters of a summary or a text
MANY = 100  # new articles; more are not counted


class HomeView(BoundedView):
    """The newest articles; of one source, with one tag, or new since a time, if the reader says so."""

    template_name = "articles/home.html"
    is_there_when_empty = True
    extra_context = {"section": "latest"}

    @cached_property
    def asked(self) -> dict[str, str]:
        """What the list is to be narrowed to, in the order in which addresses name it."""
        # PostgreSQL answers NUL with an error.
        asked = {name: self.request.GET.get(name, "").replace("\x00", "\ufffd") for name in ("source", "tag", "since")}
        return {name: value for name, value in asked.items() if value}

    @cached_property
    def source(self) -> Source | None:
        return chosen(public_sources, self.asked.get("source", ""))

    @cached_property
    def tag(self) -> Tag | None:
        return chosen(public_tags, self.asked.get("tag", ""))

    @cached_property
    def unknown(self) -> dict[str, str]:
        """What is asked for and is not there."""
        there = {"source": self.source, "tag": self.tag, "since": read_moment(self.asked.get("since", ""))}
        return {name: value for name, value in self.asked.items() if not there[name]}

    def articles(self) -> ArticleQuerySet:
        if self.unknown:
            return Article.objects.none()
        since = read_moment(self.asked.get("since", ""))
        articles = arrived_since(since) if since else Article.objects.published()
        if self.source:
            articles = articles.from_source(self.source)
        return articles.tagged(self.tag) if self.tag else articles

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(
            source=self.source,
            tag=self.tag,
            unknown=self.unknown,
            is_filtered=bool(self.asked),
            narrowings=[(name, words, self.address(**{name: ""})) for name, words in self._narrowed_to()],
            facets=self._facets(),
            faceted=FACETED,
            **kwargs,
        )
        if not self.asked and context["page_obj"].number == 1:
            context |= self._news() | self._lead(list(context["entries"]))
        return context

    def address(self, **values: str) -> str:
        """The first page, narrowed as it is but for these `values`; an empty one widens it again."""
        kept = {name: value for name, value in (self.asked | values).items() if value}
        return self.request.path + (f"?{urlencode(kept)}" if kept else "")

    def _narrowed_to(self) -> list[tuple[str, str]]:
        told = {"source": self.source, "tag": self.tag, "since": _("new since the last visit")}
        return [(name, str(told[name])) for name in self.asked if name not in self.unknown]

    def _facets(self) -> list[tuple[str, str, list[tuple[str, int, str]]]]:
        """What the list can be narrowed to: the kind, its heading, and links with names and numbers."""
        headings = {"source": _("Sources"), "tag": _("Tags")}
        kinds = [kind for kind in headings if kind not in self.asked]
        newest = self.newest[:FACETED]
        if not (kinds and newest):
            return []
        return [
            (kind, headings[kind], [(row.name, row.count, self.address(**{kind: row.slug})) for row in rows[:CHOICES]])
            for kind, rows in zip(kinds, facets(newest, *kinds), strict=True)
            if rows
        ]

    def _news(self) -> dict[str, Any]:
        """What has come since the last visit, where there was one."""
        visited = read_moment(self.request.COOKIES.get(VISITED, ""))
        if visited is None:
            return {}
        fresh = set(arrived_since(visited).leading().order_by().values_list("pk", flat=True)[: MANY + 1])
        return {
            "has_visited": True,
            "fresh": fresh,
            "fresh_count": min(len(fresh), MANY),
            "is_more": len(fresh) > MANY,
            "fresh_address": self.address(since=self.request.COOKIES[VISITED]),
        }

    def _lead(self, entries: list[Article]) -> dict[str, Any]:
        """Of the articles of the newest day the first with a source and enough to say stands above all others."""
        dated = [article for article in entries if article.published_at]
        lead = next((article for article in dated if _may_lead(article, newest=dated[0])), None)
        return {"lead": lead, "entries": [article for article in entries if article is not lead]} if lead else {}


def _may_lead(article: Article, newest: Article) -> bool:
    return (
        article.source is not None
        and len(article.excerpt or "") >= ENOUGH_TO_LEAD
        and published_on(article) == published_on(newest)
    )
