from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .articles import Article


class SearchEntry(models.Model):
    """That an article is in the search index, and as what.

    Written by articles/search alone, as is the table `articles_searchindex` beside it, which no model describes: on
    SQLite it is a full-text table by `docid`, on PostgreSQL a plain one. See the migration that makes both.
    """

    # Never used twice: what an article says anew is a new document of the index.
    docid = models.BigAutoField(primary_key=True)
    article = models.OneToOneField(Article, models.CASCADE, related_name="search_entry")
    digest = models.BigIntegerField(help_text="Tells whether what is searched of the article has changed.")
    in_next = models.BooleanField(default=False, help_text="Whether it is in the index that is being built anew.")

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")

    def __str__(self):
        return str(self.article_id)
