"""Posts: what the front matter says, and what of it is missing."""

from datetime import date, datetime, timedelta, timezone

import pytest

from sources.dates import SHANGHAI
from sources.parsed import Credit, UnreadableFile
from sources.readers.jekyll import matches, read

TEXT = "在数字经济快速发展的当下，这里的企业正在经历一场静悄悄的变革。"
CHINA = timezone(timedelta(hours=8))


def article(header="title: 甲", body=TEXT, name=""):
    (found,) = read(f"---\n{header}\n---\n{body}", name).articles
    return found


def codes(found):
    return [warning.code for warning in found.warnings]


def test_a_post_with_an_empty_title_and_an_empty_date_is_refused_with_both_reasons():
    with pytest.raises(UnreadableFile) as refusal:
        article('layout: post\ntitle: ""\ndate:  +0800', "<p>正文</p>")
    assert refusal.value.code == "missing-title"
    assert str(refusal.value) == "The post has no title and no date."
    assert refusal.value.remedy == "Give its front matter a title and a date."


def test_a_dated_post_without_a_title_is_refused():
    with pytest.raises(UnreadableFile, match=r"The post has no title\.\Z"):
        article('title: ""\ndate: 2022-02-25 10:12:10 +0800')


def test_a_title_can_come_from_the_first_heading():
    found = article("date: 2022-02-25 10:12:10 +0800", f"# 甲的标题\n\n{TEXT}")
    assert found.title == "甲的标题"
    assert len(found.blocks) == 1


@pytest.mark.parametrize(
    "raw, title, kept",
    [
        ("增长三成。", "增长三成", "增长三成。"),
        ("甲&amp;乙", "甲&乙", "甲&amp;乙"),
        ("甲<br/>乙", "甲 乙", "甲<br/>乙"),
        ("“甲”：增长3% 丙　丁", "“甲”：增长3% 丙　丁", ""),
        ("真的吗？", "真的吗？", ""),
    ],
)
def test_a_title_is_tidied_and_kept_as_it_was(raw, title, kept):
    found = article(f"title: '{raw}'")
    assert (found.title, found.raw_title) == (title, kept)


def test_a_heading_that_repeats_the_title_is_not_part_of_the_body():
    assert len(article("title: 甲", f"# 甲\n\n{TEXT}").blocks) == 1


@pytest.mark.parametrize(
    "line, moment, warning",
    [
        ("date: 2022-02-25 10:12:10 +0800", datetime(2022, 2, 25, 10, 12, 10, tzinfo=CHINA), None),
        ("date: 2021-12-08 10:46:18", datetime(2021, 12, 8, 10, 46, 18, tzinfo=SHANGHAI), "date-without-zone"),
        ("date: Fri, 25 Feb 2022 10:12:10 +0800", datetime(2022, 2, 25, 10, 12, 10, tzinfo=CHINA), None),
        ("publishDate: 2022-02-25T00:00:00Z", date(2022, 2, 25), None),
        ("date: 2022年2月25日", date(2022, 2, 25), None),
        ("date: 20220225", date(2022, 2, 25), None),
        ("发布时间: 2022-02-25 10:12", datetime(2022, 2, 25, 10, 12, tzinfo=SHANGHAI), "date-without-zone"),
        ("date: 某日", None, "missing-date"),
        ("x: y", None, "missing-date"),
    ],
)
def test_the_date_is_read_in_every_form(line, moment, warning):
    found = article(f"title: 甲\n{line}")
    assert found.published_at == moment
    assert type(found.published_at) is type(moment)
    assert [code for code in codes(found) if "date" in code] == ([warning] if warning else [])


def test_a_date_that_cannot_be_read_is_kept():
    assert article("title: 甲\ndate: 某日").extra == {"date": "某日"}


