"""HTML into a tree, within limits: what comes later costs more the larger and the deeper it is."""

from __future__ import annotations

import re

from lxml import etree

from ..parsed import UnreadableFile

MAX_SIZE = 20_000_000
MAX_DEPTH = 120

_CHART_START = re.compile(r"<!--\s*\w*StockImg\w*_?Start\s*-->", re.I)
_CHART_END = re.compile(r"<!--\s*\w*StockImg\w*_?End\s*-->", re.I)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


def parse(html: str) -> etree._Element:
    """The tree of an HTML document, with the `<html>` element on top. Live charts are left out.

    Raises UnreadableFile for HTML that is too large or nested too deep.
    """
    if len(html) > MAX_SIZE:
        raise UnreadableFile("too-large", f"The HTML has more than {MAX_SIZE:,} characters.", "Split it into articles.")
    if "StockImg" in html:
        html = _without_live_charts(html)
    root = etree.fromstring(_XML_DECLARATION.sub("", html), etree.HTMLParser(huge_tree=True, remove_pis=True))
    if html.count("<") > MAX_DEPTH:
        _refuse_deep(root)
    return root


def _without_live_charts(html: str) -> str:
    """HTML without what stands between the marks of a chart; a mark without its fellow stands for nothing."""
    kept, at = [], 0
    while start := _CHART_START.search(html, at):
        end = _CHART_END.search(html, start.end())
        if end is None:
            break
        kept.append(html[at : start.start()])
        at = end.end()
    return "".join(kept) + html[at:]


def _refuse_deep(root: etree._Element) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise UnreadableFile(
                "nested-too-deep",
                f"The HTML is nested more than {MAX_DEPTH} elements deep.",
                "Save the page again with a browser, or as text.",
            )
