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

import django

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


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def apply() -> dict[str, float]:
    from articles import autotagging
    from articles.models import TagMark, TagRule

    return {
        "apply to all": seconds(lambda: autotagging.apply_all(jobs=2)),
        "given": TagMark.objects.count(),
        "apply again": seconds(lambda: autotagging.apply_all(jobs=2)),
        "trial of a rule": seconds(lambda: autotagging.trial(TagRule.objects.get(tag__name="营商环境"), 600)),
        "rules": TagRule.objects.count(),
    }


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    told: dict[str, float] = {}
    if sys.argv[1] != "nothing":
        load()
    if sys.argv[1] == "apply":
        fill(int(sys.argv[2]))
        told = apply()
    print(json.dumps(told))
