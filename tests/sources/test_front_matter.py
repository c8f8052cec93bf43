"""Front matter: what posts carry, what is broken in it, and what is refused."""

import time
import tracemalloc

import pytest

from sources.parsed import UnreadableFile
from sources.readers.front_matter import split


def values(header):
    return split(f"---\n{header}\n---\n正文").values


def codes(text):
    return [warning.code for warning in split(text).warnings]


def test_a_header_is_text_by_key_and_the_body_stands_under_it():
    post = split('---\nlayout: post\ntitle: "标题"\ndate: 2022-02-25 10:12:10 +0800\ntags: [甲, 乙]\n---\n正文\n')
    assert post.values == {
        "layout": "post",
        "title": "标题",
        "date": "2022-02-25 10:12:10 +0800",
        "tags": ["甲", "乙"],
    }
    assert post.body == "\n正文\n"
    assert post.warnings == ()


def test_every_scalar_stays_text():
    assert values("n: 1.50\nb: yes\nd: 2022-02-25\nempty:\nnone: ~") == {
        "n": "1.50",
        "b": "yes",
        "d": "2022-02-25",
        "empty": "",
        "none": "",
    }


@pytest.mark.parametrize("text", ["正文一段。", "", "<p>正文</p>", "标题\n\n---\n\n注意：下文。\n\n---\n", "---"])
def test_a_text_without_a_header_has_none(text):
    assert split(text) is None


def test_blank_lines_before_the_header_are_skipped_with_a_warning():
    assert codes("\n\n---\ntitle: 甲\n---\n") == ["front-matter-not-at-start"]


def test_other_text_before_the_header_is_kept_aside_with_a_warning():
    post = split("<!-- 由脚本生成 -->\n---\ntitle: 甲\ndate: 2022-02-25\n---\n正文")
    assert post.values["title"] == "甲"
    assert post.preamble == "<!-- 由脚本生成 -->"
    assert [(w.code, w.detail) for w in post.warnings] == [("front-matter-not-at-start", "<!-- 由脚本生成 -->")]


@pytest.mark.parametrize(
    "header, title",
    [
        ('title: "石窟里的"数字医生""', '石窟里的"数字医生"'),
        ('title: "甲说"乙"的事"', '甲说"乙"的事'),
        ("title:\t甲\tx: y", "甲\tx: y"),
        ("title: 快讯: 甲涨停", "快讯: 甲涨停"),
        ('title: "没有合上的引号', "没有合上的引号"),
        ("title: [甲", "[甲"),
        ("title: *重要*通知", "*重要*通知"),
        ("title: &quot;甲&quot;", "&quot;甲&quot;"),
        ("title: !重要", "!重要"),
        ("title: @甲", "@甲"),
        ("title: %甲", "%甲"),
        ("title: `甲`", "`甲`"),
        ("title: 甲\n\tsub: 乙", "甲 sub: 乙"),
    ],
)
def test_yaml_that_does_not_parse_is_read_line_by_line(header, title):
    post = split(f"---\nlayout: post\n{header}\ntags:\n  - 甲\n  - 乙\nlist: ['丙', 丁]\n---\n正文")
    assert post.values["title"] == title
    assert post.values["layout"] == "post"
    assert post.values["tags"] == ["甲", "乙"]
    assert post.values["list"] == ["丙", "丁"]
    assert [warning.code for warning in post.warnings] == ["front-matter-repaired"]


def test_a_block_of_text_in_broken_yaml_is_joined():
    header = "title: 甲: 乙\nsummary: |\n  第一行\n  第二行"
    assert values(header)["summary"] == "第一行 第二行"


def test_a_line_that_is_no_key_is_kept_in_broken_yaml():
    assert values("没有键的一行\ntitle: 甲: 乙") == {"front_matter": "没有键的一行", "title": "甲: 乙"}


def test_an_unclosed_header_ends_where_its_lines_end():
    post = split("---\ntitle: 甲\ndate: 2022-02-25\n\n<p>正文</p>\n\n---\n")
    assert post.values == {"title": "甲", "date": "2022-02-25"}
    assert post.body.strip() == "<p>正文</p>\n\n---"
    assert codes("---\ntitle: 甲\n正文没有冒号\n") == ["front-matter-repaired"]


