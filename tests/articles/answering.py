"""A process that serves pages: for each address that it reads it writes a line of JSON, [status, page, queries].

python -m tests.articles.answering
"""

from __future__ import annotations

import json
import os
import sys

import django


def main() -> None:
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    settings.PAGE_CACHE = True
    reader = Client()
    for line in sys.stdin:
        with CaptureQueriesContext(connection) as queries:
            response = reader.get(line.strip())
        print(json.dumps([response.status_code, response.content.decode(), len(queries)]), flush=True)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    main()
