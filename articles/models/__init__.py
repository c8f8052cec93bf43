from .articles import UNDATED, Article, ArticleQuerySet, ArticleWarning
from .credits import Credit
from .tags import Tag
from .vocabulary import FormerSource, FormerTag, VocabularyChange

__all__ = [
    "UNDATED",
    "Article",
    "ArticleQuerySet",
    "ArticleWarning",
    "Credit",
    "FormerSource",
    "FormerTag",
    "Tag",
    "VocabularyChange",
]
