"""The body of a post: what its first and last lines are, and Markdown, HTML or both as blocks."""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown_it import MarkdownIt

from ..blocks import Block
from ..blocks.from_html import blocks_from_html

# Indented code is switched off: what is indented in a newspaper's text is a paragraph.
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable("code")
_ADDRESS_LINE = re.compile(
    r"(?:[（(【]?(?:原文|阅读原文|原文链接|原文地址|链接|来源链接|新闻链接|查看原文|Source|Link|Via)\s*[:：]?\s*)?"
    r"(?:<(?P<angled>(?:https?:)?//[^>\s]+)?>|(?P<bare>https?://[^\s<>（）]+)|\[[^\]]*(?:原文|链接|来源|出处)[^\]]*\]\((?P<linked>https?://[^)\s]+)\))"
    r"[）)】]?",
    re.I,
)
_LINK = r"\[(?P<text>[^\]]*)\]\((?P<address>[^)\s]*)(?:\s[^)]*)?\)"
_LINKS_LINE = re.compile(rf"(?:{_LINK.replace('?P<text>', '?:').replace('?P<address>', '?:')}[\s｜|·/]*)+")
_BACK = re.compile(
    r"(?:返回|回到|回首页|首页|上一[篇条页]|下一[篇条页]|更多|查看更多|目录|back|home|next|prev|«|»|←|→)|.*(?:首页|主页)\Z",
    re.I,
)
_ATTRIBUTES = re.compile(r"\{:[^}]*\}|\{%\s*(?:raw|endraw)\s*%\}")
_RULE = re.compile(r"(?:[-*_]\s*){3,}")
_HTML_CHUNK = re.compile(r"\s*<(?!https?:|mailto:|//)[a-zA-Z!/]")
_BLANK = re.compile(r"\n[ \t]*\n")
_MARKED_LINE = re.compile(r"\s*(?:[#>|*+<-]|\d+[.)]\s|```|~~~|\[|!\[)")
_SENTENCE_END = re.compile(r"[。！？…][”’」』）)]*\s*\Z")
# A line longer than any at which text is wrapped by hand, in characters.
_LONG_LINE = 60
_MAX_TAIL_LINE = 2000
# No article has as many links; each bracket that is never closed costs a walk to the end of its paragraph.
_MAX_BRACKETS = 2000


class Parts(NamedTuple):
    """A body taken apart: `address` is empty where the file has an empty one (`<>`), None where it has none."""

    digest: str
    text: str
    address: str | None


def take_apart(body: str) -> Parts:
    """The body without its digest, its address and its back links."""
    lines = body.strip("\n").split("\n")
    address: str | None = None
    while lines:
        line = lines[-1].strip()
        if len(line) > _MAX_TAIL_LINE:
            break
        if found := _ADDRESS_LINE.fullmatch(line):
            address = address or found["angled"] or found["bare"] or found["linked"] or ""
        elif line and not (_is_back_line(line) or _ATTRIBUTES.fullmatch(line) or _RULE.fullmatch(line)):
            break
        lines.pop()
    start = next((at for at, line in enumerate(lines) if line.strip()), 0)
    end = start
    while end < len(lines) and (lines[end].lstrip().startswith(">") or (end > start and _continues(lines[end]))):
        end += 1
    return Parts("\n".join(lines[start:end]), "\n".join(lines[end:]), address)


def _continues(line: str) -> bool:
    """Whether a line after a quoted one still belongs to the quotation, as Markdown has it."""
    return bool(line.strip()) and not line.lstrip().startswith(("<", "#", "[", "-", "*", "!", "|"))


def _is_back_line(line: str) -> bool:
    if not _LINKS_LINE.fullmatch(line):
        return False
    return all(
        _BACK.match(link["text"].strip()) or link["address"].startswith(("../", "./", "/category", "//"))
        for link in re.finditer(_LINK, line)
    )


def blocks_of(text: str) -> list[Block]:
    """The blocks of a body that is HTML, Markdown, or Markdown with HTML in it."""
    if not text.strip():
        return []
    if all(_HTML_CHUNK.match(chunk) for chunk in _BLANK.split(text) if chunk.strip()):
        return blocks_from_html(text)
    # To plain Markdown a footnote is the definition of a link, and is not shown.
    text = text.replace("[^", "\\[^")
    if text.count("[") > _MAX_BRACKETS:
        text = text.replace("[", "\\[")
    return blocks_from_html(_MARKDOWN.render(_with_paragraphs_apart(text)))


def _with_paragraphs_apart(text: str) -> str:
    """Markdown in which paragraphs that stand line under line have an empty line between them."""
    done: list[str] = []
    fenced = False
    # Text that indents its paragraphs has one on every line.
    longest = 0 if "\n\u3000" in text or text.startswith("\u3000") else _LONG_LINE
    for line in text.split("\n"):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        before = done[-1] if done else ""
        if not fenced and before.strip() and line.strip() and _is_paragraph_start(before, line, longest):
            done.append("")
        if not (line.startswith("{:") and _ATTRIBUTES.fullmatch(line.strip())):
            done.append(line)
    return "\n".join(done)


def _is_paragraph_start(before: str, line: str, longest: int) -> bool:
    if (
        _MARKED_LINE.match(before)
        or _MARKED_LINE.match(line)
        or _RULE.fullmatch(line.strip())
        or set(line) <= set("= ")
    ):
        return False
    if line.startswith(("\u3000", "    ", "\xa0")):
        return True
    return bool(_SENTENCE_END.search(before)) and len(before) > longest
