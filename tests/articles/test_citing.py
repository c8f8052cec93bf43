"""Citations, as a library or a LaTeX file takes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from articles.citing import Cited, bibtex, gb7714, plain

NEWSPAPER = Cited(
    key="202202252289085326",
    title="数字技术应用 赋能营商环境优化升级",
    authors=("郭荣鑫",),
    publisher="泉州晚报",
    is_newspaper=True,
    published=date(2022, 2, 25),
    address="https://archive.example.org/articles/202202252289085326/",
    accessed=date(2026, 11, 5),
)


def test_a_newspaper_article_is_cited_by_paper_day_and_address():
    assert gb7714(NEWSPAPER) == (
        "郭荣鑫. 数字技术应用 赋能营商环境优化升级[N/OL]. 泉州晚报, 2022-02-25[2026-11-05]. "
        "https://archive.example.org/articles/202202252289085326/."
    )


def test_of_more_than_three_authors_three_are_named():
    assert gb7714(replace(NEWSPAPER, authors=("甲", "乙", "丙", "丁"))).startswith("甲, 乙, 丙, 等. ")
    assert gb7714(replace(NEWSPAPER, authors=("甲", "乙", "丙"))).startswith("甲, 乙, 丙. ")


def test_a_web_page_has_its_day_in_parentheses():
    page = replace(NEWSPAPER, is_newspaper=False, publisher="招商人", authors=())
    assert gb7714(page).startswith("数字技术应用 赋能营商环境优化升级[EB/OL]. 招商人, (2022-02-25)[2026-11-05]. ")


def test_what_is_not_known_is_left_out():
    bare = replace(NEWSPAPER, authors=(), publisher="", published=None)
    assert gb7714(bare).startswith("数字技术应用 赋能营商环境优化升级[N/OL]. [2026-11-05]. ")
    assert plain(bare) == (
        "《数字技术应用 赋能营商环境优化升级》，https://archive.example.org/articles/202202252289085326/。"
    )
    assert "author" not in bibtex(bare) and "journaltitle" not in bibtex(bare) and "\n  date" not in bibtex(bare)


def test_bibtex_keeps_names_whole_and_dates_iso():
    assert bibtex(replace(NEWSPAPER, authors=("郭荣鑫", "李景"))) == "\n".join(
        [
            "@article{202202252289085326,",
            "  author = {{郭荣鑫} and {李景}},",
            "  title = {{数字技术应用 赋能营商环境优化升级}},",
            "  journaltitle = {泉州晚报},",
            "  date = {2022-02-25},",
            "  url = {https://archive.example.org/articles/202202252289085326/},",
            "  urldate = {2026-11-05},",
            "}",
        ]
    )


def test_bibtex_lets_no_title_break_out_of_its_field():
    entry = bibtex(replace(NEWSPAPER, title="增长5%} \\input{x} A&B #1 ~^"))
    assert r"title = {{增长5\%\} \textbackslash{}input\{x\} A\&B \#1 \textasciitilde{}\textasciicircum{}}}" in entry


def test_the_plain_line_reads_as_chinese_prose():
    assert plain(NEWSPAPER) == (
        "郭荣鑫：《数字技术应用 赋能营商环境优化升级》，泉州晚报，2022年2月25日，"
        "https://archive.example.org/articles/202202252289085326/。"
    )
