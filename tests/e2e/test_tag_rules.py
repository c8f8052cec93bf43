"""A tag rule, written, tried and applied in a real browser, under the content security policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from articles import autotagging
from articles.models import Article, TagRule
from tests.factories import make_article, make_rule, make_tag

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def articles() -> list[Article]:
    make_tag("营商环境")
    texts = ("持续优化营商环境，打造一流营商环境。", "营商环境只提一次。", "别的。")
    return [make_article(f"第{number}篇", body=f"<p>{text}</p>") for number, text in enumerate(texts, 1)]


def choose_tag(page, name: str) -> None:
    page.locator(".field-tag .select2-selection").click()
    page.keyboard.type(name)
    page.locator(".select2-results__option", has_text=name).click()


def test_a_rule_is_written_tried_mended_and_applied(open_admin, articles):
    page = open_admin("/admin/articles/tagrule/add/")
    choose_tag(page, "营商环境")
    page.locator("#id_any_of").fill("营商环境\n营商办")

    page.get_by_role("button", name="Try it on the archive").click()
    page.locator(".trial .found").wait_for()
    expect(page.locator("#trial")).to_contain_text("2 of 3 articles match.")
    assert page.locator("#trial mark").all_inner_texts() == ["营商环境"] * 3
    expect(page.locator("#id_any_of")).to_have_value("营商环境\n营商办")
    # What came of it stands where a page opens.
    assert page.locator("#trial-title").bounding_box()["y"] < 400
    assert TagRule.objects.count() == 0

    page.locator("#id_at_least").fill("2")
    page.get_by_role("button", name="Try it on the archive").click()
    page.get_by_text("1 of 3 articles matches.").wait_for()

    page.get_by_role("button", name="Save and apply to the whole archive").click()
    page.wait_for_url("**/admin/articles/tagrule/")
    expect(page.locator(".messagelist")).to_contain_text("tags given 1 times")
    assert [list(article.tags.values_list("name", flat=True)) for article in articles] == [["营商环境"], [], []]
    assert page.complaints == []


def test_an_automatic_tag_is_explained_and_taken_off_for_good(open_admin, articles):
    make_rule("营商环境")
    autotagging.apply_all()
    page = open_admin(f"/admin/articles/article/{articles[0].pk}/change/")
    assert page.locator(".automatic-tags mark").all_inner_texts() == ["营商环境", "营商环境"]

    page.locator(".field-tags .select2-selection__choice__remove").click()
    page.keyboard.press("Escape")  # the list of other tags, which holds the page in its place
    page.locator("[name=_save]").first.click()
    page.wait_for_url("**/admin/articles/article/")
    autotagging.apply_all()

    assert articles[0].tags.count() == 0
    page = open_admin(f"/admin/articles/article/{articles[0].pk}/change/")
    expect(page.locator(".automatic-tags")).to_contain_text("An editor took these off")
    assert page.complaints == []


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_its_window(open_admin, articles, width):
    rule = make_rule("营商环境", "营商环境", *(f"很长的词语{number}" for number in range(30)))
    autotagging.apply_all()
    for path in ("tagrule/", f"tagrule/{rule.pk}/change/", f"article/{articles[0].pk}/change/"):
        page = open_admin(f"/admin/articles/{path}", width=width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_enter_in_a_field_tries_the_rule_and_saves_nothing(open_admin, articles):
    rule = make_rule("营商环境")
    page = open_admin(f"/admin/articles/tagrule/{rule.pk}/change/")
    page.locator("#id_at_least").fill("2")
    page.keyboard.press("Enter")
    page.locator(".trial .found").wait_for()

    rule.refresh_from_db()
    assert rule.at_least == 1
