"""Saved pages of news and government sites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from .. import dates
from ..blocks import Block, Heading, ItemList, Paragraph, inline_text
from ..blocks.from_html import blocks_from_tree
from ..blocks.headings import promote
from ..blocks.tree import parse
from ..bylines import byline
from ..dates import Moment
from ..furniture import is_furniture, shows_others
from ..imprint import Imprint, publisher_note, read_imprint
from ..leavings import FURNITURE
from ..parsed import AUTHOR, HTML, REPORTER, Credit, ParsedArticle, ParsedFile, UnreadableFile
from ..publishers import is_publisher, names_nobody
from .body import body_warnings, credited, gaps, read_body
from .page_content import content_of, key_of, remove_furniture, text_of
from .page_head import PageHead
from .page_headline import Headline, column_of, headline_of
from .post_fields import identifier

_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_FRAGMENT = re.compile(r"\s*<(?:div|article|section|main|table|h1|header)\b", re.I)
_TITLED = re.compile(r"<(?:h1|title)\b", re.I)
_AUTHOR_CLASS = re.compile(r"author|writer|byline|zuozhe", re.I)
_ONE_NAME = re.compile(r"[^\W\d_]+(?:[ ·•'-][^\W\d_]+){0,3}\Z")
_DATE_META = (
    "pubdate", "publishdate", "article:published_time", "og:release_date", "datepublished", "publish_date", "date",
    "bytedance:published_time", "weibo:article:create_at", "dc.date", "createdate", "firstpublishedtime", "_pubtime",
)  # fmt: skip


def matches(text: str) -> bool:
    """Whether `text` is a web page, or a piece of one that has a headline."""
    return bool(_PAGE.match(text) or (_FRAGMENT.match(text) and _TITLED.search(text)))


def read(text: str, name: str = "") -> ParsedFile:
    """The article of a page. Raises UnreadableFile where the page has no title, or is nested too deep."""
    root = parse(text)
    head = PageHead(text)
    page = root.find("body") if root.find("body") is not None else root
    headline = headline_of(page, head)
    if not headline.title:
        raise UnreadableFile("missing-title", "The page has no title.", "Give it a <title> or an <h1>.")
    column = column_of(page, head, headline.title)
    has_furniture = remove_furniture(page, headline.element)
    article = _article(page, head, headline, column)
    return ParsedFile(HTML, articles=(article,), leavings=(FURNITURE,) if has_furniture else ())


def _article(page: etree._Element, head: PageHead, headline: Headline, column: tuple[str, ...]) -> ParsedArticle:
    content = content_of(page, headline.element)
    url = next((a for a in (head.canonical, head.first("og:url")) if re.match(r"(?:https?:)?//", a)), None)
    around = [*_imprints(headline.element, content), *_editors_after(content)]
    blocks = _without_page_lines(blocks_from_tree(content, url or ""))
    blocks, inside = _without_head(blocks, headline)
    imprints = [*around, *inside]
    source = next((each.source for each in imprints if each.source), None) or _said_source(head)
    body = read_body(blocks, source=source)
    moment = _moment(next((each.published for each in imprints if each.published), None), head) or body.published
    blocks = promote(body.blocks)
    return ParsedArticle(
        title=headline.title,
        raw_title=headline.raw,
        kicker=headline.kicker,
        deck=headline.deck,
        column=column,
        summary="",
        blocks=tuple(blocks),
        source=body.source,
        published_at=moment.value if moment else None,
        original_url=url,
        external_id=identifier(url or ""),
        usage_terms=body.usage_terms,
        credits=_with_author(credited(*(each.credits for each in imprints), body.credits), head),
        warnings=(*gaps(body.source, moment, None), *body_warnings(headline.title, blocks)),
        extra={**_extra(head), **body.extra},
    )


def _imprints(headline: etree._Element | None, content: etree._Element) -> Iterator[Imprint]:
    """The lines between the headline and the text, each element as a whole before its parts."""
    if headline is None:
        return
    done: set[etree._Element] = set()
    for element in headline.xpath("following::*")[:80]:
        if element is content or content in element.iterancestors():
            return
        if not isinstance(element.tag, str) or not done.isdisjoint(element.iterancestors()):
            continue
        imprint = _imprint(element) if element not in content.iterancestors() else None
        if imprint is not None:
            done.add(element)
            yield imprint


def _imprint(element: etree._Element) -> Imprint | None:
    """What an element says of source, date and people; a name alone where it is marked as the author's."""
    text = text_of(element, "  ")
    found = read_imprint(text)
    if found is None and len(text) <= 30 and _AUTHOR_CLASS.search(element.get("class", "")):
        credits = byline(f"作者：{text}")
        return Imprint(credits=credits) if credits else None
    return found


