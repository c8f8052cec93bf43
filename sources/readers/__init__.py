"""The formats this archive reads, and which reader takes which file."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

from .. import parsed
from ..decoding import decode
from ..leavings import leavings
from ..parsed import ParsedArticle, ParsedFile, UnreadableFile, Warning
from . import front_matter, html_page, jekyll, newspaper, repost, text

# A reader is a module with `matches(text) -> bool` and `read(text, name) -> ParsedFile`.
# The first that matches takes the file; the last takes whatever text is left.
READERS: dict[str, ModuleType] = {
    parsed.JEKYLL: jekyll,
    parsed.HTML: html_page,
    parsed.REPOST: repost,
    parsed.NEWSPAPER_PAGE: newspaper,
    parsed.TEXT: text,
}


def detect(content: str) -> str:
    """The format of a decoded file, by its content alone; one of `parsed.FORMATS`."""
    return next(name for name, reader in READERS.items() if reader.matches(content))


def read(data: bytes, name: str = "") -> ParsedFile:
    """Decode `data`, find its format and read it.

    `name` is the file's name or path; it is used only for what the bytes do not say (a date in a Jekyll file name).
    Raises UnreadableFile where no article can be had of it.
    """
    decoded = decode(data)
    if not decoded.text.strip():
        raise UnreadableFile("empty-file", "The file is empty.", "Put the article's text into it, or delete it.")
    reader = READERS[detect(decoded.text)]
    file = reader.read(decoded.text, name)
    if reader is jekyll and decoded.encoding == "utf-8-sig":
        file = replace(file, articles=tuple(map(_not_at_start, file.articles)))
    file = replace(file, encoding=decoded.encoding, warnings=(*decoded.warnings, *file.warnings))
    has_head = reader is jekyll and front_matter.is_present(decoded.text)
    return replace(file, leavings=leavings(decoded.text, file, has_head))


def _not_at_start(article: ParsedArticle) -> ParsedArticle:
    """A post whose front matter stands behind a byte order mark, which keeps the site's generator from seeing it."""
    known = any(warning.code == "front-matter-not-at-start" for warning in article.warnings)
    warning = () if known else (Warning("front-matter-not-at-start", "BOM"),)
    return replace(article, warnings=(*warning, *article.warnings))
