"""What `manage.py check --deploy` says of settings that would only fail in use."""

from __future__ import annotations

import logging

import pytest
from django.core.checks import run_checks

from articles.fonts import Face
from config import checks


@pytest.fixture
def production(settings, tmp_path, monkeypatch):
    """Settings with which nothing is wrong, on a machine with a Chinese font."""
    monkeypatch.setattr(checks, "found", lambda chosen: None if chosen else Face("song.ttc"))
    (tmp_path / "staticfiles.json").write_text("{}")
    settings.STATIC_ROOT = str(tmp_path)
    settings.ALLOWED_HOSTS = ["archive.example.org"]
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    return settings


def warnings() -> list[str]:
    return [message.id for message in run_checks(include_deployment_checks=True) if message.id.startswith("config.")]


def test_nothing_is_said_of_a_site_that_is_well(production):
    assert warnings() == []


def test_a_font_that_is_none_is_warned_of_and_one_that_is_missing_told_of(production, monkeypatch):
    production.CARD_FONT = "/etc/hostname"
    assert warnings() == ["config.W005"]
    assert "/etc/hostname" in checks.cards_have_a_font(None)[0].msg

    production.CARD_FONT = ""
    monkeypatch.setattr(checks, "found", lambda chosen: None)
    # The site is whole without pictures: that fails no deployment.
    assert warnings() == ["config.I001"]
    assert "fonts-noto-cjk" in checks.cards_have_a_font(None)[0].hint


def test_a_site_that_answers_to_no_name_of_its_own_is_warned_of(production):
    production.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]

    assert warnings() == ["config.W001"]
    assert checks.answers_to_a_name(None)[0].hint == (
        "Set ALLOWED_HOSTS to the names the site is reached by, as in ALLOWED_HOSTS=archive.example.org."
    )


def test_https_that_redirects_to_itself_is_warned_of(production):
    production.SECURE_PROXY_SSL_HEADER = None

    assert warnings() == ["config.W002"]


def test_no_proxy_is_needed_without_https(production):
    production.SECURE_PROXY_SSL_HEADER = None
    production.SECURE_SSL_REDIRECT = False

    assert warnings() == []


def test_static_files_that_were_not_collected_are_warned_of(production, tmp_path):
    (tmp_path / "staticfiles.json").unlink()

    assert warnings() == ["config.W003"]


@pytest.mark.parametrize("contact", ["", "desk@archive.example.org", "https://example.org/contact/"])
def test_a_contact_may_be_nobody_an_e_mail_address_or_a_page(production, contact):
    production.SITE_CONTACT = contact

    assert warnings() == []


@pytest.mark.parametrize("contact", ["the desk", "javascript://example.org/%0aalert(1)", "example.org/contact"])
def test_a_contact_that_cannot_be_written_to_is_warned_of(production, contact):
    production.SITE_CONTACT = contact

    assert warnings() == ["config.W004"]


def test_a_host_that_is_not_ours_leaves_no_traceback_in_the_log(client, monkeypatch):
    written = []
    # What is written comes by the root logger; caplog sees what is dropped on the way as well.
    monkeypatch.setattr(logging.getLogger(), "handlers", [writing_to(written)])

    assert client.get("/", headers={"host": "scanner.example.net"}).status_code == 400
    assert [record.getMessage() for record in written if record.exc_info] == []


def writing_to(records: list[logging.LogRecord]) -> logging.Handler:
    handler = logging.Handler()
    handler.emit = records.append
    return handler
