"""The way of an article from draft to archive and back: each step, and what it asks of whoever takes it.

Permissions are code names of the app `articles`; statuses are the values of `Article.Status`.
"""

from __future__ import annotations

from dataclasses import dataclass

DRAFT, IN_REVIEW, PUBLISHED, ARCHIVED = "draft", "in_review", "published", "archived"
STATUSES = (DRAFT, IN_REVIEW, PUBLISHED, ARCHIVED)


@dataclass(frozen=True, slots=True)
class Transition:
    """A step from one of `sources` to `target`, for those who have `permission`. Every step back asks for a reason."""

    name: str
    sources: tuple[str, ...]
    target: str
    permission: str
    needs_reason: bool = False


TRANSITIONS = {
    transition.name: transition
    for transition in (
        Transition("submit", (DRAFT,), IN_REVIEW, "submit_article"),
        Transition("send_back", (IN_REVIEW,), DRAFT, "review_article", needs_reason=True),
        Transition("publish", (DRAFT, IN_REVIEW), PUBLISHED, "publish_article"),
        Transition("archive", (PUBLISHED,), ARCHIVED, "withdraw_article"),
        Transition("back_to_draft", (PUBLISHED, ARCHIVED), DRAFT, "withdraw_article", needs_reason=True),
        Transition("republish", (ARCHIVED,), PUBLISHED, "publish_article", needs_reason=True),
    )
}


@dataclass(frozen=True, slots=True)
class Reach:
    """What may be changed by those who have `permission`: articles in `statuses`, or of these their own alone."""

    permission: str
    statuses: tuple[str, ...]
    own_only: bool = False


# Whoever has several may do what any of them lets do.
CHANGING = (
    Reach("change_article", STATUSES),
    Reach("edit_drafts", (DRAFT, IN_REVIEW)),
    Reach("contribute_article", (DRAFT,), own_only=True),
)


def steps_from(status: str) -> list[Transition]:
    return [transition for transition in TRANSITIONS.values() if status in transition.sources]


def step_between(status: str, target: str) -> Transition | None:
    """The one step that leads from `status` to `target`, if there is any."""
    return next((step for step in steps_from(status) if step.target == target), None)
