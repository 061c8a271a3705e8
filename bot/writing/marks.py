"""The marks in a model's text: ``[1]``, ``[1, 2]``, ``[1][2]``, ``【1】``, ``[^1]``, ``[passage 1]``, ``(1)``, …

``uniform`` brings the rarer forms (raised digits, ``(passage 1)``, ``{1}``, ``**[1]**``) to square brackets first.
"""

from __future__ import annotations

import re

_WORD = r"(?:passages?|sources?|refs?\.?|docs?|documents?|quellen?|fuentes?|no\.|nr\.|#)"
_NUMBERS = r"\^?\s*\d{1,3}(?:\s*(?:[,;、，–—-]|and|und|et|y|&)\s*(?:" + _WORD + r"\s*)?\^?\s*\d{1,3})*"
_BRACKETED = r"(?:\[\[|[\[【〔［])\s*(?:" + _WORD + r"\s*)?" + _NUMBERS + r"(?:†[^\]】]*)?\s*(?:\]\]|[\]】〕］])"
MARK = re.compile(_BRACKETED + r"(?:\((?:https?:|#)[^)\s]*\))?", re.IGNORECASE)
"""A mark; with an address behind it, as in ``[1](https://…)``, the address is part of it."""
UNFINISHED = re.compile(r"[\[【〔［({<（][^\]】〕］)}>）\n]{0,24}$")
"""What may yet become a mark at the end of a text that is still being written."""
_ROUND = re.compile(r"\s*\((\d{1,2}(?:\s*,\s*\d{1,2})*)\)(?=[\s\"”’.!?。！？]*$)")
_LEAD_IN = re.compile(
    r"^(?:according to|as per|based on|per|laut|gemäß|según|selon|d'après|secondo|segundo|volgens)\s+"
    r"(?:the\s+)?(?:" + _WORD + r"\s*)?(?P<mark>" + _BRACKETED + r")\s*[,:]?\s*",
    re.IGNORECASE,
)
_KIND = (
    r"(?:passages?|sources?|references?|refs?\.?|cit(?:e|ations?)|documents?|docs?|articles?|excerpts?|passagen?|abschnitte?|"
    r"quellen?|fuentes?|pasajes?|p)"
)
_LIST = r"\d{1,3}(?:\s*(?:[,;–-]|and|und|et|y|&)\s*(?:" + _KIND + r"\s*)?\d{1,3})*"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans(_RAISED, "0123456789")
_IN_BRACKETS = re.compile(r"\[\s*(?:" + _KIND + r"\s*:?\s*){0,2}(" + _LIST + r")\s*\.?\s*\]", re.IGNORECASE)
_IN_ROUND = re.compile(
    r"[(（]\s*(?:(?:see|siehe|voir|from|per)\s+)?(?:" + _KIND + r"\s*:?\s*){1,2}(" + _LIST + r")\s*[)）]", re.IGNORECASE
)
_IN_TAGS = re.compile(r"<sup>\s*\[?\s*(" + _LIST + r")\s*\]?\s*</sup>|\{\s*(" + _LIST + r")\s*\}", re.IGNORECASE)
_AFTER_END = re.compile(r"(?<=[.!?])(\s?)\((\d{1,2})\)(?=\s|$)")
_RAISED_RUN = re.compile(rf"(?<![{_RAISED}⁻⁺])[{_RAISED}]+(?:[\s,]{{1,2}}[{_RAISED}]+)*(?=[\s.,;:!?)\"”]|$)")
_CARET = re.compile(r"(?:(?<=\s)|(?<=[a-z.!?,]))\^(\d{1,2})(?![\d^])|\^(?=\[)")
_EMPHASIZED = re.compile(r"(\*{1,3}|_{1,2})((?:\[" + _LIST + r"\]\s?)+)\1")
_JOINED = re.compile(r"(\[" + _LIST + r"\])\s*(?:and|und|et|y|&)\s*(?=\[" + _LIST + r"\])", re.IGNORECASE)
_HUGE = re.compile(r"\[\d{5,}\]")
_UNITS = frozenset("m km cm mm dm mi ft in yd mc x n r".split())
_UNUSUAL = re.compile(rf"[({{<^*_（{_RAISED}]|\[\D|\[\d{{5}}|\[\d+\.|\]\s*(?:and|und|et|y|&)")
_ATTRIBUTED = re.compile(
    r"(?:^according\sto\s(?:the\s)?passages?\s(?P<first>" + _LIST + r")\s*,?\s*"
    r"|^passages?\s(?P<told>" + _LIST + r")\s(?:says?|states?|reports?|notes?|mentions?|explains?|shows?)\s(?:that\s)?"
    r"|,?\s*(?:according\sto|as\s(?:stated|noted|reported|mentioned|described|shown)\sin|as\sper|per)\s(?:the\s)?passages?\s"
    r"(?P<last>" + _LIST + r")(?=[.!?]|$))",
    re.IGNORECASE,
)
_EMPTY_NOTE = re.compile(r"\s*\(\s*(?:see|cf\.|source|sources|quelle|fuente)?\s*:?\s*[,;]*\s*\)", re.IGNORECASE)


