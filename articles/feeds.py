"""Feeds with the full text, as Atom, RSS and JSON Feed: of everything, of any list that has a page, of a search."""

from __future__ import annotations

import json
from copy import copy
from datetime import UTC, datetime
from typing import IO, Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import feedgenerator, translation
from django.utils.encoding import iri_to_uri
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import conditional_page

from sources.models import Source

from .card_views import card_address
from .contributors import Contributor
from .describing import WRITERS, names
from .listing import articles_in, articles_of, articles_tagged, column_at, region_at, with_excerpt
from .models import Article, ArticleQuerySet, Column, Tag
from .pictures import first_picture
from .searching import Asked, names_of

ITEMS = 30
LONGEST_TITLE = 60  # characters of a query
LANGUAGE = "zh-Hans"
# When nothing has been published, nothing has changed either.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Atom(feedgenerator.Atom1Feed):
    def latest_post_date(self) -> datetime:
        return _latest(self.items)

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})
        if item["picture"]:
            # How long it is may be left out, unlike in RSS.
            handler.addQuickElement("link", "", {"rel": "enclosure", "href": _address(item), **_type(item)})


class Rss(feedgenerator.Rss201rev2Feed):
    def latest_post_date(self) -> datetime:
        return _latest(self.items)

    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:media": "http://search.yahoo.com/mrss/",
        }

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])
        if item["picture"]:
            # An enclosure has to say its length in bytes, and nobody here has ever had the picture. Media RSS asks for
            # no more than is known.
            handler.addQuickElement("media:content", "", {"url": _address(item), "medium": "image", **_type(item)})


class Json(feedgenerator.SyndicationFeed):
    """JSON Feed 1.1 (jsonfeed.org)."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: IO[Any], encoding: str) -> None:
        document = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            "items": [self._item(item) for item in self.items],
        }
        outfile.write(json.dumps(document, ensure_ascii=False, indent=1))

    def _item(self, item: dict[str, Any]) -> dict[str, Any]:
        told = {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "content_html": item["content"],
            "summary": item["excerpt"],
            "image": _address(item) if item["picture"] else item["card"],
            "banner_image": item["card"] if item["picture"] else None,
            "date_published": item["pubdate"] and feedgenerator.rfc3339_date(item["pubdate"]),
            "date_modified": feedgenerator.rfc3339_date(item["updateddate"]),
            "authors": [{"name": item["author_name"]}] if item["author_name"] else None,
            "tags": list(item["categories"]) or None,
            "language": item["language"],
        }
        return {name: value for name, value in told.items() if value is not None}


def _latest(items: list[dict[str, Any]]) -> datetime:
    return max((item["updateddate"] for item in items), default=NEVER)


def _address(item: dict[str, Any]) -> str:
    return iri_to_uri(item["picture"].address)


def _type(item: dict[str, Any]) -> dict[str, str]:
    return {"type": item["picture"].type} if item["picture"].type else {}


FORMATS = {"atom": Atom, "rss": Rss, "json": Json}


class LatestFeed(Feed):
    """The newest published articles. `kind` is one of FORMATS."""

    language = LANGUAGE
    author_name = gettext_lazy("Jianbao")
    description = gettext_lazy("A press-clipping archive of Chinese news.")

    def __init__(self, kind: str):
        self.kind, self.feed_type = kind, FORMATS[kind]

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # One address, one feed, whatever language its reader's browser was switched to.
        with translation.override(settings.LANGUAGE_CODE):
            # One of its own, for what is told of an item depends on the host that is asked.
            feed = copy(self)
            feed.request = request
            return _answer_conditionally(super(LatestFeed, feed).__call__)(request, *args, **kwargs)

    def articles(self, chosen: Model | None) -> ArticleQuerySet:
        return Article.objects.published()

    def title(self, chosen: Model | None) -> str:
        return f"{chosen} · {_('Jianbao')}" if chosen else _("Jianbao")

    def link(self, chosen: Any) -> str:
        return chosen.get_absolute_url() if chosen else reverse("home")

    def items(self, chosen: Model | None) -> list[Article]:
        articles = self.newest(self.articles(chosen))
        if chosen and not articles:
            raise Http404(_("No article is published here."))
        return articles

    def newest(self, articles: ArticleQuerySet) -> list[Article]:
        articles = (
            with_excerpt(articles.leading()).newest_first().select_related("source").prefetch_related("tags", "credits")
        )
        return list(articles.defer("text", "imported", "conflicts", "extra")[:ITEMS])

    def item_title(self, article: Article) -> str:
        return article.title

    def item_description(self, article: Article) -> str:
        # Readers of Atom and RSS take a summary for HTML.
        return escape(article.excerpt)

    def item_author_name(self, article: Article) -> str | None:
        """The publisher and who wrote: a clipping is nobody's without them."""
        publisher = [article.source.name] if article.source else []
        return " ".join([*publisher, "、".join(names(article, WRITERS))]).strip() or None

    def item_categories(self, article: Article) -> list[str]:
        return [tag.name for tag in article.tags.all()]

    def item_pubdate(self, article: Article) -> datetime | None:
        return article.published_at

    def item_updateddate(self, article: Article) -> datetime:
        return article.updated_at

    def item_extra_kwargs(self, article: Article) -> dict[str, Any]:
        return {
            "content": article.body,
            "excerpt": article.excerpt,
            "language": article.language,
            "card": card_address(self.request, "article", article),
            "picture": first_picture(article.body),
        }


