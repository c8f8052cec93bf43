"""A newspaper page dumped to text: several articles, captions, fact boxes and the page's editors.

Columns have cut sentences in two, and headlines stand where the layout put them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..blocks.from_lines import is_terminal
from ..bylines import merge, says_more
from ..imprint import read_imprint
from ..parsed import (
    AUTHOR,
    CORRESPONDENT,
    NEWSPAPER_PAGE,
    PHOTOGRAPHER,
    REPORTER,
    Caption,
    Credit,
    Page,
    ParsedArticle,
    ParsedFile,
    UnreadableFile,
    Warning,
)
from ..person_names import looks_like_name
from .masthead import Masthead, read_masthead
from .page_articles import Draft, drafts
from .page_furniture import reaches_desk, without_furniture
from .page_units import BYLINE, CAPTION, EDITORS, SHORT, TEXT, Unit, units

_BYLINE = re.compile(
    r"^[\s\u3000]*(?:[□■◎●]\s*(?:本报|记者|通讯员|[\u4e00-\u9fff]{2,4}(?:[\s、]|$))|本报.{0,6}记者\s).{0,40}$", re.M
)
_PAGE_EDITORS = re.compile(r"^.{0,40}(?:本版|版式|美编|美术编辑|组版|校对)[\s:：/／].{0,60}$", re.M)
_DATELINES = re.compile(r"^[\s\u3000]*(?:本报|本刊)(?:[\u4e00-\u9fff\d]{0,12})?(?:讯|电)[\s（(]", re.M)
_LONE_NAME = re.compile(
    r"^[ \u3000]*(?P<title>\S.{4,28})\n\s*?\n"
    r"[ \u3000]*(?P<name>[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff][ \u3000][\u4e00-\u9fff])[ \u3000]*\n\s*?\n(?=.{24})",
    re.M,
)
_FURNITURE_LINES = 6
_WRITERS = (AUTHOR, REPORTER, CORRESPONDENT)


def matches(text: str) -> bool:
    """A page has a masthead, an editors' line or a byline of its own, or several datelines; a web page has none."""
    top = [line for line in text.split("\n") if line.strip()][:_FURNITURE_LINES]
    if any(map(_is_of_web, top)):
        return False
    if _BYLINE.search(text) or _PAGE_EDITORS.search(text):
        return True
    heads = [head for head in map(read_masthead, top) if head]
    if any(head.page and (head.published or head.publisher or head.section) for head in heads):
        return True
    if any(head.publisher and head.published for head in heads):
        return True
    return len(_DATELINES.findall(text)) > 1 or _signed_pieces(text) > 1


def _signed_pieces(text: str) -> int:
    """How often a name alone stands between a short line and a paragraph: one piece of a page of opinions each."""
    return sum(
        looks_like_name(match["name"]) and not is_terminal(match["title"]) for match in _LONE_NAME.finditer(text)
    )


def _is_of_web(line: str) -> bool:
    """Whether a line says when and by whom something was published as web pages do."""
    imprint = read_imprint(line)
    if not (imprint and imprint.published) or read_masthead(line):
        return False
    return bool(imprint.source) or isinstance(imprint.published.value, datetime)


def read(text: str, name: str = "") -> ParsedFile:
    """The articles of a page in the order in which they stand."""
    sheet = _Sheet.of(units(text))
    articles = [_article(draft, sheet) for draft in drafts(sheet.units)]
    if not articles:
        raise UnreadableFile(
            "no-article", "The page holds no running text.", "Check that the page was dumped to text completely."
        )
    captions = tuple(Caption(unit.text, unit.credits) for unit in sheet.captions)
    return ParsedFile(NEWSPAPER_PAGE, articles=tuple(articles), page=Page(captions, sheet.credits))


@dataclass(slots=True)
class _Sheet:
    """A page's articles' units, apart from what belongs to the page."""

    units: list[Unit]
    masthead: Masthead
    credits: tuple[Credit, ...]
    captions: list[Unit] = field(default_factory=list)
    other_lines: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, found: list[Unit]) -> _Sheet:
        head, rest = _masthead(found)
        rest, beside = without_furniture(rest)
        editors = [unit for unit in rest if unit.kind == EDITORS]
        rest = [unit for unit in rest if unit.kind != EDITORS]
        people = merge([*head.credits, *(credit for unit in editors for credit in unit.credits)])
        sheet = cls(rest, head, people, other_lines=[unit.text for unit in editors], beside=beside)
        sheet._set_captions_apart()
        return sheet

    def _set_captions_apart(self) -> None:
        """A caption inside an article, or that speaks of it, is the article's; any other is the page's."""
        ends = [at for at, unit in enumerate(self.units) if unit.kind == TEXT]
        text = "".join(line for unit in self.units for line in unit.lines if unit.kind == TEXT)
        for at, unit in enumerate(self.units):
            if unit.kind == CAPTION and not _is_of_article(unit, at, ends, self.units, text):
                self.captions.append(unit)
        self.units = [unit for unit in self.units if all(unit is not caption for caption in self.captions)]


