"""Who and what a question or an answer speaks of: the names, the noun phrases, the dates, the lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.grounding.lexicon import lexicon
from bot.grounding.statements import irregular_stems, verb_stems

Gender = Literal["he", "she"]

_TOKEN = re.compile(r"[^\W_]+(?:[-’'&.][^\W_]+)*\.?(?<!\.)|[^\w\s]")
_MARKS = re.compile(r"\s*(?:\[[\d,\s^]+\]|【\d+】)")
_OPENERS = frozenset(
    "regarding who what when where why which whose whom how is are was were did do does has have had can could "
    "will would should may might and but or "
    "the a an in on at of for from to by with about compare tell give list show explain describe name it he she "
    "they his her its their this "
    "that these those yes no if as since after before during while there then also according i my we our you your "
    "wer was wann wo warum wie welche welcher welches ist sind war hat haben und aber der die das den dem des "
    "ein eine er sie es ja nein "
    "qui que quoi quel quelle quels quelles quand où pourquoi comment est et le la les un une des il elle oui "
    "non à a "
    "quién quiénes qué cuándo dónde por cómo cuál cuánto cuántos es y el la los las un una sí no".split()
)
_FUNCTION = _OPENERS | frozenset(
    "be been being am into onto over under between against than so not up down out off s t each every any some "
    "all both more most less many "
    "much few other another such own same only just ever never already still yet until though because said says "
    "im am vom zum zur bei mit nach "
    "von zu auf für du de en au aux dans sur pour par con para sobre entre del al se ne pas sich nicht".split()
)
_INSIDE = frozenset("of de del der von van la le di da al el bin ibn and & the 's du des for".split())
_GROUPS = frozenset(
    "bank foods food bridge university corp inc ltd plc company group union party prix museum semiconductor "
    "court council ministry agency "
    "institute league club city county office commission committee association foundation capital labs medical "
    "motors airlines force brigade "
    "church house school hospital college court times post news press channel cup river lake valley street "
    "airport station park island sea "
    "ocean settlement act treaty law prize award festival war battle study report deal agreement hezbollah "
    "nations states kingdom republic "
    "network systems technologies energy oil gas steel partners holdings bros sons army navy forces department "
    "committee parliament congress "
    "senate cup championship games olympics summit conference crisis flood floods dam app phone iphone".split()
)
_TITLES = frozenset(
    "president minister mayor king queen prince princess pope judge senator governor chancellor general captain "
    "colonel sir dame lord lady "
    "mr mrs ms dr prof professor doctor coach manager boss chief director chairman chairwoman ceo founder "
    "author scientist player striker "
    "driver singer actor actress writer leader secretary spokesman spokeswoman superintendent".split()
)
_NO_NAMES = frozenset(
    "ceo cfo cto coo vp mp pm january february march april june july august september october november december "
    "monday tuesday wednesday "
    "thursday friday saturday sunday".split()
)
_SHE = frozenset(
    "maria anna elena hanna hannah maya marta joan ines priya aminata karla nadia greta rosa karin vera eve "
    "lene jill denise ruth angela ursula "
    "emma sarah laura julia lisa susan mary patricia jennifer linda elizabeth barbara jessica karen nancy "
    "margaret sandra ashley kim emily donna "
    "michelle carol amanda melissa deborah stephanie rebecca kathleen amy helen christine samantha katherine "
    "rachel janet catherine anne marie "
    "claire sophie isabelle camille juliette alice louise chloe manon ana carmen isabel lucia pilar teresa "
    "sofia paula cristina marta beatriz "
    "petra monika sabine claudia birgit heike katrin ulrike renate ingrid astrid liz theresa kamala hillary "
    "taylor jane kate olivia eva ella ida".split()
)
_HE = frozenset(
    "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony "
    "mark donald steven paul andrew "
    "joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric "
    "jonathan stephen larry justin scott "
    "brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose adam "
    "nathan henry douglas peter kyle "
    "jean pierre louis henri luc marc nicolas julien antoine francois olivier benoît benoit carlos juan luis "
    "miguel antonio javier pedro "
    "pere manuel jorge pablo hans jürgen klaus wolfgang stefan andreas martin jan tom oscar rasmus luca dan "
    "carl vince neil mikael angelos oto "
    "ilan esmail kofi bruno davide franz dmitry vladimir volodymyr recep joe barack elon jeff sam tim sundar "
    "satya bill steve johan erik lars".split()
)
_DATE = re.compile(
    r"\b(?:(?:in|since|before|after|during|en|im|seit|desde)\s)?(?:(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December)\s)?(?:1[5-9]|20)\d\d\b|\b(?:last|this|next)\s(?:year|month|week|summer|winter|spring|autumn|quarter)\b",
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase of a text."""

    text: str
    start: int
    end: int
    named: bool
    person: bool
    plural: bool
    lead: str
    """The word before it, in lower case: "in", "of", "the"."""

    @property
    def gender(self) -> Gender | None:
        """What the first name tells, if it tells anything."""
        first = next(
            (word.lower() for word in self.text.split() if word[0].isupper() and word.lower() not in _TITLES), ""
        )
        if first in _SHE:
            return "she"
        if first in _HE:
            return "he"
        return None


