"""The headline of a web page, what stands around it, and where in the site the page is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ..imprint import read_imprint
from .page_content import key_of, text_of
from .page_head import PageHead
from .post_fields import tidied_title

_TITLE_CLASS = re.compile(r"(?:^|[\s_-])(?:\w*title|tit|bt|biaoti|headline|h1)(?=$|[\s_\d-])", re.I)
_KICKER_CLASS = re.compile(
    r"pre-?title|kicker|yin-?ti|shoulder|eyebrow|jian-?ti|\bpre\b|(?:sup|sub|fu|second)-?title", re.I
)
_DECK_CLASS = re.compile(r"(?:sub|fu|second)-?title|fu-?biao-?ti|fu-?ti|\bsub\b|deck|standfirst|title2", re.I)
_HERE = re.compile(
    r"[^:：]{0,4}(?:所在|当前)?的?位置(?:是|为)?\s*[:：]?|当前(?:页面|栏目)?\s*[:：]|您?现在浏览\s*[:：]"
)
_STEP = re.compile(r"\s*(?:>+|＞+|»|›|→|\\|\||::|－>|->|[-—]{2,}|\s[/-]\s)\s*")
_CRUMBS = re.compile(r"crumb|\bbread\b|position|location|dqwz|weizhi|site-?path|breadnav", re.I)
_NO_COLUMN = re.compile(
    r".{0,12}首页|主页|网站|Home|正文|详情|文章|内容|查看|(?:浏览|新闻|信息|文章)(?:文章|内容|正文|详情)|", re.I
)
_HOME_FIRST = re.compile(r"\s*(?:网站)?首页\s*[>＞»›]")
# The first step of a path is the site itself.
_SITE = re.compile(r".{2,12}(?:网|网站|在线|门户(?:网站)?|人民政府)")
MAX_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Headline:
    """The title, the element that shows it (None where none does), and the lines above and below."""

    title: str
    raw: str = ""
    element: etree._Element | None = None
    kicker: str = ""
    deck: str = ""


def headline_of(root: etree._Element, head: PageHead) -> Headline:
    """The headline: what the page shows and its head says alike, else the one of them that there is."""
    shown = [(element, text) for element, text in _candidates(root) if text]
    by_key = {key_of(text): (element, text) for element, text in reversed(shown)}
    main = [(element, text) for element, text in shown if element.tag == "h1"]
    alike = next(((*by_key[key_of(said)], said) for said in head.titles() if key_of(said) in by_key), None)
    if alike:
        element, text = alike[0], min(alike[1:], key=len)
    elif len(main) == 1:
        element, text = main[0]
    else:
        element, text = None, head.likeliest_title()
    title, raw = tidied_title(text)
    kicker, deck = _around(element) if element is not None else ("", "")
    return Headline(title, raw, element, kicker, deck)


def _candidates(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Headings, the larger first, then whatever is called a title."""
    for tag in ("h1", "h2", "h3"):
        yield from ((element, text_of(element)) for element in root.iter(tag))
    for element in root.iter("div", "p", "span", "td", "strong", "b", "font", "h4", "li"):
        if len(element) < 10:
            name = f"{element.get('class', '')} {element.get('id', '')}"
            text = (
                text_of(element)
                if _TITLE_CLASS.search(name) or element.tag in ("strong", "b", "font", "td", "p")
                else ""
            )
            if len(text) <= MAX_LENGTH:
                yield element, text


def _around(element: etree._Element) -> tuple[str, str]:
    above = next((text for text in _beside(element, True, _KICKER_CLASS)), "")
    below = next((text for text in _beside(element, False, _DECK_CLASS)), "")
    return above, below


def _beside(element: etree._Element, preceding: bool, name: re.Pattern) -> Iterator[str]:
    """Short lines next to the headline that are called, or set as, a line of it."""
    for sibling in element.itersiblings(preceding=preceding):
        if not isinstance(sibling.tag, str):
            continue
        text = text_of(sibling)
        called = name.search(f"{sibling.get('class', '')} {sibling.get('id', '')}")
        set_so = sibling.tag in ("h2", "h3", "h4", "h5")
        if text and len(text) <= MAX_LENGTH and (called or set_so) and not read_imprint(text):
            yield text
        if text:
            return


def column_of(root: etree._Element, head: PageHead, title: str) -> tuple[str, ...]:
    """The labels of the breadcrumbs, without the site's front page and the article itself."""
    site = {key_of(name) for name in (head.first("sitename", "og:site_name"),) if name}
    for element in root.iter("div", "p", "ul", "ol", "nav", "span", "td", "section"):
        name = f"{element.get('class', '')} {element.get('id', '')} {element.get('aria-label', '')}"
        text = text_of(element) if _CRUMBS.search(name) or _says_here(element) else ""
        if 1 < len(text) <= MAX_LENGTH + len(title) and (_STEP.search(text) or len(list(element.iter("a"))) > 1):
            labels = _labels(element, text)
            if len(labels) > 1 and _SITE.fullmatch(labels[0]):
                labels = labels[1:]
            return tuple(
                label
                for label in labels
                if not _NO_COLUMN.fullmatch(label) and key_of(label) not in site and key_of(label) != key_of(title)
            )
    section = head.first("columnname", "article:section", "column") or head.data_text("articleSection")
    return (section,) if section and not _NO_COLUMN.fullmatch(section) else ()


def _says_here(element: etree._Element) -> bool:
    text = element.text or ""
    if "位置" in text or ("首页" in text and _HOME_FIRST.match(text)):
        return True
    return len(element) > 0 and isinstance(element[0].tag, str) and "位置" in (element[0].text or "")


def _labels(element: etree._Element, text: str) -> list[str]:
    path = _HERE.sub("", text, count=1) if _HERE.match(text) else text
    parts = [part.strip(" \u3000:：") for part in _STEP.split(path)]
    return parts if len(parts) > 1 else [text_of(link) for link in element.iter("a")]
