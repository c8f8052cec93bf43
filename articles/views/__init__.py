"""The pages that readers see. Each shows published articles and no others."""

from .about import AboutView, AccessibilityView
from .archive import ArchiveView, MonthView, UndatedView
from .article import ArticleView
from .home import HomeView
from .sources import SourcesView, SourceView
from .tags import TagsView, TagView

__all__ = [
    "AboutView",
    "AccessibilityView",
    "ArchiveView",
    "ArticleView",
    "HomeView",
    "MonthView",
    "SourceView",
    "SourcesView",
    "TagView",
    "TagsView",
    "UndatedView",
]
