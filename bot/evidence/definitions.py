"""Questions that ask who somebody or what something is, and the sentences that say so.

Articles seldom say it in so many words: "Lina Khan is ..." stands in an encyclopedia, "the agency's chair, Lina Khan,"
or "crypto exchange FTX" in the news.  So what is sought is the name beside a word for what somebody or something is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

from bot.evidence.kinds import ABSTRACT, KIND

SAYS, HINTS = 1.0, 0.8
"""What it counts that a sentence is there to say what a name is, and that it mentions it by the way."""
BESIDE = 100
"""Characters on either side of the name that are looked at."""
MOST_WORDS = 6
"""Words of a name; what is longer asks something else."""

_NAMED_ABSTRACT = re.compile(rf"\w (?:{ABSTRACT})$", re.IGNORECASE)
"""The end of a name for such, which is explained though it has "the" before it: "the butterfly effect"."""
_DOER = r"[a-z-]{3,}(?:ologist|ographer|keeper|maker|founder|worker|holder|player|writer|man|woman)"
_RANK = "C[ETFO]O|QB|MP"
_NOUN = rf"\b(?:(?:{KIND}|{_DOER})s?|{_RANK})\b"
_HONORIFICS = "Dr|Prof|Professor|Mr|Mrs|Ms|Mx|Sir|Dame|Lord|Lady|Rev|Herr|Frau|Mme|M|Sr|Sra"
_HONORIFIC = re.compile(rf"\b(?:{_HONORIFICS})\.?\s$")
"""Between what somebody is and the name: "the historian Dr Lionel Pask"."""
_LED = re.compile(rf"^(?:{_HONORIFICS})\.? (?=\w)", re.I)
"""What a question has before a name that articles may write without it, or otherwise: "Dr Janssens", "Dr. Janssens"."""
_NOT_OF = re.compile(r"\b(?:of|at|in|on|by|for|to|and|with|from|as)\s$")
"""Before a name that a verb follows: the verb speaks of something else."""
_BELONGS = re.compile(r",?\s(?:of|from|at)\s(?:the\s)?[A-Z]")
"""Behind a person's name: "Annika Torvald of the University of Wray"."""
_ACCORDING = re.compile(r"\baccording to $", re.IGNORECASE)
_ENDS = re.compile(r"\s?[,.;:)—–]|$")
_ASIDE = r"(?:\s\([^()]*\))?"
_LISTED = r"(?:(?:\d{1,3}[.)]|[•*·–—-])\s+)"
_NEVER = re.compile("(?!)")
_TITLE = rf"\b(?:{_RANK}|(?:Rep|Sen|Gov|Gen|Col|Capt|Prof)\b\.?|(?i:{KIND}|{_DOER})s?)"
"""As it stands before a name, with a capital too: "Judge", "Striker"."""


@dataclass(frozen=True)
class _Grammar:
    """How a language asks what a name is, and how it says so."""

    asks: tuple[str, ...]
    """Groups: ``name`` what is asked about, ``who`` if that is a person, ``letters`` if its letters are asked for."""
    not_in_names: str
    """Words of which a question about something else has one."""
    indefinite: str
    definite: str
    """The article of what the reader is thought to know: with a common noun, it does not ask what that is."""
    verb: str
    opens: str
    """What an apposition behind a name begins with."""
    clause: str
    """What a clause behind a name begins with that may say what it is."""
    may_open: str
    """What it may begin with if a word for a kind follows."""
    called: str
    """What stands between a word for a kind and a name."""
    nouns: bool = False
    """Whether the words for kinds are of this language."""

    @property
    def article(self) -> str:
        """Either article."""
        return f"{self.indefinite}|{self.definite}"


