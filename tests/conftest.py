"""What the whole suite shares."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from hypothesis import settings as hypothesis_settings

# The same cases on every machine and at every hour: a suite that fails one time in ten tells nobody anything.
hypothesis_settings.register_profile("steady", derandomize=True, deadline=None, database=None)
hypothesis_settings.load_profile("steady")


def pytest_report_header() -> str:
    return f"database: {connection.vendor}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The database, which has told what it can: Django asks SQLite once a process, in statements that a test counts."""
    with django_db_blocker.unblock():
        assert connection.features.supports_json_field


@pytest.fixture
def reader(settings) -> Client:
    """A reader of pages that are kept until something changes; none is kept yet."""
    settings.PAGE_CACHE = True
    caches["pages"].clear()
    return Client()