class SourceFeed(LatestFeed):
    def get_object(self, request: HttpRequest, slug: str) -> Source:
        return get_object_or_404(Source, slug=slug)

    def articles(self, chosen: Source) -> ArticleQuerySet:
        return Article.objects.published().from_source(chosen)


class TagFeed(LatestFeed):
    def get_object(self, request: HttpRequest, slug: str) -> Tag:
        return get_object_or_404(Tag, slug=slug)

    def articles(self, chosen: Tag) -> ArticleQuerySet:
        return articles_tagged(chosen)


class ColumnFeed(LatestFeed):
    def get_object(self, request: HttpRequest, labels: list[str]) -> Column:
        return column_at(labels)

    def articles(self, chosen: Column) -> ArticleQuerySet:
        return articles_in(chosen)


class PersonFeed(LatestFeed):
    def get_object(self, request: HttpRequest, name: str) -> Contributor:
        return Contributor(name)

    def articles(self, chosen: Contributor) -> ArticleQuerySet:
        return chosen.articles()


class RegionFeed(LatestFeed):
    def get_object(self, request: HttpRequest, slug: str) -> Tag:
        return region_at(slug)

    def articles(self, chosen: Tag) -> ArticleQuerySet:
        return articles_of(chosen)

    def link(self, chosen: Tag) -> str:
        return chosen.get_region_url()


class SearchFeed(LatestFeed):
    """What a search finds, the newest first; it may well be nothing yet."""

    def get_object(self, request: HttpRequest) -> Asked:
        return Asked(request.GET)

    def articles(self, chosen: Asked) -> ArticleQuerySet:
        return chosen.found(Article.objects.published())

    def title(self, chosen: Asked) -> str:
        asked = " ".join(filter(None, [chosen.query.text[:LONGEST_TITLE], *names_of(chosen).values()]))
        return " · ".join(filter(None, [asked, _("Search"), _("Jianbao")]))

    def link(self, chosen: Asked) -> str:
        return reverse("search") + chosen.with_()

    def feed_url(self, chosen: Asked) -> str:
        return f"{reverse('search')}feed.{self.kind}{chosen.with_()}"

    def items(self, chosen: Asked) -> list[Article]:
        return self.newest(self.articles(chosen))


def feed_paths(route: str, feed: type[LatestFeed], name: str) -> list[URLPattern]:
    """One address for each format below `route`, named as in `latest-feed-atom`."""
    return [path(f"{route}feed.{kind}", feed(kind), name=f"{name}-feed-{kind}") for kind in FORMATS]


def _answer_conditionally(view: Any) -> Any:
    """By what is in the feed alone: a date would not change when an article is withdrawn."""

    def without_date(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        del response.headers["Last-Modified"]
        return response

    return conditional_page(without_date)
