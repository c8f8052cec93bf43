from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import VocabularyChange

from ..importing.queries import alone
from .following import follow
from .refusals import Refused
from .sources import undo_merge
from .tags import undo_tags


def undo(change: VocabularyChange, user: AbstractBaseUser | None) -> int:
    """Take a change back; how many articles that changes. Raises Refused where something later stands in the way."""
    return alone(lambda: _undo(change.pk, user))


def _undo(pk: int, user: AbstractBaseUser | None) -> int:
    change = VocabularyChange.objects.select_for_update().get(pk=pk)
    if change.undone_at:
        raise Refused(_("This has been undone already."))
    restore = undo_merge if change.kind == VocabularyChange.Kind.MERGE_SOURCES else undo_tags
    changed = restore(change)
    follow(changed, user)
    change.undone_at, change.undone_by = timezone.now(), user
    change.save(update_fields=["undone_at", "undone_by"])
    return len(changed)
