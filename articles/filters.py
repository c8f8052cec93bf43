"""What a list of articles can be narrowed and ordered by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time

import django_filters as filters
from django import forms
from django.db.models import Exists, F, Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ChoiceField
from drf_spectacular.utils import extend_schema_field

from sources.models import Source
from sources.parsed import FORMATS

from .models import UNDATED, Article, ArticleQuerySet, FormerSource, FormerTag, Tag
from .search import RELEVANCE, Query, matching, parse
from .search.ranking import with_rank

# Undated articles come last whichever way the dates run.
ORDERS = {
    "-published_at": ["-listed_at", "-pk"],
    "published_at": [F("published_at").asc(nulls_last=True), "pk"],
    "-created_at": ["-created_at", "-pk"],
    "created_at": ["created_at", "pk"],
    "-updated_at": ["-updated_at", "-pk"],
    "updated_at": ["updated_at", "pk"],
}
# In a query string an unescaped + is a space: what follows a time after a space can only be its zone.
_LOST_PLUS = re.compile(r"(:\d\d(?:\.\d+)?) (\d\d:?\d\d)$")


def sources_called(name: str) -> QuerySet[Source]:
    """The source with this slug, name or alias, or else the one that had the slug."""
    former = FormerSource.objects.filter(~Exists(Source.objects.filter(slug=name)), slug=name)
    named = Q(slug=name) | Q(pk__in=Source.objects.named(name).values("pk"))
    return Source.objects.filter(named | Q(pk__in=former.values("source")))


def tags_called(name: str) -> QuerySet[Tag]:
    """The tag with this slug or name, or else the one that had them."""
    named = Q(slug=name) | Q(name=name)
    former = FormerTag.objects.filter(~Exists(Tag.objects.filter(named)), named)
    return Tag.objects.filter(named | Q(pk__in=former.values("tag")))


class OneOfField(ChoiceField):
    def validate(self, value: str) -> None:
        known = [name for name, _label in self.choices if name]
        if value and value not in known:
            raise forms.ValidationError(
                _("“%(value)s” is not one of: %(known)s."),
                code="invalid_choice",
                params={"value": value[:60], "known": ", ".join(known)},
            )


class OneOfFilter(filters.ChoiceFilter):
    """One of `names`; the refusal of anything else lists them."""

    field_class = OneOfField

    def __init__(self, names: Iterable[str], **kwargs):
        super().__init__(choices=[(name, name) for name in names], **kwargs)


class MomentField(forms.CharField):
    """A date, or a date with time, as an aware datetime; a date is its day's first or, with `day_ends`, last moment.

    Without a zone it is the archive's own, Asia/Shanghai.
    """

    def __init__(self, *, day_ends: bool = False, **kwargs):
        super().__init__(max_length=40, **kwargs)
        self.of_day = time.max if day_ends else time.min

    def clean(self, value: str) -> datetime | None:
        text = super().clean(value)
        try:
            return self._moment(_LOST_PLUS.sub(r"\1+\2", text)) if text else None
        except (ValueError, OverflowError):
            raise forms.ValidationError(
                _("“%(value)s” is not a date. Write 2022-02-25, or 2022-02-25T10:12:10+08:00 with the + as %%2B."),
                code="invalid",
                params={"value": text},
            ) from None

    def _moment(self, text: str) -> datetime:
        day = parse_date(text)
        moment = datetime.combine(day, self.of_day) if day else parse_datetime(text)
        if moment is None:
            raise ValueError(text)
        if timezone.is_naive(moment):
            moment = timezone.make_aware(moment)
        # Fails for the first and last hours of the calendar, which no database can compare either.
        return moment.astimezone(UTC)


@extend_schema_field(
    {
        "anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}],
        "description": _("A day of Shanghai, or a moment; itself included."),
    }
)
class MomentFilter(filters.Filter):
    field_class = MomentField


def query_of(parameters: Mapping[str, str]) -> Query:
    """What the parameters of a list of articles ask for in words."""
    return parse(parameters.get("q", ""), parameters.get("both_scripts") == "true")


class ArticleFilter(filters.FilterSet):
    q = filters.CharFilter(
        method="searched", strip=False, label=_("What to look for, as in the search of the site: “营商环境 -旅游”.")
    )
    both_scripts = OneOfFilter(
        ["true", "false"], method="as_it_is", label=_("Whether `q` finds traditional and simplified forms alike.")
    )
    highlights = OneOfFilter(
        ["true", "false"], method="as_it_is", label=_("Whether each article says where `q` was found in it.")
    )
    source = filters.CharFilter(method="of_source", max_length=200, label=_("Slug, name or alias of the source."))
    tag = filters.CharFilter(method="of_tag", max_length=100, label=_("Slug or name of the tag."))
    published_after = MomentFilter(method="since")
    published_before = MomentFilter(method="until", day_ends=True)
    has_date = OneOfFilter(["true", "false"], method="dated", label=_("Whether the date is known."))
    category = filters.CharFilter(max_length=200, label=_("Category, as the file says it."))
    language = filters.CharFilter(max_length=12, label=_("Language, such as zh-Hans."))
    format = OneOfFilter(FORMATS, field_name="document__format", label=_("Format of the file it was read from."))
    status = OneOfFilter(Article.Status.values, label=_("Status; for editors only."))
    reposts = OneOfFilter(["true", "false"], method="as_it_is", label=_("Whether to list each repost of a text."))
    ordering = OneOfFilter(
        [*ORDERS, RELEVANCE],
        method="ordered",
        label=_("By what, - for the newest first. Undated ones are last. `relevance` is for what `q` finds."),
    )

    class Meta:
        model = Article
        fields: list[str] = []

    def filter_queryset(self, queryset: ArticleQuerySet) -> ArticleQuerySet:
        found = super().filter_queryset(queryset)
        # Last, because of each cluster the first among those that all other filters let through is shown.
        return found if self.form.cleaned_data["reposts"] == "true" else found.leading()

    def of_source(self, articles: ArticleQuerySet, name: str, value: str) -> ArticleQuerySet:
        return articles.filter(source__in=sources_called(value))

    def of_tag(self, articles: ArticleQuerySet, name: str, value: str) -> ArticleQuerySet:
        return articles.filter(pk__in=Article.tags.through.objects.filter(tag__in=tags_called(value)).values("article"))

    def since(self, articles: ArticleQuerySet, name: str, value: datetime) -> ArticleQuerySet:
        return articles.filter(listed_at__gt=UNDATED, listed_at__gte=value)

    def until(self, articles: ArticleQuerySet, name: str, value: datetime) -> ArticleQuerySet:
        return articles.filter(listed_at__gt=UNDATED, listed_at__lte=value)

    def dated(self, articles: ArticleQuerySet, name: str, value: str) -> ArticleQuerySet:
        # `listed_at` has the indexes.
        return articles.filter(listed_at=UNDATED) if value == "false" else articles.filter(listed_at__gt=UNDATED)

    @property
    def query(self) -> Query:
        return query_of(self.data)

    def searched(self, articles: ArticleQuerySet, name: str, value: str) -> ArticleQuerySet:
        return matching(articles, self.query)

    def as_it_is(self, articles: ArticleQuerySet, name: str, value: str) -> ArticleQuerySet:
        """For what says how to search and to list, and narrows nothing by itself."""
        return articles

    def ordered(self, articles: ArticleQuerySet, name: str, value: str) -> ArticleQuerySet:
        if value == RELEVANCE:
            return with_rank(articles, self.query).order_by("-rank", "-listed_at", "-pk")
        return articles.order_by(*ORDERS[value])


class SourceFilter(filters.FilterSet):
    name = filters.CharFilter(method="called", max_length=200, label=_("Slug, name or alias."))
    kind = OneOfFilter(Source.Kind.values, label=_("Kind of publisher."))

    class Meta:
        model = Source
        fields: list[str] = []

    def called(self, sources: QuerySet[Source], name: str, value: str) -> QuerySet[Source]:
        return sources.filter(pk__in=sources_called(value))


class TagFilter(filters.FilterSet):
    name = filters.CharFilter(method="called", max_length=100, label=_("Slug or name."))

    class Meta:
        model = Tag
        fields: list[str] = []

    def called(self, tags: QuerySet[Tag], name: str, value: str) -> QuerySet[Tag]:
        return tags.filter(pk__in=tags_called(value))
