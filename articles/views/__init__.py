"""The pages that readers see. Each shows published articles and no others."""

from .archive import ArchiveView, MonthView, UndatedView
from .article import ArticleView
from .home import HomeView
from .sources import SourcesView, SourceView
from .tags import TagsView, TagView
from .trends import TrendsView
from .wall import WallView

__all__ = [
    "ArchiveView",
    "ArticleView",
    "HomeView",
    "MonthView",
    "SourceView",
    "SourcesView",
    "TagView",
    "TagsView",
    "TrendsView",
    "UndatedView",
    "WallView",
]
