"""What editors did to the names of sources and tags: old addresses lead on, and everything can be undone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sources.models import Source

from .tags import Tag


class VocabularyChange(models.Model):
    """Sources or tags merged, renamed or deleted: by whom, when, and what there was before."""

    class Kind(models.TextChoices):
        MERGE_SOURCES = "merge_sources", _("sources merged")
        MERGE_TAGS = "merge_tags", _("tags merged")
        RENAME_TAG = "rename_tag", _("tag renamed")
        DELETE_TAGS = "delete_tags", _("tags deleted")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    names = models.JSONField(_("names"), default=list, help_text=_("The names that went."))
    target = models.CharField(_("became"), max_length=200, blank=True, help_text=_("Empty where they were deleted."))
    articles = models.PositiveIntegerField(_("articles"), default=0)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("undone by"),
    )
    # The rows that went and the ids of the articles that had them; its shape is articles/vocabulary/'s affair.
    before = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("merge or renaming")
        verbose_name_plural = _("merges and renamings")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["-made_at", "-id"], name="vocabulary_change_newest")]

    def __str__(self):
        names = ", ".join(self.names)
        return f"{names} → {self.target}" if self.target else f"{self.get_kind_display()}: {names}"


class FormerTag(models.Model):
    """A name and an address that a tag had. Files that still use the name mean `tag`, or nothing if it is deleted."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    # Empty where readers never saw it.
    slug = models.SlugField(_("slug"), max_length=100, allow_unicode=True, blank=True)
    tag = models.ForeignKey(Tag, models.SET_NULL, null=True, related_name="former_names", verbose_name=_("tag"))

    class Meta:
        verbose_name = _("former name of a tag")
        verbose_name_plural = _("former names of tags")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self) -> str:
        return self.tag.get_absolute_url() if self.tag else reverse("tags")


class FormerSource(models.Model):
    """An address that a source had; the names that it had are its aliases."""

    slug = models.SlugField(_("slug"), max_length=200, unique=True, allow_unicode=True)
    source = models.ForeignKey(Source, models.CASCADE, related_name="former_addresses", verbose_name=_("source"))

    class Meta:
        verbose_name = _("former address of a source")
        verbose_name_plural = _("former addresses of sources")
        ordering = ["slug"]

    def __str__(self):
        return self.slug

    def get_absolute_url(self) -> str:
        return self.source.get_absolute_url()
