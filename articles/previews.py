"""The page of an article that is not published, for those who may see it before its readers do."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from .access import on_desk
from .models import Article, ArticleQuerySet
from .preview_links import BadLink, EndedLink, article_of
from .surroundings import Surroundings
from .views.article import ArticleView, whole


class Preview(ArticleView):
    """The same page as its readers will have, never cached and never indexed; of what is published, the page itself."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return unseen(super().dispatch(request, *args, **kwargs))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        if self.object.is_public:
            return redirect(self.object)
        return self.render_to_response(self.get_context_data(object=self.object))

    def articles(self) -> ArticleQuerySet:
        raise NotImplementedError

    def get_queryset(self) -> ArticleQuerySet:
        return whole(self.articles(), Article.objects.published()).prefetch_related("tags", "credits")

    def get_object(self, queryset: ArticleQuerySet | None = None) -> Article:
        return get_object_or_404(self.get_queryset(), slug=self.kwargs["slug"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(is_preview=True, **kwargs)

    def beside(self) -> Surroundings:
        """Nothing: that is for readers; beside a draft it would say where it will stand."""
        return Surroundings()


class PreviewView(Preview):
    """For those on whose desk the article is; all others are asked to log in, whether there is one or not."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return unseen(redirect_to_login(request.get_full_path(), resolve_url("admin:login")))
        return super().dispatch(request, *args, **kwargs)

    def articles(self) -> ArticleQuerySet:
        return on_desk(self.request.user)


class PreviewLinkView(Preview):
    """For whoever has the link."""

    def articles(self) -> ArticleQuerySet:
        return Article.objects.all()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().get(request, *args, **kwargs)
        except EndedLink:
            return refuse(request, _("This preview link has ended"), 410)
        except BadLink:
            return refuse(request, _("This preview link is not valid"), 403)

    def get_object(self, queryset: ArticleQuerySet | None = None) -> Article:
        return article_of(self.kwargs["token"], self.get_queryset())


def unseen(response: HttpResponse) -> HttpResponse:
    """Tell caches and search engines to keep nothing of it."""
    add_never_cache_headers(response)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def refuse(request: HttpRequest, why: str, status: int) -> HttpResponse:
    return render(request, "articles/preview_refused.html", {"why": why}, status=status)
