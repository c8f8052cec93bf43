"""The floor for pages: Django with one table, one indexed query a page, the shortest templates, and nothing else.

DATABASE_URL=... python -m tests.bench.bare_pages load|ask
"""

from __future__ import annotations

import json
import sys

import django
import environ
from django.conf import settings

from .asking import asking, timed
from .bare import PRAGMAS, make_model

ARTICLES = 100  # pages that are asked for in turn
LIST = (
    "<!doctype html><meta charset=utf-8><title>新闻</title><ul>{% for a in items %}"
    "<li><a href='/a/{{ a.id }}/'>{{ a.title }}</a> {{ a.published|date:'Y-m-d H:i' }} {{ a.source }}</li>"
    "{% endfor %}</ul>"
)
ARTICLE = (
    "<!doctype html><meta charset=utf-8><title>{{ a.title }}</title><h1>{{ a.title }}</h1>"
    "<p>{{ a.published|date:'Y-m-d H:i' }} {{ a.source }}</p>{{ a.body|safe }}"
)
# What is in the archive already, so that both have the same texts.
COPY = """
INSERT INTO bare_article (id, title, published, source, code, body)
SELECT article.id, article.title, article.published_at, coalesce(source.name, ''), article.slug, article.body
FROM articles_article article LEFT JOIN sources_source source ON source.id = article.source_id
WHERE article.published_at IS NOT NULL
"""


def configure() -> None:
    database = environ.Env().db("DATABASE_URL") | {"CONN_MAX_AGE": 600}
    if "sqlite3" in database["ENGINE"]:
        database["OPTIONS"] = {"init_command": PRAGMAS}
    templates = [("django.template.loaders.locmem.Loader", {"list.html": LIST, "article.html": ARTICLE})]
    engine = {"BACKEND": "django.template.backends.django.DjangoTemplates"}
    settings.configure(
        SECRET_KEY="bench",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        USE_TZ=True,
        DATABASES={"default": database},
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
        TEMPLATES=[engine | {"OPTIONS": {"loaders": [("django.template.loaders.cached.Loader", templates)]}}],
    )
    django.setup()


def load(model) -> dict[str, float]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bare_article")
    with connection.schema_editor() as editor:
        editor.create_model(model)
    with connection.cursor() as cursor:
        cursor.execute(COPY)
        cursor.execute("ANALYZE bare_article")
    return {"articles": model.objects.count()}


def views(model) -> list:
    from django.shortcuts import get_object_or_404, render
    from django.urls import path

    def listing(request):
        return render(request, "list.html", {"items": model.objects.defer("body").order_by("-published")[:20]})

    def article(request, pk):
        return render(request, "article.html", {"a": get_object_or_404(model, pk=pk)})

    return [path("", listing), path("a/<int:pk>/", article)]


def ask(model) -> dict[str, dict[str, float]]:
    from django.core.wsgi import get_wsgi_application

    ask = asking(get_wsgi_application())
    newest = model.objects.order_by("-published").values_list("pk", flat=True)[:ARTICLES]
    pages = {"list": ["/"], "article": [f"/a/{pk}/" for pk in newest]}
    return {kind: timed(ask, addresses) | {"addresses": addresses} for kind, addresses in pages.items()}


def served():
    """The application, for a server."""
    from django.core.wsgi import get_wsgi_application

    global urlpatterns
    configure()
    urlpatterns = views(make_model())
    return get_wsgi_application()


if __name__ == "__main__":
    configure()
    Article = make_model()
    urlpatterns = views(Article)
    print(json.dumps({"load": load, "ask": ask}[sys.argv[1]](Article)))
