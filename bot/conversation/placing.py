"""Puts a fragment into the last question: in the place of what it stands for, or behind all of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot.conversation.asking import lowered, together
from bot.conversation.context import Context
from bot.conversation.counterparts import acted_on, as_subject, for_people, instead, of_another, of_same_form
from bot.conversation.foreign import language
from bot.conversation.fragments import Fragment
from bot.conversation.mentions import Mention, mentions
from bot.conversation.phrases import DETERMINERS
from bot.conversation.redating import at_another_time, before_somebody, of_next_year, since_same_year
from bot.conversation.renaming import for_name, in_place
from bot.conversation.slots import is_small_name, replaced
from bot.conversation.wording import PREPOSITION
from bot.evidence.overviews import overview_of

_COUNTED = re.compile(
    r"(?:cases|deaths|infections|injuries|hospitali[sz]ations|admissions|patients|vaccinations|tests|outbreaks|recoveries|"
    r"accidents|attacks|thefts|arrests|convictions|complaints|sales|exports|imports|orders|deliveries|births|victims|survivors)"
)
"""What is counted of the same thing: of a disease, of a crime, of what is sold."""
_Strategy = Callable[[Fragment, Context], str | None]
"""One way to put a fragment into the last question; None where it does not apply."""


def put(words: str, context: Context) -> str:
    """The last question with the words in the place of what they stand for."""
    if re.match(r"not\s", words, re.I) or re.fullmatch(r"(?:before|after)\s(?:that|this)", words, re.I):
        return together(lowered(words), context)  # "Not Ben Holt?" doubts what was answered.
    fragment = Fragment.of(words, context.question)
    placed = _placed(fragment, context, _AS_TYPED)
    if placed is not None:
        return placed
    fragment = _with_event(fragment, context)
    placed = _placed(fragment, context, _BY_PHRASE)
    return _about(fragment.words, context) if placed is None else placed


def _placed(fragment: Fragment, context: Context, strategies: tuple[_Strategy, ...]) -> str | None:
    """What the first strategy that applies makes of the question."""
    return next((placed for strategy in strategies if (placed := strategy(fragment, context)) is not None), None)


def _with_event(fragment: Fragment, context: Context) -> Fragment:
    """The fragment with what it leaves open: "the version before" is before that of the last question."""
    if re.search(r"\s(?:before|after)$", fragment.words) and context.topics():
        return replace(fragment, words=f"{fragment.words} {context.topics()[0]}")
    return fragment


def _about(words: str, context: Context) -> str:
    """The last question asked of something else: in the place of its topic if it has one, else "...: what about"."""
    overview = overview_of(context.question)
    at = context.question.lower().rfind(overview.topic.lower()) if overview is not None else -1
    if overview is None or at < 0 or re.match(r"(?:my|your|his|her|its|our|their)\b", words, re.I):
        foreign = language(context.question) or language(words)
        return together(words if foreign else f"what about {words}", context)
    words = re.sub(r"^(?:the )?(?:one|article|story|report) (?:on|about) ", "", words, flags=re.I)
    before = context.question[:at]
    if re.match(r"(?:the|an?|this|these) ", words, re.I):
        before = re.sub(r"\b(?:the|an?|this|these) $", "", before, flags=re.I)
    return f"{before}{words}{context.question[at + len(overview.topic) :]}"


def _for_parallel(fragment: Fragment, _context: Context) -> str | None:
    """For a phrase that is built alike: "and the men's?" behind "Who won the women's race?"."""
    parallel = _parallel(fragment.typed, fragment.body)
    return None if parallel is None else parallel + fragment.mark


def _for_counterpart(fragment: Fragment, context: Context) -> str | None:
    """For a word of its kind, or what is acted on: "and children?" behind "What does it cost for adults?"."""
    said = " ".join(answer for _, answer in context.exchanges)
    words, asked = fragment.words, fragment.asked
    placed = instead(words, asked, said) or replaced(words, asked) or acted_on(fragment.typed, asked)
    return fragment.for_asked(placed)


def _for_same_form(fragment: Fragment, _context: Context) -> str | None:
    """For a phrase of the same form: "and the bakery?" behind "When is the mill open?"."""
    words, asked = fragment.words, fragment.asked
    placed = of_same_form(words, asked) or of_another(words, asked) or as_subject(words, asked)
    return fragment.for_asked(placed)


def _for_led_alike(fragment: Fragment, _context: Context) -> str | None:
    """For the name behind such a preposition: "et à Lyon ?" behind "Qui est le maire de Marseille ?"."""
    same = _led_alike(fragment)
    if not same:
        return None
    last, words, body = same[-1], fragment.words, fragment.body
    if last.lead == fragment.led_by:
        return fragment.for_mention(last, PREPOSITION.sub("", words, count=1))
    led_at = body.rfind(f" {last.preposition or last.lead} ", 0, last.start) + 1
    return f"{body[: led_at or last.start]}{words}{body[last.end :]}{fragment.mark}"


def _led_alike(fragment: Fragment) -> list[Mention]:
    """The names of the question that the fragment's preposition leads, or one that says where as well."""
    lead = fragment.led_by
    if not lead:
        return []
    same = [mention for mention in fragment.held if lead in (mention.lead, mention.preposition)]
    if not same and fragment.names and lead in ("in", "at", "à", "en"):
        return [mention for mention in fragment.held if mention.lead in ("in", "at", "of", "de", "en", "à")]
    return same


