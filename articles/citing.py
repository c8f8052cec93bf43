"""How an article is cited: GB/T 7714-2015 (参考文献), BibTeX, and one plain line. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

# GB/T 7714 names three authors and says 等 for the others.
AUTHORS_NAMED = 3
_BIBTEX_SPECIAL = re.compile(r"[\\{}%&#_$~^]")
_BIBTEX_ESCAPES = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_NOT_IN_KEY = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation says. `authors` are in their printed order; `accessed` is the day on which it was read."""

    key: str
    title: str
    authors: tuple[str, ...]
    publisher: str
    is_newspaper: bool
    published: date | None
    address: str
    accessed: date


def gb7714(cited: Cited) -> str:
    """A newspaper's article is [N/OL], any other [EB/OL]; what is not known is left out."""
    authors = _authors(cited.authors)
    head = f"{authors}. " if authors else ""
    if cited.is_newspaper:
        where = ", ".join(filter(None, [cited.publisher, _iso(cited.published)]))
        return f"{head}{cited.title}[N/OL]. {where}[{cited.accessed}]. {cited.address}."
    where = f"{cited.publisher}, " if cited.publisher else ""
    updated = f"({_iso(cited.published)})" if cited.published else ""
    return f"{head}{cited.title}[EB/OL]. {where}{updated}[{cited.accessed}]. {cited.address}."


def bibtex(cited: Cited) -> str:
    """An entry for biblatex, whose `date` and `urldate` are ISO 8601."""
    kind = "article" if cited.is_newspaper else "online"
    holder = "journaltitle" if cited.is_newspaper else "organization"
    fields = {
        # Braces keep a Chinese name whole, which has no comma to be split at.
        "author": " and ".join(f"{{{_escaped(name)}}}" for name in cited.authors),
        "title": f"{{{_escaped(cited.title)}}}",
        holder: _escaped(cited.publisher),
        "date": _iso(cited.published),
        "url": _address(cited.address),
        "urldate": cited.accessed.isoformat(),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    key = _NOT_IN_KEY.sub("-", cited.key.casefold()).strip("-") or "clipping"
    return "\n".join([f"@{kind}{{{key},", *lines, "}"])


def plain(cited: Cited) -> str:
    """One line as a Chinese text cites a newspaper in passing."""
    authors = f"{_authors(cited.authors)}：" if cited.authors else ""
    day = cited.published
    when = f"{day.year}年{day.month}月{day.day}日" if day else ""
    where = "，".join(filter(None, [cited.publisher, when, cited.address]))
    return f"{authors}《{cited.title}》，{where}。"


def _authors(names: tuple[str, ...]) -> str:
    named = ", ".join(names[:AUTHORS_NAMED])
    return f"{named}, 等" if len(names) > AUTHORS_NAMED else named


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _escaped(text: str) -> str:
    return _BIBTEX_SPECIAL.sub(lambda match: _BIBTEX_ESCAPES.get(match[0], f"\\{match[0]}"), text)


def _address(address: str) -> str:
    """`url` is taken word for word but for braces, which would end the field."""
    return address.replace("{", "%7B").replace("}", "%7D")
