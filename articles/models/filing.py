"""Where articles stand by what they say of themselves: in columns and series. Derived, and written by
articles/filing.py alone."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .articles import Article


class Column(models.Model):
    """A column (栏目) that articles name, by all its labels from outer to inner."""

    key = models.CharField(max_length=32, unique=True, help_text="A digest of the labels; see articles/columns.py.")
    labels = models.JSONField(_("labels"))
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="parts", verbose_name=_("is in"))

    class Meta:
        verbose_name = _("column")
        verbose_name_plural = _("columns")
        ordering = ["pk"]

    def __str__(self):
        return " › ".join(self.labels)

    def get_absolute_url(self) -> str:
        return reverse("column", args=[self.labels])

    @property
    def name(self) -> str:
        return self.labels[-1]


class ColumnEntry(models.Model):
    """That an article stands in a column: in its own, and in those around it."""

    column = models.ForeignKey(Column, models.CASCADE, related_name="entries", db_index=False)
    article = models.ForeignKey(Article, models.CASCADE, related_name="column_entries", db_index=False)

    class Meta:
        verbose_name = _("entry of a column")
        verbose_name_plural = _("entries of a column")
        indexes = [models.Index(fields=["column", "article"], name="column_entry_column")]
        constraints = [models.UniqueConstraint(fields=["article", "column"], name="column_entry_once")]

    def __str__(self):
        return f"{self.article_id} in {self.column_id}"


class SeriesPart(models.Model):
    """That the title of an article speaks of a part of a series; which others are, is asked when it is shown."""

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="series_part")
    key = models.CharField(max_length=32)
    number = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("part of a series")
        verbose_name_plural = _("parts of a series")
        indexes = [models.Index(fields=["key", "article"], name="series_part_key")]

    def __str__(self):
        return f"{self.key} {self.number}"
