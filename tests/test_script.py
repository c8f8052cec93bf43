"""Traditional characters for readers who ask for them: what is converted, and what never changes."""

from __future__ import annotations

import re
import time

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from config.script import in_traditional
from tests.factories import make_article, make_editor, make_source
from tests.reading import read, seen

HAN = re.compile("[\u3400-\u9fff]")


@pytest.fixture
def reader():
    client = Client()
    client.cookies["script"] = "hant"
    return client


# What is converted


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("<p>数字经济与营商环境</p>", "<p>數字經濟與營商環境</p>"),
        # By the phrase, not by the character; and the words stay those that were written.
        ("<p>头发发展，皇后以后，软件</p>", "<p>頭髮發展，皇后以後，軟件</p>"),
        ("<title>来源</title>", "<title>來源</title>"),
        ('<img alt="港口码头" src="/图">', '<img alt="港口碼頭" src="/图">'),
        ("<button aria-label='关闭' title='关闭'>关</button>", "<button aria-label='關閉' title='關閉'>關</button>"),
        ('<input placeholder="搜索来源" value="来源">', '<input placeholder="搜索來源" value="来源">'),
        ('<option value="来源">来源</option>', '<option value="来源">來源</option>'),
        (
            '<b data-copied="已复制" data-say-paused="已暂停"></b>',
            '<b data-copied="已複製" data-say-paused="已暫停"></b>',
        ),
        ('<p lang="zh-Hans">来源</p>', '<p lang="zh-Hant">來源</p>'),
        ("<svg><title>来源</title><text>标签</text></svg>", "<svg><title>來源</title><text>標籤</text></svg>"),
        ("<p>1 &lt; 2 &amp; 来源&nbsp;&#x6765;</p>", "<p>1 &lt; 2 &amp; 來源&nbsp;&#x6765;</p>"),
    ],
)
def test_what_people_read_is_converted(printed, shown):
    assert in_traditional(printed) == shown


@pytest.mark.parametrize(
    "page",
    [
        '<a href="/tags/数字经济/" hreflang="zh-Hans" data-address="/标签/" id="标签" class="来源"></a>',
        "<script>let a = '来源 <p>来源</p>'</script>",
        '<script type="application/ld+json">{"headline": "来源"}</script>',
        "<style>a::after { content: '来源' }</style>",
        "<!-- 来源 <p>来源</p> -->",
        "<!doctype 来源>",
        '<meta name="description" content="来源">',
        "<pre>王沙. 来源[N]. <b>来源</b></pre>",
        "<textarea>来源</textarea>",
        "<code>来源</code>",
        # Without a value of its own, an option sends what it says.
        "<option>来源</option>",
        '<dd translate="no"><b title="来源">来源</b></dd>',
        '<p lang="ja">来学期の学会</p>',
        '<p lang="zh-Hant">后来</p>',
        "<p translate=no>来源</p>",
    ],
)
def test_what_machines_read_and_what_must_stay_as_printed_is_not(page):
    assert in_traditional(page) == page


def test_behind_what_stays_conversion_goes_on():
    page = '<div translate="no">来源<br><p>来源<img></div>来源<pre>来源</pre></b>来源'

    assert in_traditional(page) == '<div translate="no">来源<br><p>来源<img></div>來源<pre>来源</pre></b>來源'


def test_a_language_inside_of_what_stays_keeps_its_name():
    assert in_traditional('<pre lang="zh-Hans">来源</pre>') == '<pre lang="zh-Hans">来源</pre>'


# That no markup changes

HOSTILE = [
    '<p title="a > 来源" alt=\'"来源\'>来源</p>',
    '<a href=\'" title="来源\' title="来源">来源</a>',
    "<a href=\"/?q=来源 title='来源'\">来源</a>",
    "来源 < 来源 > & &amp;lt;script&amp;gt;来源",
    "&lt;script&gt;来源&lt;/script&gt;",
    "<p onclick=\"a('来源')\">来源",
    "<来源>来源</来源>",
    "<p <b>来源</b>",
    "<script>来源",
    "<!-- 来源",
    '<p title="来源',
    "<p title=来源>",
    "</p></p></p>来源",
    "<p/>来源<br/>来源",
]


@pytest.mark.parametrize("page", HOSTILE)
def test_hostile_text_comes_out_as_it_went_in_but_for_its_han(page):
    assert HAN.sub("", in_traditional(page)) == HAN.sub("", page)
    assert len(in_traditional(page)) == len(page)


@pytest.mark.parametrize("page", HOSTILE[:6])
def test_what_a_parser_makes_of_hostile_text_differs_in_its_text_alone(page):
    before, after = (BeautifulSoup(source, "lxml") for source in (page, in_traditional(page)))

    def outline(soup):
        return [
            (tag.name, {name: tag[name] for name in tag.attrs if name not in ("title", "alt")}) for tag in soup(True)
        ]

    assert outline(after) == outline(before)


PIECES = st.sampled_from(
    ["来源", "头发", "<", ">", '"', "'", "&lt;", "=", " title=", "<p ", "</p>", "<pre>", "<!--", "-->"]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=30).map("".join))
