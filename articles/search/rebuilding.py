"""The index built anew beside the one that readers use, and compared with the articles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.models import QuerySet

from .contents import load
from .engines import engine
from .keeping import BATCH, INDEX, NEXT, batches, remove, store, store_in_next, tables

FEW_OUTDATED = 1000

Progress = Callable[[int], None]


def _silent(done: int) -> None:
    pass


def rebuild(articles: QuerySet, progress: Progress = _silent) -> int:
    """Build the index of `articles`, which are all there are, anew; how many it holds.

    Readers go on with the old one until the new one takes its place in one step. What changes meanwhile goes into both.
    After an interruption it goes on where it was. `progress` is told how many articles are done, each time anew.
    """
    _begin()
    entries = articles.model._meta.get_field("search_entry").related_model._base_manager
    _add_missing(articles, entries, progress)
    while done := _rebuild_batch(articles.model, entries):
        progress(done)
    engine().finish(NEXT)
    with transaction.atomic():
        engine().lock(is_alone=True)
        # What came in while it was finished is in both; what did before the new one was begun is not yet.
        while _rebuild_batch(articles.model, entries):
            pass
        _swap(entries)
    return entries.count()


def settle(articles: QuerySet) -> None:
    """After a bulk of changes to `articles`, which are all there are.

    What was put off is sorted in; and where changes have left behind more documents than there are articles, the index
    is built anew, so that it never grows to more than twice its size or so.
    """
    engine().settle()
    if engine().outdated() > max(articles.count(), FEW_OUTDATED):
        rebuild(articles)


def forget(articles: QuerySet) -> None:
    """After all articles were taken away at once, as `flush` does: their documents would answer for those to come."""
    if not articles.exists() and engine().outdated():
        with transaction.atomic(), connection.cursor() as cursor:
            engine().drop(cursor.execute, NEXT)
            engine().drop(cursor.execute)
            engine().create(cursor.execute)


def _add_missing(articles: QuerySet, entries, progress: Progress) -> None:
    """What the index lacks goes into the new one alone; nobody has found it so far."""
    progress(entries.filter(in_next=True).count())
    missing = articles.order_by("pk").filter(search_entry__isnull=True)
    for batch in batches(list(missing.values_list("pk", flat=True))):
        progress(store_in_next(articles.model, batch))


def _begin() -> None:
    with transaction.atomic():
        engine().lock(is_alone=True)
        if NEXT not in tables():
            with connection.cursor() as cursor:
                cursor.execute("UPDATE articles_searchentry SET in_next = %s", [False])
                engine().create(cursor.execute, NEXT, is_bulk=True)


def _rebuild_batch(model, entries) -> int:
    """Put some documents into the new index; how many."""
    with transaction.atomic():
        rows = entries.filter(in_next=False).select_for_update().order_by("pk")
        docids = dict(rows.values_list("article", "pk")[:BATCH])
        if not docids:
            return 0
        contents = load(model, docids)
        # What has changed without the index being told becomes a new document, in both.
        said = {pk: content.texts for pk, content in contents.items()}
        digests = dict(entries.filter(pk__in=docids.values()).values_list("article", "digest"))
        same = {pk: texts for pk, texts in said.items() if digests[pk] == texts.digest}
        engine().write(((docids[pk], pk, texts) for pk, texts in same.items()), NEXT)
        entries.filter(article__in=list(same)).update(in_next=True)
        store(model._base_manager.filter(pk__in=[pk for pk in said if pk not in same]))
        return len(docids)


def _swap(entries) -> None:
    """The new index takes the old one's place; what came in since the last batch is in both."""
    with connection.cursor() as cursor:
        engine().drop(cursor.execute, INDEX)
        engine().rename(cursor.execute, NEXT, INDEX)
    entries.update(in_next=False)


@dataclass(slots=True)
class Checked:
    """What a check found, as ids of articles: not in the index, in it as they were, and in it but not found by it."""

    articles: int = 0
    missing: list[int] = field(default_factory=list)
    stale: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not (self.missing or self.stale or self.broken)


def check(articles: QuerySet, repair: bool = False, progress: Progress = _silent) -> Checked:
    """Compare the index with `articles`. With `repair` what is wrong is put right."""
    checked = Checked()
    entries = articles.model._meta.get_field("search_entry").related_model._base_manager
    for batch in batches(list(articles.order_by("pk").values_list("pk", flat=True))):
        known = {
            pk: (docid, digest)
            for pk, docid, digest in entries.filter(article__in=batch).values_list("article", "pk", "digest")
        }
        for pk, content in load(articles.model, batch).items():
            checked.articles += 1
            said = content.texts
            if pk not in known:
                checked.missing.append(pk)
            elif known[pk][1] != said.digest:
                checked.stale.append(pk)
            elif not engine().holds(known[pk][0], said):
                checked.broken.append(pk)
        progress(len(batch))
    if repair:
        for batch in batches([*checked.missing, *checked.stale, *checked.broken]):
            with transaction.atomic():
                remove(batch)
                store(articles.model._base_manager.filter(pk__in=batch))
    return checked
