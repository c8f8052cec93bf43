from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .articles import Article


class StatusChange(models.Model):
    """One step of an article on its way: who took it, when and why."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="status_changes", verbose_name=_("article"))
    before = models.CharField(_("before"), max_length=10, choices=Article.Status)
    after = models.CharField(_("after"), max_length=10, choices=Article.Status)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("user")
    )
    reason = models.TextField(_("reason"), blank=True)
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("change of status")
        verbose_name_plural = _("changes of status")
        ordering = ["-made_at", "-id"]
        indexes = [
            models.Index(fields=["article", "-made_at", "-id"], name="status_change_newest"),
            models.Index(fields=["after", "-made_at", "-id"], name="status_change_made"),
        ]

    def __str__(self):
        return f"{self.get_before_display()} → {self.get_after_display()}"
