"""How a query was read, in words for whoever asked."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from .query import Note

NOTES = {
    "open-quote": gettext_noop("A quotation mark is not closed: the phrase was taken to go on to the end."),
    "open-parenthesis": gettext_noop("A parenthesis is not closed: it was taken to go on to the end."),
    "extra-parenthesis": gettext_noop("A closing parenthesis without an opening one was passed over."),
    "too-deep": gettext_noop("Of parentheses inside each other, those beyond %(detail)s were passed over."),
    "lone-minus": gettext_noop("A minus with nothing behind it was passed over; it excludes the word that it touches."),
    "lone-or": gettext_noop("OR stands between two words; one without a word on either side was passed over."),
    "empty-field": gettext_noop("%(detail)s: was passed over, for nothing stands behind it."),
    "not-a-date": gettext_noop(
        "“%(detail)s” has no date that can be read, such as 2022, 2022-02 or 2022-02-25: it was taken as a word."
    ),
    "no-letters": gettext_noop("“%(detail)s” holds no letter, digit or character to look for, and was passed over."),
    "nothing-to-search": gettext_noop("There is nothing in it to search for."),
    "too-long": gettext_noop("Only the first %(detail)s characters were read."),
    "too-many-words": gettext_noop("Only the first %(detail)s words were taken."),
    "unseen": gettext_noop("Characters that nobody can see were passed over."),
}


def in_words(note: Note) -> str:
    detail = note.detail if len(note.detail) <= 40 else f"{note.detail[:40]}…"
    return _(NOTES[note.code]) % {"detail": detail}
