"""The page of one article."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.generic import DetailView

from ..contents import with_contents
from ..entries import with_tags_and_credits
from ..listing import with_excerpt
from ..models import Article, ArticleQuerySet, Credit
from ..prepared import NOW, Given, Prepared
from ..reposts import chain_of, with_publishers
from ..surroundings import Surroundings, surroundings, tags_with_uses


class ArticleView(DetailView):
    template_name = "articles/article.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            if Article.objects.withdrawn().filter(slug=kwargs["slug"]).exists():
                return render(request, "410.html", status=410)
            raise

    def get_object(self, queryset: None = None) -> Article:
        article = _PUBLISHED.get_or_404(slug=self.kwargs["slug"])
        with_tags_and_credits([article], tags_with_uses)
        return article

    def beside(self) -> Surroundings:
        return surroundings(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        body, contents = with_contents(self.object.body)
        return super().get_context_data(
            chain=chain_of(self.object, Article.objects.published()),
            credits=credits_by_role(self.object),
            body=body,
            contents=contents,
            beside=self.beside(),
            can_edit=can_edit(self.request),
            **kwargs,
        )


def credits_by_role(article: Article) -> list[tuple[str, list[Credit]]]:
    """Pairs of a role's label and its credits, roles in the order in which they first come."""
    groups: dict[str, list[Credit]] = {}
    for credit in article.credits.all():
        groups.setdefault(credit.get_role_display(), []).append(credit)
    return list(groups.items())


def whole(articles: ArticleQuerySet, visible: ArticleQuerySet) -> ArticleQuerySet:
    """Articles with all that their own pages show, but for tags and credits; of other printings, `visible` are told."""
    articles = articles.select_related("source", "republisher", "document", "membership")
    return with_excerpt(with_publishers(articles, visible)).defer(
        *("text", "imported", "conflicts", "extra", "document__content", "document__warnings")
    )


_PUBLISHED = Prepared(
    lambda: whole(Article.objects.published(NOW).filter(slug=Given("slug")), Article.objects.published(NOW))
)


def can_edit(request: HttpRequest) -> bool:
    """Whether the reader is an editor; without a session nobody is looked up, so that the page may be cached."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and (
        request.user.is_staff and request.user.has_perm("articles.change_article")
    )
