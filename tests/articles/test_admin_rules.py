"""Tag rules in the admin: written, tried, applied, and gone."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from articles import autotagging
from articles.models import Article, Tag, TagMark, TagRule
from tests.browserlike import filled, rows, submit, text
from tests.factories import make_article, make_editor, make_rule, make_tag

pytestmark = pytest.mark.django_db
LIST, ADD = "/admin/articles/tagrule/", "/admin/articles/tagrule/add/"


@pytest.fixture(autouse=True)
def editor(client):
    client.cookies["django_language"] = "en"
    editor = make_editor()
    client.force_login(editor)
    return editor


@pytest.fixture
def tag() -> Tag:
    return make_tag("营商环境")


def address(rule: TagRule) -> str:
    return f"/admin/articles/tagrule/{rule.pk}/change/"


def tried(client, url: str, **fields: str) -> str:
    """What the page shows when the rule is tried."""
    page = client.post(url, filled(client, url) | fields | {"_try": "1"})
    assert page.status_code == 200
    parts = BeautifulSoup(page.content, "lxml").select("#trial")
    return " ".join(" ".join(part.get_text(" ") for part in parts).split())


def test_a_rule_is_written_a_word_a_line(client, tag):
    submit(
        client, ADD, tag=str(tag.pk), any_of="营商环境\r\n\r\n 营商办 \r\n营商环境", none_of="电商环境", at_least="2"
    )

    rule = TagRule.objects.get()
    assert (rule.any_of, rule.none_of, rule.at_least, rule.enabled) == (["营商环境", "营商办"], ["电商环境"], 2, True)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "The rule asks for nothing."),
        ({"none_of": "价格"}, "The rule asks for nothing."),
        ({"pattern": "(未完"}, "The expression cannot be read: missing ) at position 3."),
        ({"pattern": "x*"}, "The expression is found where nothing stands."),
        ({"any_of": "鞍山", "not_within": "马安山"}, "No word above is part of 马安山."),
        ({"any_of": "甲", "at_least": "0"}, "Ensure this value is greater than or equal to 1."),
    ],
)
def test_a_rule_that_cannot_work_is_refused_with_a_remedy(client, tag, fields, said):
    errors = submit(client, ADD, tag=str(tag.pk), **fields)

    assert any(said in error for error in errors), errors
    assert TagRule.objects.count() == 0


def test_an_expression_that_takes_too_long_is_refused_and_the_article_named(client, tag):
    make_article("难读的文章", body=f"<p>{'a' * 5000}b</p>")
    errors = submit(client, ADD, tag=str(tag.pk), pattern="(a+)+$")

    assert any("takes longer than 0.1 seconds in “难读的文章”" in error for error in errors), errors
    assert TagRule.objects.count() == 0


# Trying


def test_a_rule_is_tried_before_it_is_saved(client, tag):
    make_article("甲", body="<p>优化营商环境建设</p>")
    make_article("乙", body="<p>营商环境</p>", tags=[tag])
    make_article("丙", body="<p>别的</p>")

    shown = tried(client, ADD, tag=str(tag.pk), any_of="营商环境")

    assert "2 of 3 articles match." in shown
    assert "1 would get the tag" in shown and "1 has it already" in shown
    assert "甲 优化 营商环境 建设" in shown
    assert (TagRule.objects.count(), TagMark.objects.count()) == (0, 0)


def test_what_was_typed_is_still_there_after_trying(client, tag):
    page = client.post(ADD, {"tag": tag.pk, "any_of": "数字\r\n政府", "where": "text", "at_least": "7", "_try": "1"})

    form = page.context["adminform"].form
    assert (form["any_of"].value(), form["where"].value(), form["at_least"].value()) == ("数字\r\n政府", "text", "7")


def test_a_saved_rule_is_not_changed_by_trying_other_words(client):
    rule = make_rule("营商环境")
    make_article(body="<p>大数据</p>")

    assert "1 of 1 articles matches." in tried(client, address(rule), any_of="大数据")
    rule.refresh_from_db()
    assert rule.any_of == ["营商环境"]


def test_a_rule_with_an_error_is_not_tried(client, tag):
    assert tried(client, ADD, tag=str(tag.pk), pattern="(未完") == ""


def test_a_rule_that_finds_nothing_says_what_to_do(client, tag):
    make_article()
    shown = tried(client, ADD, tag=str(tag.pk), any_of="不存在")

    assert "0 of 1 articles match." in shown and "Look whether the words are written as articles write them" in shown


def test_markup_in_a_sample_is_shown_as_text(client, tag):
    make_article("<script>alert(1)</script>", body="<p>营商环境 &lt;b&gt;</p>")
    page = client.post(ADD, {"tag": tag.pk, "any_of": "营商环境", "where": "both", "at_least": "1", "_try": "1"})

    content = page.content.decode()
    assert "<script>alert(1)" not in content and "&lt;script&gt;alert(1)" in content
    assert "<mark>营商环境</mark> &lt;b&gt;" in content


# Applying


def test_a_rule_is_saved_and_applied(client, tag):
    written = make_article(body="<p>营商环境</p>")
    messages = submit(client, ADD, tag=str(tag.pk), any_of="营商环境", _apply="1")

    assert "Applied to 1 articles: tags given 1 times, taken away 0 times." in messages
    assert list(written.tags.all()) == [tag]


def test_a_rule_that_is_only_saved_leaves_the_archive_as_it_is(client, tag):
    written = make_article(body="<p>营商环境</p>")
    submit(client, ADD, tag=str(tag.pk), any_of="营商环境", _save="1")

    assert list(written.tags.all()) == []


def test_chosen_rules_are_applied(client):
    rule, other = make_rule("营商环境"), make_rule("大数据")
    written = make_article(body="<p>营商环境、大数据</p>")
    client.post(LIST, {"action": "apply_rules", "_selected_action": [rule.pk]})

    assert list(written.tags.all()) == [rule.tag] != [other.tag]


def test_a_deleted_rule_takes_its_tags_with_it_and_tells_how_many_before(client):
    rule, other = make_rule("营商环境"), make_rule("大数据")
    written, theirs = make_article(body="<p>营商环境、大数据</p>"), make_article(tags=[rule.tag])
    autotagging.apply_all()

    delete = f"/admin/articles/tagrule/{rule.pk}/delete/"
    assert "“营商环境” is taken from 1 article, unless another rule gives it too" in text(client, delete)
    client.post(delete, {"post": "yes"})

    assert list(written.tags.all()) == [other.tag]
    assert list(theirs.tags.all()) == [rule.tag]


def test_chosen_rules_are_deleted_in_the_same_way(client):
    rule = make_rule("营商环境")
    written = make_article(body="<p>营商环境</p>")
    autotagging.apply_all()
    client.post(LIST, {"action": "delete_selected", "_selected_action": [rule.pk], "post": "yes"})

    assert (list(written.tags.all()), TagMark.objects.count()) == ([], 0)


# The list


def test_the_list_tells_words_counts_and_problems(client):
    make_rule("营商环境", "营商环境", "营商办", all_of=["政府"], at_least=2)
    make_rule("坏", "坏", problem="timeout")
    make_article(body="<p>营商环境 营商环境 政府</p>")
    autotagging.apply_all(tags=set(Tag.objects.filter(name="营商环境").values_list("pk", flat=True)))

    shown = rows(client, LIST)
    assert "营商环境、营商办 all of 政府 in headlines and text 2 True 1 –" in _plain(shown[1])
    assert "takes too long" in shown[0]
    assert len(shown) == 2 and rows(client, LIST, problem="any") == shown[:1]


def _plain(row: str) -> str:
    return row.replace(" None ", " ").replace("in headlines and text 2 1", "in headlines and text 2 True 1")


def test_a_rule_with_a_problem_waits_for_an_editor_on_the_first_page(client):
    rule = make_rule("坏", problem="timeout")
    assert "1 tag rule with a problem" in text(client, "/admin/")

    TagRule.objects.filter(pk=rule.pk).update(problem="")
    assert "tag rule with" not in text(client, "/admin/")


def test_the_list_costs_the_same_for_one_rule_and_for_many(client, django_assert_max_num_queries):
    for number in range(20):
        make_rule(f"标签{number}")
    with django_assert_max_num_queries(8):
        client.get(LIST)


# Who may


def test_who_may_not_change_articles_may_not_apply_rules(client, tag):
    helper = get_user_model().objects.create_user("helper", password="x", is_staff=True)
    helper.user_permissions.set(Permission.objects.filter(codename__in=["change_tagrule", "view_tag", "view_tagrule"]))
    client.force_login(helper)
    rule = make_rule(tag)
    written = make_article(body="<p>营商环境</p>")

    assert "Save and apply" not in text(client, address(rule), "form")
    submit(client, address(rule), _apply="1")
    client.post(LIST, {"action": "apply_rules", "_selected_action": [rule.pk]})
    assert list(Article.objects.get(pk=written.pk).tags.all()) == []
