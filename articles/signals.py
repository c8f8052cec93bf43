"""What follows when an article is saved or deleted by itself; an import sees to its articles set by set."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver

from . import clustering
from .models import Article


@receiver(post_save, sender=Article)
def keep_clusters_in_step(instance: Article, raw: bool = False, **_: Any) -> None:
    # A dump that is loaded holds the clusters too.
    if not raw:
        clustering.refresh(instance)


@receiver(pre_delete, sender=Article)
def leave_its_cluster(instance: Article, **_: Any) -> None:
    clustering.leave(instance.pk)
