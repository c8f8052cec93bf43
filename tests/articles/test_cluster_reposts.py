"""The command that clusters everything, and how well it tells copies from other articles."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from articles import clustering
from articles.clustering import cluster_everything
from articles.models import BandKey, Cluster, Fingerprint, Membership, RepostDecision
from tests.bench.copies import labelled
from tests.bench.reposts import fill, quality

from .copies import clusters, printing

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("cluster_reposts", "--jobs", "1", *arguments, stdout=out)
    return out.getvalue()


def test_copies_are_told_from_other_articles_on_one_topic():
    told = fill(labelled(400))

    cluster_everything()

    measured = quality(told)
    assert measured["pairs"] > 500
    assert measured["precision"] >= 0.99
    assert measured["recall, 20 %"] >= 0.9
    for way in ("whole", "widths", "banner", "5 %", "10 %", "10 %, widths and banner", "in the corpus"):
        assert measured[f"recall, {way}"] >= 0.98, way


def test_the_measure_sees_what_is_wrong():
    # The control of the test above: everything in one cluster, and nothing in any.
    told = fill(labelled(40))
    assert quality(told)["recall, whole"] == 0
    cluster = Cluster.objects.create()
    Membership.objects.bulk_create(
        Membership(article_id=article, cluster=cluster, place=place) for place, article in enumerate(told)
    )

    assert quality(told)["precision"] < 0.5


def test_the_command_says_what_it_did(english):
    printing(), printing(days=1), printing(text="另一篇文章，写的是完全不同的事情，没有一句话是一样的。")
    BandKey.objects.all().delete()
    Fingerprint.objects.all().delete()
    Cluster.objects.all().delete()

    assert run().startswith("3 articles, 3 of them with a text new to the index; 1 clusters with 2 articles; ")
    assert run().startswith("3 articles, 0 of them with a text new to the index; 1 clusters with 2 articles; ")
    assert run("--afresh").startswith("3 articles, 3 of them")


def test_what_an_editor_decided_outlasts_the_command():
    first, second = printing(), printing(days=1)
    clustering.split(Cluster.objects.get().pk, [second.pk])
    third = printing(days=2)
    clustering.choose(third)
    before = clusters()

    run("--afresh")

    assert clusters() == before == [[third.pk, first.pk]]
    assert RepostDecision.objects.count() == 2


def test_a_number_of_processes_that_is_none_is_refused(english):
    with pytest.raises(CommandError, match="“0” is no number of processes"):
        call_command("cluster_reposts", "--jobs", "0")


def test_a_database_that_fails_is_said_to(english, monkeypatch):
    def fail(*_):
        raise DatabaseError("disk full")

    monkeypatch.setattr("articles.management.commands.cluster_reposts.cluster_everything", fail)

    with pytest.raises(CommandError, match="The database failed: disk full. Look whether it runs"):
        run()
