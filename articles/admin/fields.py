"""Fields that forms of articles share."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class LinesField(forms.CharField):
    """A list of labels, one on a line."""

    def __init__(self, **kwargs: Any):
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def prepare_value(self, value: list[str] | str | None) -> str:
        return "\n".join(value) if isinstance(value, list) else value or ""

    def to_python(self, value: str | None) -> list[str]:
        return [line.strip() for line in (value or "").splitlines() if line.strip()]


# Words of Django's own, which no catalogue of ours need repeat.
words_of_django = gettext_lazy


class MomentWidget(AdminSplitDateTime):
    """A date and a time, each with its name; the time with its seconds, which the Chinese format would leave out."""

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__(attrs)
        for widget, name in zip(self.widgets, ("Date:", "Time:"), strict=True):
            widget.attrs["aria-label"] = words_of_django(name)
        self.widgets[1].format = "%H:%M:%S"


class MomentField(forms.SplitDateTimeField):
    """A date, with a time where it is known: without one it is the day's first moment."""

    widget = MomentWidget

    def compress(self, data_list: list[Any]) -> datetime | None:
        day, clock = data_list or (None, None)
        if clock and not day:
            raise ValidationError(_("There is a time but no date. Give the date, or take the time away."))
        return super().compress([day, clock or time.min]) if day else None
