from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from .articles import ArticleAdmin
from .bulk_changes import BulkChangeAdmin
from .clusters import ClusterAdmin
from .decisions import RepostDecisionAdmin
from .people import PeopleAdmin, RoleAdmin, TokenAdmin
from .rules import TagRuleAdmin
from .tags import TagAdmin
from .vocabulary import VocabularyChangeAdmin

__all__ = [
    "ArticleAdmin",
    "BulkChangeAdmin",
    "ClusterAdmin",
    "PeopleAdmin",
    "RepostDecisionAdmin",
    "RoleAdmin",
    "TagAdmin",
    "TagRuleAdmin",
    "TokenAdmin",
    "VocabularyChangeAdmin",
]

admin.site.site_header = admin.site.site_title = _("Jianbao")
admin.site.index_title = _("The archive")
# So few kinds of things need no list of them beside every page, and the lists need the room.
admin.site.enable_nav_sidebar = False
