"""One change to many articles in the admin: what is to be done, what that will change, and then the doing of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.widgets import AdminTextInputWidget, AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import revising
from articles.changes import Change
from articles.cleaning import clean_data
from articles.models import Article, ArticleQuerySet, BulkChange, Tag
from articles.states import NO_MOMENT, moment
from articles.workflow import PUBLISHED
from sources.models import Source

from .comparing import Difference, differences, labels_of, lines_of
from .fields import LinesField, MomentField

SAMPLES = 10
NEEDED = ("change_article", "add_bulkchange", "publish_article", "withdraw_article")
PREVIEW, APPLY = "preview", "apply"
_CLEARED = ("source", "published_at", "column")


def _field(name: str) -> Any:
    return Article._meta.get_field(name)


def _clear(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


class BulkForm(forms.Form):
    """What to do to every article; what is left empty stays as it is."""

    status = forms.ChoiceField(
        label=capfirst(_field("status").verbose_name),
        choices=[("", gettext_lazy("leave as it is")), *Article.Status.choices],
        required=False,
    )
    source = forms.ModelChoiceField(
        Source.objects.all(),
        label=capfirst(_field("source").verbose_name),
        required=False,
        widget=AutocompleteSelect(_field("source"), admin.site),
    )
    source_clear = _clear(gettext_lazy("Take the source away"))
    published_at = MomentField(label=capfirst(_field("published_at").verbose_name), required=False)
    published_at_clear = _clear(gettext_lazy("Take the date away"))
    column = LinesField(label=capfirst(_field("column").verbose_name))
    column_clear = _clear(gettext_lazy("Take the column away"))
    add_tags = forms.ModelMultipleChoiceField(
        Tag.objects.all(),
        label=gettext_lazy("Add tags"),
        required=False,
        widget=AutocompleteSelectMultiple(_field("tags"), admin.site),
    )
    remove_tags = forms.ModelMultipleChoiceField(
        Tag.objects.all(),
        label=gettext_lazy("Remove tags"),
        required=False,
        widget=AutocompleteSelectMultiple(_field("tags"), admin.site),
    )
    comment = forms.CharField(
        label=capfirst(gettext_lazy("comment")),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Why this change; it stands in the history."),
        widget=AdminTextInputWidget,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in _CLEARED:
            if cleaned.get(name) and cleaned.get(f"{name}_clear"):
                self.add_error(name, _("Either give a value or take it away, not both."))
        if both := set(cleaned.get("add_tags") or ()) & set(cleaned.get("remove_tags") or ()):
            named = ", ".join(sorted(tag.name for tag in both))
            self.add_error("remove_tags", _("To be added and removed: %(tags)s. Choose one.") % {"tags": named})
        if not self.errors and not self.change:
            raise ValidationError(_("Choose something to change."))
        return cleaned

    @property
    def change(self) -> Change:
        given = self.cleaned_data
        values: dict[str, Any] = {name: None for name in _CLEARED if given[f"{name}_clear"]}
        if "published_at" in values:
            values["published_at"] = NO_MOMENT
        if given["status"]:
            values["status"] = given["status"]
        if given["source"]:
            values["source"] = [given["source"].pk, given["source"].name]
        if given["published_at"]:
            values["published_at"] = moment(given["published_at"], self._precision())
        if given["column"]:
            values["column"] = clean_data(given["column"])
        return Change(values, *([[tag.pk, tag.name] for tag in given[name]] for name in ("add_tags", "remove_tags")))

    def _precision(self) -> str:
        _day, clock = self["published_at"].data
        return Article.Precision.SECOND if clock else Article.Precision.DAY


@dataclass(frozen=True, slots=True)
class Sample:
    article: Article
    differences: list[Difference]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would do: to which articles, to how many by each of its parts, and to the first of them in full."""

    ids: list[int]
    matched: int
    parts: list[tuple[str, int]]
    untitled: int
    samples: list[Sample]
    mark: str

    @classmethod
    def of(cls, articles: ArticleQuerySet, change: Change) -> Preview:
        ids = list(dict.fromkeys(revising.needing(articles, change).order_by("pk").values_list("pk", flat=True)))
        parts = [(in_words(part), revising.needing(articles, part).count()) for part in parts_of(change)]
        publishes = change.values.get("status") == PUBLISHED
        untitled = articles.filter(title="").exclude(status=PUBLISHED).count() if publishes else 0
        return cls(ids, articles.count(), parts, untitled, _samples(ids[:SAMPLES], change), change.mark(ids))


