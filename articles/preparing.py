"""From the bytes of a file to what the database takes. Pure, so that it runs in worker processes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sources.blocks import to_html
from sources.outline import moment, outline, page_outline
from sources.packing import pack
from sources.parsed import Credit, ParsedArticle, ParsedFile, UnreadableFile, Warning
from sources.readers import read

from .cleaning import TooDeep, clean_data, clean_html, clean_text, plain_text
from .identity import identity, own_identity
from .merging import marks
from .signatures import Signature, sign

_OF_THE_WEB = re.compile(r"https?://[^/\s]", re.IGNORECASE)
Warnings = tuple[dict[str, Any], ...]
Read = Callable[[bytes, str], ParsedFile]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file was not taken. `code` is stable; `message` names the culprit, `remedy` what to do."""

    code: str
    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """One article, ready to store.

    `values` are JSON-ready and clean, one for each of FIELDS; what the file does not say is empty. `identity` is the
    public name; `own_identity` is the one it takes where another article has that name already.
    """

    identity: str
    own_identity: str
    values: dict[str, Any]
    marks: dict[str, str]
    text: str
    signature: Signature | None
    warnings: Warnings
    outline: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Prepared:
    """One file, ready to store: articles, or why it is skipped, or why it failed. `content` is the packed bytes."""

    content: bytes
    format: str = ""
    encoding: str = ""
    warnings: Warnings = ()
    page: dict[str, Any] | None = None
    leavings: tuple[str, ...] = ()
    articles: tuple[PreparedArticle, ...] = ()
    skipped: str = ""
    failure: Failure | None = None


def prepare(data: bytes, name: str, tell: bool = False, reader: Read = read) -> Prepared:
    """Read a file and clean what it says. Never raises: what goes wrong with a file is its `failure`.

    With `tell` each article carries its `outline`, in the shape of the gold files.
    """
    content = pack(data)
    try:
        return _prepared(content, reader(data, name), tell)
    except UnreadableFile as error:
        return Prepared(content, failure=Failure(error.code, str(error), error.remedy))
    except TooDeep:
        return Prepared(content, failure=Failure("nested-too-deep", "Elements are nested too deep.", _SIMPLIFY))
    except Exception as error:  # One bad file never stops the others, whatever is wrong with it or with its reader.
        message = f"The reader failed: {type(error).__name__}: {error}"
        return Prepared(content, failure=Failure("reader-failed", clean_text(message), _REPORT))


_SIMPLIFY = "Save the page as plain text, or take the needless elements out of it."
_REPORT = "Keep the file, and report it with this message to those who look after the program."


def _prepared(content: bytes, parsed: ParsedFile, tell: bool) -> Prepared:
    if not parsed.articles and not parsed.skipped:
        raise UnreadableFile("no-article", "There is no article in the file.", "Look whether the file is whole.")
    of_file = _warnings(parsed.warnings)
    articles = _apart([_article(article, of_file, tell) for article in parsed.articles])
    return Prepared(
        content,
        parsed.format,
        parsed.encoding,
        _all_warnings(of_file, articles),
        clean_data(page_outline(parsed.page)),
        parsed.leavings,
        tuple(articles),
        parsed.skipped,
    )


def _apart(articles: list[PreparedArticle]) -> list[PreparedArticle]:
    """Articles of one file that share an identity (one address for a whole page) take their own ones."""
    seen: set[str] = set()
    apart = []
    for position, article in enumerate(articles):
        if article.identity in seen:
            article = replace(article, identity=article.own_identity)
        if article.identity in seen:
            article = replace(article, identity=f"{article.own_identity}-{position}")
        seen.add(article.identity)
        apart.append(article)
    return apart


def _all_warnings(of_file: Warnings, articles: list[PreparedArticle]) -> Warnings:
    """Every warning of a file with the position of its article, which is None for what concerns the whole file."""
    own = (
        {**warning, "position": position}
        for position, article in enumerate(articles)
        for warning in article.warnings[len(of_file) :]
    )
    return (*({**warning, "position": None} for warning in of_file), *own)


def _article(article: ParsedArticle, of_file: Warnings, tell: bool) -> PreparedArticle:
    values = _values(article)
    text = plain_text(values["body"])
    warnings = of_file + _warnings(article.warnings)
    if (address := values["original_url"]) and not _OF_THE_WEB.match(address):
        values |= {"original_url": "", "extra": {**values["extra"], "original_url": address}}
        warnings += ({"code": "unusable-url", "detail": address},)
    return PreparedArticle(
        identity(article, text),
        own_identity(article, text),
        values,
        marks(values),
        text,
        sign(text),
        warnings,
        outline(article) if tell else None,
    )


def _values(article: ParsedArticle) -> dict[str, Any]:
    republisher = article.republisher
    values = {
        "title": article.title,
        "raw_title": article.raw_title,
        "kicker": article.kicker,
        "deck": article.deck,
        "column": article.column,
        "summary": article.summary,
        "source": article.source or "",
        "republisher": republisher.name if republisher else "",
        "republisher_url": republisher.url if republisher else "",
        "category": article.category or "",
        "tags": article.tags,
        "original_url": article.original_url or "",
        "external_id": article.external_id or "",
        "published_at": moment(article.published_at) or "",
        "language": article.language,
        "usage_terms": article.usage_terms,
        "extra": article.extra,
    }
    values = {name: clean_data(value) if value else value for name, value in values.items()}
    values["column"] = list(values["column"])
    values["tags"] = list(dict.fromkeys(tag for tag in values["tags"] if tag))
    values["credits"] = _credits(article.credits)
    values["body"] = clean_html(to_html(article.blocks))
    return values


def _credits(credits: tuple[Credit, ...]) -> list[list[str]]:
    """Each person once in each role, as [name, role, affiliation]."""
    told = ((clean_text(who.name), who.role, clean_text(who.affiliation)) for who in credits)
    return [list(who) for who in dict.fromkeys(told) if who[0]]


def _warnings(warnings: tuple[Warning, ...]) -> Warnings:
    return tuple({"code": warning.code, "detail": clean_text(warning.detail)} for warning in warnings)
