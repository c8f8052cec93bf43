"""What an editor says against what a file now says, field by field, and the buttons that decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from articles.importing import resolve_conflict
from articles.importing.values import current
from articles.models import Article, Credit

# The name of the buttons; their value is a field and what becomes of it.
BUTTON = "_resolve"
TAKE, KEEP = "take", "keep"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field in dispute. `kept` and `told` are text for people, lists a line an item."""

    field: str
    label: str
    kept: str
    told: str


def conflicts_of(article: Article) -> list[Conflict]:
    """Every field of `article` that is in dispute."""
    now = current(article) if article.conflicts else {}
    return [Conflict(name, label_of(name), _text(now[name]), _text(told)) for name, told in article.conflicts.items()]


def resolve(article: Article, pressed: str) -> str:
    """Do what the button says, and say what was done; nothing where the conflict is gone already."""
    name, _colon, choice = pressed.partition(":")
    if name not in article.conflicts or choice not in (TAKE, KEEP):
        return _("That conflict is already decided.")
    resolve_conflict(article, name, take_file=choice == TAKE)
    words = _("%(field)s: the file's value was taken.") if choice == TAKE else _("%(field)s: your value was kept.")
    return words % {"field": label_of(name)}


def label_of(name: str) -> str:
    if name == "credits":
        return str(Credit._meta.verbose_name_plural)
    return str(Article._meta.get_field(name).verbose_name)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(_person(*item) if isinstance(item, list) else item for item in value)
    if isinstance(value, dict):
        return "\n".join(f"{name}: {inner}" for name, inner in value.items())
    return value


def _person(name: str, role: str, affiliation: str) -> str:
    return " · ".join(filter(None, [name, str(Credit.Role(role).label), affiliation]))