def uniform(text: str) -> str:
    """``text`` with its marks in square brackets, whatever form the model gave them."""
    if not _UNUSUAL.search(text):
        return text
    text = _IN_BRACKETS.sub(r"[\1]", text)
    text = _IN_ROUND.sub(r"[\1]", text)
    text = _IN_TAGS.sub(lambda match: f"[{match[1] or match[2]}]", text)
    text = _RAISED_RUN.sub(_lowered, text)
    text = _CARET.sub(lambda match: f"[{match[1]}]" if match[1] else "", text)
    text = _AFTER_END.sub(r"\1[\2]", text)
    text = _EMPHASIZED.sub(r"\2", text)
    text = _HUGE.sub("[0]", text)
    return _JOINED.sub(r"\1", text)


def _lowered(match: re.Match[str]) -> str:
    """Raised digits as marks, but not those of "km²" and "10⁶"."""
    before = match.string[: match.start()]
    word = re.search(r"[^\W_]+$", before)
    if word and (word[0].lower() in _UNITS or (word[0].isdigit() and len(word[0]) != len("1932"))):
        return match[0]
    return "".join(f"[{digits.translate(_PLAIN)}]" for digits in re.findall(rf"[{_RAISED}]+", match[0]))


def parse_marks(text: str, count: int) -> tuple[str, tuple[int, ...]]:
    """``text`` without its marks, and the passages they name: each once, in order, only 1 to ``count``.

    A number of which there is no passage is dropped, as nothing can be shown behind it.
    """
    text = uniform(text)
    attributed = _ATTRIBUTED.search(text)
    if attributed:
        # "According to passage 1, it opened …": said as a mark instead.
        numbered = next(group for group in attributed.groups() if group)
        rest = text[: attributed.start()] + f" [{numbered}]" + text[attributed.end() :]
        if not attributed.start():
            rest = text[attributed.end() :]
            rest = f"[{numbered}] {rest[:1].upper()}{rest[1:]}"
        text = rest
    lead = _LEAD_IN.match(text)
    numbers = _numbers(lead["mark"]) if lead else []
    if lead:
        text = text[lead.end() :]
        text = text[:1].upper() + text[1:]
    numbers += [number for match in MARK.finditer(text) for number in _numbers(match.group())]
    bare = without_marks(text)
    if not numbers:
        # Round brackets hold years and counts as well: a mark only at the end, and only of a passage there is.
        last = _ROUND.search(bare)
        if last and all(1 <= int(number) <= count for number in re.findall(r"\d+", last[1])):
            numbers = [int(number) for number in re.findall(r"\d+", last[1])]
            bare = bare[: last.start()] + bare[last.end() :]
    bare = _EMPTY_NOTE.sub("", bare).strip()
    return bare, tuple(dict.fromkeys(number for number in numbers if 1 <= number <= count))


def without_marks(text: str) -> str:
    """``text`` without marks in square brackets, with its lines as they are."""
    bare = re.sub(
        r"(?:[ \t]*(?:" + MARK.pattern + r")[,;]?(?=\s*(?:" + MARK.pattern + r"))|[ \t]*(?:" + MARK.pattern + r"))",
        "",
        text,
        flags=re.IGNORECASE,
    )
    return re.sub(r"(?<=\S)[ \t]{2,}", " ", bare).strip()


def _numbers(mark: str) -> list[int]:
    """The passages that one mark names; ``[1-3]`` names three."""
    inside = mark.partition("†")[0].partition("](")[0]
    numbers: list[int] = []
    for first, last in re.findall(r"(\d{1,3})(?:\s*[–—-]\s*(\d{1,3}))?", inside):
        end = int(last) if last else int(first)
        numbers += range(int(first), end + 1) if int(first) <= end <= int(first) + 20 else [int(first), end]
    return numbers
