from __future__ import annotations

from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from .. import search
from ..cleaning import clean_text
from .articles import Article


class Credit(models.Model):
    """A person and what they did for an article (署名)."""

    class Role(models.TextChoices):
        REPORTER = "reporter", _("reporter")
        CORRESPONDENT = "correspondent", _("correspondent")
        AUTHOR = "author", _("author")
        PHOTOGRAPHER = "photographer", _("photographer")
        EDITOR = "editor", _("editor")
        PAGE_EDITOR = "page_editor", _("page editor")
        ART_EDITOR = "art_editor", _("art editor")
        TRANSLATOR = "translator", _("translator")

    article = models.ForeignKey(Article, models.CASCADE, related_name="credits", verbose_name=_("article"))
    name = models.CharField(_("name"), max_length=100)
    role = models.CharField(_("role"), max_length=20, choices=Role)
    affiliation = models.CharField(_("affiliation"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        ordering = ["order", "id"]
        # With the article, so that those whom a name or a role of it credits are found in the index alone.
        indexes = [
            models.Index(fields=["name", "role", "article"], name="credit_name_role_article"),
            models.Index(fields=["name", "article"], name="credit_name_article"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "role", "name", "affiliation"], name="credit_once"),
            models.CheckConstraint(condition=~Q(name=""), name="credit_has_name"),
            models.CheckConstraint(
                condition=Q(
                    role__in=[
                        "reporter",
                        "correspondent",
                        "author",
                        "photographer",
                        "editor",
                        "page_editor",
                        "art_editor",
                        "translator",
                    ]
                ),
                name="credit_role_known",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.name = clean_text(self.name)
        self.affiliation = clean_text(self.affiliation)
        with transaction.atomic():
            super().save(*args, **kwargs)
            search.store(Article.objects.filter(pk=self.article_id))


@receiver(post_delete, sender=Credit)
def _take_out_of_search(instance: Credit, origin: models.Model | models.QuerySet, **kwargs) -> None:
    """People leave the index with their credits, unless it is the article that is deleted."""
    if getattr(origin, "model", type(origin)) is Credit:
        search.store(Article.objects.filter(pk=instance.article_id))
