from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ..decoding import decode
from ..labels import label
from ..models import Document
from ..parsed import UnreadableFile
from .marking import PARTS, first_places, marked
from .shared import ReadOnlyAdmin, codes_in_words, links

SHOWN = 200_000  # characters of an original that a page shows
_UNFIT_FOR_NAMES = re.compile(r"[\x00-\x1f\x7f]")


def original(document: Document, position: int | None = None) -> SafeString:
    """The original as a part of a page: its text, where it came from, and links to it and to its bytes.

    With a `position` it stands beside the article in that place of it, and what was read for that article is marked.
    """
    try:
        text = decode(document.data).text
    except UnreadableFile:
        text = ""
    shown = text[:SHOWN]
    pieces = marked(shown, document, position)
    context = {
        "document": document,
        "pieces": pieces,
        "parts": [(PARTS[part], number) for part, number in first_places(pieces).items()],
        "is_cut": len(text) > SHOWN,
        "shown": SHOWN,
        "is_linked": position is not None,
        "format": label(document.format),
    }
    return render_to_string("admin/sources/original.html", context)


def file_name(document: Document) -> str:
    """The name to save it by: the last part of its path, or of its path in an archive."""
    return _UNFIT_FOR_NAMES.sub("_", re.split(r"[/\\!]", document.path)[-1]) or document.sha256


class ResultFilter(admin.SimpleListFilter):
    title = _("result")
    parameter_name = "failed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("failed")), ("no", _("read"))]

    def queryset(self, request: HttpRequest, documents: QuerySet[Document]) -> QuerySet[Document]:
        match self.value():
            case "yes":
                return documents.exclude(error="")
            case "no":
                return documents.filter(error="")
        return documents


class FormatFilter(admin.ChoicesFieldListFilter):
    def choices(self, changelist: ChangeList) -> Iterator[dict[str, Any]]:
        return ({**choice, "display": label(choice["display"])} for choice in super().choices(changelist))


@admin.register(Document)
class DocumentAdmin(ReadOnlyAdmin):
    list_display = ["path", "format_in_words", "encoding", "bytes", "result", "first_seen_at"]
    list_filter = [("format", FormatFilter), ResultFilter, ("encoding", admin.AllValuesFieldListFilter)]
    search_fields = ["path", "sha256__startswith"]
    search_help_text = _("Path, or the beginning of the SHA-256.")
    sortable_by = ["first_seen_at"]
    fieldsets = [
        (None, {"fields": ["path", "format_in_words", "encoding", "bytes", "sha256"]}),
        (_("What came of it"), {"fields": ["articles_made", "articles_supported", "warnings_in_words", "error"]}),
        (_("Imports"), {"fields": ["first_seen_at", "first_run", "last_seen_at", "last_run"]}),
    ]
    readonly_fields = ["format_in_words", "bytes", "articles_made", "articles_supported", "warnings_in_words"]
    change_form_template = "admin/sources/document/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        return super().get_queryset(request).defer("content", "page")

    def get_urls(self) -> list[URLPattern]:
        download = require_safe(self.admin_site.admin_view(self.download))
        return [
            path("<int:document_id>/download/", download, name="sources_document_download"),
            *super().get_urls(),
        ]

    def download(self, request: HttpRequest, document_id: int) -> HttpResponse:
        """The original bytes, never to be shown or run by the browser."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        document = self.get_object(request, str(document_id))
        if document is None:
            raise Http404
        return HttpResponse(
            document.data,
            content_type="application/octet-stream",
            headers={
                "Content-Disposition": content_disposition_header(True, file_name(document)),
                "X-Content-Type-Options": "nosniff",
            },
        )

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        context["original_document"] = original(kwargs["obj"])
        return super().render_change_form(request, context, **kwargs)

    @admin.display(description=_("format"))
    def format_in_words(self, document: Document) -> str:
        return label(document.format) or self.get_empty_value_display()

    @admin.display(description=_("size"), ordering="size")
    def bytes(self, document: Document) -> str:
        return filesizeformat(document.size)

    @admin.display(description=_("result"))
    def result(self, document: Document) -> Any:
        if document.error:
            return _("failed")
        return codes_in_words((warning["code"], "") for warning in document.warnings)

    @admin.display(description=_("warnings"))
    def warnings_in_words(self, document: Document) -> SafeString:
        return codes_in_words((warning["code"], warning.get("detail", "")) for warning in document.warnings)

    @admin.display(description=_("articles made of it"))
    def articles_made(self, document: Document) -> SafeString:
        return self._articles(document.articles.order_by("position"))

    @admin.display(description=_("articles it is further evidence for"))
    def articles_supported(self, document: Document) -> SafeString:
        return self._articles(document.evidence_for.order_by("pk"))

    def _articles(self, articles: QuerySet) -> SafeString:
        return links(
            (reverse("admin:articles_article_change", args=[article.pk]), str(article))
            for article in articles.only("title")
        )
