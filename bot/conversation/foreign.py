"""Follow-ups in German, French and Spanish: which language it is, and what its pronouns mean."""

from __future__ import annotations

import re

from bot.conversation.context import Context
from bot.conversation.wording import FOREIGN, GERMAN_SHE

_GERMAN = frozenset(
    "wie wer wann wo warum ist hat wurde welche welcher sie er das dem der nicht auch kostet gilt geht gibt ich mein "
    "dazu davon dafür damit woraus womit worum wofür".split()
)
_FRENCH = frozenset(
    "quel quelle où quand pourquoi comment combien il elle est qui quoi les une dans avec ça cela".split()
)
_SPANISH = frozenset("cuándo dónde quién cuántos qué cómo cuanto cuantos cuantas cuando donde quien eso esto".split())
_ENGLISH = frozenset(
    "the is did does do were are have had who what when where why how which of and for with from it they".split()
)
_POINTING = re.compile(
    r"\b(?:das|dies|dazu|davon|dafür|damit|daran|darauf|es|ça|cela|eso|esto)"
    r"(?=\s?[?.!]|$|\s(?:auch|noch|für|mit|im|in|per|ab|bei|immer|schon|genau|aussi|encore|pour|también|para)\b)"
    r"|\bl['’](?:a|ai|as|ont|avait|est|était)\b"
    r"|\b(?:qui|quand|comment|pourquoi|où|on|je|il|elle|ils|elles)\s(?:la|le|les)\s\w+"
    r"|\b(?:qui[eé]n|cu[aá]ndo|c[oó]mo|d[oó]nde|se)\s(?:lo|la|los|las|le)\s\w+",
    re.I,
)
"""What takes up something said before, in German, French and Spanish: "was kostet das", "qui l'a remplacée"."""


def points_back(text: str) -> bool:
    """Whether a German, French or Spanish question points at what was said before it."""
    return _POINTING.search(text) is not None


def ends_with_known(text: str) -> bool:
    """Whether such a question ends with a noun that its article makes known: "de quoi parle le livre ?"."""
    return _KNOWN_NOUN.search(text) is not None


_KNOWN_NOUN = re.compile(r"\b(?:le|la|les|el|los|las|der|die|das)\s[a-zà-ÿ]{3,}\s?[?.!]*$")


def language(text: str) -> str | None:
    """German, French or Spanish, where the question's first words tell; None of English."""
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    if not words & _ENGLISH:
        if words & _GERMAN:
            return "de"
        if words & _FRENCH:
            return "fr"
    return "es" if "¿" in text or words & _SPANISH else None


def filled_foreign(text: str, context: Context, spoken: str) -> str:
    """The text with the pronouns of the language that is ``spoken`` replaced by what they mean."""
    for there, preposition in ((r"\b(?:allí|ahí)\b", "en"), (r"\b(?:dort|dorthin)\b", "in"), (r"\blà-bas\b", "à")):
        if re.search(there, text, re.I):
            where = context.place() or next((mention.text for mention in context.names()), None)
            if where is not None:
                text = re.sub(there, f"{preposition} {where}", text, count=1, flags=re.I)
    inverted = re.search(r"(?:[lnmts]['’])?(?P<verb>\w+)-(?:t-)?(?P<who>il|elle)\b", text)
    if spoken == "fr" and inverted:
        # "Combien a-t-il payé ?" keeps its pronoun behind the verb when the name comes before it.
        person = context.people.person("he" if inverted["who"] == "il" else "she") or context.thing()
        return f"{text[: inverted.start()]}{person} {text[inverted.start() :]}" if person else text
    for pattern, gender, form in FOREIGN:
        if pattern.search(text):
            person = context.people.person(gender)
            if person is not None:
                return pattern.sub(form.format(person), text, count=1)
    if spoken == "de" and GERMAN_SHE.search(text):
        person = context.people.person("she") or context.thing()
        if person is not None:
            return GERMAN_SHE.sub(person, text, count=1)
    return text