def _for_noun_led_alike(fragment: Fragment, _context: Context) -> str | None:
    """For the noun at the end behind the same preposition: "and on business?" behind "… on the free plan?"."""
    body, last = fragment.body, mentions(fragment.body)[-1:]
    if fragment.led_by not in ("on", "with", "for", "without") or not last or last[0].end != len(body):
        return None
    led = re.search(rf"\b{fragment.led_by}\s(?:the\s|an?\s)?$", body[: last[0].start], re.I)
    return f"{body[: led.start()]}{fragment.words}{fragment.mark}" if led and not last[0].named else None


def _for_word_led_alike(fragment: Fragment, _context: Context) -> str | None:
    """For the last word behind the same preposition: "in rowing" is no noun phrase, but gives way to "in cycling"."""
    if not fragment.led_by or fragment.names:
        return None
    led = re.search(rf"\b{re.escape(fragment.led_by)}\s[a-z]+$", fragment.body, re.I)
    return f"{fragment.body[: led.start()]}{fragment.words}{fragment.mark}" if led else None


def _behind(fragment: Fragment, _context: Context) -> str | None:
    """Behind the whole question, what else has a preposition: "and on holidays?" behind "When does the pool open?"."""
    return f"{fragment.body} {fragment.words}{fragment.mark}" if fragment.led_by else None


def _for_counted(fragment: Fragment, context: Context) -> str | None:
    """For what is counted: "and deaths?" behind "How many cases were there?"."""
    words, body = fragment.words, fragment.body
    counted = re.match(
        r"(how many|which|what)\s((?!is\b|was\b|does\b|has\b)[a-z]+s|men|women|people|children)\b", body, re.I
    )
    several = re.fullmatch(r"(?:the\s)?[a-z]+(?:s|men|people|children)", words)
    if counted is None or several is None or fragment.names:
        return None
    if counted[2].lower() in ("people", "men", "women", "children") and _COUNTED.fullmatch(words):
        return _about(words, context)  # No injuries die.
    until = next((mention.end for mention in mentions(body) if mention.start == counted.start(2)), counted.end())
    kept = _modifier(body[counted.start(2) : until], words)
    return f"{counted[1]} {kept}{words}{body[until:]}{fragment.mark}"


def _for_whom(fragment: Fragment, _context: Context) -> str | None:
    """For people of whom the question has no counterpart: "and pensioners?" behind "What does it cost?"."""
    return fragment.for_asked(for_people(fragment.words, fragment.asked))


def _for_plural(fragment: Fragment, _context: Context) -> str | None:
    """For the only plural: "and buses?" behind "When do the trains run?"."""
    words = fragment.words
    plurals = [
        mention
        for mention in mentions(fragment.body)
        if mention.plural and not mention.named and not is_small_name(mention.text)
    ]
    several = re.fullmatch(r"[a-z]+s", words) and not re.fullmatch(r"[a-z]+ss", words)
    if len(plurals) != 1 or fragment.names or not several:
        return None
    return fragment.for_mention(plurals[0], _modifier(plurals[0].text, words) + words)


