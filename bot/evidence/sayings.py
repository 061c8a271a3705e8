"""Questions that ask what somebody says ("What did Meta say about ...?"), and the sentences in which they say it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

TELLS = 0.4
"""What it counts that a sentence is what somebody says: whether of what is asked, its words must show."""
HINTS = 0.1
"""What it counts that somebody speaks who is not named: "he said", "the general wrote"."""
MOST_WORDS = 6

SAY = (
    r"sa(?:y|ys|id|ying)|told|tells|telling|wrote|writes|writing|argu(?:ed|es)|claim(?:ed|s)|add(?:ed|s)|stat(?:ed|es)"
    r"|announc(?:ed|es)|warn(?:ed|s)|insist(?:ed|s)|den(?:ied|ies)|acknowledg(?:ed|es)|admit(?:ted|s)|explain(?:ed|s)"
    r"|describ(?:ed|es)|call(?:ed|s)|accus(?:ed|es)|critici[sz](?:ed|es)|blam(?:ed|es)|blasted|shamed|slammed|praised"
    r"|promis(?:ed|es)|vow(?:ed|s)|urg(?:ed|es)|testif(?:ied|ies)|reaffirmed|confirm(?:ed|s)|not(?:ed|es)|tweeted|posted"
    r"|respond(?:ed|s)|repl(?:ied|ies)|react(?:ed|s)|suggest(?:ed|s)|believ(?:ed|es)|think(?:s)?|hop(?:ed|es)"
    r"|declar(?:ed|es)|conced(?:ed|es)|joked|predict(?:ed|s)|reveal(?:ed|s)|indicat(?:ed|es)|propos(?:ed|es)|reject(?:ed|s)"
    r"|welcom(?:ed|es)|apologi[sz](?:ed|es)|pointed out|maintain(?:ed|s)|reiterat(?:ed|es)|expect(?:ed|s)|commented"
    r"|emphasi[sz](?:ed|es)"
)
"""Verbs with which articles tell what somebody says, to be put into a pattern."""
_UNNAMED = re.compile(
    r"\b(?:he|she|they|the (?:actor|agency|author|bank|captain|ceo|chairman|chairwoman|chief|coach|company|director"
    r"|executive|firm|founder|general|group|judge|manager|mayor|minister|ministry|official|president|professor|researchers?"
    rf"|scientists?|senator|singer|writer|spokes\w+))\s(?:\w+\s)?(?:{SAY})\b",
    re.IGNORECASE,
)
_ASKED = (
    r"what (?:did|does|do|has|have|had) (?P<who>.+?) (?:have to say|said|say|tell|told|claim|argue|announce|write|tweet"
    r"|think|respond|reply|comment|warn|promise|answer|admit)\b.*",
    r"how (?:did|does|has|have) (?P<who>.+?) (?:respond|responded|react|reacted|reply|replied|answer|answered)\b.*",
    r"what (?:is|was|were|are) (?P<who>.+?)['’]s? (?:\w+ )?(?:response|reaction|reply|answer|statement|position|view|"
    r"opinion|comments?|take|stance|argument|explanation)\b.*",
)
_PRONOUNS = frozenset(
    "he she it they we you i this that these those who anyone anybody people articles article".split()
)
_LEFT_OUT = re.compile(r"(?:the|an?|our|mr|mrs|ms|dr)\.?\s+", re.I)


@dataclass(frozen=True)
class Speaker:
    """Whose words are sought."""

    name: str

    def defined_by(self, text: str, language: str | None) -> float:
        """TELLS if a sentence or a passage gives their words, HINTS if it may, else 0; English only."""
        if (language or "en") != "en":
            return 0.0
        return TELLS if self._told.search(text) else HINTS if _UNNAMED.search(text) else 0.0

    @cached_property
    def _told(self) -> re.Pattern[str]:
        # The last name is enough, as articles give it.
        name = rf"\b{re.escape(self.name.split()[-1])}(?:['’]s (?:spokes\w+|lawyers?|statement|chief executive|ceo))?"
        aside = r"(?:\s\([^()]{1,40}\)|,[^,.;]{1,70},)?"
        between = r"(?:\s(?:also|has|had|have|then|later|recently|previously|publicly|himself|herself|itself|\w+ly))*"
        return re.compile(
            rf"{name}{aside}{between}[\s,]+(?:{SAY})\b"
            r"|\b(?:said|says|added|adds|wrote|writes|explained|according to)\s"
            rf"(?:(?!that\b|how\b|when\b)[\w.'’&-]+\s){{0,4}}?{name}\b"
            rf"|\b(?:statement|letter|post|interview|email|e-mail|memo|tweet|testimony|comments?)\s"
            rf"(?:from|by|of)\s(?:[\w.'’&-]+\s){{0,3}}?{name}\b"
            rf"|{name}\s(?:[\w-]+\s){{0,6}}in an? (?:statement|interview|post|email|memo|letter)\b",
            re.IGNORECASE,
        )


def speaker_of(question: str) -> Speaker | None:
    """Whose words the question asks for; None where it asks anything else, or somebody without a name."""
    for form in _ASKED:
        match = re.fullmatch(rf"\W*{form}", question.strip(), re.IGNORECASE)
        if match is None:
            continue
        name = _LEFT_OUT.sub("", match["who"].strip(" ,"), count=1)
        words = name.split()
        if 0 < len(words) <= MOST_WORDS and not {word.lower() for word in words} & _PRONOUNS:
            return Speaker(name)
    return None
