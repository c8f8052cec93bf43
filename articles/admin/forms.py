from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.cleaning import TAGS, TooDeep
from articles.models import Article

from .markup import lost_markup

LOST_SHOWN = 10


class LinesField(forms.CharField):
    """A list of labels, one on a line."""

    def __init__(self, **kwargs: Any):
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def prepare_value(self, value: list[str] | str | None) -> str:
        return "\n".join(value) if isinstance(value, list) else value or ""

    def to_python(self, value: str | None) -> list[str]:
        return [line.strip() for line in (value or "").splitlines() if line.strip()]


class MomentField(forms.SplitDateTimeField):
    """A date, with a time where it is known: without one it is the day's first moment."""

    widget = AdminSplitDateTime

    def compress(self, data_list: list[Any]) -> datetime | None:
        day, clock = data_list or (None, None)
        if clock and not day:
            raise ValidationError(_("There is a time but no date. Give the date, or take the time away."))
        return super().compress([day, clock or time.min]) if day else None


class ArticleForm(forms.ModelForm):
    published_at = MomentField(
        label=capfirst(gettext_lazy("published at")),
        required=False,
        help_text=gettext_lazy("Leave the time empty where only the day is known."),
    )
    column = LinesField(
        label=capfirst(gettext_lazy("column")), help_text=gettext_lazy("Labels from outer to inner, one on a line.")
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Article
        fields = [
            *("kicker", "title", "deck", "status", "source", "published_at", "column", "tags", "category", "language"),
            *("summary", "body", "original_url", "external_id", "republisher", "republisher_url", "usage_terms"),
        ]
        widgets = {"body": forms.Textarea(attrs={"rows": 32}), "summary": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        moment = self.fields.get("published_at")
        for part, label in zip(moment.widget.widgets if moment else [], (_("date"), _("time")), strict=False):
            part.attrs["aria-label"] = f"{moment.label}: {label}"
        if self.instance.pk:
            self.initial["version"] = self.instance.updated_at.isoformat()
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
        if cleaned.get("status") == Article.Status.PUBLISHED and not cleaned.get("title"):
            self.add_error("title", _("A published article needs a title. Give it one, or choose another status."))
        if "published_at" in cleaned:
            self.instance.published_precision = self._precision()
        self._refuse_stale()
        return cleaned

    def _precision(self) -> str:
        _day, clock = self["published_at"].data or (None, None)
        has_day_alone = self.cleaned_data["published_at"] and not clock
        return Article.Precision.DAY if has_day_alone else Article.Precision.SECOND

    def _refuse_stale(self) -> None:
        """Nobody's change is written over unseen: not another editor's, and not an import's."""
        stored = Article.objects.filter(pk=self.instance.pk).values_list("updated_at", flat=True).first()
        if stored and self.cleaned_data.get("version") != stored.isoformat():
            # Whoever saves once more has been told.
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = stored.isoformat()
            raise ValidationError(
                _(
                    "Somebody else changed this article while you did. What you wrote still stands below. "
                    "Look at the article in another tab, then save once more to put yours in its place."
                )
            )


def _listed(parts: list[str]) -> str:
    shown = " ".join(part if len(part) <= 80 else f"{part[:80]}…" for part in parts[:LOST_SHOWN])
    more = len(parts) - LOST_SHOWN
    return shown if more <= 0 else _("%(shown)s and %(more)d more") % {"shown": shown, "more": more}
