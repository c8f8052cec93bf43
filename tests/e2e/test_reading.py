"""What helps a reader along, in a browser: the list of contents, narrowing, and what is new."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.visits import SEEN, write_moment
from tests.factories import make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BODY = "".join(
    f"<h2>{title}</h2>{'<p>营商环境建设是一项系统工程。</p>' * 30}" for title in ("一、数字", "二、政府", "三、服务")
)


def test_the_contents_lead_to_a_heading_without_a_script(open_page, live_server):
    article = make_article(body=BODY)
    page = open_page(live_server.url + article.get_absolute_url(), width=390, java_script_enabled=False)

    heading = page.locator("h2", has_text="三、服务")
    expect(heading).not_to_be_in_viewport()
    page.locator(".contents a", has_text="三、服务").click()

    expect(heading).to_be_in_viewport()


def test_the_list_is_narrowed_and_widened_without_a_script(open_page, live_server):
    make_article("有标签", source="泉州晚报", tags=["营商环境"])
    make_article("无标签", source="泉州晚报")
    page = open_page(live_server.url, width=390, java_script_enabled=False)

    page.locator(".narrow summary").click()
    page.locator(".narrow a", has_text="营商环境").click()
    expect(page.locator(".entry")).to_have_count(1)
    page.locator(".narrowed a").click()

    expect(page.locator(".entry")).to_have_count(2)


@pytest.mark.parametrize("width", [390, 1280])
def test_what_is_new_is_said_and_nothing_is_wider_than_the_page(open_page, live_server, width):
    make_article("新来的", source="泉州晚报", tags=[f"一个长长的自动标签{number}" for number in range(20)], body=BODY)
    yesterday = write_moment(timezone.now() - timedelta(days=1))
    page = open_page(live_server.url, width=width, cookies={SEEN: yesterday})

    expect(page.locator(".news")).to_have_text("自上次来访以来新收 1 篇")
    expect(page.locator(".lead .fresh")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.complaints == []
