"""Where names and addresses lead that were merged, renamed or deleted: pages, the API, and imports."""

from __future__ import annotations

import pytest

from articles.importing import import_paths
from articles.models import Article, Tag
from articles.vocabulary import delete_tags, merge_sources, merge_tags, rename_tag, undo
from sources.models import Source
from tests.factories import make_article, make_source, make_tag

pytestmark = pytest.mark.django_db
POST = """---
layout: post
title: {title}
date: 2022-02-25 10:00:00 +0800
source: 泉州晚报网
tags: [{tags}]
---
数字技术应用，正文够长，说的是营商环境与数字经济的事，也说政务服务。
"""


def moved_source() -> tuple[Source, Source]:
    """A source that was merged, and the one that it is now."""
    paper, site = make_source("泉州晚报", slug="paper"), make_source("泉州晚报网", slug="site")
    make_article("甲", source=site)
    return site, paper


def test_the_address_of_a_merged_source_leads_to_the_one_it_is_now(client):
    site, paper = moved_source()
    merge_sources([site], paper, None)

    response = client.get("/sources/site/?page=1")

    assert (response.status_code, response.headers["Location"]) == (301, "/sources/paper/?page=1")
    # Not for ever: a merge may be undone.
    assert response.headers["Cache-Control"] == "max-age=3600"


def test_after_an_undo_the_address_is_itself_again(client):
    site, paper = moved_source()
    undo(merge_sources([site], paper, None), None)

    assert client.get("/sources/site/").status_code == 200


@pytest.mark.parametrize(
    "put", [lambda old, new: merge_tags([old], new, None), lambda old, new: rename_tag(old, "丁", None)]
)
def test_the_address_of_a_merged_or_renamed_tag_leads_on(client, put):
    old, new = make_tag("乙", slug="old"), make_tag("丙", slug="new")
    make_article(tags=[old])
    change = put(old, new)

    response = client.get("/tags/old/")

    address = Tag.objects.get(name=change.target).get_absolute_url()
    assert (response.status_code, response.headers["Location"]) == (301, address)
    assert client.get(address).status_code == 200


def test_the_address_of_a_deleted_tag_leads_to_the_list_of_tags(client):
    tag = make_tag("套话", slug="old")
    make_article(tags=[tag])
    delete_tags([tag], None)

    response = client.get("/tags/old/")

    assert (response.status_code, response.headers["Location"]) == (301, "/tags/")


def test_an_address_that_readers_never_saw_leads_nowhere(client):
    tag, site = make_tag("秘", slug="secret"), make_source("密报", slug="secret")
    make_article(tags=[tag], source=site, status="draft")
    make_article(tags=["公开"], source="公报")
    merge_tags([tag], Tag.objects.get(name="公开"), None)
    merge_sources([site], Source.objects.get(name="公报"), None)

    assert client.get("/tags/secret/").status_code == 404
    assert client.get("/sources/secret/").status_code == 404


def test_an_old_address_tells_nothing_of_a_tag_that_only_drafts_have_now(client):
    old, new = make_tag("甲", slug="old"), make_tag("乙", slug="new")
    article = make_article(tags=[old])
    merge_tags([old], new, None)
    Article.objects.filter(pk=article.pk).update(status="draft")

    assert client.get("/tags/old/").status_code == 404


def test_an_address_that_was_never_there_is_still_not_found(client):
    assert client.get("/tags/nowhere/").status_code == 404
    assert client.get("/sources/nowhere/").status_code == 404


def test_the_api_finds_what_was_merged_by_its_old_slug_and_name(client):
    site, paper = moved_source()
    old, new = make_tag("乙", slug="old"), make_tag("丙", slug="new")
    make_article("乙文", tags=[old])
    merge_sources([site], paper, None)
    merge_tags([old], new, None)

    assert client.get("/api/v1/sources/site/").json()["slug"] == "paper"
    assert client.get("/api/v1/tags/old/").json()["slug"] == "new"
    for query in ({"source": "site"}, {"source": "泉州晚报网"}):
        assert [a["title"] for a in client.get("/api/v1/articles/", query).json()["results"]] == ["甲"]
    for query in ({"tag": "old"}, {"tag": "乙"}):
        assert [a["title"] for a in client.get("/api/v1/articles/", query).json()["results"]] == ["乙文"]


