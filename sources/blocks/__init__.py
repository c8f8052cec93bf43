"""The parts a body is made of, and the semantic HTML that each becomes.

Strings named `html` hold inline HTML (already escaped); all others hold plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape, unescape

_TAG = re.compile(r"<[^>]*>")


def inline_text(html: str) -> str:
    """The plain text of inline HTML."""
    if "<" not in html and "&" not in html:
        return html
    return unescape(_TAG.sub("", html))


@dataclass(frozen=True, slots=True)
class Paragraph:
    html: str

    def to_html(self) -> str:
        return f"<p>{self.html}</p>"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the body (小标题). `level` is 2, or 3 for a sub-heading."""

    text: str
    level: int = 2

    def to_html(self) -> str:
        return f"<h{self.level}>{escape(self.text, quote=False)}</h{self.level}>"


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list; `items` are inline HTML."""

    items: tuple[str, ...]
    ordered: bool = False

    def to_html(self) -> str:
        tag = "ol" if self.ordered else "ul"
        return f"<{tag}>" + "".join(f"<li>{item}</li>" for item in self.items) + f"</{tag}>"


@dataclass(frozen=True, slots=True)
class FactBox:
    """A titled box of facts beside the running text (资料框); `items` are plain text."""

    title: str
    items: tuple[str, ...]

    def to_html(self) -> str:
        title = f"<h3>{escape(self.title, quote=False)}</h3>" if self.title else ""
        items = "".join(f"<li>{escape(item, quote=False)}</li>" for item in self.items)
        return f'<aside class="fact-box">{title}<ul>{items}</ul></aside>'


@dataclass(frozen=True, slots=True)
class PullQuote:
    """Lines drawn out of the text and set large (摘引)."""

    lines: tuple[str, ...]

    def to_html(self) -> str:
        lines = "".join(f"<p>{escape(line, quote=False)}</p>" for line in self.lines)
        return f'<blockquote class="pull-quote">{lines}</blockquote>'


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation of another text; `html` holds its paragraphs."""

    html: str

    def to_html(self) -> str:
        return f"<blockquote>{self.html}</blockquote>"


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its caption (图说). Without `src` it is a caption whose picture the file does not have."""

    src: str = ""
    alt: str = ""
    caption: str = ""

    def to_html(self) -> str:
        image = f'<img src="{escape(self.src)}" alt="{escape(self.alt)}">' if self.src else ""
        caption = f"<figcaption>{escape(self.caption, quote=False)}</figcaption>" if self.caption else ""
        return f"<figure>{image}{caption}</figure>"


@dataclass(frozen=True, slots=True)
class Markup:
    """A block kept as it is: a table, or preformatted text. `html` is the whole element."""

    html: str

    def to_html(self) -> str:
        return self.html


Block = Paragraph | Heading | ItemList | FactBox | PullQuote | Quote | Figure | Markup


def to_html(blocks: Iterable[Block]) -> str:
    """Blocks as semantic HTML, one block a line. Not yet sanitised."""
    return "\n".join(block.to_html() for block in blocks)
