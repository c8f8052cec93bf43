"""The picture that a link to a page is shown with: what stands on it, and where there is none."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from articles import cards
from articles.cards import HEIGHT, MARGIN, RULE_AT, SIZE, TITLE_TOP, WIDTH, Card
from articles.contributors import Contributor
from articles.describing import card_of
from articles.models import Article, Column
from tests.e2e.page_types import PAGE_TYPES, fill
from tests.factories import make_article, make_source, make_tag
from tests.reading import english_reader, read

pytestmark = pytest.mark.django_db
LISTS = [
    *("/sources/", "/tags/", "/regions/", "/columns/", "/series/", "/people/", "/archive/", "/archive/2022/"),
    *("/archive/2022/02/", "/archive/2022/02/25/", "/trends/", "/about/", "/accessibility/", "/api/docs/"),
]
TITLES = {
    "short": "数字技术应用 赋能营商环境",
    "of 60": "关于进一步深化“放管服”改革、全面推进数字政府建设，持续优化营商环境、培育和激发市场主体活力的意见"
    + "及其任务分工",
    "of 200": "关于进一步深化放管服改革，全面推进数字政府建设。" * 9,
    "Latin": "The quick brown fox jumps over the lazy dog, " * 4,
    "one word": "x" * 300,
    "emoji": "营商👨‍👩‍👧环境🎉大数据",
    "nothing that can be set": "🎉",
}


def pixels(png: bytes) -> Image.Image:
    picture = Image.open(BytesIO(png))
    assert (picture.format, picture.size) == ("PNG", SIZE)
    return picture.convert("RGB")


def ink(picture: Image.Image, box=(0, 0, WIDTH, HEIGHT)) -> tuple[int, int, int, int] | None:
    """Where something is drawn in a part of the picture: left, top, right, bottom, in that part; None for nothing."""
    return picture.crop(box).convert("L").point(lambda value: 255 * (value < 128)).getbbox()


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_a_card_keeps_its_margins_and_its_title_clear_of_the_line_below(face, title):
    picture = pixels(cards.png(Card(title, "泉州晚报 · 2022年2月25日"), face))

    left, top, right, bottom = ink(picture)
    assert left >= MARGIN and top >= MARGIN and right <= WIDTH - MARGIN and bottom <= HEIGHT - MARGIN
    # Between the title and the rule above the line lies paper.
    assert ink(picture, (0, RULE_AT - 14, WIDTH, RULE_AT)) is None
    assert (ink(picture, (0, TITLE_TOP, WIDTH, RULE_AT)) is None) == (title == "🎉")
    assert ink(picture, (0, RULE_AT + 3, WIDTH, HEIGHT)) is not None


def test_other_words_make_another_picture_and_the_same_words_the_same(face):
    def drawn(title="甲", line="泉州晚报"):
        return cards.png.__wrapped__(Card(title, line), face)

    assert drawn() == drawn()
    assert len({drawn(), drawn("乙"), drawn(line="厦门日报")}) == 3
    assert len({Card("甲", "乙").digest, Card("乙", "甲").digest, Card("甲乙", "").digest}) == 3


def test_what_the_font_cannot_set_is_no_empty_box(face):
    assert not face.has("🎉") and face.has("报") and face.has("A")
    # Emoji are left out with all that joins them; a letter leaves the mark that printers put for it.
    assert face.settable("营商👨‍👩‍👧🏽环境\u200b🎉 ✅大\u202e数据\x00") == "营商环境 大数据"
    assert face.settable("ᚠ字") == "〓字"


def test_no_more_cards_are_kept_than_a_few(face):
    for number in range(cards.KEPT + 2):
        cards.png(Card(str(number), ""), face)
    assert cards.png.cache_info().currsize == cards.KEPT


def test_a_card_says_title_source_and_date_in_chinese_whatever_the_reader_s_language(english):
    article = make_article("数字赋能", source="泉州晚报")
    assert card_of(article) == Card("数字赋能", "泉州晚报 · 2022年2月25日")
    assert card_of(make_article("无源", published_at=None)) == Card("无源", "日期不详")
    assert card_of(make_source("厦门日报")) == Card("厦门日报", "报纸")
    assert card_of(make_tag("港口", description="港口\n与航运。")) == Card("#港口", "港口 与航运。")
    assert card_of(make_tag("航运")) == Card("#航运", "标签")
    assert card_of(None) == Card("剪报", "中文新闻剪报档案。")


def test_a_card_says_what_its_list_is_a_list_of(english):
    province = make_tag("福建", kind="region")
    assert card_of(province, "region") == Card("福建", "地区")
    assert card_of(make_tag("泉州", kind="region", within=province), "region") == Card("泉州", "地区 · 福建")
    assert card_of(Column(labels=["要闻"])) == Card("要闻", "栏目")
    assert card_of(Column(labels=["要闻", "本市", "时评"])) == Card("时评", "栏目 · 要闻 › 本市")
    assert card_of(Contributor("郭荣鑫")) == Card("郭荣鑫", "署名")
    part = make_article("改革见闻（上）", source="泉州晚报")
    assert card_of(part, "series") == Card("改革见闻", "系列 · 泉州晚报")


@pytest.fixture
def pages():
    source = make_source("泉州晚报", slug="quanzhou")
    make_article(
        "改革见闻（上）",
        source=source,
        tags=["数字经济", make_tag("福建", kind="region")],
        column=["要闻", "A/B"],
        credits=[("郭荣鑫", "reporter")],
        slug="nw1",
    )
    make_article("改革见闻（下）", source=source, slug="nw2")
    own = ["/articles/nw1/", "/sources/quanzhou/", "/tags/数字经济/", "/regions/福建/", "/columns/要闻/A~2f.B/"]
    return ["/", *own, "/series/nw1/", "/people/郭荣鑫/"]


def open_graph(page) -> dict[str, str]:
    return {node["property"]: node["content"] for node in page.select('meta[property^="og:"]')}


def test_pages_name_their_cards_with_their_measures(client, face, pages):
    for address in pages:
        page = read(address)
        told = open_graph(page)

        assert told["og:image"].startswith(f"http://testserver{read_path(address)}card.png?v=")
        assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
        assert told["og:image:alt"] and told["og:title"] and told["og:description"]
        assert page.select_one('meta[name="twitter:card"]')["content"] == "summary_large_image"
        response = client.get(told["og:image"])
        assert response["Content-Type"] == "image/png" and pixels(response.content)


@pytest.mark.parametrize("address", LISTS)
def test_a_page_that_is_about_nothing_of_its_own_is_shown_with_the_card_of_the_site(client, face, pages, address):
    page = read(address)
    told = open_graph(page)

    assert told["og:image"].startswith("http://testserver/card.png?v=")
    assert client.get(told["og:image"]).status_code == 200
    assert told["og:url"] == f"http://testserver{read_path(address)}"
    assert told["og:title"] == page.title.text.split(" · ")[0]
    assert told["og:description"] == page.select_one('meta[name="description"]')["content"]


def test_every_kind_of_page_that_is_to_be_found_has_a_picture(client, face, db):
    fill()
    without = [
        name
        for name, (address, status) in PAGE_TYPES.items()
        if status == 200
        and not (page := read(address)).select('meta[name="robots"][content^="noindex"]')
        and len(page.select('meta[property="og:image"]')) != 1
    ]

    assert without == []


def read_path(address: str) -> str:
    return english_reader().get(address).wsgi_request.get_full_path()


def test_another_title_is_another_picture_at_another_address(client, face, pages):
    before = open_graph(read("/articles/nw1/"))["og:image"]
    drawn = client.get(before).content
    article = Article.objects.get(slug="nw1")
    article.title = "另一个标题"
    article.save()

    after = open_graph(read("/articles/nw1/"))["og:image"]

    assert after != before
    # The old address has the new picture too: what an editor took back is seen nowhere.
    assert client.get(before).content == client.get(after).content != drawn


def test_without_a_chinese_font_there_is_no_card_and_no_page_names_one(client, settings, pages):
    settings.CARD_FONT = "/etc/hostname"
    for address in pages:
        page = read(address)
        assert "og:image" not in open_graph(page)
        assert page.select_one('meta[name="twitter:card"]')["content"] == "summary"
        assert client.get(f"{address}card.png").status_code == 404


def test_a_card_is_sent_again_only_when_it_changed_and_not_drawn_for_who_has_it(client, face, pages, monkeypatch):
    first = client.get("/articles/nw1/card.png")
    assert first["Cache-Control"] == "no-cache"
    monkeypatch.setattr("articles.card_views.png", None)

    assert client.get("/articles/nw1/card.png", headers={"If-None-Match": first["ETag"]}).status_code == 304

    monkeypatch.undo()
    Article.objects.update(title="另一个标题")
    assert client.get("/articles/nw1/card.png", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_nothing_unpublished_has_a_card(client, face, pages):
    assert [client.get(f"{address}card.png").status_code for address in pages] == [200] * len(pages)  # The control.

    Article.objects.update(status="archived")

    assert [client.get(f"{address}card.png").status_code for address in pages] == [200, *[404] * (len(pages) - 1)]


def test_a_later_part_and_a_part_alone_have_no_card_of_a_series(client, face, pages):
    make_article("老城见闻录（上）", source="泉州晚报", slug="alone")
    for slug in ("nw2", "alone", "nobody"):
        assert client.get(f"/series/{slug}/card.png").status_code == 404


def test_a_card_takes_one_query_without_the_body(client, face, pages, django_assert_num_queries):
    with django_assert_num_queries(1) as asked:  # the article with its source
        client.get("/articles/nw1/card.png")
    assert '"body"' not in asked[0]["sql"]