def plain(text: str) -> str:
    """The text without its marks."""
    return _MARKS.sub("", text).strip()


def mentions(text: str) -> list[Mention]:
    """The noun phrases of a text, in order: names with what belongs to them, and runs of other nouns."""
    tokens = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        if not _is_noun(tokens, at, text):
            at += 1
            continue
        end = at + 1
        while end < len(tokens) and tokens[end][0][0].isalnum():
            if _is_noun(tokens, end, text):
                end += 1
            elif (
                tokens[end][0].lower() in ("of", "de", "del", "von", "du")
                and end + 1 < len(tokens)
                and _of_name(tokens, end, text)
            ):
                end += 2
            else:
                break
        words = [token for token, _, _ in tokens[at:end]]
        start, stop = tokens[at][1], tokens[end - 1][2]
        phrase = re.sub(r"['’]s$", "", text[start:stop])
        stop = start + len(phrase)
        lead = tokens[at - 1][0].lower() if at else ""
        named = any(_is_name(token, tokens[at + number][1], text) for number, token in enumerate(words))
        found.append(
            Mention(
                phrase,
                start,
                stop,
                named,
                named and lead != "the" and _is_person(words, found),
                _is_plural(_head(words)),
                lead,
            )
        )
        at = end
    return found


def dates(text: str) -> list[str]:
    """The years, months and "last week" of a text, each with its preposition."""
    return [match[0] for match in _DATE.finditer(text)]


def listed(answer: str) -> list[str]:
    """The items of the first list in an answer: "Quncho, Kora and a local landrace were compared" has three."""
    for sentence in re.split(r"(?<=[.!?])\s", plain(answer)):
        listing = re.search(
            r"((?:[^,:;.]{2,60},\s)+[^,:;.]{2,60}?),?\s(?:and|or|und|et|y|oder|ou)\s([^,;.]{2,60})", sentence
        )
        pair = listing or re.search(r"()((?:[A-Z][\w-]*\s?)+)\s(?:and|or|und|et|y)\s((?:[A-Z][\w-]*\s?)+)", sentence)
        if pair is None:
            continue
        items = [*pair[1].split(", "), pair[2]] if pair is listing else [pair[2], pair[3]]
        cut = [re.split(r"\s(?:is|are|was|were|have|has|had|will|can|both|all)\s", item)[0] for item in items]
        cut[0] = re.split(r":\s|\b(?:are|include|includes|were|is|need)\s", cut[0])[-1]
        return [item.strip(" .") for item in cut if item.strip(" .")]
    return []


