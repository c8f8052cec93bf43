"""The floor: one table, one index beside its keys, and `bulk_create`.

DATABASE_URL=... python -m tests.bench.bare FOLDER
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import environ
from django.conf import settings

from .corpus import parse

PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536; PRAGMA mmap_size=2147418112;"
BATCH = 500


def configure() -> None:
    import django

    database = environ.Env().db("DATABASE_URL")
    if "sqlite3" in database["ENGINE"]:
        database["OPTIONS"] = {"init_command": PRAGMAS}
    settings.configure(USE_TZ=True, DATABASES={"default": database}, DEFAULT_AUTO_FIELD="django.db.models.AutoField")
    django.setup()


def make_model():
    from django.db import models

    class Article(models.Model):
        title = models.CharField(max_length=200)
        published = models.DateTimeField(db_index=True)
        source = models.CharField(max_length=60)
        code = models.CharField(max_length=40, unique=True)
        body = models.TextField()

        class Meta:
            app_label = "bare"

        def __str__(self):
            return self.title

    return Article


def load(folder: Path) -> dict[str, float]:
    """{"files": N, "seconds": S}; the table is made, and taken away again."""
    from django.db import connection, transaction

    model = make_model()
    with connection.schema_editor() as editor:
        editor.create_model(model)
    started, paths = time.perf_counter(), sorted(folder.iterdir())
    with transaction.atomic():
        for start in range(0, len(paths), BATCH):
            told = (parse(path.read_text(encoding="utf-8")) for path in paths[start : start + BATCH])
            model.objects.bulk_create(
                model(title=a["title"], published=a["date"], source=a["source"], code=a["code"], body=a["body"])
                for a in told
            )
    seconds = time.perf_counter() - started
    with connection.schema_editor() as editor:
        editor.delete_model(model)
    return {"files": len(paths), "seconds": seconds}


if __name__ == "__main__":
    configure()
    print(json.dumps(load(Path(sys.argv[1]))))
