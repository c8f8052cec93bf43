"""What the whole suite shares."""

from __future__ import annotations

from django.db import connection
from hypothesis import settings

# The same cases on every machine and at every hour: a suite that fails one time in ten tells nobody anything.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")


def pytest_report_header() -> str:
    return f"database: {connection.vendor}"
