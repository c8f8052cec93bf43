"""Misconfigurations that would only show when the site is used, said by `manage.py check --deploy` with what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Info, Tags, Warning, register
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from articles.fonts import found
from articles.marking import unmarked

THIS_MACHINE = {"127.0.0.1", "localhost", "[::1]"}


@register(Tags.security, deploy=True)
def answers_to_a_name(app_configs, **kwargs) -> list[Warning]:
    if set(settings.ALLOWED_HOSTS) - THIS_MACHINE:
        return []
    return [
        Warning(
            "ALLOWED_HOSTS names this machine only, so everybody else gets “400 Bad Request”.",
            hint="Set ALLOWED_HOSTS to the names the site is reached by, as in ALLOWED_HOSTS=archive.example.org.",
            id="config.W001",
        )
    ]


@register(Tags.security, deploy=True)
def https_ends_at_a_proxy(app_configs, **kwargs) -> list[Warning]:
    if not settings.SECURE_SSL_REDIRECT or settings.SECURE_PROXY_SSL_HEADER:
        return []
    return [
        Warning(
            "HTTPS is on and BEHIND_PROXY is not: behind a proxy that ends HTTPS, every page redirects to itself.",
            hint="Set BEHIND_PROXY=true, and let the proxy set X-Forwarded-Proto itself.",
            id="config.W002",
        )
    ]


@register(Tags.staticfiles, deploy=True)
def static_files_are_collected(app_configs, **kwargs) -> list[Warning]:
    if Path(settings.STATIC_ROOT, "staticfiles.json").exists():
        return []
    return [
        Warning(
            f"No static files are collected in {settings.STATIC_ROOT}, so every page fails with “500 Server Error”.",
            hint="Run manage.py collectstatic, or set STATIC_ROOT to the folder where they are.",
            id="config.W003",
        )
    ]


@register(Tags.database)
def pages_learn_of_changes(app_configs, databases=None, **kwargs) -> list[Warning]:
    return [
        Warning(
            f"The tables {', '.join(tables)} leave no mark when they change, so pages that are kept may be old.",
            hint="Run manage.py migrate, which puts on the triggers that are missing. Or set PAGE_CACHE=off.",
            id="config.W006",
        )
        for alias in databases or ()
        if (tables := unmarked(alias))
    ]


@register(deploy=True)
def contact_can_be_written_to(app_configs, **kwargs) -> list[Warning]:
    contact = settings.SITE_CONTACT
    if not contact or _passes(validate_email, contact) or _passes(URLValidator(["http", "https"]), contact):
        return []
    return [
        Warning(
            f"SITE_CONTACT is “{contact}”, which is neither an e-mail address nor the address of a page.",
            hint="Set it as in SITE_CONTACT=desk@archive.example.org or SITE_CONTACT=https://example.org/contact/.",
            id="config.W004",
        )
    ]


def _passes(validate: Callable[[str], None], value: str) -> bool:
    try:
        validate(value)
    except ValidationError:
        return False
    return True


@register("pictures")
def cards_have_a_font(app_configs, **kwargs) -> list[CheckMessage]:
    if found(settings.CARD_FONT):
        return []
    if settings.CARD_FONT:
        return [
            Warning(
                f"CARD_FONT is {settings.CARD_FONT}, no font with Chinese, so links are shown without a picture.",
                hint="Name a .ttc, .otf or .ttf file with Chinese, or leave CARD_FONT empty to have one looked for.",
                id="config.W005",
            )
        ]
    return [
        Info(
            "No Chinese font is installed, so links to the site are shown without a picture.",
            hint="Install one (on Debian: apt-get install fonts-noto-cjk), or set CARD_FONT to a font file.",
            id="config.I001",
        )
    ]
