"""Whether a claim gives a deed to the one who did it: "A bought B" is not "B bought A", nor "C bought B"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.grounding.evidence import Evidence, SourceSentence, same_name
from bot.grounding.fault import Fault
from bot.grounding.negations import negations
from bot.grounding.statements import SAYING, Statement, is_generic, statements
from bot.language.figures import agree
from bot.language.words import Word

Given = list[tuple[SourceSentence, list[Statement]]]
_FINDING = SAYING | frozenset(
    "find show reveal suggest conclud discov detect observ see expect believ think mean put come make take".split()
)
"""Verbs of saying and finding, where ``attribution`` sees to the subject, and those too common to tell a deed by."""


_ANYBODY = frozenset("anyone anybody everyone everybody nobody".split())
_CHANGING = frozenset(
    "fall rise drop grow increas decreas improv worsen shrink climb start begin close open end stop chang doubl "
    "halv recov declin move break "
    "melt spread slow expand strengthen weaken reopen resum".split()
)
"""Stems of verbs whose subject may be another sentence's object: scores fall, and something lowers them."""


_STAYING = frozenset("remain stay".split())


def swapped_roles(evidence: Evidence) -> Iterator[Fault]:
    """Statements of the claim that the source makes of somebody else, or the other way round."""
    given: Given = [(place, statements(place.reading)) for place in evidence.places]
    denied = {id(word) for negation in negations(evidence.claim) for word in negation.scope}
    for claimed in statements(evidence.claim):
        if any(id(word) in denied for word in claimed.subject):
            # "No South American had won it": of nobody it says that he did.
            continue
        told = claimed.agent or (claimed.subject if claimed.passive else [])
        if not told or not claimed.verbs or any(verb.stem in _FINDING for verb in claimed.verbs):
            continue
        rivals = sorted(
            (
                (_alike(claimed, statement), number, place, statement)
                for number, (place, several) in enumerate(given)
                for statement in several
                if _same_deed(claimed, statement)
            ),
            key=lambda rival: (-rival[0], rival[1]),
        )
        if not rivals:
            continue
        if claimed.rest and rivals[0][0] == 0:
            # The same verb of something else.
            continue
        # Of several statements with that verb, one that agrees is enough.
        faults = [
            _compared(claimed, statement, place)
            for likeness, _, place, statement in rivals
            if likeness >= rivals[0][0] - 0.5
        ]
        if all(fault is not None for fault in faults):
            yield faults[0]  # type: ignore[misc]


def _same_deed(claimed: Statement, given: Statement) -> bool:
    main = claimed.verbs[-1]
    return any(main.matches(verb) for verb in given.verbs)


def _alike(claimed: Statement, given: Statement) -> float:
    """How much of what follows the claim's verb the other statement has."""
    around = given.rest + given.subject
    told = claimed.subject if claimed.passive else claimed.rest
    numbers = sum(any(agree(figure, other) for other in given.figures) for figure in claimed.figures)
    return sum(any(word.matches(other) for other in around) for word in told) + 2 * numbers


def _compared(claimed: Statement, given: Statement, place: SourceSentence) -> Fault | None:
    """What is wrong with who does it in the claim beside a statement with the same verb, if something is."""
    if _is_of_anybody(claimed, given):
        return Fault(f"the source says that of {_words(given.agent)} alone", True)
    if claimed.passive and not claimed.by:
        # Nobody is said to do it: what it is done to must be what it is done to.
        return _patient_fault(claimed, claimed.subject, given, place)
    if (given.passive and not given.by) or _stays(claimed, given):
        return None
    if _crossed(claimed, given):
        return _other_way_round(given)
    if _changes_by_itself(claimed, given):
        return None
    if _is_done_by_object(claimed, given):
        return _not_of(given.agent, claimed.agent)
    names = [word for word in claimed.agent if word.name] or claimed.agent
    if not _meet(names, given.agent):
        if _undergone(claimed, given):
            return None
        if _is_done_to(names, claimed, given):
            return _other_way_round(given)
    return _stranger(claimed.agent, given.agent, given, place)


def _is_of_anybody(claimed: Statement, given: Statement) -> bool:
    """Whether the claim says of everybody what the source says of one: "anyone may enter" of "members may enter"."""
    return (
        bool(given.agent)
        and not given.open
        and any(word.low in _ANYBODY for word in claimed.agent)
        and not any(word.low in _ANYBODY for word in given.agent)
    )


def _stays(claimed: Statement, given: Statement) -> bool:
    """Whether the claim's subject is what the source's keeps: "they remain in the museum", "the museum keeps them"."""
    return claimed.verbs[-1].stem in _STAYING and not any(verb.stem in _STAYING for verb in given.verbs)


def _changes_by_itself(claimed: Statement, given: Statement) -> bool:
    """Whether what changes in the source is changed by somebody in the claim: "it lowered scores" of "scores fell"."""
    return any(verb.stem in _CHANGING for verb in given.verbs) and _meet(given.agent, claimed.rest)


def _is_done_by_object(claimed: Statement, given: Statement) -> bool:
    """Whether the one who does it stands after the claim's verb: "Oslo beat Bergen" of "Bergen beat Malmö"."""
    return (
        not claimed.passive
        and not given.open
        and _meet(given.agent, claimed.rest)
        and not _meet(given.agent, claimed.agent)
    )


def _is_done_to(names: Sequence[Word], claimed: Statement, given: Statement) -> bool:
    """Whether it is done to the one who does it in the claim: "Bergen won" of "Oslo won against Bergen"."""
    if not given.agent or given.open or not _meet(names, given.patient):
        return False
    same = claimed.verbs[-1].stem in {verb.stem for verb in given.verbs}
    return same or _meet(claimed.patient, given.agent)


