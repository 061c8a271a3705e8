"""Follow-ups that choose from what was named: "the second one", "which of them", "the old coach", "both together"."""

from __future__ import annotations

import re

from bot.conversation.completing import with_missing
from bot.conversation.context import Context
from bot.conversation.mentions import is_somebody, mentions
from bot.conversation.phrases import singular
from bot.conversation.wording import COMPARATIVE
from bot.language.tagging import compares

_ORDINALS: dict[str, int | None] = {
    "first": 0,
    "1st": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "fifth": 4,
    "last": -1,
    "latter": -1,
    "former": 0,
    "other": None,
}
_ANY = "first|1st|second|2nd|third|3rd|fourth|fifth|last|latter|former|other"
_ONE = r"(?:one|option|item|point|choice|candidate)"
_NTH = re.compile(
    rf"\b(?:the|that|this)\s(?P<end>{_ANY})(?:\s(?:{_ONE}|thing|of\s(?:them|these|those)))?\b(?!\s\w)"
    rf"|\b(?:the|that|this)\s(?P<one>first|second|third|fourth|fifth|last|other)\s{_ONE}\b"
    r"|\b(?:that|this)\s(?P<thing>first|second|third|last|other)\sthing\b|\bthe\s(?P<two>former|latter)\b"
    # "How much did the second offer?"
    r"|(?<=did\s)the\s(?P<does>first|second|third|fourth|last)(?=\s\w+\?)",
    re.I,
)
_NTH_NOUN = re.compile(r"\bthe\s(?P<nth>first|second|third|fourth|fifth|last)\s(?P<noun>[a-z]{3,})\b", re.I)
_OLD = re.compile(r"\bthe\s(?:old|former|previous|outgoing)\s(?P<noun>[a-z]{3,})\b(?!\sof\b)", re.I)
_GAVE_WAY = re.compile(
    r"\b(?:t(?:ook|akes|aking)\sover\sfrom|replac(?:es|ed|ing)|succeed(?:s|ed|ing)|in\splace\sof|instead\sof"
    r"|(?:former|outgoing)\s[a-z]+|predecessor,?)\s(?!by\b)(?:the\s)?(?:[a-z]+\s){0,2}?(?=[A-Z0-9])"
)
"""What stands before the name of who was there before: "she took over from Tom Berg"."""
_SHORT = 6
"""Words of a question that needs the two between which it asks to choose."""
_IS = re.compile(r"^which\sone['’]s\b", re.I)
_WHICH = re.compile(r"which\s(?:one\s)?((?:is|was|has|does|did|costs|\w+s)\s.+?)[?. ]*", re.I)
_EITHER = re.compile(
    r",\s([^,:?]+\sor\s[^,:?]+)[?. ]*$|^(?:is|are|was|were|does|do|did)\s((?:the\s)?[\w-]+\sor\s(?:the\s)?[\w-]+)\s",
    re.I,
)
"""Two of which a question asks to choose: "Which is heavier, the bus or the tram?", "Is tea or coffee cheaper?"."""
_FORMERLY = re.compile(
    r"the\sformer\s(?:[a-z]+\s(?:of|in|at)\b|president|minister|coach|head|boss|leader|director|mayor|owner|king|queen)",
    re.I,
)
"""Who was something once, and no first of two."""
_MONEY = re.compile(
    r"(?:[€$£]\s?\d[\d.,]*\d?(?:\s?(?:million|billion|bn|m)\b)?|\d[\d.,]*(?:\s(?:million|billion))?\s"
    r"(?:euros?|dollars?|pounds?|francs?|yen|kronor|zlotys?)\b)"
)
_TOGETHER = re.compile(
    r"(?:(?:the\stwo|both|all)(?:\sof\sthem)?\s)?(?:together|combined|in\stotal|in\sall|altogether)|(?:the\stwo|both)(?:\sof\sthem)?",
    re.I,
)


def chosen(text: str, context: Context) -> str:
    """The text with "the second one" or "the old coach" replaced by what was named, where that can be told."""
    match, word = _choice(text, context)
    if match is None:
        return text
    rest = text[match.end() :]
    amount = _amount(word, context)
    if amount is not None:
        # "The latter fine", "the second fine", or "the latter" alone
        noun = match.groupdict().get("noun") or (re.match(r"\s([a-z]+)(?=\s?[?.]|$)", rest) or ["", ""])[1]
        rest = rest.removeprefix(f" {noun}")
        return f"{text[: match.start()]}the {noun or context.many.noun(plural=False) or 'sum'} of {amount}{rest}"
    if word not in _ORDINALS:
        named = _before(context)
    elif _asks_for_nth(text, context):
        return text
    else:
        named = _edition(word, context) or context.many.item(_ORDINALS[word]) or _called(word, context)
    return text if named is None else text[: match.start()] + named + rest


def chooses(text: str, context: Context) -> bool:
    """Whether a text still says "the second one" of what was named."""
    return _choice(text, context)[0] is not None


def asks_of_old(text: str) -> bool:
    """Whether a question is about who had a post before."""
    return _OLD.search(text) is not None