@pytest.mark.parametrize(
    "name", ["2022-02-25-slug.md", "posts/2022-2-25-slug.html", "20220225-slug.md", "2022-02-25.md"]
)
def test_a_date_in_the_file_name_is_a_day(name):
    found = article(name=name)
    assert found.published_at == date(2022, 2, 25)
    assert "missing-date" not in codes(found)


def test_the_date_of_the_front_matter_comes_before_that_of_the_name():
    assert article("title: 甲\ndate: 2022-03-01", name="2022-02-25-slug.md").published_at == date(2022, 3, 1)


@pytest.mark.parametrize("name", ["NW202202252289085326.md", "2022-13-45-x.md", "1345.md"])
def test_a_number_in_the_file_name_is_no_date(name):
    assert article(name=name).published_at is None


@pytest.mark.parametrize(
    "line, tags",
    [
        ("tags: 泉州晚报新闻", ["泉州晚报新闻"]),
        ("tags: 每日经济新闻新闻", ["每日经济新闻新闻"]),
        ("tags: 泉州晚报新闻 半导体", ["泉州晚报新闻", "半导体"]),
        ("tags: 数字经济, 营商环境", ["数字经济", "营商环境"]),
        ("tags: 数字经济，AI 芯片、应急", ["数字经济", "AI 芯片", "应急"]),
        ("tags: [AI 芯片, 应急]", ["AI 芯片", "应急"]),
        ("tags:\n  - AI 芯片\n  - 应急\n  - 应急", ["AI 芯片", "应急"]),
        ("tag: AI 芯片", ["AI 芯片"]),
        ("tags: []", []),
    ],
)
def test_tags_are_a_list_or_split_as_jekyll_does(line, tags):
    assert list(article(f"title: 甲\n{line}").tags) == tags


@pytest.mark.parametrize(
    "line, category, others",
    [
        ("categories: quanzhouwanbao", "quanzhouwanbao", None),
        ("categories: 21shiji jingji (baodao)", "21shiji jingji (baodao)", None),
        ("category: Tech Web", "Tech Web", None),
        ("categories: [要闻, 国内, 经济]", "要闻", ["国内", "经济"]),
        ("categories: 要闻, 国内", "要闻", ["国内"]),
        ("x: y", None, None),
    ],
)
def test_the_first_category_is_the_articles_and_none_is_lost(line, category, others):
    found = article(f"title: 甲\n{line}")
    assert found.category == category
    assert found.extra.get("categories") == others


@pytest.mark.parametrize(
    "lines, people",
    [
        ("author: 张三", [("张三", "author", "")]),
        ("author: 记者 张三、李四", [("张三", "reporter", ""), ("李四", "reporter", "")]),
        ("authors: [张三, 欧阳修文]", [("张三", "author", ""), ("欧阳修文", "author", "")]),
        ("author:\n  name: 张三\n  affiliation: 某大学", [("张三", "author", "某大学")]),
        ("editor: 王小川", [("王小川", "editor", "")]),
        ("translator: 李四\nphotographer: 张三", [("李四", "translator", ""), ("张三", "photographer", "")]),
        ("author: John Smith", [("John Smith", "author", "")]),
        ("作者: 张三", [("张三", "author", "")]),
    ],
)
def test_people_are_credited_with_their_role(lines, people):
    assert article(f"title: 甲\n{lines}").credits == tuple(Credit(*person) for person in people)


def test_a_publisher_given_as_the_author_is_the_publisher():
    found = article("title: 甲\nauthor: 泉州晚报")
    assert (found.source, found.credits) == ("泉州晚报", ())


def test_other_keys_have_their_fields():
    found = article(
        "title: 甲\nsubtitle: 副题\nkicker: 引题\ndescription: 摘要\nlang: zh-TW\n"
        "id: A1\noriginal_url: https://a.b/c\nsource: 来源：乙报"
    )
    assert (found.deck, found.kicker, found.summary, found.language) == ("副题", "引题", "摘要", "zh-Hant")
    assert (found.external_id, found.original_url, found.source) == ("A1", "https://a.b/c", "乙报")