_GRAMMARS = {
    "en": _Grammar(
        (
            r"(?:(?P<who>who)|what)(?: exactly)?(?: (?:is|was|are|were)|['’]?s|['’]re) (?:exactly )?(?P<name>.+)",
            r"(?:please |can you |could you )?(?:tell me (?:more )?about|explain|define|describe) (?P<name>.+)",
            r"what (?:does|do|did) (?:the )?(?:abbreviation|acronym|initials|letters) (?P<letters>.+?) "
            r"(?:mean|stand for)",
            r"what(?: is|['’]s) the (?:full|long) (?:form|name) of (?P<letters_>[A-Z]\w+)",
            r"what (?:does|do|did) (?P<name>.+?) mean",
            r"what (?:(?:does|do|did) .+? mean by|(?:is|was) meant by) (?P<name>.+)",
            r"what (?:does|do|did) (?P<letters>.+?) stand for|what(?: is|['’]s) (?P<letters_>\w+) short for",
        ),
        "about above after again against all any at before behind being best better between biggest by called "
        "doing done during expected first for from going happening he her here his how i if in into it its known "
        "last latest least left like made more most my near new next no not now of off on only or our out over "
        "responsible said same she so than that their there they this those thought to under up us used we when "
        "where which while who whose why winning with worse worst wrong you your",
        "an?|another|one of",
        "the",
        r"(?:is|was|are|were|remains|became)(?: (?:now|currently|still|also|itself))?",
        "an?|another|one of|who (?:is|was) (?:an?|the)|which (?:is|was) (?:an?|the)",
        "who|which",
        "(?:the |its |his |her |their |our |former |then |now |ex-)",
        "called|named|known as|dubbed|nicknamed",
        nouns=True,
    ),
    "de": _Grammar(
        (
            r"(?:(?P<who>wer)|was) (?:ist|war|sind|waren) (?:eigentlich )?(?P<name>.+)",
            r"was (?:bedeutet|bedeuten|heißt) (?P<name>.+)",
            r"wofür steht (?P<letters>.+)",
        ),
        "als am an auf aus bei beim bisher das dass dem den der des die für hat im in mit nach neu noch passiert "
        "schuld so um und vom von vor wann warum wenn wie wo zu zum zur über",
        "eine?",
        "der|die|das",
        "(?:ist|war|sind|waren|bleibt|wurde)",
        "eine?[rsnm]?|de[rs] (?:neue|frühere|ehemalige|damalige)|die (?:neue|frühere|ehemalige|damalige)",
        "der|die|das",
        "",
        "namens|genannt|heißt",
    ),
    "fr": _Grammar(
        (
            r"(?P<who>qui) (?:est|était|sont|étaient) (?P<name>.+)",
            r"(?:c['’]est quoi|qu['’]est[- ]ce que?(?: c['’]est que?)?) (?P<name>.+)",
            r"que (?:signifie|veut dire) (?P<name>.+)",
        ),
        "a au aux avec ce ces cette contre dans de des du en par pour qui que quand responsable se sur",
        "une?",
        "le|la|les|l['’]",
        "(?:est|était|sont|étaient|reste)",
        "une?|ancien(?:ne)?|l['’]ancien(?:ne)?",
        "qui|le|la",
        "",
        "appelée?|nommée?|dite?|baptisée?",
    ),
    "es": _Grammar(
        (
            r"(?P<who>qui[eé]n(?:es)?) (?:es|era|son|eran|fue) (?P<name>.+)",
            r"qu[eé] (?:es|era|son|eran|significan?|quiere decir) (?P<name>.+)",
        ),
        "a al con contra de del en para por que qué cuando responsable se sobre",
        "una?",
        "el|la|los|las",
        "(?:es|era|son|eran|fue)",
        "una?|ex|exministr[oa]|antigu[oa]",
        "quien|que|el|la",
        "",
        "llamad[oa]|denominad[oa]|conocid[oa] como",
    ),
}


@dataclass(frozen=True)
class Subject:
    """What a question asks to have explained."""

    name: str
    proper: bool
    """Whether it is a name, which sentences write with a capital."""
    letters: bool = False
    """Whether it asks what the name's letters stand for, and nothing else."""
    person: bool = False
    """Whether it asks who that is."""

    def defined_by(self, text: str, language: str | None) -> float:
        """How much a sentence or a passage says what the name is: SAYS, HINTS or nothing."""
        if self._spelled_out is not None and self._spelled_out.search(text):
            return SAYS
        if self._is_entry(text):
            return SAYS
        if self.letters or (language or "en") not in _GRAMMARS:
            return 0.0
        forms = _forms(language or "en")
        return max(
            (
                forms.worth(
                    _HONORIFIC.sub("", text[max(0, match.start() - BESIDE) : match.start()]),
                    text[match.end() :][:BESIDE],
                    person=self.person,
                )
                for match in re.finditer(self._written, text)
            ),
            default=0.0,
        )

    def heads(self, heading: str) -> bool:
        """Whether a heading is the name, alone or before what it is called otherwise: "E1042: Token expired"."""
        return re.match(rf"(?:(?i:the|an?)\s)?{self._written}\s*(?:$|[:(–—]|-\s)", heading) is not None

    def _is_entry(self, text: str) -> bool:
        """Whether a text is what a glossary says of it: "Ferry - Our tool."; people stand so before what they say."""
        return (
            not self.person and re.match(rf"{_LISTED}?{self._written}{_ASIDE}\s*[:=–—-]\s+\w+\W+\w", text) is not None
        )

    @cached_property
    def _spelled_out(self) -> re.Pattern[str] | None:
        """The words whose first letters the name is, beside it: "Digital Services Act (DSA)"; None if it has none."""
        if not (2 <= len(self.name) <= 6 and self.name.isalpha() and (self.name.isupper() or self.letters)):
            return None
        words = r"[\s-](?:(?:of|the|and|for|on|de|für|und|et|y)\s)*".join(
            rf"\b{letter}[\w’'-]+" for letter in self.name
        )
        between = r"[\s,]*(?:\(|stands for|short for|or|[-–—])\s*(?:the )?"
        return re.compile(rf"{words}[\s,]*\({self.name}\b|\b{self.name}{between}{words}", re.IGNORECASE)

    @cached_property
    def _written(self) -> str:
        """The name as sentences may write it: with an initial or a nickname in the middle, a thing's in the plural."""
        initial = self.name[0] if self.name != self.name.lower() else self.name[0].upper()
        first, *rest = self.name.split()
        words = [rf"{re.escape(initial)}(?i:{re.escape(first[1:])})" if self.proper else rf"(?i:{re.escape(first)})"]
        words += [rf"(?i:{re.escape(word)})" for word in rest]
        name = r"(?:\s+[A-Z]\.?|\s+[\"“][^\"”]+[\"”])?\s+".join(words)
        return rf"\b{name}{'' if self.proper else '(?:e?s)?'}\b(?!['’]s?\b)"


