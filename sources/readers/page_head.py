"""What a web page says of its article in its head: meta tags, and data for search engines (JSON-LD)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, SoupStrainer

_TITLE_BREAK = re.compile(r"\s*(?:[_|｜丨]|--+|—{2,}|\s[–—·:]\s|-)\s*")
_TITLE_LENGTH = 300
_SITE = re.compile(r"[\u4e00-\u9fff]{2,14}(?:网|网站|门户|人民政府|频道)\s*(?:[_|｜丨—–-])")
_ARTICLES = re.compile(r"(?:News|Report|Blog|Tech)?\w*Article|BlogPosting|Report")


class PageHead:
    """The head of a page, asked by name; names do not mind case."""

    def __init__(self, html: str):
        soup = BeautifulSoup(html, "lxml", parse_only=SoupStrainer(["meta", "title", "link", "script"]))
        self.meta: dict[str, str] = {}
        for tag in soup.find_all("meta", content=True):
            name = tag.get("name") or tag.get("property") or tag.get("itemprop") or ""
            content = tag["content"].strip()
            if name and content:
                self.meta.setdefault(name.strip().casefold(), content)
        self.data = next(_articles(soup), {})
        self.title = " ".join(soup.title.get_text().split()) if soup.title else ""
        link = soup.find("link", rel="canonical", href=True)
        self.canonical = link["href"].strip() if link else ""

    def first(self, *names: str) -> str:
        """The first of the named meta tags that says something."""
        return next((self.meta[name] for name in names if self.meta.get(name)), "")

    def data_text(self, *names: str) -> str:
        """A text of the JSON-LD article; of a person or a publisher the name."""
        for name in names:
            for value in _flat(self.data.get(name)):
                return value
        return ""

    def data_names(self, name: str) -> list[str]:
        return list(_flat(self.data.get(name)))

    def titles(self) -> list[str]:
        """What may be the title, likeliest first; the `<title>` with and without what sites add to it."""
        return [*self._said(), self.title, *_shortened(self.title), *_beheaded(self.title)]

    def likeliest_title(self) -> str:
        """The title where the page shows none: without the site's name, and the short one of a column before it."""
        if said := self._said():
            return said[0]
        if _SITE.match(self.title):
            return next(_beheaded(self.title), self.title)
        title, *shorter = [self.title, *_shortened(self.title)][:3]
        if len(shorter) > 1 and len(shorter[0]) - len(shorter[1]) <= 6:
            return shorter[1]
        return shorter[0] if shorter else title

    def _said(self) -> list[str]:
        said = (self.first("articletitle", "og:title", "twitter:title", "title"), self.data_text("headline"))
        return [title for title in said if title]


def _shortened(title: str) -> Iterator[str]:
    """A title without its last part, without its last two, and so on: 标题-社会-某网."""
    for match in reversed(list(_TITLE_BREAK.finditer(title[:_TITLE_LENGTH]))):
        if match.start():
            yield title[: match.start()]


def _beheaded(title: str) -> Iterator[str]:
    """A title without what stands before it: 某市人民政府网站 - 标题."""
    for match in _TITLE_BREAK.finditer(title[:_TITLE_LENGTH]):
        if match.start() and match.end() < len(title):
            yield title[match.end() :]


def _articles(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            found = json.loads(script.string or "")
        except (ValueError, RecursionError):
            continue
        items = found.get("@graph", [found]) if isinstance(found, dict) else found
        for item in items if isinstance(items, list) else []:
            if isinstance(item, dict) and _ARTICLES.fullmatch(str(item.get("@type", ""))):
                yield item


def _flat(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _flat(item)
    elif isinstance(value, dict):
        yield from _flat(value.get("name"))
    elif isinstance(value, str) and value.strip():
        yield value.strip()
