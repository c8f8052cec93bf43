"""What an import did: of each file, and of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sources.labels import in_words
from sources.models import Outcome

from ..merging import fill
from ..preparing import Failure, Prepared, PreparedArticle
from .items import Item
from .values import unsettled


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file. `articles` are in the shape of the gold files where they were asked for."""

    path: str
    outcome: Outcome
    format: str = ""
    encoding: str = ""
    warnings: tuple[str, ...] = ()
    articles: tuple[dict[str, Any], ...] = ()
    made: int = 0
    page: dict[str, Any] | None = None
    failure: Failure | None = None
    reason: str = ""

    def as_json(self) -> dict[str, Any]:
        """One line of the command's output; `reason`, why a file is skipped, is for people."""
        failure = self.failure
        errors = [{"code": failure.code, "message": failure.message, "remedy": failure.remedy}] if failure else []
        return {
            "path": self.path,
            "outcome": self.outcome.value,
            "format": self.format,
            "encoding": self.encoding,
            "articles": list(self.articles),
            "page": self.page,
            "warnings": list(self.warnings),
            "errors": errors,
        }

    @property
    def is_warned(self) -> bool:
        return bool(self.warnings) and self.outcome in {Outcome.CREATED, Outcome.UPDATED, Outcome.CONFLICT}

    @property
    def is_noted(self) -> bool:
        """Whether an editor should know of it."""
        return self.is_warned or self.outcome in {Outcome.FAILED, Outcome.CONFLICT}


def reported(
    item: Item,
    outcome: Outcome,
    slugs: Sequence[str] = (),
    made: int = 0,
    failure: Failure | None = None,
    given: Mapping[str, Any] | None = None,
) -> FileReport:
    """The report of a file. `slugs` are its articles' public names, in order, where they are known."""
    prepared = item.prepared or Prepared(b"")
    return FileReport(
        path=item.found.path,
        outcome=outcome,
        format=prepared.format,
        encoding=prepared.encoding,
        warnings=tuple(dict.fromkeys(warning["code"] for warning in prepared.warnings)),
        articles=tuple(_lines(prepared.articles, slugs, given or {})),
        made=made,
        page=prepared.page,
        failure=translated(failure) if failure else None,
        reason=in_words(item.skipped),
    )


def translated(failure: Failure) -> Failure:
    """A failure in the language of whoever reads it: readers write theirs in English."""
    return Failure(failure.code, in_words(failure.message), in_words(failure.remedy))


def _lines(
    articles: Sequence[PreparedArticle], slugs: Sequence[str], given: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    for position, article in enumerate(articles):
        if article.outline is None:
            continue
        values = fill(article.values, given)
        yield {
            **article.outline,
            "source": values["source"] or None,
            "tags": values["tags"],
            "slug": slugs[position] if position < len(slugs) else article.identity,
            "text": article.text,
            "body": article.values["body"],
            "warnings": [warning["code"] for warning in unsettled(article.warnings, values)],
        }


@dataclass(slots=True)
class ImportReport:
    """What became of all files.

    `counts` are files by outcome, and `files`, `warned` (files) and `articles` (made).
    """

    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    run_id: int | None = None

    def plus(self, reports: Iterable[FileReport]) -> ImportReport:
        """This report and these files."""
        counts = Counter(self.counts)
        for report in reports:
            warned = int(report.is_warned)
            counts.update({"files": 1, report.outcome.value: 1, "warned": warned, "articles": report.made})
        return replace(self, counts=counts)

    @property
    def failed(self) -> bool:
        return bool(self.counts[Outcome.FAILED])
