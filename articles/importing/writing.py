"""A batch of read files, written to the database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from sources.models import Document, ImportedFile, ImportRun, Outcome

from ..merging import fill
from ..preparing import Failure, PreparedArticle
from .bulk import insert
from .creating import New, create
from .following import Written, follow, precede
from .items import Item, Options, rounds
from .limits import too_long
from .matching import Known, slugs_by_document
from .names import Sources, Tags
from .places import note_places
from .queries import ids_by, in_chunks
from .report import FileReport, reported, translated
from .updating import Version, update

# Where several articles of one file fared differently, the file is what comes first here.
WEIGHT = [Outcome.CONFLICT, Outcome.UPDATED, Outcome.CREATED, Outcome.UNCHANGED]


class Writer:
    """Writes batches of one run. Each call of `write` belongs in a transaction of its own."""

    def __init__(self, run: ImportRun, options: Options):
        self.run, self.options = run, options
        self.sources, self.tags = Sources(), Tags()
        self.written = Written(run)

    def forget(self) -> None:
        """For when a transaction was rolled back."""
        self.sources.forget()
        self.tags.forget()

    def write(self, items: list[Item]) -> list[FileReport]:
        """Store the files; their reports in the same order."""
        now = timezone.now()
        reports: dict[int, FileReport] = {}
        self.written = Written(self.run)
        for present in rounds(items):
            reports |= self._write_round(present, now)
        follow(self.written)
        self._record([(item, reports[id(item)]) for item in items])
        return [reports[id(item)] for item in items]

    def _write_round(self, items: list[Item], now: datetime) -> dict[int, FileReport]:
        stored = self._stored(item.sha256 for item in items if not item.is_known)
        reports, unchanged, fresh = {}, [], []
        for item in items:
            document = stored.get(item.sha256)
            if document and not document.error:
                item.known_at = document.location
            if item.is_known:
                unchanged.append(item)
            elif item.skipped:
                reports[id(item)] = reported(item, Outcome.SKIPPED)
            elif failure := item.failure or too_long(item.prepared):
                reports[id(item)] = self.fail(item, failure, document, now)
            else:
                fresh.append((item, document))
        return reports | self._see(unchanged, now) | self._store(fresh, now)

    def _stored(self, hashes: Iterable[str]) -> dict[str, Document]:
        """The documents that are there, those that failed among them."""
        stored = {}
        for chunk in in_chunks(key for key in hashes if key):
            documents = Document.objects.filter(sha256__in=chunk).defer("content")
            stored |= {document.sha256: document for document in documents}
        return stored

    def _see(self, items: list[Item], now: datetime) -> dict[int, FileReport]:
        """Note that files came again; nothing else is written."""
        for chunk in in_chunks(item.sha256 for item in items):
            Document.objects.filter(sha256__in=chunk).update(last_run=self.run, last_seen_at=now)
        note_places([item for item in items if item.known_at != item.found.location])
        slugs = slugs_by_document(item.sha256 for item in items) if self.options.tell else {}
        return {id(item): reported(item, Outcome.UNCHANGED, slugs.get(item.sha256, ())) for item in items}

    def fail(self, item: Item, failure: Failure, document: Document | None, now: datetime) -> FileReport:
        """Keep the bytes of a file that failed, where they were read, and why it did."""
        failure = translated(failure)
        error = f"{failure.message} {failure.remedy}".strip()
        if document:
            Document.objects.filter(pk=document.pk).update(error=error, last_run=self.run, last_seen_at=now)
        elif item.prepared:
            insert(Document, [self._row(item, now, error)])
        return reported(item, Outcome.FAILED, failure=failure)

    def _row(self, item: Item, now: datetime, error: str = "") -> dict[str, Any]:
        """A row of Document."""
        found, prepared = item.found, item.prepared
        return {
            "path": found.path,
            "location": found.location,
            "sha256": item.sha256,
            "size": len(found.data),
            "encoding": prepared.encoding,
            "format": prepared.format,
            "content": prepared.content,
            "warnings": list(prepared.warnings),
            "page": prepared.page,
            "leavings": list(prepared.leavings),
            "error": error,
            "first_run_id": self.run.pk,
            "last_run_id": self.run.pk,
            "first_seen_at": now,
            "last_seen_at": now,
        }

    def _store(self, fresh: list[tuple[Item, Document | None]], now: datetime) -> dict[int, FileReport]:
        if not fresh:
            return {}
        documents = self._save_documents(fresh, now)
        items = [item for item, _document in fresh]
        articles = [told for item in items for told in item.prepared.articles]
        self._load_names(articles)
        known = Known.load(articles, (item.found.location for item in items))
        precede(self.written, known.ids)
        new, reports = [], {}
        for item in items:
            made, reports[id(item)] = self._place(item, documents[item.sha256], known, now)
            new += made
        made = create(new, self.options, self.sources, self.tags)
        self.written.made += made.values()
        self.written.signatures |= {made[article.slug]: article.told.signature for article in new}
        return reports

    def _save_documents(self, fresh: list[tuple[Item, Document | None]], now: datetime) -> dict[str, int]:
        """The ids of the files' documents by SHA-256."""
        insert(Document, (self._row(item, now) for item, stored in fresh if not stored))
        for item, stored in fresh:
            if stored:  # It failed before, and is readable now.
                row = self._row(item, now)
                for name in ("first_run_id", "first_seen_at"):
                    del row[name]
                Document.objects.filter(pk=stored.pk).update(**row)
        return ids_by("sha256", Document, [item.sha256 for item, _stored in fresh])

    def _load_names(self, articles: list[PreparedArticle]) -> None:
        told = [fill(article.values, self.options.given) for article in articles]
        self.sources.load(name for values in told for name in (values["source"], values["republisher"]))
        self.sources.learn((values["source"], values["category"], values["tags"]) for values in told)
        self.tags.load(tag for values in told for tag in values["tags"])

    def _place(self, item: Item, document_id: int, known: Known, now: datetime) -> tuple[list[New], FileReport]:
        """Updates the articles that are there; returns those to make, and the file's report."""
        new, slugs, outcomes, taken = [], [], set(), set()
        for position, told in enumerate(item.prepared.articles):
            article = known.find(told, item.found.location, taken)
            if article:
                taken.add(article.pk)
                version = Version(told, document_id, position, item.found.location, self.options.given)
                outcome = update(article, version, self.sources, self.tags, now)
                outcomes.add(outcome)
                if outcome is not Outcome.UNCHANGED:
                    self.written.changed.append(article.pk)
                slugs.append(article.slug)
            else:
                values = fill(told.values, self.options.given)
                new.append(New(known.free_slug(told), told, values, document_id, position))
                slugs.append(new[-1].slug)
        if new:
            outcomes.add(Outcome.UPDATED if taken else Outcome.CREATED)
        outcome = min(outcomes, key=WEIGHT.index)
        return new, reported(item, outcome, slugs, made=len(new), given=self.options.given)

    def _record(self, pairs: list[tuple[Item, FileReport]]) -> None:
        """A row for each file that an editor should know of."""
        noted = [(item, report) for item, report in pairs if report.is_noted]
        stored = self._stored(item.sha256 for item, _report in noted)
        ImportedFile.objects.bulk_create(
            ImportedFile(
                run=self.run,
                document=stored.get(item.sha256),
                path=report.path,
                outcome=report.outcome,
                codes=[report.failure.code] if report.failure else list(report.warnings),
                message=report.failure.message if report.failure else "",
                remedy=report.failure.remedy if report.failure else "",
            )
            for item, report in noted
        )
