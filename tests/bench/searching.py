"""Searches of one archive, measured from inside.

DATABASE_URL=... python -m tests.bench.searching [--keep-index]
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator

import django

HOSTILE = [
    '"',
    '"营商',
    "-",
    "--",
    "- -营商",
    "(" * 500,
    "营商 (" * 200,
    ")" * 100,
    "OR",
    "OR OR OR",
    "AND NOT",
    "营商 OR",
    "NEAR(营商 环境)",
    "营商*",
    "*",
    "**",
    "a*",
    "1*",
    "%",
    "_",
    "\\",
    "' OR 1=1 --",
    "'; DROP TABLE articles_article; --",
    "title:",
    "title:*",
    "source:",
    "tag:没有",
    "year:",
    "year:9999",
    "after:2022-99-99",
    "before:0001",
    "年",
    "的",
    "一",
    "𠮷",
    "㍿",
    "é",
    "\x00",
    "营商\x00环境",
    "\u202e营商",
    "营商环境" * 250,
    "的 " * 500,
    "年 月 日 的 一 在 和 是 了 有",
    "年 OR 月 OR 日 OR 的 OR 一",
    "-的",
    "-(营商环境 OR 数字经济)",
    " ".join(f"-{word}" for word in "年月日的一在和是"),
    "x" * 100_000,
    "营" * 100_000,
    " OR ".join(f"{number}*" for number in range(40)),
]
MIXED = ["5G 应用", "AI OR 大数据", "21亿元", "100万元", "3.5%", "营商环境 -旅游", "营商环境 数字经济", '"AI 应用"']
MIXED += ["(人工智能 OR 大数据) 泉州", "5G -营商环境", "增长 亿元 -下降", "title:营商环境 5G", "旅游 year:2022"]
COMMON = ["营商环境", "营商", "环境", "营", "发展"]
TIMES = 3


def kinds(articles) -> Iterator[tuple[str, list[str]]]:
    """Words of the corpus by how many articles have them, found in a sample."""
    from articles.search import count, parse
    from articles.search.tokens import squeeze

    rng = random.Random(1)
    texts = [squeeze(text) for text in articles.order_by("pk").values_list("text", flat=True)[:1000]]
    words = set()
    for text in texts[:60]:
        for _number in range(40):
            size = rng.choice([2, 2, 3, 4, 4, 6, 8])
            start = rng.randrange(len(text) - size)
            word = text[start : start + size]
            if all("\u4e00" <= char <= "\u9fff" for char in word):
                words.add(word)
    found = {word: sum(word in text for text in texts) / len(texts) for word in sorted(words)}
    rare = [word for word, share in found.items() if share <= 0.001]
    rng.shuffle(rare)
    yield "rare", [word for word in rare[:150] if count(articles, parse(word)).number < 20][:20]
    yield "in 1 %", [word for word, share in found.items() if 0.007 <= share <= 0.013][:15]
    yield "in 20 %", [word for word, share in found.items() if 0.17 <= share <= 0.23][:10]


def measure(work: Callable[[str], None], texts: list[str]) -> tuple[float, float]:
    """The median and the 95th of a hundred, in milliseconds."""
    taken = []
    for _time in range(TIMES):
        for text in texts:
            started = time.perf_counter()
            work(text)
            taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def main(keep_index: bool) -> dict:
    from django.db import connection

    from articles import search
    from articles.models import Article

    # Not as it is in tests: a search writes down none of its queries.
    connection.force_debug_cursor = False
    # As the site takes them, with their texts, which are cut into snippets, and their credits.
    articles = Article.objects.published().select_related("source").prefetch_related("credits")
    articles = articles.defer("body", "imported", "conflicts", "extra", "usage_terms")

    def page(order: str) -> Callable[[str], None]:
        def work(text: str) -> None:
            query = search.parse(text)
            for hit in search.search(articles, query, order).hits:
                _html = [hit.title.html, *(snippet.html for snippet in hit.snippets)]
            str(search.count(articles, query))

        return work

    page(search.RELEVANCE)("营商环境")
    words = dict(kinds(articles))
    times = {name: measure(page(search.RELEVANCE), texts) for name, texts in words.items()}
    times["in 90 %, newest first"] = measure(page(search.NEWEST), COMMON)
    times["in 90 %, by relevance"] = measure(page(search.RELEVANCE), COMMON)
    times["mixed"] = measure(page(search.RELEVANCE), MIXED)
    times["hostile"] = measure(page(search.RELEVANCE), HOSTILE)
    times["facets of 20 %"] = measure(lambda text: search.facets(articles, search.parse(text)), words["in 20 %"])
    told = {"times": times, "size": size() / text_bytes()}
    if not keep_index:
        started = time.perf_counter()
        search.rebuild(Article.objects.all())
        told["rebuild"] = time.perf_counter() - started
    return told


def text_bytes() -> int:
    from django.db import connection

    length = "octet_length(text)" if connection.vendor == "postgresql" else "length(CAST(text AS BLOB))"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT sum({length}) FROM articles_article")
        return int(cursor.fetchone()[0])


def size() -> int:
    """Bytes of the index with all that belongs to it."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT pg_total_relation_size('articles_searchindex') + pg_total_relation_size('articles_searchentry')"
            )
        else:
            cursor.execute(
                "SELECT (SELECT sum(length(block)) FROM articles_searchindex_data) "
                "+ (SELECT count(*) * 40 FROM articles_searchentry)"
            )
        return int(cursor.fetchone()[0])


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    print(json.dumps(main("--keep-index" in sys.argv)))
