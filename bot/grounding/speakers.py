"""Who speaks in a sentence: the verbs of saying and the words that stand for their subjects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.grounding.reading import Reading
from bot.grounding.statements import is_generic, statements
from bot.language.lexicon import lexicon
from bot.language.verbs import is_verb
from bot.language.words import Word

_SAYING = {
    "en": frozenset(
        "say tell state announce report note add warn claim explain argue insist declare write estimate caution "
        "stress "
        "acknowledge admit call describe deny believe think promise pledge forecast predict fear suggest expect "
        "label term "
        "accuse blame criticise criticize praise welcome condemn reject dismiss apologise apologize urge demand "
        "ask vow conclude".split()
    ),
    "de": frozenset(
        "sagen sagt sagte teilte erklärte fordern forderte loben lobte kritisieren kritisierte meinte betonte zufolge "
        "warnt warnte erklärt schätzt schätzte schrieb".split()
    ),
    "fr": frozenset(
        "déclarer dit déclaré déclare affirmé affirme indiqué indique annoncé annonce estimé estime salué salue craint "
        "expliqué explique ajouté précisé assure assuré dénonce dénoncé critique critiqué".split()
    ),
    "es": frozenset(
        "dijo dice declaró anunció afirmó señaló explicó aseguró indicó criticó reprocha reprochó añadió denunció "
        "advirtió pidió según descartó celebró".split()
    ),
}
_ACCORDING = {
    "en": ("according to", "accord to"),
    "de": ("laut", "zufolge"),
    "fr": ("selon", "d'après"),
    "es": ("según",),
}
DESCRIBING = frozenset("firm giant group maker operator startup business corporation organisation organization".split())
"""Nouns by which a text tells again of somebody whom it has named: "the Cupertino tech giant"."""
_PRONOUNS = frozenset("he she they we i il elle ils er sie él ella".split())


@dataclass(slots=True)
class Attribution:
    """A speaker in a sentence."""

    speaker: list[Word]
    """Empty if a pronoun speaks, or "the company"."""
    verb: Word
    perhaps: list[Word] = field(default_factory=list)
    """Who else may speak, where word order does not tell: "den Schaden schätzt das Unternehmen"."""


def attributions(reading: Reading) -> list[Attribution]:
    """Who speaks in a sentence, by verbs of saying and by "according to"."""
    saying = saying_stems(reading)
    found: list[Attribution] = []
    for at, word in enumerate(reading.words):
        if word.quoted:
            continue
        if word.low in _ACCORDING.get(reading.language, ()) or word.low == "according":
            # "According to Orbis, the app is safe" goes on with what Orbis says.
            beside = _apposition(reading.words, at) if at else []
            found.append(Attribution(_content_after(reading.words, at) + beside, word))
        elif _may_say(reading.words, at, saying):
            if reading.language != "en":
                found.append(_by_place(reading.words, at))
            elif is_verb(reading.words, at) and not _is_plural_noun(reading.words, at):
                speaker = _speaker(reading, at)
                found.append(Attribution([] if all(is_generic(one) for one in speaker) else speaker, word))
    return found


def saying_stems(reading: Reading) -> frozenset[str]:
    """The stems of the verbs of saying of its language."""
    words = lexicon(reading.language)
    return frozenset(words.stem(verb) for verb in _SAYING.get(reading.language, ()))


def _speaker(reading: Reading, at: int) -> list[Word]:
    """The one who speaks: before the verb, or after it where the words told come first."""
    words = reading.words
    verb = words[at]
    before = []
    for word in reversed(words[:at]):
        if word.segment != verb.segment:
            break
        before.append(word)
    before.reverse()
    first = next((place for place in range(len(before)) if is_verb(words, before[place].place)), len(before))
    speaker = [word for word in before[:first] if word.content and not word.quoted]
    if speaker:
        return speaker
    if any(word.figure for word in before):
        # "46% said": nobody by name.
        return []
    if any(word.low in _PRONOUNS for word in before):
        return []
    earlier = words[at - len(before) - 1] if at - len(before) - 1 >= 0 else None
    ahead = words[: at - len(before)]
    if verb.low.endswith("ing") and ahead:
        # "Warren criticised the move, saying firms were …": whoever did the one says the other.
        doer = [one for one in statements(reading) if one.end <= at and one.subject]
        return list(doer[-1].subject) if doer else []
    if (
        earlier is None
        or earlier.quoted
        or any(is_verb(words, word.place) for word in ahead if not _in_relative(words, word))
    ):
        return _content_after(words, at) + _apposition(words, at)
    # "The vendor, PayBright, blamed …"; "Sartori, who visited on Sunday, promised …"
    for statement in statements(reading):
        if statement.start <= at < statement.end and statement.subject:
            return statement.subject
    return [word for word in words[:at] if word.content and word.segment >= verb.segment - 2 and not word.quoted]


def _in_relative(words: Sequence[Word], word: Word) -> bool:
    first = next(other for other in words if other.segment == word.segment)
    return first.low in ("who", "which", "whose", "that")


def _apposition(words: Sequence[Word], at: int) -> list[Word]:
    """ "…, said Marta Oduya, the project's chief engineer": the segment after the speaker's, if nothing follows it."""
    following = [word for word in words if word.segment == words[at].segment + 1 and word.place > at]
    last = words[-1].segment
    return [word for word in following if word.content and not word.quoted] if words[at].segment + 1 == last else []


def _may_say(words: Sequence[Word], at: int, saying: frozenset[str]) -> bool:
    """Whether a word has the form of a verb of saying and is neither a noun nor passive: not "the report"."""
    return words[at].stem in saying and words[at].content and not _is_noun(words, at) and not _is_passive(words, at)


def _by_place(words: Sequence[Word], at: int) -> Attribution:
    """Who speaks where word order does not tell: what stands before the verb, or perhaps what stands after it."""
    ahead = [one for one in words[:at] if one.segment == words[at].segment and one.content and not one.quoted]
    after = _content_after(words, at)
    return Attribution(ahead or after, words[at], after if ahead else [])


def _content_after(words: Sequence[Word], at: int) -> list[Word]:
    """The content words that follow in the same segment and stand in no quotation."""
    return [one for one in words[at + 1 :] if one.segment == words[at].segment and one.content and not one.quoted]


def _is_plural_noun(words: Sequence[Word], at: int) -> bool:
    """Whether a form of a verb of saying is a noun: "warnings", "the court reports on …"."""
    following = words[at + 1].low if at + 1 < len(words) else ""
    after_noun = at > 0 and words[at - 1].content and not words[at - 1].name
    return words[at].low.endswith("ings") or (after_noun and following in ("on", "in", "by", "at"))


def _is_passive(words: Sequence[Word], at: int) -> bool:
    return any(word.low in ("is", "are", "was", "were", "be", "been") for word in words[max(0, at - 2) : at])


def _is_noun(words: Sequence[Word], at: int) -> bool:
    before = words[at - 1].low if at else ""
    return before in ("a", "an", "the", "its", "his", "her", "their", "this", "of", "in", "no", "any")
