from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sources.models import slug_of

from ..cleaning import clean_text


class TagManager(models.Manager):
    def get_by_natural_key(self, name: str) -> Tag:
        return self.get(name=name)


class Tag(models.Model):
    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(_("slug"), max_length=100, unique=True, allow_unicode=True, blank=True)
    description = models.TextField(_("description"), blank=True)

    objects = TagManager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="tag_has_name")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.prepare()
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("tag", args=[self.slug])

    def natural_key(self) -> tuple[str]:
        return (self.name,)

    def prepare(self) -> Tag:
        """Clean the name and fill the slug from it; bulk writers call it, `save()` does so itself."""
        self.name = clean_text(self.name)
        self.slug = self.slug or slug_of(self.name, max_length=100)
        return self
