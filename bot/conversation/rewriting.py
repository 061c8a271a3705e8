"""Makes a follow-up stand alone: pronouns, ellipses and "the second one" filled in from what was said before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from bot.conversation.context import Context
from bot.conversation.mentions import dates, mentions
from bot.conversation.smalltalk import is_small_talk, without_small_talk
from bot.conversation.wording import (
    AND,
    BODIES,
    CLAUSE,
    COUNTRIES,
    DEMONSTRATIVE,
    DUMMY_IT,
    FOREIGN,
    GENERIC,
    GERMAN_SHE,
    NTH,
    ORDINALS,
    PREPOSITION,
    PRONOUN,
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
    filled = _filled(rest, context)
    if fragment is not None:
        return _capital(_put(_filled(fragment, context), context))
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


def _filled(text: str, context: Context) -> str:
    """The text with its pronouns replaced by what they mean; as it is where none can be told."""
    language = _language(text)
    if language:
        return _filled_foreign(text, context, language)
    done = ""
    at = 0
    for match in PRONOUN.finditer(text):
        word = match[1].lower()
        before = text[: match.start()]
        if word == "it" and any(dummy.start() <= match.start() < dummy.end() for dummy in DUMMY_IT.finditer(text)):
            continue
        if _within(word, before):
            continue
        new = _meant(word, text[match.end() :], context)
        if new is None:
            continue
        if match["s"]:
            new += " " + {"s": "is", "d": "would", "ll": "will", "re": "are", "ve": "have"}[match["s"][1:].lower()]
        done += text[at : match.start()] + new
        at = match.end()
    text = done + text[at:]
    return DEMONSTRATIVE.sub(lambda match: _named_again(match, context), text)


def _meant(word: str, after: str, context: Context) -> str | None:
    owns = bool(re.match(r"\s[a-z0-9]", after, re.I)) and not re.match(
        r"\s(?:is|was|to|in|on|at|for|by|from|and|or|with|after|before|when|then|as|do|did|about|now|again|out|off|up|down|over)\b",
        after,
        re.I,
    )
    match word:
        case "he" | "him" | "himself":
            return context.person("he")
        case "she" | "herself" | "hers":
            return context.person("she")
        case "his":
            return _possessive(context.person("he"))
        case "her":
            person = context.person("she")
            return _possessive(person) if owns else person
        case "it" | "itself":
            return context.thing()
        case "its":
            return _possessive(context.thing())
        case "they" | "them" | "themselves":
            return context.group() or context.thing()
        case "their" | "theirs":
            return _possessive(context.group() or context.thing())
        case "there":
            # "Is there life on it?" names no place.
            place = context.place()
            return (
                f"in {place}"
                if place
                and not owns
                and not re.match(r"\s(?:is|are|was|were)\b", after)
                and not re.match(r"\s\w", after)
                else None
            )
    return None


def _within(word: str, before: str) -> bool:
    """Whether a pronoun means somebody whom the same question names: "Did Apple say it would pay?"."""
    held = [mention for mention in mentions(before) if mention.named]
    if word in ("he", "him", "his", "she", "her"):
        held = [mention for mention in held if mention.person or " " not in mention.text]
    if not held:
        return False
    if word in ("his", "her", "its", "their"):
        return True
    return bool(CLAUSE.search(before))


def _named_again(match: re.Match[str], context: Context) -> str:
    """ "That case": the phrase it takes up, if the conversation has it, else the last thing spoken of."""
    noun = match[1]
    if noun.lower() in ("year", "time", "month", "day", "week"):
        return context.when() or match[0]
    if noun.lower() in (
        "one",
        "ones",
        "much",
        "many",
        "way",
        "kind",
        "said",
        "mean",
        "happen",
        "happened",
        "true",
        "still",
        "really",
        "all",
        "not",
        "possible",
        "high",
        "low",
        "big",
        "bad",
        "good",
        "done",
        "ever",
        "again",
        "before",
        "after",
    ):
        return match[0]
    mention = context.speaks_of(noun)
    if mention is not None and mention.text.lower() != noun.lower():
        return f"the {mention.text}" if not mention.named or " " in mention.text else mention.text
    thing = context.thing()
    return f"the {noun} of {thing}" if thing else match[0]


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


def _filled_foreign(text: str, context: Context, language: str) -> str:
    for pattern, gender, form in FOREIGN:
        if pattern.search(text):
            person = context.person(gender)
            if person is not None:
                return pattern.sub(form.format(person), text, count=1)
    if language == "de" and GERMAN_SHE.search(text):
        person = context.person("she") or context.thing()
        if person is not None:
            return GERMAN_SHE.sub(person, text, count=1)
    return text


def _language(text: str) -> str | None:
    """German, French or Spanish, where the question's first words tell; None of English."""
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    if words & {
        "wie",
        "wer",
        "wann",
        "wo",
        "warum",
        "ist",
        "hat",
        "wurde",
        "welche",
        "welcher",
        "sie",
        "er",
    } and not words & {"the", "is", "did"}:
        return "de"
    if words & {
        "quel",
        "quelle",
        "où",
        "quand",
        "pourquoi",
        "comment",
        "combien",
        "il",
        "elle",
        "est",
    } and not words & {"the", "is", "did"}:
        return "fr"
    return "es" if "¿" in text or words & {"cuándo", "dónde", "quién", "cuántos", "qué", "cómo"} else None


def _possessive(name: str | None) -> str | None:
    if name is None:
        return None
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:] if text[:1] != "¿" else text


def _lower(text: str) -> str:
    first = text.split(" ", 1)[0]
    return text if not first.isalpha() or first.isupper() else text[:1].lower() + text[1:]
