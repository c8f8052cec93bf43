"""All articles of the archive, clustered in one go."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import nullcontext
from dataclasses import dataclass

from articles.models import Article, BandKey, Cluster, Fingerprint, Membership

from ..importing.queries import alone, refresh_statistics
from ..signatures import sign_all
from ..workers import new_pool
from .forming import form
from .locking import exclusively
from .pairs import all_pairs
from .signing import store

BATCH = 500
# Batches that are signed while one is stored.
AHEAD = 4


@dataclass(frozen=True, slots=True)
class Done:
    """What a run over everything did, and what there is now."""

    articles: int
    signed: int
    clusters: int
    members: int
    seconds: float


def cluster_everything(
    jobs: int = 1, afresh: bool = False, on_articles: Callable[[int], None] = lambda count: None
) -> Done:
    """Sign all texts that the index knows not or otherwise, and form all clusters. Decisions of editors stand.

    With `afresh` the index is emptied first. `on_articles` is called with the number of articles just signed.
    """
    started = time.perf_counter()
    if afresh:
        exclusively(_empty)
    articles, signed = set(), 0
    for ids, signatures in _signed(jobs):
        found = dict(zip(ids, signatures, strict=True))
        signed += exclusively(lambda found=found: store(found))
        articles |= found.keys()
        on_articles(len(ids))
    # Comparing takes the time, and needs no lock; forming does, and is quick.
    alike = all_pairs()
    exclusively(lambda: form(articles, alike))
    if signed:
        alone(lambda: refresh_statistics(signed))
    return Done(
        len(articles), signed, Cluster.objects.count(), Membership.objects.count(), time.perf_counter() - started
    )


def _empty() -> None:
    BandKey.objects.all().delete()
    Fingerprint.objects.all().delete()


def _signed(jobs: int) -> Iterator[tuple[list[int], list]]:
    """Articles by their ids, with the signatures of their texts, a batch at a time."""
    with new_pool(jobs) if jobs > 1 else nullcontext() as pool:
        waiting: list[tuple[list[int], Future | list]] = []
        for ids, texts in _texts():
            waiting.append((ids, pool.submit(sign_all, texts) if pool else sign_all(texts)))
            if len(waiting) > AHEAD:
                yield _finished(*waiting.pop(0))
        for ids, signing in waiting:
            yield _finished(ids, signing)


def _finished(ids: list[int], signing: Future | list) -> tuple[list[int], list]:
    return ids, signing.result() if isinstance(signing, Future) else signing


def _texts() -> Iterator[tuple[list[int], list[str]]]:
    last = 0
    while rows := list(Article.objects.filter(pk__gt=last).order_by("pk").values_list("pk", "text")[:BATCH]):
        last = rows[-1][0]
        ids, texts = zip(*rows, strict=True)
        yield list(ids), list(texts)
