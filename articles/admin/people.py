"""People, their roles and their tokens."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import Field
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from knox.models import AuthToken, get_digest_token
from knox.settings import CONSTANTS

from articles.labels import role_label

admin.site.unregister([User, Group, AuthToken])


@admin.register(User)
class PeopleAdmin(UserAdmin):
    def formfield_for_manytomany(self, db_field: Field, request: HttpRequest | None = None, **kwargs: Any) -> Any:
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field and db_field.name == "groups":
            field.label_from_instance = lambda group: role_label(group.name)
        return field


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    list_display = ["name", "meaning"]

    @admin.display(description=gettext_lazy("role"))
    def meaning(self, group: Group) -> str:
        words = role_label(group.name)
        return words if words != group.name else "–"


class TokenForm(forms.ModelForm):
    """A new token: whose it is, and for how long. The token itself is in `token`, and nowhere else."""

    days = forms.IntegerField(label=gettext_lazy("Good for days"), min_value=1, max_value=3650, initial=90)

    class Meta:
        model = AuthToken
        fields = ["user"]

    def save(self, commit: bool = True) -> AuthToken:
        made = super().save(commit=False)
        made.digest, self.token = get_digest_token()
        made.token_key = self.token[: CONSTANTS.TOKEN_KEY_LENGTH]
        made.expiry = timezone.now() + timedelta(days=self.cleaned_data["days"])
        return made


@admin.register(AuthToken)
class TokenAdmin(admin.ModelAdmin):
    """Tokens are made and deleted, never changed; only their hash is kept."""

    form = TokenForm
    fields = ["user", "days"]
    list_display = ["beginning", "user", "created", "expiry"]
    list_select_related = ["user"]
    autocomplete_fields = ["user"]
    search_fields = ["token_key", "user__username"]
    ordering = ["-created"]
    sortable_by = ["created", "expiry"]

    def has_change_permission(self, request: HttpRequest, obj: AuthToken | None = None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: AuthToken | None = None) -> list[str]:
        return self.list_display if obj else self.fields

    def get_readonly_fields(self, request: HttpRequest, obj: AuthToken | None = None) -> list[str]:
        return self.list_display if obj else []

    def save_model(self, request: HttpRequest, obj: AuthToken, form: TokenForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        words = _("The token, shown this once; keep it where passwords are kept: {}")
        messages.success(request, format_html(words, format_html('<code class="token">{}</code>', form.token)))

    @admin.display(description=gettext_lazy("begins with"), ordering="token_key")
    def beginning(self, token: AuthToken) -> str:
        return f"{token.token_key[:8]}…"
