"""Bringing back what a revision says, as a new revision."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from articles.models import Article, ArticleWarning, Revision
from sources.models import Document

from .putting import Rows, put, put_credits, put_tags, values_of
from .reading import standing
from .writing import record, recording

Means = Revision.Means


class TakenAddress(Exception):
    """There is an article already under the address of the one that is to be brought back."""


def restore(article: Article, revision: Revision, user=None, comment: str = "") -> bool:
    """Put an article into the state of a revision of its own; whether that changed anything."""
    before = Revision.objects.filter(slug=article.slug).newest().values_list("number", flat=True)
    with recording([article.pk], Means.RESTORE, user=user, comment=comment, restored=revision.number):
        last = before.get()
        put({article.pk: revision.state}, standing([article.pk]))
    return before.get() != last


def revive(revision: Revision, user=None, comment: str = "") -> Article:
    """Make a deleted article again as its last revision has it, under its old address.

    Its documents, open warnings and conflicts come back with it. Raises TakenAddress.
    """
    with transaction.atomic():
        # Of two who bring it back at once, the second sees that it is there.
        list(Revision.objects.select_for_update().filter(pk=revision.pk).values_list("pk"))
        if Article.objects.filter(slug=revision.slug).exists():
            raise TakenAddress(revision.slug)
        told, kept = revision.state, revision.kept
        rows = Rows([told])
        article = Article.objects.create(slug=revision.slug, **values_of(told, rows), **_columns(kept))
        Article.objects.filter(pk=article.pk).update(**_moments(kept), created_by=_writer(kept))
        put_tags({article.pk: rows.tags(told)})
        put_credits({article.pk: told.get("credits", [])})
        _put_evidence(article, kept)
        record([article.pk], Means.RESTORE, user=user, comment=comment, restored=revision.number)
    article.refresh_from_db()
    return article


def _moments(kept: dict[str, Any]) -> dict[str, datetime]:
    told = {name: kept.get(name) for name in ("created_at", "withdrawn_at")}
    return {name: datetime.fromisoformat(value) for name, value in told.items() if value}


def _writer(kept: dict[str, Any]) -> Any:
    """Who wrote the article, if they are still there."""
    return get_user_model().objects.filter(pk=kept.get("created_by_id")).first()


def _columns(kept: dict[str, Any]) -> dict[str, Any]:
    columns = {name: kept[name] for name in ("imported", "conflicts")}
    return columns | (_place(kept) if _is_free(kept) else {})


def _place(kept: dict[str, Any]) -> dict[str, Any]:
    return {"document_id": kept["document_id"], "position": kept["position"]}


def _is_free(kept: dict[str, Any]) -> bool:
    """Whether the place in the document is there still, and no other article was made of it meanwhile."""
    documents = Document.objects.filter(pk=kept["document_id"])
    return documents.exists() and not Article.objects.filter(**_place(kept)).exists()


def _put_evidence(article: Article, kept: dict[str, Any]) -> None:
    documents = {*kept["evidence"], kept["document_id"]} - {article.document_id}
    there = Document.objects.filter(pk__in=documents - {None}).values_list("pk", flat=True)
    article.evidence.set(there)
    ArticleWarning.objects.bulk_create(
        ArticleWarning(article=article, code=code, detail=detail) for code, detail in kept["warnings"]
    )