def _for_bare_noun(fragment: Fragment, _context: Context) -> str | None:
    """For a bare noun at the end: "and old paint?" behind "Where do I throw away batteries?"."""
    last = mentions(fragment.body)[-1:]
    if not last or fragment.names or last[0].end != len(fragment.body) or not _is_bare(last[0], fragment.words):
        return None
    return fragment.for_mention(last[0], fragment.words)


def _of_owner(fragment: Fragment, context: Context) -> str | None:
    """What somebody has, as a question of its own: "Ana Moro's deputy?" behind "Who is the mayor of Tarn?"."""
    owner = re.match(r"(.+?)['’]s?\s", fragment.words)
    if owner is None:
        return None
    if owner[1] in fragment.body:
        # "What about their revenue?" has its own subject by now.
        when = f" {fragment.dates[-1]}" if fragment.dates else ""
        return f"What about {fragment.words}{when}?"
    # It is somebody else's, whom the last question does not name.
    one = re.match(r"(who|what)\s(is|was|are|were)\sthe\b", fragment.body, re.I)
    return f"{one[1]} {one[2]} {fragment.words}?" if one else _about(fragment.words, context)


def _of_one_told(fragment: Fragment, context: Context) -> str | None:
    """Of a name that the answer brought up, and no other: "and Lena Holt?" behind "Who won the race?"."""
    names = fragment.names
    if not names or names[0].text not in context.answer or _has_like(names[0], fragment.held, fragment.asked):
        return None
    return _about(fragment.words, context)


_AS_TYPED: tuple[_Strategy, ...] = (
    of_next_year,
    before_somebody,
    since_same_year,
    at_another_time,
    _for_parallel,
    _for_counterpart,
)
"""Tried first: what a fragment says of itself, its time or the word whose counterpart it is."""
_BY_PHRASE: tuple[_Strategy, ...] = (
    _for_same_form,
    _for_led_alike,
    _for_noun_led_alike,
    _for_word_led_alike,
    _behind,
    _for_counted,
    _for_whom,
    _for_plural,
    _for_bare_noun,
    _of_owner,
    _of_one_told,
    in_place,
    for_name,
)
"""Tried then: the phrase of the question in whose place it comes."""


def _modifier(old: str, new: str) -> str:
    """What a new noun keeps of the phrase that it replaces: "measles" of "measles cases", for "deaths"."""
    return " ".join([*old.split()[:-1], ""]) if _COUNTED.fullmatch(old.split()[-1]) and _COUNTED.fullmatch(new) else ""


def _has_like(new: Mention, held: list[Mention], asked: str) -> bool:
    """Whether the question names a thing, for which another may stand that is not what was asked for."""
    asks = re.match(r"(?:who|whom|which|what)\b", asked, re.I)
    return not asks and not new.person and any(not mention.person for mention in held)


def _is_bare(old: Mention, words: str) -> bool:
    """Whether neither of two phrases has a determiner or a preposition before it."""
    new = mentions(f"of {words}")
    return (
        not old.named
        and old.lead not in DETERMINERS
        and old.preposition in ("", "of", "about", "with")
        and old.lead != "much"
        and bool(new)
        and new[0].start == 3
        and new[0].end == 3 + len(words)
    )


def _parallel(words: str, body: str) -> str | None:
    """ "The men's" for "the women's", "the area" for "the population of France"; None of anything else."""
    owner = re.fullmatch(r"(?:the\s)?([a-z]+['’]s)", words)
    if owner:
        others = re.findall(r"\b[a-z]+['’]s\b", body)
        return body.replace(others[-1], owner[1]) if others else None
    asked = re.match(r"(what|who|when|where)\s(is|was|are|were)\sthe\s[a-z ]{2,40}?\s(?=of\s)", body, re.I)
    noun = re.fullmatch(r"(?:the|its|their)\s([a-z]+(?:\s[a-z]+)?)", words)
    if asked is None or noun is None:
        return None
    past = asked[2].lower() in ("was", "were")
    several = noun[1].endswith("s") and not noun[1].endswith("ss")
    verb = ("were" if several else "was") if past else ("are" if several else "is")
    return f"{asked[1]} {verb} the {noun[1]} {body[asked.end() :]}"
