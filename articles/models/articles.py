from __future__ import annotations

import secrets
from datetime import UTC, datetime

from django.core.validators import URLValidator
from django.db import models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from sources.links import address
from sources.models import Document, Source

from .. import search
from ..cleaning import clean_data, clean_html, clean_text, plain_text
from .publication import Publication, PublicationQuerySet
from .tags import Tag

# Where an undated article stands in a list by date: after everything dated. A real column, because the two
# databases disagree on where NULL sorts and SQLite cannot index NULLS LAST.
UNDATED = datetime(1000, 1, 1, tzinfo=UTC)
SCHEDULE = ("publish_at", "withdraw_at")


class ArticleQuerySet(PublicationQuerySet):
    def from_source(self, source: Source) -> ArticleQuerySet:
        return self.filter(source=source)

    def tagged(self, tag: Tag) -> ArticleQuerySet:
        return self.filter(tags=tag)

    def between(self, start: datetime, end: datetime) -> ArticleQuerySet:
        """Articles published from `start` on and before `end`, both aware."""
        # `listed_at` has the indexes.
        return self.filter(published_at__isnull=False, listed_at__gte=start, listed_at__lt=end)

    def needs_attention(self) -> ArticleQuerySet:
        """Articles with a warning that is still open, or a conflict between an editor and a file."""
        warnings = ArticleWarning.objects.filter(article=models.OuterRef("pk"))
        return self.filter(Q(has_conflicts=True) | models.Exists(warnings))

    def newest_first(self) -> ArticleQuerySet:
        """By date, undated ones last."""
        return self.order_by("-listed_at", "-pk")

    def leading(self) -> ArticleQuerySet:
        """Of each repost cluster the one among these that stands first in it. Filters come before this, not after."""
        cluster, place = models.OuterRef("cluster"), models.OuterRef("place")
        ahead = self.order_by().filter(membership__cluster=cluster, membership__place__lt=place)
        members = self.model._meta.get_field("membership").related_model.objects
        # Not as an OR: PostgreSQL would take half of the articles to be followers, and sort them all for the newest.
        return self.exclude(models.Exists(members.filter(models.Exists(ahead), article=models.OuterRef("pk"))))


