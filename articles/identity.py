"""What makes an article the same article, on every machine and in every file that tells of it."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime

from sources.parsed import ParsedArticle

# Feeds put their own letters before one and the same number: NW202202252289085326 and 202202252289085326.
_PREFIXED = re.compile(r"\A[A-Za-z]{1,3}(?=\d{8,}$)")
_SAFE = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_SHORTEST_ID = 8
_LONGEST_ID = 80
_OPENING = 200
_URL = re.compile(r"https?://(?:www\.)?([^/?#]+[/?](?=[^/?#])[^#]*)", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def canonical_id(external_id: str) -> str:
    """An external id without the letters that a feed puts before it; lower case."""
    return _PREFIXED.sub("", external_id.strip()).casefold()


def has_feed_prefix(external_id: str) -> bool:
    """Whether letters of a feed stand before the number, as they do on a full post and not on its digest."""
    return bool(_PREFIXED.match(external_id.strip()))


def identity(article: ParsedArticle, text: str) -> str:
    """The article's public name: lower case, safe in an address, at most 80 characters.

    It is the external id where there is one that can stand alone; else a digest of the original address; else of
    title, publisher, date and the opening of `text`.
    """
    external_id = canonical_id(article.external_id or "")
    if _SHORTEST_ID <= len(external_id) <= _LONGEST_ID and _SAFE.fullmatch(external_id):
        return external_id
    address = _address(article.original_url or "")
    if external_id or address:
        return _digest(external_id, address or article.source or "")
    return own_identity(article, text)


def own_identity(article: ParsedArticle, text: str) -> str:
    """The public name of an article by what it says alone: title, publisher, date and the opening of `text`."""
    return _digest(article.title, article.source or "", _moment(article.published_at), _opening(text))


def _address(url: str) -> str:
    """An address without what may differ for one page; empty for a home page, which is no article's own."""
    match = _URL.match(url.strip())
    return match[1].rstrip("/") if match else ""


def _opening(text: str) -> str:
    return _SPACE.sub("", text[: 2 * _OPENING])[:_OPENING]


def _moment(value: datetime | date | None) -> str:
    if isinstance(value, datetime):
        return str(int(value.timestamp()))
    return value.isoformat() if value else ""


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]
