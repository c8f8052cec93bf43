"""The desk in a real browser: merging with redirect and undo, originals with their parts marked, and screen readers."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from articles.models import Article, VocabularyChange
from sources.models import Source
from tests.factories import make_article, make_document, make_run, make_source, make_tag

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ORIGINAL = "---\ntitle: 数字技术应用\ndate: 2022-02-25\n---\n<p>本报记者郭荣鑫</p>\n<p>正文说的是别的。</p>\n"


@pytest.fixture
def two_sources() -> tuple[Source, Source]:
    """A source, and another that is the same; each with an article."""
    paper, site = make_source("泉州晚报", slug="paper"), make_source("泉州晚报网", slug="site")
    document = make_document(ORIGINAL.encode(), first_run=make_run(), last_run=make_run())
    make_article("甲", source=paper, tags=["经济"], document=document, warnings=["missing-url"])
    make_article("乙", source=site, status="in_review")
    make_article("丙", source=site)
    return paper, site


def test_two_sources_are_merged_the_old_address_leads_on_and_one_click_undoes_it(
    open_admin, open_page, live_server, two_sources
):
    paper, site = two_sources
    page = open_admin("/admin/sources/source/")
    for source in two_sources:
        page.get_by_label(f"Select this object for an action - {source}", exact=True).check()
    page.locator("select[name=action]").select_option("merge")
    page.get_by_role("button", name="Go").click()
    page.get_by_label("泉州晚报", exact=True).first.check()
    page.get_by_role("button", name="Merge").click()
    page.wait_for_url("**/vocabularychange/*/change/")

    assert Article.objects.filter(source=paper).count() == 3
    reader = open_page(f"{live_server.url}/sources/site/")
    assert reader.url == f"{live_server.url}/sources/paper/"

    page.get_by_role("button", name="Undo").click()
    page.locator(".success", has_text="Undone").wait_for()

    assert VocabularyChange.objects.get().undone_at
    assert set(Source.objects.get(slug="site").articles.values_list("title", flat=True)) == {"乙", "丙"}
    # In a browser of its own: this one keeps the redirect for an hour.
    assert open_page(f"{live_server.url}/sources/site/").url == f"{live_server.url}/sources/site/"


def test_a_tag_is_deleted_by_its_button_and_comes_back(open_admin, two_sources):
    tag = Article.objects.get(title="甲").tags.get()
    page = open_admin(f"/admin/articles/tag/{tag.pk}/change/")

    page.get_by_role("link", name="Delete").first.click()
    page.get_by_role("button", name="Delete").click()
    page.wait_for_url("**/vocabularychange/*/change/")
    assert not Article.objects.get(title="甲").tags.exists()
    page.get_by_role("button", name="Undo").click()
    page.locator(".success", has_text="Undone").wait_for()

    assert [tag.name for tag in Article.objects.get(title="甲").tags.all()] == ["经济"]


def test_the_parts_of_an_original_are_marked_by_words_and_reached_by_links(open_admin, two_sources):
    article = Article.objects.get(title="甲")
    page = open_admin(f"/admin/articles/article/{article.pk}/change/")

    marks = [mark.split("\n") for mark in page.locator(".original-document mark").all_inner_texts()]
    told = {"".join(mark) for mark in marks}
    assert told == {"title数字技术应用", "date2022-02-25", "credit郭荣鑫"}
    page.locator(".parts a", has_text="credit").click()
    assert page.locator("mark:target").inner_text().endswith("郭荣鑫")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_desk_has_a_serious_fault_for_screen_readers_and_keys(open_admin, two_sources, scheme):
    paper, site = two_sources
    tag = make_tag("政务")
    article = Article.objects.get(title="甲")
    change = VocabularyChange.objects.create(kind="rename_tag", names=["甲"], target="乙")
    names = "/admin/articles/vocabularychange/"

    faults = {}
    for path in [
        "/admin/",
        "/admin/articles/article/",
        f"/admin/articles/article/{article.pk}/change/",
        "/admin/articles/article/add/",
        "/admin/articles/tag/",
        f"/admin/articles/tag/{tag.pk}/change/",
        "/admin/sources/source/",
        f"{names}merge-sources/?id={paper.pk}&id={site.pk}",
        f"{names}delete-tags/?id={tag.pk}",
        f"{names}rename-tag/{tag.pk}/",
        names,
        f"{names}{change.pk}/change/",
    ]:
        page = open_admin(path, color_scheme=scheme)
        page.wait_for_load_state("networkidle")
        for fault in Axe().run(page).response["violations"]:
            if fault["impact"] in ("serious", "critical"):
                faults.setdefault(path, []).append((fault["id"], [node["html"][:160] for node in fault["nodes"]][:5]))
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280, path
    assert faults == {}


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_of_the_desk_is_wider_than_its_window(open_admin, two_sources, width):
    paper, site = two_sources
    for path in [
        "",
        f"articles/vocabularychange/merge-sources/?id={paper.pk}&id={site.pk}",
        "articles/vocabularychange/",
    ]:
        page = open_admin(f"/admin/{path}", width=width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
