"""The lexemes under which PostgreSQL finds a word. It cuts those of an article itself, from its packed text; see
articles/search/postgresql.py. Pure.

They are the pairs of neighbours in each run of Han, the last character of each run, and the words of letters and digits
between their EDGEs; those of title, kicker and credits once more, behind the field's mark.
"""

from __future__ import annotations

from collections.abc import Iterable

from .packing import pack
from .query import And, Node, Not, Word
from .terms import MARKS, PIECE
from .tokens import EDGE, GAP

# What an article has instead that says too much for a set of lexemes, which holds 1 MB.
ANYTHING = "~"
# Characters that are kept of a word.
LONGEST = 64


def lookup(node: Node) -> str:
    """A tsquery of all that a node matches, and maybe more; nothing for what tells of none, as `-word` may."""
    if isinstance(node, Word):
        return _joined(" & ", _operands(node))
    if isinstance(node, Not):
        return f"!{lookup(node.node)}" if is_exact(node.node) else ""
    return _joined(" & " if isinstance(node, And) else " | ", filter(None, map(lookup, node.nodes)))


def is_exact(node: Node) -> bool:
    """Whether all that `lookup` tells of match."""
    if isinstance(node, Word):
        is_short = len(node.squeezed) <= (LONGEST if node.squeezed[0] == EDGE else 2)
        return is_short and len(PIECE.findall(node.squeezed)) == 1 and node.field in ("", *MARKS)
    return is_exact(node.node) if isinstance(node, Not) else all(map(is_exact, node.nodes))


def _operands(word: Word) -> list[str]:
    """Lexemes that each text with this word has. Its last run of Han may go on in the text."""
    pieces = [piece for piece in PIECE.findall(word.squeezed) if piece != GAP]
    mark = MARKS.get(word.field, "")
    found: dict[str, None] = {}
    for number, piece in enumerate(pieces, 1):
        is_open = number == len(pieces) and piece[-1] != EDGE
        if piece[0] == EDGE:
            lexemes = [_operand(mark + piece[:LONGEST], is_open)]
        else:
            lexemes = [_operand(mark + piece[at : at + 2]) for at in range(len(piece) - 1)]
            if not is_open or len(piece) == 1:
                lexemes.append(_operand(mark + piece[-1], is_open))
        found |= dict.fromkeys(lexemes)
    return list(found)


def _operand(lexeme: str, is_begun: bool = False) -> str:
    return f"'{pack(lexeme)}'{':*' * is_begun}"


def _joined(operator: str, operands: Iterable[str]) -> str:
    return f"({operator.join(operands)})"
