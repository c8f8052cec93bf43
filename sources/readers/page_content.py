"""Where on a web page the article stands, and what around it is the page's own."""

from __future__ import annotations

import re

from lxml import etree

from ..blocks.inline import squeezed

_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav\w*|menu\w*|bread-?crumbs?|crumbs?|share\w*|bd-?share\w*|print\w*|related?|relate-?\w*|recommend\w*|comments?|"
    r"pinglun|foot\w*|copy-?right\w*|side-?bar\w*|tool-?bar\w*|pagination|pager|page-?turn\w*|prev-?next|fenye|qr-?code\w*|ewm\w*|"
    r"erweima\w*|advert\w*|ads?|gg|banner\w*|hot-?\w*|rank\w*|log-?in\w*|search\w*|xgwz|xgyd|xgxx|friend-?links?|weixin|wechat|statement|"
    r"disclaimer|app-?download\w*|to-?top|go-?top|back-?top|right-?col\w*|aside|subscribe\w*)(?=$|[\s_-])",
    re.I,
)
_FURNITURE_TAGS = frozenset(
    ["nav", "footer", "aside", "script", "style", "noscript", "iframe", "template", "select", "button", "svg"]
)
_CONTENT = re.compile(
    r"article|content|trs_|ucap|zoom|txt|text|detail|editor|post|entry|news|main|body|rich_media|zhengwen|neirong|conT|view",
    re.I,
)
_NOT_CONTENT = frozenset(["html", "body", "main"])
_HOLDERS = frozenset(
    ["div", "section", "article", "td", "main", "body", "form", "span", "center", "font", "table", "tbody", "tr"]
)
_SENTENCE = re.compile(r"[。！？；，,.!?]")
_TEXTS = etree.XPath(".//text()")
_SILENT = frozenset(["script", "style", "select", "title"])
# An element with less of the running text than this is not where the article stands.
_SHARE = 0.7


def remove_furniture(body: etree._Element, keep: etree._Element | None) -> bool:
    """Take navigation, sharing, related lists and the like out of the tree; never what holds `keep` or the text.

    Whether there was any that says something.
    """
    total, said = _running(body), False
    kept = set(keep.iterancestors()) | {keep} if keep is not None else set()
    for element in list(body.iterdescendants()):
        if not isinstance(element.tag, str) or element in kept or element.getparent() is None:
            continue
        if _is_furniture(element) and _running(element) <= total * 0.3:
            said = said or (element.tag not in _SILENT and bool(text_of(element)))
            _drop(element)
    return said


def _is_furniture(element: etree._Element) -> bool:
    if element.tag in _FURNITURE_TAGS:
        return True
    if element.tag in ("p", "h1", "h2", "h3", "img", "a", "span", "strong", "br", "article"):
        return False
    return bool(_FURNITURE.search(f"{element.get('class', '')} {element.get('id', '')}"))


def _drop(element: etree._Element) -> None:
    """Remove an element and keep the text after it."""
    parent, before = element.getparent(), element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _running(element: etree._Element) -> int:
    """How much running text an element holds: text with punctuation, without what links to somewhere else."""
    return sum(
        len(piece.strip())
        for piece in _TEXTS(element)
        if len(piece) > 9 and _SENTENCE.search(piece) and _container(piece).tag not in _SILENT | {"a"}
    )


def _container(piece: etree._ElementUnicodeResult) -> etree._Element:
    """The element that a piece of text stands in."""
    return piece.getparent().getparent() if piece.is_tail else piece.getparent()


def content_of(body: etree._Element, title: etree._Element | None) -> etree._Element:
    """The innermost element with nearly all of the running text, and what belongs to it: pictures above, say."""
    found, total = body, _running(body)
    while True:
        inner = [(child, _running(child)) for child in found if child.tag in _HOLDERS]
        best = max(inner, key=lambda pair: pair[1], default=None)
        if best is None or best[1] < total * _SHARE or best[1] == 0:
            return _widened(found, title)
        found = best[0]


def _widened(found: etree._Element, title: etree._Element | None) -> etree._Element:
    """The outermost named container of the text that does not hold the headline as well."""
    if title is not None and found in title.iterancestors():
        return found
    best = found
    for outer in found.iterancestors():
        if outer.tag in _NOT_CONTENT or (title is not None and outer in title.iterancestors()):
            break
        if _CONTENT.search(f"{outer.get('class', '')} {outer.get('id', '')}"):
            best = outer
    return best


def text_of(element: etree._Element, between: str = "") -> str:
    """The text of an element on one line, line breaks as spaces, with `between` between its parts."""
    pieces = (
        f" {piece}" if piece.is_tail and piece.getparent().tag == "br" else piece
        for piece in _TEXTS(element)
        if _container(piece).tag not in _SILENT
    )
    return squeezed(between.join(pieces)).strip(" \u3000")


def key_of(text: str) -> str:
    """What of a title has to agree for two to be the same."""
    return re.sub(r"\W", "", text)
