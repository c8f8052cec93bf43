"""Simplified and traditional characters. Pure."""

from __future__ import annotations

from functools import lru_cache


def simplified(text: str) -> str:
    return _converter("t2s").convert(text)


def traditional(text: str) -> str:
    """The traditional characters that stand for simplified ones in general; what is searched for has these."""
    return _converter("s2t").convert(text)


def shown_in_traditional(text: str) -> str:
    """As it is printed in Taiwan, in the words that were written: 软件 becomes 軟件, not 軟體."""
    return _converter("s2tw").convert(text)


@lru_cache
def _converter(way: str):
    # Loaded when first asked for: it reads dictionaries of some megabytes.
    from opencc import OpenCC

    return OpenCC(way)
