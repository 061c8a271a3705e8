"""Whether the one who is said to have said it said it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.grounding.evidence import Evidence, SourceSentence, holds_figure, holds_moment, same_name
from bot.grounding.facts import plain
from bot.grounding.fault import Fault
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
_GENERIC = frozenset(
    "study author researcher report article scientist official company paper team passage source text page "
    "model analysis "
    "survey statement document data figure they he she it we".split()
)
_JOINING = frozenset("and but while whereas although though".split())
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
    saying = _stems(reading)
    found: list[Attribution] = []
    words = reading.words
    for at, word in enumerate(words):
        if word.quoted:
            continue
        if word.low in _ACCORDING.get(reading.language, ()) or word.low == "according":
            after = [
                other
                for other in words[at + 1 :]
                if other.segment == word.segment and other.content and not other.quoted
            ]
            found.append(Attribution(after + _apposition(words, at), word))
        elif word.stem in saying and word.content and not _is_noun(words, at) and not _is_passive(words, at):
            if reading.language != "en":
                ahead = [one for one in words[:at] if one.segment == word.segment and one.content and not one.quoted]
                after = [
                    one for one in words[at + 1 :] if one.segment == word.segment and one.content and not one.quoted
                ]
                found.append(Attribution(ahead or after, word, after if ahead else []))
                continue
            following = words[at + 1].low if at + 1 < len(words) else ""
            if (
                not is_verb(words, at)
                or word.low.endswith("ings")
                or (at and words[at - 1].content and not words[at - 1].name and following in ("on", "in", "by", "at"))
            ):
                continue
            speaker = _speaker(reading, at)
            found.append(Attribution([] if all(is_generic(one) for one in speaker) else speaker, word))
    return found


def moved_attribution(evidence: Evidence) -> Iterator[Fault]:
    """Where the claim names one speaker and the source another."""
    claimed = [one for one in attributions(evidence.claim) if one.speaker]
    for one in claimed:
        around = {id(word) for word in one.speaker} | {id(one.verb)}
        if evidence.claim.language != "en":
            around = {id(word) for word in one.speaker} | {id(one.verb)}
        told = _told_by(one, [word for word in evidence.claim.content if id(word) not in around], evidence.claim)
        if not told:
            continue
        place = _told_in(told, evidence)
        if place is None or _spoken_by(one.speaker, place) or _told_elsewhere(one.speaker, told, place, evidence):
            continue
        speakers = _speakers(place)
        if not speakers:
            if any(word.name for word in one.speaker) and not _mentions(one.speaker, place):
                yield Fault(f"the source does not say this in the words of {_words(one.speaker)}", True)
            continue
        if all(word.stem in _GENERIC or word.low in _GENERIC for word in one.speaker if not word.name) and not any(
            word.name for word in one.speaker
        ):
            continue
        if not any(word.name for word in one.speaker) and _named_so(one.speaker, speakers, place):
            continue
        if not any(word.name for word in one.speaker) and not _speaks_of(one.speaker, place):
            # Another noun for the same people: "opponents" for "objectors".
            continue
        if _beside_saying(one.speaker, place.reading):
            continue
        yield Fault(f"in the source {_words(speakers)} says this, not {_words(one.speaker)}", True)


def told_by_speaker(evidence: Evidence) -> list[SourceSentence]:
    """The chosen sentences in which somebody speaks whom the claim has speak."""
    claimed = [one.speaker for one in attributions(evidence.claim) if any(word.name for word in one.speaker)]
    return [
        place
        for place in evidence.places
        if claimed
        and any(_same(who, each.speaker) for each in attributions(place.reading) if each.speaker for who in claimed)
    ]


def _told_by(one: Attribution, told: Sequence[Word], claim: Reading) -> list[Word]:
    """What somebody tells, without a statement of its own before: "A will replace B, and the chairman said …"."""
    opening = next((word for word in claim.words if word.segment == one.speaker[0].segment), one.verb)
    after = [word for word in told if word.place > one.verb.place]
    own = opening.low in _JOINING or claim.text[: opening.start - claim.start].rstrip().endswith(";")
    if own and after and one.speaker[0].place < one.verb.place and claim.language == "en":
        return after
    return list(told)


def _told_elsewhere(speaker: Sequence[Word], told: Sequence[Word], place: SourceSentence, evidence: Evidence) -> bool:
    """Whether the speaker says in another sentence what this one lacks: "the province" of one that this one names."""
    if attributions(place.reading):
        return False
    rest = [word for word in told if not word.name and not place.reading.counterpart(word)]
    return any(
        len(rest) > 1
        and 2 * sum(other.reading.counterpart(word) is not None for word in rest) > len(rest)
        and other.source is place.source
        and any(_same(speaker, each.speaker) for each in attributions(other.reading) if each.speaker)
        for other in evidence.places
        if other is not place
    )


def _beside_saying(speaker: Sequence[Word], reading: Reading) -> bool:
    """Whether a name of the speaker's stands right before a verb of saying: "its director, Petra Lind, said …"."""
    saying = _stems(reading)
    return any(
        name.name and same_name(name, before)
        for word in reading.words
        if word.stem in saying and word.place and not word.quoted
        for before in reading.words[word.place - 1 : word.place]
        if before.name
        for name in speaker
    )


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
    after = [word for word in words[at + 1 :] if word.segment == verb.segment and word.content and not word.quoted]
    ahead = words[: at - len(before)]
    if (
        earlier is None
        or earlier.quoted
        or any(is_verb(words, word.place) for word in ahead if not _in_relative(words, word))
    ):
        return after + _apposition(words, at)
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


