"""A file that comes again changed, and what an editor did meanwhile."""

import random
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from articles.importing import import_paths, resolve_conflict
from articles.models import Article, ArticleWarning, Credit, Tag
from sources.models import Document, ImportedFile, Source
from tests.articles.posts import PARAGRAPHS, post, write
from tests.factories import make_source

pytestmark = pytest.mark.django_db


def outcomes(path):
    seen = []
    import_paths([path], on_file=lambda file: seen.append(file.outcome.value))
    return seen


def test_a_changed_file_updates_its_article_and_keeps_both_documents(tmp_path):
    outcomes(write(tmp_path, {"a.md": post()}))
    old = Document.objects.get()

    assert outcomes(write(tmp_path, {"a.md": post(title="更正后的标题")})) == ["updated"]

    article = Article.objects.get()
    assert article.title == "更正后的标题"
    assert article.slug == "202202252289085326"
    assert article.document != old
    assert list(article.evidence.all()) == [old]
    assert not article.has_conflicts


def test_a_changed_file_changes_credits_tags_and_publisher_too(tmp_path):
    outcomes(write(tmp_path, {"a.md": post(paragraphs=("□本报记者郭荣鑫文/图", *PARAGRAPHS))}))

    changed = post(source="厦门日报", paragraphs=("□本报记者刘艳", *PARAGRAPHS))
    assert outcomes(write(tmp_path, {"a.md": changed})) == ["updated"]

    article = Article.objects.get()
    assert article.source.name == "厦门日报"
    assert [tag.name for tag in article.tags.all()] == ["厦门日报新闻"]
    assert [(who.name, who.role) for who in article.credits.all()] == [("刘艳", "reporter")]


@pytest.mark.parametrize(
    "same",
    [
        post().replace(" +0800", ""),
        post().replace("\n", "\r\n"),
        post() + "\n[返回首页](//home.example/)\n",
    ],
    ids=["zone", "line ends", "back link"],
)
def test_a_file_that_says_the_same_in_other_bytes_touches_no_article(tmp_path, same):
    outcomes(write(tmp_path, {"a.md": post()}))
    before = Article.objects.values().get()

    (tmp_path / "a.md").write_bytes(same.encode())
    assert outcomes(str(tmp_path)) == ["unchanged"]

    assert Article.objects.values().get() == before
    assert Document.objects.count() == 2
    assert Article.objects.get().evidence.count() == 1


def test_an_editors_change_stays_when_the_file_changes_elsewhere(tmp_path):
    outcomes(write(tmp_path, {"a.md": post()}))
    Article.objects.update(title="编辑改过的标题")

    changed = post(paragraphs=(*PARAGRAPHS, "补充的一段，说明后续进展情况如何。"))
    assert outcomes(write(tmp_path, {"a.md": changed})) == ["updated"]

    article = Article.objects.get()
    assert article.title == "编辑改过的标题"
    assert article.text.endswith("补充的一段，说明后续进展情况如何。")
    assert article.conflicts == {}


def test_what_both_changed_keeps_the_editors_value_and_shows_the_files(tmp_path):
    path = write(tmp_path, {"a.md": post()})
    outcomes(path)
    Article.objects.update(title="编辑改过的标题")

    assert outcomes(write(tmp_path, {"a.md": post(title="文件改过的标题")})) == ["conflict"]

    article = Article.objects.get()
    assert article.title == "编辑改过的标题"
    assert article.conflicts == {"title": "文件改过的标题"}
    assert article in Article.objects.needs_attention()
    assert ImportedFile.objects.get().outcome == "conflict"


def test_an_editors_credits_and_tags_are_kept_like_any_field(tmp_path):
    outcomes(write(tmp_path, {"a.md": post(paragraphs=("□本报记者郭荣鑫", *PARAGRAPHS))}))
    article = Article.objects.get()
    article.tags.set([Tag.objects.create(name="专题")])
    article.credits.update(name="郭荣")

    changed = post(source="厦门日报", paragraphs=("□本报记者刘艳", *PARAGRAPHS))
    assert outcomes(write(tmp_path, {"a.md": changed})) == ["conflict"]

    article.refresh_from_db()
    assert [tag.name for tag in article.tags.all()] == ["专题"]
    assert [who.name for who in article.credits.all()] == ["郭荣"]
    assert article.conflicts == {"tags": ["厦门日报新闻"], "credits": [["刘艳", "reporter", ""]]}
    assert article.source.name == "厦门日报"


