"""The reader's choices: Chinese unless English is asked for, light or dark, without scripts and without a session."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import make_article, make_source
from tests.reading import english_reader, read, seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return Client()


def test_the_interface_is_chinese_whatever_the_browser_prefers(reader):
    response = reader.get("/", headers={"accept-language": "en-GB,en;q=0.9"})

    assert '<html lang="zh-Hans">' in response.text
    assert response.headers["Content-Language"] == "zh-hans"


def test_the_switch_to_english_keeps_the_page_and_the_choice(reader):
    switch = read("/tags/", client=reader).select_one(".switches [lang=en]")

    response = reader.get(switch["href"])

    assert seen(switch) == "English"
    assert response.status_code == 302
    assert response.headers["Location"] == "/tags/"
    assert read("/tags/", client=reader).html["lang"] == "en"
    assert seen(read("/sources/", client=reader).h1) == "Sources"


def test_the_switch_back_to_chinese_is_labelled_in_chinese():
    reader = english_reader()
    switch = read("/", client=reader).select_one(".switches [lang=zh-Hans]")

    reader.get(switch["href"])

    assert seen(switch) == "中文"
    assert read("/", client=reader).html["lang"] == "zh-Hans"


def test_a_switch_keeps_the_filter_and_the_page_of_a_list():
    switch = read("/?source=%E6%B3%89&page=1").select_one(".switches [lang=zh-Hans]")

    assert english_reader().get(switch["href"]).headers["Location"] == "/?source=%E6%B3%89&page=1"


def test_an_article_stays_marked_as_chinese_in_the_english_interface():
    page = read(make_article().get_absolute_url())

    assert page.html["lang"] == "en"
    assert page.h1["lang"] == "zh-Hans"


def test_a_language_cookie_that_names_none_of_ours_is_ignored(reader):
    reader.cookies["django_language"] = "tlh"

    assert read("/", client=reader).html["lang"] == "zh-Hans"


def test_the_theme_is_the_systems_until_one_is_chosen(reader):
    assert not read("/", client=reader).html.has_attr("data-theme")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_is_on_every_page_an_error_too(reader, theme):
    reader.get(read("/", client=reader).select_one(f".to-{theme} a")["href"])

    assert read("/", client=reader).html["data-theme"] == theme
    assert read("/nowhere/", 404, client=reader).html["data-theme"] == theme


def test_a_chosen_theme_can_be_given_up_for_the_systems(reader):
    reader.get("/theme/dark/")
    reader.get(read("/", client=reader).select_one("a[href*='/theme/auto/']")["href"])

    assert not read("/", client=reader).html.has_attr("data-theme")


@pytest.mark.parametrize("name", ["theme", "mode", "script"])
def test_a_forged_choice_does_not_reach_the_page(reader, name):
    reader.cookies[name] = 'dark" onload="alert(1)'

    assert "onload" not in str(read("/", client=reader))


def test_large_print_is_on_every_page_an_error_too_until_it_is_given_up(reader):
    switch = read("/", client=reader).select_one(".to-mode a")
    reader.get(switch["href"])

    assert seen(switch) == "长辈模式"
    assert read("/", client=reader).html["data-mode"] == "elder"
    assert read("/nowhere/", 404, client=reader).html["data-mode"] == "elder"

    back = reader.get(read("/tags/", client=reader).select_one(".to-mode a")["href"])

    assert back.headers["Location"] == "/tags/"
    assert not read("/", client=reader).html.has_attr("data-mode")


def test_pages_in_large_print_have_less_on_them(reader):
    make_article(
        "数字经济", slug="a", source="泉州晚报", kicker="引题", tags=["营商环境"], credits=[("王沙", "author")]
    )
    for number in range(20):
        make_article(f"第{number}篇", source="厦门日报")
    reader.cookies["mode"] = "elder"

    home, found = read("/", client=reader), read("/search/?q=数字", client=reader)

    assert not home.select(".filter, .kicker, .excerpt, .tags")
    assert not found.select(".facets, .orders, .tags")
    assert seen(found.select_one(".entry .facts")) == "泉州晚报 2022年2月25日 12:00"
    assert [seen(part) for part in home.select(".pagination li")] == ["第 1 页，共 2 页", "下一页"]


def test_a_filter_that_is_on_stays_within_reach_in_large_print(reader):
    make_article(source=make_source("泉州晚报", slug="s"))
    reader.cookies["mode"] = "elder"

    assert seen(read("/?source=s", client=reader).select_one(".narrowed a")).startswith("泉州晚报")


@pytest.mark.parametrize(
    "address", ["/language/tlh/", "/theme/purple/", "/mode/tiny/", "/script/runes/", "/language/zh-hans%00/"]
)
def test_a_choice_that_does_not_exist_is_a_404(address):
    read(address, 404)


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "https://testserver@evil.example/",
        "\x00//evil.example",
        "",
    ],
)
@pytest.mark.parametrize(
    "switch", ["/language/en/", "/theme/dark/", "/mode/elder/", "/mode/standard/", "/script/hant/"]
)
def test_a_switch_leads_nowhere_but_back(reader, switch, target):
    assert reader.get(switch, {"next": target}).headers["Location"] == "/"


def test_the_cookies_of_a_choice_are_out_of_reach_for_scripts_and_other_sites(reader, settings):
    settings.SESSION_COOKIE_SECURE = True

    named = {
        "/language/en/": "django_language",
        "/theme/dark/": "theme",
        "/mode/elder/": "mode",
        "/script/hant/": "script",
    }
    for switch, name in named.items():
        cookie = reader.get(switch).cookies[name]
        assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")
        assert cookie["max-age"] == 365 * 24 * 60 * 60


def test_a_switch_is_never_cached(reader):
    assert "no-store" in reader.get("/theme/dark/").headers["Cache-Control"]


def test_a_form_cannot_be_posted_to_a_switch(reader):
    assert reader.post("/theme/dark/").status_code == 405


@pytest.mark.parametrize("address", ["/", "/sources/", "/tags/", "/archive/", "/articles/a/", "/nowhere/"])
def test_an_anonymous_page_sets_no_cookie_that_tells_who_reads_and_does_not_vary_by_any(reader, address):
    make_article(slug="a", source="泉州晚报", tags=["营商环境"])

    response = reader.get(address)

    # The first page alone keeps when it was seen, to tell what is new at the next visit.
    assert set(response.cookies) == ({"seen"} if address == "/" else set())
    assert "Cookie" not in response.headers.get("Vary", "")
