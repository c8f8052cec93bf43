"""The real files: what each query finds was counted by hand from their texts, before it was asked of an engine."""

import pytest
from django.conf import settings

from articles import search
from articles.importing import Options, import_paths
from articles.models import Article
from tests.articles.archive import empty

# A letter for each article, by the beginning of its title.
LETTERS = {
    "数字技术应用": "Q",  # Quanzhou
    "新一轮": "X",  # Xiamen
    "深化数字": "C",  # Chengdu
    "这里深挖": "K",  # science and technology
    "数字服务": "N",  # the newspaper page, first article
    "从未批准": "B",  # and the second, about a bank
}


@pytest.fixture(scope="module")
def seeds(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        import_paths([str(settings.BASE_DIR / "fixtures" / "seeds")], Options(status="published", jobs=1))
        yield
        empty()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("营商环境", "QXCKN"),
        ("营商", "QXCKN"),
        ("商环", "QXCKN"),
        ("营", "QXCKNB"),
        ("的", "QXCKNB"),
        ("鸿沟", "C"),
        ("猫", ""),
        ("数字技术应用", "QC"),
        ("数字政府", "QXCKN"),
        # A quotation mark ends there.
        ("数字政府强基", ""),
        ('"数字政府 强基工程"', "X"),
        ("“数字政府”强基工程", "X"),
        ("小巨人", "K"),
        ("小巨人企业", ""),
        ("一网通办", "QXCKN"),
        ("时间银行", "B"),
        ("银行", "QCKB"),
        ("光大", "KB"),
        ("养老", "XB"),
        ("电子证照", "XC"),
        ("最多跑一次", "KN"),
        ("惠企", "QXCKN"),
        ("法院", "QX"),
        # Sentences that a column break cut in two
        ("开工建设", "N"),
        ("审批业务二维码", "N"),
        # Numbers, whole, with their units
        ("亿元", "QK"),
        ("21亿元", "Q"),
        ("２１亿元", "Q"),
        ("1亿元", ""),
        ("102.43亿元", "K"),
        ("43亿元", ""),
        ("100%", "XKN"),
        ("5951个", "N"),
        ("12345热线", "N"),
        ("1234", ""),
        ("1234*", "N"),
        ("2021", "QK"),
        # Letters
        ("APP", "QXNB"),
        ("ａｐｐ", "QXNB"),
        ("B-READY", "C"),
        ("busi", ""),
        ("busi*", "C"),
        ("互联网+政务服务", "QK"),
        # Beside the text
        ("郭荣鑫", "Q"),
        ("author:刘艳", "X"),
        ("author:孟飞", "NB"),
        ("title:孟飞", ""),
        ("做强做优", "N"),
        ("title:营商环境", "QC"),
        # A caption and a column are the page's, not an article's.
        ("唐克", ""),
        ("source:成都日报", "C"),
        ("source:日报", "XCK"),
        ("tag:新闻", "QXK"),
        ("year:2022", "QXK"),
        ("after:2022-03", "XK"),
        ("before:2022-02", "Q"),
        # Together
        ("营商环境 -泉州", "XCKN"),
        ("-营商环境", "B"),
        ("泉州 OR 贵阳", "QK"),
        ("(泉州 OR 厦门) 数字政府", "QX"),
        ("银行 -(虚假 OR 泉州)", "CK"),
        ("营商环境 year:2022 -source:厦门", "QK"),
        ("營商環境", ""),
    ],
)
def test_a_query_finds_the_seeds_that_hold_it(seeds, text, letters):
    articles = Article.objects.published()
    titles = search.matching(articles, search.parse(text)).values_list("title", flat=True)

    assert {LETTERS[start] for start in LETTERS for title in titles if title.startswith(start)} == set(letters)
    assert len(titles) == len(letters)
    assert search.count(articles, search.parse(text)) == search.Count(len(letters), True)


@pytest.mark.django_db
def test_either_script_finds_all_on_request(seeds):
    query = search.parse("營商環境", both_scripts=True)

    assert search.count(Article.objects.published(), query).number == 5


@pytest.mark.django_db
def test_the_words_are_marked_in_titles_and_sentences(seeds):
    [hit] = search.search(Article.objects.published(), search.parse("21亿元")).hits

    assert [snippet.html for snippet in hit.snippets] == [
        "去年短短上线几个月，累计有1464家中小微企业进行扫码申请融资近<mark>21亿元</mark>，切实惠企纾困。"
    ]
