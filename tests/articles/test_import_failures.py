"""Whatever fails, and whenever: whole files or none of them, and the next import makes good."""

import hashlib

import pytest
from django.db import IntegrityError, OperationalError, connection

from articles.importing import Options, import_paths
from articles.importing.writing import Writer
from articles.models import Article, ArticleWarning, Credit
from sources.models import Document, ImportedFile
from tests.articles.archive import content, empty
from tests.articles.posts import PARAGRAPHS, digest, many, post, write

TREE = {
    "a.md": post(paragraphs=("□本报记者郭荣鑫文/图", *PARAGRAPHS)),
    "b.md": digest(),
    "c.md": post(1022022226, source="", tags="要闻"),
    "d.md": '---\nlayout: post\ntitle: ""\ndate:  +0800\n---\n',
}


def assert_whole() -> None:
    """No document that is read without its articles, no article without its document, no loose parts."""
    for document in Document.objects.filter(error=""):
        assert hashlib.sha256(document.data).hexdigest() == document.sha256
        assert document.articles.exists() or document.evidence_for.exists(), document.path
    for article in Article.objects.all():
        assert article.document is not None
        assert article.text
    if Article.objects.filter(slug="202202252289085326", document__path__endswith="a.md").exists():
        assert Credit.objects.filter(article__slug="202202252289085326").count() == 2
    if Article.objects.filter(slug="1022022226").exists():
        assert ArticleWarning.objects.filter(article__slug="1022022226", code="missing-source").exists()


class FailAt:
    """Makes the statement number `n` fail, and all after it where it is to `last`."""

    def __init__(self, n: int, last: bool):
        self.n, self.last, self.seen = n, last, 0

    def __call__(self, execute, sql, params, many, context):
        self.seen += 1
        if self.seen == self.n or (self.last and self.seen > self.n):
            raise OperationalError("disk I/O error")
        return execute(sql, params, many, context)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("last", [False, True], ids=["one statement", "all from one on"])
def test_any_statement_may_fail_and_no_file_is_half_imported(tmp_path, last):
    path = write(tmp_path, TREE)
    counter = FailAt(0, last=False)
    with connection.execute_wrapper(counter):
        import_paths([path], Options(jobs=1))
    undisturbed = content()
    assert counter.seen > 15 and len(undisturbed["articles"]) == 2

    disturbed = 0
    for n in range(1, counter.seen + 1, 3 if last else 1):
        empty()
        failure = FailAt(n, last)
        with connection.execute_wrapper(failure):
            try:
                import_paths([path], Options(jobs=1))
            except OperationalError:
                disturbed += 1
        assert failure.seen >= n  # The control: the statement was there to fail.
        assert_whole()

        import_paths([path], Options(jobs=1))

        assert content() == undisturbed, f"statement {n}"
    assert disturbed or not last


@pytest.mark.django_db(transaction=True)
def test_a_batch_that_fails_is_done_again_file_by_file(tmp_path, monkeypatch):
    path = write(tmp_path, many(5))
    store = Writer._store

    def refuse_the_third(self, fresh, now):
        if any(item.found.path.endswith("00003.md") for item, _document in fresh):
            raise IntegrityError("a value is refused")
        return store(self, fresh, now)

    monkeypatch.setattr(Writer, "_store", refuse_the_third)
    outcomes = []

    import_paths([path], Options(jobs=1), lambda file: outcomes.append(file.outcome.value))

    assert outcomes == ["created", "created", "failed", "created", "created"]
    assert Article.objects.count() == 4
    failed = Document.objects.exclude(error="").get()
    assert failed.data.decode() == many(5)["00003.md"]
    assert ImportedFile.objects.get().codes == ["not-stored"]


@pytest.mark.django_db(transaction=True)
def test_a_file_that_was_refused_is_taken_when_the_cause_is_gone(tmp_path, monkeypatch):
    path = write(tmp_path, many(2))
    store = Writer._store

    def refuse_all(self, fresh, now):
        if fresh:
            raise IntegrityError("refused")
        return store(self, fresh, now)

    with monkeypatch.context() as patch:
        patch.setattr(Writer, "_store", refuse_all)
        import_paths([path], Options(jobs=1))
    assert Article.objects.count() == 0

    import_paths([path], Options(jobs=1))

    assert Article.objects.count() == 2
    assert not Document.objects.exclude(error="").exists()
