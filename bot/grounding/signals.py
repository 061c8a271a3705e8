"""What tells a faithful sentence from a wrong one where no single rule can: each sign as a number.

Rules over words go wrong on sentences they were not written for; each is evidence and none is proof.  So a sentence is
described by which rules found fault, by what it leaves out or adds that a claim hangs on ("may", "some", "all"), by
whether other figures and names stand nearer to its words than its own, and by how closely it follows its evidence:
what speaks against a near copy may be free wording elsewhere, so all these count by the share of words copied.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from bot.grounding.bonds import loosest_bonds
from bot.grounding.evidence import Evidence
from bot.grounding.fault import Fault
from bot.grounding.limits import unlimited
from bot.grounding.negations import negations
from bot.grounding.reading import Reading
from bot.grounding.segments import Segment, segments
from bot.grounding.stance import PERMITTED
from bot.language.figures import agree
from bot.language.moments import agree as same_day
from bot.language.words import Word

KINDS: dict[str, frozenset[str]] = {
    kind: frozenset(words.split())
    for kind, words in {
        "drops hedge": "may might could possibly possible probably likely unlikely perhaps expect expects expected "
        "hope hopes hoped plan plans planned consider considering proposed suggest suggests appear appears appeared "
        "seem believed alleged allegedly reportedly estimated seek seeks want wants aim intends fears fear would "
        "should try tries potential whether könnte könnten soll sollen dürfte möglicherweise voraussichtlich pourrait "
        "devrait podría podrían posible",
        "drops future": "will shall plans planned expects expected going intends due scheduled next upcoming wird "
        "werden soll sollen sera seront",
        "drops some": "some most many few several half part majority minority partly largely mainly mostly certain "
        "usually often sometimes einige viele meist certains plupart algunos mayoría",
        "drops exception": "only except exempt excluding apart sole solely other otherwise instead rather besides nur "
        "außer sauf salvo",
        "adds all": "all every each any always everyone everybody entire whole both never only none nobody solely "
        "automatically completely fully no alle jede jeder jedes immer nur tous toutes chaque seulement todos todas "
        "cada siempre solo",
        "adds unconditional": "whatever whichever whenever wherever regardless anytime immediately automatically even "
        "ever freely unlimited often",
    }.items()
}
"""Words that a claim hangs on, by the sign that they give: dropped if only the evidence has one, added if only the
claim has."""


_PAIRS = [
    tuple(pair.split("/")) for pair in "on/off in/out up/down over/under with/without before/after to/from".split()
]
"""Small words that turn a sentence round, and that are no content words."""


def signals(evidence: Evidence, faults: Mapping[str, Sequence[Fault]]) -> dict[str, float]:
    """Every sign by its name; ``faults`` are what each rule found."""
    stems = {word.stem for reading in evidence.readings for word in reading.words}
    copied = _share(word.stem in stems for word in evidence.claim.content)
    against = {name: float(bool(found)) for name, found in faults.items()}
    against |= {f"another {kind}": margin for kind, margin in loosest_bonds(evidence).items()}
    against |= _hangs_on(evidence)
    return {
        **{name: value * copied for name, value in against.items()},
        "copied": copied,
        "copied squared": copied**2,
        "faulty copy": copied * any(map(bool, faults.values())),
        **_edits(evidence),
        **_closeness(evidence),
    }


def is_objected_to(evidence: Evidence, faults: Mapping[str, Sequence[Fault]]) -> bool:
    """Whether a rule finds fault with a claim, or it leaves out or adds what it hangs on: "not", "may", "except"."""
    return any(faults.values()) or any(_hangs_on(evidence).values())


def is_shorter_copy(evidence: Evidence) -> bool:
    """Whether a claim is its best sentence with words left out."""
    return not any(tag in ("replace", "delete") for tag, *_ in _steps(evidence))


def is_reworded(evidence: Evidence) -> bool:
    """Whether a claim says word by word what its best sentence says, in that order, in these words or in others.

    Its figures and its dates keep their order too.  What the title or the publisher names may stand anywhere.
    """
    claim, best, header = evidence.claim, evidence.best, evidence.places[0].source.header
    words = [
        spots
        for word in claim.content
        for spots in [[other.start for other in best.content if word.matches(other)]]
        if spots or not header.counterpart(word)
    ]
    exact = [figure for figure in claim.figures if not figure.loose]
    figures = [[other.start for other in best.figures if agree(figure, other)] for figure in exact]
    days = [[other.start for other in best.moments if same_day(day, [other])] for day in claim.moments]
    if not (_in_order(words) and _in_order(figures) and _in_order([spots for spots in days if spots])):
        return False
    ours, theirs = {word.low for word in claim.words}, {word.low for word in best.words}
    return not any(
        one in ours - theirs and other in theirs - ours for pair in _PAIRS for one, other in (pair, pair[::-1])
    )


def _in_order(places: Iterable[Sequence[int]]) -> bool:
    """Whether one of the places of each comes no sooner than that of the one before."""
    reached = 0
    for spots in places:
        ahead = [spot for spot in spots if spot >= reached]
        if not ahead:
            return False
        reached = min(ahead)
    return True


def _steps(evidence: Evidence) -> Sequence[tuple[str, int, int, int, int]]:
    """What makes the best sentence's words, function words too, of a claim's."""
    ours = [word.low for word in evidence.claim.words if word.text]
    theirs = [word.low for word in evidence.best.words if word.text]
    return SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()


def _edits(evidence: Evidence) -> dict[str, float]:
    """What a claim changes inside the words that it has from its best sentence in their order."""
    steps = _steps(evidence)
    size = steps[-1][2] if steps else 0
    copied = sum(end - begin for tag, begin, end, _, _ in steps if tag == "equal") / max(1, size)
    equal = [at for at, step in enumerate(steps) if step[0] == "equal"]
    inside = steps[equal[0] : equal[-1] + 1] if equal else []
    changed = sum(tag in ("replace", "delete") for tag, *_ in inside)
    return {"changed inside": copied * min(2, changed) / 2}


def _closeness(evidence: Evidence) -> dict[str, float]:
    claim, best = evidence.claim, evidence.best
    return {
        "in the best": _share(any(word.matches(other) for other in best.content) for word in claim.content),
        "left of the best": 1 - _share(any(other.matches(word) for word in claim.content) for other in best.content),
        "sentences": len(evidence.places) / 3,
        "other language": float(any(source.language != claim.language for source in evidence.sources)),
    }


def _hangs_on(evidence: Evidence) -> dict[str, float]:
    """Of each kind of word whether only one side has it, near what the two share."""
    claim = evidence.claim
    # "Members can borrow it" of "members may": a permission.
    permitted = any(word.low == "can" or word.low in PERMITTED for word in claim.words)
    near = [
        word
        for reading in evidence.readings
        for segment in segments(reading)
        if any(word.matches(other) for word in claim.content for other in segment.content)
        or any(agree(figure, other) for figure in claim.figures for other in segment.figures)
        for word in segment.words
        if not _in_figure(word, segment) and not _is_bound(word, reading) and not (word.low == "may" and permitted)
    ]
    ours, theirs = _kinds_of(word for word in claim.words if not _is_bound(word, claim)), _kinds_of(near)
    anywhere = _kinds_of([word for reading in evidence.readings for word in reading.words])
    given = [word for reading in evidence.readings for word in reading.words]
    return {
        **{
            kind: float(
                kind in theirs and kind not in ours
                if kind.startswith("drops")
                else kind in ours and kind not in anywhere
            )
            for kind in KINDS
        },
        "adds unconditional": float(
            any(unlimited(evidence)) or ("adds unconditional" in ours and "adds unconditional" not in anywhere)
        ),
        "drops not": float(bool(negations(evidence.best)) and not negations(claim)),
        "opposites": float(any(word.opposes(other) for word in claim.content for other in given)),
    }


def _in_figure(word: Word, segment: Segment) -> bool:
    """Whether a word is a part of a number and says nothing by itself: the "half" of "two and a half years"."""
    return word.figure and any(not one.loose and one.start <= word.start < one.end for one in segment.figures)


def _is_bound(word: Word, reading: Reading) -> bool:
    """Whether it is the "most" of "at most two", which is "up to two" and no share."""
    before = reading.words[word.place - 1].low if word.place else ""
    return word.low == "at most" or (word.low == "most" and before == "at")


def _kinds_of(words: Iterable[Word]) -> set[str]:
    parts = {part for word in words for part in word.low.split()}
    return {kind for kind, members in KINDS.items() if members & parts}


def _share(of: Iterable[bool]) -> float:
    """The share that is true; 1 of none."""
    every = list(of)
    return sum(every) / len(every) if every else 1.0
