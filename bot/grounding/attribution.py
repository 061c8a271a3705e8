"""Whether the one who is said to have said it said it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.grounding.evidence import Evidence, SourceSentence, holds_figure, holds_moment, same_name
from bot.grounding.facts import plain
from bot.grounding.fault import Fault
from bot.grounding.reading import Reading
from bot.grounding.speakers import DESCRIBING, Attribution, attributions, saying_stems
from bot.language.words import Word

_GENERIC = frozenset(
    "study author researcher report article scientist official company paper team passage source text page "
    "model analysis "
    "survey statement document data figure they he she it we".split()
)
_JOINING = frozenset("and but while whereas although though after before when because since once".split())


def moved_attribution(evidence: Evidence) -> Iterator[Fault]:
    """Where the claim names one speaker and the source another."""
    for one in attributions(evidence.claim):
        place = _told_by_another(one, evidence) if one.speaker else None
        if place is None:
            continue
        speakers = _speakers(place)
        if _is_described(speakers) and _is_named_near(one.speaker, place):
            continue
        if speakers and not _may_be_one_of(one.speaker, speakers, place):
            yield Fault(f"in the source {_words(speakers)} says this, not {_words(one.speaker)}", True)
        if not speakers and _has_name(one.speaker) and not _mentions(one.speaker, place):
            yield Fault(f"the source does not say this in the words of {_words(one.speaker)}", True)


def _told_by_another(one: Attribution, evidence: Evidence) -> SourceSentence | None:
    """The sentence that has what somebody tells, if it is not that speaker's."""
    around = {id(word) for word in (*one.speaker, one.verb)}
    told = _told_by(one, [word for word in evidence.claim.content if id(word) not in around], evidence.claim)
    place = _told_in(told, evidence) if told else None
    if place is None or _spoken_by(one.speaker, place) or _told_elsewhere(one.speaker, told, place, evidence):
        return None
    return place


def _may_be_one_of(speaker: Sequence[Word], speakers: Sequence[Word], place: SourceSentence) -> bool:
    """Whether the claim's speaker may be one of the source's under another noun: "opponents" for "objectors"."""
    if not _has_name(speaker):
        if all(word.stem in _GENERIC or word.low in _GENERIC for word in speaker):
            return True
        if _named_so(speaker, speakers, place) or not _speaks_of(speaker, place):
            return True
    return _beside_saying(speaker, place.reading)


def _is_described(speakers: Sequence[Word]) -> bool:
    """Whether the source tells of its speaker by a noun, and not by name: "the Cupertino tech giant"."""
    return bool(speakers) and not speakers[-1].name and speakers[-1].low in DESCRIBING


def _is_named_near(speaker: Sequence[Word], place: SourceSentence) -> bool:
    """Whether the sentence or one of the two before it names the claim's speaker, who may be the one described."""
    readings = place.source.readings[max(0, place.position - 2) : place.position + 1]
    return any(
        same_name(name, word) for name in speaker if name.name for reading in readings for word in reading.content
    )


def _has_name(words: Sequence[Word]) -> bool:
    return any(word.name for word in words)


def told_by_speaker(evidence: Evidence) -> list[SourceSentence]:
    """The chosen sentences in which somebody speaks whom the claim has speak."""
    claimed = [one.speaker for one in attributions(evidence.claim) if _has_name(one.speaker)]
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
    saying = saying_stems(reading)
    return any(
        name.name and same_name(name, before)
        for word in reading.words
        if word.stem in saying and word.place and not word.quoted
        for before in reading.words[word.place - 1 : word.place]
        if before.name
        for name in speaker
    )


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
            saying = attributions(before)
            who = [word for one in saying for word in one.speaker] or (before.names if told or saying else [])
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


def _words(words: Sequence[Word]) -> str:
    return " ".join(word.text or word.low for word in words[:4])
