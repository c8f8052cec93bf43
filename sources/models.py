from __future__ import annotations

import hashlib
from collections.abc import Container

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from .links import address
from .names import name_key, without_feed_suffix
from .packing import unpack
from .parsed import FORMATS


def slug_of(name: str, max_length: int, taken: Container[str] = ()) -> str:
    """A slug that no other name has: names that slugify alike (C++ and C) stay apart by a mark of the whole name."""
    slug = slugify(name, allow_unicode=True)
    if slug == name and len(slug) <= max_length and slug not in taken:
        return slug
    mark = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{slug[: max_length - 9]}-{mark}".lstrip("-")


class SourceQuerySet(models.QuerySet):
    def named(self, name: str) -> SourceQuerySet:
        """The source that goes by `name`, or by an alias that is spelt so; none or one row."""
        key = name_key(name)
        alias = SourceAlias.objects.filter(source=models.OuterRef("pk"), key=key)
        return self.filter(Q(key=key) | models.Exists(alias))

    def hinted_by(self, tag: str) -> SourceQuerySet:
        """The source that a feed's tag names: 泉州晚报新闻 is 泉州晚报, and 界面新闻 is itself where it is known."""
        named = self.named(tag)
        return named if named.exists() else self.named(without_feed_suffix(tag))


class Source(models.Model):
    """A publisher, or a site that reprints (报刊、通讯社、网站)."""

    class Kind(models.TextChoices):
        NEWSPAPER = "newspaper", _("newspaper")
        AGENCY = "agency", _("news agency")
        WEBSITE = "website", _("website")
        GOVERNMENT = "government", _("government")
        OTHER = "other", _("other")

    name = models.CharField(_("name"), max_length=200)
    key = models.CharField(max_length=200, unique=True, editable=False)
    slug = models.SlugField(_("slug"), max_length=200, unique=True, allow_unicode=True, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)
    homepage = models.CharField(_("homepage"), max_length=500, blank=True)
    description = models.TextField(_("description"), blank=True, help_text=_("For readers, on the page of the source."))
    notes = models.TextField(_("notes"), blank=True, help_text=_("For editors alone."))

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["name", "id"], name="source_name"),
            models.Index(fields=["kind", "name"], name="source_kind"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="source_has_name"),
            models.CheckConstraint(
                condition=Q(kind__in=["newspaper", "agency", "website", "government", "other"]),
                name="source_kind_known",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.prepare()
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return address("source", self.slug)

    def prepare(self, taken: Container[str] = ()) -> Source:
        """Fill what is derived from the name; bulk writers call it with the slugs in use, `save()` does so itself."""
        self.key = name_key(self.name)
        self.slug = self.slug or slug_of(self.key, max_length=200, taken=taken)
        return self

    def clean(self):
        """One name, one source: a name that another source goes by is refused, and that source is named."""
        _refuse_taken(self.name, Source.objects.named(self.name).exclude(pk=self.pk))


class SourceAlias(models.Model):
    """A name or a slug by which a source also goes."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="aliases", verbose_name=_("source"))
    name = models.CharField(_("name"), max_length=200)
    key = models.CharField(max_length=200, unique=True, editable=False)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.prepare()
        super().save(*args, **kwargs)

    def clean(self):
        """One name, one source: a name that another source goes by is refused, and that source is named."""
        _refuse_taken(self.name, Source.objects.named(self.name).exclude(pk=self.source_id))

    def prepare(self) -> SourceAlias:
        """Fill what is derived from the name; bulk writers call it, `save()` does so itself."""
        self.key = name_key(self.name)
        return self


def _refuse_taken(name: str, holders: SourceQuerySet) -> None:
    if holder := holders.first():
        raise ValidationError(
            {
                "name": ValidationError(
                    _("“%(name)s” already names the source “%(source)s”. Use that source, or take the name from it."),
                    code="name-taken",
                    params={"name": name, "source": holder.name},
                )
            }
        )


class ImportRun(models.Model):
    """One import: who, when, of what, and what came of it. It is how an editor sees what an import did."""

    started_at = models.DateTimeField(_("started at"), auto_now_add=True, db_index=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("by"),
        help_text=_("Empty for an import from the command line."),
    )
    paths = models.JSONField(_("paths"), default=list)
    options = models.JSONField(_("options"), default=dict)
    counts = models.JSONField(_("counts"), default=dict, help_text=_("Files by outcome, warned files, articles."))

    class Meta:
        verbose_name = _("import run")
        verbose_name_plural = _("import runs")
        ordering = ["-started_at", "-pk"]

    def __str__(self):
        return f"#{self.pk}"


class Document(models.Model):
    """One imported file (原件): its bytes as they came, and what was found in them.

    Identical bytes are one document, whatever the path.
    """

    path = models.TextField(_("path"), help_text=_("As given to the import."))
    # A digest, because an absolute path may be longer than an index entry can be.
    location = models.CharField(
        max_length=64,
        editable=False,
        help_text=_("SHA-256 of the absolute path (archive!member for a file in an archive)."),
    )
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size = models.PositiveIntegerField(_("size"), help_text=_("Bytes."))
    encoding = models.CharField(_("encoding"), max_length=40, blank=True)
    format = models.CharField(_("format"), max_length=20, blank=True, choices=[(name, name) for name in FORMATS])
    content = models.BinaryField(editable=False, help_text=_("The original bytes, packed."))
    warnings = models.JSONField(
        _("warnings"),
        default=list,
        help_text=_("A list of {code, detail, position}; position is the article's, null for the whole file."),
    )
    page = models.JSONField(
        _("page"),
        null=True,
        blank=True,
        help_text=_("What belongs to a printed page and to no one article: its captions and credits."),
    )
    leavings = models.JSONField(
        _("left out"),
        null=True,
        blank=True,
        help_text=_("Codes of what of the file went into no article; null where that was not noted yet."),
    )
    error = models.TextField(_("error"), blank=True, help_text=_("Why the file failed."))
    first_run = models.ForeignKey(
        ImportRun,
        models.SET_NULL,
        null=True,
        related_name="new_documents",
        verbose_name=_("first import"),
    )
    last_run = models.ForeignKey(
        ImportRun,
        models.SET_NULL,
        null=True,
        related_name="documents",
        verbose_name=_("last import"),
        db_index=False,
    )
    first_seen_at = models.DateTimeField(_("first seen at"), db_index=True)
    last_seen_at = models.DateTimeField(_("last seen at"))

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-first_seen_at", "-pk"]
        indexes = [
            models.Index(fields=["format", "-first_seen_at"], name="document_format"),
            models.Index(fields=["encoding", "-first_seen_at"], name="document_encoding"),
            models.Index(fields=["-first_seen_at"], name="document_failed", condition=~Q(error="")),
            models.Index(fields=["location"], name="document_location"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["sha256"], name="document_once"),
            models.CheckConstraint(
                condition=Q(format__in=["", "jekyll", "repost", "newspaper-page", "html", "text"]),
                name="document_format_known",
            ),
        ]

    def __str__(self):
        return self.path

    @property
    def data(self) -> bytes:
        """The original bytes."""
        return unpack(bytes(self.content))


class DocumentPlace(models.Model):
    """A further place at which the bytes of a document stood: what stands there later is a version of the same."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="places")
    location = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "location"], name="documentplace_once")]

    def __str__(self):
        return self.location


class Outcome(models.TextChoices):
    """What became of a file in an import."""

    CREATED = "created", _("created")
    UPDATED = "updated", _("updated")
    UNCHANGED = "unchanged", _("unchanged")
    CONFLICT = "conflict", _("conflict")
    SKIPPED = "skipped", _("skipped")
    FAILED = "failed", _("failed")


class ImportedFile(models.Model):
    """What an import run says of one file: only files that failed, warned or met an editor's change have a row."""

    Outcome = Outcome

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="files", verbose_name=_("import run"))
    document = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, verbose_name=_("document"))
    path = models.TextField(_("path"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    codes = models.JSONField(_("codes"), default=list)
    message = models.TextField(_("message"), blank=True)
    remedy = models.TextField(_("remedy"), blank=True)

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["run", "outcome"], name="importedfile_run_outcome"),
            models.Index(fields=["outcome", "id"], name="importedfile_outcome"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["created", "updated", "unchanged", "conflict", "skipped", "failed"]),
                name="importedfile_outcome_known",
            ),
        ]

    def __str__(self):
        return f"{self.path}: {self.get_outcome_display()}"
