"""Credits out of Chinese prose: every order in which papers and pages sign."""

import pytest

from sources.bylines import byline, closing_credits, lead_credits, merge, photographer, says_more, whole_page
from sources.parsed import Credit


def told(credits):
    return None if credits is None else [(who.name, who.role, who.affiliation) for who in credits]


@pytest.mark.parametrize(
    "line, credits",
    [
        ("□本报记者郭小鑫文/图", [("郭小鑫", "reporter", ""), ("郭小鑫", "photographer", "")]),
        ("□ 本报记者 马洪 李小景", [("马洪", "reporter", ""), ("李小景", "reporter", "")]),
        ("本报记者陈雪实习记者唐翔发自上海", [("陈雪", "reporter", ""), ("唐翔", "reporter", "")]),
        ("本报记者王小川李四", [("王小川", "reporter", ""), ("李四", "reporter", "")]),
        ("记者 王 沙 李小明", [("王沙", "reporter", ""), ("李小明", "reporter", "")]),
        ("新华社记者 王思", [("王思", "reporter", "新华社")]),
        ("本报记者 江帆 通讯员 杜若", [("江帆", "reporter", ""), ("杜若", "correspondent", "")]),
        ("◎ 林知夏", [("林知夏", "author", "")]),
        ("◎本报评论员", [("本报评论员", "author", "")]),
        ("⊙ 记者 叶知秋 文 通讯员 韩冬 摄", [("叶知秋", "reporter", ""), ("韩冬", "photographer", "")]),
        ("文/张三 图/李四", [("张三", "author", ""), ("李四", "photographer", "")]),
        ("张三/文 李四/图", [("张三", "author", ""), ("李四", "photographer", "")]),
        ("文图/记者 李明", [("李明", "reporter", ""), ("李明", "photographer", "")]),
        ("记者 李明 摄影报道", [("李明", "reporter", ""), ("李明", "photographer", "")]),
        ("作者：顾长风（东海大学副教授）", [("顾长风", "author", "东海大学副教授")]),
        ("作者:王沙,某市经济发展研究院研究员", [("王沙", "author", "某市经济发展研究院研究员")]),
        ("（责任编辑：徐来）", [("徐来", "editor", "")]),
        ("责任编辑/李娜 美术编辑/王静", [("李娜", "editor", ""), ("王静", "art_editor", "")]),
        (
            "本版编辑 孟飞 辛强 美编 夏祎",
            [("孟飞", "page_editor", ""), ("辛强", "page_editor", ""), ("夏祎", "art_editor", "")],
        ),
        ("译者：刘慈", [("刘慈", "translator", "")]),
        ("阿依古丽·买买提 摄", [("阿依古丽·买买提", "photographer", "")]),
        ("校对：丁一", []),
        ("本报记者 俞小倩 摄影 章晓", [("俞小倩", "reporter", ""), ("章晓", "photographer", "")]),
        ("晨报·晨网记者 汪晓舟", [("汪晓舟", "reporter", "晨报·晨网")]),
        ("编辑丨王珂", [("王珂", "editor", "")]),
        ("责编：朱丹　版面：吴限", [("朱丹", "editor", ""), ("吴限", "art_editor", "")]),
        ("版面主编/王一 图片编辑/李二", [("王一", "page_editor", ""), ("李二", "editor", "")]),
        ("記者張小明 攝影陳大文", [("張小明", "reporter", ""), ("陳大文", "photographer", "")]),
        (
            "作者分别为:李锦,某研究会研究员;王鸣,某中心主任",
            [("李锦", "author", "某研究会研究员"), ("王鸣", "author", "某中心主任")],
        ),
    ],
)  # fmt: skip
def test_a_byline_names_people_with_their_roles(line, credits):
    assert told(byline(line)) == credits


@pytest.mark.parametrize(
    "line",
    [
        "求真",
        "数字服务效能提升",
        "编辑部的故事",
        "记者手记",
        "图片新闻",
        "记者今天从市政府获悉",
        "编者按",
        "作战图",
        "□ 图为茶园。",
    ],
)
def test_a_line_that_is_no_byline_gives_none(line):
    assert byline(line) is None


@pytest.mark.parametrize(
    "paragraph, credits",
    [
        ("本报讯(记者刘艳通讯员张林)启动新一轮", [("刘艳", "reporter", ""), ("张林", "correspondent", "")]),
        ("新华社北京5月23日电（记者 王思、严赋）国家", [("王思", "reporter", ""), ("严赋", "reporter", "")]),
        ("本报讯 记者张三报道：", [("张三", "reporter", "")]),
        ("（记者 张三）昨日", [("张三", "reporter", "")]),
        ("3月1日，科技日报记者从高新区获悉", []),
        ("记者今天从市教育局获悉", []),
        ("据记者了解，", []),
        ("《方案》（征求意见稿）提出", []),
        ("本报讯 即日起，", []),
        ("（中央社記者許秩明台北20日電）為因應需求", [("許秩明", "reporter", "中央社")]),
        ("本报记者 石雨 通讯员 高翔 报道 8月13日，", [("石雨", "reporter", ""), ("高翔", "correspondent", "")]),
        ("本报北京5月11日讯(记者冯其予)商务部发布", [("冯其予", "reporter", "")]),
    ],
)
def test_a_first_paragraph_may_open_with_credits(paragraph, credits):
    assert told(lead_credits(paragraph)) == credits


