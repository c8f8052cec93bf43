from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import autotagging
from articles.importing.queries import alone
from articles.models import TagMark, TagRule, problem_in_words
from sources.admin.shared import NOTHING, CarefulAdmin

from .rule_form import TRY, TagRuleForm

# The name of the button that saves a rule and applies it.
APPLY = "_apply"


def given_by(rule: Any) -> QuerySet[TagMark]:
    return TagMark.objects.filter(rule=rule, state=TagMark.State.GIVEN)


class ProblemFilter(admin.SimpleListFilter):
    title = gettext_lazy("problem")
    parameter_name = "problem"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("any", gettext_lazy("with a problem"))]

    def queryset(self, request: HttpRequest, rules: QuerySet[TagRule]) -> QuerySet[TagRule]:
        return rules.exclude(problem="") if self.value() == "any" else rules


@admin.action(description=gettext_lazy("Apply to the whole archive"), permissions=["apply"])
def apply_rules(model_admin: TagRuleAdmin, request: HttpRequest, rules: QuerySet[TagRule]) -> None:
    model_admin.apply(request, list(rules))


@admin.register(TagRule)
class TagRuleAdmin(CarefulAdmin):
    form = TagRuleForm
    actions = [apply_rules]
    autocomplete_fields = ["tag"]
    change_form_template = "admin/articles/tagrule/change_form.html"
    list_display = ["tag", "words", "where", "at_least", "enabled", "article_count", "problem_told"]
    list_filter = ["enabled", "where", ProblemFilter]
    list_select_related = ["tag"]
    list_per_page = 100
    search_fields = ["tag__name", "note"]
    search_help_text = gettext_lazy("Tag or note.")
    sortable_by = ["tag"]
    fieldsets = [
        (None, {"fields": ["tag", "note", "enabled"]}),
        (
            gettext_lazy("What an article has to say"),
            {
                "fields": ["any_of", "all_of", "none_of", "not_within", "where", "at_least"],
                "description": gettext_lazy(
                    "One word on a line, or a phrase, whose words are to stand side by side. Chinese is found by its "
                    "characters, other words whole: 5G is not in 15G. Width and case do not count."
                ),
            },
        ),
        (gettext_lazy("For what words cannot say"), {"fields": ["pattern"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[TagRule]:
        # Counted for the rows that are shown only, and not for all rules at once.
        given = given_by(OuterRef("pk")).order_by().values("rule").annotate(count=Count("pk")).values("count")
        return super().get_queryset(request).annotate(article_count=Coalesce(Subquery(given), 0))

    def has_apply_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request) and request.user.has_perm("articles.change_article")

    # Trying and applying

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: TagRule | None = None, **kwargs: Any
    ) -> HttpResponse:
        form = context["adminform"].form
        if TRY in request.POST and not form.errors:
            context["trial"] = trial = autotagging.trial(form.instance)
            context["trial_problem"] = problem_in_words(trial.problem)
        context |= {"try_button": TRY, "apply_button": APPLY, "may_apply": self.has_apply_permission(request)}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request: HttpRequest, obj: TagRule, form: TagRuleForm, change: bool) -> None:
        obj.problem = ""
        super().save_model(request, obj, form, change)
        request.saved_rule = obj

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().changeform_view(request, *args, **kwargs)
        # Not in the transaction that saved the rule: applying takes longer than others can wait.
        rule = getattr(request, "saved_rule", None)
        if rule and APPLY in request.POST and self.has_apply_permission(request):
            self.apply(request, [rule])
        return response

    def apply(self, request: HttpRequest, rules: list[TagRule]) -> None:
        """Apply rules to the whole archive, and say what came of it."""
        applied = autotagging.apply_all(autotagging.tags_of(rules))
        messages.success(
            request,
            _("Applied to %(articles)d articles: tags given %(given)d times, taken away %(taken)d times.")
            % {"articles": applied.articles, "given": applied.given.total(), "taken": applied.taken.total()},
        )
        for rule in TagRule.objects.filter(pk__in=applied.problems).select_related("tag"):
            messages.error(request, f"{rule}: {problem_in_words(rule.problem)}")

    # Deleting

    def get_deleted_objects(self, rules: Any, request: HttpRequest) -> tuple:
        deleted, *others = super().get_deleted_objects(rules, request)
        for rule in rules:
            count = given_by(rule).count()
            words = ngettext(
                "“%(tag)s” is taken from %(count)d article, unless another rule gives it too",
                "“%(tag)s” is taken from %(count)d articles, unless another rule gives it too",
                count,
            )
            deleted = [*deleted, words % {"tag": rule.tag, "count": count}]
        return deleted, *others

    def delete_model(self, request: HttpRequest, obj: TagRule) -> None:
        self.delete_queryset(request, TagRule.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[TagRule]) -> None:
        """Rules go, and with them the tags that only they gave."""
        marks = TagMark.objects.filter(rule__in=queryset, state=TagMark.State.GIVEN)
        articles = list(marks.order_by().values_list("article", flat=True).distinct())
        tags = set(marks.order_by().values_list("tag", flat=True))
        queryset.delete()
        alone(lambda: autotagging.apply(articles, tags=tags))

    # The list

    @admin.display(description=gettext_lazy("words"))
    def words(self, rule: TagRule) -> SafeString:
        parts = [
            ("", rule.any_of),
            (_("all of"), rule.all_of),
            (_("none of"), rule.none_of),
            (_("expression"), [rule.pattern] if rule.pattern else []),
        ]
        lines = ((label, "、".join(words)) for label, words in parts if words)
        return format_html_join("", "<div><span class='kicker'>{}</span>{}</div>", lines) or NOTHING

    @admin.display(description=gettext_lazy("articles"))
    def article_count(self, rule: TagRule) -> SafeString:
        address = reverse("admin:articles_article_changelist")
        return format_html('<a href="{}?tags__id__exact={}">{}</a>', address, rule.tag_id, rule.article_count)

    @admin.display(description=gettext_lazy("problem"))
    def problem_told(self, rule: TagRule) -> str:
        return problem_in_words(rule.problem) or "–"
