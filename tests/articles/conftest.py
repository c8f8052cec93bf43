import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import translation

from articles.models import Article
from tests.factories import make_editor

from .editors import logged_in
from .histories import changed_in_every_field


@pytest.fixture
def english():
    """Messages as they are written in the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def editor(client) -> User:
    """Who `client` is logged in as, with the admin in English."""
    client.cookies["django_language"] = "en"
    editor = make_editor()
    client.force_login(editor)
    return editor


@pytest.fixture
def changed(client, editor) -> Article:
    """An article with two revisions, which differ in every field."""
    return changed_in_every_field(client)


@pytest.fixture
def wang() -> Client:
    return logged_in("wang")


@pytest.fixture
def li() -> Client:
    return logged_in("li")
