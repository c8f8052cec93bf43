"""Which language the interface speaks: Chinese, unless the reader asked for English."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation


def language_of(request: HttpRequest) -> str:
    """The language that the reader chose, or else the site's own."""
    wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class LanguageMiddleware:
    """Chooses the language by the cookie that the switch sets.

    A browser's own preference is no request: a Chinese archive read on an English system stays Chinese.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with translation.override(language_of(request)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response
