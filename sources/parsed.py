"""What every reader returns: plain, frozen data that knows no database and no Django."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from .blocks import Block

REPORTER = "reporter"
CORRESPONDENT = "correspondent"
AUTHOR = "author"
PHOTOGRAPHER = "photographer"
EDITOR = "editor"
PAGE_EDITOR = "page_editor"
ART_EDITOR = "art_editor"
TRANSLATOR = "translator"
ROLES = (
    REPORTER,
    CORRESPONDENT,
    AUTHOR,
    PHOTOGRAPHER,
    EDITOR,
    PAGE_EDITOR,
    ART_EDITOR,
    TRANSLATOR,
)

JEKYLL = "jekyll"
REPOST = "repost"
NEWSPAPER_PAGE = "newspaper-page"
HTML = "html"
TEXT = "text"
FORMATS = (JEKYLL, REPOST, NEWSPAPER_PAGE, HTML, TEXT)


@dataclass(frozen=True, slots=True)
class Credit:
    """A person and what they did (署名). `role` is one of ROLES, `affiliation` may be empty."""

    name: str
    role: str
    affiliation: str = ""


@dataclass(frozen=True, slots=True)
class Warning:
    """Something an editor should look at. `code` is a stable slug such as `missing-date`."""

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Republisher:
    """The site that reprinted an article (转载方), `url` as printed."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Caption:
    """A picture's caption without the picture, with the photographer taken out of it (图说)."""

    text: str
    credits: tuple[Credit, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What belongs to a printed page and to no one article."""

    captions: tuple[Caption, ...] = ()
    credits: tuple[Credit, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """One article as a file tells it. Empty text and None mean that the file does not say.

    `published_at` is an aware datetime, or a date where the file gives only a day.
    `column` runs from the outer label to the inner one. `raw_title` is set where `title` was tidied.
    `extra` keeps what the file says and no field holds (unknown front-matter keys, say).
    """

    title: str
    blocks: tuple[Block, ...] = ()
    raw_title: str = ""
    kicker: str = ""
    deck: str = ""
    column: tuple[str, ...] = ()
    summary: str = ""
    source: str | None = None
    republisher: Republisher | None = None
    category: str | None = None
    tags: tuple[str, ...] = ()
    published_at: datetime | date | None = None
    original_url: str | None = None
    external_id: str | None = None
    usage_terms: str = ""
    credits: tuple[Credit, ...] = ()
    language: str = "zh-Hans"
    warnings: tuple[Warning, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What one file holds.

    `skipped` says why a file is not an article (site furniture); it then has no articles and is no failure.
    `leavings` are codes of what went into no article; see leavings.py.
    """

    format: str
    encoding: str = ""
    articles: tuple[ParsedArticle, ...] = ()
    page: Page | None = None
    warnings: tuple[Warning, ...] = ()
    leavings: tuple[str, ...] = ()
    skipped: str = ""


class UnreadableFile(ValueError):
    """A file that cannot become an article. `code` is stable; the message says what is wrong, `remedy` what to do."""

    def __init__(self, code: str, message: str, remedy: str = ""):
        super().__init__(message)
        self.code = code
        self.remedy = remedy