def _samples(ids: list[int], change: Change) -> list[Sample]:
    standing, articles = revising.standing(ids), Article.objects.in_bulk(ids)
    changes = ((pk, standing[pk].state) for pk in ids)
    return [Sample(articles[pk], differences(told, change.applied_to(told))) for pk, told in changes]


def parts_of(change: Change) -> list[Change]:
    values = [Change({name: value}) for name, value in change.values.items()]
    added = [Change(add_tags=[tag]) for tag in change.add_tags]
    return [*values, *added, *(Change(remove_tags=[tag]) for tag in change.remove_tags)]


def in_words(change: Change) -> str:
    """A change with one part, for people."""
    for name, value in change.values.items():
        shown = " › ".join(lines_of(name, {name: value})) or _("taken away")
        return _("%(field)s: %(value)s") % {"field": labels_of([name])[0], "value": shown}
    for _pk, name in change.add_tags:
        return _("add the tag “%(tag)s”") % {"tag": name}
    return _("remove the tag “%(tag)s”") % {"tag": change.remove_tags[0][1]}


@admin.action(description=gettext_lazy("Change fields and tags…"), permissions=["change_many"])
def change_many(model_admin: admin.ModelAdmin, request: HttpRequest, articles: ArticleQuerySet) -> HttpResponse:
    """Ask what to do, show what that changes, and do what was shown."""
    step, preview = request.POST.get("step"), None
    form = BulkForm(request.POST if step else None)
    # The list wants more of an article than its id; here nothing is listed.
    articles = Article.objects.filter(pk__in=articles.order_by().values("pk"))
    if step and form.is_valid():
        preview = Preview.of(articles, form.change)
        if step == APPLY and request.POST.get("mark") == preview.mark:
            return _done(request, form, preview)
        if step == APPLY:
            messages.warning(
                request, _("Nothing was done yet: what would change is no longer what was shown. Look again.")
            )
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Change many articles"),
        "opts": model_admin.opts,
        "form": form,
        "media": model_admin.media + form.media,
        "preview": preview,
        "matched": preview.matched if preview else articles.count(),
        "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "select_across": request.POST.get("select_across", "0"),
        "all": model_admin.get_changelist_instance(request).get_queryset(request).count(),
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/articles/article/change_many.html", context)


def _done(request: HttpRequest, form: BulkForm, preview: Preview) -> HttpResponse:
    bulk_change = revising.change_many(preview.ids, form.change, request.user, form.cleaned_data["comment"])
    LogEntry.objects.log_actions(request.user.pk, [bulk_change], CHANGE, _("Changed %d articles.") % bulk_change.count)
    message = ngettext("%(count)d article was changed.", "%(count)d articles were changed.", bulk_change.count)
    messages.success(request, message % {"count": bulk_change.count})
    return HttpResponseRedirect(reverse("admin:articles_bulkchange_change", args=[bulk_change.pk]))


def may_change_many(request: HttpRequest) -> bool:
    """A status is among what can be changed, so it takes the rights to publish and to withdraw as well."""
    return request.user.has_perms(f"articles.{right}" for right in NEEDED)


def undo(request: HttpRequest, bulk_change: BulkChange) -> None:
    """Undo it, and say what that did and what it left alone."""
    undone = revising.undo(bulk_change, request.user)
    message = ngettext("%(count)d article is as it was.", "%(count)d articles are as they were.", undone.count)
    messages.success(request, message % {"count": undone.count})
    if undone.left:
        message = ngettext(
            "%(count)d article was left alone, because it was changed or deleted since: %(named)s.",
            "%(count)d articles were left alone, because they were changed or deleted since: %(named)s.",
            undone.left,
        )
        named = ", ".join(undone.named) + ("…" if undone.left > len(undone.named) else "")
        messages.warning(request, message % {"count": undone.left, "named": named})


class BulkAdmin(admin.ModelAdmin):
    """For the admin of articles: who may change many of them."""

    def has_change_many_permission(self, request: HttpRequest) -> bool:
        return may_change_many(request)