def test_whatever_a_page_holds_only_han_characters_change(page):
    converted = in_traditional(page)

    assert len(converted) == len(page)
    assert all(HAN.match(old) for old, new in zip(page, converted, strict=True) if old != new)


@pytest.mark.parametrize(
    "piece", ["<p title='来", '<p title="来', "<p 来", "<!--来", "<script>来", "<p>来", "</p title='"]
)
def test_a_page_that_never_closes_what_it_opens_takes_a_time_that_grows_with_its_length(piece):
    # Where every place were looked at again from the one before, this would take minutes.
    started = time.process_time()
    in_traditional(piece * 50_000)
    assert time.process_time() - started < 5


# On the site


@pytest.mark.django_db
def test_a_page_is_in_traditional_characters_and_says_so(reader):
    make_article("数字经济", slug="a", source=make_source("厦门日报"), body="<p>营商环境</p>")

    response = reader.get("/articles/a/")
    page = read("/articles/a/", client=reader)

    assert page.html["lang"] == page.h1["lang"] == "zh-Hant"
    assert seen(page.h1) == "數字經濟"
    assert seen(page.select_one(".body")) == "營商環境"
    assert response.headers["Content-Language"] == "zh-Hant"
    assert "Content-Length" not in response.headers or int(response.headers["Content-Length"]) == len(response.content)


@pytest.mark.django_db
def test_citations_data_and_addresses_stay_as_they_were_printed(reader):
    make_article("数字经济", slug="a", source=make_source("厦门日报"), tags=["营商环境"])

    page = read("/articles/a/", client=reader)

    assert all("数字经济" in pre.get_text() for pre in page.select(".citation pre"))
    assert "数字经济" in page.select_one("script[type='application/ld+json']").string
    assert page.select_one(".tags a")["href"] == read("/articles/a/").select_one(".tags a")["href"]


@pytest.mark.django_db
def test_the_english_interface_stays_english_around_traditional_articles(reader):
    make_article("数字经济", slug="a")
    reader.cookies["django_language"] = "en"

    page = read("/articles/a/", client=reader)

    assert (page.html["lang"], page.h1["lang"]) == ("en", "zh-Hant")
    assert seen(page.h1) == "數字經濟"
    assert reader.get("/articles/a/").headers["Content-Language"] == "en"


@pytest.mark.django_db
def test_the_switch_leads_there_and_back_and_each_way_is_named_in_its_own_characters():
    client = Client()
    there = read("/tags/", client=client).select_one(".switches [lang=zh-Hant]")
    client.get(there["href"])
    back = read("/tags/", client=client).select_one(".switches [lang=zh-Hans]")
    response = client.get(back["href"])

    assert (seen(there), seen(back)) == ("繁體", "简体")
    assert response.headers["Location"] == "/tags/"
    assert read("/tags/", client=client).html["lang"] == "zh-Hans"


@pytest.mark.django_db
def test_a_search_asks_for_both_scripts_by_itself(reader):
    make_article("数字经济", slug="a")
    field = read("/", client=reader).select_one(".find [name=both]")
    found = read("/search/?q=數字經濟&both=1", client=reader)

    assert field["value"] == "1"
    assert read("/search/", client=reader).select_one("[name=both]").has_attr("checked")
    assert not read("/").select_one(".find [name=both]")
    assert [seen(title) for title in found.select(".entry h2")] == ["數字經濟"]
    # What was typed stays as it was typed.
    assert found.select_one("#query")["value"] == "數字經濟"


@pytest.mark.django_db
def test_suggestions_come_in_the_characters_that_one_types(reader):
    make_article("数字经济", slug="a", source=make_source("数字日报"), tags=["数字政府"])
    address = read("/", client=reader).select_one(".find [data-suggest]")["data-suggest"]

    told = reader.get(f"{address}&q=數字").json()["suggestions"]

    assert [(one["kind"], one["label"]) for one in told] == [
        ("標題", "數字經濟"),
        ("來源", "數字日報"),
        ("標籤", "數字政府"),
    ]
    assert told[0]["url"] == "/articles/a/"
    assert "script" not in read("/").select_one(".find [data-suggest]")["data-suggest"]


@pytest.mark.django_db
def test_error_pages_are_converted_and_the_address_on_them_is_not(reader):
    page = read("/来源/", 404, client=reader)

    assert seen(page.h1) == "這個地址沒有頁面"
    assert seen(page.select_one(".address")) == "/来源/"


@pytest.mark.django_db
def test_feeds_the_api_and_the_admin_are_never_converted(reader):
    article = make_article("数字经济", slug="a")
    reader.force_login(make_editor())

    for address in ("/feed.atom", "/api/v1/articles/a/", f"/admin/articles/article/{article.pk}/change/"):
        assert "数字经济" in reader.get(address).text


@pytest.mark.django_db
def test_a_forged_cookie_changes_nothing():
    client = Client()
    client.cookies["script"] = "hant; x"

    assert read("/", client=client).html["lang"] == "zh-Hans"
