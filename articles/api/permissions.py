from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from articles import access


class MayWrite(BasePermission):
    """Reading is for everybody; writing for those who are known, and new articles for those whose role writes them.

    Which article may be changed, and what of it, is asked when it is at hand.
    """

    message = _("Your role does not write articles. Ask for one that does.")

    def has_permission(self, request: Request, view: Any) -> bool:
        match view.action:
            case "create":
                return request.user.is_authenticated and access.may_write(request.user)
            case "partial_update":
                return request.user.is_authenticated
        return True
