"""Repost pages: everything a credit banner says, in its many wordings."""

import pytest

from sources.outline import outline
from sources.readers import read

BODY = "老旧小区改造，改的是房子，暖的是民心，要问需于民。\n先问改什么\n有的小区急需加装电梯，有的盼着多几个车位。"
BANNER = (
    "[标题在此] 由 [某站@MZ(www.mouzhan.example)]小编精心整理分享,供您参阅(仅限学习研究等参考使用)!"
    "本文所属栏目 [甲栏]-[乙栏],内容来源于 [滨海日报],作者 [王沙],转载请记得注明!"
)


def article(banner, body=BODY):
    file = read(f"{banner}\n{body}\n".encode())
    assert file.format == "repost"
    return outline(file.articles[0])


def test_a_banner_says_title_republisher_columns_publisher_author_and_terms():
    found = article(BANNER)

    assert found["title"] == "标题在此"
    assert found["republisher"] == {"name": "某站", "url": "www.mouzhan.example"}
    assert found["column"] == ["甲栏", "乙栏"]
    assert found["source"] == "滨海日报"
    assert found["credits"] == [{"name": "王沙", "role": "author", "affiliation": ""}]
    assert found["usage_terms"] == "仅限学习研究等参考使用"


def test_the_banner_is_kept_as_printed_and_is_not_in_the_body():
    found = article(BANNER)

    assert found["extra"] == {"banner": BANNER}
    assert found["paragraphs"] == 2
    assert found["headings"] == ["先问改什么"]


def test_a_banner_without_an_author_credits_nobody():
    assert article(BANNER.replace(",作者 [王沙]", ""))["credits"] == []


def test_empty_brackets_say_nothing():
    found = article(BANNER.replace("[滨海日报]", "[]").replace("[王沙]", "[ ]"))

    assert (found["source"], found["credits"]) == (None, [])
    assert found["warnings"] == ["missing-source", "missing-date"]


@pytest.mark.parametrize("authors", ["[王沙 李四]", "[王沙、李四]", "[王沙,李四]"])
def test_several_authors_are_told_apart(authors):
    assert [who["name"] for who in article(BANNER.replace("[王沙]", authors))["credits"]] == ["王沙", "李四"]


@pytest.mark.parametrize("columns", ["[甲]", "[甲]-[乙]-[丙]", "[甲]>[乙]", "[甲]、[乙]"])
def test_columns_run_from_the_outer_to_the_inner(columns):
    labels = [label for label in "甲乙丙" if label in columns]

    assert article(BANNER.replace("[甲栏]-[乙栏]", columns))["column"] == labels


def test_a_banner_without_brackets_is_read_too():
    found = article(
        "本文由招商网(www.zs.example)小编整理发布，来源：南方晚报，作者：陈晓，栏目：动态 > 行业，"
        "仅供参考学习，转载请注明出处。",
        "大湾区招商进行时\n" + BODY,
    )

    assert found["title"] == "大湾区招商进行时"
    assert found["republisher"] == {"name": "招商网", "url": "www.zs.example"}
    assert found["column"] == ["动态", "行业"]
    assert (found["source"], found["credits"][0]["name"]) == ("南方晚报", "陈晓")


def test_a_date_under_the_banner_is_the_date():
    assert article(BANNER, f"2023-07-20\n{BODY}")["published_at"] == "2023-07-20"


def test_the_title_printed_again_is_no_paragraph():
    assert article(BANNER, f"标题在此\n{BODY}")["paragraphs"] == 2


def test_the_authors_affiliation_at_the_end_is_joined_to_the_banners_author():
    found = article(BANNER, f"{BODY}\n(作者:王沙,某市发展研究院研究员)")

    assert found["credits"] == [{"name": "王沙", "role": "author", "affiliation": "某市发展研究院研究员"}]
    assert found["paragraphs"] == 2


def test_numbered_lines_after_a_colon_are_a_list():
    found = article(BANNER, f"{BODY}\n有三件事值得先做：\n1.建立档案;\n2.组建队伍;\n3.搭建平台。")

    assert found["list_items"] == ["建立档案;", "组建队伍;", "搭建平台。"]


@pytest.mark.parametrize("nobody", ["网络", "互联网", "佚名", "未知", "本站"])
def test_nobody_is_neither_publisher_nor_author(nobody):
    found = article(BANNER.replace("[滨海日报]", f"[{nobody}]").replace("[王沙]", f"[{nobody}]"))

    assert (found["source"], found["credits"]) == (None, [])


def test_empty_brackets_do_not_swallow_the_column():
    assert article(BANNER.replace("[乙栏]", "[]"))["column"] == ["甲栏"]


def test_a_journal_in_title_marks_is_named_without_them():
    assert article(BANNER.replace("[滨海日报]", "[《滨海经济》杂志]"))["source"] == "滨海经济"


def test_reporters_given_as_the_author_are_reporters():
    found = article(BANNER.replace("[王沙]", "[新华社记者 刘小川 杨文]"))

    assert [(who["name"], who["role"]) for who in found["credits"]] == [("刘小川", "reporter"), ("杨文", "reporter")]


def test_values_without_brackets_end_where_the_next_label_begins():
    banner = (
        "【标题在此】本文由某网(mouzhan.example)编辑整理，仅供学习交流，不得用于商业目的。"
        "栏目：案例库/制造业　来源：滨海日报　作者：王沙 李四　时间：2023-07-21 10:00"
    )
    found = article(banner)

    assert (found["column"], found["source"]) == (["案例库", "制造业"], "滨海日报")
    assert [who["name"] for who in found["credits"]] == ["王沙", "李四"]
    assert found["published_at"] == "2023-07-21T10:00:00+08:00"
    assert found["usage_terms"] == "仅供学习交流，不得用于商业目的"


@pytest.mark.parametrize(
    "file",
    [
        f"标题在此\n{BANNER}\n{BODY}",
        f"标题在此\n{BODY}\n{BANNER}",
        BANNER.replace("!本文所属", "!\n本文所属") + f"\n{BODY}",
        BANNER.replace(" ", "\xa0") + f"\n{BODY}",
        f"\ufeff\n{BANNER}\r\n{BODY}",
    ],
)
def test_a_banner_is_found_wherever_it_stands_and_however_it_breaks(file):
    read_file = read(file.encode())
    found = outline(read_file.articles[0])

    assert (read_file.format, found["title"], found["source"]) == ("repost", "标题在此", "滨海日报")
    assert (found["column"], found["paragraphs"]) == (["甲栏", "乙栏"], 2)


def test_terms_under_the_text_join_those_of_the_banner():
    found = article(BANNER, f"{BODY}\n版权声明：如有侵权请联系删除。")

    assert found["usage_terms"] == "仅限学习研究等参考使用\n版权声明：如有侵权请联系删除。"
    assert found["paragraphs"] == 2


def test_where_the_text_was_printed_is_said_below_it():
    found = article(BANNER.replace("[滨海日报]", "[]"), f"{BODY}\n(原载《滨海经济》2023年7月12日第3版)")

    assert (found["source"], found["published_at"], found["paragraphs"]) == ("滨海经济", "2023-07-12", 2)
