"""The function words of the languages that are read closely, and which of these a text is in."""

from __future__ import annotations

import re

_FUNCTION = {
    "en": "a an the of to in on at by for with from into onto as is am are was were be been being has have had "
    "having do does did "
    "will would shall should can could may might must and or but nor so if then than that this these those "
    "there here it its "
    "he him his she her hers they them their theirs we us our ours you your yours i me my mine who whom whose "
    "which what when "
    "where why how not no also too very just about over under up down out off again while because since "
    "although though "
    "however during between among through per each such some any all both more most other s t same ago yet still "
    "only even ever never nobody none nothing one ones onto upon whether both either neither until till after before "
    "without within according it's get got go going come let like via toward towards around well now "
    "much many few several every another themselves himself herself itself themselves oneself myself yourself "
    "whereas whilst unless",
    "de": "der die das den dem des ein eine einen einem einer eines und oder aber in im an am auf aus bei mit "
    "nach von vom zu zum "
    "zur für um über unter vor durch gegen ohne bis seit ist sind war waren sei wird werden wurde wurden worden "
    "hat haben hatte "
    "hatten als wie dass daß ob wenn weil da so nicht kein keine keinen keiner niemand nichts nie auch noch nur "
    "schon sich er "
    "sie es wir ihr ihre ihren sein seine seinen dies diese dieser dieses jede jeder es gibt gab kann können "
    "soll sollen will "
    "wollen muss müssen mehr man was wer wo hier dort dann denn doch laut zwischen etwa rund immer wieder je pro",
    "fr": "le la les l un une des du de d et ou mais dans en sur sous à au aux par pour avec sans chez vers "
    "est sont était étaient "
    "a ont avait avaient été être avoir sera seront fut ne pas n plus que qu qui quoi dont où ce cet cette ces "
    "c il elle ils "
    "elles on nous vous je se s sa son ses leur leurs y si comme aussi très encore après avant d'ici selon "
    "aucun aucune "
    "personne rien jamais lui même près va vont doit faudra moins ainsi entre",
    "es": "el la los las lo un una unos unas de del y o u pero en a al por para con sin sobre entre hasta "
    "desde es son era eran fue "
    "fueron ser está están estar ha han había hay que qué quien cuyo no ni se su sus le les este esta estos "
    "estas ese esa "
    "más menos como también ya si cuando según tras ante otro otra otros otras nunca nadie nada ningún ninguna "
    "podrá podrán",
}
FUNCTION = {language: frozenset(words.split()) for language, words in _FUNCTION.items()}
_TELLING = {
    language: words - {"in", "a", "an", "no", "son", "me", "des", "es", "die", "was", "war"}
    for language, words in FUNCTION.items()
}


OTHER = "und"
"""ISO 639-2's code for a language that is none of these."""
_LATIN = re.compile(r"[^\W\d_\u0370-\U0010ffff]")


def language_of(text: str) -> str:
    """The language whose function words the text has most of; English if none stands out; OTHER if it is no such text.

    That is one in another script; of those that are written in Latin letters, each is taken for one of these.
    """
    words = re.findall(r"[^\W\d_]+", text[:2000].lower())
    if 2 * sum(_LATIN.match(word) is not None for word in words) < len(words):
        return OTHER
    counts = {language: sum(word in known for word in words) for language, known in _TELLING.items()}
    best = max(counts, key=lambda language: (counts[language], language == "en"))
    return best if counts[best] > 0 else "en"
