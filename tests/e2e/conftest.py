"""A real Chromium. Where there is none, its tests are passed over and say so; under REQUIRE_ALL=1 they fail."""

from __future__ import annotations

import os
import shutil
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.test import Client

from articles.models import Article
from tests.factories import make_editor

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium():
    """A browser that a test opens contexts in."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        message = "NO CHROMIUM ON PATH: no page was opened in a browser. Install it: apt-get install chromium"
        if os.environ.get("REQUIRE_ALL") == "1":
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    # Playwright's event loop stays open for as long as the browser does; Django takes it for an asynchronous caller.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(chromium):
    """A function that opens a page in a browser of its own: `open_page(address, width=390, color_scheme="dark")`.

    The page has `requests`, the addresses it asked for, and `complaints`, what its console said of errors.
    """
    contexts = []

    def open_(address: str, width: int = 1280, cookies: dict[str, str] | None = None, **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        # For the whole site: the address of a page would keep them to its folder.
        site = urljoin(address, "/")
        context.add_cookies([{"name": name, "value": value, "url": site} for name, value in (cookies or {}).items()])
        page = context.new_page()
        page.requests, page.complaints = [], []
        page.on("request", lambda request: page.requests.append(request.url))
        page.on("console", lambda message: message.type == "error" and page.complaints.append(message.text))
        page.goto(address)
        return page

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture
def open_admin(live_server, open_page):
    """Opens a page of the admin, logged in as an editor."""
    client = Client()
    client.force_login(make_editor())
    session = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}

    def open_(path: str, **options):
        cookies = session | {"django_language": "en"}
        return open_page(f"{live_server.url}{path}", cookies=cookies, **options)

    return open_


@pytest.fixture
def open_form(live_server, open_page):
    """Opens the form of an article, in English unless `language` says otherwise."""
    client = Client()
    client.force_login(make_editor())
    session = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}

    def open_(article: Article, language: str = "en", **options):
        cookies = session | {"django_language": language}
        page = open_page(f"{live_server.url}/admin/articles/article/{article.pk}/change/", cookies=cookies, **options)
        if options.get("java_script_enabled", True):
            page.locator(".body-switch").wait_for()
        return page

    return open_