def coordinated(text: str) -> str | None:
    """ "Velar and Orlen", where a text joins two names."""
    match = re.search(
        r"\b([A-Z][\w-]*(?:\s[A-Z][\w-]*)*)(?:['’]s)?\s(?:and|und|et|y|&)\s([A-Z][\w-]*(?:\s[A-Z][\w-]*)*)", text
    )
    if match is None:
        return None
    first = match[1].split()
    while first and first[0].lower() in _OPENERS:
        first.pop(0)
    return f"{' '.join(first)} and {match[2]}" if first else None


def _is_noun(tokens: Sequence[tuple[str, int, int]], at: int, text: str) -> bool:
    token, start, _ = tokens[at]
    low = token.lower().removesuffix("'s").removesuffix("’s")
    if not token[0].isalnum() or low in _FUNCTION or (low in _NO_NAMES and token[0].isupper() and not token.isupper()):
        return False
    if _is_name(token, start, text):
        return True
    if token[0].isdigit():
        return False
    previous = tokens[at - 1][0].lower() if at else ""
    if previous in ("the", "a", "an", "of", "its", "their", "his", "her", "this", "that", "for"):
        return not low.endswith("ly")
    stem = lexicon("en").stem(low)
    if stem in verb_stems():
        # "Capital gains tax", "interest rates?", but not "the FTC sue".
        led = bool(at) and not _is_name(tokens[at - 1][0], tokens[at - 1][1], text) and _is_noun(tokens, at - 1, text)
        return led and stem not in irregular_stems()
    return not low.endswith(("ing", "ly", "ed"))


def _of_name(tokens: Sequence[tuple[str, int, int]], end: int, text: str) -> bool:
    """Whether "of X" belongs to the name or the noun before it: "Bank of Norland", "varieties of teff"."""
    follows = _is_noun(tokens, end + 1, text)
    left = _is_name(tokens[end - 1][0], tokens[end - 1][1], text)
    right = follows and _is_name(tokens[end + 1][0], tokens[end + 1][1], text)
    return follows and left == right


def _is_name(token: str, start: int, text: str) -> bool:
    """Whether a word is a name by its look: a capital that no sentence start explains, or one inside."""
    low = token.lower().removesuffix("'s").removesuffix("’s")
    if low in _OPENERS or low in _NO_NAMES:
        return False
    if not any(character.isupper() for character in token):
        return False
    if token[0].isupper() and not any(character.isupper() for character in token[1:]):
        opening = not text[:start].strip(" \"“¿¡'«") or text[:start].rstrip(" \"“¿¡'«").endswith((".", "!", "?", ":"))
        if opening:
            stem = lexicon("en").stem(low)
            following = text[start + len(token) :].lstrip()[:1]
            return not (stem in verb_stems() or lexicon("en").meaning(stem).groups) or following.isupper()
    return True


def _is_person(words: Sequence[str], before: Sequence[Mention]) -> bool:
    lows = [word.lower().removesuffix("'s").removesuffix("’s") for word in words]
    if any(low in _GROUPS for low in lows):
        return False
    if any(low in _TITLES for low in lows) and len(words) > 1:
        return True
    capitals = [word for word in words if word[0].isupper()]
    if any(mention.person and capitals and capitals[-1] in mention.text.split() for mention in before):
        return True
    if lows and (lows[0] in _SHE or lows[0] in _HE):
        return True
    return 2 <= len(capitals) == len(words) <= 4 and not any(
        any(character.isdigit() for character in word) for word in words
    )


def _head(words: Sequence[str]) -> str:
    """The noun that a phrase is about: "varieties" of "varieties of teff"."""
    at = next(
        (number for number, word in enumerate(words) if word.lower() in ("of", "de", "del", "von", "du")), len(words)
    )
    return words[max(0, at - 1)]


def _is_plural(word: str) -> bool:
    low = word.lower()
    return low.endswith("s") and not low.endswith(("ss", "us", "is", "'s", "’s"))