def subject_of(question: str) -> Subject | None:
    """What the question asks to have explained; None where it asks anything else."""
    for grammar in _GRAMMARS.values():
        for form in grammar.asks:
            match = re.fullmatch(rf"\W*(?:{form})[\s?!.]*", question, re.IGNORECASE)
            asked = {group.rstrip("_"): text for group, text in match.groupdict().items() if text} if match else {}
            words = asked.get("name", asked.get("letters", "")).strip(" ?!.\"'“”‘’«»„").split()
            article = words[0].lower() if len(words) > 1 and re.fullmatch(grammar.article, words[0], re.I) else ""
            name = " ".join(words[1:] if article else words)
            capital = name != name.lower()
            if not name or len(words) > MOST_WORDS or set(name.lower().split()) & set(grammar.not_in_names.split()):
                continue
            name = _LED.sub("", name)
            explained = "mean" in form or _NAMED_ABSTRACT.search(name)
            if capital or explained or not re.fullmatch(grammar.definite, article):
                return Subject(name, capital or "who" in asked, "letters" in asked, "who" in asked)
    return None


@dataclass(frozen=True)
class _Forms:
    """How sentences of a language say what a name is: what may stand right before it, and what right behind it."""

    verb_says: re.Pattern[str]
    """Behind it, unless it belongs to something else that the verb speaks of."""
    verb_hints: re.Pattern[str]
    behind_says: re.Pattern[str]
    behind_hints: re.Pattern[str]
    before_says: re.Pattern[str]
    before_comma: re.Pattern[str]
    """If the name ends its clause."""
    before_hints: re.Pattern[str]

    def worth(self, before: str, behind: str, *, person: bool = False) -> float:
        """SAYS, HINTS or nothing, by what stands before and behind a name, of a ``person`` or not."""
        verb = _NOT_OF.search(before) is None
        if verb and self.verb_says.match(behind):
            return SAYS
        if self.before_says.search(before) or (self.behind_says.match(behind) and not _ACCORDING.search(before)):
            return SAYS
        if self.before_comma.search(before) and _ENDS.match(behind):
            return SAYS
        hints = (verb and self.verb_hints.match(behind)) or self.behind_hints.match(behind)
        return HINTS if hints or (person and _BELONGS.match(behind)) or self.before_hints.search(before) else 0.0


@cache
def _forms(language: str) -> _Forms:
    grammar = _GRAMMARS[language]
    some = "[^,;.()—–]{0,60}?"
    owner = r"[A-Z][\w.&-]*(?: [A-Z][\w.&-]*)*['’]s? "
    verb, comma = rf"{_ASIDE},?\s{grammar.verb}\s", rf"(?:{_ASIDE})\s?[,(—–]\s?"
    verb_says, behind_says = [rf"(?:{grammar.indefinite})\s"], [rf"(?:{grammar.opens})\b"]
    if grammar.nouns:
        verb_says += [rf"(?:{grammar.definite}|{owner}){some}{_NOUN}", _NOUN]
        behind_says.append(rf"(?:(?:{grammar.may_open}|{owner}){some}|(?:[a-z-]+ ){{0,2}}){_NOUN}")
        behind_says.append(rf"(?:{grammar.definite})\s(?:\w+\s){{0,3}}(?:{ABSTRACT})\b")
    return _Forms(
        re.compile(f"{verb}(?:{'|'.join(verb_says)})"),
        re.compile(rf"{verb}(?:{grammar.definite})\s"),
        re.compile(f"{comma}(?:{'|'.join(behind_says)})"),
        re.compile(rf"{comma}(?:{grammar.clause})\b"),
        re.compile(rf"\b(?:{grammar.article})\s[^.;,]{{0,60}}\b(?:{grammar.called})\s[\"“‘'„«]?$"),
        re.compile(rf"{_NOUN}(?:\s(?:of|at|for)\s[^,.;:]{{1,60}})?,\s$") if grammar.nouns else _NEVER,
        re.compile(rf"(?:{_NOUN}|{_TITLE})\s[\"“‘']?$") if grammar.nouns else _NEVER,
    )
