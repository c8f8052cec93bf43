"""What follows when an article is saved or deleted by itself; an import sees to its articles set by set."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models.signals import post_migrate, post_save, pre_delete, pre_save
from django.dispatch import receiver

from sources.models import Source

from . import clustering, filing, marking, moved, search
from .importing.queries import refresh_statistics
from .models import Article, SearchEntry


@receiver(post_save, sender=Article)
def keep_clusters_in_step(instance: Article, raw: bool = False, **_: Any) -> None:
    # A dump that is loaded holds the clusters too.
    if not raw:
        clustering.refresh(instance)


@receiver(post_save, sender=Article)
def keep_columns_and_series_in_step(instance: Article, raw: bool = False, **_: Any) -> None:
    # A dump that is loaded holds where its articles are filed.
    if not raw:
        filing.store([instance.pk])


@receiver(pre_save, sender=Source)
def keep_its_old_address(instance: Source, raw: bool = False, **_: Any) -> None:
    if not raw and instance.pk:
        moved.remember_address(instance)


@receiver(post_migrate)
def forget_what_is_gone(sender: Any, **_: Any) -> None:
    # A flush ends with this signal too, as does taking all migrations back.
    if sender.label == "articles" and SearchEntry._meta.db_table in connection.introspection.table_names():
        search.forget(Article.objects.all())


@receiver(post_migrate)
def tell_how_rows_lie(sender: Any, using: str, plan: Any = None, **_: Any) -> None:
    # An index that a migration made is unknown to SQLite until then, and was taken for a better one than it is.
    if plan and sender.label == "articles" and using == connection.alias and _has_articles():
        refresh_statistics()


@receiver(post_migrate)
def mark_what_is_written(sender: Any, using: str, **_: Any) -> None:
    # A migration that makes a table anew loses its triggers on SQLite; a new table has none yet.
    if sender.label == "articles":
        marking.install(using)


@receiver(pre_delete, sender=Article)
def leave_its_cluster(instance: Article, **_: Any) -> None:
    clustering.leave(instance.pk)


def _has_articles() -> bool:
    """Taking all migrations back leaves no table of them."""
    return Article._meta.db_table in connection.introspection.table_names() and Article.objects.exists()