@pytest.mark.parametrize(
    "paragraph, rest, credits",
    [
        ("全文。（记者 张三）", "全文。", [("张三", "reporter", "")]),
        ("全文。（编辑：李四）", "全文。", [("李四", "editor", "")]),
        ("(作者:王沙,某研究院研究员)", "", [("王沙", "author", "某研究院研究员")]),
        ("全文。（作者系某大学教授）", "全文。", [("", "author", "某大学教授")]),
        (
            "（作者陈思系某学院讲师；吴桐系某设计院工程师）",
            "",
            [("陈思", "author", "某学院讲师"), ("吴桐", "author", "某设计院工程师")],
        ),
        ("名单见后。（附名单）", "名单见后。（附名单）", []),
        ("全文。（完）", "全文。（完）", []),
        ("全文。（唐婉）", "全文。（唐婉）", []),
    ],
)
def test_a_last_paragraph_may_close_with_credits(paragraph, rest, credits):
    text, people = closing_credits(paragraph)

    assert (text, told(people)) == (rest, credits)


@pytest.mark.parametrize("name, counts", [("唐婉", True), ("明年", False), ("央视新闻", False)])
def test_a_brief_may_be_signed_with_a_name_alone(name, counts):
    text, people = closing_credits(f"全文。（{name}）", bare=True)

    assert bool(people) is counts
    assert text == ("全文。" if counts else f"全文。（{name}）")


@pytest.mark.parametrize(
    "caption, text, credits",
    [
        ("同比增长13.6%。唐克摄(中经视觉)", "同比增长13.6%。", [("唐克", "photographer", "中经视觉")]),
        ("终端。本报记者 罗一鸣 摄", "终端。", [("罗一鸣", "photographer", "")]),
        ("图为现场。（张三 摄）", "图为现场。", [("张三", "photographer", "")]),
        ("游客在海边 张三摄", "游客在海边", [("张三", "photographer", "")]),
        ("作业。新华社发（王五 摄）", "作业。", [("王五", "photographer", "")]),
        ("志愿者。张三 摄/光明图片", "志愿者。", [("张三", "photographer", "光明图片")]),
        ("新华社记者 李四 摄", "", [("李四", "photographer", "新华社")]),
        ("图为签约现场。", "图为签约现场。", []),
        ("5月，他在拍摄。", "5月，他在拍摄。", []),
        ("工作人员在现场。（本组图片均由记者谢智摄）", "工作人员在现场。", [("谢智", "photographer", "")]),
    ],
)
def test_a_caption_gives_up_its_photographer(caption, text, credits):
    shown, people = photographer(caption)

    assert (shown, told(people)) == (text, credits)


def test_a_person_is_credited_once_a_role_and_an_affiliation_is_not_lost():
    credits = [Credit("王沙", "author"), Credit("王沙", "author", "某院"), Credit("王沙", "photographer")]

    assert told(merge(credits)) == [("王沙", "author", "某院"), ("王沙", "photographer", "")]


def test_an_affiliation_without_a_name_goes_to_the_authors():
    credits = [Credit("王沙", "author"), Credit("李四", "editor"), Credit("", "author", "某院")]

    assert told(merge(credits)) == [("王沙", "author", "某院"), ("李四", "editor", "")]


@pytest.mark.parametrize(
    "line, more", [("责任编辑：甲乙 校对：秦朗", True), ("本报记者 甲乙", False), ("记者甲乙发自上海", True)]
)
def test_a_byline_that_says_more_than_credits_hold_is_known(line, more):
    assert says_more(line) is more


def test_as_many_affiliations_as_authors_are_theirs_in_turn():
    credits = [
        Credit("王沙", "author"),
        Credit("李四", "author"),
        Credit("", "author", "甲院"),
        Credit("", "author", "乙院"),
    ]

    assert told(merge(credits)) == [("王沙", "author", "甲院"), ("李四", "author", "乙院")]


@pytest.mark.parametrize(
    "line, credits",
    [
        ("本版图片均由本报记者 谢一智 摄", [("谢一智", "photographer", "")]),
        ("本版稿件除署名外均由记者 何宽 采写", [("何宽", "reporter", "")]),
        ("本版撰文 记者 何宽 唐苗", [("何宽", "reporter", ""), ("唐苗", "reporter", "")]),
        ("本版今起推出系列报道", None),
        ("本报记者 何宽", None),
    ],
)
def test_who_made_all_of_a_page_is_told(line, credits):
    assert told(whole_page(line)) == credits
