"""Files into articles: `import_paths` brings them in, `resolve_conflict` settles what editor and file dispute."""

from .conflicts import resolve_conflict
from .items import Options
from .report import FileReport, ImportReport
from .running import import_paths

__all__ = ["FileReport", "ImportReport", "Options", "import_paths", "resolve_conflict"]
