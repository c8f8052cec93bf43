"""A new version of a file, or another file of the same article, brought into the article that is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles import autotagging
from articles.cleaning import plain_text
from articles.models import Article, ArticleWarning, Credit, StatusChange, TagMark
from sources.models import Document, Outcome

from ..identity import canonical_id
from ..merging import GIVEN, Merge, combine, fill, is_digest, marks, merge
from ..preparing import PreparedArticle, prepare
from .bulk import insert
from .names import Sources, Tags
from .values import columns, credit_rows, current, unsettled


@dataclass(frozen=True, slots=True)
class Version:
    """One article as a document now tells it. `given` is what the command says for what files do not."""

    told: PreparedArticle
    document_id: int
    position: int
    location: str
    given: dict[str, Any]


def update(article: Article, version: Version, sources: Sources, tags: Tags, now: datetime) -> Outcome:
    """Merge a version into an article, keep what an editor changed, and keep both documents as evidence."""
    told, is_short = _told(article, version)
    given = _given(article, version)
    told = fill(told, given)
    sources.load([told["source"], told["republisher"]])
    tags.load(told["tags"])
    merged = merge(article.imported, current(article), told, sources.same)
    if TagMark.tags_refused(article).intersection(tags.ids_of(merged.changes.get("tags", ()))):
        merged = merged.disputed("tags")
    conflicts = {name: value for name, value in article.conflicts.items() if name not in merged.settled}
    conflicts |= merged.conflicts
    imported = marks(told) | ({GIVEN: given} if given else {})
    if imported == article.imported and conflicts == article.conflicts:
        article.evidence.add(version.document_id)
        return Outcome.UNCHANGED
    values = columns(merged.changes, sources) | {
        "imported": imported,
        "conflicts": conflicts,
        "has_conflicts": bool(conflicts),
    }
    _write(article, values | _derived(article, merged, now) | _evidence(article, version, is_short))
    _write_related(article, merged, tags)
    if not is_short:  # A digest lacks much that the full post has.
        _reopen_warnings(article, version, told)
    if merged.conflicts:
        return Outcome.CONFLICT
    return Outcome.UPDATED if merged.changes else Outcome.UNCHANGED


def _given(article: Article, version: Version) -> dict[str, Any]:
    """What a command gave for this article, earlier or now; the latest source, and the tags of all."""
    before = article.imported.get(GIVEN, {})
    given = {
        "source": version.given.get("source") or before.get("source", ""),
        "tags": list(dict.fromkeys([*before.get("tags", ()), *version.given.get("tags", ())])),
    }
    return {name: value for name, value in given.items() if value}


def _told(article: Article, version: Version) -> tuple[dict[str, Any], bool]:
    """What all files of the article say together, and whether this one is but the digest of another."""
    told = version.told
    if not article.external_id or canonical_id(article.external_id) != canonical_id(told.values["external_id"]):
        return told.values, False
    stands = {"external_id": article.external_id}
    if is_digest(told.values, stands):
        full = _read_again(article.document, article.position)
        return (combine(full.values, told.values, told.text) if full else told.values), bool(full)
    digest = _digest_of(article, version)
    return (combine(told.values, digest.values, digest.text) if digest else told.values), False


def _digest_of(article: Article, version: Version) -> PreparedArticle | None:
    """The newest document of the article that is a digest of what is told; never an earlier version of the file."""
    documents = [article.document, *article.evidence.order_by("-first_seen_at", "-pk")]
    for document in documents:
        if document and document.location != version.location:
            other = _read_again(document, 0)
            if other and is_digest(other.values, version.told.values):
                return other
    return None


def _read_again(document: Document | None, position: int) -> PreparedArticle | None:
    articles = prepare(document.data, document.path).articles if document else ()
    return articles[position] if position < len(articles) else None


def _derived(article: Article, merged: Merge, now: datetime) -> dict[str, Any]:
    derived: dict[str, Any] = {}
    if merged.changes or merged.conflicts:
        derived["updated_at"] = now
    if "body" in merged.changes:
        derived["text"] = plain_text(merged.changes["body"])
    if merged.changes.get("title") == "" and article.status == Article.Status.PUBLISHED:
        derived["status"] = Article.Status.DRAFT
        if article.has_appeared:
            derived["withdrawn_at"] = now
    return derived


def _evidence(article: Article, version: Version, is_short: bool) -> dict[str, Any]:
    """The article's document is the newest full one; all others are kept beside it."""
    if is_short:
        article.evidence.add(version.document_id)
        return {}
    if article.document:
        article.evidence.add(article.document)
    return {"document_id": version.document_id, "position": version.position}


def _write(article: Article, values: dict[str, Any]) -> None:
    # Not save(): what is written was cleaned when the file was read, and nothing else may be touched.
    Article.objects.filter(pk=article.pk).update(**values)
    after = values.get("status", article.status)
    if after != article.status:
        StatusChange.objects.create(article=article, before=article.status, after=after, made_at=values["updated_at"])


def _write_related(article: Article, merged: Merge, tags: Tags) -> None:
    if "tags" in merged.changes:
        autotagging.take_file_tags(article, tags.ids_of(merged.changes["tags"]))
    if "credits" in merged.changes:
        article.credits.all().delete()
        insert(Credit, credit_rows(article.pk, merged.changes["credits"]))


def _reopen_warnings(article: Article, version: Version, told: dict[str, Any]) -> None:
    """The new version's warnings stand, but for those of the last version that an editor has closed."""
    last = article.document.warnings if article.document else []
    still_open = {warning.code for warning in article.warnings.all()}
    closed = {w["code"] for w in last if w["position"] in {None, article.position}} - still_open
    article.warnings.all().delete()
    ArticleWarning.objects.bulk_create(
        ArticleWarning(article=article, **warning)
        for warning in unsettled(version.told.warnings, told)
        if warning["code"] not in closed
    )
