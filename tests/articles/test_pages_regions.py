"""Regions, as the tags of places tell them."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from articles.models import Tag
from articles.vocabulary import delete_tags, merge_tags, rename_tag, undo
from tests.factories import make_article, make_tag
from tests.reading import all_seen, english_reader, read, seen, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def fujian():
    province = make_tag("福建", kind="region", description="福建省。")
    for name in ("泉州", "厦门", "漳州"):
        make_tag(name, kind="region", within=province)
    make_tag("广东", kind="region")
    make_article("省里", tags=["福建"])
    make_article("城里", tags=["福建", "泉州"])
    make_article("另一城", tags=["厦门"])
    make_article("草稿", tags=["漳州"], status="draft")
    make_article("话题", tags=["营商"])
    return province


def test_provinces_are_listed_with_the_regions_in_them(fujian):
    page = read("/regions/")

    # What is of a city and of its province counts once, and where there is nothing there is no entry.
    assert all_seen(page, ".year h2") == ["福建 3"]
    assert all_seen(page, ".names li") == ["泉州 1", "厦门 1"]


def test_without_any_the_list_of_regions_says_why():
    make_tag("福建", kind="region")
    assert seen(read("/regions/").select_one(".empty h2")) == "No article has the tag of a region yet"


def test_a_region_has_its_articles_and_those_of_the_regions_in_it(fujian):
    page = read("/regions/福建/")

    assert titles(page) == ["另一城", "城里", "省里"]
    assert all_seen(page, ".details a") == ["泉州", "厦门"]
    assert all_seen(page, ".crumbs li") == ["Regions"]


def test_a_city_has_its_province_above_it_and_the_others_in_it(fujian):
    page = read("/regions/泉州/")

    assert titles(page) == ["城里"]
    assert all_seen(page, ".crumbs li") == ["Regions", "福建"]
    assert all_seen(page, ".details") == ["In the same province 厦门"]


def test_the_page_of_its_tag_leads_to_it(fujian):
    assert read("/tags/泉州/").select(".crumbs a")[1]["href"] == Tag.objects.get(name="泉州").get_region_url()
    assert len(read("/tags/营商/").select(".crumbs a")) == 1


@pytest.mark.parametrize("slug", ["漳州", "广东", "营商", "nobody"])
def test_what_is_no_region_or_has_no_article_is_a_404(client, fujian, slug):
    for address in (f"/regions/{slug}/", f"/regions/{slug}/feed.atom"):
        assert client.get(address).status_code == 404


def test_the_feed_of_a_region_holds_what_its_page_lists(client, fujian):
    told = client.get("/regions/福建/feed.json").json()
    assert [item["title"] for item in told["items"]] == ["另一城", "城里", "省里"]


def test_the_old_address_of_a_renamed_region_leads_on(client, fujian):
    rename_tag(fujian, "福建省", None)
    response = client.get("/regions/福建/")
    assert (response.status_code, response.headers["Location"]) == (301, Tag.objects.get(pk=fujian.pk).get_region_url())


def test_a_merge_takes_the_regions_along_and_its_undoing_gives_them_back(fujian):
    other = make_tag("福建省", kind="region")
    change = merge_tags([fujian], other, None)
    assert set(other.parts.values_list("name", flat=True)) == {"泉州", "厦门", "漳州"}

    undo(change, None)

    back = Tag.objects.get(name="福建")
    assert (back.kind, back.parts.count(), other.parts.count()) == ("region", 3, 0)


def test_a_deleted_region_comes_back_where_it_lay(fujian):
    quanzhou = Tag.objects.get(name="泉州")
    for tag in (quanzhou, fujian):
        undo(delete_tags([tag], None), None)

    assert Tag.objects.get(name="泉州").within == Tag.objects.get(name="福建")


@pytest.mark.parametrize(
    ("name", "fields", "says"),
    [
        ("营商", {"within": "福建"}, "Only a region lies in another region"),
        ("广东", {"within": "泉州"}, "A region that holds others lies in none"),
        ("福建", {"within": "广东"}, "A region that holds others lies in none"),
        ("广东", {"within": "营商"}, "Only a region lies in another region"),
        ("广东", {"within": "广东"}, "A region that holds others lies in none"),
    ],
)
def test_an_editor_cannot_put_regions_into_each_other_in_a_circle(fujian, name, fields, says):
    tag = Tag.objects.get(name=name)
    tag.within = Tag.objects.get(name=fields["within"])

    with translation.override("en"), pytest.raises(ValidationError, match=says):
        tag.full_clean()


@pytest.mark.parametrize("rows", [20, 100])
@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("/regions/", 3),  # How many each has; how many with those in it; the regions.
        # The region; has it few; how many; a page; its tags; its credits; the regions in it.
        ("/regions/福建/", 7),
    ],
)
def test_the_queries_of_regions_do_not_grow(django_assert_num_queries, fujian, rows, address, number):
    for count in range(rows):
        city = make_tag(f"市{count}", kind="region", within=fujian)
        make_article(tags=[city, "营商"], credits=[("甲", "reporter")])

    with django_assert_num_queries(number):
        assert english_reader().get(address).status_code == 200
