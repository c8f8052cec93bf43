"""Clusters follow from the texts and from what editors decided, whatever comes and goes."""

from __future__ import annotations

import pytest

from articles.clustering import (
    Undecidable,
    choose,
    cluster_everything,
    confirm,
    join,
    refresh,
    split,
    take_back,
)
from articles.importing import Options, import_paths
from articles.models import Article, BandKey, Cluster, Fingerprint, Membership, RepostDecision
from tests.factories import NOON, make_editor

from .copies import OTHER, TEXT, clusters, printing
from .posts import PARAGRAPHS, post, write

pytestmark = pytest.mark.django_db
CHANGED = TEXT.replace("，", ",").replace("企业主陈女士说", "企业主说")


def load(folder, **texts: str) -> list[Article]:
    """Import posts; the articles by their order."""
    import_paths([write(folder, {f"{name}.md": text for name, text in texts.items()})], Options(jobs=1))
    return list(Article.objects.order_by("pk"))


# What the machine finds


def test_exact_and_near_copies_are_one_cluster_and_others_are_not():
    first, again, near = printing(), printing(days=1), printing(days=2, text=CHANGED)
    printing(text=OTHER)

    assert clusters() == [[first.pk, again.pk, near.pk]]
    assert not Cluster.objects.get().is_confirmed
    assert Membership.objects.get(article=again).likeness == 1
    assert 0.7 < Membership.objects.get(article=near).likeness < 1


def test_the_same_body_under_another_id_some_seconds_later_is_a_repost_in_one_cluster(tmp_path):
    articles = load(
        tmp_path,
        a=post(202202252289085326, date="2022-02-25 10:12:10 +0800"),
        b=post(202202252289085999, date="2022-02-25 10:12:40 +0800"),
    )

    assert len(articles) == 2
    assert clusters() == [[article.pk for article in articles]]


def test_copies_that_come_with_one_import_or_with_two_are_found(tmp_path):
    first, second = load(tmp_path, a=post(1), b=post(2, source="晚报"))
    third = load(tmp_path / "later", c=post(3, source="早报", paragraphs=(*PARAGRAPHS, "此外还有一句。")))[2]

    assert set(clusters()[0]) == {first.pk, second.pk, third.pk}


def test_bodies_of_a_few_characters_are_no_copies_of_each_other():
    printing(text="图片新闻")
    printing(text="图片新闻")

    assert clusters() == []
    assert not Fingerprint.objects.exists()


def test_the_earliest_leads_and_undated_ones_come_last():
    undated, late, early = printing(days=None), printing(days=5), printing(days=1)

    assert clusters() == [[early.pk, late.pk, undated.pk]]


def test_a_new_date_changes_the_order():
    first, second = printing(days=1), printing(days=2)

    second.published_at = NOON
    second.save()

    assert clusters() == [[second.pk, first.pk]]


def test_a_text_that_an_editor_rewrites_leaves_and_one_that_becomes_a_copy_comes():
    first, second, other = printing(), printing(), printing(text=OTHER)

    second.body, other.body = f"<p>{OTHER}</p>", f"<p>{TEXT}</p>"
    second.save()
    assert clusters() == [[second.pk, other.pk]]
    other.save()

    assert clusters() == [[first.pk, other.pk]]
    assert BandKey.objects.count() == 3 * 12


def test_a_file_that_changes_takes_its_article_along(tmp_path):
    first, second = load(tmp_path, a=post(1), b=post(2))

    load(tmp_path, b=post(2, paragraphs=(OTHER,)))

    assert clusters() == []
    load(tmp_path, b=post(2, title="又改回来了"))
    assert clusters() == [[first.pk, second.pk]]


def test_an_article_that_is_saved_without_a_new_text_costs_two_queries(django_assert_num_queries):
    article = printing()

    # What the index knows of its text; whether it is in a cluster.
    with django_assert_num_queries(2):
        refresh(article)


def test_a_deleted_article_leaves_and_one_alone_is_no_cluster():
    first, second, third = printing(), printing(), printing()

    first.delete()
    assert clusters() == [[second.pk, third.pk]]
    Article.objects.filter(pk=second.pk).delete()

    assert clusters() == []
    assert Article.objects.get().pk == third.pk


def test_hundreds_of_copies_of_one_form_are_one_cluster_at_few_queries(tmp_path, django_assert_max_num_queries):
    texts = {f"{number:03}": post(number, paragraphs=(f"{number}号", *PARAGRAPHS)) for number in range(1, 121)}

    # Of which the clusters take a third; the rest are documents, articles, the index of the search and the revisions.
    with django_assert_max_num_queries(78):
        import_paths([write(tmp_path, {f"{name}.md": text for name, text in texts.items()})], Options(jobs=1))

    assert [len(members) for members in clusters()] == [120]