def _editors_after(content: etree._Element) -> Iterator[Imprint]:
    """The line below the text that names the editors."""
    for element in content.xpath("following::*")[:60]:
        text = text_of(element, " ") if isinstance(element.tag, str) else ""
        if 3 < len(text) <= 60 and ("编" in text or "来源" in text or "作者" in text):
            if (name := publisher_note(text)) is not None:
                yield Imprint(name)
                return
            if found := byline(text):
                yield Imprint(credits=found)
                return


def _without_page_lines(blocks: list[Block]) -> list[Block]:
    kept: list[Block] = []
    for block in blocks:
        text = _text(block)
        if len(text) <= 20 and shows_others(text):
            break
        if not (is_furniture(text) or shows_others(text)):
            kept.append(block)
    return kept


def _without_head(blocks: list[Block], headline: Headline) -> tuple[list[Block], list[Imprint]]:
    """The blocks below the headline and its imprint, where those stand in one element with the text."""
    keys = {key_of(headline.title), key_of(headline.kicker), key_of(headline.deck)} - {""}
    at = next((at for at, block in enumerate(blocks) if key_of(_text(block)) == key_of(headline.title)), -1)
    blocks = blocks[at + 1 :] if at < 8 else blocks
    imprints = []
    while blocks:
        text = _text(blocks[0])
        imprint = read_imprint(text.replace("\n", "  ")) if isinstance(blocks[0], Paragraph | ItemList) else None
        if imprint is None and key_of(text) not in keys:
            break
        imprints += [imprint] if imprint else []
        blocks = blocks[1:]
    return blocks, imprints


def _text(block: Block) -> str:
    if isinstance(block, Heading):
        return block.text
    if isinstance(block, Paragraph):
        return inline_text(block.html.replace("<br>", "\n"))
    return "\n".join(map(inline_text, block.items)) if isinstance(block, ItemList) else ""


def _moment(shown: Moment | None, head: PageHead) -> Moment | None:
    """What the page shows, or what its head says where that is the same and more exact, or all there is."""
    texts = [head.first(name) for name in _DATE_META] + [head.data_text("datePublished", "dateCreated")]
    said = [moment for text in texts if text and (moment := dates.parse(text))]
    if shown is None:
        return next(iter(said), None)
    return next((moment for moment in said if _refines(moment, shown)), shown)


def _refines(moment: Moment, shown: Moment) -> bool:
    if not isinstance(moment.value, datetime):
        return False
    local = moment.value.astimezone(dates.SHANGHAI)
    if isinstance(shown.value, datetime):
        return local.replace(second=0) == shown.value.replace(second=0)
    return local.date() == shown.value


def _said_source(head: PageHead) -> str | None:
    said = head.first("contentsource", "source", "article:source", "mediaid", "copyfrom") or head.data_text("publisher")
    return None if names_nobody(said) else publisher_note(said) or said or None


def _with_author(credits: tuple[Credit, ...], head: PageHead) -> tuple[Credit, ...]:
    """The page's credits, and the author of its head where it names no writer: often that is the web editor again."""
    if any(credit.role in (AUTHOR, REPORTER) for credit in credits):
        return credits
    known = {credit.name for credit in credits} | {head.first("sitename", "og:site_name")}
    told = head.data_names("author")
    for name in filter(None, [head.first("author", "article:author"), *told]):
        if not (is_publisher(name) or names_nobody(name) or name in known):
            # Data for search engines say who is a person, whatever the name looks like.
            found = byline(f"作者：{name}") or (
                (Credit(name, AUTHOR),) if name in told and _ONE_NAME.match(name) else ()
            )
            credits = credited(credits, found)
    return credits


def _extra(head: PageHead) -> dict[str, str]:
    said = {"description": head.first("description", "og:description"), "keywords": head.first("keywords")}
    return {name: text for name, text in said.items() if text}
