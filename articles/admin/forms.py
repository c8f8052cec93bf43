from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.cleaning import TAGS, TooDeep
from articles.markup import lost_markup
from articles.models import Article
from articles.transitions import Refused, refusal, step_called

from .fields import LinesField, MomentField
from .meanwhile import IN_FORM, Meanwhile, choices, meanwhile, version_of, written
from .posted import choice
from .steps import STEP

LOST_SHOWN = 10


class ArticleForm(forms.ModelForm):
    published_at = MomentField(
        label=capfirst(gettext_lazy("published at")),
        required=False,
        help_text=gettext_lazy("Leave the time empty where only the day is known."),
    )
    column = LinesField(
        label=capfirst(gettext_lazy("column")), help_text=gettext_lazy("Labels from outer to inner, one on a line.")
    )
    publish_at = MomentField(
        label=capfirst(gettext_lazy("on the site from")),
        required=False,
        help_text=gettext_lazy("Once published. Empty: at once."),
    )
    withdraw_at = MomentField(
        label=capfirst(gettext_lazy("on the site until")),
        required=False,
        help_text=gettext_lazy("Empty: without end."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Needed for every step back."),
    )
    # What the form was opened with, and after a blank what the editor was told of since.
    version = forms.CharField(required=False, widget=forms.HiddenInput)
    comment = forms.CharField(
        label=capfirst(gettext_lazy("comment")),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Why this change; it stands in the history."),
        widget=AdminTextInputWidget,
    )
    user: Any = None  # whoever fills in the form; the admin says who

    class Meta:
        model = Article
        fields = [
            *(
                "kicker",
                "title",
                "deck",
                "publish_at",
                "withdraw_at",
                "source",
                "published_at",
                "column",
                "tags",
                "category",
                "language",
            ),
            *("summary", "body", "original_url", "external_id", "republisher", "republisher_url", "usage_terms"),
        ]
        widgets = {"body": forms.Textarea(attrs={"rows": 32}), "summary": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.had_appeared = self.instance.has_appeared
        if not self.instance.pk:
            self.instance.created_by = self.user
        self.meanwhile: Meanwhile | None = None
        self.taken: set[str] = set()
        if self.instance.pk:
            self.initial["version"] = version_of(self.instance)
        if self.instance.published_at and self.instance.published_precision == Article.Precision.DAY:
            self.initial["published_at"] = [timezone.localdate(self.instance.published_at), None]

    def clean_body(self) -> str:
        body = self.cleaned_data["body"]
        try:
            lost = lost_markup(body)
        except TooDeep:
            raise ValidationError(_("Elements are nested too deep. Take those away that mark nothing.")) from None
        if lost:
            raise ValidationError(
                _("The archive does not keep %(lost)s. Take it out, or use what is kept: %(kept)s."),
                params={"lost": _listed(lost), "kept": ", ".join(sorted(TAGS))},
            )
        return body

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.taken = self._take_theirs(cleaned)
        if self.instance.status == Article.Status.PUBLISHED and not cleaned.get("title", self.instance.title):
            self.add_error("title", _("A published article needs a title. Give it one, or choose another status."))
        if "published_at" in cleaned and "published_at" not in self.taken:
            self.instance.published_precision = self._precision()
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.instance.pk:
            self._refuse_stale()
        if self.data.get(STEP) and not self.errors:
            self._refuse_step()

    def _refuse_step(self) -> None:
        """A step that cannot be taken is said before anything is saved."""
        try:
            step = step_called(self.data[STEP])
        except Refused as refused:
            self.add_error(None, str(refused))
            return
        why_not = refusal(self.instance, step, self.user, self.cleaned_data["reason"])
        if why_not:
            fields = {"no_title": "title", "no_reason": "reason", "already_over": "withdraw_at"}
            self.add_error(fields.get(why_not.code), why_not.message)

    def _take_theirs(self, cleaned: dict[str, Any]) -> set[str]:
        """Put what others wrote in the place of what stands in the form, where its editor says so."""
        theirs = choices(self.data) if self._told else set()
        for name in theirs & set(self.fields):
            self._errors.pop(name, None)
            cleaned[name] = list(self.instance.tags.all()) if name == "tags" else getattr(self.instance, name)
        return theirs

    def _precision(self) -> str:
        _day, clock = self["published_at"].data or (None, None)
        has_day_alone = self.cleaned_data["published_at"] and not clock
        return Article.Precision.DAY if has_day_alone else Article.Precision.SECOND

    @property
    def _told(self) -> str:
        """The version that the editor was last told of."""
        return self.data.get(self.add_prefix("version"), "").partition(" ")[2]

    def _refuse_stale(self) -> None:
        """Nobody's change is written over unseen: not another editor's, and not an import's."""
        opened, now = self.data.get(self.add_prefix("version"), "").partition(" ")[0], version_of(self.instance)
        if opened == now or (self.errors and self._told != now):
            return
        chosen = {name: made for name in IN_FORM if (made := choice(self.data, name))}
        tags = self.cleaned_data["tags"] if "tags" in self.cleaned_data else self.instance.tags.all()
        mine = written(self.instance, tags, self.data)
        self.meanwhile = meanwhile(self.instance, opened, mine, chosen)
        if self.meanwhile and self._told != now:
            # Whoever saves once more has been told.
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = f"{opened} {now}"
            self.add_error(
                None,
                _(
                    "Somebody else changed this article while you did. What you wrote still stands below. "
                    "Look at what they changed, choose, and save once more."
                ),
            )


def _listed(parts: list[str]) -> str:
    shown = " ".join(part if len(part) <= 80 else f"{part[:80]}…" for part in parts[:LOST_SHOWN])
    more = len(parts) - LOST_SHOWN
    return shown if more <= 0 else _("%(shown)s and %(more)d more") % {"shown": shown, "more": more}
