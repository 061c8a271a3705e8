"""Who does what in an English sentence: a shallow reading by verb chains, with no parser and no model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from bot.grounding.reading import Reading
from bot.language.figure import Figure
from bot.language.lexicon import lexicon
from bot.language.verbs import AUXILIARIES, is_past_form, is_verb, verb_stems
from bot.language.words import Word

_BE = frozenset("is are was were be been being am get gets got".split())
_BETWEEN = frozenset("to not also already never ever still yet only just now soon again always often currently".split())
_RELATIVE = frozenset("who which that whose".split())
_PREPOSITIONS = frozenset("in on at by for from with of near during under".split())
_JOINING = frozenset("and or to that who which he she it they we i you not".split())
_PRONOUNS = frozenset("he she it they we i you his her its their this that these those both one".split())
_GENERIC = frozenset(
    "people participant company firm group team man woman player author researcher minister president "
    "firm club bank agency ministry court judge "
    "deal study trial plan event project device ship vessel country city town office party league data finding "
    "result price "
    "decision law new former union museum university old year-old vaccine tool app software product shop store "
    "chain school board council government driver actor singer writer director film "
    "book vaccine drug model planet race match game region state figure number total 24-year-old".split()
)
"""Nouns that stand for something named before: "the company", "the striker"."""


SAYING = frozenset("say tell state announc report note add warn claim accord".split())
"""Stems of the verbs whose subject is who speaks."""


@dataclass(slots=True)
class Statement:
    """One verb chain with what stands on either side of it."""

    subject: list[Word]
    verbs: list[Word]
    rest: list[Word]
    passive: bool
    by: list[Word]
    """What follows "by" after a passive: the one who did it."""
    open: bool
    """Its subject is a pronoun, a bare noun for something named before, or left out."""
    relative: bool = False
    """Begins with "who" or "which"."""
    figures: list[Figure] = field(default_factory=list)
    start: int = 0
    end: int = 0

    @property
    def agent(self) -> list[Word]:
        """Who does it, as far as the sentence says."""
        return self.by if self.passive else self.subject

    @property
    def patient(self) -> list[Word]:
        """What it is done to, and the rest of the statement."""
        return self.subject if self.passive else self.rest


def statements(reading: Reading) -> list[Statement]:
    """The statements of an English sentence, in order; none in another language."""
    if reading.told is None:
        reading.told = _statements(reading) if reading.language == "en" else []
    return reading.told


def _statements(reading: Reading) -> list[Statement]:
    words = reading.words
    found: list[Statement] = []
    for (begin, end), (ahead, _) in pairwise([*_chains(words), (len(words), len(words))]):
        before = [word for word in words[_floor(found) : begin] if word.segment == words[begin].segment]
        subject, pronoun = _subject(words, begin, before, found)
        rest = [word for word in words[end:ahead] if word.content or word.figure]
        passive = _is_passive(words, begin, end)
        stop = words[ahead].start if ahead < len(words) else reading.end
        found.append(
            Statement(
                subject,
                _verbs(words[begin:end], rest),
                rest,
                passive,
                _after_by(words[end:ahead]) if passive else [],
                pronoun or all(is_generic(word) for word in subject),
                _is_relative(before),
                [figure for figure in reading.figures if words[end - 1].end <= figure.start < stop],
                words[begin].place,
                end,
            )
        )
    return found


def _floor(found: Sequence[Statement]) -> int:
    """Where the words begin that may be of the next statement's subject: after the last one's verbs."""
    return found[-1].end if found else 0


def _subject(
    words: Sequence[Word], begin: int, before: Sequence[Word], found: Sequence[Statement]
) -> tuple[list[Word], bool]:
    """The subject of the verbs from ``begin`` on, and whether it is open; ``before``: what stands before them."""
    subject = [word for word in before if word.content]
    pronoun = any(word.low in _PRONOUNS and word.low not in _RELATIVE for word in before)
    bare = not subject and not pronoun
    if bare:
        subject, pronoun = _earlier(words, begin, found, _is_relative(before))
    shared = _sharing(words, begin, subject, bare, found)
    if shared is not None:
        subject, pronoun = _subject_of(shared)
    if pronoun and not subject and found and _says(found[-1]):
        # "The company said it had …"
        subject, pronoun = _subject_of(found[-1])
    return subject, pronoun


def _sharing(
    words: Sequence[Word], begin: int, subject: Sequence[Word], bare: bool, found: Sequence[Statement]
) -> Statement | None:
    """The statement that has the same subject by how the sentence is built, whatever stands before the verbs."""
    if not found:
        return None
    last, low = found[-1], words[begin - 1].low
    if low == "to" and len(found) > 1 and bare and _is_put_in(last, words, begin):
        return found[-2]
    if not subject:
        # "Agreed on Monday to pay": an infinitive has the subject of its verb, or its object: "wants it to close".
        return last if low == "to" else None
    # "The two sides talk about the lake and have agreed": not the lake.
    joined = low == "and" and words[last.start].segment == words[begin].segment
    # "The plastic found in the bars came from a tray": what was found came.
    return last if joined or _is_reduced(last, begin, words) else None


def _subject_of(statement: Statement) -> tuple[list[Word], bool]:
    """The subject of a statement, for another to have, and whether it is open."""
    return list(statement.subject), statement.open


def _is_relative(before: Sequence[Word]) -> bool:
    """Whether "who", "which" or the like stands in a segment before its verbs."""
    return any(word.low in _RELATIVE for word in before)


def _verbs(chain: Sequence[Word], rest: Sequence[Word]) -> list[Word]:
    """The words of a chain that say what is done; ``rest``: what follows it."""
    verbs = [word for word in chain if word.content or word.low in ("has", "had", "have")]
    if not verbs and rest and not rest[0].name and not rest[0].figure and chain[-1].low in _BE:
        # "JPEG files are smaller": what is said of the subject stands for the verb.
        return [rest[0]]
    return verbs


def _after_by(after: Sequence[Word]) -> list[Word]:
    """Who did it, of what follows a passive: with the name after it, "by its chief executive, Carla Munt"."""
    at = next((at for at, word in enumerate(after) if word.low == "by"), None)
    if at is None:
        return []
    return [other for other in after[at + 1 :] if other.content and other.segment <= after[at].segment + 1]


def _says(statement: Statement) -> bool:
    """Whether a statement is that someone says something."""
    return any(verb.stem in SAYING for verb in statement.verbs)


def _is_put_in(statement: Statement, words: Sequence[Word], begin: int) -> bool:
    """Whether a statement is only who says it, between commas: "they have agreed, the mediator said, to measure"."""
    return _says(statement) and not statement.rest and words[statement.start].segment < words[begin].segment


def _is_reduced(statement: Statement, begin: int, words: Sequence[Word]) -> bool:
    """Whether the verb before is a participle that belongs to its noun: "the plastic found in the bars came …"."""
    at, end = statement.start, statement.end
    between = words[end:begin]
    form = words[at].low.split()[0]
    return (
        end == at + 1
        and at > 0
        and words[at - 1].content
        and words[at - 1].segment == words[at].segment == words[begin].segment
        and is_past_form(form)
        and bool(between)
        and between[0].low in _PREPOSITIONS
        and not any(word.low in _JOINING for word in between)
    )


def is_generic(word: Word) -> bool:
    """Whether a word stands for something named before: "the company", "the striker"."""
    return not word.name and word.stem in _generic()


def _chains(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(words):
        if not is_verb(words, at):
            at += 1
            continue
        end = at + 1
        while end < len(words) and words[end].segment == words[at].segment:
            low = words[end].low
            if is_verb(words, end) or _is_participle(words, end):
                end += 1
            elif low in _BETWEEN or low.endswith("ly"):
                ahead = end + 1
                if (
                    ahead < len(words)
                    and words[ahead].segment == words[at].segment
                    and (
                        is_verb(words, ahead)
                        or _is_participle(words, ahead)
                        or words[ahead].low in ("be", "been", "to")
                    )
                ):
                    end = ahead
                else:
                    break
            else:
                break
        yield at, end
        at = end


def _is_participle(words: Sequence[Word], at: int) -> bool:
    """Whether a form that is no finite verb alone completes a chain: "was given", "is growing", "agreed to buy"."""
    word = words[at]
    if not word.content or word.figure:
        return False
    head = word.low.split()[0]
    if words[at - 1].low in ("to", "not") or words[at - 1].low in AUXILIARIES:
        return lexicon("en").stem(head) in verb_stems() or head.endswith(("ed", "ing"))
    return False


def _is_passive(words: Sequence[Word], begin: int, end: int) -> bool:
    chain = [word for word in words[begin:end] if word.low not in _BETWEEN and not word.low.endswith("ly")]
    if len(chain) < 2:
        # "A vaccine developed at …" is no chain of its own here; a lone participle before "by" is passive.
        return (
            end < len(words) and words[end].low == "by" and chain[-1].low.split()[0].endswith(("ed", "en", "t", "un"))
        )
    last = chain[-1].low.split()[0]
    return chain[-2].low in _BE and is_past_form(last)


def _earlier(words: Sequence[Word], begin: int, found: Sequence[Statement], relative: bool) -> tuple[list[Word], bool]:
    """The subject of a statement that has none beside its verb: what goes before a "who", or the last statement's."""
    segment = words[begin].segment
    held = [word for word in words[_floor(found) : begin] if word.content and word.segment < segment]
    if relative or words[begin - 1].low in _RELATIVE if begin else False:
        near = [word for word in held if word.segment == held[-1].segment] if held else []
        return near, not near
    if found and found[-1].relative:
        return _subject_of(found[-1])
    if found and words[begin].low.endswith("ing") and words[begin - 1].segment < segment:
        # "Rask joins the league in May, replacing the bank": who joins replaces it.
        return _subject_of(found[-1])
    if held:
        # "The vendor, PayBright, blamed …"
        return held, False
    if found:
        return _subject_of(found[-1])
    return [], True


@cache
def _generic() -> frozenset[str]:
    words = lexicon("en")
    return frozenset(words.stem(word) for word in _GENERIC)
