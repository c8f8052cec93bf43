"""The samples get the tags that a person gives them: tests/gold_tags.json was written before there was any rule."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils.text import slugify

from articles import autotagging
from articles.importing import import_paths
from articles.models import Article, Tag, TagMark, TagRule
from articles.tagging import Rule, Rules, compiled

ROOT = Path(__file__).resolve().parents[2]
GOLD = json.loads((ROOT / "tests" / "gold_tags.json").read_text(encoding="utf-8"))
FIXTURE = json.loads((ROOT / "fixtures" / "tags.json").read_text(encoding="utf-8"))
ROWS = {kind: [row["fields"] for row in FIXTURE if row["model"] == f"articles.{kind}"] for kind in ("tag", "tagrule")}
SEEDS, FIRST = ROOT / "fixtures" / "seeds", "000_9fc7d08b9e72ed8d.txt"
KINDS = ("省", "市", "自治区", "特别行政区", "自治州", "地区", "盟", "林区")
PROVINCES = {
    *(
        "北京",
        "天津",
        "上海",
        "重庆",
        "河北",
        "山西",
        "内蒙古",
        "辽宁",
        "吉林",
        "黑龙江",
        "江苏",
        "浙江",
        "安徽",
        "福建",
    ),
    *("江西", "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "四川", "贵州", "云南", "西藏", "陕西", "甘肃"),
    *("青海", "宁夏", "新疆", "香港", "澳门", "台湾"),
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def rules():
    call_command("loaddata", ROOT / "fixtures" / "tags.json", verbosity=0)


@pytest.fixture
def samples(rules):
    import_paths([str(SEEDS)])


def tags_by_rules() -> dict[str, list[set[str]]]:
    """For each sample the tags of its articles that rules gave."""
    tags = {}
    for article in Article.objects.order_by("document__path", "position").select_related("document"):
        marks = article.tag_marks.select_related("tag")
        tags.setdefault(Path(article.document.path).name, []).append({mark.tag.name for mark in marks})
    return tags


def test_the_samples_are_tagged_as_a_person_would(samples):
    assert tags_by_rules() == {name: [set(tags) for tags in articles] for name, articles in GOLD.items()}


def test_every_sample_has_a_gold_list_and_the_lists_differ():
    # The control of the test above: with empty lists, or all alike, it would say little.
    assert sorted(GOLD) == sorted(path.name for path in SEEDS.glob("*.txt"))
    lists = [frozenset(tags) for articles in GOLD.values() for tags in articles]
    assert len(set(lists)) == len(lists) == 6 and min(map(len, lists)) >= 4


def test_without_its_rule_a_tag_is_missing(rules):
    # The control of the first.
    TagRule.objects.filter(tag__name="智慧税务").delete()
    import_paths([str(SEEDS)])

    assert tags_by_rules()[FIRST] == [set(GOLD[FIRST][0]) - {"智慧税务"}]


def test_each_tag_says_which_rule_gave_it_and_for_which_words(samples):
    for mark in TagMark.objects.select_related("article", "rule"):
        assert mark.rule.tag_id == mark.tag_id and mark.places
        for field, start, end, words in mark.places:
            assert getattr(mark.article, field)[start:end] == words


def test_the_tags_of_the_files_themselves_are_there_too(samples):
    article = Article.objects.get(document__path__endswith=FIRST)

    assert {tag.name for tag in article.tags.all()} == {*GOLD[FIRST][0], "泉州晚报新闻"}


# The taxonomy


def test_the_rules_are_such_as_an_editor_may_save(rules):
    for rule in TagRule.objects.select_related("tag"):
        rule.full_clean()
        pure = rule.as_rule()
        assert pure.any_of or pure.all_of or pure.pattern, rule
        assert all(any(word in longer for word in pure.any_of) for longer in pure.not_within), rule
        if rule.pattern:
            compiled(rule.pattern)
    assert Rules(autotagging.rules_in_use()).problems == {}


def test_the_tags_are_such_as_an_editor_would_have_made(rules):
    assert [tag for tag in Tag.objects.all() if tag.slug != slugify(tag.name, allow_unicode=True)] == []
    assert Tag.objects.count() == len(ROWS["tag"]) == len({fields["name"] for fields in ROWS["tag"]})


def test_every_province_and_prefecture_has_a_rule():
    named = {fields["tag"][0] for fields in ROWS["tagrule"]}
    places = [fields["name"] for fields in ROWS["tag"] if fields["description"].rstrip("。").endswith(KINDS)]

    assert set(places) <= named
    assert len(PROVINCES & named) == 34
    # 333 prefectures, and what stands below a province without one: Jiyuan, Xiantao, Qianjiang, Tianmen, Shennongjia.
    assert len(set(places) - PROVINCES) >= 333


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("山东营商环境好，山东营商环境优，山东营商环境新。", {"营商环境", "山东"}),
        ("吉林省吉林市的吉林市民。", {"吉林市"}),
        ("青海省海南州共和县，海南藏族自治州。", {"海南州"}),
        ("海南海口：海南自贸港，海南全省，海口市民。", {"海南", "海口"}),
        ("北京市朝阳区，朝阳区市民，朝阳产业。", set()),
        ("辽宁省朝阳市，朝阳市双塔区。", {"朝阳"}),
        ("马鞍山，马鞍山市。", {"马鞍山"}),
        ("鞍山，鞍山市。", {"鞍山"}),
        ("陕西安康，安康市。", {"安康"}),
        ("这是一件事，那是另一件事。", set()),
        ("“一件事”集成服务。", {"一件事"}),
        ("据上海证券报，上海银行。", set()),
        ("复合肥价格，复合肥产量。", set()),
        ("北京市通州区，通州区。", set()),
        ("长治久安，平安长治。", set()),
    ],
)
def test_names_that_mislead_do_not(text, tags):
    rules = [Rule(number, number, **pure(fields)) for number, fields in enumerate(ROWS["tagrule"])]

    found = Rules(rules).match({"text": text}).matches
    assert {ROWS["tagrule"][match.tag]["tag"][0] for match in found} == tags


def pure(fields: dict) -> dict:
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in fields.items()
        if name not in {"tag", "note"}
    }
