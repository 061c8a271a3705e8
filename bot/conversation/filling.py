"""Puts what they mean in the place of pronouns and of "that case"."""

from __future__ import annotations

import re

from bot.conversation.antecedents import antecedent, owns
from bot.conversation.binding import SECOND, bound
from bot.conversation.context import Context
from bot.conversation.demonstratives import named_again
from bot.conversation.foreign import filled_foreign, language
from bot.conversation.mentions import Mention, mentions
from bot.conversation.names import Gender
from bot.conversation.people import relative_of_user
from bot.conversation.places import is_place
from bot.conversation.standins import deed, doing, fill_stand_ins
from bot.conversation.wording import CLAUSE, DEMONSTRATIVE, DOING, DONE, DUMMY_IT, PRONOUN, VAGUE, WHOSE_IT

_GENDERS: dict[str, Gender] = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she"}
_CONTRACTED = {"s": "is", "d": "would", "ll": "will", "re": "are", "ve": "have"}
"""What "he's" and "they'll" have behind the pronoun."""
_WHERE = ("in", "at", "near", "to", "from", "on", "off")
"""What leads the place that "there" takes up."""
_ANSWERS = re.compile(
    r"\s(?:say|reply|replied|respond|responded|react|reacted|answer|answered|comment)\sto\s(?:that|this)\b"
    r"|\s(?:reply|respond|react|hit\sback|answer)\s?[?.!]*$",
    re.I,
)


def fill(text: str, context: Context) -> str:
    """The text with its pronouns replaced by what they mean; as it is where none can be told."""
    spoken = language(text)
    if spoken:
        return filled_foreign(text, context, spoken)
    text = _with_antecedents(fill_stand_ins(text, context), context)
    return DEMONSTRATIVE.sub(lambda match: named_again(match, context), text)


def _with_antecedents(text: str, context: Context) -> str:
    """The text with its pronouns replaced."""
    held = bound(text)
    edits: list[tuple[int, int, str]] = []
    doer: tuple[str, str] | None = None
    for match in PRONOUN.finditer(text):
        if match.span(1) in held or match[1] == "IT" or _points_nowhere(match, context):
            continue
        edit = _deed_again(match, context)
        if edit is not None:
            edits.append(edit)
            continue
        word = match[1].lower()
        new = _meant(match, context)
        if doer is not None and new == doer[1] and word in ("him", "her") and doer[0] in ("he", "she"):
            new = context.people.person("he" if word == "him" else "she", besides=doer[1])
        if new is None:
            continue
        doer = doer or (word, new)
        verb = f" {_CONTRACTED[match['s'][1:].lower()]}" if match["s"] else ""
        edits.append((match.start(), match.end(), new + verb))
    for start, end, new in reversed(edits):
        text = text[:start] + new + text[end:]
    return text


def _points_nowhere(match: re.Match[str], context: Context) -> bool:
    """Whether a pronoun takes up nothing that was said before its question."""
    before, after = _around(match)
    word = match[1].lower()
    return (word == "it" and _is_no_thing(match, context)) or _within(word, before, after, context)


def _is_no_thing(match: re.Match[str], context: Context) -> bool:
    """Whether "it" is nothing that has a name: "is it safe to", "did he say it", "whose fault was it"."""
    before, after = _around(match)
    return (
        any(dummy.start() <= match.start() < dummy.end() for dummy in DUMMY_IT.finditer(match.string))
        or VAGUE.search(f"{before[-8:]}{match[0]}{after}") is not None
        or (DOING.match(context.question) is not None and DONE.search(f"{before[-6:]}{match[0]}{after}") is not None)
        or WHOSE_IT.search(before) is not None
    )


def _deed_again(match: re.Match[str], context: Context) -> tuple[int, int, str] | None:
    """Start, end and new words of an "it" that means what the last question asks how to do: "can I do it online"."""
    asked = deed(context.question) if match[1].lower() == "it" else None
    if asked is None:
        return None
    before, after = _around(match)
    if re.search(r"\bdo\s$", before):
        return match.start() - len("do "), match.end(), f"{asked[0]} {asked[1]}"
    done = doing(context.question)
    costs = re.match(r"\s(?:cost|take|need|require)\b", after)
    return (match.start(), match.end(), done) if done is not None and costs else None


def _meant(match: re.Match[str], context: Context) -> str | None:
    """Whom or what a pronoun means in its question."""
    before, after = _around(match)
    word = match[1].lower()
    new = antecedent(word, before, after, context)
    if word == "it" and new is not None and new in before:
        # Nobody sells what sells: "Why did the museum sell it?".
        others = [name for name in context.names() if name.text not in before]
        return next((f"the {name.text}" if name.lead == "the" else name.text for name in others), new)
    if word in ("he", "she") and _ANSWERS.match(after):
        # Who answers what was said is not who said it.
        return context.people.person(_GENDERS[word], besides=context.people.speaker()) or new
    return new


def _around(match: re.Match[str]) -> tuple[str, str]:
    """What stands before a match and what after it."""
    return match.string[: match.start()], match.string[match.end() :]


def _within(word: str, before: str, after: str, context: Context) -> bool:
    """Whether a pronoun means somebody or a place that the same question names: "Did Apple say it would pay?"."""
    if word == "there":
        return any(mention.preposition in _WHERE and SECOND.search(before, mention.end) for mention in mentions(before))
    held = [mention for mention in mentions(before) if mention.named]
    if word == "it" and re.search(r"[,.;]\s", before):
        # "She would love the slide, when is it open?"
        return any(
            mention.lead in ("the", "a", "an", "my", "our") and not mention.plural for mention in mentions(before)
        )
    if relative_of_user(before) == _GENDERS.get(word, "it"):
        return True
    if word in _GENDERS:
        if any(
            _is_brought(mention, _GENDERS[word], context) and SECOND.search(before, mention.end) for mention in held
        ):
            return True
        held = [mention for mention in held if mention.person or " " not in mention.text]
    if not held:
        return False
    if word in ("his", "its", "their") or (word == "her" and owns(after)):
        return True
    return bool(CLAUSE.search(before))


def _is_brought(mention: Mention, gender: Gender, context: Context) -> bool:
    """Whether a name may be of whom "he" or "she" means, and the conversation did not have it before."""
    if mention.gender not in (gender, None) or mention.preposition in _WHERE or is_place(mention.text):
        return False
    return mention.person or (" " not in mention.text and context.speaks_of(mention.text) is None)
