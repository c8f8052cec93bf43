from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from sources.models import ImportRun

from ..states import State, unpack_state
from .articles import Article


class BulkChange(models.Model):
    """One change to many articles at once, and what it takes to undo it: its revisions are `revisions`."""

    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    change = models.JSONField(_("change"), help_text=_("See articles/changes.py."))
    comment = models.CharField(_("comment"), max_length=500, blank=True)
    count = models.PositiveIntegerField(_("articles changed"), default=0)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("undone by")
    )

    class Meta:
        verbose_name = _("bulk change")
        verbose_name_plural = _("bulk changes")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"#{self.pk}"


class RevisionQuerySet(models.QuerySet):
    def newest(self) -> RevisionQuerySet:
        """Of each article the last one."""
        return self.exclude(Exists(Revision.objects.filter(slug=OuterRef("slug"), number__gt=OuterRef("number"))))

    def before(self, revisions: RevisionQuerySet) -> RevisionQuerySet:
        """Those that stand right before one of `revisions`."""
        return self.filter(Exists(revisions.filter(slug=OuterRef("slug"), number=OuterRef("number") + 1)))

    def of_deleted(self) -> RevisionQuerySet:
        """The last one of each article that is deleted."""
        there = Article.objects.filter(slug=OuterRef("slug"))
        return self.newest().filter(means=Revision.Means.DELETION).exclude(Exists(there))


class Revision(models.Model):
    """The whole editorial state of an article after a change, and who changed it, when, by what means and why.

    It hangs on the article's slug, which never changes and outlives the article.
    """

    class Means(models.TextChoices):
        FOUND = "found", _("as it stood")
        PERSON = "person", _("edited")
        IMPORT = "import", _("import")
        CONFLICT = "conflict", _("conflict decided")
        RULE = "rule", _("rule")
        API = "api", _("API")
        BULK = "bulk", _("bulk change")
        MERGE = "merge", _("merge")
        RESTORE = "restore", _("restored")
        UNDO = "undo", _("bulk change undone")
        DELETION = "deletion", _("deleted")

    slug = models.CharField(_("slug"), max_length=100)
    number = models.PositiveIntegerField(_("number"))
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    # An index of each would cost an import more than it would ever give back.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
        db_index=False,
    )
    means = models.CharField(_("means"), max_length=10, choices=Means)
    comment = models.CharField(_("comment"), max_length=500, blank=True)
    run = models.ForeignKey(
        ImportRun,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="revisions",
        verbose_name=_("import run"),
        db_index=False,
    )
    bulk_change = models.ForeignKey(
        BulkChange,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="revisions",
        verbose_name=_("bulk change"),
        db_index=False,
    )
    restored = models.PositiveIntegerField(
        _("restored revision"), null=True, blank=True, help_text=_("Its number, where this one brought it back.")
    )
    digest = models.CharField(max_length=32, editable=False, help_text=_("States with the same digest are the same."))
    packed = models.BinaryField(editable=False, help_text=_("The state, packed; see articles/states.py."))
    kept = models.JSONField(
        default=dict, editable=False, help_text=_("Of a deleted article, what is no editor's: its documents and marks.")
    )

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["slug", "-number"]
        indexes = [
            models.Index(fields=["-created_at"], name="revision_deletions", condition=Q(means="deletion")),
            models.Index(fields=["bulk_change"], name="revision_bulk", condition=Q(bulk_change__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["slug", "number"], name="revision_number_once"),
            models.CheckConstraint(
                condition=Q(
                    means__in=[
                        *("found", "person", "import", "conflict", "rule", "api"),
                        *("bulk", "merge", "restore", "undo", "deletion"),
                    ]
                ),
                name="revision_means_known",
            ),
        ]

    def __str__(self):
        return f"{self.slug} {self.number}"

    @property
    def state(self) -> State:
        return unpack_state(bytes(self.packed))
