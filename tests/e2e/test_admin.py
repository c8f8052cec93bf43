"""The admin and the documents of the API in a real browser, under the content security policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from articles.models import Article
from sources.models import ImportedFile
from tests.factories import make_article, make_document, make_run, make_source, make_tag

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "一行很长的原文，" * 400
PATH = "posts/" + "w" * 200 + ".md"


@pytest.fixture
def article() -> Article:
    run = make_run(paths=[PATH], counts={"files": 43, "created": 13, "updated": 1, "failed": 20, "warned": 4})
    ImportedFile.objects.create(run=run, path=PATH, outcome="failed", codes=["too-large"], message="…", remedy="…")
    return make_article(
        "我的标题",
        source="泉州晚报",
        tags=["经济"],
        document=make_document(LONG.encode(), path=PATH, first_run=run, last_run=run),
        warnings=["missing-url"],
        conflicts={"title": "文件的标题"},
    )


def is_clean(page, live_server) -> bool:
    """Nothing was refused by the policy, nothing failed, and no other host was asked."""
    strangers = [url for url in page.requests if not url.startswith((live_server.url, "data:"))]
    return (page.complaints, strangers) == ([], [])


def test_every_page_runs_under_the_policy_and_asks_no_other_host(open_admin, live_server, article):
    document, source, tag = article.document, article.source, article.tags.get()

    for path in [
        "",
        "articles/article/",
        f"articles/article/{article.pk}/change/",
        "articles/article/add/",
        f"sources/source/{source.pk}/change/",
        f"articles/tag/{tag.pk}/change/",
        f"sources/document/{document.pk}/change/",
        f"sources/importrun/{document.first_run.pk}/change/",
        "sources/importedfile/",
    ]:
        page = open_admin(f"/admin/{path}")
        page.wait_for_load_state("networkidle")
        assert is_clean(page, live_server), (path, page.complaints, page.requests)


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_its_window(open_admin, article, width):
    document, run = article.document, article.document.first_run
    for path in [
        "",
        "articles/article/",
        f"articles/article/{article.pk}/change/",
        "sources/importrun/",
        f"sources/importrun/{run.pk}/change/",
        "sources/importedfile/",
        "sources/document/",
        f"sources/document/{document.pk}/change/",
    ]:
        page = open_admin(f"/admin/{path}", width=width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_buttons_of_a_long_title_do_not_lie_on_it(open_admin, article):
    Article.objects.filter(pk=article.pk).update(title="关于进一步深化放管服改革全面推进数字政府建设的若干意见" * 3)

    page = open_admin(f"/admin/articles/article/{article.pk}/change/", width=1280)

    title, buttons = page.locator("#content > h2").bounding_box(), page.locator(".object-tools").bounding_box()
    assert buttons["y"] >= title["y"] + title["height"]


def test_the_original_stands_to_the_right_from_1200_px_and_scrolls_in_itself(open_admin, article):
    page = open_admin(f"/admin/articles/article/{article.pk}/change/", width=1280)

    form, original = page.locator("#content-main").bounding_box(), page.locator(".original-document").bounding_box()
    assert original["x"] >= form["x"] + form["width"]
    assert page.locator(".original-document pre").evaluate("pre => pre.scrollHeight > pre.clientHeight + 100")
    assert original["height"] <= 900


def test_the_original_stands_under_the_form_on_a_phone(open_admin, article):
    page = open_admin(f"/admin/articles/article/{article.pk}/change/", width=390)

    form, original = page.locator("#content-main").bounding_box(), page.locator(".original-document").bounding_box()
    assert original["y"] >= form["y"] + form["height"]


def test_tags_are_looked_up_while_they_are_typed(open_admin, article):
    make_tag("营商环境")
    page = open_admin(f"/admin/articles/article/{article.pk}/change/")

    page.locator(".field-tags .select2-selection").click()
    page.keyboard.type("营商")
    page.locator(".select2-results__option", has_text="营商环境").click()
    page.locator("[name=_save]").first.click()

    page.wait_for_url("**/admin/articles/article/")
    assert {tag.name for tag in article.tags.all()} == {"经济", "营商环境"}


def test_the_list_is_narrowed_by_a_source_that_is_looked_up(open_admin, live_server, article):
    make_article("别的文章", source=make_source("厦门日报"))
    page = open_admin("/admin/articles/article/")

    page.locator("#changelist-filter .select2-selection").first.click()
    page.keyboard.type("厦门")
    page.locator(".select2-results__option", has_text="厦门日报").click()
    page.locator("#changelist-filter button[type=submit]").first.click()

    page.wait_for_url("**source__id__exact=*")
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    expect(page.locator("#result_list")).to_contain_text("别的文章")
    assert is_clean(page, live_server)


def test_a_conflict_is_decided_by_a_button(open_admin, article):
    page = open_admin(f"/admin/articles/article/{article.pk}/change/")

    page.get_by_role("button", name="Take what the file says").click()
    page.wait_for_load_state("networkidle")

    expect(page.locator("#id_title")).to_have_value("文件的标题")
    expect(page.locator(".conflict")).to_have_count(0)


def test_enter_in_the_title_saves_and_decides_no_conflict(open_admin, article):
    page = open_admin(f"/admin/articles/article/{article.pk}/change/")

    page.locator("#id_title").fill("新标题")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/articles/article/")

    article.refresh_from_db()
    assert (article.title, article.conflicts) == ("新标题", {"title": "文件的标题"})


@pytest.mark.parametrize("field", ["title", "kicker", "summary", "usage_terms", "category"])
def test_a_script_in_an_article_does_not_run(open_admin, article, field):
    payload = '"><img src=x onerror="document.title=\'ran\'"><script>document.title="ran"</script></textarea>'
    Article.objects.filter(pk=article.pk).update(**{field: payload})

    for path in ("articles/article/", f"articles/article/{article.pk}/change/"):
        page = open_admin(f"/admin/{path}")
        assert page.title() != "ran"
        expect(page.locator("img[src=x]")).to_have_count(0)


def test_the_documents_of_the_api_run_under_the_policy_and_ask_no_other_host(open_page, live_server):
    page = open_page(f"{live_server.url}/api/docs/try/")

    page.locator(".opblock-summary-path", has_text="/api/v1/articles/").first.wait_for()
    assert is_clean(page, live_server), (page.complaints, page.requests)


def test_the_documents_of_the_api_try_it_out(open_page, live_server, article):
    page = open_page(f"{live_server.url}/api/docs/try/")

    page.locator(".opblock-summary-control").first.click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    page.locator(".live-responses-table").wait_for()

    expect(page.locator(".live-responses-table")).to_contain_text("我的标题")
    assert is_clean(page, live_server), (page.complaints, page.requests)
