"""Automatic tags on the form of an article: which rule gave each, for which words, and what an editor says of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles import autotagging
from articles.excerpts import Excerpt, excerpts
from articles.models import Article, Tag, TagMark, TagRule
from articles.tagging import FIELDS

# The name of the boxes that keep a tag whatever rules say; their value is the tag.
KEEP = "_keep_tag"


@dataclass(frozen=True, slots=True)
class Automatic:
    """A tag that a rule gave; `rule` is None where the rule is gone and rules were not applied since."""

    tag: Tag
    rule: TagRule | None
    excerpts: list[tuple[str, Excerpt]]


def automatic_tags(article: Article) -> tuple[list[Automatic], list[Tag]]:
    """The tags that rules gave an article, and those that an editor took off it."""
    marks = TagMark.objects.filter(article=article).select_related("tag", "rule__tag").order_by("tag__name")
    fields = {name: getattr(article, name) for name in FIELDS}
    given = [
        Automatic(mark.tag, mark.rule, [(label_of(part.field), part) for part in excerpts(fields, mark.places)])
        for mark in marks
        if mark.state == TagMark.State.GIVEN
    ]
    return given, [mark.tag for mark in marks if mark.state == TagMark.State.REFUSED]


def label_of(name: str) -> str:
    return str(Article._meta.get_field(name).verbose_name)


def record_edit(request: HttpRequest, article: Article, before: set[int]) -> None:
    """Note what an editor did to the tags; `before` are those that the article had."""
    kept = {int(value) for value in request.POST.getlist(KEEP) if value.isdecimal() and len(value) <= 18}
    autotagging.record_edit(article, before, autotagging.tag_ids(article), kept)


def apply_rules(request: HttpRequest, article: Article) -> None:
    """Have the rules follow what the editor changed, and say what they did."""
    applied = autotagging.apply([article.pk], is_recorded=True)
    names = dict(Tag.objects.filter(pk__in=[*applied.given, *applied.taken]).values_list("pk", "name"))
    for tags, words in (
        (applied.given, _("Tags given by rules: %(tags)s.")),
        (applied.taken, _("Tags that no rule gives any longer: %(tags)s.")),
    ):
        if tags:
            messages.info(request, words % {"tags": "、".join(sorted(names[tag] for tag in tags))})
