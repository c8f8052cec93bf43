"""The pages about the archive itself."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.views.generic import TemplateView


class AboutView(TemplateView):
    """What this archive is, and how to reach whoever runs it."""

    template_name = "about/about.html"
    extra_context = {"section": "about"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        contact = settings.SITE_CONTACT
        return super().get_context_data(contact=contact, contact_link=link_to(contact), **kwargs)


class AccessibilityView(AboutView):
    """Whom the pages are made for, and what does not work yet."""

    template_name = "about/accessibility.html"
    extra_context = {"section": "accessibility"}


def link_to(contact: str) -> str:
    """Where a contact leads: to a page, or to an e-mail."""
    return contact if "://" in contact or not contact else f"mailto:{contact}"
