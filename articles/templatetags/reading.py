"""What the page of an article says of others."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.relating import Kind, Shared

register = template.Library()

REASONS = {
    Kind.TAG: gettext_lazy("same tag: %(names)s"),
    Kind.PERSON: gettext_lazy("also by %(names)s"),
    Kind.COLUMN: gettext_lazy("same column: %(names)s"),
}


@register.filter
def why(shares: Sequence[Shared]) -> str:
    """Why an article is named beside another one: what both have, what says most of it first."""
    told: dict[Kind, list[str]] = {}
    for shared in shares:
        told.setdefault(shared.kind, []).append(shared.name)
    return _("; ").join(str(REASONS[kind]) % {"names": "、".join(names)} for kind, names in told.items())
