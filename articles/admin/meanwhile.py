"""Two editors at once: what others changed in an article while its form was open, against what the form says."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from articles import revising
from articles.models import Article, Revision
from articles.states import COLUMNS, FIELDS, SOURCES, TIMES, State, changed, instant, moment, state

from . import posted
from .comparing import Difference, difference
from .conflicts import label_of
from .history import Line, lines, revisions_of

MINE, THEIRS = "mine", "theirs"
# What no form shows, no form changes.
IN_FORM = tuple(name for name in FIELDS if name not in {"raw_title", "extra", "status"})


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field that somebody else changed, and in which the form says otherwise. `chosen` is MINE or THEIRS."""

    difference: Difference
    is_touched: bool
    chosen: str


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What others did since a form was opened, newest first, and the fields to decide."""

    lines: list[Line]
    disputes: list[Dispute]


def told_meanwhile(form: Any) -> dict[str, Any]:
    """For the page of a form that was not saved: what its editor has to decide, and what is decided."""
    return {"meanwhile": form.meanwhile, "taken": [(name, label_of(name)) for name in IN_FORM if name in form.taken]}


def version_of(article: Article) -> str:
    """What a form is opened with: when the article was last touched, and the number of its newest revision."""
    number = revisions_of(article).values_list("number", flat=True).first() or 0
    touched = Article.objects.filter(pk=article.pk).values_list("updated_at", flat=True).first()
    return f"{touched.isoformat() if touched else ''}|{number}"


def choices(data: QueryDict) -> set[str]:
    """The fields in which the editor takes what the others say: some of those that there was a choice in."""
    return {name for name in IN_FORM if posted.choice(data, name) == THEIRS}


def meanwhile(article: Article, opened: str, mine: State, chosen: dict[str, str]) -> Meanwhile | None:
    """What the editor of a form has to be told of; None where nobody changed what the form would change back."""
    theirs = revising.standing([article.pk])[article.pk].state
    base = _base(article, opened)
    contested = changed(base.state, theirs) if base else IN_FORM
    differing = [name for name in changed(theirs, mine) if name in contested and name in IN_FORM]
    if not differing:
        return None
    touched = changed(base.state, mine) if base else differing
    disputes = [_dispute(name, theirs, mine, name in touched, chosen) for name in differing]
    return Meanwhile(_since(article, base), disputes)


def written(article: Article, tags: Iterable[Any], data: QueryDict) -> State:
    """What a form says: an article with its values, which is not saved yet, its tags and its rows of credits."""
    article = copy(article).prepare()
    values = {name: getattr(article, name) for name in COLUMNS}
    values |= {name: instant(getattr(article, name)) for name in TIMES}
    for name in SOURCES:
        source = getattr(article, name)
        values[name] = source and [source.pk, source.name]
    values["published_at"] = moment(article.published_at, article.published_precision)
    values["tags"] = sorted([tag.pk, tag.name] for tag in tags)
    return state(values | {"credits": posted.credits(data)})


def _base(article: Article, opened: str) -> Revision | None:
    """The revision that says what the form was opened with; None where nobody recorded it."""
    _touched, _bar, number = opened.rpartition("|")
    if not (number.isascii() and number.isdecimal() and len(number) <= 9):
        return None
    own = revisions_of(article)
    # What no revision told of was recorded right before the next change.
    unrecorded = own.filter(number=int(number) + 1, means=Revision.Means.FOUND)
    return unrecorded.first() or own.filter(number=int(number)).first()


def _since(article: Article, base: Revision | None) -> list[Line]:
    own = revisions_of(article).select_related("user", "run", "bulk_change")
    return list(lines(own.filter(number__gt=base.number) if base else own.none(), article.slug))


def _dispute(name: str, theirs: State, mine: State, is_touched: bool, chosen: dict[str, str]) -> Dispute:
    default = MINE if is_touched else THEIRS
    return Dispute(difference(name, theirs, mine), is_touched, chosen.get(name, default))
