"""The two engines, and which of them a database has. What an engine is:

create(execute, table, is_bulk)  make the index; `execute` takes a statement; with `is_bulk` it is to be filled first
finish(table)            what makes an index quick that was filled in bulk
settle()                 what was put off while much was written
outdated()               how many documents the index has that are of no article any more
lock(is_alone)           wait for others that write, or with `is_alone` that change which tables there are
drop(execute, table)     and away with it
rename(execute, table, new)
write(rows, table)       put documents into it, each as (docid, article id, Texts)
erase(docids, table)     take documents out; their entries are gone already
condition(node)          SQL that selects the ids of the articles that a node matches, and its parameters; the node is
                         of words alone, see `articles.search.conditions.is_of_words`
is_dear(node)            whether the index takes so long to tell of a node that a few articles are sooner read
shares(nodes)            what share of the newest documents each node matches, by node, in one query
some(node, most, share)  ids of any `most` of the articles that match, of all where `most` is None; to say what `share`
                         of the documents matches spares asking for it
among(node, ids)         which of these articles match
these(ids)               SQL that selects these numbers, and its parameters
holds(docid, texts)      whether the index finds a document by what it says
SAMPLE                   how many documents `shares` looks at
EXCLUDES_BY_LOOKING      whether the index is asked for `营商 -环境` by looking at all that have the one for the other
"""

from __future__ import annotations

from types import ModuleType

from django.db import connection

from . import postgresql, sqlite

_ENGINES = {"sqlite": sqlite, "postgresql": postgresql}


def engine(database=connection) -> ModuleType:
    return _ENGINES[database.vendor]
