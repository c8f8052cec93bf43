"""Articles that are parts of one series (系列), as their titles say: 之一, （上）, （2）, ③. Pure.

A title alone makes no series: only where two parts or more with the same words before the number stand near each other
in time, and in the same source, is it one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from unicodedata import normalize

LARGEST = 60  # what is more is a year or a quantity
SHORTEST = 4  # characters before the number: 社论（二） is no part of anything
APART = timedelta(days=92)  # between one part and the next

_HAN = "一二三四五六七八九十"
_THIRDS = {"上": 1, "中": 2, "下": 3}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NUMBER = rf"(?P<number>[{_HAN}]{{1,3}}|[0-9]{{1,2}})"
# By its form, where the number of a part stands in a title. Parts of one series have the same form.
FORMS = {
    "thirds": re.compile(r"(?P<base>.+?)[（(](?P<number>[上中下])篇?[)）]"),
    "bracket-han": re.compile(rf"(?P<base>.+?)[（(](?P<number>[{_HAN}]{{1,3}})[)）]"),
    "bracket-digit": re.compile(r"(?P<base>.+?)[（(](?P<number>[0-9]{1,2})[)）]"),
    "circled": re.compile(rf"(?P<base>.+?)(?P<number>[{_CIRCLED}])"),
    "of-them": re.compile(rf"(?P<base>.+?)(?:[（(]之{_NUMBER}[)）])"),
    "of-it": re.compile(rf"(?P<base>.+?)之{_NUMBER}"),
    # The number stands before what the part itself is called.
    "named": re.compile(rf"(?P<base>.*系列[^之:：]{{0,8}})之{_NUMBER}\s*(?:[:：|｜—·]|\s).*"),
}
_TRAILING = " 　·—-–:：,，|｜"


@dataclass(frozen=True, slots=True)
class Part:
    """What a title says of the series that it may be a part of. `key` is the same for all parts of one."""

    base: str
    form: str
    number: int

    @property
    def key(self) -> str:
        # However it is punctuated and spaced.
        base = "".join(filter(str.isalnum, normalize("NFKC", self.base).casefold()))
        return blake2b(f"{self.form}\x00{base}".encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Published:
    """A part as it was published. `text` is the same for all printings of one text; undated ones have no `moment`."""

    article: int
    number: int
    moment: datetime | None
    text: int


def part_of(title: str) -> Part | None:
    """What part of what series a title speaks of, if of any."""
    for form, pattern in FORMS.items():
        if found := pattern.fullmatch(title.strip()):
            base, number = found["base"].rstrip(_TRAILING), _value(found["number"])
            if sum(map(str.isalnum, base)) >= SHORTEST and 0 < number <= LARGEST:
                return Part(base, form, number)
    return None


def run_of(article: Published, parts: Iterable[Published]) -> list[Published]:
    """Those of `parts` that are of one series with `article`, by number; none where it stands alone."""
    return next((run for run in runs_of(parts) if any(part.text == article.text for part in run)), [])


def runs_of(parts: Iterable[Published]) -> list[list[Published]]:
    """The series among `parts`, which have one key and one source; each by number, and none of one part alone.

    Series that come again under the same words, as every year, are kept apart: by the time between them, and where a
    number comes for the second time.
    """
    runs = (run for run in _runs(parts) if len({part.number for part in run}) > 1)
    return [sorted(run, key=lambda part: (part.number, part.article)) for run in runs]


def _runs(parts: Iterable[Published]) -> list[list[Published]]:
    """Undated parts are a run of their own: nobody knows which of the others they belong to."""
    dated = sorted((part for part in parts if part.moment), key=lambda part: (part.moment, part.number, part.article))
    undated = sorted((part for part in parts if not part.moment), key=lambda part: (part.number, part.article))
    runs: list[list[Published]] = []
    for ordered in (dated, undated):
        run: list[Published] = []
        for part in ordered:
            if any(part.text == other.text for other in run):
                continue
            if not run or _begins_anew(run, part):
                runs.append(run := [])
            run.append(part)
    return runs


def _begins_anew(run: list[Published], part: Published) -> bool:
    last = run[-1]
    is_late = part.moment and last.moment and part.moment - last.moment > APART
    return bool(is_late) or any(part.number == other.number for other in run)


def _value(number: str) -> int:
    """The value of 十二, 12, ⑫ or 下; 0 for what is no number."""
    if number in _THIRDS:
        return _THIRDS[number]
    if number in _CIRCLED:
        return _CIRCLED.index(number) + 1
    if number.isascii():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return _HAN.index(number) + 1 if len(number) == 1 else 0
    if len(tens) > 1 or len(ones) > 1 or "十" in (tens, ones):
        return 0
    return (_HAN.index(tens) + 1 if tens else 1) * 10 + (_HAN.index(ones) + 1 if ones else 0)