class Article(Publication):
    """One article: what the file said, as editors left it."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in_review", _("in review")
        PUBLISHED = "published", _("published")
        ARCHIVED = "archived", _("archived")

    class Precision(models.TextChoices):
        SECOND = "second", _("to the second")
        DAY = "day", _("to the day")

    title = models.CharField(_("title"), max_length=500, blank=True)
    raw_title = models.CharField(
        _("title as printed"),
        max_length=500,
        blank=True,
        help_text=_("Where the title was tidied."),
    )
    kicker = models.CharField(_("kicker"), max_length=300, blank=True, help_text=_("The line above the title."))
    deck = models.CharField(_("deck"), max_length=500, blank=True, help_text=_("The line below the title."))
    # Public, and never changed: see articles/identity.py.
    slug = models.SlugField(_("slug"), max_length=100, db_index=False, allow_unicode=True, editable=False)
    summary = models.TextField(_("summary"), blank=True)
    body = models.TextField(_("body"), blank=True)
    text = models.TextField(_("text"), blank=True, editable=False)
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("source"),
        db_index=False,
    )
    republisher = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reposts",
        verbose_name=_("republisher"),
        db_index=False,
    )
    republisher_url = models.CharField(
        _("republisher's address"),
        max_length=500,
        blank=True,
        help_text=_("As the file prints it."),
    )
    column = models.JSONField(_("column"), default=list, blank=True, help_text=_("Labels, from outer to inner."))
    category = models.CharField(_("category"), max_length=200, blank=True, help_text=_("As the file says."))
    tags = models.ManyToManyField(Tag, blank=True, related_name="articles", verbose_name=_("tags"))
    original_url = models.URLField(
        _("original address"), max_length=2000, blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )
    external_id = models.CharField(_("external id"), max_length=200, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    published_precision = models.CharField(_("precision"), max_length=6, choices=Precision, default=Precision.SECOND)
    language = models.CharField(_("language"), max_length=12, default="zh-Hans")
    usage_terms = models.TextField(_("usage terms"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="articles",
        verbose_name=_("document"),
        db_index=False,
    )
    position = models.PositiveIntegerField(
        _("position"), default=0, editable=False, help_text=_("Place in the document, from 0.")
    )
    evidence = models.ManyToManyField(
        Document,
        blank=True,
        editable=False,
        related_name="evidence_for",
        verbose_name=_("other documents"),
        help_text=_("Earlier versions of the file, and other files that tell of the same article."),
    )
    extra = models.JSONField(
        _("other data"), default=dict, blank=True, help_text=_("What the file says and no field holds.")
    )
    # By field, what the file said last (see articles/importing/merging.py): what differs from it, an editor changed.
    imported = models.JSONField(default=dict, editable=False)
    conflicts = models.JSONField(
        default=dict, blank=True, editable=False, help_text=_("What the file now says, by field.")
    )
    has_conflicts = models.BooleanField(_("conflict"), default=False, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)
    listed_at = models.GeneratedField(
        expression=Coalesce("published_at", Value(UNDATED)),
        output_field=models.DateTimeField(),
        db_persist=True,
    )

    TYPED = (
        "title",
        "raw_title",
        "kicker",
        "deck",
        "summary",
        "republisher_url",
        "category",
        "original_url",
        "external_id",
        "usage_terms",
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [
            ("contribute_article", _("Can write drafts of one's own")),
            ("edit_drafts", _("Can change every draft")),
            ("tag_article", _("Can tag every article")),
            ("submit_article", _("Can submit drafts for review")),
            ("review_article", _("Can send articles back to draft")),
            ("publish_article", _("Can publish, and say when")),
            ("withdraw_article", _("Can take articles off the site")),
            ("share_preview", _("Can make preview links")),
        ]
        ordering = ["-listed_at", "-id"]
        indexes = [
            # The last two, so that what is on the site can be counted in the index alone.
            models.Index(fields=["status", "-listed_at", "-id", *SCHEDULE], name="article_status_listed"),
            models.Index(fields=["-listed_at", "-id"], name="article_listed"),
            models.Index(fields=["source", "status", "-listed_at", "-id", *SCHEDULE], name="article_source_listed"),
            models.Index(
                fields=["republisher", "status", "-listed_at", "-id", *SCHEDULE], name="article_reposts_listed"
            ),
            models.Index(fields=["created_by", "-listed_at", "-id"], name="article_written_by"),
            # For the oldest first, and the admin's years, of all articles and of those of one status. The archive
            # counts its months in the second index alone, and a search the sources and months of what it finds.
            models.Index(fields=["published_at", "id"], name="article_published"),
            models.Index(
                fields=["status", "published_at", "id", *SCHEDULE, "source"], name="article_status_published_at"
            ),
            models.Index(fields=["-updated_at", "-id"], name="article_updated"),
            # Editors narrow their list by these and order it by its last change.
            models.Index(fields=["status", "-updated_at", "-id"], name="article_status_updated"),
            models.Index(fields=["source", "-updated_at", "-id"], name="article_source_updated"),
            models.Index(fields=["source", "-listed_at", "-id"], name="article_source_newest"),
            models.Index(fields=["-created_at", "-id"], name="article_created"),
            models.Index(fields=["category", "status", "-listed_at", "-id"], name="article_category"),
            models.Index(fields=["language", "status", "-listed_at", "-id"], name="article_language"),
            models.Index(fields=["external_id"], name="article_external_id"),
            # When the site changes next by itself: few articles have a schedule.
            models.Index(fields=["publish_at"], name="article_appears", condition=Q(publish_at__isnull=False)),
            models.Index(fields=["withdraw_at"], name="article_leaves", condition=Q(withdraw_at__isnull=False)),
            models.Index(fields=["has_conflicts"], name="article_conflicts", condition=Q(has_conflicts=True)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="article_slug_once"),
            models.UniqueConstraint(fields=["document", "position"], name="article_place_in_document"),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "in_review", "published", "archived"]),
                name="article_status_known",
            ),
            models.CheckConstraint(
                condition=Q(published_precision__in=["second", "day"]),
                name="article_precision_known",
            ),
            models.CheckConstraint(condition=~Q(status="published") | ~Q(title=""), name="article_published_has_title"),
            models.CheckConstraint(condition=~Q(slug=""), name="article_has_slug"),
            models.CheckConstraint(
                condition=Q(publish_at=None) | Q(withdraw_at=None) | Q(withdraw_at__gt=F("publish_at")),
                name="article_withdrawn_after_published",
                violation_error_message=_("It would leave the site before it appears. Set the end after the start."),
            ),
            models.CheckConstraint(
                condition=Q(original_url="")
                | Q(original_url__istartswith="http://")
                | Q(original_url__istartswith="https://"),
                name="article_address_is_of_the_web",
            ),
        ]

    def __str__(self):
        return self.title or str(_("(no title)"))

    def save(self, *args, **kwargs):
        self.prepare()
        with transaction.atomic():
            super().save(*args, **kwargs)
            search.store(Article.objects.filter(pk=self.pk))

    def get_absolute_url(self):
        return address("article", self.slug)

    def prepare(self) -> Article:
        """Clean what was typed and derive what is derived; `save()` does so itself.

        The import does not call it: what it writes was cleaned when the file was read.
        """
        for name in self.TYPED:
            setattr(self, name, clean_text(getattr(self, name)))
        self.column = clean_data(self.column)
        self.extra = clean_data(self.extra)
        self.body = clean_html(self.body)
        self.text = plain_text(self.body)
        self.slug = self.slug or secrets.token_hex(8)
        self.has_conflicts = bool(self.conflicts)
        return self


class ArticleWarning(models.Model):
    """Something about an article that an editor has still to look at; it is deleted when it is settled."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="warnings", verbose_name=_("article"))
    code = models.CharField(_("code"), max_length=40)
    detail = models.TextField(_("detail"), blank=True)

    class Meta:
        verbose_name = _("open warning")
        verbose_name_plural = _("open warnings")
        ordering = ["code", "id"]
        indexes = [models.Index(fields=["code", "article"], name="warning_code")]

    def __str__(self):
        return self.code