def test_a_source_that_is_an_address_is_where_the_article_was():
    found = article("title: 甲\nsource: https://a.b/c\nurl: /2022/own-path/")
    assert (found.source, found.original_url) == (None, "https://a.b/c")
    assert found.extra == {"url": "/2022/own-path/"}


@pytest.mark.parametrize(
    "said", ['"[乙报](https://a.b/c)"', '"[乙报](<https://a.b/c>)"', "{name: 乙报, url: https://a.b/c}"]
)
def test_a_source_with_a_link_is_called_by_its_name_and_links_to_the_article(said):
    found = article(f"title: 甲\nsource: {said}")
    assert (found.source, found.original_url, found.extra) == ("乙报", "https://a.b/c", {})


def test_a_source_in_brackets_that_is_no_link_stays_as_it_is_said():
    assert article('title: 甲\nsource: "[乙报](/own-path/)"').source == "[乙报](/own-path/)"


def test_unknown_keys_and_what_stood_above_are_kept():
    text = f"<!-- x -->\n---\nlayout: post\ntitle: 甲\nauthrolink: a\ndraft: true\n---\n{TEXT}"
    assert read(text).articles[0].extra == {"authrolink": "a", "draft": "true", "preamble": "<!-- x -->"}


@pytest.mark.parametrize(
    "lines, source",
    [
        ("tags: 泉州晚报新闻", "泉州晚报"),
        ("tags: 每日经济新闻新闻", "每日经济新闻"),
        ("tags: TechWeb新闻\ncategories: Techweb", "TechWeb"),
        ("tags: 东财滚动新闻", None),
        ("tags: 站长消息", None),
        ("tags: 人民日报", None),
        ("tags: 泉州晚报新闻\nsource: 乙报", "乙报"),
    ],
)
def test_a_feeds_tag_hints_at_the_publisher(lines, source):
    found = article(f"title: 甲\n{lines}")
    assert found.source == source
    assert ("missing-source" in codes(found)) == (source is None)


@pytest.mark.parametrize(
    "text, name, why",
    [
        (
            "---\nlayout: category\ntitle: 甲报新闻\n---\n",
            "",
            "a page of the site without an article (layout: category)",
        ),
        (
            "---\npermalink: /404.html\n---\n<h1>没有这一页</h1>",
            "",
            "a page of the site without an article (layout: none)",
        ),
        (
            "---\nlayout: default\n---\n{% for post in site.posts %}{{ post.title }}{% endfor %}",
            "",
            "a template of the site",
        ),
        ("<html><body>{{ content }}</body></html>", "", "a template of the site"),
        ("---\ntitle: 甲\n---\n正文", "_layouts/post.html", "a template of the site"),
        ("---\ntitle: 关于\n---\n" + TEXT * 9, "about.md", "a page about the site"),
        ("# 项目\n\n```\nmake run\n```\n", "", "a page about the site"),
        ("# 项目\n\n[文档](docs/)\n", "README.md", "a page about the site"),
        ('title: 站点\nbaseurl: ""\nplugins:\n  - jekyll-feed\n', "", "the configuration of the site"),
        ("---\ntitle: 甲\n---\n", "", "a front matter without a text"),
    ],
)
def test_site_furniture_is_skipped_with_the_reason(text, name, why):
    assert matches(text)
    file = read(text, name)
    assert (file.articles, file.skipped) == ((), why)


@pytest.mark.parametrize("layout", ["page", "default", "home"])
def test_a_page_with_an_article_in_it_is_an_article(layout):
    assert article(f"layout: {layout}\ntitle: 甲", TEXT * 5).title == "甲"
    assert article(f"layout: {layout}\ntitle: 甲\ndate: 2022-02-25").title == "甲"


@pytest.mark.parametrize("text", ["正文一段。", "<p>正文</p>", "<html><body></body></html>", "来源：甲\n作者：乙"])
def test_other_texts_are_no_posts(text):
    assert not matches(text)
