from .documents import DocumentAdmin
from .imports import ImportedFileAdmin, ImportRunAdmin
from .publishers import SourceAdmin

__all__ = ["DocumentAdmin", "ImportRunAdmin", "ImportedFileAdmin", "SourceAdmin"]
