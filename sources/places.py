"""Where in a file's text stands what was read out of it. Pure.

What was read may be written otherwise in the file: spread over lines, with tags between its characters, or escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from .parsed import ParsedArticle

# What may stand between two characters of a value; a tag has an end within this many characters.
_BETWEEN = r"(?:\s|&nbsp;|<[^<>]{0,300}>)*"
_ESCAPED = {"&": "(?:&amp;|&)", "<": "(?:&lt;|<)", ">": "(?:&gt;|>)", '"': '(?:&quot;|&#34;|")', "'": "(?:&#39;|')"}
# A name stands by such a word where it is a credit, and by none where it is only spoken of.
_ROLE = re.compile(
    r"记者|通讯员|作者|撰文|供稿|摄影|编辑|责编|校对|编译|翻译|美编|制图|[文图摄]\s*[/／:：]|/\s*[文图]|[（(]\s*[图摄]"
)
_NEAR = 16  # characters before and after a name in which a role is looked for
MOST = 8  # places of one part


@dataclass(frozen=True, slots=True)
class Place:
    """`text[start:end]` is where a part stands; `part` is one of PARTS."""

    start: int
    end: int
    part: str


PARTS = ("title", "kicker", "deck", "original_url", "published_at", "source", "republisher", "credit")


def find_places(text: str, article: ParsedArticle) -> list[Place]:
    """The places of an article's parts in the text that it was read from, in order, none inside another.

    Where two would overlap, the one that comes first in PARTS stands.
    """
    places: list[Place] = []
    for part, pattern in _patterns(article):
        found = (Place(*match.span(), part) for match in pattern.finditer(text))
        free = [place for place in found if not any(_overlap(place, other) for other in places)]
        places += (_credits(text, free) if part == "credit" else free)[:MOST]
    return sorted(places, key=lambda place: place.start)


def _patterns(article: ParsedArticle) -> Iterator[tuple[str, re.Pattern[str]]]:
    republisher = article.republisher.name if article.republisher else ""
    told = {
        "title": [article.raw_title, article.title],
        "kicker": [article.kicker],
        "deck": [article.deck],
        "original_url": [article.original_url],
        "published_at": [article.published_at],
        "source": [article.source],
        "republisher": [republisher],
        "credit": [credit.name for credit in article.credits],
    }
    for part in PARTS:
        for value in dict.fromkeys(value for value in told[part] if value):
            yield part, _moment(value) if isinstance(value, date) else _spread(value)


def _spread(value: str) -> re.Pattern[str]:
    return re.compile(_BETWEEN.join(_ESCAPED.get(char, re.escape(char)) for char in value if not char.isspace()))


def _moment(value: date) -> re.Pattern[str]:
    """A day as 2022-02-25, 2022/2/25, 2022.02.25 or 2022年2月25日, with the time where there is one."""
    day = rf"{value.year}\s*[-/.年]\s*0?{value.month}\s*[-/.月]\s*0?{value.day}(?!\d)(?:\s*日)?"
    if isinstance(value, datetime):
        day += rf"(?:[\sT]*0?{value.hour}[:：]{value.minute:02}(?:[:：]\d\d)?)?"
    return re.compile(rf"(?<!\d){day}")


def _credits(text: str, places: Iterable[Place]) -> list[Place]:
    """Those where the name stands by a role; where it stands by none, the first alone."""
    places = list(places)
    return [place for place in places if _ROLE.search(_around(text, place))] or places[:1]


def _around(text: str, place: Place) -> str:
    """What stands near a place on its own line."""
    before = text[max(place.start - _NEAR, 0) : place.start].split("\n")[-1]
    after = text[place.end : place.end + _NEAR].split("\n")[0]
    # The name itself is left out, for it may hold the character of a role.
    return f"{before}\n{after}"


def _overlap(one: Place, other: Place) -> bool:
    return one.start < other.end and other.start < one.end
