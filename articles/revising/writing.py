"""Writing revisions: one for each article whose state is no longer that of its newest revision, and none else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from articles.importing.bulk import insert
from articles.models import Article, ArticleWarning, BulkChange, Revision
from articles.states import digest, instant, pack_state
from sources.models import ImportRun

from .reading import Standing, in_chunks, standing

Means = Revision.Means


@contextmanager
def recording(ids: Iterable[int], means: Means, **act: Any) -> Iterator[None]:
    """Record what is done to articles inside of it, and before that what they said until now.

    `act` is as in `record`. All of it is one transaction, in which no one else changes these articles.
    """
    ids = list(ids)
    with transaction.atomic():
        for chunk in in_chunks(ids):
            lock(chunk)
        found(ids)
        yield
        record(ids, means, **act)


def lock(ids: Collection[int]) -> None:
    """Let nobody else change these articles before the end of the transaction."""
    list(Article.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def found(ids: Iterable[int]) -> None:
    """Before articles are changed: record those that nobody recorded as they now stand."""
    record(ids, Means.FOUND)


def record(
    ids: Iterable[int],
    means: Means,
    user=None,
    comment: str = "",
    run: ImportRun | None = None,
    bulk_change: BulkChange | None = None,
    restored: int | None = None,
) -> int:
    """Record the articles that changed, in five queries for each CHUNK of them; how many did."""
    act = {
        "means": means,
        "user_id": user.pk if user else None,
        "comment": comment,
        "run_id": run.pk if run else None,
        "bulk_change_id": bulk_change.pk if bulk_change else None,
        "restored": restored,
    }
    return sum(write(standing(chunk).values(), act) for chunk in in_chunks(dict.fromkeys(ids)))


def write(articles: Collection[Standing], act: Mapping[str, Any]) -> int:
    """A revision for each of these articles whose newest one says otherwise; how many. `act` are its other columns."""
    last = _newest(article.slug for article in articles)
    rows = []
    for article in articles:
        number, was = last.get(article.slug, (0, ""))
        if (mark := digest(article.state)) != was:
            rows.append(_row(article, number + 1, mark, act))
    insert(Revision, rows)
    return len(rows)


def record_deletion(ids: Iterable[int], user=None, comment: str = "") -> None:
    """Record what articles say that are about to be deleted, with what it takes to bring them back whole."""
    for chunk in in_chunks(ids):
        articles, kept = standing(chunk), _kept(chunk)
        last = _newest(article.slug for article in articles.values())
        act = {"means": Means.DELETION, "user_id": user.pk if user else None, "comment": comment}
        insert(
            Revision,
            [
                _row(article, last.get(article.slug, (0, ""))[0] + 1, digest(article.state), act) | {"kept": kept[pk]}
                for pk, article in articles.items()
            ],
        )


def _row(article: Standing, number: int, mark: str, act: Mapping[str, Any]) -> dict[str, Any]:
    return {"slug": article.slug, "number": number, "digest": mark, "packed": pack_state(article.state), **act}


def _newest(slugs: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Number and digest of the newest revision, by slug."""
    newest = Revision.objects.filter(slug__in=list(slugs)).newest().order_by()
    return {slug: (number, mark) for slug, number, mark in newest.values_list("slug", "number", "digest")}


def _kept(ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """What hangs on articles and is no editor's, by article."""
    columns = ("document_id", "position", "imported", "conflicts", "created_by_id", "created_at", "withdrawn_at")
    kept = {row.pop("pk"): row for row in Article.objects.filter(pk__in=ids).values("pk", *columns)}
    for row in kept.values():
        row |= {name: instant(row[name]) for name in ("created_at", "withdrawn_at")}
        row |= {"evidence": [], "warnings": []}
    for article, document in Article.evidence.through.objects.filter(article__in=ids).values_list(
        "article_id", "document_id"
    ):
        kept[article]["evidence"].append(document)
    for article, *warning in ArticleWarning.objects.filter(article__in=ids).values_list("article_id", "code", "detail"):
        kept[article]["warnings"].append(warning)
    return kept
