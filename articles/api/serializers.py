"""The shapes of the API: where it says the same as the import command, it says it alike."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.chain import Evidence
from articles.models import Article, Credit, Tag
from articles.reposts import ShownStep, chain_of, publishers_of
from articles.search import Marked
from sources.models import Document, Source

from .authentication import has_desk, visible_articles

# Not for readers: what they see is published, and when it will go is not theirs to know.
FOR_THE_DESK = ("status", "publish_at", "withdraw_at")
LABELS = {"type": "array", "items": {"type": "string"}}
TEXT_OR_NULL = {"type": ["string", "null"]}
MOMENT_OR_DAY = {
    "anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}, {"type": "null"}]
}


@extend_schema_field(TEXT_OR_NULL)
class TextOrNull(serializers.CharField):
    """Text that is null where the file does not say, as the import command prints it."""

    def to_representation(self, value: str) -> str | None:
        return value or None


@extend_schema_field({"type": "string", "format": "uri"})
class PageAddress(serializers.Field):
    """The address of an object's page on the site."""

    def __init__(self, **kwargs: Any):
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, value: Source | Tag) -> str:
        return self.context["request"].build_absolute_uri(value.get_absolute_url())


@extend_schema_field({"type": ["string", "null"], "format": "uri"})
class PublicPageAddress(PageAddress):
    """Null while the article is not published: its page is not to be seen then."""

    def to_representation(self, value: Article) -> str | None:
        return super().to_representation(value) if value.is_public else None


def moment_or_day(article: Article) -> str | None:
    """When an article was published, as far as it is known."""
    if article.published_at is None:
        return None
    moment = timezone.localtime(article.published_at)
    return moment.date().isoformat() if article.published_precision == Article.Precision.DAY else moment.isoformat()


class CreditSerializer(serializers.ModelSerializer):
    class Meta:
        model = Credit
        fields = ["name", "role", "affiliation"]
        read_only_fields = fields


class RepublisherSerializer(serializers.Serializer):
    name = serializers.CharField()
    url = serializers.CharField(help_text=_("As the file prints it."))


class DocumentSerializer(serializers.ModelSerializer):
    class Meta:
        model = Document
        fields = ["sha256", "path", "format", "encoding", "first_seen_at"]
        read_only_fields = fields


class MarkedSerializer(serializers.Serializer):
    """Text in which words of the query are marked."""

    text = serializers.SerializerMethodField(help_text=_("As it stands in the article."))
    html = serializers.CharField(help_text=_("Escaped, with <mark> around the words."))

    @extend_schema_field({"type": "string"})
    def get_text(self, marked: Marked) -> str:
        return str(marked)


class HighlightsSerializer(serializers.Serializer):
    """Where a query was found in an article."""

    found_in = serializers.ListField(
        child=serializers.CharField(), source="fields", help_text=_("The fields that match.")
    )
    title = MarkedSerializer()
    kicker = MarkedSerializer()
    credits = MarkedSerializer(many=True)
    snippets = MarkedSerializer(many=True)


class StepSerializer(serializers.Serializer):
    """One step of how a text went from publisher to publisher."""

    name = TextOrNull(source="step.name", help_text=_("Who printed it; null where the file does not say."))
    slug = serializers.CharField(
        source="article.slug", default=None, allow_null=True, help_text=_("The article; null where none is here.")
    )
    published_at = serializers.SerializerMethodField()
    from_name = TextOrNull(source="step.from_name", help_text=_("Whom its banner names as the source."))
    evidence = serializers.ChoiceField(
        [evidence.value for evidence in Evidence], source="step.evidence", help_text=_("Why it stands in this place.")
    )

    @extend_schema_field(MOMENT_OR_DAY)
    def get_published_at(self, shown: ShownStep) -> str | None:
        return moment_or_day(shown.article) if shown.article else None


