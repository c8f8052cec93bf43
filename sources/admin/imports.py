from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ..labels import in_words
from ..models import ImportedFile, ImportRun, Outcome
from .shared import ReadOnlyAdmin, codes_in_words

FILES_SHOWN = 50
# In the order in which they are told; the counts of a run have these keys.
COUNTS = {"files": _("files"), **dict(Outcome.choices), "warned": _("with warnings"), "articles": _("articles made")}
TO_LOOK_AT = (Outcome.FAILED, Outcome.CONFLICT)


class OutcomeFilter(admin.SimpleListFilter):
    """Runs in which some file came out so."""

    title = _("has files that")
    parameter_name = "outcome"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(Outcome.FAILED, _("failed")), (Outcome.CONFLICT, _("are in conflict with an editor"))]

    def queryset(self, request: HttpRequest, runs: QuerySet[ImportRun]) -> QuerySet[ImportRun]:
        if self.value() is None:
            return runs
        return runs.filter(pk__in=ImportedFile.objects.filter(outcome=self.value()).values("run"))


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    list_display = ["name", "started_at", "counts_in_words", "paths_in_words", "user"]
    list_filter = [OutcomeFilter]
    list_select_related = ["user"]
    date_hierarchy = "started_at"
    sortable_by = ["started_at"]
    fields = ["counts_in_words", "files_to_look_at", "started_at", "finished_at", "user", "paths_in_words", "options"]
    readonly_fields = ["counts_in_words", "files_to_look_at", "paths_in_words"]

    @admin.display(description=_("import run"))
    def name(self, run: ImportRun) -> str:
        return str(run)

    @admin.display(description=_("counts"))
    def counts_in_words(self, run: ImportRun) -> SafeString:
        told = ((words, run.counts[name]) for name, words in COUNTS.items() if run.counts.get(name))
        return format_html_join(" · ", "{} <strong>{}</strong>", told)

    @admin.display(description=_("paths"))
    def paths_in_words(self, run: ImportRun) -> str:
        return ", ".join(run.paths)

    @admin.display(description=_("files to look at"))
    def files_to_look_at(self, run: ImportRun) -> str:
        """The first files that failed, warned or met an editor's change, with links to all of them."""
        files = list(run.files.all()[: FILES_SHOWN + 1])
        columns = ImportedFileAdmin(ImportedFile, self.admin_site)
        address = f"{reverse('admin:sources_importedfile_changelist')}?{urlencode({'run__id__exact': run.pk})}"
        context = {
            "rows": [
                [file.path, file.get_outcome_display(), *(getattr(columns, name)(file) for name in columns.WORDS)]
                for file in files[:FILES_SHOWN]
            ],
            "address": address,
            "has_more": len(files) > FILES_SHOWN,
            "by_outcome": [
                {"label": outcome.label, "count": run.counts[outcome], "address": f"{address}&outcome__exact={outcome}"}
                for outcome in TO_LOOK_AT
                if run.counts.get(outcome)
            ],
        }
        return render_to_string("admin/sources/files.html", context)


@admin.register(ImportedFile)
class ImportedFileAdmin(ReadOnlyAdmin):
    """The files of all runs that failed, warned or met an editor's change."""

    WORDS = ["codes_in_words", "message_in_words", "remedy_in_words", "where"]

    list_display = ["path", "outcome", *WORDS, "run"]
    list_filter = ["outcome"]
    list_select_related = ["run"]
    search_fields = ["path"]
    sortable_by: list[str] = []
    fields = ["path", "outcome", *WORDS, "run"]
    readonly_fields = fields

    def has_module_permission(self, request: HttpRequest) -> bool:
        # Reached from its run; a list of all files beside the runs would be one more thing to wonder about.
        return False

    @admin.display(description=_("warnings"))
    def codes_in_words(self, file: ImportedFile) -> SafeString:
        return codes_in_words((code, "") for code in file.codes)

    @admin.display(description=_("message"))
    def message_in_words(self, file: ImportedFile) -> str:
        return in_words(file.message)

    @admin.display(description=_("what to do"))
    def remedy_in_words(self, file: ImportedFile) -> str:
        return in_words(file.remedy)

    @admin.display(description=_("see"))
    def where(self, file: ImportedFile) -> SafeString:
        """Links to the document and to the articles made of it."""
        if file.document_id is None:
            return SafeString("")
        document = reverse("admin:sources_document_change", args=[file.document_id])
        articles = f"{reverse('admin:articles_article_changelist')}?document__id__exact={file.document_id}"
        links = [(document, _("document"))]
        if file.outcome != Outcome.FAILED:
            links.append((articles, _("articles")))
        return format_html_join(" · ", '<a href="{}">{}</a>', links)
