"""How the code is laid out: who may import whom, and that nothing is left that nobody ever opens."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from knox.models import AuthToken

from articles.changes import Change
from articles.clustering import join
from articles.fonts import found
from articles.models import BulkChange, VocabularyChange
from sources.models import ImportedFile

from .factories import make_article, make_document, make_editor, make_rule, make_run, make_source, make_tag

ROOT = Path(__file__).resolve().parent.parent
# Each imports those before it only.
APPS = ("sources", "articles", "config")
# So do these inside an app; what is not named here is pure: no database, no settings, and fit for a worker process.
LAYERS = {
    name: number
    for number, names in enumerate(
        [
            "pure",
            "labels links markup models prepared search",
            "access autotagging clustering contributors describing editions entries exporting filing groups importing "
            "listing marking periods preview_links reposts revising searching serials surroundings transitions trends "
            "vocabulary",
            "admin api api_urls apps card_views feeds filters forms management moved previews qr search_views signals "
            "sitemaps templatetags urls views visits",
        ]
    )
    for name in names.split()
}
FOLDERS = (*APPS, "templates", "tests", "docs")
CODE = ("*.py", "*.html", "*.css", "*.js", "*.sh")
TEXT = (*CODE, "*.md", "*.toml", "Makefile", ".ci/run", ".env.example")


def modules(app: str) -> list[Path]:
    return [path for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]


def files(*patterns: str) -> list[Path]:
    """The project's own files: not what was installed or made here, and no samples, which are bytes."""
    at_top = [path for pattern in patterns for path in ROOT.glob(pattern)]
    below = [path for pattern in patterns for folder in FOLDERS for path in (ROOT / folder).rglob(pattern)]
    return sorted(path for path in at_top + below if "gold" not in path.parts)


