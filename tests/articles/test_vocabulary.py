"""Sources and tags merged, renamed and deleted, and all of it taken back."""

from __future__ import annotations

import pytest

from articles.models import Article, FormerSource, FormerTag, Tag, VocabularyChange
from articles.vocabulary import Refused, delete_tags, merge_sources, merge_tags, rename_tag, undo
from sources.models import Source, SourceAlias
from tests.factories import make_article, make_editor, make_source, make_tag

pytestmark = pytest.mark.django_db


def state() -> list:
    """All that a change of names may touch, but for when articles were last changed."""
    articles = [
        (article.pk, article.source_id, article.republisher_id, sorted(article.tags.values_list("pk", flat=True)))
        for article in Article.objects.order_by("pk")
    ]
    tables = [(Source, "pk"), (SourceAlias, "key"), (FormerSource, "slug"), (Tag, "pk"), (FormerTag, "name")]
    # A row's own key is its name; numbers of rows that nothing refers to may differ.
    own = {SourceAlias, FormerSource, FormerTag}
    rows = [list(model.objects.order_by(key).values()) for model, key in tables]
    return articles + [
        {name: value for name, value in row.items() if name != "id" or model not in own}
        for (model, _key), table in zip(tables, rows, strict=True)
        for row in table
    ]


def names(tag_or_source) -> set[str]:
    return {article.title for article in tag_or_source.articles.all()}


# Sources


def test_merged_sources_give_their_articles_reposts_and_names():
    paper, site = make_source("泉州晚报"), make_source("泉州晚报网", aliases=["qzwb"], slug="qzwb")
    make_article("甲", source=site)
    make_article("乙", source=paper, republisher=site)

    change = merge_sources([site], paper, make_editor())

    assert names(paper) == {"甲", "乙"}
    assert [article.title for article in paper.reposts.all()] == ["乙"]
    assert {alias.name for alias in paper.aliases.all()} == {"泉州晚报网", "qzwb"}
    assert (str(change), change.articles) == ("泉州晚报网 → 泉州晚报", 2)


def test_a_source_that_was_merged_is_found_by_its_name_and_made_no_second_time():
    paper, site = make_source("泉州晚报"), make_source("泉州晚报网")
    merge_sources([site], paper, None)

    assert Source.objects.named("泉州晚报网").get() == paper


def test_what_was_merged_is_changed_for_those_who_ask_for_what_is_new():
    article = make_article(source="泉州晚报网")
    other = make_article(source="别的")
    merge_sources([article.source], make_source("泉州晚报"), None)

    assert Article.objects.get(pk=article.pk).updated_at > article.updated_at
    assert Article.objects.get(pk=other.pk).updated_at == other.updated_at


def test_a_merge_of_sources_is_undone_to_the_letter():
    paper = make_source("泉州晚报", aliases=["晚报"])
    site = make_source("泉州晚报网", aliases=["qzwb"], slug="qzwb", homepage="https://qzwb.example", notes="注")
    third = make_source("泉州晚报客户端")
    make_article(source=site, republisher=third)
    make_article(source=paper, republisher=site)
    make_article(source=third, status="draft")
    before = state()

    change = merge_sources([site, third], paper, None)
    assert state() != before
    assert undo(change, None) == 3

    assert state() == before


def test_what_an_editor_gave_another_source_since_keeps_it():
    paper, site, other = make_source("泉州晚报"), make_source("泉州晚报网"), make_source("别的")
    article = make_article(source=site)
    change = merge_sources([site], paper, None)
    Article.objects.filter(pk=article.pk).update(source=other)

    undo(change, None)

    assert Article.objects.get().source == other
    assert Source.objects.filter(name="泉州晚报网").exists()


def test_chained_merges_are_undone_last_first():
    one, two, three = (make_source(name) for name in ("甲报", "乙报", "丙报"))
    make_article(source=one)
    before = state()
    first = merge_sources([one], two, None)
    second = merge_sources([two], three, None)

    # The first cannot be undone while that into which it went is gone.
    with pytest.raises(Refused, match="乙报"):
        undo(first, None)
    undo(second, None)
    undo(first, None)

    assert state() == before


