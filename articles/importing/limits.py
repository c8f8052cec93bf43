"""What fits into the database: SQLite would take longer values, PostgreSQL not, and both must answer alike."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.models import Article, Credit, Tag
from sources.models import Source
from sources.names import name_key

from ..merging import FIELDS, NAMES
from ..preparing import Failure, Prepared


def _limit(model, name: str) -> int:
    return model._meta.get_field(name).max_length


COLUMNS = {
    name: _limit(Article, name)
    for name in FIELDS
    if name not in {"tags", "credits", "published_at", *NAMES} and _limit(Article, name)
}
NAME, TAG = _limit(Source, "name"), _limit(Tag, "name")
PERSON, AFFILIATION = _limit(Credit, "name"), _limit(Credit, "affiliation")


def too_long(prepared: Prepared) -> Failure | None:
    """The first value that is longer than its column, as a failure of the file."""
    for article in prepared.articles:
        for field, value, limit in _measured(article.values):
            if len(value) > limit:
                message = _("The %(field)s has %(length)s characters; the limit is %(limit)s: “%(start)s…”.") % {
                    "field": _named(field),
                    "length": len(value),
                    "limit": limit,
                    "start": value[:40],
                }
                return Failure("value-too-long", message, _("Shorten it in the file, and import the file again."))
    return None


def _named(field: str) -> str:
    """A measured value as the admin calls it."""
    model = {"tag": Tag, "credit": Credit}.get(field)
    if model:
        return str(model._meta.verbose_name)
    return str((Credit if field == "affiliation" else Article)._meta.get_field(field).verbose_name)


def _measured(values: dict) -> Iterator[tuple[str, str, int]]:
    for name, limit in COLUMNS.items():
        yield name, values[name], limit
    for name in NAMES:
        yield name, values[name], NAME
        yield name, name_key(values[name]), NAME
    for tag in values["tags"]:
        yield "tag", tag, TAG
    for name, _role, affiliation in values["credits"]:
        yield "credit", name, PERSON
        yield "affiliation", affiliation, AFFILIATION
