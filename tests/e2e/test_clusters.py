"""Repost clusters in a real browser: what an editor does with them, and what a reader sees of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from articles.models import Cluster
from tests.articles.copies import OTHER, clusters, printing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def three():
    """One text, printed by three."""
    return [printing(name, days) for days, name in enumerate(("泉州晚报", "东方财富", "招商网"))]


def test_an_editor_confirms_a_cluster_that_waits_on_the_first_page(open_admin, three):
    page = open_admin("/admin/")
    page.get_by_role("link", name="1 suspected repost to confirm").click()
    page.locator("#result_list tbody th a").click()
    page.get_by_role("button", name="Confirm: all are one text").click()

    expect(page.locator(".messagelist")).to_have_text("Confirmed: all 3 articles are one text.")
    expect(page.get_by_text("Confirmed by an editor.")).to_be_visible()
    assert Cluster.objects.get().is_confirmed
    assert page.complaints == []


def test_an_editor_splits_one_off_and_takes_it_back(open_admin, live_server, open_page, three):
    first, second, third = three
    page = open_admin(f"/admin/articles/cluster/{Cluster.objects.get().pk}/change/")
    page.locator(f"input[name=member][value='{third.pk}']").check()
    page.get_by_role("button", name="Split off the ticked").click()

    expect(page.locator(".messagelist")).to_contain_text("1 article was split off")
    expect(page.locator("table.members tbody tr")).to_have_count(2)
    assert clusters() == [[first.pk, second.pk]]
    reader = open_page(live_server.url, cookies={"django_language": "en"})
    expect(reader.locator(".entry")).to_have_count(2)

    page.get_by_role("button", name="Take back").first.click()
    page.get_by_role("button", name="Take back").first.click()

    expect(page.locator("table.members tbody tr")).to_have_count(3)
    reader.reload()
    expect(reader.locator(".entry")).to_have_count(1)
    expect(reader.locator(".entry .facts")).to_contain_text("泉州晚报 and others, 3 in all")


def test_an_editor_joins_an_article_that_the_machine_did_not_find(open_admin, three):
    other = printing("厦门日报", 5, text=OTHER, title="另一家的改写")
    page = open_admin(f"/admin/articles/cluster/{Cluster.objects.get().pk}/change/")

    page.locator(".joining .select2-selection").click()
    page.keyboard.type("另一家")
    page.get_by_text("另一家的改写 · 厦门日报").click()
    page.get_by_role("button", name="Join", exact=True).click()

    expect(page.locator("table.members tbody tr")).to_have_count(4)
    assert clusters()[0][-1] == other.pk
    assert page.complaints == []


def test_an_editor_chooses_who_leads(open_admin, three):
    page = open_admin(f"/admin/articles/cluster/{Cluster.objects.get().pk}/change/")

    page.locator("table.members tbody tr").nth(2).get_by_role("button").click()

    expect(page.locator("table.members tbody tr").first).to_contain_text("招商网")
    assert clusters()[0][0] == three[2].pk


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_of_a_cluster_runs_out_of_the_page(open_admin, live_server, open_page, three, width):
    page = open_admin(f"/admin/articles/cluster/{Cluster.objects.get().pk}/change/", width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    page = open_page(f"{live_server.url}/articles/{three[0].slug}/", width=width)
    page.locator(".provenance summary").click()
    expect(page.locator(".chain")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
