"""Follow-ups in German, French and Spanish: which language it is, and what its pronouns mean."""

from __future__ import annotations

import re

from bot.conversation.context import Context
from bot.conversation.wording import FOREIGN, GERMAN_SHE

_GERMAN = frozenset("wie wer wann wo warum ist hat wurde welche welcher sie er".split())
_FRENCH = frozenset("quel quelle où quand pourquoi comment combien il elle est".split())
_SPANISH = frozenset("cuándo dónde quién cuántos qué cómo".split())
_ENGLISH = frozenset("the is did".split())


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
    inverted = re.search(r"(?P<verb>\w+)-(?:t-)?(?P<who>il|elle)\b", text)
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
