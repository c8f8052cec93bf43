"""Revisions: what changes an article records it here, and what was recorded can be brought back.

Whatever writes to articles that are there wraps its writing in `recording`; whatever makes new ones calls `record`.
"""

from .bulk import change_many, needing, undo
from .reading import Standing, standing
from .restoring import TakenAddress, restore, revive
from .writing import found, record, record_deletion, recording

__all__ = [
    "Standing",
    "TakenAddress",
    "change_many",
    "found",
    "needing",
    "record",
    "record_deletion",
    "recording",
    "restore",
    "revive",
    "standing",
    "undo",
]
