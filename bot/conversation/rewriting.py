"""Makes a follow-up stand alone: pronouns, ellipses and "the second one" filled in from what was said before."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.asking import asks_again, asks_for_more, capital, with_act
from bot.conversation.completing import with_subject
from bot.conversation.context import Context
from bot.conversation.courtesies import without_small_talk
from bot.conversation.filling import fill
from bot.conversation.follow_up import FollowUp
from bot.conversation.fragments import fragment
from bot.conversation.restating import restated
from bot.conversation.returning import asked_of_relative, back_to_question, of_another_topic
from bot.conversation.smalltalk import is_about_the_bot, is_small_talk
from bot.conversation.spelling import with_names_of, written_with_care
from bot.conversation.wording import AND, CORRECTED, CORRECTION, MEANS_FOR, WHAT_ABOUT
from bot.language.declining import declines
from bot.question import Turn
from index.clauses import content_words

MOST_TURNS = 12
"""Earlier turns that are looked at; what was said before them is not what "he" means."""
MOST_HEARD = 3_000
"""Characters that are read of an answer, its first, and of a question, its last: with 13,000 it took five seconds."""


def rewrite(question: str, turns: Sequence[Turn]) -> str:
    """The question with what it leaves out filled in from the turns before it, oldest first.

    "" for what asks nothing of the articles ("thanks", "help"); the question itself where it stands alone, as a new
    topic does.
    """
    context = _context(turns)
    typed = without_small_talk(question.strip())
    standalone = _standalone(question, context)
    return typed if standalone == _spelled(typed, context) else standalone


def to_continue(question: str, turns: Sequence[Turn]) -> str:
    """What was answered already, where the question wants more of just that ("tell me more"); "" for any other."""
    if not turns or not asks_for_more(_bare(question)):
        return ""
    answers = []
    for turn in reversed(turns):
        if turn.role == "assistant":
            answers.append(turn.text)
        elif not asks_again(_bare(turn.text)):
            break
    return "\n".join(reversed(answers))


def asked_now(standalone: str) -> str:
    """What a question asks that was put behind the one before it ("Who built it: how old is it?"); "" of any other."""
    before, colon, asked = standalone.rpartition(": ")
    if not colon or not content_words(asked) or not content_words(before) or asked[:1].isupper():
        return ""
    return asked[:1].upper() + asked[1:]


def _bare(text: str) -> str:
    return AND.sub("", without_small_talk(text)).strip(" ,")


def _context(turns: Sequence[Turn]) -> Context:
    """The exchanges, their questions made to stand alone one after the other."""
    context = Context()
    asked = ""
    for turn in turns[-MOST_TURNS:]:
        if turn.role == "user":
            if asked:
                context.add(asked, "")
            asked = _standalone(turn.text[-MOST_HEARD:], context)
        elif asked:
            # A decline names nothing.
            answer = "" if declines(turn.text) else turn.text[:MOST_HEARD]
            context.add(with_names_of(asked, answer), answer)
            asked = ""
    if asked:
        context.add(asked, "")
    return context


def _spelled(text: str, context: Context) -> str:
    return written_with_care(text, (said for exchange in context.exchanges for said in exchange))


def _standalone(question: str, context: Context) -> str:
    text = question.strip()
    if is_small_talk(text) or is_about_the_bot(text):
        return ""
    text = _spelled(without_small_talk(text), context)
    if not context.exchanges:
        return text
    returned = back_to_question(text, context)
    if returned is not None:
        asked, there = returned
        return _standalone(asked, there) if asked else there.question
    elsewhere = of_another_topic(text, context)
    if elsewhere is not None:
        return capital(fill(*elsewhere))
    rest = AND.sub("", text).strip(" ,")
    other = _corrected(rest)
    if other:
        rest = f"what about {other}"
        elsewhere = of_another_topic(rest, context)
        if elsewhere is not None:
            return with_subject(capital(fill(*elsewhere)), context)
    rest = asked_of_relative(WHAT_ABOUT.sub("", rest) if "? " in rest else rest)
    rest = with_act(MEANS_FOR.sub("for ", rest), context.question)
    return restated(FollowUp(question, text, rest, context))


def _corrected(text: str) -> str | None:
    """What is meant instead: "Brightwell" of "No, I meant Brightwell"; None where nothing is corrected."""
    correction = CORRECTION.match(text)
    if correction:
        return text[correction.end() :]
    corrected = CORRECTED.match(text)
    return (corrected["new"] or fragment(corrected["bare"])) if corrected else None
