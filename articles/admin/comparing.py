"""States beside each other, field by field, in the words of the interface."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from articles.differences import Part, blocks, compare, folded
from articles.models import Article, Credit
from articles.states import FIELDS, NO_MOMENT, Kind, State, changed

from .conflicts import label_of


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that is not the same on both sides. Without `is_seen` only white space or numbers of order differ."""

    name: str
    label: str
    parts: list[Part]
    is_seen: bool


def differences(old: State, new: State, names: Iterable[str] = FIELDS) -> list[Difference]:
    """Every field of `names` in which two states differ."""
    differing = changed(old, new)
    return [difference(name, old, new) for name in names if name in differing]


def difference(name: str, old: State, new: State) -> Difference:
    rows = compare(lines_of(name, old), lines_of(name, new))
    return Difference(name, label_of(name), folded(rows), not all(row.is_same for row in rows))


def labels_of(names: Iterable[str]) -> list[str]:
    return [label_of(name) for name in names]


def lines_of(name: str, told: State) -> list[str]:
    """The value of a field as lines of text for people; none where it is empty."""
    value = told.get(name)
    return _lines(FIELDS[name], value) if value else []


def _lines(kind: Kind, value: Any) -> list[str]:
    match kind:
        case Kind.CHOICE:
            return [str(Article.Status(value).label)]
        case Kind.SOURCE:
            return [value[1]]
        case Kind.MOMENT:
            return _moment(*value)
        case Kind.TIME:
            return _moment(value, Article.Precision.SECOND)
        case Kind.LABELS:
            return value
        case Kind.TAGS:
            return sorted(name for _pk, name in value)
        case Kind.CREDITS:
            return [_person(*who) for who in value]
        case Kind.DATA:
            return [f"{key}: {json.dumps(inner, ensure_ascii=False)}" for key, inner in sorted(value.items())]
        case Kind.HTML:
            return blocks(value)
    return value.splitlines()


def _moment(value: str | None, precision: str) -> list[str]:
    if [value, precision] == NO_MOMENT or value is None:
        return []
    moment = timezone.localtime(datetime.fromisoformat(value))
    return [f"{moment:%Y-%m-%d}" if precision == Article.Precision.DAY else f"{moment:%Y-%m-%d %H:%M:%S}"]


def _person(name: str, role: str, affiliation: str, _order: int) -> str:
    return " · ".join(filter(None, [name, str(Credit.Role(role).label), affiliation]))