def _undergone(claimed: Statement, given: Statement) -> bool:
    """Whether the claim says of its subject what the source says of its object: "soldiers died", "killed soldiers"."""
    if not _meet(claimed.agent, given.patient) or _meet(claimed.patient, given.agent):
        return False
    others = [word for word in given.patient if not any(word.matches(mine) for mine in claimed.agent)]
    return any(verb.stem == "die" for verb in claimed.verbs) or not _meet(
        [word for word in claimed.rest if word.content], others
    )


def _crossed(claimed: Statement, given: Statement) -> bool:
    """Whether a word on either side of the claim's verb stands on the other side in the source, and only there."""
    return _only(claimed.agent, claimed.patient, given.patient, given.agent) and _only(
        claimed.patient, claimed.agent, given.agent, given.patient
    )


def _only(words: Sequence[Word], not_in: Sequence[Word], found: Sequence[Word], missing: Sequence[Word]) -> bool:
    def has(several: Sequence[Word], word: Word) -> bool:
        return any(word.stem == other.stem or (word.name and same_name(word, other)) for other in several)

    return any(has(found, word) and not has(missing, word) and not has(not_in, word) for word in words)


def _patient_fault(
    claimed: Statement, subject: Sequence[Word], given: Statement, place: SourceSentence
) -> Fault | None:
    """The same where the claim says only what it is done to: "the bridge was closed"."""
    if given.passive:
        return _stranger(subject, given.subject, given, place)
    if _meet(subject, given.patient):
        return None
    if not {verb.stem for verb in given.verbs} & {verb.stem for verb in claimed.verbs}:
        # "Was awarded" of "won": the one who gets it is the one who does it.
        return None
    if _meet(subject, given.agent) and given.rest and not given.open and all(word.name for word in subject):
        return _other_way_round(given)
    return None


def _stranger(claimed: Sequence[Word], agent: Sequence[Word], given: Statement, place: SourceSentence) -> Fault | None:
    """A fault where both name somebody, and not the same one."""
    ours = [word for word in claimed if word.name]
    theirs = [word for word in agent if word.name]
    if _are_named_apart(claimed, agent):
        return _not_of(theirs, ours)
    if not agent or given.open:
        return None
    if _other_kind(claimed, agent, place):
        return _not_of(agent, claimed)
    if theirs or _meet(claimed, [*agent, *given.patient]):
        return None
    if ours:
        known = _are_named_before(ours, given, place) or _apposed(ours, agent, place)
        return None if known else _not_of(agent, ours)
    return _not_of(agent, claimed) if _elsewhere(claimed, place) else None


def _are_named_apart(claimed: Sequence[Word], agent: Sequence[Word]) -> bool:
    """Whether each side has a name that the other lacks, and they share none: "Petra Lind" and "Tom Brandt"."""
    ours = [word for word in claimed if word.name]
    odd = [word for word in ours if not any(same_name(word, other) for other in agent)]
    left = [word for word in agent if word.name and not any(same_name(word, other) for other in claimed)]
    shared = [word for word in ours if word not in odd and not word.meaning.groups and not is_generic(word)]
    return bool(odd) and bool(left) and not shared


def _are_named_before(names: Sequence[Word], given: Statement, place: SourceSentence) -> bool:
    """Whether all the names stand ahead of a statement: "Brecht and Sommer were convicted of fraud and given …"."""
    led = [word for word in place.reading.words if word.place < given.start and word.name]
    return all(any(same_name(word, other) for other in led) for word in names)


def _not_of(theirs: Sequence[Word], ours: Sequence[Word]) -> Fault:
    return Fault(f"the source says that of {_words(theirs)}, not of {_words(ours)}", True)


def _other_way_round(given: Statement) -> Fault:
    told = f"{_words(given.agent)} {_words(given.verbs)} …"
    return Fault(f"the source says that the other way round: “{told}”", True)


def _other_kind(claimed: Sequence[Word], agent: Sequence[Word], place: SourceSentence) -> bool:
    """ "Flex tickets" of "Saver tickets", where the source speaks of Flex tickets elsewhere."""
    odd = [word for word in claimed if not any(word.matches(other) for other in agent)]
    left = [word for word in agent if not any(word.matches(other) for other in claimed)]
    if not odd or not left or len(odd) == len(claimed) or len(claimed) > 2 or len(agent) > 2:
        return False
    known = {word.stem for word in place.source.header.content}
    return any(
        word.stem == other.stem and word.stem not in known
        for word in odd
        for reading in place.source.readings
        for other in reading.content
    )


def _apposed(names: Sequence[Word], agent: Sequence[Word], place: SourceSentence) -> bool:
    """Whether the source has the name beside that noun somewhere: "the vendor, PayBright"; "mayor Joan Pell"."""
    for reading in (place.source.header, *place.source.readings):
        for word in reading.words:
            if any(same_name(word, name) for name in names) and any(
                other.matches(noun)
                for noun in agent
                for other in reading.words[max(0, word.place - 6) : word.place + 7]
                if other.content
            ):
                return True
    return False


def _elsewhere(words: Sequence[Word], place: SourceSentence) -> bool:
    """Whether the source speaks of that too, as of something else, and is not about it as a whole."""
    known = {word.stem for word in place.source.header.content}
    return any(
        word.stem == other.stem
        for word in words
        if word.stem not in known
        for reading in place.source.readings
        for other in reading.content
    )


def _meet(some: Sequence[Word], others: Sequence[Word]) -> bool:
    return any(word.matches(other) or (word.name and same_name(word, other)) for word in some for other in others)


def _words(words: Sequence[Word]) -> str:
    return " ".join(word.text or word.low for word in words[:4])
