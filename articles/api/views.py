from __future__ import annotations

from typing import Any

from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.viewsets import ReadOnlyModelViewSet

from articles.filters import ArticleFilter, SourceFilter, TagFilter, query_of, sources_called, tags_called
from articles.models import Article, ArticleQuerySet, Tag
from articles.reposts import ENTRIES, with_publishers
from articles.search import highlights
from sources.models import Source

from .authentication import has_desk, is_editor, visible_articles
from .docs import DescribedSchema
from .errors import BadParameter, ErrorsSerializer, Gone, shortened
from .parameters import NumberedPages, refuse_unknown, refuse_without_query
from .serializers import ArticleDetailSerializer, ArticleSerializer, SourceSerializer, TagSerializer
from .versions import answer
from .writers import VERSION, WritesArticles

NEVER_SHOWN = ("imported", "conflicts", "extra")


def count_of(articles: ArticleQuerySet, **relation: OuterRef) -> Coalesce:
    """How many entries the list of those of `articles` has that stand in `relation` to the outer row."""
    counts = articles.filter(**relation).order_by().values(*relation).annotate(count=ENTRIES)
    return Coalesce(Subquery(counts.values("count"), output_field=IntegerField()), 0)


def visible_sources(request: Request) -> QuerySet[Source]:
    """Sources with their `article_count`; for readers those alone that an article they may know of names."""
    articles, here = visible_articles(request), OuterRef("pk")
    sources = Source.objects.annotate(article_count=count_of(articles, source=here))
    if is_editor(request.user):
        return sources
    # Republishers are few and gathered once: asked of each source, SQLite walks through all articles for it.
    republishers = articles.exclude(republisher=None).values("republisher")
    return sources.filter(Exists(articles.filter(source=here)) | Q(pk__in=republishers))


def visible_tags(request: Request) -> QuerySet[Tag]:
    """Tags with their `article_count`; for readers those alone that an article they may know of has."""
    articles, here = visible_articles(request), OuterRef("pk")
    tags = Tag.objects.annotate(article_count=count_of(articles, tags=here))
    return tags if is_editor(request.user) else tags.filter(Exists(articles.filter(tags=here)))


class ReadOnlyViewSet(ReadOnlyModelViewSet):
    """Lists in pages, and one object by its slug."""

    lookup_field = "slug"
    # PostgreSQL refuses NUL with an error, so an address that holds one leads nowhere.
    lookup_value_regex = r"[^/\x00]+"
    pagination_class = NumberedPages
    schema = DescribedSchema()
    # Where the slugs stand that an object had before; it is found by them too.
    former: str = ""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        listing = self.action == "list"
        refuse_unknown(request, [*self.filterset_class.base_filters, "page", "page_size"] if listing else [])

    def get_object(self) -> Any:
        # A query string filters lists and not single objects, so there is nothing for the filters to do.
        slug, rows = self.kwargs["slug"], self.get_queryset()
        found = rows.filter(slug=slug).first() or (self.former and rows.filter(**{self.former: slug}).first())
        if not found:
            message = _("Nothing here is called “%(slug)s”. The list: %(address)s")
            raise NotFound(message % {"slug": shortened(self.kwargs["slug"]), "address": self.reverse_action("list")})
        return found

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        if request.user.is_authenticated:
            patch_cache_control(response, private=True)
        return response


@extend_schema_view(
    list=extend_schema(
        description=gettext_lazy(
            "Articles in pages. Readers see what is published; editors, logged in, see all. Reposts of one text are "
            "one result, with the names of all its publishers, unless `reposts=true` asks for each."
        )
    ),
    retrieve=extend_schema(
        description=gettext_lazy("One article as a whole; 410 where it was published and is withdrawn."),
        responses={200: ArticleDetailSerializer} | dict.fromkeys([400, 401, 404, 410], ErrorsSerializer),
        parameters=[VERSION],
    ),
)
class ArticleViewSet(WritesArticles, ReadOnlyViewSet):
    filterset_class = ArticleFilter

    def get_serializer_class(self) -> type[ArticleSerializer]:
        return ArticleSerializer if self.action == "list" else ArticleDetailSerializer

    def get_queryset(self) -> ArticleQuerySet:
        visible = visible_articles(self.request)
        articles = visible.newest_first().select_related("source", "republisher")
        articles = with_publishers(articles, visible).prefetch_related("tags", "credits").defer(*NEVER_SHOWN)
        if self.action == "list":
            return articles.defer("body", "text", "raw_title")
        return articles.select_related("document", "membership").defer(
            *NEVER_SHOWN, "document__content", "document__warnings"
        )

    def get_object(self) -> Article:
        try:
            return super().get_object()
        except NotFound:
            if self.action == "retrieve" and Article.objects.withdrawn().filter(slug=self.kwargs["slug"]).exists():
                raise Gone(_("This article was published, and its editors have withdrawn it.")) from None
            raise

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return answer(super().retrieve(request, *args, **kwargs).data)

    def filter_queryset(self, queryset: ArticleQuerySet) -> ArticleQuerySet:
        if "status" in self.request.query_params and not has_desk(self.request.user):
            message = _("Only editors may filter by status. Leave it out, or log in to the admin first.")
            raise BadParameter("status", message, "editors_only")
        refuse_without_query(self.request)
        return super().filter_queryset(queryset)

    def paginate_queryset(self, queryset: ArticleQuerySet) -> list[Article]:
        page = super().paginate_queryset(queryset)
        if not page:
            self._refuse_unknown_names()
        if self.request.query_params.get("highlights") == "true":
            hits = highlights(page, query_of(self.request.query_params))
            for article in page:
                article.highlights = hits.get(article.pk)
        return page

    def _refuse_unknown_names(self) -> None:
        """Where nothing was found: is it that there is nothing, or is a name misspelt? Costs no query otherwise."""
        named = {
            "source": (sources_called, visible_sources, "api-source-list"),
            "tag": (tags_called, visible_tags, "api-tag-list"),
        }
        for parameter, (called, visible, listing) in named.items():
            name = self.request.query_params.get(parameter)
            if name and not visible(self.request).filter(pk__in=called(name.strip())).exists():
                message = _("Nothing is called “%(name)s”. Known names: %(address)s")
                address = reverse(listing, request=self.request)
                raise BadParameter(parameter, message % {"name": shortened(name), "address": address}, "unknown_name")


@extend_schema_view(
    list=extend_schema(description=gettext_lazy("Publishers, and sites that reprint, by name.")),
    retrieve=extend_schema(description=gettext_lazy("One publisher, or site that reprints.")),
)
class SourceViewSet(ReadOnlyViewSet):
    serializer_class = SourceSerializer
    filterset_class = SourceFilter
    former = "former_addresses__slug"

    def get_queryset(self) -> QuerySet[Source]:
        return visible_sources(self.request).prefetch_related("aliases").order_by("name", "pk")


@extend_schema_view(
    list=extend_schema(description=gettext_lazy("Tags by name.")),
    retrieve=extend_schema(description=gettext_lazy("One tag.")),
)
class TagViewSet(ReadOnlyViewSet):
    serializer_class = TagSerializer
    filterset_class = TagFilter
    former = "former_names__slug"

    def get_queryset(self) -> QuerySet[Tag]:
        return visible_tags(self.request).order_by("name", "pk")
