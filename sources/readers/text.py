"""A web page or an article saved as plain text: a headline, a line that says where it is from, and the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ..blocks.from_lines import DECK_MARK, groups
from ..blocks.headings import is_short, promote
from ..bylines import byline, closing_credits, lead_credits, merge, says_more
from ..furniture import breadcrumb, is_furniture, shows_others, without_buttons
from ..imprint import Imprint, printed_in, publisher_note, read_imprint
from ..parsed import AUTHOR, TEXT, Credit, ParsedArticle, ParsedFile, UnreadableFile, Warning
from ..person_names import looks_like_name
from ..terms import usage_terms
from .body import ORIGINAL_TITLE
from .line_blocks import line_blocks

_TITLE_LENGTH = 60
_AGENCY = re.compile(r"(?:据)?(新华社|中新社|中国新闻网|中新网|人民网|央视网|新华网)[^。，（(]{0,14}[电讯](?:\s|[（(])")
_URL = re.compile(r"(?:(?:原文|文章|本文)?(?:链接|地址|网址)\s*[:：]\s*)?<?(https?://[^\s<>，。]+)>?\s*\Z")
_TITLE_LABEL = re.compile(r"(?:标\s*题|题\s*目)\s*[:：]\s*")


def matches(text: str) -> bool:
    """Whatever text is left."""
    return True


def read(text: str, name: str = "") -> ParsedFile:
    page = _Page()
    for group in groups(text):
        for line in group.lines:
            page.take(line)
    page.settle_head()
    if not page.lines:
        raise UnreadableFile("no-article", "The file holds no running text.", "Put the article's text into it.")
    return ParsedFile(TEXT, articles=(page.article(),))


@dataclass(slots=True)
class _Page:
    """What was read so far, line by line."""

    title: str = ""
    kicker: str = ""
    deck: str = ""
    column: tuple[str, ...] = ()
    imprint: Imprint = field(default_factory=Imprint)
    note: str | None = None
    url: str | None = None
    terms: list[str] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    credit_lines: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    original_title: str = ""
    ended: bool = False

    def take(self, line: str) -> None:
        line = without_buttons(line)
        if self._furniture(line) or self._said_of_article(line):
            return
        if not self.lines and self._head(line):
            return
        self.settle_head()
        self.lines.append(line)

    def _furniture(self, line: str) -> bool:
        crumbs = breadcrumb(line)
        if crumbs is not None and not self.lines:
            self.column = self.column or crumbs
            return True
        if self.lines and shows_others(line):
            self.ended = True
        return self.ended or is_furniture(line) or shows_others(line)

    def _said_of_article(self, line: str) -> bool:
        """Publisher, date, people, address and terms of use, on lines of their own."""
        terms = usage_terms(line)
        if terms:
            self.terms.append(terms)
            return True
        if original := ORIGINAL_TITLE.fullmatch(line):
            self.original_title = original["title"]
            return True
        url = _URL.match(line)
        if url:
            self.url = self.url or url[1]
            return True
        imprint = printed_in(line) or read_imprint(line)
        if imprint and (not self.lines or imprint.source or imprint.credits):
            self._add_imprint(imprint)
            return True
        note = publisher_note(line)
        if note is not None:
            self.note = self.note or note or None
            return True
        return self._byline(line)

    def _add_imprint(self, other: Imprint) -> None:
        mine = self.imprint
        self.imprint = replace(mine, source=mine.source or other.source, published=mine.published or other.published)
        self.credits += other.credits

    def _byline(self, line: str) -> bool:
        people = byline(line)
        if people is None and self.heads and not self.lines and looks_like_name(line):
            people = (Credit(line, AUTHOR),)
        if people is None:
            rest, people = closing_credits(line)
            if rest or not people:
                return False
        self.credits += people
        if says_more(line):
            self.credit_lines.append(line)
        return True

    def _head(self, line: str) -> bool:
        """Lines over the text: kicker, headline, deck."""
        if DECK_MARK.match(line) and self.heads:
            self.deck = f"{self.deck} {DECK_MARK.sub('', line)}".strip()
            return True
        if label := _TITLE_LABEL.match(line):
            line = line[label.end() :]
        if self.heads and not is_short(line, _TITLE_LENGTH):
            return False
        if len(line) > _TITLE_LENGTH or re.search(r"。", line) or len(self.heads) > 2:
            return False
        self.heads.append(line)
        return True

    def settle_head(self) -> None:
        """One line is the headline, of two the first is the kicker; what is left is a heading of the text."""
        if self.title or not self.heads:
            return
        heads = list(dict.fromkeys(self.heads))
        if len(heads) > 1 and self.deck:
            self.kicker = heads.pop(0)
        self.title, rest = heads[0], heads[1:]
        self.lines += rest

    def article(self) -> ParsedArticle:
        self._close()
        blocks, photographers = line_blocks(self.lines)
        agency = _AGENCY.match(self.lines[0]) if self.lines else None
        source = self.imprint.source or self.note or (agency[1] if agency else None)
        moment = self.imprint.published
        said = {"missing-title": self.title, "missing-source": source, "missing-date": moment}
        said["date-without-zone"] = not (moment and moment.lacks_zone)
        return ParsedArticle(
            title=self.title,
            kicker=self.kicker,
            deck=self.deck,
            column=self.column,
            blocks=tuple(promote(blocks)),
            source=source,
            published_at=moment.value if moment else None,
            original_url=self.url,
            usage_terms="\n".join(self.terms),
            credits=merge([*self.credits, *photographers]),
            warnings=tuple(Warning(code) for code, value in said.items() if not value),
            extra={name: said for name, said in self._extra().items() if said},
        )

    def _extra(self) -> dict[str, str | list[str]]:
        return {"credit_lines": self.credit_lines, "original_title": self.original_title}

    def _close(self) -> None:
        """Take the credits that the first line opens with and the last one ends with, and terms of use at the end."""
        while len(self.lines) > 1 and (terms := usage_terms(self.lines[-1], closing=True)):
            self.terms.insert(0, terms)
            self.lines.pop()
        if not self.lines:
            return
        self.credits += lead_credits(self.lines[0])
        self.lines[-1], people = closing_credits(self.lines[-1])
        self.credits += people