def test_a_conflict_is_gone_when_the_file_comes_round(tmp_path):
    outcomes(write(tmp_path, {"a.md": post()}))
    Article.objects.update(title="编辑改过的标题")
    outcomes(write(tmp_path, {"a.md": post(title="文件改过的标题")}))

    outcomes(write(tmp_path, {"a.md": post(title="编辑改过的标题")}))

    article = Article.objects.get()
    assert (article.title, article.conflicts, article.has_conflicts) == ("编辑改过的标题", {}, False)


def test_an_editors_status_is_kept(tmp_path):
    outcomes(write(tmp_path, {"a.md": post()}))
    Article.objects.update(status="archived")

    outcomes(write(tmp_path, {"a.md": post(title="更正后的标题")}))

    assert Article.objects.get().status == "archived"


def test_a_publisher_that_an_editor_renamed_is_no_editors_change_of_the_article(tmp_path):
    outcomes(write(tmp_path, {"a.md": post()}))
    source = Source.objects.get()
    source.aliases.create(name="泉州晚报")
    source.name = "泉州晚报社"
    source.save()

    assert outcomes(write(tmp_path, {"a.md": post(source="厦门日报", tags="泉州晚报新闻")})) == ["updated"]

    assert Article.objects.get().source.name == "厦门日报"


def test_a_warning_that_an_editor_closed_stays_closed(tmp_path):
    outcomes(write(tmp_path, {"a.md": post(source="", tags="要闻")}))
    assert ArticleWarning.objects.filter(code="missing-source").exists()
    ArticleWarning.objects.all().delete()

    outcomes(write(tmp_path, {"a.md": post(title="更正后的标题", source="", tags="要闻")}))

    assert not ArticleWarning.objects.filter(code="missing-source").exists()


def test_a_warning_that_the_file_no_longer_gives_is_closed(tmp_path):
    outcomes(write(tmp_path, {"a.md": post(source="", tags="要闻")}))

    outcomes(write(tmp_path, {"a.md": post(tags="要闻")}))

    assert not ArticleWarning.objects.filter(code="missing-source").exists()


def test_a_file_without_a_number_is_known_by_its_place_and_its_likeness(tmp_path):
    outcomes(write(tmp_path, {"a.md": post(number="")}))
    slug = Article.objects.get().slug

    assert outcomes(write(tmp_path, {"a.md": post(number="", title="更正后的标题")})) == ["updated"]

    article = Article.objects.get()
    assert (article.title, article.slug) == ("更正后的标题", slug)


def test_a_copy_that_was_imported_before_it_changed_updates_the_same_article(tmp_path):
    outcomes(write(tmp_path / "first", {"a.md": post(number="")}))
    copy = write(tmp_path / "copy", {"a.md": post(number="")})
    assert outcomes(copy) == outcomes(copy) == ["unchanged"]
    slug = Article.objects.get().slug

    assert outcomes(write(tmp_path / "copy", {"a.md": post(number="", title="更正后的标题")})) == ["updated"]

    article = Article.objects.get()
    assert (article.title, article.slug) == ("更正后的标题", slug)


def test_a_copy_that_was_never_imported_is_not_known_by_its_place(tmp_path):
    # The control: an article without a number, under another title, in a place that nobody has seen.
    outcomes(write(tmp_path / "first", {"a.md": post(number="")}))

    assert outcomes(write(tmp_path / "copy", {"a.md": post(number="", title="更正后的标题")})) == ["created"]


def test_a_place_that_holds_something_else_today_makes_a_new_article(tmp_path):
    outcomes(write(tmp_path, {"today.md": post(number="")}))

    other = post(number="", title="今天的另一条", paragraphs=("讲的是完全不同的另外一件事情，与昨天毫无关系。",))
    assert outcomes(write(tmp_path, {"today.md": other})) == ["created"]

    assert sorted(Article.objects.values_list("title", flat=True)) == [
        "今天的另一条",
        "数字技术应用 赋能营商环境优化升级",
    ]


