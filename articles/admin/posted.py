"""Rows of an inline formset as a browser sent them, and the rows that stand for what is meant by them now.

Between the opening of a form and its saving others may add, change and take away credits and warnings. Django knows a
row by its id alone, and refuses a form that names one that is gone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from articles.cleaning import clean_text
from articles.models import Credit
from sources.admin.shared import LabelledFormSet

MOST_ROWS = 1000
# The names of what chooses between two editors: one for each field, and the buttons that choose for all.
KEEP, KEEP_ALL = "keep-", "keep-all"
Row = dict[str, str]
_CREDIT = ("role", "name", "affiliation")


def choice(data: QueryDict, name: str) -> str:
    """What the editor chose for a field; nothing where there was no choice."""
    own = data.get(f"{KEEP}{name}", "")
    return data.get(KEEP_ALL, own) if own else ""


def rows(data: QueryDict, prefix: str) -> list[Row]:
    """The rows that were sent, with what stands in them; none where the formset itself is broken."""
    total = data.get(f"{prefix}-TOTAL_FORMS", "")
    if not (total.isascii() and total.isdecimal() and len(total) <= 4 and int(total) <= MOST_ROWS):
        return []
    return [_row(data, f"{prefix}-{number}-") for number in range(int(total))]


def _row(data: QueryDict, start: str) -> Row:
    return {name.removeprefix(start): data[name] for name in data if name.startswith(start)}


def with_rows(data: QueryDict, prefix: str, there: Iterable[Row], new: Iterable[Row] = ()) -> QueryDict:
    """`data` with these rows in the place of all others: first those of the database, which have an id."""
    there, new = list(there), list(new)
    data = data.copy()
    for name in [name for name in data if name.startswith(f"{prefix}-") and name.split("-")[1].isdecimal()]:
        del data[name]
    for number, row in enumerate([*there, *new]):
        for name, value in row.items():
            data[f"{prefix}-{number}-{name}"] = value
    data[f"{prefix}-TOTAL_FORMS"], data[f"{prefix}-INITIAL_FORMS"] = str(len(there) + len(new)), str(len(there))
    return data


def credits(data: QueryDict) -> list[list[Any]]:
    """The credits that a form means, in the form of a state."""
    meant = [row for row in rows(data, "credits") if _is_meant(row)]
    told = [
        [*(clean_text(row.get(name, "")) for name in ("name", "role", "affiliation")), _order(row)] for row in meant
    ]
    return sorted(told, key=lambda who: who[3])


def _is_meant(row: Row) -> bool:
    return "DELETE" not in row and bool(row.get("name", "").strip())


def _order(row: Row) -> int:
    order = row.get("order", "")
    return int(order) if order.isascii() and order.isdecimal() and len(order) <= 9 else 0


class MeantFormSet(LabelledFormSet):
    """Rows that are saved as they are meant, whatever became of their like in the database."""

    def __init__(self, data: QueryDict | None = None, **kwargs: Any):
        article = kwargs.get("instance")
        if data is not None and article is not None and article.pk:
            data = self.meant(data, kwargs["prefix"], article)
        super().__init__(data, **kwargs)

    def meant(self, data: QueryDict, prefix: str, article: Any) -> QueryDict:
        raise NotImplementedError


class WarningFormSet(MeantFormSet):
    """Somebody else closed a warning too: then it is closed."""

    def meant(self, data: QueryDict, prefix: str, article: Any) -> QueryDict:
        there = {str(warning.pk) for warning in article.warnings.all()}
        sent = rows(data, prefix)
        return data if all(row.get("id") in there for row in sent) else _only(data, prefix, sent, there)


def _only(data: QueryDict, prefix: str, sent: list[Row], there: set[str]) -> QueryDict:
    return with_rows(data, prefix, [row for row in sent if row.get("id") in there])


class CreditFormSet(MeantFormSet):
    """Somebody else changed the credits too: theirs stay where the editor says so, and else these take their place."""

    def meant(self, data: QueryDict, prefix: str, article: Any) -> QueryDict:
        if choice(data, "credits") == "theirs":
            return with_rows(data, prefix, [])
        there = {tuple(getattr(who, name) for name in _CREDIT): who for who in article.credits.all()}
        sent = rows(data, prefix)
        if {row["id"] for row in sent if row.get("id")} == {str(who.pk) for who in there.values()}:
            return data
        return with_rows(data, prefix, *_matched([row for row in sent if _is_meant(row)], there, str(article.pk)))


def _matched(sent: list[Row], there: dict[tuple[str, ...], Credit], article: str) -> tuple[list[Row], list[Row]]:
    """The rows of the database with what was sent for them, or taken away; and the rows that are new to it."""
    known, new = {}, []
    for row in sent:
        key = tuple(clean_text(row.get(name, "")) for name in _CREDIT)
        if key in there and key not in known:
            known[key] = row | {"id": str(there[key].pk), "article": article}
        else:
            new.append(row | {"id": "", "article": article})
    for key, who in there.items():
        if key not in known:
            gone = {"id": str(who.pk), "article": article, "order": str(who.order), "DELETE": "on"}
            known[key] = gone | dict(zip(_CREDIT, key, strict=True))
    return list(known.values()), new
