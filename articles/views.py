"""The pages that readers see. Each shows published articles and no others."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models.functions import TruncMonth
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView, TemplateView

from sources.models import Source

from .listing import Choice, neighbours, public_sources, public_tags, published_counts, with_excerpt
from .models import UNDATED, Article, ArticleQuerySet, Credit, Tag
from .moved import MovedMixin, moved_source, moved_tag
from .periods import month_bounds
from .reposts import ENTRIES, chain_of, with_publishers

NAMES_PER_PAGE = 200  # sources or tags


class PagedListView(ListView):
    """A list in pages; a page that does not exist is a 404."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        page = context["page_obj"]
        context["page_range"] = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
        return context


class EntriesView(PagedListView):
    """The articles that `articles()` gives, by date; without any it is the 404 of what never existed."""

    template_name = "articles/entries.html"
    context_object_name = "entries"
    paginate_by = 20
    allow_empty = False

    def articles(self) -> ArticleQuerySet:
        raise NotImplementedError

    @property
    def shows_every_repost(self) -> bool:
        return "all" in self.request.GET.getlist("reposts")

    def get_queryset(self) -> ArticleQuerySet:
        articles = self.articles() if self.shows_every_repost else self.articles().leading()
        articles = articles.newest_first().select_related("source", "republisher").prefetch_related("tags", "credits")
        return with_excerpt(with_publishers(articles, Article.objects.published())).only(
            *("slug", "title", "kicker", "language", "published_at", "published_precision"),
            *("source__name", "source__slug", "republisher__name", "republisher__slug"),
        )


class HomeView(EntriesView):
    """The newest articles, of one source and with one tag if the reader says so."""

    template_name = "articles/home.html"
    allow_empty = True
    extra_context = {"section": "latest"}

    def articles(self) -> ArticleQuerySet:
        self.source = Choice(public_sources(), self.request.GET.get("source", ""))
        self.tag = Choice(public_tags(), self.request.GET.get("tag", ""))
        articles = Article.objects.published()
        if self.source.is_unknown or self.tag.is_unknown:
            return articles.none()
        if self.source.chosen:
            articles = articles.from_source(self.source.chosen)
        return articles.tagged(self.tag.chosen) if self.tag.chosen else articles

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_filtered = bool(self.source.slug or self.tag.slug)
        return super().get_context_data(source=self.source, tag=self.tag, is_filtered=is_filtered, **kwargs)