def change(article: Article, rng: random.Random) -> None:
    """One edit, as an editor makes it."""
    edit = rng.randrange(7)
    if edit == 0:
        article.title = f"编辑的标题{rng.random()}"
    elif edit == 1:
        article.body = f"<p>编辑的正文{rng.random()}</p>"
    elif edit == 2:
        article.source = rng.choice([None, Source.objects.first()])
    elif edit == 3:
        article.published_at = rng.choice([None, timezone.now(), datetime(2020, 1, 2, tzinfo=UTC)])
    elif edit == 4:
        article.tags.set(rng.sample(list(Tag.objects.all()), k=rng.randrange(3)))
    elif edit == 5:
        article.credits.all().delete()
        Credit.objects.create(article=article, name=f"人{rng.randrange(9)}", role="author")
    else:
        article.summary, article.status = f"编辑的摘要{rng.random()}", rng.choice(["draft", "published", "archived"])
    article.save()


def state(article: Article) -> dict:
    article = Article.objects.get(pk=article.pk)
    plain = {
        name: getattr(article, name) for name in ("title", "body", "source_id", "published_at", "summary", "status")
    }
    plain["tags"] = sorted(tag.name for tag in article.tags.all())
    plain["credits"] = [(who.name, who.role) for who in article.credits.all()]
    return plain


def test_edits_survive_a_hundred_new_versions_of_the_file(tmp_path):
    rng = random.Random(20)
    make_source("福建日报")
    for name in ("甲", "乙", "丙"):
        Tag.objects.create(name=name)
    outcomes(write(tmp_path, {"a.md": post()}))
    article = Article.objects.get()
    imported = state(article)
    for version in range(100):
        change(article, rng)
        edited = {name: value for name, value in state(article).items() if value != imported[name]}

        said = post(title=f"文件的标题{version}", paragraphs=(f"文件的正文{version}", *PARAGRAPHS))
        outcomes(write(tmp_path, {"a.md": said}))

        after = state(article)
        assert {name: after[name] for name in edited} == edited
        article.refresh_from_db()
        imported |= {name: value for name, value in after.items() if name not in edited}


@pytest.fixture
def disputed(tmp_path):
    outcomes(write(tmp_path, {"a.md": post(paragraphs=("□本报记者郭荣鑫", *PARAGRAPHS))}))
    article = Article.objects.get()
    article.title, article.source, article.published_at = "编辑的标题", make_source("福建日报"), None
    article.save()
    article.tags.set([Tag.objects.create(name="专题")])
    article.credits.update(name="郭荣")
    changed = post(title="文件的标题", source="厦门日报", date="2022-03-01", paragraphs=("□本报记者刘艳", *PARAGRAPHS))
    assert outcomes(write(tmp_path, {"a.md": changed})) == ["conflict"]
    article.refresh_from_db()
    assert sorted(article.conflicts) == ["credits", "published_at", "source", "tags", "title"]
    return article


def test_an_editor_can_take_what_the_file_says_field_by_field(disputed):
    for field in ("title", "source", "published_at", "tags", "credits"):
        resolve_conflict(disputed, field, take_file=True)

    assert disputed.title == "文件的标题"
    assert disputed.source.name == "厦门日报"
    assert (disputed.published_at.isoformat(), disputed.published_precision) == ("2022-02-28T16:00:00+00:00", "day")
    assert [tag.name for tag in disputed.tags.all()] == ["厦门日报新闻"]
    assert [(who.name, who.role) for who in disputed.credits.all()] == [("刘艳", "reporter")]
    assert (disputed.conflicts, disputed.has_conflicts) == ({}, False)


def test_an_editor_can_keep_what_the_article_says(disputed):
    resolve_conflict(disputed, "title", take_file=False)

    assert disputed.title == "编辑的标题"
    assert "title" not in disputed.conflicts
    assert disputed.has_conflicts


def test_a_conflict_is_settled_only_once(disputed):
    resolve_conflict(disputed, "title", take_file=False)

    with pytest.raises(KeyError):
        resolve_conflict(disputed, "title", take_file=True)
