"""Captions of pictures, told by whose the picture is: "The pier at dusk. Credit: AP", "The pier. (Jo Ek / WXYZ)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.passage import Span

MOST_SENTENCES = 2
"""Of a caption that has a line for itself."""

_AGENCY = (
    r"(?:AAP|AFP|AP|EPA|PA|Alamy|Associated Press|Bloomberg|Getty(?: Images)?|iStock|Reuters|Shutterstock|Supplied"
    r"|USA Today(?: Sports)?)"
)
_MORE = rf"(?:\s?(?:via|/|\||-|–|—)\s?{_AGENCY})*"
_OPENS = (
    r"[\"“‘]|(?:A|About|After|All|Also|An|And|Another|As|At|Before|Both|But|By|Despite|During|Each|Even|Every|For|From"
    r"|Had|He|Her|Here|His|How|However|I|If|In|Is|It|Its|It[’']s|Last|Like|Many|Meanwhile|More|Most|My|No|Not|Now|On"
    r"|Once|One|Only|Other|Our|Over|She|Since|So|Some|Such|That|The|Their|Then|There|These|They|This|Those|Though|To"
    r"|Under|Until|We|What|When|Where|While|Who|Why|With|Yet|You|Your)(?=\s)"
)
_NAME = r"(?:[A-Z][\w.’'/+*-]*|of|the|and|via|for|de|/|&),?"
_CREDIT = re.compile(
    r"(?i:(?:mandatory )?(?:photo |picture |image )?credits?):\s*"
    rf"(?P<owner>{_AGENCY}(?: Pool)?{_MORE}(?:\s(?=[A-Z\d\"“‘])|$)"
    rf"|{_NAME}(?:\s{_NAME}){{0,7}}?(?:\s(?={_OPENS})|$))?"
)
"""A label that says whose a picture is, and the name where it can be told from the text that goes on behind it."""
_OWNER = re.compile(rf"{_AGENCY}{_MORE}\.?|\((?:{_NAME}\s)*(?:(?:/|via)\s(?:{_NAME}\s?)+|{_AGENCY}{_MORE})\)")
"""What stands behind a caption at the end of its line: "Getty Images | Reuters", "(Jo Ek / WXYZ)"."""


def without_captions(text: str, spans: Sequence[Span]) -> list[Span]:
    """The sentences of a text but for captions that bear a credit, with the credits cut off what stands behind them.

    Left out is the sentence before a credit, where it stands on the same line.
    """
    kept: list[Span] = []
    for at, span in enumerate(spans):
        said = span.of(text)
        credit = _CREDIT.match(said)
        line = _before_on_its_line(text, spans, at)
        ends = at + 1 == len(spans) or "\n" in text[span.end : spans[at + 1].start]
        if credit is not None and line:
            if kept and kept[-1].end == spans[at - 1].end:
                kept.pop()
            if credit["owner"]:
                span = Span(span.start + credit.end(), span.end)
        elif ends and 0 < line <= MOST_SENTENCES and _OWNER.fullmatch(said):
            kept = [each for each in kept if each.end <= spans[at - line].start]
        if span.start < span.end:
            kept.append(span)
    return kept


def _before_on_its_line(text: str, spans: Sequence[Span], at: int) -> int:
    """How many sentences stand before one on the same line."""
    first = at
    while first > 0 and "\n" not in text[spans[first - 1].end : spans[first].start]:
        first -= 1
    return at - first
