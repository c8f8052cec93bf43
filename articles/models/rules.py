from __future__ import annotations

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..tagging import BOTH, TEXT, TITLE, Rule
from .articles import Article
from .tags import Tag

# The problem of a rule whose expression takes too long; any other problem is what is wrong with it.
TIMEOUT = "timeout"
# Words of a rule that stand for it where it is named.
NAMED = 3


class TagRule(models.Model):
    """Which articles get a tag by themselves, in words that an editor chose; see articles/tagging.py."""

    class Where(models.TextChoices):
        BOTH = BOTH, gettext_lazy("in headlines and text")
        TITLE = TITLE, gettext_lazy("in headlines")
        TEXT = TEXT, gettext_lazy("in the text")

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="rules", verbose_name=gettext_lazy("tag"))
    any_of = models.JSONField(gettext_lazy("any of"), default=list, blank=True)
    all_of = models.JSONField(gettext_lazy("all of"), default=list, blank=True)
    none_of = models.JSONField(gettext_lazy("none of"), default=list, blank=True)
    not_within = models.JSONField(gettext_lazy("not as part of"), default=list, blank=True)
    pattern = models.CharField(gettext_lazy("regular expression"), max_length=500, blank=True)
    where = models.CharField(gettext_lazy("where"), max_length=5, choices=Where, default=Where.BOTH)
    at_least = models.PositiveSmallIntegerField(
        gettext_lazy("at least so often"), default=1, validators=[MinValueValidator(1)]
    )
    note = models.CharField(gettext_lazy("note"), max_length=300, blank=True)
    enabled = models.BooleanField(gettext_lazy("in use"), default=True)
    # What went wrong when it was last applied; empty where nothing did.
    problem = models.TextField(gettext_lazy("problem"), blank=True, editable=False)

    class Meta:
        verbose_name = gettext_lazy("tag rule")
        verbose_name_plural = gettext_lazy("tag rules")
        ordering = ["tag__name", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(where__in=["both", "title", "text"]), name="tag_rule_where_known"),
            models.CheckConstraint(condition=Q(at_least__gte=1), name="tag_rule_at_least_once"),
        ]

    def __str__(self):
        words = [*self.any_of, *self.all_of, *([self.pattern] if self.pattern else [])]
        return _("%(tag)s: %(words)s") % {"tag": self.tag, "words": _listed(words)}

    def as_rule(self) -> Rule:
        """The rule as pure matching takes it; one that is not saved yet has the id 0."""
        return Rule(
            id=self.pk or 0,
            tag=self.tag_id,
            any_of=_words(self.any_of),
            all_of=_words(self.all_of),
            none_of=_words(self.none_of),
            not_within=_words(self.not_within),
            pattern=self.pattern,
            where=self.where,
            at_least=self.at_least,
        )


def problem_in_words(problem: str) -> str:
    """What is wrong with a rule's expression, as it is kept with the rule, and what to do."""
    if problem == TIMEOUT:
        return _("The expression takes too long in some articles, which were passed over. Make it simpler.")
    return problem and _("The expression cannot be read: %(reason)s. Correct it.") % {"reason": problem}


def _words(value: Any) -> tuple[str, ...]:
    """What a fixture or a program wrote may be anything, and must not stop an import."""
    return tuple(word for word in value if isinstance(word, str) and word) if isinstance(value, list) else ()


def _listed(words: list[str]) -> str:
    return "、".join(words[:NAMED]) + ("…" if len(words) > NAMED else "")


class TagMark(models.Model):
    """How an article stands to a tag where neither a file nor an editor simply gave it.

    A tag of an article without a mark is a file's or an editor's, and rules never take it away.
    """

    class State(models.TextChoices):
        GIVEN = "given", gettext_lazy("given by a rule")
        REFUSED = "refused", gettext_lazy("taken off by an editor")

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="tag_marks", verbose_name=gettext_lazy("article"), db_index=False
    )
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="marks", verbose_name=gettext_lazy("tag"))
    state = models.CharField(gettext_lazy("state"), max_length=7, choices=State)
    # Nothing once the rule is gone, until rules are applied again.
    rule = models.ForeignKey(
        TagRule, models.SET_NULL, null=True, blank=True, related_name="marks", verbose_name=gettext_lazy("rule")
    )
    places = models.JSONField(default=list, blank=True, help_text=gettext_lazy("[[field, start, end, words], …]"))

    class Meta:
        verbose_name = gettext_lazy("automatic tag")
        verbose_name_plural = gettext_lazy("automatic tags")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "tag"], name="tag_mark_once"),
            models.CheckConstraint(condition=Q(state__in=["given", "refused"]), name="tag_mark_state_known"),
        ]

    def __str__(self):
        return f"{self.tag}: {self.get_state_display()}"

    @classmethod
    def tags_given(cls, article: Article) -> set[int]:
        """The ids of the tags that an article has because of rules; its marks may have been fetched before."""
        return {mark.tag_id for mark in article.tag_marks.all() if mark.state == cls.State.GIVEN}

    @classmethod
    def tags_refused(cls, article: Article) -> set[int]:
        """The ids of the tags that an editor took off an article."""
        return {mark.tag_id for mark in article.tag_marks.all() if mark.state == cls.State.REFUSED}
