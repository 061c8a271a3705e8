"""Makes a follow-up stand alone: pronouns, ellipses and "the second one" filled in from what was said before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.conversation.asking import asked_anew, asks_again, asks_for_more, lowered, together, with_act
from bot.conversation.binding import SECOND
from bot.conversation.completing import (
    with_focus,
    with_missing,
    with_names,
    with_people,
    with_subject,
    with_surroundings,
    with_topics,
)
from bot.conversation.context import Context
from bot.conversation.courtesies import is_aside, without_small_talk
from bot.conversation.describing import dated, described
from bot.conversation.filling import fill
from bot.conversation.foreign import language
from bot.conversation.fragments import asks_of_another, fragment
from bot.conversation.leaning import asks_whether_there_is, is_whole, leans, names_in_small, takes_up
from bot.conversation.mentions import mentions
from bot.conversation.phrases import is_statement
from bot.conversation.placing import put
from bot.conversation.returning import asked_of_earlier, asked_of_relative, back_to_question, earlier, of_another_topic
from bot.conversation.selecting import asks_of_old, chooses, chosen, of_two, which_one
from bot.conversation.smalltalk import is_about_the_bot, is_small_talk
from bot.conversation.spelling import with_names_of, written_with_care
from bot.conversation.standins import doing, is_about_all
from bot.conversation.wording import (
    AND,
    ANY_BODY,
    AUXILIARY,
    BODIES,
    CONDITION,
    CORRECTED,
    CORRECTION,
    MEANS_FOR,
    ONES,
    RELATION,
    VAGUE,
    WHAT_ABOUT,
)
from bot.language.declining import declines
from bot.language.tagging import compares
from bot.question import Turn
from index.clauses import content_words

MOST_CONDITIONS = 12
"""Words; who writes more tells a new story, with its own question."""
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
        return _capital(fill(*elsewhere))
    opened = AND.match(text) is not None or WHAT_ABOUT.match(text) is not None
    rest = AND.sub("", text).strip(" ,")
    correction = CORRECTION.match(rest)
    corrected = CORRECTED.match(rest)
    other = rest[correction.end() :] if correction else corrected and (corrected["new"] or fragment(corrected["bare"]))
    if other:
        rest = f"what about {other}"
        elsewhere = of_another_topic(rest, context)
        if elsewhere is not None:
            return with_subject(_capital(fill(*elsewhere)), context)
    rest = asked_of_relative(WHAT_ABOUT.sub("", rest) if "? " in rest else rest)
    rest = with_act(MEANS_FOR.sub("for ", rest), context.question)
    asked_of_two = of_two(rest, context)
    if asked_of_two is not None:
        return asked_of_two
    asked_of = which_one(rest, context)
    if asked_of is not None and asked_of.startswith("Which of ") and context.many.two_apart() is not None:
        return with_names(asked_of, context)
    rest = asked_of or rest
    person = re.search(r"\b(?:he|she|him|his|her|hers|himself|herself)\b", rest, re.I)
    if re.fullmatch(r"(?:then|so|and)\s(?:what|how)[?!. ]*", text, re.I):
        return together(lowered(text), context)
    if asks_again(rest):
        return context.question
    anew = asked_anew(rest, context)
    if anew is not None:
        return with_focus(anew, context)
    unnumbered = rest
    numbered = chosen(rest, context)
    part = None if language(rest) and _asks(rest) else fragment(numbered)
    if part is None and chooses(numbered, context):
        # Which of them is meant nobody can tell: no name is better than a wrong one.
        return together(lowered(fill(numbered, context)), context)
    rest = _with_body(dated(described(numbered, context), context), context)
    part = None if part is None else fragment(rest)
    if part is not None:
        again = asked_of_earlier(part, context)
        if again is not None:
            return _capital(put(*again))
        counting = re.match(r"how\s(?:many|much|long|often)\b", rest, re.I)
        if counting:
            context = context.back_to(counting[0])
        placed = put(part if asks_of_another(part, context) else fill(part, context), context)
        return _capital(with_focus(placed, context) if ": what about" in placed and numbered == unnumbered else placed)
    context = earlier(rest, context)
    filled = fill(rest, context)
    # "How long must I wait for one?" is about whose violins they are.
    asks_for_one = ONES.search(rest) is not None
    if _goes_on(rest):
        return with_focus(together(_as_condition(lowered(filled)), context), context)
    if is_about_all(filled) or (VAGUE.search(filled) and not any(mention.named for mention in mentions(unnumbered))):
        return with_focus(together(lowered(filled), context), context)
    if filled not in (text, unnumbered):
        filled = f"¿{filled}" if text.startswith("¿") and "¿" not in filled else filled
        filled = _capital(filled)
        if numbered != unnumbered:
            # The other things of the list are just what is not meant.
            if not any(mention.named for mention in mentions(filled)):
                return with_subject(filled, context)
            known = any(name.text in filled for name in mentions(context.question))
            return filled if known else with_names(filled, context)
        if person and RELATION.search(text):
            filled = with_people(filled, context)
        if asks_for_one and not person:
            return with_subject(filled, context)
        if compares(rest):
            return with_subject(filled, context)  # What was before or elsewhere is compared with it.
        return with_topics(filled, context)
    same = _same_frame(rest, context.question)
    if same is not None:
        return _capital(same)
    if is_aside(question) and is_whole(rest) and not _takes_up_noun(rest, context):
        return _capital(rest) if opened else text
    if asked_of and re.match(r"which\sof\s[^,]+\sand\s", asked_of, re.I):
        return _capital(asked_of)  # Both are named.
    if asked_of or leans(rest, opened, context):
        if not asked_of and asks_whether_there_is(rest) and is_whole(rest):
            return with_surroundings(_capital(rest), context)
        if not asked_of and is_whole(rest):
            whole = _capital(rest)
            done = doing(context.question) if re.search(r"\sthen[?!. ]*$", rest, re.I) else None
            if done is not None:
                return with_missing(whole, [done])
            # Who has a post now is just not "the old coach".
            return with_subject(whole if asks_of_old(rest) else with_focus(whole, context), context)
        return with_focus(together(lowered(rest), context), context)
    own = _capital(rest) if opened else text
    return with_topics(own, context) if takes_up(rest, context) else own


def _takes_up_noun(text: str, context: Context) -> bool:
    """Whether a noun of a question was spoken of before."""
    return any(context.speaks_of(mention.text.split()[-1]) is not None for mention in mentions(text))


def _same_frame(text: str, before: str) -> str | None:
    """ "What did the opposition say?" with the end of "What did the minister say about the strike?"."""
    ask = rf"(?P<ask>(?:what|how|why|when|where)\s(?:{AUXILIARY}))\s"
    frame = re.match(rf"{ask}.+\s(?P<verb>\w+)[?. ]*$", text, re.I)
    if frame is None:
        return None
    end = rf"{frame['ask']}\s[^:]+?\s{frame['verb']}\s(?P<end>(?:about|to|on|of|from|for)\s[^:(?]+)"
    match = re.match(end, before, re.I)
    return f"{text.rstrip('?. ')} {match['end'].strip()}?" if match else None


def _with_body(text: str, context: Context) -> str:
    """The text with "the company" replaced by the one that was spoken of."""
    match = re.search(rf"\bthe\s({'|'.join(BODIES)})\b(?!\s(?:of|that|which|behind)\b)", text, re.I)
    if match is None or names_in_small(text[match.end() :], context):
        return text  # "The museum in cologne" is known by that.
    if match[1].lower() not in ANY_BODY and match[0] == WHAT_ABOUT.sub("", text).rstrip("?!. "):
        return text  # "And the museum?" is about another one.
    before = text[: match.start()]
    if any(mention.named and SECOND.search(before, mention.end) for mention in mentions(before)):
        return text  # "When did Ana Moro resign and why did she leave the party?"
    names = [mention.text for mention in mentions(text) if mention.named]
    if names and (match[1].lower() not in ANY_BODY or any(match[1] in name for name in names)):
        return text
    mention = context.speaks_of(match[1])
    if mention is not None and not mention.named:
        if match[1].lower() not in ANY_BODY:
            return text
        mention = None
    name = mention.text if mention is not None else context.body() or context.many.group()
    return text if name is None or name in names else text[: match.start()] + name + text[match.end() :]


def _asks(text: str) -> bool:
    """Whether a question of another language is a sentence with a question word, not a fragment."""
    return bool(
        re.search(
            r"\b(?:cuándo|dónde|quién|cómo|qué|wann|wo|wer|wie|warum|quand|où|qui|comment|pourquoi)\b", text, re.I
        )
    ) and (len(text.split()) > 2)


def _goes_on(text: str) -> bool:
    """Whether a message says on what condition the last question is asked now: "I am vegetarian", "if I lose it"."""
    clause = CONDITION.match(text) is not None or is_statement(text)
    return clause and len(text.split()) <= MOST_CONDITIONS and not any(mention.named for mention in mentions(text))


def _as_condition(text: str) -> str:
    """ "What if I lose it" of "if I lose it"; as it is where something is asked behind that."""
    return f"what {text}" if re.match(r"if\s", text) and "," not in text else text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:] if text[:1] != "¿" else text