def imports(path: Path) -> set[str]:
    """The dotted names that a module imports, relative ones made absolute, imports inside functions too."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = (
                ".".join((*package[: len(package) + 1 - node.level], node.module or "")) if node.level else node.module
            )
            names.update(f"{base}.{alias.name}".replace("..", ".") for alias in node.names)
    return names


def layer(dotted: str) -> int:
    return LAYERS.get((dotted.split(".") + [""])[1], 0)


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def breaches(app: str, is_breach) -> list[str]:
    return [
        f"{name_of(path)} imports {name}"
        for path in modules(app)
        for name in sorted(imports(path))
        if is_breach(path, name)
    ]


# Who may import whom


@pytest.mark.parametrize("app", APPS)
def test_an_app_imports_only_apps_below_it(app):
    above = APPS[APPS.index(app) + 1 :]
    assert breaches(app, lambda path, name: name.split(".")[0] in above) == []


@pytest.mark.parametrize("app", ["sources", "articles"])
def test_inside_an_app_imports_point_downward(app):
    def points_upward(path, name):
        return name.split(".")[0] == app and layer(name) > layer(name_of(path))

    assert breaches(app, points_upward) == []


@pytest.mark.parametrize("app", ["sources", "articles"])
def test_pure_modules_know_no_database_and_no_settings(app):
    def is_impure(path, name):
        parts = name.split(".")
        return layer(name_of(path)) == 0 and (parts[0] == "django" or (parts[0] in APPS and layer(name) > 0))

    assert breaches(app, is_impure) == []


def test_a_relative_import_is_seen_as_what_it_imports():
    # The control of the three above: with imports misread, they would all pass.
    assert "articles.cleaning.clean_html" in imports(ROOT / "articles/models/articles.py")
    assert layer("articles.cleaning.clean_html") < layer("articles.models.articles") < layer("articles.views")


# Size and words


def test_no_file_is_longer_than_300_lines():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files(*CODE)}
    assert {str(path.relative_to(ROOT)): lines for path, lines in lengths.items() if lines > 300} == {}


def test_no_text_names_a_folder_of_some_machine():
    folder = re.compile(r"(?<![\w.}])/(?:work|root)/\w")
    assert [
        str(path.relative_to(ROOT)) for path in files(*TEXT) if folder.search(path.read_text(encoding="utf-8"))
    ] == []


def test_the_models_and_the_migrations_agree(db):
    # Exits with an error where a migration is missing.
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


# Every page


@pytest.fixture
def archive(db):
    """One object of every kind, with an article that has everything."""
    source = make_source("泉州晚报", aliases=["quanzhouwanbao"], slug="quanzhou-wanbao")
    run = make_run()
    document = make_document(first_run=run, last_run=run)
    article = make_article(
        slug="nw1",
        source=source,
        tags=["数字经济"],
        credits=[("郭荣鑫", "reporter")],
        document=document,
        warnings=["body-short"],
    )
    make_article(
        "改革见闻（上）", source=source, slug="part1", column=["要闻", "时评"], tags=[make_tag("福建", kind="region")]
    )
    make_article("改革见闻（下）", source=source)
    join([article, make_article("没有日期的剪报", published_at=None)])
    ImportedFile.objects.create(run=run, document=document, path=document.path, outcome="failed", message="…")
    make_rule("数字经济")
    BulkChange.objects.create(change=Change({"status": "draft"}).as_json())
    VocabularyChange.objects.create(kind="rename_tag", names=["数码经济"], target="数字经济")
    Group.objects.create(name="编辑部")
    AuthToken.objects.create(User.objects.create_user("program"))


@pytest.fixture
def editor(archive):
    client = Client()
    client.force_login(make_editor())
    return client


def registered() -> list:
    return sorted(admin.site._registry, key=lambda model: model._meta.label)


def admin_url(model, page: str, *arguments) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


@pytest.mark.parametrize("model", registered(), ids=lambda model: model._meta.label)
def test_the_admin_list_opens(editor, model):
    assert editor.get(admin_url(model, "changelist")).status_code == 200


@pytest.mark.parametrize("model", registered(), ids=lambda model: model._meta.label)
def test_the_admin_search_answers(editor, model):
    assert editor.get(admin_url(model, "changelist"), {"q": "数字"}).status_code == 200


@pytest.mark.parametrize("model", registered(), ids=lambda model: model._meta.label)
def test_the_admin_form_of_one_object_opens(editor, model):
    assert editor.get(admin_url(model, "change", model._default_manager.first().pk)).status_code == 200


@pytest.mark.parametrize("model", registered(), ids=lambda model: model._meta.label)
def test_the_admin_form_for_a_new_object_opens_where_one_may_be_added(editor, model):
    readonly = {
        *("sources.Document", "sources.ImportRun", "sources.ImportedFile"),
        *("articles.BulkChange", "articles.RepostDecision", "articles.VocabularyChange"),
    }
    assert editor.get(admin_url(model, "add")).status_code == (403 if model._meta.label in readonly else 200)


# On a machine without a Chinese font.
CARD = 200 if found() else 404
PUBLIC = {
    "home": ("/", 200),
    "article": ("/articles/nw1/", 200),
    "preview": ("/articles/nw1/preview/", 302),
    "preview-link": ("/preview/forged/", 403),
    "sources": ("/sources/", 200),
    "source": ("/sources/quanzhou-wanbao/", 200),
    "tags": ("/tags/", 200),
    "tag": ("/tags/数字经济/", 200),
    "archive": ("/archive/", 200),
    "undated": ("/archive/undated/", 200),
    "year": ("/archive/2022/", 200),
    "month": ("/archive/2022/02/", 200),
    "day": ("/archive/2022/02/25/", 200),
    "columns": ("/columns/", 200),
    "column": ("/columns/要闻/时评/", 200),
    "series-list": ("/series/", 200),
    "series": ("/series/part1/", 200),
    "people": ("/people/", 200),
    "person": ("/people/郭荣鑫/", 200),
    "regions": ("/regions/", 200),
    "region": ("/regions/福建/", 200),
    "search": ("/search/?q=营商", 200),
    "search-suggest": ("/search/suggest/?q=营商", 200),
    **{f"latest-feed-{kind}": (f"/feed.{kind}", 200) for kind in ("atom", "rss", "json")},
    **{f"search-feed-{kind}": (f"/search/feed.{kind}?q=营商", 200) for kind in ("atom", "rss", "json")},
    **{f"source-feed-{kind}": (f"/sources/quanzhou-wanbao/feed.{kind}", 200) for kind in ("atom", "rss", "json")},
    **{f"tag-feed-{kind}": (f"/tags/数字经济/feed.{kind}", 200) for kind in ("atom", "rss", "json")},
    **{f"column-feed-{kind}": (f"/columns/要闻/时评/feed.{kind}", 200) for kind in ("atom", "rss", "json")},
    **{f"person-feed-{kind}": (f"/people/郭荣鑫/feed.{kind}", 200) for kind in ("atom", "rss", "json")},
    **{f"region-feed-{kind}": (f"/regions/福建/feed.{kind}", 200) for kind in ("atom", "rss", "json")},
    **{f"article-qr-{kind}": (f"/articles/nw1/qr.{kind}", 200) for kind in ("svg", "png")},
    **{f"source-qr-{kind}": (f"/sources/quanzhou-wanbao/qr.{kind}", 200) for kind in ("svg", "png")},
    **{f"tag-qr-{kind}": (f"/tags/数字经济/qr.{kind}", 200) for kind in ("svg", "png")},
    "home-card": ("/card.png", CARD),
    **{f"{kind}-card": (f"/{kind}s/{name}/card.png", CARD) for kind, name in (("article", "nw1"), ("tag", "数字经济"))},
    **{f"{kind}-card": (f"/{kind}s/{name}/card.png", CARD) for kind, name in (("column", "要闻"), ("region", "福建"))},
    "source-card": ("/sources/quanzhou-wanbao/card.png", CARD),
    "series-card": ("/series/part1/card.png", CARD),
    "person-card": ("/people/郭荣鑫/card.png", CARD),
    **{f"search-qr-{kind}": (f"/search/qr.{kind}?q=营商", 200) for kind in ("svg", "png")},
    "trends": ("/trends/", 200),
    "wall": ("/wall/?tag=数字经济", 200),
    "robots": ("/robots.txt", 200),
    "sitemap-index": ("/sitemap.xml", 200),
    "sitemap-news": ("/sitemap-news.xml", 200),
    "sitemap": ("/sitemap-articles.xml", 200),
    "language": ("/language/en/", 302),
    "theme": ("/theme/dark/", 302),
    "mode": ("/mode/elder/", 302),
    "script": ("/script/hant/", 302),
    "about": ("/about/", 200),
    "accessibility": ("/accessibility/", 200),
    "healthz": ("/healthz", 200),
    "api-root": ("/api/v1/", 200),
    "api-article-list": ("/api/v1/articles/", 200),
    "api-article-detail": ("/api/v1/articles/nw1/", 200),
    "api-source-list": ("/api/v1/sources/", 200),
    "api-source-detail": ("/api/v1/sources/quanzhou-wanbao/", 200),
    "api-tag-list": ("/api/v1/tags/", 200),
    "api-tag-detail": ("/api/v1/tags/数字经济/", 200),
    "api-schema": ("/api/schema/", 200),
    "api-docs": ("/api/docs/", 200),
    "api-try": ("/api/docs/try/", 200),
    None: ("/api/nowhere/", 404),
}


def public_names(patterns) -> set[str | None]:
    names = set()
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            names.add(pattern.name)
        elif pattern.namespace != "admin":
            names |= public_names(pattern.url_patterns)
    return names


def test_every_public_address_is_opened_below():
    assert public_names(get_resolver().url_patterns) == set(PUBLIC)


@pytest.mark.parametrize(("address", "status"), PUBLIC.values())
def test_the_public_address_opens(client, archive, address, status):
    assert client.get(address).status_code == status
