"""Mark-up of any making (editors' exports, Word, portals, hand-written) into blocks."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urljoin

from lxml import etree

from . import Block, Figure, Heading, ItemList, Markup, Paragraph, Quote, inline_text, pictures
from .finishing import Item, finished
from .inline import BREAK, PLAIN, Line, Piece, lines, squeezed
from .tree import parse

_DROPPED = re.compile(
    "script|style|noscript|template|iframe|frame|frameset|svg|object|embed|button|input|select|textarea|option|head|title|"
    "meta|link|audio|video|canvas|map|base|applet|marquee"
).fullmatch
_BLOCKS = re.compile(
    "html|body|p|div|section|article|main|header|footer|aside|center|address|form|fieldset|details|summary|dl|dt|dd|nav|"
    "hr|hgroup|figure|figcaption|thead|tbody|tfoot|tr|td|th|caption|li"
).fullmatch
_MARKS = {
    "strong": {"bold": True},
    "b": {"bold": True},
    "em": {"italic": True},
    "i": {"italic": True},
    "sub": {"script": "sub"},
    "sup": {"script": "sup"},
}
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_CENTERED = re.compile(r"text-align\s*:\s*center", re.I)
_CAPTION_CLASS = re.compile(
    r"caption|tu-?(?:shuo|zhu)|(?:img|pic|photo|image)[-_]?(?:desc|note|info|title|txt|text)", re.I
)
_STOCK_CLASS = re.compile(r"stock|keytip|infokey|quote", re.I)
_WEB = re.compile(r"(?:https?:)?//[^\s/]|mailto:", re.I)


def blocks_from_html(html: str, base: str = "") -> list[Block]:
    """The blocks of a piece of HTML; relative addresses are completed with `base`.

    Raises UnreadableFile for HTML that is too large or nested too deep.
    """
    return blocks_from_tree(parse(f"<html><body>{html}</body></html>"), base)


def blocks_from_tree(root: etree._Element, base: str = "") -> list[Block]:
    """The blocks of everything inside an element."""
    return finished(_Walker(base).items_of(root))


class _Walker:
    """Goes through the tree once and gathers items, with the text that is still running in `pieces`."""

    def __init__(self, base: str = ""):
        self.base = base
        self.items: list[Item] = []
        self.pieces: list[Piece] = []
        self.pictures: list[Item] = []
        self.marks = PLAIN
        self.centered = False
        self.caption = False
        self.pictured = False

    def items_of(self, element: etree._Element) -> list[Item]:
        self.walk(element)
        self.flush()
        return self.items

    def walk(self, element: etree._Element) -> None:
        if element.text:
            self.pieces.append((element.text, self.marks))
        for child in element:
            tag = child.tag
            if isinstance(tag, str) and not _DROPPED(tag) and not _is_hidden(child):
                self.enter(child, tag)
            if child.tail:
                self.pieces.append((child.tail, self.marks))

    def enter(self, element: etree._Element, tag: str) -> None:
        if tag == "br":
            self.pieces.append(BREAK)
        elif tag == "img":
            self.image(element)
        elif handler := _HANDLERS.get(tag):
            self.flush()
            handler(self, element)
        elif _BLOCKS(tag):
            self.flush()
            self.block(element, tag)
        else:
            self.inline(element, tag)

    def inline(self, element: etree._Element, tag: str) -> None:
        marks = self.marks
        if tag in _MARKS:
            self.marks = marks._replace(**_MARKS[tag])
        elif tag == "a":
            self.marks = marks._replace(href=self.link(element) or marks.href)
        elif _BOLD_STYLE.search(element.get("style", "")):
            self.marks = marks._replace(bold=True)
        self.walk(element)
        self.marks = marks

    def link(self, element: etree._Element) -> str:
        if _STOCK_CLASS.search(element.get("class", "")) or "infokey" in element.attrib:
            return ""
        href = self.resolved("".join(element.get("href", "").split()))
        return href if _WEB.match(href) else ""

    def resolved(self, address: str) -> str:
        try:
            return urljoin(self.base, address) if self.base and address else address
        except ValueError:
            return address

    def block(self, element: etree._Element, tag: str) -> None:
        if not len(element) and not element.keys():
            self.plain(element)
            return
        outer = self.centered, self.caption, self.pictured
        style = element.get("style", "")
        if tag == "center" or element.get("align", "").lower() == "center" or _CENTERED.search(style):
            self.centered = True
        if tag == "figcaption" or _CAPTION_CLASS.search(element.get("class", "")):
            self.caption = True
        if tag not in ("tr", "td", "th", "tbody", "figcaption"):
            self.pictured = False
        self.walk(element)
        self.flush()
        self.centered, self.caption = outer[:2]
        self.pictured = outer[2] or (self.pictured and tag in ("td", "tr", "tbody", "a"))

    def plain(self, element: etree._Element) -> None:
        """A paragraph without any mark-up, as most are."""
        if element.text and not element.text.isspace():
            outer, self.pictured = self.pictured, self.pictured and element.tag in ("td", "th", "figcaption")
            self.items += [self.item(line) for line in lines([(element.text, self.marks)])]
            self.pictured = outer

    def image(self, element: etree._Element) -> None:
        src = self.resolved(pictures.address(element.attrib, self.marks.href))
        if not src or pictures.is_pixel(element.attrib):
            return
        figure = Item(Figure(src, pictures.alternative(element.attrib)))
        if self.pieces and _is_mid_sentence(self.pieces):
            # A picture never cuts a sentence in two: it comes after the paragraph.
            self.pictures.append(figure)
            return
        self.flush()
        self.items.append(figure)
        self.pictured = True

    def flush(self) -> None:
        if not self.pieces:
            return
        pieces, self.pieces = self.pieces, []
        if len(pieces) > 1 or pieces[0][0].strip():
            self.items += [self.item(line) for line in lines(pieces)]
        self.items += self.pictures
        self.pictures = []

    def item(self, line: Line) -> Item:
        caption = self.caption or (self.pictured and len(line.text) <= 80 and not line.indented)
        return Item(Paragraph(line.html), line.bold, self.centered, caption)

    def heading(self, element: etree._Element) -> None:
        inner = self.nested(element)
        for item in inner:
            if isinstance(item.block, Paragraph):
                text = inline_text(item.block.html.replace("<br>", " "))
                is_text = len(text) > 60 and text.endswith("。")
                self.items.append(item if is_text else Item(Heading(text, int(element.tag[1]))))
            else:
                self.items.append(item)

    def nested(self, element: etree._Element) -> list[Item]:
        walker = _Walker(self.base)
        return walker.items_of(element)

    def list(self, element: etree._Element) -> None:
        items, others = [], []
        for child in element:
            if not isinstance(child.tag, str) or _DROPPED(child.tag) or _is_hidden(child):
                continue
            blocks = finished(self.nested(child), headings=False)
            text = "<br>".join(block.html for block in blocks if isinstance(block, Paragraph))
            items += [text] if text else []
            items += [item for block in blocks if isinstance(block, ItemList) for item in block.items]
            others += [Item(block) for block in blocks if not isinstance(block, Paragraph | ItemList)]
        if items:
            self.items.append(Item(ItemList(tuple(items), element.tag == "ol")))
        self.items += others

    def quote(self, element: etree._Element) -> None:
        blocks = finished(self.nested(element), headings=False)
        figures = [Item(block) for block in blocks if isinstance(block, Figure)]
        html = "".join(block.to_html() for block in blocks if not isinstance(block, Figure))
        self.items += ([Item(Quote(html))] if html else []) + figures

    def preformatted(self, element: etree._Element) -> None:
        text = "".join(element.itertext()).strip("\n")
        if text.strip():
            self.items.append(Item(Markup(f"<pre>{escape(text, quote=False)}</pre>")))

    def table(self, element: etree._Element) -> None:
        if _is_layout(element):
            self.block(element, "table")
            return
        caption = "".join(f"<caption>{_plain(child)}</caption>" for child in element.iter("caption"))
        rows = "".join(f"<tr>{cells}</tr>" for row in element.iter("tr") if (cells := self.cells(row)))
        if rows:
            self.items.append(Item(Markup(f"<table>{caption}<tbody>{rows}</tbody></table>")))

    def cells(self, row: etree._Element) -> str:
        return "".join(
            f"<{cell.tag}{_spans(cell)}>{self.cell(cell)}</{cell.tag}>" for cell in row if cell.tag in ("td", "th")
        )

    def cell(self, cell: etree._Element) -> str:
        blocks = finished(self.nested(cell), headings=False)
        return "<br>".join(block.html if isinstance(block, Paragraph) else block.to_html() for block in blocks)


_HANDLERS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _Walker.heading),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _Walker.list),
    **dict.fromkeys(("pre", "xmp", "listing"), _Walker.preformatted),
    "blockquote": _Walker.quote,
    "table": _Walker.table,
}


def _is_hidden(element: etree._Element) -> bool:
    return bool(element.keys()) and ("hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", ""))))


def _is_mid_sentence(pieces: list[Piece]) -> bool:
    text = "".join(piece[0] for piece in pieces[-3:]).rstrip()
    return bool(text) and pieces[-1] != BREAK and text[-1] not in "。！？!?…”’：:"


def _is_layout(table: etree._Element) -> bool:
    """Whether a table only puts things in place: one cell, pictures, other tables, or whole texts in its cells."""
    cells = [cell for cell in table.iter("td", "th")]
    if len(cells) < 2 or next(table.iterdescendants("table", "img", "ul", "h1", "h2"), None) is not None:
        return True
    return any(sum(len(_plain(p)) > 60 for p in cell.iter("p")) > 2 for cell in cells)


def _plain(element: etree._Element) -> str:
    return squeezed("".join(element.itertext())).strip(" \u3000")


def _spans(cell: etree._Element) -> str:
    spans = ((name, cell.get(name, "")) for name in ("colspan", "rowspan"))
    return "".join(f' {name}="{value}"' for name, value in spans if value.isdigit() and value != "1")