def _masthead(found: list[Unit]) -> tuple[Masthead, list[Unit]]:
    """The masthead lines at the top or the foot of a page, and the page without them."""
    texts = [at for at, unit in enumerate(found) if unit.kind == TEXT and not read_masthead(unit.text)]
    first, last = (texts[0], texts[-1]) if texts else (len(found), len(found))
    head, rest = Masthead(), []
    for at, unit in enumerate(found):
        line = read_masthead(unit.text) if (at < first or at > last) and unit.kind in (SHORT, TEXT) else None
        if line == Masthead() and reaches_desk(unit.text):
            line = None
        # A section's name alone is one only beside a masthead: elsewhere it labels an article.
        if line and (line != Masthead(section=unit.text) or (not rest and (head != Masthead() or _is_over(found, at)))):
            head = head.joined(line)
        elif not rest and _is_section(unit, head, found, at):
            head = head.joined(Masthead(section=unit.text))
        else:
            rest.append(unit)
    return head, rest


def _is_section(unit: Unit, head: Masthead, found: list[Unit], at: int) -> bool:
    """Whether a short line is the page's name: it stands inside the masthead, between its lines or over the editors."""
    if unit.kind != SHORT or len(unit.text) > 6 or head == Masthead() or head.section or at + 1 >= len(found):
        return False
    return found[at + 1].kind == EDITORS or _is_over(found, at)


def _is_over(found: list[Unit], at: int) -> bool:
    """Whether the line after this one is a masthead beyond doubt."""
    line = read_masthead(found[at + 1].text) if at + 1 < len(found) else None
    return bool(line and (line.published or line.page))


def _is_of_article(unit: Unit, at: int, ends: list[int], all_units: list[Unit], text: str) -> bool:
    if re.match(r"[上下左右本大小]?图\s?[①-⑩\d]?\s?[为是:：]|图[①-⑩]", unit.text) or not unit.text:
        return True
    signed = next((other for other in reversed(all_units[:at]) if other.kind == BYLINE), None)
    if signed and not unit.credits and any(credit.role == PHOTOGRAPHER for credit in signed.credits):
        return True
    if signed and {credit.name for credit in unit.credits} & {credit.name for credit in signed.credits}:
        return True
    between = any(end < at for end in ends) and at + 1 < len(all_units) and all_units[at + 1].kind == TEXT
    return between or _shared(unit.text, text) >= 0.3


def _shared(caption: str, text: str) -> float:
    """How much of a caption's wording, in runs of five characters, the text has too."""
    runs = [caption[at : at + 5] for at in range(max(len(caption) - 4, 0))]
    return sum(run in text for run in runs) / len(runs) if runs else 0


def _article(draft: Draft, sheet: _Sheet) -> ParsedArticle:
    head = sheet.masthead
    source = head.publisher or draft.source
    moment = head.published
    warnings = [Warning("missing-date")] if moment is None else []
    warnings += [] if source else [Warning("missing-source")]
    warnings += [] if draft.title else [Warning("missing-title")]
    return ParsedArticle(
        title=draft.title,
        kicker=draft.kicker,
        deck=draft.deck,
        column=tuple(draft.column),
        blocks=tuple(draft.blocks),
        source=source,
        published_at=moment.value if moment else None,
        credits=merge([*draft.credits, *_of_everybody(draft, sheet)]),
        warnings=tuple(warnings),
        extra=_extra(draft, sheet),
    )


def _of_everybody(draft: Draft, sheet: _Sheet) -> list[Credit]:
    """The page's people who made this article too: its editors, and who wrote all of the page that nobody signed."""
    signed = any(credit.role in _WRITERS for credit in draft.credits)
    others = {PHOTOGRAPHER, *(_WRITERS if signed else ())}
    return [credit for credit in sheet.credits if credit.role not in others]


def _extra(draft: Draft, sheet: _Sheet) -> dict[str, Any]:
    """What the page says of an article and no field holds."""
    said = {
        "page": sheet.masthead.page,
        "section": sheet.masthead.section,
        # Proofreaders and the like have no role here; their line is kept as printed.
        "credit_lines": [line for line in [*draft.other_lines, *sheet.other_lines] if says_more(line)],
        "publisher_note": draft.note,
        "beside": sheet.beside,
    }
    return {key: value for key, value in said.items() if value}
