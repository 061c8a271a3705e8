"""A question that asks several things, cut into questions that each ask one."""

from __future__ import annotations

import re

from bot.conversation import rewrite
from bot.question import Turn
from index.clauses import content_words

MOST_PARTS = 4
_WHAT = r"(?:who|whom|whose|what|which|when|where|why|how)\b"
_BEFORE = r"(?:(?:in|on|at|by|for|to|from|with|under|of|about|since|until) )?"
_ENDS = re.compile(rf"\?\s+(?=\S)|;\s+(?:and\s+)?(?={_BEFORE}{_WHAT})", re.IGNORECASE)
_AND = re.compile(rf",?\s+(?:and|or)\s+(?:also\s+)?(?={_BEFORE}{_WHAT})", re.IGNORECASE)
_COMMA = re.compile(rf",\s+(?={_BEFORE}{_WHAT})", re.IGNORECASE)
"""Before "and" alone: "When, who and how"; otherwise it begins a clause that says which one is meant."""
_ASKS = re.compile(rf"^\W*{_BEFORE}({_WHAT})", re.IGNORECASE)
_BARE = re.compile(rf"^\W*(?:{_BEFORE}{_WHAT}(?: (?:much|many|long|often|far|so|exactly|else))?)\W*$", re.IGNORECASE)


def parts(question: str) -> list[str]:
    """The questions that ``question`` is made of, each standing alone and in order; itself where it asks one thing."""
    pieces = _pieces(question)
    if len(pieces) < 2:
        return [question]
    first = pieces[0]
    alone = [first]
    for piece in pieces[1:]:
        if _BARE.match(piece):
            # "Who found it, and when?": the same thing, asked of in another way.
            alone.append(f"{piece.rstrip(' ?')} {_ASKS.sub('', first, count=1).strip(' ?')}?")
            continue
        whole = rewrite(piece, (Turn("user", _ended(first)),)) or piece
        # What cannot be filled in is put behind the earlier question, whose word would then say what is asked for.
        _, colon, tail = whole.partition(": ")
        if colon and tail.strip(" ?").lower() == piece.strip(" ?").lower():
            whole = f"{piece.strip(' ?')} ({' '.join(content_words(first))})?"
        alone.append(whole)
    return alone[:MOST_PARTS]


def _pieces(question: str) -> list[str]:
    pieces: list[str] = []
    for sentence in filter(str.strip, _ENDS.split(question)):
        cut = _AND.split(sentence)
        if len(cut) > 1 and _ASKS.match(sentence):
            cut = [*_COMMA.split(cut[0]), *cut[1:]]
        if len(cut) > 1 and not content_words(cut[0]):
            cut = [sentence]  # "Who said when and where ..." asks one thing
        pieces += [piece.strip() for piece in cut]
    asking = [piece for piece in pieces if re.search(_WHAT, piece, re.IGNORECASE) or piece.endswith("?")]
    # "I lost my phone. How do I sign in?" asks one thing, of which the first sentence is part.
    return pieces if len(asking) == len(pieces) else []


def _ended(question: str) -> str:
    return question if question.endswith("?") else f"{question}?"