def test_the_last_of_duplicate_keys_wins_and_the_first_is_told():
    post = split("---\ntitle: 甲\ntitle: 乙\n---\n")
    assert post.values == {"title": "乙"}
    assert [(w.code, w.detail) for w in post.warnings] == [("duplicate-key", "title: 甲")]


def test_misspelt_and_unknown_keys_are_kept():
    assert values("authrolink: a\ndescripton: b") == {"authrolink": "a", "descripton": "b"}


def test_a_toml_header_is_read_with_its_dates_as_text():
    post = split("+++\ntitle = '甲'\npublishDate = 2022-02-25T00:00:00Z\ntags = ['a', 'b']\ndraft = false\n+++\n正文")
    assert post.values == {
        "title": "甲",
        "publishDate": "2022-02-25T00:00:00+00:00",
        "tags": ["a", "b"],
        "draft": "false",
    }
    assert post.warnings == ()


def test_broken_toml_is_read_line_by_line():
    post = split('+++\ntitle = "甲"乙"丙"\ndate = 2022-02-25\n+++\n正文')
    assert post.values == {"title": '甲"乙"丙', "date": "2022-02-25"}
    assert [warning.code for warning in post.warnings] == ["front-matter-repaired"]


def test_a_header_that_is_no_mapping_is_kept_as_text():
    post = split("---\n- 甲\n- 乙\n---\n正文")
    assert post.values == {"front_matter": "- 甲\n- 乙"}
    assert [warning.code for warning in post.warnings] == ["front-matter-not-a-mapping"]


def test_an_empty_header_says_nothing():
    assert split("---\n---\n正文").values == {}


LAUGHS = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
MERGES = "m0: &m0 {k0: v}\n" + "".join(f"m{n}: &m{n} {{<<: [*m{n - 1}, *m{n - 1}], k{n}: v}}\n" for n in range(1, 30))


@pytest.mark.parametrize(
    "header, why",
    [
        (LAUGHS, "uses YAML anchors and aliases"),
        (MERGES, "uses YAML anchors and aliases"),
        ("a: &a [*a]", "uses YAML anchors and aliases"),
        ("a: &a x\nb: *a", "uses YAML anchors and aliases"),
        (
            "title: !!python/object/apply:os.system ['true']",
            "uses the YAML tag tag:yaml.org,2002:python/object/apply:os.system",
        ),
        ("title: !!binary R0lG", "uses the YAML tag tag:yaml.org,2002:binary"),
        ("a: " + "[" * 9 + "]" * 9, "is nested more than 8 deep"),
        ("a: " + "[" * 30000, "is nested more than 8 deep"),
        ("a: " + "{a: " * 9000, "is nested more than 8 deep"),
        ("- " * 900, "is nested more than 8 deep"),
        ("? " * 900, "is nested more than 8 deep"),
        ("a: " + "x" * 70000, "is larger than 64 KB"),
    ],
    ids=range(12),
)
def test_a_bomb_is_refused_at_once_with_its_remedy(header, why):
    tracemalloc.start()
    start = time.process_time()
    with pytest.raises(UnreadableFile) as refusal:
        values(header)
    seconds = time.process_time() - start
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refusal.value.code == "unsafe-front-matter"
    assert str(refusal.value) == f"The front matter {why}."
    assert refusal.value.remedy == "Write it as plain `key: value` lines."
    assert seconds < 0.05
    assert peak < 5_000_000


@pytest.mark.parametrize("header", ["a = " + "[" * 30000, "a = " + "[" * 9 + "]" * 9], ids=["open", "deep"])
def test_a_deep_toml_header_is_refused(header):
    with pytest.raises(UnreadableFile, match="is nested more than 8 deep"):
        split(f"+++\n{header}\n+++\n")


def test_many_broken_keys_cost_little():
    start = time.process_time()
    values("\n".join(f"key{n}: a: b" for n in range(3000)))
    assert time.process_time() - start < 0.1