def which_one(text: str, context: Context) -> str | None:
    """ "Which one won?" asked of what the last question asked for: "Which company won?"."""
    text = _IS.sub("which one is", text)
    joined = (
        context.many.all_named() or context.many.pair()
        if re.match(r"which\sof\s(?:them|these|those)\b", text, re.I)
        else None
    )
    if joined is not None:
        return re.sub(r"^which\sof\s(?:them|these|those)\b", f"Which of {joined}", text, flags=re.I)
    match = re.match(r"which\s(?:ones?|of\s(?:them|these|those))\b", text, re.I)
    noun = context.many.noun(plural="one " not in f"{text.lower()} "[:10]) if match else None
    return f"Which {noun}{text[match.end() :]}" if match and noun else None


def of_two(text: str, context: Context) -> str | None:
    """What is asked of two that stand in the last questions: "both together?", "which is faster?"."""
    different = context.many.different() if _TOGETHER.fullmatch(text.rstrip("?!. ")) else None
    if different is not None:
        before, first, last, behind = different
        return " ".join(filter(None, (before, first, "and", last, behind, "together"))) + "?"
    asked = _WHICH.fullmatch(_IS.sub("which one is", text))
    is_open = compares(text) and not any(mention.named for mention in mentions(text))
    if asked is None or not (is_open or _is_short(text)):
        return None  # "Which was the first town with a tram?"
    either = _EITHER.search(context.question)
    two = either[1] or either[2] if either else None
    if two is None and COMPARATIVE.search(text):
        two = (context.many.two_apart() or "").replace(" and ", " or ")
    if not two and is_open:
        two = " or ".join(context.many.compared())
    if not two:
        return None
    return with_missing(f"Which {asked[1]}, {two}?", [] if either else [name.text for name in context.names()])


def _is_short(text: str) -> bool:
    """Whether a choice between two names nothing by itself."""
    brings = any(mention.named or mention.lead == "the" for mention in mentions(text))
    return len(text.split()) <= _SHORT and not brings


def _choice(text: str, context: Context) -> tuple[re.Match[str] | None, str]:
    """Where a text chooses one of several, and by which word."""
    old = _OLD.search(text)
    one = old is not None and old["noun"].lower() in ("one", "guy", "man", "woman")
    if old and (one or (is_somebody(old["noun"]) and _before(context) is not None)):
        return old, "old"
    nth = _NTH.search(text)
    if nth and not _FORMERLY.match(text[nth.start() :]):
        return nth, next(word for word in nth.groups() if word).lower()
    nth = _NTH_NOUN.search(text)
    if nth and _is_of_those(nth["noun"].lower(), context):
        return nth, nth["nth"].lower()
    return None, ""


def _is_of_those(noun: str, context: Context) -> bool:
    """Whether a noun is what the last question asked for, or what the people are whom its answer lists."""
    several = {singular(word.lower()) for word in re.findall(r"\w+", context.question) if singular(word) != word}
    if noun in several:
        return True
    items = context.many.listed()
    return is_somebody(noun) and len(items) > 1 and all(_is_person(item) for item in items)


def _is_person(item: str) -> bool:
    return any(mention.person for mention in mentions(f"of {item}"))


def _asks_for_nth(text: str, context: Context) -> bool:
    """Whether a fragment replaces an ordinal of the last question: "and the second?" after "the first man"."""
    match = _NTH.fullmatch(text.rstrip("?!. "))
    return match is not None and re.search(rf"\b(?:{_ANY})\s[a-z]", context.question) is not None


def _amount(word: str, context: Context) -> str | None:
    """Which of two sums is meant, where each sentence of the last answer tells one and no list is told."""
    number = _ORDINALS.get(word)
    sentences = re.split(r"(?<=[.!?])\s", context.answer)
    told = [sum_ for sentence in sentences if (sum_ := _MONEY.findall(sentence))]
    if number is None or len(told) != 2 or any(len(sums) > 1 for sums in told) or not -1 <= number < 2:
        return None
    return str(told[number][0])


def _edition(word: str, context: Context) -> str | None:
    """What an answer tells apart from the one asked about: "the first Rowan" after a question about Rowan 3."""
    told = re.search(rf"\b[Tt]he\s{word}\s([A-Z][\w-]+)", context.answer)
    asked = told and re.search(rf"\b{re.escape(told[1])}\b", context.question, re.I)
    return f"the {word} {told[1]}" if told and asked else None


def _called(word: str, context: Context) -> str | None:
    """What an answer calls the second of something: "the second variant" of "A second variant uses less"."""
    if _ORDINALS[word] in (None, -1):
        return None
    called = re.search(rf"\b(?:a|the)\s{word}\s([a-z]{{3,}})", context.answer, re.I)
    return f"the {word} {called[1]}" if called else None


def _before(context: Context) -> str | None:
    """Who or what was there before what the last answers name."""
    for _, answer in reversed(context.exchanges[-2:]):
        gave_way = _GAVE_WAY.search(answer)
        name = next((m for m in mentions(answer) if gave_way and m.named and m.end > gave_way.end()), None)
        if name is not None:
            return context.people.full_name(name.text)
        by = re.search(r"\b(?:was|were|been)\s(?:replaced|succeeded)\sby\b", answer)
        names = [mention for mention in mentions(answer) if by and mention.named and mention.end < by.start()]
        if names:
            return context.people.full_name(names[-1].text)
    return None