def test_a_new_tag_with_an_old_name_is_found_before_what_had_it(client):
    old, new = make_tag("乙", slug="old"), make_tag("丙", slug="new")
    make_article("旧", tags=[old])
    merge_tags([old], new, None)
    make_article("新", tags=[make_tag("乙", slug="old")])

    assert client.get("/tags/old/").status_code == 200
    assert [a["title"] for a in client.get("/api/v1/articles/", {"tag": "乙"}).json()["results"]] == ["新"]


# Imports


def load(folder, name: str, tags: str) -> Article:
    """Import a post; its article."""
    (folder / f"2022-02-25-{name}.md").write_text(POST.format(title=name, tags=tags), encoding="utf-8")
    report = import_paths([str(folder)])
    assert report.counts["failed"] == 0
    return Article.objects.get(title=name)


def test_an_import_that_names_a_merged_source_lands_at_the_one_it_is_now(tmp_path):
    first = load(tmp_path, "甲", "经济")
    paper = make_source("泉州晚报")
    merge_sources([first.source], paper, None)

    assert load(tmp_path, "乙", "经济").source == paper
    assert Source.objects.count() == 1


def test_an_import_that_names_merged_and_deleted_tags_does_as_the_editor_did(tmp_path):
    load(tmp_path, "甲", "数码经济, 数字经济, 套话")
    merge_tags([Tag.objects.get(name="数码经济")], Tag.objects.get(name="数字经济"), None)
    delete_tags([Tag.objects.get(name="套话")], None)

    article = load(tmp_path, "乙", "数码经济, 数字经济, 套话, 政务")

    assert {tag.name for tag in article.tags.all()} == {"数字经济", "政务"}
    assert not Tag.objects.filter(name__in=["数码经济", "套话"]).exists()


def test_a_new_version_of_a_file_does_not_undo_a_merge(tmp_path):
    article = load(tmp_path, "甲", "数码经济")
    rename_tag(Tag.objects.get(), "数字经济", None)
    path = tmp_path / "2022-02-25-甲.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n又补了一段，说的是别的事。\n", encoding="utf-8")

    import_paths([str(tmp_path)])

    article.refresh_from_db()
    assert "又补了一段" in article.text
    assert [tag.name for tag in article.tags.all()] == ["数字经济"]
    assert not article.has_conflicts


# An address that an editor writes


def rename(source: Source, slug: str) -> None:
    source.slug = slug
    source.save()


def test_the_address_that_a_source_had_leads_to_the_one_that_an_editor_wrote(client):
    source = make_source("泉州晚报", slug="old")
    make_article(source=source)
    rename(source, "new")

    response = client.get("/sources/old/")

    assert (response.status_code, response.headers["Location"]) == (301, "/sources/new/")
    rename(source, "old")
    assert client.get("/sources/old/").status_code == 200
    assert client.get("/sources/new/").headers["Location"] == "/sources/old/"


def test_every_address_that_it_had_leads_to_the_last(client):
    source = make_source(slug="first")
    make_article(republisher=source)
    for slug in ("second", "third"):
        rename(source, slug)

    assert [client.get(f"/sources/{slug}/").headers["Location"] for slug in ("first", "second")] == [
        "/sources/third/"
    ] * 2


def test_an_address_that_readers_did_not_know_leads_nowhere(client):
    source = make_source(slug="old")
    make_article(source=source, status="draft")
    rename(source, "new")
    Article.objects.update(status="published")

    assert client.get("/sources/new/").status_code == 200
    assert client.get("/sources/old/").status_code == 404


def test_another_source_may_take_the_address_that_one_had(client):
    source = make_source(slug="old")
    make_article(source=source)
    rename(source, "new")
    make_article("另一家的", source=make_source("另一家", slug="old"))

    assert client.get("/sources/old/").status_code == 200


def test_a_source_keeps_its_address_under_another_name(client):
    source = make_source("泉州晚报", slug="paper")
    make_article(source=source)
    source.name = "泉州晚报社"
    source.save()

    assert client.get("/sources/paper/").status_code == 200
