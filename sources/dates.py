"""Dates as Chinese pages and front matters write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")

# One character for one, so that places in the text stay true.
_HALF_WIDTH = str.maketrans("０１２３４５６７８９：－／．＋", "0123456789:-/.+")
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_HAN_DATE = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_DATE = re.compile(
    r"""(?<![\d.])(?P<y>(?:19|20)\d\d)
        (?: (?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d|\.\d)
          | \s?年\s?(?P<han_m>\d{1,2})\s?月\s?(?P<han_d>\d{1,2})\s?[日号] )
        (?:\s*[（(]?(?:星期|周|礼拜)[一二三四五六日天][）)]?)?
        (?: (?:\s*T|\s+|(?<=[日号）)一二三四五六天]))
            (?P<half>凌晨|早上|上午|中午|下午|晚上)?\s?
            (?P<H>\d{1,2})\s?[:时点]\s?(?P<M>\d{2})(?:\s?[:分]\s?(?P<S>\d{2})(?:[.,]\d+)?)?[分秒]?(?!\d)
            (?:\s?(?P<zone>Z\b|UTC|GMT|CST|[+-]\d{2}:?\d{2}))?
        )?""",
    re.X,
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_RFC_2822 = re.compile(r"(?:[A-Z][a-z]{2}, ?)?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}")


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was published: an aware datetime, or a date where only the day is told.

    A time without a zone of its own is Chinese time; `zone_given` says whether the text had one.
    """

    value: datetime | date
    zone_given: bool = False

    @property
    def lacks_zone(self) -> bool:
        return isinstance(self.value, datetime) and not self.zone_given


def parse(text: str, *, compact: bool = False) -> Moment | None:
    """The date that `text` as a whole is; `compact` also takes eight digits, 20220225."""
    text = text.strip()
    if _RFC_2822.match(text):
        return _from_mail(text)
    found = find(text, compact=compact)
    return found[0] if found and found[1] == (0, len(text)) else None


def find(text: str, *, compact: bool = False) -> tuple[Moment, tuple[int, int]] | None:
    """The first date inside `text`, with its place (start, end); None where there is none, or an impossible one."""
    if match := _DATE.search(text.translate(_HALF_WIDTH)):
        moment = _from_match(match)
    elif match := _HAN_DATE.search(text):
        moment = _day(int(match[1].translate(_HAN_DIGITS)), _han_number(match[2]), _han_number(match[3]))
    elif compact and (match := _COMPACT.search(text)):
        moment = _day(*map(int, match.groups()))
    else:
        return None
    return (moment, match.span()) if moment else None


def _from_match(match: re.Match) -> Moment | None:
    year, month, day = int(match["y"]), int(match["m"] or match["han_m"]), int(match["d"] or match["han_d"])
    if match["H"] is None:
        return _day(year, month, day)
    hour = int(match["H"]) + (12 if match["half"] in ("下午", "晚上") and int(match["H"]) < 12 else 0)
    zone = _zone(match["zone"])
    try:
        value = datetime(year, month, day, hour, int(match["M"]), int(match["S"] or 0), tzinfo=zone or SHANGHAI)
    except ValueError:
        return None
    return _day_or_moment(value) if zone else Moment(value)


def _from_mail(text: str) -> Moment | None:
    try:
        value = parsedate_to_datetime(text)
    except ValueError:
        return None
    return Moment(value.replace(tzinfo=SHANGHAI)) if value.tzinfo is None else _day_or_moment(value)


def _day_or_moment(value: datetime) -> Moment:
    """Generators write a day without a time as midnight in Greenwich: it stays that day."""
    if value.utcoffset() == timedelta(0) and value.time() == time(0):
        return Moment(value.date())
    return Moment(value, zone_given=True)


def _day(year: int, month: int, day: int) -> Moment | None:
    try:
        return Moment(date(year, month, day))
    except ValueError:
        return None


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text == "CST":
        return SHANGHAI
    if text in ("Z", "UTC", "GMT"):
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes)) if minutes < 24 * 60 else None


def _han_number(text: str) -> int:
    """二十五 is 25; also 二五, as some write it."""
    tens, ten, units = text.rpartition("十")
    if not ten:
        return int(text.translate(_HAN_DIGITS))
    return int(tens.translate(_HAN_DIGITS) or 1) * 10 + int(units.translate(_HAN_DIGITS) or 0)