# What editors decide


def test_what_an_editor_splits_no_import_joins_again(tmp_path):
    first, second = load(tmp_path, a=post(1), b=post(2))
    split(Cluster.objects.get().pk, [second.pk], make_editor())
    assert clusters() == []

    third = load(tmp_path / "later", c=post(3))[2]
    assert [set(members) for members in clusters()] == [{first.pk, third.pk}]
    load(tmp_path, b=post(2, paragraphs=(*PARAGRAPHS, "又补了一句话。")))
    cluster_everything()
    cluster_everything(afresh=True)

    assert not [members for members in clusters() if {first.pk, second.pk} <= set(members)]


def test_those_that_are_split_off_together_stay_together():
    one, two, three, four = (printing(days=days) for days in range(4))

    split(Cluster.objects.get().pk, [three.pk, four.pk])

    assert clusters() == [[one.pk, two.pk], [three.pk, four.pk]]


@pytest.mark.parametrize("chosen", ["none", "all"])
def test_a_split_of_none_or_of_all_is_refused(chosen):
    articles = [printing(), printing()] if chosen == "all" else [printing(), printing()][:0]
    cluster = Cluster.objects.get()

    with pytest.raises(Undecidable):
        split(cluster.pk, [article.pk for article in articles])

    assert not RepostDecision.objects.exists()


def test_what_an_editor_joins_no_import_splits(tmp_path):
    first, second = load(tmp_path, a=post(1), b=post(2, paragraphs=(OTHER,)))
    assert clusters() == []

    join([first, second], make_editor())
    assert clusters() == [[first.pk, second.pk]]
    load(tmp_path, b=post(2, paragraphs=(OTHER, "又补了一句话。")))
    load(tmp_path / "later", c=post(3))
    cluster_everything(afresh=True)

    assert [{first.pk, second.pk} <= set(members) for members in clusters()] == [True]
    assert Membership.objects.get(article=second).likeness is None


def test_joining_two_clusters_takes_back_a_split_between_them():
    one, two = printing(days=0), printing(days=1)
    split(Cluster.objects.get().pk, [two.pk])
    three = printing(days=2)
    assert clusters() == [[one.pk, three.pk]]

    join([two, three])

    assert clusters() == [[one.pk, two.pk, three.pk]]
    assert set(RepostDecision.objects.values_list("kind", flat=True)) == {"same"}


def test_one_article_alone_cannot_be_joined():
    article = printing()

    with pytest.raises(Undecidable):
        join([article, article])


def test_a_cluster_that_is_confirmed_holds_and_a_newcomer_is_suspected():
    first, second = printing(), printing(days=1)
    cluster = Cluster.objects.get()

    confirm(cluster.pk)
    cluster.refresh_from_db()
    assert cluster.is_confirmed
    second.body = f"<p>{OTHER}</p>"
    second.save()
    assert clusters() == [[first.pk, second.pk]]
    printing(days=3)

    cluster.refresh_from_db()
    assert not cluster.is_confirmed
    assert len(clusters()[0]) == 3


def test_the_article_that_an_editor_chose_leads_whatever_comes():
    first, second = printing(days=1), printing(days=2)

    choose(second)
    earlier = printing(days=0)

    assert clusters() == [[second.pk, earlier.pk, first.pk]]
    choose(first)
    assert clusters() == [[first.pk, earlier.pk, second.pk]]
    assert RepostDecision.objects.count() == 1


def test_the_latest_choice_counts_where_two_clusters_become_one():
    first, second = printing(days=1), printing(days=2)
    other, fourth = printing(days=3, text=OTHER), printing(days=4, text=OTHER)
    choose(fourth)
    choose(second)

    join([first, other])

    assert clusters() == [[second.pk, first.pk, other.pk, fourth.pk]]


def test_every_decision_can_be_taken_back():
    first, second = printing(days=1), printing(days=2)
    cluster = Cluster.objects.get().pk

    split(cluster, [second.pk])
    take_back(RepostDecision.objects.get())
    assert clusters() == [[first.pk, second.pk]]

    choose(second)
    take_back(RepostDecision.objects.get())
    assert clusters() == [[first.pk, second.pk]]

    confirm(Cluster.objects.get().pk)
    take_back(RepostDecision.objects.get())
    assert not Cluster.objects.get().is_confirmed

    other = printing(text=OTHER, days=3)
    join([first, other])
    take_back(RepostDecision.objects.get())
    assert clusters() == [[first.pk, second.pk]]


def test_a_cluster_keeps_its_number_while_it_grows_and_shrinks():
    first, second = printing(days=1), printing(days=2)
    cluster = Cluster.objects.get()

    third = printing(days=3)
    split(cluster.pk, [first.pk])

    assert Cluster.objects.get() == cluster
    assert clusters() == [[second.pk, third.pk]]
