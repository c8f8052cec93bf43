"""Tags by rules, kept in step with articles and rules. A person's word, and a file's, stands before a rule's.

A tag that a rule gave has a mark (`TagMark`) with the rule and the words; one that an editor took off has a mark too,
and rules leave it off. All other tags of an article are a file's or an editor's, and no rule takes them away.
"""

from .applying import Applied, apply, rules_in_use
from .everything import apply_all, tags_of
from .people import record_edit, record_edits, tag_ids, take_file_tags
from .trying import Trial, slow_at, trial

__all__ = [
    "Applied",
    "Trial",
    "apply",
    "apply_all",
    "record_edit",
    "record_edits",
    "rules_in_use",
    "slow_at",
    "tag_ids",
    "tags_of",
    "take_file_tags",
    "trial",
]
