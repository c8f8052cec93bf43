"""Rows by the database's own fast way in."""

import pytest
from django.db import DatabaseError, connection, transaction

from articles.importing.bulk import insert
from articles.models import Article, Tag

pytestmark = pytest.mark.django_db


def test_rows_are_as_if_they_had_been_saved():
    insert(Article, [{"title": "甲\t乙\\N\n丙", "slug": "a", "column": ["栏", "目"], "extra": {"k": None}}])
    saved = Article.objects.create(title="甲\t乙\\N\n丙", slug="b", column=["栏", "目"], extra={"k": None})

    inserted = Article.objects.get(slug="a")
    for field in Article._meta.concrete_fields:
        if field.name not in {"id", "slug", "created_at", "updated_at"}:
            assert getattr(inserted, field.attname) == getattr(saved, field.attname), field.name
    assert abs((inserted.created_at - saved.created_at).total_seconds()) < 5


def test_no_rows_are_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert(Tag, [])


def test_what_the_database_refuses_is_djangos_error():
    with pytest.raises(DatabaseError), transaction.atomic():
        insert(Tag, [{"name": "甲", "slug": "a"}, {"name": "甲", "slug": "b"}])

    assert Tag.objects.count() == 0
    assert connection.is_usable()
