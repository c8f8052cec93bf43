"""The home page's lead, and what is new since the last visit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from articles.roles import CHIEF_EDITOR
from articles.transitions import take_one
from articles.visits import SEEN, VISITED, read_moment, write_moment
from articles.workflow import TRANSITIONS
from tests.factories import NOON, make_article, make_member
from tests.reading import all_seen, english_reader, read, seen, titles

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def long(number: int) -> str:
    """A text that is long enough to lead, and is no printing of another."""
    return f"<p>{''.join(f'{(number + 7) * each}号窗口今天办了{number * 31 + each}件。' for each in range(20))}</p>"


# The lead


def test_of_the_newest_day_the_first_with_a_source_and_enough_text_leads():
    make_article("昨天的长文", source="泉州晚报", body=long(0), published_at=NOON - DAY)
    make_article("今天的长文", source="泉州晚报", body=long(1), published_at=NOON)
    make_article("今天的无来源长文", body=long(2), published_at=NOON + 2 * HOUR)
    make_article("今天的短讯", source="泉州晚报", published_at=NOON + 3 * HOUR)

    page = read("/")

    assert all_seen(page, ".lead h2") == ["今天的长文"]
    assert len(seen(page.select_one(".lead .excerpt"))) > 150
    assert titles(page) == ["今天的长文", "今天的短讯", "今天的无来源长文", "昨天的长文"]


@pytest.mark.parametrize("fields", [{"source": None}, {"body": "<p>短。</p>"}, {"published_at": None}])
def test_without_a_date_a_source_or_enough_text_nothing_leads(fields):
    make_article(**{"source": "泉州晚报", "body": long(3)} | fields)

    assert read("/").select(".lead") == []
    assert len(titles(read("/"))) == 1


def test_only_the_first_page_of_the_whole_list_has_a_lead():
    for number in range(21):
        make_article(f"{number}", source="泉州晚报", body=long(number))

    assert len(read("/").select(".lead")) == 1
    for address in ("/?page=2", "/?source=泉州晚报"):
        assert read(address).select(".lead") == []


# What is new


def visited(moment: datetime):
    """A reader whose last visit ended then."""
    reader = english_reader()
    reader.cookies[SEEN] = write_moment(moment)
    return reader


def old(article: Article, at: datetime) -> Article:
    Article.objects.filter(pk=article.pk).update(created_at=at)
    return article


def test_on_the_first_visit_nothing_is_called_new():
    make_article()

    assert read("/").select(".news, .fresh") == []


def test_what_came_since_the_last_visit_is_counted_marked_and_listed():
    now = timezone.now()
    old(make_article("见过的"), now - 2 * DAY)
    old(make_article("新的旧闻", published_at=NOON - DAY), now - HOUR)
    make_article("新的草稿", status="draft")

    page = read("/", client=visited(now - DAY))

    assert seen(page.select_one(".news")) == "1 article is new since your last visit."
    assert [seen(entry.h2) for entry in page.select(".entry") if entry.select(".fresh")] == ["新的旧闻"]
    assert titles(read(page.select_one(".news a")["href"])) == ["新的旧闻"]


def test_a_draft_that_was_published_and_one_whose_time_has_come_are_new():
    now = timezone.now()
    draft = old(make_article("旧稿", status="draft"), now - 9 * DAY)
    old(make_article("到点的", publish_at=now - HOUR), now - 9 * DAY)
    old(make_article("没到点的", publish_at=now + HOUR), now - 9 * DAY)
    take_one(draft, TRANSITIONS["publish"], make_member(CHIEF_EDITOR))

    page = read("/", client=visited(now - DAY))

    assert seen(page.select_one(".news")) == "2 articles are new since your last visit."
    assert sorted(titles(read(page.select_one(".news a")["href"]))) == ["到点的", "旧稿"]


def test_where_nothing_came_it_says_so():
    now = timezone.now()
    old(make_article(), now - 2 * DAY)

    assert seen(read("/", client=visited(now - DAY)).select_one(".news")) == "Nothing new since your last visit."


def test_a_visit_goes_on_until_half_an_hour_has_passed():
    now = timezone.now()
    reader = visited(now - DAY)
    reader.get("/")
    first = reader.cookies[VISITED].value
    assert first == write_moment(now - DAY)

    reader.cookies[SEEN] = write_moment(now - timedelta(minutes=29))
    reader.get("/")
    assert reader.cookies[VISITED].value == first

    reader.cookies[SEEN] = write_moment(now - timedelta(minutes=32))
    reader.get("/")
    assert reader.cookies[VISITED].value == write_moment(now - timedelta(minutes=32))


def test_the_same_cookies_give_the_same_page():
    make_article()
    cookies = {VISITED: write_moment(timezone.now() - DAY)}

    def answer() -> bytes:
        reader = english_reader()
        reader.cookies.load(cookies)
        return reader.get("/").content

    assert answer() == answer()


def test_only_the_first_page_sets_cookies_and_scripts_cannot_read_them():
    make_article(slug="a")
    reader = english_reader()

    assert reader.get("/articles/a/").cookies == {}
    assert reader.get("/sources/").cookies == {}
    cookie = reader.get("/").cookies[SEEN]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@pytest.mark.parametrize("told", ["", "x", "-1", "²", "9" * 9, "9" * 5000, "1.5"])
def test_a_cookie_that_is_no_time_is_passed_over(told):
    make_article()
    reader = english_reader()
    reader.cookies[SEEN] = reader.cookies[VISITED] = told

    assert read_moment(told) is None
    assert read("/", client=reader).select(".news") == []


def test_an_address_that_names_no_time_says_so():
    make_article()

    assert "“x” is not a time of a visit." in seen(read("/?since=x").select_one(".empty"))


def test_a_time_is_kept_in_whole_minutes():
    moment = datetime(2022, 2, 25, 4, 0, 59, tzinfo=UTC)

    assert read_moment(write_moment(moment)) == moment.replace(second=0)


@pytest.mark.parametrize("rows", [20, 100])
def test_what_is_new_takes_one_query_more(django_assert_num_queries, rows):
    for number in range(rows):
        make_article(f"{number}", source="泉州晚报", tags=["共有"])
    reader = visited(timezone.now() - DAY)
    reader.get("/")

    # How many articles, and the newest; a page of them; their tags; their credits; what to narrow to; what is new.
    with django_assert_num_queries(6):
        reader.get("/")
