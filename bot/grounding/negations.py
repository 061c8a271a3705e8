"""The words of a sentence that say no, and what each says no to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.grounding.reading import Reading
from bot.grounding.segments import Segment, segments
from bot.language.verbs import is_verb
from bot.language.words import Word

_NEGATORS = {
    "en": frozenset(
        [
            "not",
            "no",
            "never",
            "nobody",
            "none",
            "nothing",
            "neither",
            "nor",
            "without",
            "hardly",
            "barely",
            "unable",
            "cannot",
        ]
    ),
    "de": frozenset(
        [
            "nicht",
            "kein",
            "keine",
            "keinen",
            "keinem",
            "keiner",
            "keines",
            "niemand",
            "niemanden",
            "nie",
            "niemals",
            "nichts",
            "ohne",
            "weder",
        ]
    ),
    "fr": frozenset(["pas", "jamais", "aucun", "aucune", "rien", "sans", "ni", "guère"]),
    "es": frozenset(["no", "ni", "nunca", "jamás", "nadie", "nada", "ningún", "ninguna", "ninguno", "sin", "tampoco"]),
}
_NEGATING_STEMS = frozenset(
    {"deni", "denial", "refus", "rule out", "turn down", "reject", "instead", "avoid", "prevent"}
)
"""Words that say of what follows that it is not so.  Each also has opposites of its own."""
_NEGATIVE = frozenset(
    "exempt exclud except lack unknown unclear unchang harmless ban bar prevent forbid prohibit stop miss "
    "absent spare unabl impossibl "
    "meritless vindic clear only differ gesperrt ausfall fallen sperr interdit supprim prohib sin rather "
    "instead suspend drop "
    "withdraw withdrew limit insuffici scarc "
    "cancel leave omit unlik unaffect unharm unhurt free withhold leav without".split()
)
"""Words that may be what "not" stands for in the claim: "do not have to" for "are exempt"."""
_WHOLE_SEGMENT = frozenset({"de", "fr", "es"})
"""Languages in which a negator also covers what stands before it in its segment."""


@dataclass(slots=True)
class Negation:
    """A negator and what it says no to."""

    word: Word
    segment: Segment
    scope: list[Word]
    soft: bool = False
    """Said by a verb ("denied that", "failed to"), which may itself be what the other side states."""

    @property
    def focus(self) -> list[Word]:
        """The first words of its scope, which a claim must have some of to be about it."""
        return self.scope[:3]

    @property
    def before_infinitive(self) -> bool:
        """Whether "to" follows it: "failed to open", not "denied that it opened"."""
        return _following(self.segment, self.segment.words.index(self.word)) == "to"


def negations(reading: Reading, *, cancelling: bool = True) -> list[Negation]:
    """The negators of a sentence with the words each one covers; two in a row say yes, if ``cancelling``."""
    found: list[Negation] = []
    negators = _NEGATORS.get(reading.language, _NEGATORS["en"])
    parts = segments(reading)
    for number, segment in enumerate(parts):
        for at, word in enumerate(segment.words):
            hard = word.low in negators and not (word.low == "no" and _following(segment, at) in ("longer", "matter"))
            before = reading.words[word.place - 1].low if word.place else ""
            if (word.low == "than" and before == "rather") or (word.low == "to" and before == "yet"):
                hard = True
            if word.low == "of" and before == "instead":
                hard = True
            pending = word.low in ("still", "yet") and (
                before in ("must", "has", "have") or _following(segment, at) in ("must", "has", "needs")
            )
            declining = word.stem in ("declin", "fail") and _following(segment, at) == "to"
            hard = hard or word.low == "short of"
            if not hard and not pending and not declining and word.stem not in _NEGATING_STEMS:
                continue
            if cancelling and found and not hard and not found[-1].soft and found[-1].scope[:1] == [word]:
                # "Cannot rule out", "did not deny": two that cancel out.
                found.pop()
                continue
            if word.low == "not" and _says_no_more(_following(segment, at), found):
                continue
            covered = segment.words if reading.language in _WHOLE_SEGMENT else segment.words[at + 1 :]
            if reading.language == "en":
                covered = _reach(covered, reading)
            scope = [other for other in covered if other.content and other is not word]
            if (not scope or segment.words[-1] is word) and number + 1 < len(parts):
                scope += parts[number + 1].content
            found.append(Negation(word, segment, scope, not hard))
    return found


def _says_no_more(following: str, before: Sequence[Negation]) -> bool:
    """Whether a "not" is that of "not only", or says again what was: "cannot be lent, not even for a holiday"."""
    return following == "only" or (following == "even" and any(not one.soft for one in before))


def is_negative(word: Word) -> bool:
    """Whether a word says no by itself: “exempt”, “lack”, “refuse”."""
    return word.stem in _NEGATIVE or word.stem in _NEGATING_STEMS


def _reach(words: Sequence[Word], reading: Reading) -> list[Word]:
    """How far a negation goes: not into the next verb's clause ("not opened … are put to sleep and keep …")."""
    said = 0
    for number, word in enumerate(words):
        following = words[number + 1] if number + 1 < len(words) else None
        if word.low == "and" and following is not None and is_verb(reading.words, following.place) and said:
            return list(words[:number])
        if word.low in ("are", "is", "was", "were", "has", "have", "will") and said >= 2:
            return list(words[:number])
        said += word.content
    return list(words)


def _following(segment: Segment, at: int) -> str:
    return segment.words[at + 1].low if at + 1 < len(segment.words) else ""
