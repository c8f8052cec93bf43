"""What the database itself refuses, and the words in which articles are asked for."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from articles.models import Article, Tag
from sources.models import Document, Source, SourceAlias
from tests.factories import make_article, make_document, make_source, make_tag

pytestmark = pytest.mark.django_db


def refused(work) -> bool:
    try:
        with transaction.atomic():
            work()
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    "change",
    [
        {"status": "gone"},
        {"published_precision": "year"},
        {"slug": ""},
        {"slug": "other"},
        {"title": ""},
        {"original_url": "javascript:alert(1)"},
        {"original_url": "www.a.example"},
    ],
)
def test_the_database_refuses_what_no_article_may_be(change):
    make_article(slug="other")
    article = make_article()

    assert refused(lambda: Article.objects.filter(pk=article.pk).update(**change))


def test_a_draft_needs_no_title():
    make_article(title="", status="draft")

    assert Article.objects.filter(title="").exists()


def test_a_place_in_a_document_holds_one_article():
    document = make_document()
    make_article(document=document, position=0)

    assert refused(lambda: make_article(document=document, position=0))
    make_article(document=document, position=1)


def test_identical_bytes_are_one_document():
    make_document(b"bytes")

    assert refused(lambda: make_document(b"bytes"))


def test_a_document_gives_back_its_bytes():
    assert Document.objects.get(pk=make_document("原文\r\n".encode("gb18030")).pk).data == "原文\r\n".encode("gb18030")


def test_a_person_is_credited_once_in_each_role():
    article = make_article(credits=[("张三", "reporter"), ("张三", "photographer")])

    assert refused(lambda: article.credits.create(name="张三", role="reporter"))
    assert refused(lambda: article.credits.create(name="", role="editor"))
    assert refused(lambda: article.credits.create(name="李四", role="singer"))


def test_a_source_with_articles_cannot_be_deleted():
    source = make_article(source="泉州晚报").source

    with pytest.raises(ProtectedError):
        source.delete()


def test_a_source_is_found_by_name_and_alias_in_any_spelling():
    source = make_source("TechWeb", aliases=["泰克网", "techweb-cn"])

    for name in ("TechWeb", "techweb", "ＴＥＣＨＷＥＢ", " Tech Web ", "泰克网", "TechWeb-CN"):
        assert list(Source.objects.named(name)) == [source], name
    assert not Source.objects.named("泰克")


def test_a_feeds_tag_hints_at_a_source_with_one_closing_word_taken_off():
    evening = make_source("泉州晚报")
    daily = make_source("每日经济新闻")

    assert list(Source.objects.hinted_by("泉州晚报新闻")) == [evening]
    assert list(Source.objects.hinted_by("每日经济新闻新闻")) == [daily]
    assert list(Source.objects.hinted_by("每日经济新闻")) == [daily]
    assert list(Source.objects.hinted_by("东财滚动新闻")) == []


def test_a_name_that_another_source_goes_by_is_refused_and_that_source_is_named(english):
    other = make_source("泉州晚报", aliases=["quanzhouwanbao"])
    message = "“{}” already names the source “泉州晚报”. Use that source, or take the name from it."

    with pytest.raises(ValidationError) as refusal:
        Source(name="QuanZhouWanBao").clean()
    assert refusal.value.messages == [message.format("QuanZhouWanBao")]

    with pytest.raises(ValidationError) as refusal:
        SourceAlias(source=make_source("厦门日报"), name="泉州晚报").clean()
    assert refusal.value.messages == [message.format("泉州晚报")]

    other.clean()
    SourceAlias(source=other, name="泉州晚报社").clean()


@pytest.mark.parametrize("name", ["数字经济", "C++", "C", "5G", "5g", "A B", "a-b", "很" * 100, "！"])
def test_every_tag_has_a_slug_of_its_own(name):
    others = [make_tag(other).slug for other in ("c", "g", "5", "ab")]

    slug = make_tag(name).slug

    assert slug and slug not in others
    assert len(slug) <= 100
    assert Tag.objects.get(slug=slug).name == name


def test_saving_cleans_what_was_typed_and_derives_the_text():
    article = make_article(
        title=" 标\u202e题\x00 ", body="<p onclick=x>一</p><script>x</script><p>二</p>", summary="a\r\nb"
    )

    article.refresh_from_db()
    assert article.title == "标题"
    assert article.body == "<p>一</p><p>二</p>"
    assert article.text == "一\n二"
    assert article.summary == "a\nb"


def test_an_article_by_hand_gets_a_slug_that_stays():
    article = make_article(slug="")
    slug = article.slug

    article.title = "改"
    article.save()

    assert slug and article.slug == slug


def test_the_words_in_which_articles_are_asked_for():
    source, tag = make_source(), make_tag()
    early = make_article(published_at=datetime(2022, 1, 1, tzinfo=UTC), source=source, tags=[tag])
    late = make_article(published_at=datetime(2022, 2, 1, tzinfo=UTC), warnings=["missing-source"])
    undated = make_article(published_at=None, conflicts={"title": "x"})
    draft = make_article(status="draft", published_at=datetime(2023, 1, 1, tzinfo=UTC))

    assert set(Article.objects.published()) == {early, late, undated}
    assert list(Article.objects.from_source(source)) == [early]
    assert list(Article.objects.tagged(tag)) == [early]
    assert list(Article.objects.between(early.published_at, late.published_at)) == [early]
    assert set(Article.objects.needs_attention()) == {late, undated}
    assert list(Article.objects.newest_first()) == [draft, late, early, undated]
