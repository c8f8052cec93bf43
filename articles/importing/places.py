"""Where the bytes of documents stood: one document may have come from several places."""

from __future__ import annotations

from collections.abc import Iterable

from sources.models import Document, DocumentPlace

from .items import Item
from .queries import ids_by, in_chunks


def note_places(items: list[Item]) -> None:
    """Remember that known bytes came from a place of their own; a place that is known costs a look and no more."""
    places = DocumentPlace.objects
    noted: set[tuple[str, str]] = set()
    for chunk in in_chunks(item.found.location for item in items):
        noted.update(places.filter(location__in=chunk).values_list("document__sha256", "location"))
    new = {(item.sha256, item.found.location) for item in items} - noted
    ids = ids_by("sha256", Document, {sha256 for sha256, _location in new})
    places.bulk_create(DocumentPlace(document_id=ids[sha256], location=location) for sha256, location in sorted(new))


def documents_at(locations: Iterable[str]) -> dict[int, set[str]]:
    """Of the documents that stood at `locations`, by their ids, at which of them."""
    found: dict[int, set[str]] = {}
    for chunk in in_chunks(set(locations)):
        pairs = [
            *Document.objects.filter(location__in=chunk).values_list("id", "location"),
            *DocumentPlace.objects.filter(location__in=chunk).values_list("document_id", "location"),
        ]
        for document, location in pairs:
            found.setdefault(document, set()).add(location)
    return found
