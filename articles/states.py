"""A state: all that an editor can say of an article, as one JSON-ready value. Pure.

A state is a mapping from names of FIELDS to values; what is empty is left out. Sources and tags are [id, name], so that
a name can still be told when the row is gone; a date is [ISO 8601 in UTC, precision], and a time ISO 8601 in UTC; a
credit is [name, role, affiliation, order].
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time
from enum import Enum
from typing import Any

from sources.outline import SHANGHAI
from sources.packing import pack, unpack

from .workflow import PUBLISHED

State = dict[str, Any]


class Kind(Enum):
    """How a field is kept, compared and shown."""

    LINE = "line"
    TEXT = "text"
    HTML = "html"
    CHOICE = "choice"
    SOURCE = "source"
    MOMENT = "moment"
    TIME = "time"
    LABELS = "labels"
    TAGS = "tags"
    CREDITS = "credits"
    DATA = "data"


# Every field of a state, in the order in which people read them.
FIELDS = {
    "status": Kind.CHOICE,
    "publish_at": Kind.TIME,
    "withdraw_at": Kind.TIME,
    "kicker": Kind.LINE,
    "title": Kind.LINE,
    "deck": Kind.LINE,
    "source": Kind.SOURCE,
    "published_at": Kind.MOMENT,
    "column": Kind.LABELS,
    "tags": Kind.TAGS,
    "category": Kind.LINE,
    "language": Kind.LINE,
    "summary": Kind.TEXT,
    "body": Kind.HTML,
    "credits": Kind.CREDITS,
    "original_url": Kind.LINE,
    "external_id": Kind.LINE,
    "republisher": Kind.SOURCE,
    "republisher_url": Kind.LINE,
    "usage_terms": Kind.TEXT,
    "raw_title": Kind.LINE,
    "extra": Kind.DATA,
}
# Those whose value stands in the column of their name.
COLUMNS = tuple(name for name, kind in FIELDS.items() if kind in {Kind.LINE, Kind.TEXT, Kind.HTML, Kind.CHOICE})
COLUMNS += tuple(name for name, kind in FIELDS.items() if kind in {Kind.LABELS, Kind.DATA})
TIMES = tuple(name for name, kind in FIELDS.items() if kind is Kind.TIME)
# What no file knows of.
OF_DESK = ("status", *TIMES)
SOURCES = tuple(name for name, kind in FIELDS.items() if kind is Kind.SOURCE)
NO_MOMENT = [None, "second"]
_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_EMPTY = (None, "", [], {}, NO_MOMENT)


def state(values: Mapping[str, Any]) -> State:
    """A state of some of FIELDS, what is empty left out."""
    return {name: values[name] for name in FIELDS if name in values and values[name] not in _EMPTY}


def moment(value: datetime | None, precision: str) -> list[str | None]:
    """A date as a state keeps it."""
    return [instant(value), precision]


def instant(value: datetime | None) -> str | None:
    """A time as a state keeps it."""
    return value.astimezone(UTC).isoformat() if value else None


def is_published(told: State) -> bool:
    return told.get("status") == PUBLISHED


def pack_state(told: State) -> bytes:
    return pack(_ENCODE(told).encode())


def unpack_state(packed: bytes) -> State:
    return json.loads(unpack(packed))


def digest(told: State) -> str:
    """What the same states share. Sources and tags count by their ids: to give one another name changes no article."""
    return hashlib.blake2b(_ENCODE(_by_id(told)).encode(), digest_size=16).hexdigest()


def changed(old: State, new: State) -> list[str]:
    """The names of the fields in which two states differ."""
    old, new = _by_id(old), _by_id(new)
    return [name for name in FIELDS if old.get(name) != new.get(name)]


def _by_id(told: State) -> State:
    plain = dict(told)
    for name in SOURCES:
        if name in plain:
            plain[name] = _id(plain[name])
    if "tags" in plain:
        plain["tags"] = sorted(map(_id, plain["tags"]), key=str)
    return plain


def _id(reference: list[Any]) -> Any:
    """The id; where there is none, for a file knows of no rows, the name."""
    pk, name = reference
    return name if pk is None else pk


def of_file(values: Mapping[str, Any]) -> State:
    """What a file says (values of articles/merging.py), as a state without a status."""
    told = {name: values[name] for name in FIELDS if name in values}
    for name in SOURCES:
        told[name] = [None, told[name]] if told[name] else None
    told["tags"] = _named(told["tags"])
    told["credits"] = [[*who, order] for order, who in enumerate(told["credits"])]
    told["published_at"] = _moment_of_file(told["published_at"])
    return state(told)


def _named(names: Iterable[str]) -> list[list[Any]]:
    return [[None, name] for name in names]


def _moment_of_file(told: str) -> list[str | None]:
    if len(told) == len("2022-02-25"):
        return moment(datetime.combine(datetime.fromisoformat(told), time(), SHANGHAI), "day")
    return moment(datetime.fromisoformat(told) if told else None, "second")
