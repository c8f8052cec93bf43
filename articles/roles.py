"""Who there is at the desk, and what each may do. docs/roles.md says it for people; a test holds the two together.

A role is a group of this name. Rights are given as `app.codename`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """`name` is the group's; the interface shows it in the reader's language (see labels.py)."""

    name: str
    rights: frozenset[str]


def _rights(app: str, **models: str) -> set[str]:
    """Django's own rights: `_rights("articles", tag="add view")` is `articles.add_tag` and `articles.view_tag`."""
    return {f"{app}.{verb}_{model}" for model, verbs in models.items() for verb in verbs.split()}


_NAMES = _rights("articles", tag="view") | _rights("sources", source="view", sourcealias="view")
_READING = (
    _NAMES
    | _rights("articles", article="view", credit="view", articlewarning="view")
    | _rights(
        "articles", tagrule="view", bulkchange="view", vocabularychange="view", cluster="view", repostdecision="view"
    )
    | _rights("sources", document="view", importrun="view", importedfile="view")
)
_DRAFTING = {"articles.edit_drafts", "articles.tag_article", "articles.submit_article"} | _rights(
    "articles", article="add"
)
_EDITING = (
    _READING
    | _DRAFTING
    | {"articles.review_article", "articles.share_preview"}
    | _rights("articles", tag="add change", credit="add change delete", articlewarning="change delete")
    | _rights("sources", source="add change", sourcealias="add change delete")
)

CONTRIBUTOR = Role("供稿", frozenset(_NAMES | {"articles.contribute_article", "articles.submit_article"}))
EDITOR = Role("编辑", frozenset(_EDITING))
CHIEF_EDITOR = Role(
    "主编",
    frozenset(
        _EDITING
        | _rights("articles", article="change", bulkchange="add", tagrule="add change delete", vocabularychange="add")
        | {"articles.publish_article", "articles.withdraw_article"}
    ),
)
AUDITOR = Role("审读", frozenset(_READING))
# For programs: not staff, so the admin stays closed to it, and it has no password but tokens.
API_CLIENT = Role("接口", frozenset(_NAMES | _DRAFTING | _rights("articles", article="view")))

ROLES = {role.name: role for role in (CONTRIBUTOR, EDITOR, CHIEF_EDITOR, AUDITOR, API_CLIENT)}
