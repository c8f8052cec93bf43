"""Sources and tags put in order: merge, rename, delete, and take it back."""

from .effects import effects
from .refusals import Refused
from .sources import merge_sources
from .tags import delete_tags, merge_tags, rename_tag
from .undoing import undo

__all__ = ["Refused", "delete_tags", "effects", "merge_sources", "merge_tags", "rename_tag", "undo"]
