"""By what an article is known."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from articles.duplicates import likeness
from articles.identity import canonical_id, has_feed_prefix, identity, own_identity
from sources.parsed import ParsedArticle

NOON = datetime(2022, 2, 25, 12, 0, tzinfo=timezone(timedelta(hours=8)))


def article(**said):
    return ParsedArticle(**({"title": "标题", "source": "泉州晚报", "published_at": NOON} | said))


@pytest.mark.parametrize(
    ("external_id", "canonical"),
    [
        ("NW202202252289085326", "202202252289085326"),
        ("202202252289085326", "202202252289085326"),
        ("nw202202252289085326", "202202252289085326"),
        ("ABCD20220225", "abcd20220225"),
        ("NW1234567", "nw1234567"),
        (" Art-2022_1 ", "art-2022_1"),
    ],
)
def test_letters_of_a_feed_before_a_long_number_do_not_count(external_id, canonical):
    assert canonical_id(external_id) == canonical


def test_a_full_post_is_known_by_the_letters_of_its_feed():
    assert has_feed_prefix("NW202202252289085326")
    assert not has_feed_prefix("202202252289085326")
    assert not has_feed_prefix("")


def test_the_external_id_is_the_identity_where_it_can_stand_alone():
    assert identity(article(external_id="NW202202252289085326"), "文") == "202202252289085326"


@pytest.mark.parametrize("external_id", ["1345", "a/b/c/d/e/f", "编号二〇二二〇二二五", "x" * 100])
def test_an_id_that_is_short_or_unsafe_in_an_address_is_told_by_a_digest(external_id):
    name = identity(article(external_id=external_id, original_url="http://a.example/x"), "文")

    assert len(name) == 20
    assert name == identity(article(external_id=external_id, original_url="https://www.a.example/x/"), "文")
    assert name != identity(article(external_id=external_id, original_url="http://b.example/x"), "文")


def test_the_address_is_the_identity_where_there_is_no_id():
    one = article(original_url="http://a.example/2022/1.html#top")

    assert identity(one, "文") == identity(article(title="别的", original_url="https://a.example/2022/1.html"), "异")
    assert identity(one, "文") != identity(article(original_url="http://a.example/2022/2.html"), "文")


@pytest.mark.parametrize(
    "url", ["http://a.example", "http://a.example/", "https://www.a.example/#news", "javascript:x"]
)
def test_a_home_page_is_no_articles_own_address(url):
    said = article(original_url=url)

    assert identity(said, "文") == own_identity(said, "文")


@pytest.mark.parametrize(
    "other",
    [{"title": "别的"}, {"source": "厦门日报"}, {"published_at": NOON + timedelta(days=1)}, {"published_at": None}],
)
def test_title_publisher_and_date_tell_articles_apart(other):
    assert own_identity(article(), "文") != own_identity(article(**other), "文")


def test_only_the_opening_of_the_text_counts_and_its_white_space_does_not():
    opening = "数字经济" * 50

    assert own_identity(article(), opening + "一") == own_identity(article(), opening.replace("经", "经\n ") + "二")
    assert own_identity(article(), "一") != own_identity(article(), "二")


def test_the_zone_in_which_a_moment_is_told_does_not_count():
    assert own_identity(article(), "文") == own_identity(article(published_at=NOON.astimezone(UTC)), "文")
    assert own_identity(article(published_at=date(2022, 2, 25)), "文") != own_identity(article(), "文")


TEXT = "营商环境建设是一项系统工程，良好的营商环境是一个国家或地区经济软实力和综合竞争力的重要体现。"


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        (TEXT, TEXT, 1, 1),
        (TEXT, TEXT.replace("，", ", \n"), 1, 1),
        (TEXT, TEXT + "另外补充的一段话，说明后续进展情况如何。", 1, 1),
        (TEXT, TEXT.replace("国家", "城市"), 0.6, 0.99),
        (TEXT, "讲的是完全不同的另外一件事情，与前一篇毫无关系。", 0, 0),
        (TEXT, "", 0, 0),
        ("", "", 1, 1),
        ("短", "短", 1, 1),
    ],
)
def test_likeness_is_the_share_of_runs_in_common(one, other, least, most):
    assert least <= likeness(one, other) <= most
    assert likeness(one, other) == likeness(other, one)