class ArticleSerializer(serializers.ModelSerializer):
    """An article without its body."""

    # Slugs may be Chinese, which the pattern of a slug field in the schema denies.
    slug = serializers.CharField(read_only=True)
    url = serializers.HyperlinkedIdentityField(view_name="api-article-detail", lookup_field="slug")
    html_url = PublicPageAddress()
    column = serializers.SerializerMethodField(help_text=_("Labels, from outer to inner."))
    source = serializers.SerializerMethodField(help_text=_("The publisher's name."))
    source_slug = serializers.SerializerMethodField()
    republisher = serializers.SerializerMethodField()
    publishers = serializers.SerializerMethodField(
        help_text=_("The names of all who published this text, in whichever article of the archive.")
    )
    category = TextOrNull(read_only=True)
    tags = serializers.StringRelatedField(many=True)
    published_at = serializers.SerializerMethodField(
        help_text=_("A moment; a date where only the day is known; null where not even that is.")
    )
    original_url = TextOrNull(read_only=True)
    external_id = TextOrNull(read_only=True)
    credits = CreditSerializer(many=True, read_only=True)
    status = serializers.ChoiceField(
        Article.Status.choices, required=False, help_text=_("For editors only; others do not get it.")
    )
    publish_at = serializers.DateTimeField(
        required=False, allow_null=True, help_text=_("On the site from then on; for editors only.")
    )
    withdraw_at = serializers.DateTimeField(
        required=False, allow_null=True, help_text=_("On the site until then; for editors only.")
    )

    # Left out unless the view has given it to the article.
    highlights = HighlightsSerializer(required=False, help_text=_("Where `q` was found; only where it is asked for."))

    class Meta:
        model = Article
        fields = [
            "slug",
            "url",
            "html_url",
            "title",
            "kicker",
            "deck",
            "column",
            "source",
            "source_slug",
            "republisher",
            "publishers",
            "category",
            "tags",
            "published_at",
            "original_url",
            "external_id",
            "credits",
            "usage_terms",
            "summary",
            "language",
            *FOR_THE_DESK,
            "created_at",
            "updated_at",
            "highlights",
        ]
        read_only_fields = fields

    def to_representation(self, article: Article) -> dict[str, Any]:
        shown = super().to_representation(article)
        if not has_desk(self.context["request"].user):
            for name in FOR_THE_DESK:
                del shown[name]
        return shown

    @extend_schema_field(LABELS)
    def get_column(self, article: Article) -> list[str]:
        return article.column

    @extend_schema_field(TEXT_OR_NULL)
    def get_source(self, article: Article) -> str | None:
        return article.source.name if article.source else None

    @extend_schema_field(TEXT_OR_NULL)
    def get_source_slug(self, article: Article) -> str | None:
        return article.source.slug if article.source else None

    @extend_schema_field(RepublisherSerializer(allow_null=True))
    def get_republisher(self, article: Article) -> dict[str, str] | None:
        if article.republisher is None:
            return None
        return {"name": article.republisher.name, "url": article.republisher_url}

    @extend_schema_field(LABELS)
    def get_publishers(self, article: Article) -> list[str]:
        return [publisher.name for publisher in publishers_of(article)]

    @extend_schema_field(MOMENT_OR_DAY)
    def get_published_at(self, article: Article) -> str | None:
        return moment_or_day(article)


class ArticleDetailSerializer(ArticleSerializer):
    """An article as a whole."""

    document = DocumentSerializer(allow_null=True, read_only=True, help_text=_("The file it was read from."))
    chain = serializers.SerializerMethodField(help_text=_("Who printed this text first, and who took it from whom."))

    class Meta(ArticleSerializer.Meta):
        fields = [*ArticleSerializer.Meta.fields, "raw_title", "body", "text", "chain", "document"]
        read_only_fields = fields

    @extend_schema_field(StepSerializer(many=True))
    def get_chain(self, article: Article) -> list[dict[str, Any]]:
        return StepSerializer(chain_of(article, visible_articles(self.context["request"])), many=True).data


class SourceSerializer(serializers.ModelSerializer):
    slug = serializers.CharField(read_only=True)
    url = serializers.HyperlinkedIdentityField(view_name="api-source-detail", lookup_field="slug")
    html_url = PageAddress()
    aliases = serializers.StringRelatedField(many=True)
    article_count = serializers.IntegerField(read_only=True)

    class Meta:
        model = Source
        fields = ["slug", "url", "html_url", "name", "kind", "homepage", "description", "aliases", "article_count"]
        read_only_fields = fields


class TagSerializer(serializers.ModelSerializer):
    slug = serializers.CharField(read_only=True)
    url = serializers.HyperlinkedIdentityField(view_name="api-tag-detail", lookup_field="slug")
    html_url = PageAddress()
    article_count = serializers.IntegerField(read_only=True)

    class Meta:
        model = Tag
        fields = ["slug", "url", "html_url", "name", "description", "article_count"]
        read_only_fields = fields
