"""An import from end to end: files are read while others are written, a batch at a time."""

from __future__ import annotations

import gc
import hashlib
import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article
from sources.models import Document, ImportRun, Outcome

from .. import search
from ..preparing import Failure
from ..workers import collect_seldom
from .found import Found, printable
from .items import Item, Options
from .queries import alone, in_chunks, refresh_statistics
from .reading import Reading
from .report import FileReport, ImportReport
from .walking import walk
from .writing import Writer

BATCH_FILES = 500
BATCH_BYTES = 32 * 1024 * 1024
# Batches that are read while one is written.
AHEAD = 2

logger = logging.getLogger(__name__)


def import_paths(
    paths: Sequence[str],
    options: Options | None = None,
    on_file: Callable[[FileReport], None] = lambda report: None,
    user=None,
) -> ImportReport:
    """Import files, folders and archives. `on_file` is called for each file once it is safely stored.

    Raises what the database raises when it cannot be written to at all (away, full): what was stored by then is whole.
    """
    options = options or Options()
    with ExitStack() as stack:
        if options.dry_run:
            stack.enter_context(transaction.atomic())
            stack.callback(transaction.set_rollback, True)
        told = {"paths": [printable(path) for path in paths], "options": options.as_json()}
        run = alone(lambda: ImportRun.objects.create(user=user, **told))
        return Import(run, options, on_file).all_of(walk(paths))


class Import:
    """One run over any number of files."""

    def __init__(self, run: ImportRun, options: Options, on_file: Callable[[FileReport], None]):
        self.run, self.options, self.on_file = run, options, on_file
        self.writer = Writer(run, options)
        self.report = ImportReport(run_id=run.pk)

    def all_of(self, files: Iterable[Found]) -> ImportReport:
        started = time.perf_counter()
        waiting: deque[tuple[list[Item], Callable[[], None]]] = deque()
        with _collecting_seldom(), Reading(self.options.jobs, self.options.tell) as reading:
            for batch in _batches(files):
                waiting.append((batch, self._start(batch, reading)))
                if len(waiting) > AHEAD:
                    self._finish(*waiting.popleft())
            while waiting:
                self._finish(*waiting.popleft())
        if any(self.report.counts[outcome] for outcome in WRITTEN):
            search.settle(Article.objects.all())
            if not self.options.dry_run:
                alone(lambda: refresh_statistics(self._written))
        self.report.seconds = time.perf_counter() - started
        alone(lambda: ImportRun.objects.filter(pk=self.run.pk).update(finished_at=timezone.now()))
        return self.report

    @property
    def _written(self) -> int:
        """How many articles, or more: a file that was changed may hold several."""
        counts = self.report.counts
        return counts["articles"] + counts[Outcome.UPDATED] + counts[Outcome.CONFLICT]

    def _start(self, batch: list[Item], reading: Reading) -> Callable[[], None]:
        """Find out what is known already, and begin to read the rest."""
        known: dict[str, str] = {}
        for chunk in in_chunks(item.sha256 for item in batch if item.sha256):
            known |= dict(Document.objects.filter(sha256__in=chunk, error="").values_list("sha256", "location"))
        for item in batch:
            item.known_at = known.get(item.sha256, "")
        return reading.start([item for item in batch if item.sha256 and (self.options.tell or not item.is_known)])

    def _finish(self, batch: list[Item], read: Callable[[], None]) -> None:
        read()
        try:
            reports = self._write(batch)
        except Exception:
            logger.debug("A batch failed; its files are stored one by one.", exc_info=True)
            reports = (report for item in batch for report in self._write_alone(item))
        for report in reports:
            self.on_file(report)

    def _write(self, items: list[Item]) -> list[FileReport]:
        """All of these files, or none of them."""

        def work() -> tuple[list[FileReport], ImportReport]:
            reports = self.writer.write(items)
            report = self.report.plus(reports)
            ImportRun.objects.filter(pk=self.run.pk).update(counts=report.counts)
            return reports, report

        try:
            reports, self.report = alone(work)
        except Exception:
            self.writer.forget()
            raise
        return reports

    def _write_alone(self, item: Item) -> list[FileReport]:
        try:
            return self._write([item])
        except Exception as error:
            logger.debug("%s was not stored.", item.found.path, exc_info=True)
            item.fail(Failure("not-stored", _("The database refused it: %(reason)s.") % {"reason": error}, REMEDY))
            return self._write([item])


# What writes to articles.
WRITTEN = (Outcome.CREATED, Outcome.UPDATED, Outcome.CONFLICT)
REMEDY = "Look at the message; when its cause is gone, import the file again."


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _batches(files: Iterable[Found]) -> Iterator[list[Item]]:
    """Lists of files of a size that memory and one transaction bear."""
    batch, size = [], 0
    for found in files:
        batch.append(Item(found, hashlib.sha256(found.data).hexdigest() if found.location else ""))
        size += len(found.data)
        if len(batch) == BATCH_FILES or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
