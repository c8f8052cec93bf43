"""What was left out of files that were imported before that was noted, read out of the bytes that are kept of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db.models import QuerySet

from sources.models import Document

from ..preparing import Failure
from .found import Found
from .items import Item
from .queries import CHUNK, alone
from .reading import Reading
from .report import translated

BATCH_FILES = CHUNK
BATCH_BYTES = 32 * 1024 * 1024


@dataclass(slots=True)
class Noted:
    """Documents of which it was noted what was left out, how many of them left something, and what was not readable."""

    documents: int = 0
    lacking: int = 0
    failed: list[tuple[str, Failure]] = field(default_factory=list)


def unnoted() -> QuerySet[Document]:
    """Documents that were read, and of which nobody noted what was left out."""
    return Document.objects.filter(leavings__isnull=True, error="")


def note_leavings(jobs: int | None = None, on_documents: Callable[[int], None] = lambda count: None) -> Noted:
    """Read the files again and note what goes into none of their articles, which stay as they are.

    It is today's reading that tells. Each batch is a transaction of its own: after an interruption only what is left is
    read. A file that cannot be read any more is passed over. `jobs` are processes, None one for each core;
    `on_documents` is called with the number of those just done.
    """
    noted = Noted()
    with Reading(jobs) as reading:
        for ids in _batches():
            documents = list(unnoted().filter(pk__in=ids).order_by("pk").only("path", "content"))
            items = [Item(Found(document.path, data=document.data)) for document in documents]
            reading.start(items)()
            read = list(zip(documents, items, strict=True))
            alone(lambda read=read: _write(read))
            _count(noted, items)
            on_documents(len(ids))
    return noted


def _batches() -> Iterator[list[int]]:
    """The ids of documents whose bytes are in memory at once."""
    batch, size = [], 0
    for pk, length in list(unnoted().order_by("pk").values_list("pk", "size")):
        batch.append(pk)
        size += length
        if len(batch) == BATCH_FILES or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _write(read: list[tuple[Document, Item]]) -> None:
    """Where it was noted meanwhile, that stands."""
    by_leavings: dict[tuple[str, ...], list[int]] = {}
    for document, item in read:
        if not item.prepared.failure:
            by_leavings.setdefault(item.prepared.leavings, []).append(document.pk)
    for leavings, ids in by_leavings.items():
        unnoted().filter(pk__in=ids).update(leavings=list(leavings))


def _count(noted: Noted, items: list[Item]) -> None:
    for item in items:
        if failure := item.prepared.failure:
            noted.failed.append((item.found.path, translated(failure)))
        else:
            noted.documents += 1
            noted.lacking += bool(item.prepared.leavings)
