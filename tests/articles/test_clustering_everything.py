"""Clusters formed anew, over the whole archive or once more: nothing that was right changes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from articles.clustering import (
    cluster_everything,
    settle,
)
from articles.importing import Options, import_paths
from articles.models import Article, BandKey, Cluster, Fingerprint, Membership
from tests.factories import NOON

from .copies import OTHER, TEXT, clusters, printing
from .posts import write

pytestmark = pytest.mark.django_db
CHANGED = TEXT.replace("，", ",").replace("企业主陈女士说", "企业主说")


def load(folder, **texts: str) -> list[Article]:
    """Import posts; the articles by their order."""
    import_paths([write(folder, {f"{name}.md": text for name, text in texts.items()})], Options(jobs=1))
    return list(Article.objects.order_by("pk"))


def test_a_run_over_everything_finds_what_the_imports_found():
    articles = [printing(days=days) for days in range(3)] + [printing(text=OTHER, days=days) for days in range(2)]
    before = clusters()
    Cluster.objects.all().delete()
    BandKey.objects.all().delete()
    Fingerprint.objects.all().delete()

    done = cluster_everything()

    assert [set(members) for members in clusters()] == [set(members) for members in before]
    assert (done.articles, done.signed, done.clusters, done.members) == (len(articles), 5, 2, 5)
    assert cluster_everything().signed == 0


def test_a_run_over_everything_with_processes_does_the_same(transactional_db):
    articles = [printing(days=days) for days in range(3)]
    Cluster.objects.all().delete()
    Fingerprint.objects.all().delete()
    BandKey.objects.all().delete()

    assert cluster_everything(jobs=2).signed == 3
    assert clusters() == [[article.pk for article in articles]]


def test_forming_clusters_again_changes_nothing(django_assert_max_num_queries):
    printing(days=1), printing(days=2)
    rows = list(Membership.objects.values())

    with django_assert_max_num_queries(12):
        settle({rows[0]["article_id"]})

    assert list(Membership.objects.values()) == rows


def test_dates_that_are_equal_are_ordered_by_number():
    first, second = printing(days=1), printing(days=1)

    assert clusters() == [[first.pk, second.pk]]
    second.published_at = NOON + timedelta(hours=1)
    second.save()
    assert clusters() == [[second.pk, first.pk]]