def _is_passive(words: Sequence[Word], at: int) -> bool:
    return any(word.low in ("is", "are", "was", "were", "be", "been") for word in words[max(0, at - 2) : at])


def _is_noun(words: Sequence[Word], at: int) -> bool:
    before = words[at - 1].low if at else ""
    return before in ("a", "an", "the", "its", "his", "her", "their", "this", "of", "in", "no", "any")


def _told_in(told: Sequence[Word], evidence: Evidence) -> SourceSentence | None:
    """The sentence that has most of what is told."""

    def held(place: SourceSentence) -> int:
        words = sum(any(word.matches(other) for other in place.reading.content) for word in told)
        numbers = sum(holds_figure([place.reading], figure) for figure in evidence.claim.figures)
        return words + 2 * (numbers + sum(holds_moment([place.reading], moment) for moment in evidence.claim.moments))

    for _, _, quoted in evidence.claim.quotations:
        for source in evidence.sources:
            for position, reading in enumerate(source.readings):
                if len(quoted.split()) > 1 and plain(quoted) in plain(reading.text):
                    return SourceSentence(source, position)
    best = max(evidence.places, key=held)
    return best if held(best) >= max(1, len(told) // 3) else None


def _spoken_by(speaker: Sequence[Word], place: SourceSentence) -> bool:
    """Whether that sentence, or the one before it that it goes on from, is the speaker's."""
    told = attributions(place.reading)
    if any(_same(speaker, [*one.speaker, *one.perhaps]) for one in told):
        return True
    if any(not one.speaker for one in told) or not told:
        for back in range(1, 3):
            if place.position - back < 0:
                return _same(speaker, place.source.header.content)
            before = place.source.readings[place.position - back]
            who = [word for one in attributions(before) for word in one.speaker] or (before.names if told else [])
            if who:
                return _same(speaker, who)
    return False


def _speakers(place: SourceSentence) -> list[Word]:
    return [word for one in attributions(place.reading) for word in one.speaker]


def _named_so(speaker: Sequence[Word], names: Sequence[Word], place: SourceSentence) -> bool:
    """Whether the source has the noun beside one of the names: "the mayor" for "Mayor Joan Pell"."""
    return any(
        word.matches(noun)
        for reading in place.source.readings
        for name in reading.words
        if name.name and any(same_name(name, other) for other in names)
        for word in reading.content[:]
        if abs(word.place - name.place) <= 3
        for noun in speaker
    )


def _speaks_of(speaker: Sequence[Word], place: SourceSentence) -> bool:
    return any(
        word.stem == other.stem for word in speaker for reading in place.source.readings for other in reading.content
    )


def _mentions(speaker: Sequence[Word], place: SourceSentence) -> bool:
    names = [word for word in speaker if word.name]
    return any(
        same_name(name, word) for name in names for word in (*place.reading.content, *place.source.header.content)
    )


def _same(speaker: Sequence[Word], other: Sequence[Word]) -> bool:
    ours, theirs = [word for word in speaker if word.name], [word for word in other if word.name]
    if ours and theirs:
        return any(same_name(word, there) for word in ours for there in theirs)
    return any(word.matches(there) for word in speaker for there in other)


def _stems(reading: Reading) -> frozenset[str]:
    words = lexicon(reading.language)
    return frozenset(words.stem(verb) for verb in _SAYING.get(reading.language, ()))


def _words(words: Sequence[Word]) -> str:
    return " ".join(word.text or word.low for word in words[:4])
