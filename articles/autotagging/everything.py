"""Rules applied to the whole archive."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import ExitStack
from typing import Any

from django.db import transaction

from ..importing.queries import CHUNK, alone, refresh_statistics
from ..models import Article, TagMark, TagRule
from ..tagging import FIELDS, Found, Rule, match_all
from ..workers import new_pool
from .applying import Applied, note_problems, rules_in_use, settle

# Batches that workers match while one is written.
AHEAD = 2
Batch = list[dict[str, Any]]


def apply_all(
    tags: Collection[int] | None = None,
    jobs: int = 1,
    dry_run: bool = False,
    on_articles: Callable[[int], None] = lambda count: None,
) -> Applied:
    """Apply the rules to every article, or only those of some tags; texts are matched in `jobs` processes.

    Each batch is a transaction of its own, and what was done by then stands if the run is ended. A `dry_run` is the
    real run, rolled back.
    """
    rules, applied = rules_in_use(tags), Applied()
    with ExitStack() as stack:
        if dry_run:
            stack.enter_context(transaction.atomic())
            stack.callback(transaction.set_rollback, True)
        pool = stack.enter_context(new_pool(jobs)) if jobs > 1 else None
        for batch, found, problems in _matched(rules, pool, jobs + AHEAD):
            alone(lambda batch=batch, found=found: _write(batch, found, applied, tags))
            note_problems(applied, problems)
            on_articles(len(batch))
        TagRule.objects.filter(pk__in={rule.id for rule in rules} - applied.problems.keys()).update(problem="")
    if applied.changed and not dry_run:
        alone(lambda: refresh_statistics(len(applied.changed)))
    return applied


def tags_of(rules: Iterable[TagRule]) -> set[int]:
    """The tags that rules are about: theirs, and those that they gave before they were changed."""
    rules = list(rules)
    return {rule.tag_id for rule in rules} | set(
        TagMark.objects.filter(rule__in=rules).order_by().values_list("tag", flat=True).distinct()
    )


def _matched(rules: tuple[Rule, ...], pool: Executor | None, ahead: int) -> Iterator[tuple[Batch, list[Found], dict]]:
    """Every article in batches, with what the rules say of them."""
    waiting: deque[tuple[Batch, Future]] = deque()
    for batch in _batches():
        if not pool:
            yield batch, *match_all(rules, batch)
            continue
        # Only texts go to the workers, which know nothing of dates and the database.
        waiting.append((batch, pool.submit(match_all, rules, [{name: row[name] for name in FIELDS} for row in batch])))
        if len(waiting) > ahead:
            batch, future = waiting.popleft()
            yield batch, *future.result()
    for batch, future in waiting:
        yield batch, *future.result()


def _batches() -> Iterator[Batch]:
    rows, last = Article.objects.order_by("pk").values("pk", "updated_at", *FIELDS), 0
    while batch := list(rows.filter(pk__gt=last)[:CHUNK]):
        yield batch
        last = batch[-1]["pk"]


def _write(batch: Batch, found: list[Found], applied: Applied, tags: Collection[int] | None) -> None:
    """Articles that somebody changed since they were read are passed over: the change had the rules applied."""
    ids = [row["pk"] for row in batch]
    now = dict(Article.objects.select_for_update().filter(pk__in=ids).order_by().values_list("pk", "updated_at"))
    pairs = [
        (row["pk"], said) for row, said in zip(batch, found, strict=True) if now.get(row["pk"]) == row["updated_at"]
    ]
    settle([pk for pk, _said in pairs], [said for _pk, said in pairs], applied, tags, is_recorded=True)
