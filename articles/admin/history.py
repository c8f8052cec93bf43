"""The history of an article in the admin: its revisions, any two beside each other, and the way back to one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles import revising
from articles.access import may, may_change, may_read_all, may_take
from articles.models import Article, Revision
from articles.preparing import prepare
from articles.states import FIELDS, OF_DESK, State, changed, of_file
from articles.workflow import step_between

from .comparing import differences, labels_of

LIVE, FILE = "live", "file"
PER_PAGE = 50
_LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class Line:
    """A revision in a list, and the labels of the fields that it changed; None where none stands before it."""

    revision: Revision
    changed: list[str] | None


@dataclass(frozen=True, slots=True)
class Side:
    """One of two states that are compared; `revision` where it is one."""

    value: str
    state: State
    revision: Revision | None = None

    @property
    def title(self) -> str:
        if self.revision:
            return _("revision %(number)d") % {"number": self.revision.number}
        return _("what the file said") if self.value == FILE else _("the article now")


class HistoryAdmin(admin.ModelAdmin):
    """The pages of revisions, for the admin of articles."""

    change_list_template = "admin/articles/article/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        pages = [
            ("<int:pk>/compare/", require_safe(self.compare_view), "compare"),
            ("<int:pk>/restore/", require_POST(self.restore_view), "restore"),
            ("deleted/", require_safe(self.deleted_view), "deleted"),
            ("deleted/restore/", require_POST(self.revive_view), "revive"),
        ]
        own = [
            path(route, self.admin_site.admin_view(view), name=f"articles_article_{name}")
            for route, view, name in pages
        ]
        return [*own, *super().get_urls()]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        pk = unquote(object_id)
        article = self._article(request, int(pk) if pk.isdecimal() and len(pk) <= 18 else 0)
        revisions = revisions_of(article)
        page = Paginator(revisions.select_related("user", "run", "bulk_change"), PER_PAGE).get_page(
            request.GET.get("p", 1)
        )
        return self._page(
            request,
            "object_history",
            _("Change history: %s") % article,
            object=article,
            page=page,
            lines=list(lines(page, article.slug)),
            numbers=revisions.values_list("number", flat=True),
            has_file=bool(article.document_id) and request.user.has_perm("sources.view_document"),
            newest=_newest(article),
            may_restore=may_change(request.user, article),
        )

    def compare_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self._article(request, pk)
        old, new = (self._side(request, article, request.GET.get(name, LIVE)) for name in ("old", "new"))
        names = [name for name in FIELDS if name not in OF_DESK or FILE not in (old.value, new.value)]
        return self._page(
            request,
            "compare",
            _("Compare: %s") % article,
            object=article,
            old=old,
            new=new,
            differences=differences(*_by_name(old, new), names),
            revisions=[side.revision for side in (old, new) if side.revision],
            newest=_newest(article),
            may_restore=may_change(request.user, article),
        )

    def restore_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Bring a revision back, unless somebody changed the article since the page was shown."""
        with transaction.atomic():
            article = self._article(request, pk)
            revision = revision_of(article, request.POST.get("number", ""))
            if not may_change(request.user, article):
                raise PermissionDenied
            if request.POST.get("newest") != str(_newest(article)):
                messages.error(
                    request, _("Nothing was done: somebody changed the article meanwhile. Look at it again.")
                )
            elif not may_reach(request.user, article, revision.state["status"]):
                words = {"status": Article.Status(revision.state["status"]).label}
                messages.error(
                    request,
                    _("Nothing was done: in that revision the article is: %(status)s. Ask a chief editor.") % words,
                )
            elif revising.restore(article, revision, request.user, _comment(request)):
                self.log_change(request, article, _("Restored revision %(number)d.") % {"number": revision.number})
                messages.success(request, _("Revision %(number)d is restored.") % {"number": revision.number})
            else:
                messages.info(request, _("Nothing changed: the article is as in that revision already."))
        return HttpResponseRedirect(reverse("admin:articles_article_history", args=[pk]))

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        if not may_read_all(request.user):
            raise PermissionDenied
        revisions = Revision.objects.of_deleted().select_related("user").order_by("-created_at", "-pk")
        return self._page(
            request,
            "deleted",
            _("Deleted articles"),
            page=Paginator(revisions, PER_PAGE).get_page(request.GET.get("p", 1)),
            may_restore=may(request.user, "change_article"),
        )

    def revive_view(self, request: HttpRequest) -> HttpResponse:
        if not may(request.user, "change_article"):
            raise PermissionDenied
        revision = _found(Revision.objects.of_deleted(), "pk", request.POST.get("revision", ""))
        try:
            article = revising.revive(revision, request.user, _comment(request))
        except revising.TakenAddress:
            raise Http404 from None  # Somebody else was quicker.
        self.log_addition(request, article, _("Restored revision %(number)d.") % {"number": revision.number})
        messages.success(request, _("“%(article)s” is restored, under its old address.") % {"article": article})
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        revising.record_deletion([obj.pk], request.user)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        with transaction.atomic():
            revising.record_deletion(list(queryset.order_by().values_list("pk", flat=True)), request.user)
            super().delete_queryset(request, queryset)

    def _article(self, request: HttpRequest, pk: int) -> Article:
        article = self.get_object(request, str(pk))
        if article is None:
            raise Http404
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        return article

    def _side(self, request: HttpRequest, article: Article, value: str) -> Side:
        if value == LIVE:
            return Side(LIVE, revising.standing([article.pk])[article.pk].state)
        if value == FILE:
            if not request.user.has_perm("sources.view_document"):
                raise PermissionDenied
            return Side(FILE, _said(article))
        revision = revision_of(article, value)
        return Side(value, revision.state, revision)

    def _page(self, request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
        context |= {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "preserved_filters": self.get_preserved_filters(request),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, f"admin/articles/article/{template}.html", context)


def may_reach(user: Any, article: Article, status: str) -> bool:
    """Whether `user` may bring the article to a status: by a step that is theirs, or because all steps are."""
    step = step_between(article.status, status)
    return (
        status == article.status
        or (may(user, "publish_article") and may(user, "withdraw_article"))
        or bool(step and may_take(user, step, article))
    )


def revisions_of(article: Article) -> QuerySet[Revision]:
    """Newest first."""
    return Revision.objects.filter(slug=article.slug).order_by("-number")


def revision_of(article: Article, number: str) -> Revision:
    """Raises Http404."""
    return _found(revisions_of(article), "number", number)


def lines(page: Any, slug: str) -> Iterator[Line]:
    """The revisions of a page, newest first, each against the one before it."""
    shown = list(page)
    last = shown[-1].number if shown else 0
    before_last = Revision.objects.filter(slug=slug, number=last - 1).first() if last > 1 else None
    for revision, before in pairwise([*shown, before_last]):
        yield Line(revision, labels_of(changed(before.state, revision.state)) if before else None)


def _found(revisions: QuerySet[Revision], name: str, number: str) -> Revision:
    known = number.isascii() and number.isdecimal() and len(number) <= _LONGEST_NUMBER
    revision = revisions.filter(**{name: int(number)}).first() if known else None
    if revision is None:
        raise Http404
    return revision


def _newest(article: Article) -> int:
    return revisions_of(article).values_list("number", flat=True).first() or 0


def _said(article: Article) -> State:
    """What the article's document says, read again. Raises Http404."""
    document = article.document
    told = prepare(document.data, document.path).articles if document else ()
    if article.position >= len(told):
        raise Http404
    return of_file(told[article.position].values)


def _by_name(old: Side, new: Side) -> tuple[State, State]:
    """Beside a file, which knows of no ids, sources and tags count by their names."""
    if FILE not in (old.value, new.value):
        return old.state, new.state
    return _nameless(old.state), _nameless(new.state)


def _nameless(told: State) -> State:
    plain = dict(told)
    for name in ("source", "republisher"):
        if name in plain:
            plain[name] = [None, plain[name][1]]
    plain["tags"] = [[None, name] for _pk, name in plain.get("tags", ())]
    return plain


def _comment(request: HttpRequest) -> str:
    limit = Revision._meta.get_field("comment").max_length
    return request.POST.get("comment", "").replace("\x00", "").strip()[:limit]
