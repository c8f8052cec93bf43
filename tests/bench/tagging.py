"""Tag rules, measured from inside.

DATABASE_URL=... python -m tests.bench.tagging nothing|rules|apply [N]

`rules` loads them from the fixture; `apply` does so too, puts N articles in without their files, and applies the rules
to them in two processes.
"""

from __future__ import annotations

import json
import os
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

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


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of processor time, the workers' too: on a busy machine only these tell."""
    started, before = time.perf_counter(), _processor()
    work()
    return time.perf_counter() - started, _processor() - before


def _processor() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def apply() -> dict[str, Any]:
    from articles import autotagging
    from articles.models import TagMark, TagRule

    return {
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