class ArticleView(DetailView):
    template_name = "articles/article.html"

    def articles(self) -> ArticleQuerySet:
        return Article.objects.published()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            if Article.objects.withdrawn().filter(slug=kwargs["slug"]).exists():
                return render(request, "410.html", status=410)
            raise

    def get_queryset(self) -> ArticleQuerySet:
        articles = self.articles().select_related("source", "republisher", "document", "membership")
        return (
            with_excerpt(with_publishers(articles, Article.objects.published()))
            .prefetch_related("tags", "credits")
            .defer("text", "imported", "conflicts", "extra", "document__content", "document__warnings")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        newer, older = neighbours(self.object)
        return super().get_context_data(
            chain=chain_of(self.object, Article.objects.published()),
            credits=credits_by_role(self.object),
            newer=newer,
            older=older,
            can_edit=can_edit(self.request),
            **kwargs,
        )


def credits_by_role(article: Article) -> list[tuple[str, list[Credit]]]:
    """Pairs of a role's label and its credits, roles in the order in which they first come."""
    groups: dict[str, list[Credit]] = {}
    for credit in article.credits.all():
        groups.setdefault(credit.get_role_display(), []).append(credit)
    return list(groups.items())


def can_edit(request: HttpRequest) -> bool:
    """Whether the reader is an editor; without a session nobody is looked up, so that the page may be cached."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and (
        request.user.is_staff and request.user.has_perm("articles.change_article")
    )


class SourcesView(PagedListView):
    """The sources of published articles, the most frequent first."""

    template_name = "articles/sources.html"
    context_object_name = "sources"
    paginate_by = NAMES_PER_PAGE
    extra_context = {"section": "sources"}

    def get_queryset(self) -> list[Source]:
        own, reposts = published_counts("source"), published_counts("republisher")
        sources = [source for source in Source.objects.all() if source.pk in own or source.pk in reposts]
        for source in sources:
            source.article_count, source.repost_count = own.get(source.pk, 0), reposts.get(source.pk, 0)
        return sorted(sources, key=lambda source: (-source.article_count, -source.repost_count, source.name))


class SourceView(MovedMixin, EntriesView):
    """The articles of one source; those that it republished are a second list."""

    template_name = "articles/source.html"
    extra_context = {"section": "sources"}
    moved = staticmethod(moved_source)

    def articles(self) -> ArticleQuerySet:
        self.source = get_object_or_404(Source.objects.prefetch_related("aliases"), slug=self.kwargs["slug"])
        published = Article.objects.published()
        own, reposts = published.from_source(self.source), published.filter(republisher=self.source)
        has_own, has_reposts = own.exists(), reposts.exists()
        self.has_both = has_own and has_reposts
        asks_for_reposts = self.request.GET.get("reposts", "all") != "all"
        self.shows_reposts = has_reposts and (asks_for_reposts or not has_own)
        return reposts if self.shows_reposts else own

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            source=self.source, has_both=self.has_both, shows_reposts=self.shows_reposts, **kwargs
        )


class TagsView(PagedListView):
    """The tags of published articles, the most frequent first."""

    template_name = "articles/tags.html"
    context_object_name = "tags"
    paginate_by = NAMES_PER_PAGE
    extra_context = {"section": "tags"}

    def get_queryset(self) -> list[Tag]:
        counts = published_counts("tags")
        tags = [tag for tag in Tag.objects.all() if tag.pk in counts]
        for tag in tags:
            tag.article_count = counts[tag.pk]
        return sorted(tags, key=lambda tag: (-tag.article_count, tag.name))


class TagView(MovedMixin, EntriesView):
    extra_context = {"section": "tags"}
    moved = staticmethod(moved_tag)

    def articles(self) -> ArticleQuerySet:
        self.tag = get_object_or_404(Tag, slug=self.kwargs["slug"])
        return Article.objects.published().tagged(self.tag)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading=self.tag.name,
            heading_lang="zh-Hans",
            note=self.tag.description,
            feed=reverse("tag-feed-atom", args=[self.tag.slug]),
            **kwargs,
        )


class ArchiveView(TemplateView):
    """How many articles each month has."""

    template_name = "articles/archive.html"
    extra_context = {"section": "archive"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        articles = Article.objects.published().order_by()
        # Of a dated article `listed_at` is `published_at`, and has the index.
        dated = articles.filter(listed_at__gt=UNDATED).annotate(month=TruncMonth("listed_at"))
        months = dated.values("month").annotate(count=ENTRIES).order_by("-month")
        undated = articles.filter(listed_at=UNDATED).leading().count()
        return super().get_context_data(months=months, undated=undated, **kwargs)


class MonthView(EntriesView):
    extra_context = {"section": "archive"}

    def articles(self) -> ArticleQuerySet:
        try:
            self.start, end = month_bounds(self.kwargs["year"], self.kwargs["month"])
        except (ValueError, OverflowError) as error:
            raise Http404 from error
        return Article.objects.published().between(self.start, end)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        heading = date_format(self.start, "YEAR_MONTH_FORMAT")
        return super().get_context_data(heading=heading, **kwargs)


class UndatedView(EntriesView):
    extra_context = {"section": "archive"}

    def articles(self) -> ArticleQuerySet:
        return Article.objects.published().filter(listed_at=UNDATED)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(heading=_("Date unknown"), **kwargs)
