"""Whatever was done to an article, in whatever order: what is restored is as it was, to the byte."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import revising
from articles.changes import Change
from articles.models import Article, Credit, Revision
from tests.factories import make_article, make_source, make_tag

from .revisions import everything

SEQUENCES = 200
WORDS = ["数字", "政务", "营商 环境", "GDP", "\u3000全角", "“引号”", "🀄", "第一行\n第二行", "&lt;", "\U00020000"]


def text(chance: random.Random) -> str:
    return "，".join(chance.sample(WORDS, chance.randint(1, 4)))


def edit_columns(article: Article, chance: random.Random) -> None:
    article.title, article.summary = text(chance), text(chance)
    article.body = f"<p>{text(chance)}</p>\n<h2>{chance.random()}</h2>"
    article.extra = {text(chance): [chance.random(), None]}
    article.column = chance.sample(WORDS, chance.randint(0, 3))
    article.save()


def edit_date(article: Article, chance: random.Random) -> None:
    moment = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(microseconds=chance.randrange(10**15))
    article.published_at = chance.choice([None, moment])
    article.published_precision = chance.choice(Article.Precision.values)
    article.save()


def edit_choices(article: Article, chance: random.Random) -> None:
    article.status = chance.choice(Article.Status.values if article.title else ["draft", "archived"])
    article.source, article.republisher = (chance.choice([None, make_source()]) for _ in range(2))
    article.save()


def edit_tags(article: Article, chance: random.Random) -> None:
    article.tags.set([*chance.sample(list(article.tags.all()), chance.randint(0, article.tags.count())), make_tag()])


def edit_credits(article: Article, chance: random.Random) -> None:
    article.credits.filter(pk__in=chance.sample(list(article.credits.values_list("pk", flat=True)), 1)).delete()
    for number in range(chance.randint(1, 3)):
        name, role = f"{text(chance)}{number}", chance.choice(Credit.Role.values)
        # The same place in the order for two is no usual thing, and no reason to lose their order.
        Credit.objects.create(
            article=article, name=name, role=role, order=chance.randint(0, 2), affiliation=str(number)
        )


def delete_and_revive(article: Article, chance: random.Random) -> None:
    revising.record_deletion([article.pk])
    Article.objects.filter(pk=article.pk).delete()
    revising.revive(Revision.objects.of_deleted().get(slug=article.slug))


EDITS: list[Callable[[Article, random.Random], None]] = [
    edit_columns,
    edit_date,
    edit_choices,
    edit_tags,
    edit_credits,
    delete_and_revive,
]


@pytest.mark.django_db
def test_any_revision_of_200_random_sequences_is_restored_as_it_was():
    differing = 0
    for seed in range(SEQUENCES):
        chance = random.Random(seed)
        article = make_article(tags=["甲"], credits=[("甲", "reporter"), ("乙", "editor")])
        revising.record([article.pk], Revision.Means.PERSON)
        was = {1: everything(article)}
        for _step in range(chance.randint(2, 5)):
            article = Article.objects.get(slug=article.slug)
            edit = chance.choice(EDITS)
            with revising.recording([article.pk], Revision.Means.PERSON):
                edit(article, chance)
            article = Article.objects.get(slug=article.slug)
            revising.record([article.pk], Revision.Means.PERSON)
            number = Revision.objects.filter(slug=article.slug).order_by("-number").values_list("number", flat=True)[0]
            was[number] = everything(article)
        differing += len({str(told) for told in was.values()})
        for number in chance.sample(list(was), len(was)):
            revision = Revision.objects.get(slug=article.slug, number=number)
            revising.restore(article, revision)
            assert everything(article) == was[number], (seed, number)
            assert Revision.objects.filter(slug=article.slug).newest().get().digest == revision.digest
    # The control: there was something to restore.
    assert differing > 2 * SEQUENCES


@pytest.mark.django_db
def test_undoing_any_random_bulk_change_puts_all_back():
    for seed in range(40):
        chance = random.Random(seed)
        articles = [make_article(tags=["甲", "乙"]) for _ in range(4)]
        for article in articles:
            chance.choice([edit_columns, edit_date, edit_choices, edit_tags])(article, chance)
        was = [everything(article) for article in articles]
        tags = [[tag.pk, tag.name] for tag in (*articles[0].tags.all(), make_tag())]
        values = {
            "status": chance.choice(["draft", "published"]),
            "source": None,
            "published_at": [timezone.now().isoformat(), "day"],
            "column": ["新"],
        }
        chosen = {name: values[name] for name in chance.sample(list(values), chance.randint(1, 4))}
        change = Change(chosen, add_tags=tags[-1:], remove_tags=tags[:1])

        bulk_change = revising.change_many([article.pk for article in articles], change)
        assert [everything(article) for article in articles] != was
        revising.undo(bulk_change)

        assert [everything(article) for article in articles] == was, seed
