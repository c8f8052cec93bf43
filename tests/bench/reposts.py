"""How well reposts are found, and how fast.

DATABASE_URL=... python -m tests.bench.reposts COUNT [JOBS]
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable

import django

from .copies import Labelled, cut, labelled

NEW = 200  # articles that come one by one once all others are there


def fill(articles: Iterable[Labelled]) -> dict[int, Labelled]:
    """Articles into the database, as an import writes them; by their ids."""
    from articles.importing.bulk import insert
    from articles.models import Article

    by_slug = {f"bench-{number}": told for number, told in enumerate(articles)}
    rows = ({"slug": slug, "title": told.title, "text": told.text} for slug, told in by_slug.items())
    insert(Article, (row | {"status": Article.Status.PUBLISHED} for row in rows))
    return {pk: by_slug[slug] for pk, slug in Article.objects.values_list("pk", "slug")}


def quality(told: dict[int, Labelled]) -> dict[str, float]:
    """The precision of pairs that are in one cluster, and the recall of copies by the way they were made."""
    from articles.models import Membership

    cluster_of = dict(Membership.objects.values_list("article", "cluster"))
    together: dict[int, Counter[str]] = defaultdict(Counter)
    for article, cluster in cluster_of.items():
        together[cluster][told[article].original] += 1
    found = sum(sum(names.values()) * (sum(names.values()) - 1) // 2 for names in together.values())
    right = sum(count * (count - 1) // 2 for names in together.values() for count in names.values())
    originals = {label.original: article for article, label in told.items() if not label.way}
    hits: dict[str, list[bool]] = defaultdict(list)
    for article, label in told.items():
        if label.way:
            mate = cluster_of.get(originals[label.original])
            hits[label.way].append(mate is not None and cluster_of.get(article) == mate)
    recall = {f"recall, {way}": sum(one) / len(one) for way, one in hits.items()}
    return {"pairs": found, "precision": right / found if found else 1.0, **recall}


def one_by_one(told: dict[int, Labelled]) -> dict[str, float]:
    """Milliseconds that a new article takes to be compared and clustered: half a copy of another, half of none."""
    from django.db import transaction

    from articles.clustering import follow
    from articles.models import Article
    from articles.signatures import sign

    rng, taken, busy = random.Random(2), [], []
    for label in rng.sample(sorted(told.values(), key=lambda label: label.text), NEW):
        text = cut(label.text, 0.1, rng) if rng.random() < 0.5 else "".join(rng.sample(label.text, len(label.text)))
        with transaction.atomic():
            article = Article.objects.create(title="新", text="", slug=f"new-{len(taken)}")
            Article.objects.filter(pk=article.pk).update(text=text)
            started, at_work = time.perf_counter(), time.process_time()
            follow([article.pk], {article.pk: sign(text)})
            taken.append((time.perf_counter() - started) * 1000)
            busy.append((time.process_time() - at_work) * 1000)
            transaction.set_rollback(True)
    return {
        "p50": statistics.median(taken),
        "p95": statistics.quantiles(taken, n=20)[18],
        "busy p50": statistics.median(busy),
        "busy p95": statistics.quantiles(busy, n=20)[18],
    }


def measured(count: int, jobs: int) -> dict[str, float]:
    from articles.clustering import cluster_everything

    told = fill(labelled(count))
    at_work = time.process_time()
    done = cluster_everything(jobs)
    busy = {"busy seconds": time.process_time() - at_work}
    return {"articles": done.articles, "seconds": done.seconds, **busy, **quality(told), **one_by_one(told)}


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    print(json.dumps(measured(int(sys.argv[1]), int(sys.argv[2]))))
