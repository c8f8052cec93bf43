"""One import, measured from inside.

DATABASE_URL=... python -m tests.bench.importing FOLDER JOBS
"""

from __future__ import annotations

import json
import os
import sys

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from articles.importing import Options, import_paths

    report = import_paths([sys.argv[1]], Options(jobs=int(sys.argv[2])))
    print(json.dumps({**report.counts, "seconds": report.seconds}))
