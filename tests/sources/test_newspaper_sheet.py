"""Newspaper pages: what belongs to the sheet and not to an article, and who made all of it."""

import pytest

from sources.outline import outline, page_outline
from sources.readers import detect, read

TEXT = "这一段是正文，说的是一件完整的事情，写得比标题长得多。"
HEAD = "海州日报 2022年11月9日 第2版"


def page(*lines):
    file = read("\n\n".join(lines).encode())
    assert file.format == "newspaper-page"
    return [outline(article) for article in file.articles], page_outline(file.page)


def people(found):
    return [(who["name"], who["role"]) for who in found["credits"]]


@pytest.mark.parametrize(
    "head",
    [
        "海州日报/2022年/11月/9日/第002版",
        "《海州日报》2022年11月9日第2版",
        "海州日报 2022.11.09 02",
        "02|要闻|2022年11月9日 星期三|海州日报社主办",
        "海州日报 A02 经济新闻 2022年11月9日 责任编辑 王一 版式 李二 校对 张三 电话 010-12345678",
        "2022年11月9日  星期三  版面主编/王一  编辑/李二  海州日报",
        "2022年11月9日 星期三 第2版 责编 葛倩 校对 李瑞 海州日报",
        "海州日报 2022年11月9日 星期三 壬寅年十月十六 第14522号（总15095号） 今日12版",
        "海州日报 数字报 2022年11月09日 02 上一版 下一版",
        "海州日报\n\n2022年11月9日\n\n第2版\n\n三农要闻\n\n责任编辑：王一",
        "综合新闻\n\n2022-11-09 A02 海州日报",
    ],
)
def test_a_masthead_in_any_setting_is_none_of_the_articles(head):
    (found,), _ = page(head, "一篇通讯的标题", "本报记者 高原", TEXT)

    assert (found["source"], found["published_at"]) == ("海州日报", "2022-11-09")
    assert (found["title"], found["kicker"], found["column"], found["paragraphs"]) == ("一篇通讯的标题", "", [], 1)


def test_an_index_of_other_pages_is_kept_beside_the_articles():
    index = "导读\n全省春季造林启动 >>2版\n三家工厂入选绿色名单（详见3版）"
    (found,), _ = page(HEAD, index, "一篇通讯的标题", "本报记者 高原", TEXT)

    assert (found["title"], found["column"], found["kicker"]) == ("一篇通讯的标题", [], "")
    assert found["extra"]["beside"] == ["导读", "全省春季造林启动 >>2版", "三家工厂入选绿色名单（详见3版）"]


@pytest.mark.parametrize("line", ["投稿邮箱：plb@haizhou.example", "热线：0411-88888888", "本版言论仅代表作者观点"])
def test_how_to_reach_the_paper_is_no_text(line):
    (found,), _ = page(HEAD, "一篇通讯的标题", "本报记者 高原", TEXT, line)

    assert (found["paragraphs"], found["extra"]["beside"]) == (1, [line])


def test_a_line_to_another_page_is_taken_off_and_kept():
    (found,), _ = page(HEAD, "一篇通讯的标题", "本报记者 高原", f"（上接第一版）{TEXT}", f"{TEXT}（下转第5版）")

    assert (found["paragraphs"], found["extra"]["publisher_note"]) == (2, "（上接第一版） （下转第5版）")


def test_who_wrote_all_of_a_page_is_credited_where_nobody_signed():
    articles, sheet = page(
        HEAD, "第一条消息的标题", f"本报讯（记者 高原）{TEXT}", "第二条消息的标题", f"本报讯 {TEXT}",
        "本版稿件除署名外均由记者 何宽 采写", "本版图片均由 丁一 摄",
    )  # fmt: skip

    assert [people(one) for one in articles] == [[("高原", "reporter")], [("何宽", "reporter")]]
    assert people(sheet) == [("何宽", "reporter"), ("丁一", "photographer")]


def test_an_article_with_a_byline_of_its_own_is_no_brief():
    articles, _ = page(
        HEAD, "国际简讯", "第一条消息的标题", f"新华社巴黎11月8日电 {TEXT}", "一篇通讯的标题", "本报记者 高原", TEXT
    )

    assert [one["column"] for one in articles] == [["国际简讯"], []]


def test_a_marked_label_is_the_column_of_the_article_under_it():
    articles, _ = page(HEAD, "第一篇评论的标题", "□ 高原", TEXT, "■议论风生", "第二篇评论的标题", "□ 杜若", TEXT)

    assert [(one["title"], one["column"]) for one in articles] == [
        ("第一篇评论的标题", []), ("第二篇评论的标题", ["议论风生"]),
    ]  # fmt: skip
    assert articles[0]["list_items"] == []


def test_a_label_spaced_out_is_the_column():
    (found,), _ = page("□ 本报记者 高原", "时 评", "一篇评论的标题", TEXT)

    assert (found["title"], found["column"]) == ("一篇评论的标题", ["时 评"])


def test_affiliations_under_an_article_are_its_authors_in_turn():
    articles, _ = page(
        HEAD, "第一篇文章的标题", "□ 洪一 任小二", TEXT, "（作者分别为东陵大学教授；省委党校副教授）",
        "第二篇文章的标题", "张三", TEXT,
    )  # fmt: skip

    assert [who["affiliation"] for who in articles[0]["credits"]] == ["东陵大学教授", "省委党校副教授"]
    assert (articles[1]["kicker"], people(articles[1])) == ("", [("张三", "author")])


def test_unsigned_captions_under_a_photographers_article_are_its_own():
    (found, _), sheet = page(
        HEAD,
        "一组照片的标题",
        "本报记者 高原 摄影报道",
        TEXT,
        "▲老人在检查树的长势。",
        "一条消息的标题",
        f"本报讯 {TEXT}",
    )

    assert (found["captions"], sheet["captions"]) == (["老人在检查树的长势。"], [])


def test_a_headline_set_in_two_lines_of_one_width_is_one():
    (found,), _ = page(HEAD, "小区楼道飞线多\n社区“微网格”一周清完", "本报记者 高原", TEXT)

    assert (found["kicker"], found["title"]) == ("", "小区楼道飞线多 社区“微网格”一周清完")


def test_a_page_of_opinions_is_known_by_the_names_under_its_headlines():
    articles, _ = page("第一篇评论的标题", "邓浩", TEXT, "第二篇评论的标题", "何海", TEXT)

    assert [people(one) for one in articles] == [[("邓浩", "author")], [("何海", "author")]]


def test_a_web_page_with_a_reporters_byline_is_no_newspaper_page():
    web = f"一篇通讯的标题\n\n2022-11-09 08:12 来源：海州日报\n\n□ 本报记者 高原\n\n{TEXT}"

    assert detect(web) == "text"
    assert detect(web.replace("2022-11-09 08:12 来源：海州日报", HEAD)) == "newspaper-page"


def test_an_aside_under_an_article_stays_with_it_without_its_mark():
    (found,), _ = page(HEAD, "一篇通讯的标题", "本报记者 高原", TEXT, "□相关链接", TEXT)

    assert (found["headings"], found["paragraphs"]) == (["相关链接"], 2)


def test_what_an_article_says_of_itself_is_not_taken_for_the_papers_own():
    article = [TEXT, "电话：0411-88888888", TEXT, TEXT, TEXT, TEXT]
    (found,), _ = page(HEAD, "G20：各国财长今日会晤", "本报记者 高原", *article)

    assert (found["title"], found["paragraphs"]) == ("G20：各国财长今日会晤", 6)
    assert "beside" not in found["extra"]
