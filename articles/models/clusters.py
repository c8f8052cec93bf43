"""Which articles are printings of one text: what the machine found, and what editors decided."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .articles import Article


class Cluster(models.Model):
    """Articles that are one text, reprinted. None is ever merged into another: a repost is evidence."""

    is_confirmed = models.BooleanField(
        _("confirmed"), default=False, editable=False, help_text=_("Whether editors vouch for every member.")
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("repost cluster")
        verbose_name_plural = _("repost clusters")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["is_confirmed", "-id"], name="cluster_confirmed")]

    def __str__(self):
        return f"#{self.pk}"


class Membership(models.Model):
    """The place of an article in its cluster; an article is in one cluster at most.

    Who may see an article is not asked here: of those that a reader may see, the one with the lowest place leads.
    """

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="membership", verbose_name=_("article")
    )
    cluster = models.ForeignKey(
        Cluster, models.CASCADE, related_name="members", verbose_name=_("repost cluster"), db_index=False
    )
    place = models.PositiveIntegerField(
        _("place"), help_text=_("From 0: what an editor chose, then by date, undated ones last.")
    )
    likeness = models.FloatField(
        _("likeness"), null=True, help_text=_("To the most alike member, from 0 to 1; empty where an editor joined it.")
    )

    class Meta:
        verbose_name = _("member of a cluster")
        verbose_name_plural = _("members of a cluster")
        ordering = ["place"]
        indexes = [models.Index(fields=["cluster", "place"], name="membership_cluster_place")]

    def __str__(self):
        return str(self.article)


class Fingerprint(models.Model):
    """An article whose text is in the index of copies, and the digest of that text as it was then."""

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="fingerprint")
    digest = models.BigIntegerField()

    class Meta:
        verbose_name = _("fingerprint")
        verbose_name_plural = _("fingerprints")

    def __str__(self):
        return f"{self.digest:x}"


class BandKey(models.Model):
    """The index of copies: articles that have a key in common are worth comparing (see articles/signatures.py)."""

    pk = models.CompositePrimaryKey("key", "article")
    key = models.BigIntegerField()
    article = models.ForeignKey(Article, models.CASCADE, related_name="band_keys")

    class Meta:
        verbose_name = _("key of the index of copies")
        verbose_name_plural = _("keys of the index of copies")

    def __str__(self):
        return f"{self.key:x}"


class RepostDecision(models.Model):
    """What an editor decided of two articles, or of one. It stands until an editor takes it back; no import does."""

    class Kind(models.TextChoices):
        SAME = "same", _("one text")
        APART = "apart", _("not one text")
        CANONICAL = "canonical", _("leads its cluster")

    kind = models.CharField(_("decision"), max_length=10, choices=Kind)
    first = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name=_("article"), db_index=False)
    second = models.ForeignKey(
        Article, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("other article")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("made at"), auto_now=True)

    class Meta:
        verbose_name = _("decision on reposts")
        verbose_name_plural = _("decisions on reposts")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="decision_once_a_pair"),
            models.UniqueConstraint(fields=["first"], condition=Q(second=None), name="decision_once_an_article"),
            models.CheckConstraint(
                condition=Q(kind="canonical", second=None)
                | Q(kind__in=["same", "apart"], second__isnull=False, first__lt=F("second")),
                name="decision_is_of_its_kind",
            ),
        ]

    def __str__(self):
        return str(self.Kind(self.kind).label)
