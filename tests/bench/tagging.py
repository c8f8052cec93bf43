"""Tag rules, measured from inside.

DATABASE_URL=... python -m tests.bench.tagging rules|apply

`rules` loads them from the fixture; `apply` does so and applies them to the articles that are there, in two processes.
"""

from __future__ import annotations

import json
import os
import sys
import time

import django


def main(what: str) -> dict[str, float]:
    from django.core.management import call_command

    from articles.models import TagMark, TagRule
    from config.run import ROOT

    if what == "apply":
        # The articles came first, and their files' tags have names and keys of their own.
        _make_room()
    call_command("loaddata", ROOT / "fixtures" / "tags.json", verbosity=0)
    if what == "rules":
        return {}
    from articles import autotagging

    def seconds(work) -> float:
        started = time.perf_counter()
        work()
        return time.perf_counter() - started

    return {
        "apply to all": seconds(lambda: autotagging.apply_all(jobs=2)),
        "given": TagMark.objects.count(),
        "apply again": seconds(lambda: autotagging.apply_all(jobs=2)),
        "trial of a rule": seconds(lambda: autotagging.trial(TagRule.objects.get(tag__name="营商环境"), 600)),
        "rules": TagRule.objects.count(),
    }


def _make_room() -> None:
    from articles.models import Article, Tag

    Article.tags.through.objects.all().delete()
    Tag.objects.all().delete()


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    print(json.dumps(main(sys.argv[1])))
