"""Tag rules, measured from inside.

DATABASE_URL=... python -m tests.bench.tagging nothing|rules|apply [N]

`rules` loads them from the fixture; `apply` does so too, puts N articles in without their files, and applies the rules
to them in two processes.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import django

from articles.tagging import Rule, match_all

from .corpus import Maker

_TAG = re.compile(r"<[^>]*>\s*")


def load() -> None:
    from django.core.management import call_command

    from config.run import ROOT

    call_command("loaddata", ROOT / "fixtures" / "tags.json", verbosity=0)


def fill(count: int) -> None:
    from django.db import transaction

    from articles.importing.bulk import insert
    from articles.models import Article

    with transaction.atomic():
        insert(Article, _rows(count))


def _rows(count: int) -> Iterator[dict[str, str]]:
    maker = Maker()
    for number in range(count):
        article = maker.article(number)
        text = _TAG.sub("\n", article.body).strip()
        yield {"title": article.title, "slug": f"a{number}", "text": text, "status": "published"}


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of processor time in this process: on a busy machine only these tell."""
    started, before = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - started, time.process_time() - before


def milliseconds_to_match(rules: tuple[Rule, ...], texts: list[dict[str, str]]) -> float:
    """What a worker takes for an article."""
    match_all(rules, texts[:10])
    _clock, of_processor = spent(lambda: match_all(rules, texts))
    return of_processor / len(texts) * 1000


def apply() -> dict[str, Any]:
    from articles import autotagging
    from articles.models import Article, TagMark, TagRule

    texts = list(Article.objects.values("title", "text")[:1000])
    return {
        "match": milliseconds_to_match(autotagging.rules_in_use(), texts),
        "apply to all": spent(lambda: autotagging.apply_all(jobs=2)),
        "given": TagMark.objects.count(),
        "apply again": spent(lambda: autotagging.apply_all(jobs=2)),
        "trial of a rule": spent(lambda: autotagging.trial(TagRule.objects.get(tag__name="营商环境"), 600)),
        "rules": TagRule.objects.count(),
    }


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    told: dict[str, Any] = {}
    if sys.argv[1] != "nothing":
        load()
    if sys.argv[1] == "apply":
        fill(int(sys.argv[2]))
        told = apply()
    print(json.dumps(told))