def test_a_merge_is_not_undone_over_a_source_that_has_the_name_by_now():
    paper, site = make_source("泉州晚报"), make_source("泉州晚报网")
    change = merge_sources([site], paper, None)
    SourceAlias.objects.all().delete()
    make_source("泉州晚报网", slug="other")
    before = state()

    with pytest.raises(Refused, match="泉州晚报网"):
        undo(change, None)

    # Nothing was half undone.
    assert state() == before


def test_nothing_is_undone_twice():
    change = merge_sources([make_source("甲报")], make_source("乙报"), None)
    undo(change, None)

    with pytest.raises(Refused):
        undo(VocabularyChange.objects.get(), None)


def test_a_source_that_is_gone_meanwhile_is_not_merged():
    paper, site = make_source("泉州晚报"), make_source("泉州晚报网")
    Source.objects.filter(pk=site.pk).delete()

    with pytest.raises(Refused):
        merge_sources([site], paper, None)


# Tags


def test_merged_tags_leave_each_article_with_the_one_that_stays():
    digital, other = make_tag("数字经济"), make_tag("数码经济")
    make_article("甲", tags=[other])
    make_article("乙", tags=[digital, other, "政务"])

    change = merge_tags([other], digital, None)

    assert names(digital) == {"甲", "乙"}
    assert {tag.name for tag in Tag.objects.all()} == {"数字经济", "政务"}
    assert change.articles == 2


def test_a_merge_of_tags_is_undone_to_the_letter():
    digital, other, third = make_tag("数字经济"), make_tag("数码经济", description="旧"), make_tag("数字")
    make_article(tags=[other])
    make_article(tags=[digital, other, third])
    make_article(tags=[third], status="draft")
    make_article(tags=[digital])
    before = state()

    undo(merge_tags([other, third], digital, None), None)

    assert state() == before


def test_a_tag_that_an_editor_took_away_since_does_not_come_back():
    digital, other = make_tag("数字经济"), make_tag("数码经济")
    article = make_article(tags=[other])
    change = merge_tags([other], digital, None)
    article.tags.clear()

    undo(change, None)

    assert list(article.tags.all()) == []


def test_deleted_tags_are_gone_and_come_back_on_undo():
    tag = make_tag("套话", description="没有用")
    make_article("甲", tags=[tag, "经济"])
    before = state()

    change = delete_tags([tag], None)
    assert not Tag.objects.filter(name="套话").exists()
    undo(change, None)

    assert state() == before


def test_a_renamed_tag_keeps_its_articles_and_gets_its_old_name_back_on_undo():
    tag = make_tag("数码经济")
    make_article("甲", tags=[tag])
    before = state()

    change = rename_tag(tag, "数字经济", None)
    tag.refresh_from_db()
    assert (tag.name, tag.slug, names(tag)) == ("数字经济", "数字经济", {"甲"})
    undo(change, None)

    assert state() == before


def test_a_tag_that_is_renamed_to_and_fro_is_itself_again():
    tag = make_tag("甲")
    make_article(tags=[tag])
    rename_tag(tag, "乙", None)
    back = rename_tag(tag, "甲", None)

    assert {former.name for former in FormerTag.objects.all()} == {"乙"}
    undo(back, None)
    assert {former.name for former in FormerTag.objects.all()} == {"甲"}


@pytest.mark.parametrize("name", ["", "甲", "乙", "长" * 101])
def test_a_tag_is_not_renamed_to_nothing_itself_another_or_too_much(name):
    tag = make_tag("甲")
    make_tag("乙")

    with pytest.raises(Refused):
        rename_tag(tag, name, None)
    assert not VocabularyChange.objects.exists()


def test_what_led_to_a_merged_tag_leads_on():
    one, two, three = make_tag("甲"), make_tag("乙"), make_tag("丙")
    merge_tags([one], two, None)
    change = merge_tags([two], three, None)

    assert {former.name: former.tag for former in FormerTag.objects.all()} == {"甲": three, "乙": three}
    undo(change, None)
    assert {former.name: former.tag.name for former in FormerTag.objects.all()} == {"甲": "乙"}


def test_the_queries_of_a_merge_do_not_grow_with_the_articles(django_assert_max_num_queries):
    digital, other = make_tag("数字经济"), make_tag("数码经济")
    for _number in range(60):
        make_article(tags=[other])

    # The tags, their rules and marks, the regions in them, and twelve for the revisions.
    with django_assert_max_num_queries(43):
        change = merge_tags([other], digital, None)
    with django_assert_max_num_queries(43):
        undo(change, None)
