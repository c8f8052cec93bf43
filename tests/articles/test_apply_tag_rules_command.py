"""The command that applies the tag rules to everything."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, TagMark, TagRule
from tests.factories import make_article, make_rule

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture(autouse=True)
def article() -> Article:
    make_rule("营商环境"), make_rule("大数据")
    return make_article(body="<p>营商环境与大数据</p>")


def run(capsys, **options) -> str:
    call_command("apply_tag_rules", jobs=1, **options)
    return capsys.readouterr().out


def names(article: Article) -> set[str]:
    return {tag.name for tag in article.tags.all()}


def test_it_tells_what_it_did(capsys, article):
    assert run(capsys).endswith("s: 1 changed, tags given 2 times, taken away 0 times.\n")
    assert names(article) == {"营商环境", "大数据"}


def test_with_more_words_it_tells_each_tag(capsys):
    run(capsys)
    TagRule.objects.filter(tag__name="大数据").delete()

    assert "大数据: +0 −1\n" in run(capsys, verbosity=2)


def test_a_dry_run_tells_the_same_and_keeps_nothing(capsys, article):
    told = run(capsys, dry_run=True)

    assert "tags given 2 times" in told and told.endswith("This was a dry run: nothing of it was kept.\n")
    assert (names(article), TagMark.objects.count()) == (set(), 0)


def test_one_tag_alone_can_be_asked_for(capsys, article):
    run(capsys, tag=["大数据"])
    assert names(article) == {"大数据"}


def test_a_tag_that_is_not_there_is_refused(capsys):
    with pytest.raises(CommandError, match="There is no tag “无”. Give the name of one that has rules."):
        run(capsys, tag=["无"])


def test_a_bad_rule_is_named_stops_no_other_and_fails_the_command(capsys, article):
    make_rule("坏", "坏", pattern="(未完")
    with pytest.raises(SystemExit) as ended:
        run(capsys)

    assert ended.value.code == 1
    assert (
        "坏: 坏、(未完\n    The expression cannot be read: missing ) at position 3. Correct it."
        in capsys.readouterr().err
    )
    assert names(article) == {"营商环境", "大数据"}
