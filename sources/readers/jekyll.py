"""Posts of static site generators (Jekyll, Hugo): a front matter, and a body in Markdown or HTML."""

from __future__ import annotations

import re
from pathlib import PurePath

from .. import dates
from ..blocks import Block, Heading
from ..blocks.headings import promote
from ..dates import Moment
from ..parsed import JEKYLL, ParsedArticle, ParsedFile, UnreadableFile
from . import front_matter, site_files
from .body import body_warnings, credited, gaps, plain, read_body
from .front_matter import FrontMatter
from .markdown_body import blocks_of, take_apart
from .post_fields import Fields, hinted_publisher, identifier, tidied_title

_DATED_NAME = re.compile(r"(\d{4}-\d{1,2}-\d{1,2}|\d{8})(?=[-_.])")
_QUOTE_MARK = re.compile(r"^\s*>[ \t]?", re.M)


def matches(text: str) -> bool:
    """Whether `text` is a post, or another file of a site made of posts."""
    return front_matter.is_present(text) or site_files.is_site_file(text)


def read(text: str, name: str = "") -> ParsedFile:
    """The one article of a post. `name` tells the day where nothing else does.

    A site's own files (layouts, category pages, configuration) come as skipped. Of several categories the first is
    the article's; the others are kept in `extra["categories"]`. Raises UnreadableFile where there is no title.
    """
    post = front_matter.split(text) or FrontMatter({}, text)
    fields = Fields(post.values)
    moment = fields.date() or _moment_of(name)
    if why := site_files.reason(post, moment is not None, name):
        return ParsedFile(JEKYLL, skipped=why)
    return ParsedFile(JEKYLL, articles=(_article(post, fields, moment),))


def _moment_of(name: str) -> Moment | None:
    match = _DATED_NAME.match(PurePath(name).name)
    return dates.parse(match[1], compact=True) if match else None


def _article(post: FrontMatter, fields: Fields, moment: Moment | None) -> ParsedArticle:
    parts = take_apart(post.body)
    title, raw_title = fields.title()
    title, raw_title, blocks = _titled(title, raw_title, blocks_of(_below_title(parts.text, title)))
    if not title:
        raise _untitled(moment)
    digest = read_body(blocks_of(_QUOTE_MARK.sub("", parts.digest)), digest=True)
    body = read_body(blocks) if blocks else digest
    people, publisher = fields.people()
    tags, categories = fields.tags(), fields.categories()
    category = categories[0] if categories else None
    source = body.source or digest.source or fields.source() or publisher or hinted_publisher(tags, category)
    moment = moment or body.published or digest.published
    url = parts.address or fields.url() or parts.address
    return ParsedArticle(
        title=title,
        raw_title=raw_title,
        kicker=fields.kicker(),
        deck=fields.deck(),
        summary=plain(digest.blocks) or fields.summary(),
        blocks=tuple(_leveled(promote(body.blocks))),
        source=source,
        category=category,
        tags=tags,
        published_at=moment.value if moment else None,
        original_url=url or None,
        external_id=fields.external_id() or identifier(url or ""),
        usage_terms=body.usage_terms,
        credits=credited(people, digest.credits, body.credits),
        language=fields.language(),
        warnings=(*post.warnings, *gaps(source, moment, url), *body_warnings(title, body.blocks)),
        extra=_extra(fields, post, categories[1:]) | body.extra,
    )


def _titled(title: str, raw: str, blocks: list[Block]) -> tuple[str, str, list[Block]]:
    """Title, raw title, and the blocks without the heading that repeats the title, or is it."""
    first = blocks[0] if blocks and isinstance(blocks[0], Heading) else None
    if first and not title:
        title, raw = tidied_title(first.text)
    if first and tidied_title(first.text)[0] == title:
        blocks = blocks[1:]
    return title, raw, blocks


def _below_title(text: str, title: str) -> str:
    """A body without its first line where that is the title once more, unless there is nothing else."""
    first = text[: len(title) + 40].lstrip().partition("\n")[0]
    if not title or first[:1] == "<" or tidied_title(first.strip("# "))[0] != title:
        return text
    rest = text.lstrip()[len(first) :]
    return rest if rest.strip() else text


def _untitled(moment: Moment | None) -> UnreadableFile:
    return UnreadableFile(
        "missing-title",
        "The post has no title." if moment else "The post has no title and no date.",
        "Give its front matter a title." if moment else "Give its front matter a title and a date.",
    )


def _leveled(blocks: list[Block]) -> list[Block]:
    """Headings from the second level on, where the first was the title's."""
    if {block.level for block in blocks if isinstance(block, Heading)} != {3}:
        return blocks
    return [Heading(block.text) if isinstance(block, Heading) else block for block in blocks]


def _extra(fields: Fields, post: FrontMatter, categories: list[str]) -> dict:
    extra = fields.extra()
    if categories:
        extra["categories"] = categories
    if post.preamble:
        extra["preamble"] = post.preamble
    return extra
