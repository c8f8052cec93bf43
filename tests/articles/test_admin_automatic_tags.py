"""Automatic tags on the form of an article: explained, taken off, put back, kept."""

from __future__ import annotations

import pytest
from django.urls import reverse

from articles import autotagging
from articles.models import Article, TagMark, TagRule
from tests.browserlike import filled, submit, text
from tests.factories import make_article, make_editor, make_rule, make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rule(client) -> TagRule:
    client.cookies["django_language"] = "en"
    client.force_login(make_editor())
    return make_rule("营商环境")


@pytest.fixture
def article(rule) -> Article:
    written = make_article("标题", body="<p>要持续优化营商环境，再优化。</p>")
    autotagging.apply([written.pk])
    return Article.objects.get(pk=written.pk)


def address(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def names(article: Article) -> set[str]:
    return {tag.name for tag in article.tags.all()}


def test_each_automatic_tag_tells_its_rule_and_its_words_in_place(client, article, rule):
    shown = text(client, address(article), ".automatic-tags")

    assert "营商环境 Rule: 营商环境: 营商环境" in shown
    assert "text 要持续优化 营商环境 ，再优化。" in shown
    assert f'href="/admin/articles/tagrule/{rule.pk}/change/"' in client.get(address(article)).content.decode()


def test_an_article_without_automatic_tags_says_nothing_of_them(client):
    assert text(client, address(make_article(body="<p>别的</p>")), ".automatic-tags") == ""


def test_saving_what_was_not_touched_makes_no_tag_an_editors(client, article, rule):
    submit(client, address(article), title="新标题")
    assert article.tag_marks.get().state == "given"

    rule.delete()
    autotagging.apply_all()
    assert names(article) == set()


def test_a_tag_that_is_taken_off_stays_off_and_the_form_says_so(client, article):
    submit(client, address(article), tags=[])
    autotagging.apply_all()

    assert names(article) == set()
    assert "An editor took these off, and rules leave them off: 营商环境" in text(client, address(article))


def test_a_tag_that_is_put_back_stays_on(client, article, rule):
    submit(client, address(article), tags=[])
    submit(client, address(article), tags=[str(rule.tag_id)])
    rule.delete()
    autotagging.apply_all()

    assert (names(article), TagMark.objects.count()) == ({"营商环境"}, 0)


def test_a_tag_that_is_kept_stays_on(client, article, rule):
    submit(client, address(article), _keep_tag=str(rule.tag_id))
    rule.delete()
    autotagging.apply_all()

    assert names(article) == {"营商环境"}


@pytest.mark.parametrize("value", ["x", "9" * 40, "²", "-1"])
def test_a_forged_box_does_nothing(client, article, value):
    submit(client, address(article), _keep_tag=value)

    assert article.tag_marks.get().state == "given"


def test_rules_follow_what_an_editor_writes_and_say_so(client, article):
    make_rule("适老化")
    messages = submit(client, address(article), body="<p>适老化改造</p>")

    assert names(article) == {"适老化"}
    assert messages[:2] == ["Tags given by rules: 适老化.", "Tags that no rule gives any longer: 营商环境."]


def test_a_new_article_gets_its_tags_at_once(client):
    other = make_tag("手写")
    submit(
        client,
        reverse("admin:articles_article_add"),
        title="优化营商环境",
        status="draft",
        language="zh-Hans",
        tags=[str(other.pk)],
    )

    article = Article.objects.get()
    assert names(article) == {"手写", "营商环境"}
    assert {mark.tag.name for mark in article.tag_marks.all()} == {"营商环境"}


def test_a_form_that_was_open_while_rules_were_applied_does_not_take_their_tags_off(client, rule):
    article = make_article("标题", body="<p>营商环境</p>")
    stale = filled(client, address(article))
    autotagging.apply_all()
    page = client.post(address(article), stale)

    assert "Somebody else changed this article while you did." in page.content.decode()
    assert names(article) == {"营商环境"}
