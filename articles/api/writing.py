"""What a client may write of an article, read out of JSON and checked; nothing here touches the database's articles."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from articles.cleaning import TooDeep, clean_text
from articles.filters import sources_called
from articles.markup import lost_markup
from articles.models import Article, Credit, Tag
from sources.models import Source

from .errors import shortened
from .serializers import MOMENT_OR_DAY, TEXT_OR_NULL

LOST_SHOWN = 10


@extend_schema_field(MOMENT_OR_DAY)
class MomentOrDay(serializers.Field):
    """As `published_at` is read: a moment, a day, or null. Its value is the moment and the precision."""

    def to_internal_value(self, data: Any) -> tuple[datetime, str]:
        text = data if isinstance(data, str) else ""
        try:
            return self._read(text)
        except (ValueError, OverflowError):
            message = _("“%(value)s” is not a date. Write 2022-02-25, or 2022-02-25T10:12:10+08:00; null for unknown.")
            raise serializers.ValidationError(message % {"value": shortened(str(data))}, "invalid") from None

    def _read(self, text: str) -> tuple[datetime, str]:
        if day := parse_date(text):
            return timezone.make_aware(datetime.combine(day, time.min)), Article.Precision.DAY
        moment = parse_datetime(text)
        if moment is None:
            raise ValueError(text)
        if timezone.is_naive(moment):
            moment = timezone.make_aware(moment)
        # Fails for the first and last hours of the calendar.
        return moment.astimezone(timezone.get_default_timezone()), Article.Precision.SECOND


@extend_schema_field(TEXT_OR_NULL)
class KnownSource(serializers.Field):
    """A publisher by its name, an alias or its slug; null for none."""

    def to_internal_value(self, data: Any) -> Source:
        name = data.replace("\x00", "\ufffd") if isinstance(data, str) else ""
        found = sources_called(name).first() if name else None
        if found is None:
            message = _("There is no source “%(name)s”. Make it in the admin first, or give one from /api/v1/sources/.")
            raise serializers.ValidationError(message % {"name": shortened(str(data))}, "unknown_name")
        return found


class CreditInput(serializers.Serializer):
    name = serializers.CharField(max_length=100)
    role = serializers.ChoiceField(Credit.Role.choices)
    affiliation = serializers.CharField(max_length=200, allow_blank=True, required=False, default="")


class ArticleInput(serializers.Serializer):
    """Every field may be left out; what is given replaces what is there."""

    title = serializers.CharField(max_length=500, allow_blank=True, required=False)
    kicker = serializers.CharField(max_length=300, allow_blank=True, required=False)
    deck = serializers.CharField(max_length=500, allow_blank=True, required=False)
    summary = serializers.CharField(allow_blank=True, required=False)
    body = serializers.CharField(allow_blank=True, required=False, help_text=gettext_lazy("HTML."))
    usage_terms = serializers.CharField(allow_blank=True, required=False)
    source = KnownSource(required=False, allow_null=True, help_text=gettext_lazy("Name, alias or slug."))
    published_at = MomentOrDay(required=False, allow_null=True)
    column = serializers.ListField(child=serializers.CharField(max_length=200), required=False, max_length=20)
    tags = serializers.ListField(child=serializers.CharField(max_length=100), required=False, max_length=100)
    credits = CreditInput(many=True, required=False)
    publish_at = serializers.DateTimeField(required=False, allow_null=True)
    withdraw_at = serializers.DateTimeField(required=False, allow_null=True)
    status = serializers.ChoiceField(
        Article.Status.choices, required=False, help_text=gettext_lazy("Takes the step that leads there.")
    )
    reason = serializers.CharField(
        max_length=500, allow_blank=True, required=False, help_text=gettext_lazy("Why; needed for every step back.")
    )

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        unknown = [name for name in data if name not in self.fields] if isinstance(data, dict) else []
        if unknown:
            message = _("“%(name)s” cannot be written; what can: %(known)s.")
            words = {"name": shortened(unknown[0]), "known": ", ".join(self.fields)}
            raise serializers.ValidationError({shortened(unknown[0]): [_error(message % words, "unknown_field")]})
        return super().to_internal_value(data)

    def validate_body(self, body: str) -> str:
        try:
            lost = lost_markup(body)
        except TooDeep:
            message = _("Elements are nested too deep. Take those away that mark nothing.")
            raise serializers.ValidationError(message, "too_deep") from None
        if lost:
            named = " ".join(shortened(part, 80) for part in lost[:LOST_SHOWN])
            message = _("The archive does not keep %(lost)s. Take it out.")
            raise serializers.ValidationError(message % {"lost": named}, "lost_markup")
        return body

    def validate_tags(self, names: list[str]) -> list[Tag]:
        names = list(dict.fromkeys(filter(None, map(clean_text, names))))
        known = {tag.name: tag for tag in Tag.objects.filter(name__in=names)}
        missing = [name for name in names if name not in known]
        if missing and not self.context["request"].user.has_perm("articles.add_tag"):
            message = _("There is no tag “%(name)s”, and your role makes none. Known names: /api/v1/tags/.")
            raise serializers.ValidationError(message % {"name": shortened(missing[0])}, "unknown_name")
        return [known.get(name) or Tag(name=name) for name in names]

    def validate_credits(self, people: list[dict[str, str]]) -> list[tuple[str, str, str]]:
        rows = [(clean_text(who["name"]), who["role"], clean_text(who["affiliation"])) for who in people]
        twice = next((row for row in rows if rows.count(row) > 1), None)
        if twice:
            message = _("“%(name)s” stands here twice. Remove one.")
            raise serializers.ValidationError(message % {"name": twice[0]}, "repeated")
        return rows


def _error(message: str, code: str) -> ErrorDetail:
    return ErrorDetail(message, code)
