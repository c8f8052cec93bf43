from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sources.links import address
from sources.models import slug_of

from ..cleaning import clean_text


class TagManager(models.Manager):
    def get_by_natural_key(self, name: str) -> Tag:
        return self.get(name=name)


class Tag(models.Model):
    class Kind(models.TextChoices):
        SUBJECT = "subject", _("subject")
        REGION = "region", _("region")

    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(_("slug"), max_length=100, unique=True, allow_unicode=True, blank=True)
    description = models.TextField(_("description"), blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.SUBJECT)
    within = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("region around it"),
        help_text=_("Of a region, the one that it lies in: of a city its province."),
    )

    objects = TagManager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]
        indexes = [models.Index(fields=["kind", "within", "name"], name="tag_kind")]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="tag_has_name"),
            models.CheckConstraint(condition=Q(kind__in=["subject", "region"]), name="tag_kind_known"),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.prepare()
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return address("tag", self.slug)

    def get_region_url(self) -> str:
        return address("region", self.slug)

    def natural_key(self) -> tuple[str]:
        return (self.name,)

    def clean(self):
        """Regions lie in regions, and no deeper than a city in its province."""
        if self.within is None:
            return
        if self.kind != self.Kind.REGION or self.within.kind != self.Kind.REGION:
            raise ValidationError({"within": _("Only a region lies in another region. Choose the kind “region”.")})
        if self.within.within_id or self.within_id == self.pk or (self.pk and self.parts.exists()):
            raise ValidationError({"within": _("A region that holds others lies in none. Choose a province.")})

    def prepare(self) -> Tag:
        """Clean the name and fill the slug from it; bulk writers call it, `save()` does so itself."""
        self.name = clean_text(self.name)
        self.slug = self.slug or slug_of(self.name, max_length=100)
        return self
