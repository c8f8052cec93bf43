"""A wall of QR codes (二维码墙), to be printed and put up: of what a search finds, or of articles chosen one by one."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest
from django.utils import timezone
from django.views.generic import TemplateView

from .. import search
from ..models import Article, ArticleQuerySet
from ..searching import Asked, names_of, one_article_a_text

PER_PAGE = 60  # codes: three sheets of A4


class WallView(TemplateView):
    """The codes of what the address asks for, as `/search/` reads it, or of each `article` that it names."""

    template_name = "articles/wall.html"
    extra_context = {"section": "wall"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = list(dict.fromkeys(self.request.GET.getlist("article")))[:PER_PAGE]
        told = self._chosen(chosen) if chosen else self._found(Asked(self.request.GET))
        return super().get_context_data(today=timezone.localdate(), **told, **kwargs)

    def _articles(self) -> ArticleQuerySet:
        shown = ("slug", "title", "language", "published_at", "published_precision", "source__name")
        return Article.objects.published().select_related("source", "membership").only(*shown, "membership")

    def _chosen(self, slugs: list[str]) -> dict[str, Any]:
        articles = self._articles().in_bulk([slug.replace("\x00", "\ufffd") for slug in slugs], field_name="slug")
        return {"articles": [articles[slug] for slug in slugs if slug in articles]}

    def _found(self, asked: Asked) -> dict[str, Any]:
        try:
            articles, page = one_article_a_text(
                asked.among(self._articles()), asked, self.request.GET.get("cursor", ""), PER_PAGE
            )
        except search.BadCursor as error:
            raise BadRequest("not a cursor of this wall") from error
        return {
            "articles": articles,
            "asked": asked,
            "of": list(filter(None, [asked.query.text, *names_of(asked).values()])),
            "same_search": asked.with_(),
            "next": page.next and asked.with_(cursor=page.next),
            "previous": page.previous and asked.with_(cursor=page.previous),
        }
