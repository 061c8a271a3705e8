"""Makes a follow-up stand alone: pronouns, ellipses and "the second one" filled in from what was said before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from bot.conversation.context import Context
from bot.conversation.filling import fill
from bot.conversation.mentions import dates, mentions
from bot.conversation.smalltalk import is_small_talk, without_small_talk
from bot.conversation.wording import (
    AND,
    BODIES,
    COUNTRIES,
    DUMMY_IT,
    GENERIC,
    NTH,
    ORDINALS,
    PREPOSITION,
    QUESTION_WORD,
    REFERRING,
    SELF,
    VAGUE,
    WHAT_ABOUT,
    WHY_ONLY,
    YEAR_SHIFT,
)
from bot.grounding.lexicon import lexicon
from bot.question import Turn

MOST_TURNS = 12
"""Earlier turns that are looked at; what was said before them is not what "he" means."""


def rewrite(question: str, turns: Sequence[Turn]) -> str:
    """The question with what it leaves out filled in from the turns before it, oldest first.

    "" for what asks nothing ("thanks"); the question itself where it stands alone, as a new topic does.
    """
    return _standalone(question, _context(turns))


def _context(turns: Sequence[Turn]) -> Context:
    """The exchanges, their questions made to stand alone one after the other."""
    context = Context()
    asked: str | None = None
    for turn in turns[-MOST_TURNS:]:
        if turn.role == "user":
            if asked:
                context.exchanges.append((asked, ""))
            asked = _standalone(turn.text, context) or None
        elif asked:
            context.exchanges.append((asked, turn.text))
            asked = None
    if asked:
        context.exchanges.append((asked, ""))
    return context


def _standalone(question: str, context: Context) -> str:
    text = question.strip()
    if is_small_talk(text):
        return ""
    text = without_small_talk(text)
    if not context.exchanges:
        return text
    opened = AND.match(text) is not None or WHAT_ABOUT.match(text) is not None
    rest = AND.sub("", text).strip(" ,")
    unnumbered = rest
    rest = _numbered(rest, context)
    fragment = _fragment(rest)
    swapped = _swapped(rest, context)
    if swapped is not None:
        return swapped
    filled = fill(rest, context)
    if fragment is not None:
        return _capital(_put(fill(fragment, context), context))
    if filled != text and filled != unnumbered:
        if VAGUE.search(filled):
            return _about(filled, context)
        if opened:
            return _capital(filled)
        return filled if filled[0].isupper() or not text[0].isupper() else _capital(filled)
    if _leans(rest, opened):
        return _about(rest, context)
    return _capital(rest) if opened else text


def _swapped(text: str, context: Context) -> str | None:
    """ "Why?" after "When was he dismissed?": the last question with the other question word; None of anything else."""
    word = text.rstrip("?!. ").lower()
    asked = context.question
    if (
        word not in ("why", "when", "where", "how", "warum", "wann", "wo", "wie", "pourquoi", "quand", "où", "comment")
        or not asked
    ):
        return None
    turned = re.match(
        r"(?:when|where|why|how|wann|wo|warum|wie)\s(?=(?:is|are|was|were|did|does|do|has|have|had|will|can|wurde|ist|hat|war)\b)",
        asked,
        re.I,
    )
    if turned:
        return f"{_capital(word)} {asked[turned.end() :]}"
    if re.match(r"(?:is|are|was|were|did|does|do|has|have|had|will|can)\b", asked, re.I):
        return f"{_capital(word)} {_lower(asked)}"
    return None


def _is_place(name: str) -> bool:
    """Whether a name is a country's or a continent's, as far as the lexicon knows."""
    words = lexicon("en")
    low = name.lower().split()
    return bool(low) and (words.meaning(words.stem(low[-1])).groups & _places()) != frozenset()


@cache
def _places() -> frozenset[int]:
    words = lexicon("en")
    return frozenset[int]().union(*(words.meaning(words.stem(name)).groups for name in COUNTRIES))


def _fragment(text: str) -> str | None:
    """The words of a question that is no sentence of its own: "in 2022", "Apple"; None of a whole one."""
    about = WHAT_ABOUT.match(text)
    if about:
        return text[about.end() :].rstrip("?!. ")
    if QUESTION_WORD.match(text):
        return None
    words = text.rstrip("?!. ").lstrip("¿ ")
    return words if 0 < len(words.split()) <= 6 else None


def _put(fragment: str, context: Context) -> str:
    """The last question with the fragment in the place of what it stands for."""
    asked = context.question
    body = asked.rstrip("? ¿")
    mark = " ?" if asked.endswith(" ?") else "?"
    shift = YEAR_SHIFT.match(fragment)
    found = dates(body)
    if shift and found:
        year = re.search(r"\d{4}", found[-1])
        if year:
            way = 1 if (shift[1] or shift[2]).lower() in ("after", "following", "next") else -1
            return body.replace(year[0], str(int(year[0]) + way)) + mark
    if dates(fragment):
        new = fragment if PREPOSITION.match(fragment) else f"in {fragment}"
        if found:
            led = re.match(r"(?:in|since|before|after|during|en|im|seit|desde)\s", found[-1], re.I)
            return body.replace(found[-1], new if led else fragment) + mark
        return f"{body} {new}{mark}"
    preposition = PREPOSITION.match(fragment)
    named = [mention for mention in mentions(f"x {fragment}") if mention.named]
    held = [mention for mention in mentions(body) if mention.named]
    if preposition:
        lead = preposition[0].strip().lower()
        same = [mention for mention in held if mention.lead == lead] or (
            [mention for mention in held if mention.lead in ("in", "at", "of", "de", "en", "à")]
            if named and lead in ("in", "at", "à", "en")
            else []
        )
        if same:
            last = same[-1]
            start = body.rindex(" ", 0, last.start - 1) + 1 if last.lead != lead and last.start > 1 else last.start
            new = fragment if last.lead != lead else fragment[preposition.end() :]
            return body[:start] + new + body[last.end :] + mark
        return f"{body} {fragment}{mark}"
    if named:
        bare = re.sub(r"^(?:the|der|die|das|le|la|el)\s", "", fragment, flags=re.I)
        person = mentions(f"x {bare}")[0].person if mentions(f"x {bare}") else False
        alike = [mention for mention in held if mention.person == person] or held
        if alike and _is_place(bare) and not any(_is_place(mention.text) or mention.lead == "in" for mention in alike):
            return f"{body} in {bare}{mark}"
        if alike:
            places = (
                [mention for mention in alike if _is_place(mention.text) or mention.lead == "in"]
                if _is_place(bare)
                else []
            )
            old = (places or alike)[0]
            head = re.sub(r"\bthe\s$", "", body[: old.start]) if bare == fragment else body[: old.start]
            return head + bare + body[old.end :] + mark
        return f"Regarding {context.topic()}: what about {fragment}?"
    return f"Regarding {context.topic()}: what about {fragment}?"


def _numbered(text: str, context: Context) -> str:
    """The text with "the second one" replaced by the second of what was listed."""
    match = NTH.search(text)
    if match is None:
        return text
    word = (match[1] or match[2]).lower()
    item = context.item(ORDINALS[word])
    return text if item is None else text[: match.start()] + item + text[match.end() :]


def _leans(text: str, opened: bool) -> bool:
    """Whether a question without a pronoun to fill cannot stand without what went before."""
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text)
    if len(words) <= WHY_ONLY:
        return not any(mention.named for mention in mentions(text))
    if any(mention.named for mention in mentions(text)):
        return False
    if opened:
        return True
    if DUMMY_IT.search(text):
        return False
    if SELF.search(text):
        return bool(re.search(r"\b(?:this|that|these|those|each|both|instead|else)\b", text, re.I))
    return bool(REFERRING.search(text) or GENERIC.search(text)) or len(words) <= 4


def _about(text: str, context: Context) -> str:
    """The question with what it is about before it."""
    noun = re.search(r"\bthe\s([a-z]+)\b", text, re.I)
    mention = context.speaks_of(noun[1]) if noun else None
    topic = context.topic()
    if noun and noun[1].lower() in BODIES and mention is None:
        topic = context.group() or topic
    if mention is not None and mention.named and mention.text.lower() != (noun[1].lower() if noun else ""):
        topic = mention.text
    return f"Regarding {topic}: {_lower(text)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:] if text[:1] != "¿" else text


def _lower(text: str) -> str:
    first = text.split(" ", 1)[0]
    return text if not first.isalpha() or first.isupper() else text[:1].lower() + text[1:]
