from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import autotagging
from articles.cleaning import clean_data
from articles.models import TagRule
from articles.tagging import PATIENCE, compiled

from .forms import LinesField

# The name of the button that tries a rule and saves nothing.
TRY = "_try"


class WordsField(LinesField):
    """Words and phrases, one on a line."""

    def to_python(self, value: str | None) -> list[str]:
        return list(dict.fromkeys(word for word in clean_data(super().to_python(value)) if word))


class TagRuleForm(forms.ModelForm):
    any_of = WordsField(
        label=capfirst(gettext_lazy("any of")),
        help_text=gettext_lazy("One of these is enough. Each time that one is found counts."),
    )
    all_of = WordsField(
        label=capfirst(gettext_lazy("all of")), help_text=gettext_lazy("Each of these has to be there as well.")
    )
    none_of = WordsField(
        label=capfirst(gettext_lazy("none of")),
        help_text=gettext_lazy("Where one of these is found, the rule does not give its tag."),
    )
    not_within = WordsField(
        label=capfirst(gettext_lazy("not as part of")),
        help_text=gettext_lazy("Longer words in which those above do not count, such as 马鞍山 for 鞍山."),
    )

    class Meta:
        model = TagRule
        fields = [
            *("tag", "enabled", "any_of", "all_of", "none_of", "not_within", "where", "at_least", "pattern", "note"),
        ]
        help_texts = {
            "enabled": gettext_lazy(
                "A rule that is not in use gives no tags; those it gave go when rules are applied."
            ),
            "where": gettext_lazy("Headlines are the kicker, the title and the deck; the summary belongs to the text."),
            "at_least": gettext_lazy(
                "How often the words are found, counted together. Once in a headline is enough where that is looked at."
            ),
            "pattern": gettext_lazy(
                "A regular expression counts as one more of “any of”. It reads the text as it is written, but for "
                "upper and lower case, and has a tenth of a second for an article."
            ),
            "note": gettext_lazy("Why the rule is as it is."),
        }
        widgets = {"pattern": forms.TextInput(attrs={"class": "vLargeTextField", "spellcheck": "false"})}

    def is_valid(self) -> bool:
        # What is only tried is shown again, as if there were something to correct.
        return super().is_valid() and TRY not in self.data

    def clean_pattern(self) -> str:
        if pattern := self.cleaned_data["pattern"]:
            try:
                reads_nothing = compiled(pattern).search("")
            except ValueError as error:
                message = _("The expression cannot be read: %(reason)s. Correct it, or leave it empty.")
                raise ValidationError(message, params={"reason": error}) from None
            if reads_nothing:
                raise ValidationError(
                    _("The expression is found where nothing stands. Ask for a character at least: x+, not x*.")
                )
        return pattern

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        words = [*cleaned.get("any_of", []), *cleaned.get("all_of", [])]
        if "pattern" in cleaned and not words and not cleaned["pattern"]:
            self.add_error(
                "any_of", _("The rule asks for nothing. Give it a word here or under “all of”, or an expression.")
            )
        if cleaned.get("pattern"):
            self._refuse_slow(cleaned["pattern"])
        elif useless := [longer for longer in cleaned.get("not_within", []) if not _holds(longer, words)]:
            message = _("No word above is part of %(words)s. Take it out, or give the word that it holds.")
            self.add_error("not_within", ValidationError(message, params={"words": "、".join(useless)}))
        return cleaned

    def _refuse_slow(self, pattern: str) -> None:
        if article := autotagging.slow_at(TagRule(pattern=pattern)):
            message = _(
                "The expression takes longer than %(seconds)s seconds in “%(article)s”. Make it simpler: no repetition "
                "inside of a repetition, as in (x+)+, and words where words will do."
            )
            self.add_error("pattern", ValidationError(message, params={"seconds": PATIENCE, "article": article}))


def _holds(longer: str, words: list[str]) -> bool:
    return any(word.casefold() in longer.casefold() for word in words)
