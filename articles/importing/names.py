"""Sources and tags by name, each made once however many files name it. Kept for one run, to ask only once."""

from __future__ import annotations

from collections.abc import Iterable

from articles.models import FormerTag, Tag
from sources.models import Source, SourceAlias
from sources.names import name_key, without_feed_suffix

from .queries import in_chunks


class Sources:
    """Sources by every name they go by."""

    def __init__(self):
        self._ids: dict[str, int | None] = {}

    def forget(self) -> None:
        """For when a transaction was rolled back, and with it what was made."""
        self._ids.clear()

    def load(self, names: Iterable[str]) -> None:
        """Find the sources of these names, and make those that nobody has."""
        wanted = {name_key(name): name for name in names if name}
        self._look_up(wanted)
        self._create([name for key, name in wanted.items() if self._ids[key] is None])

    def id_of(self, name: str) -> int | None:
        return self._ids[name_key(name)] if name else None

    def same(self, one: str, other: str) -> bool:
        """Whether two names mean one source; no name means none."""
        if name_key(one) == name_key(other):
            return True
        self._look_up({name_key(name) for name in (one, other) if name})
        return bool(one and other) and self.id_of(one) is not None and self.id_of(one) == self.id_of(other)

    def learn(self, hints: Iterable[tuple[str, str, list[str]]]) -> None:
        """Take a category as an alias where a tag of the same file says whose it is.

        A hint is (source, category, tags): 泉州晚报, quanzhouwanbao and 泉州晚报新闻.
        """
        aliases = {}
        for source, category, tags in set((source, category, tuple(tags)) for source, category, tags in hints):
            key = name_key(source)
            if category and key in {name_key(name) for tag in tags for name in (tag, without_feed_suffix(tag))}:
                aliases[name_key(category)] = SourceAlias(source_id=self._ids[key], name=category).prepare()
        self._look_up(aliases)
        free = {key: alias for key, alias in aliases.items() if self._ids[key] is None}
        SourceAlias.objects.bulk_create(free.values())
        self._ids |= {key: alias.source_id for key, alias in free.items()}

    def _look_up(self, keys: Iterable[str]) -> None:
        for chunk in in_chunks(key for key in keys if self._ids.get(key) is None):
            self._ids |= dict.fromkeys(chunk)
            self._ids |= dict(SourceAlias.objects.filter(key__in=chunk).values_list("key", "source_id"))
            self._ids |= dict(Source.objects.filter(key__in=chunk).values_list("key", "id"))

    def _create(self, names: list[str]) -> None:
        if not names:
            return
        keys = [name_key(name) for name in names]
        taken = set(Source.objects.filter(slug__in=keys).values_list("slug", flat=True))
        made = Source.objects.bulk_create(Source(name=name).prepare(taken) for name in names)
        self._ids |= {source.key: source.pk for source in made}


class Tags:
    """Tags by name, and by names that they had; a tag that an editor deleted is none."""

    def __init__(self):
        self._ids: dict[str, int | None] = {}

    def forget(self) -> None:
        self._ids.clear()

    def load(self, names: Iterable[str]) -> None:
        """Find the tags of these names, and make those that there are not."""
        missing = [name for name in dict.fromkeys(names) if name not in self._ids]
        for chunk in in_chunks(missing):
            self._ids |= dict(FormerTag.objects.filter(name__in=chunk).values_list("name", "tag_id"))
            self._ids |= dict(Tag.objects.filter(name__in=chunk).values_list("name", "id"))
        made = Tag.objects.bulk_create(Tag(name=name).prepare() for name in missing if name not in self._ids)
        self._ids |= {tag.name: tag.pk for tag in made}

    def ids_of(self, names: Iterable[str]) -> list[int]:
        """The ids of the tags of these names, each once; two names may be one tag by now."""
        return list(dict.fromkeys(pk for name in names if (pk := self._ids[name]) is not None))
