"""What the form of an article needs to edit its body as rich text; the editor itself is in static/articles/."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from js_asset import ImportMap

# By the names under which the modules import each other: addresses of static files change with what is in them.
MODULES = ImportMap(
    {
        "editor": "django_prose_editor/editor.js",
        **{
            f"body-editor/{name}": f"articles/body-editor/{name}.js"
            for name in ("commands", "dialog", "html", "schema", "toolbar")
        },
    }
)
LABELS = {
    "switch": _("How the body is edited"),
    "rich": _("Rich text"),
    "source": _("HTML source"),
    "cannotHold": _(
        "The editor cannot hold this body exactly as it is, so it is shown as HTML source. Nothing in it was changed."
    ),
    "toolbar": _("Marks and blocks"),
    "kind": _("Kind of paragraph"),
    "paragraph": _("Paragraph"),
    "heading2": _("Heading"),
    "heading3": _("Sub-heading"),
    "heading4": _("Small heading"),
    "pre": _("Preformatted"),
    "bold": _("Bold"),
    "italic": _("Italic"),
    "underline": _("Underlined"),
    "strike": _("Struck out"),
    "superscript": _("Superscript"),
    "subscript": _("Subscript"),
    "code": _("Code"),
    "link": _("Link"),
    "unlink": _("Take the link away"),
    "bullets": _("Bulleted list"),
    "numbers": _("Numbered list"),
    "quote": _("Quotation"),
    "pullQuote": _("Pull quote"),
    "factBox": _("Fact box"),
    "picture": _("Picture"),
    "table": _("Table"),
    "tableCaption": _("Caption of the table"),
    "rows": _("Rows"),
    "columns": _("Columns"),
    "addRow": _("Add row"),
    "removeRow": _("Remove row"),
    "addColumn": _("Add column"),
    "removeColumn": _("Remove column"),
    "rule": _("Dividing line"),
    "paragraphAfter": _("Paragraph after this block"),
    "removeBlock": _("Remove this block"),
    "undo": _("Undo"),
    "redo": _("Redo"),
    "address": _("Address"),
    "alt": _("Description for those who do not see it"),
    "hint": _("Title shown on hovering"),
    "apply": _("Apply"),
    "cancel": _("Cancel"),
}


def parts(request: HttpRequest) -> dict[str, Any]:
    """The context of admin/articles/body_editor.html. An inline import map needs the nonce of the content policy."""
    return {
        "modules": MODULES.render(attrs={"nonce": str(request.csp_nonce)}),
        "labels": {name: str(label) for name, label in LABELS.items()},
    }
