"""Questions that ask for no fact but for what there is on a topic: a summary, the latest, "harbour bridge".

No sentence answers these by its words; ``openings`` quotes how the articles come to the topic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.clauses import content_words
from index.query_reading import QueryReading

MOST_BARE_WORDS = 3
"""Words without a question that are a topic; more of them are keywords of something to be found."""

_TEXT = r"(?:article|story|report|page|paper|study|piece|document|post|text|pdf|guide|notice|letter|file|interview)"
_PIECE = r"(?:article|story|piece|post|page|news item)"
"""What we have ourselves; who wrote a report or a study is what an article may tell."""
_SUMMARY = r"(?:summary|overview|recap|gist|digest|rundown|outline)"
_NEWS = r"(?:news|updates?|developments?|reports?|articles?|headlines?|stor(?:y|ies))"
_POINTS = r"(?:points?|findings?|takeaways?|facts|messages?|results?|ideas?|arguments?)"
_ON = r"(?:on|about|from|regarding|in|of|with|at|around|for)"
_TOPIC = "(?P<topic>.+)"
_PLEASE = "(?:(?:please|can you|could you|would you) )*"
_WHOLE = (
    rf"{_PLEASE}(?:briefly |quickly )?(?:summari[sz]e|sum up|recap|explain) {_TOPIC}",
    rf"{_PLEASE}(?:give|write|show|send)(?: me| us)? (?:an?|the) (?:\w+ )?{_SUMMARY} {_ON} {_TOPIC}",
    rf"(?:an? |the )?(?:\w+ )?{_SUMMARY} {_ON} {_TOPIC}",
    rf"tl;?dr:?(?: {_ON})? {_TOPIC}",
    rf"what (?:are|were) the (?:main|key|most important|central) {_POINTS} {_ON} {_TOPIC}",
    rf"what(?: is|['’]?s| was) (?P<topic>(?:the|this|that) (?:.+ )?{_TEXT}(?: (?:on|about) .+?)?) (?:all )?about",
    r"what (?:do|does|did) (?:the|these|our|your|all)(?: \w+)? (?:articles|reports|documents|news|papers|sources|"
    rf"library) (?:say|report|tell us|write|know) (?:about|on|of) {_TOPIC}",
    rf"(?:which|what) {_NEWS} (?:mention|are (?:there )?(?:about|on)|talk about|discuss|cover|report on) {_TOPIC}",
    rf"{_PLEASE}(?:list|show|find|give)(?: me| us)?(?: all)?(?: the)? {_NEWS} (?:about|on|that mention|with) {_TOPIC}",
    rf"(?:do (?:you|we) have|(?:is|are) there)(?: any| an?)? ?(?:{_NEWS}|anything|something|info(?:rmation)?) "
    rf"(?:about|on) {_TOPIC}",
    r"(?:i(?:['’]?m| am)? )?(?:looking for|searching for|need|want|got|have(?: you)?)?"
    rf"(?: ?(?:anything|something|info(?:rmation)?|details))+ (?:on|about|regarding|concerning) {_TOPIC}",
    rf"what (?:do|have) (?:we|you) (?:have|got) (?:here )?(?:on|about|regarding) {_TOPIC}",
    rf"what(?: is|['’]?s) there (?:on|about|regarding) {_TOPIC}",
    rf"what (?:was|is|has been|is being|were they|are they|are people) (?:said|written|reported|saying|writing) "
    rf"(?:on|about|regarding|concerning) {_TOPIC}",
    rf"what (?:does|do|did) (?:it|they) say (?:on|about|regarding) {_TOPIC}",
    rf"{_PLEASE}tell me (?:more |something |everything |all )?about {_TOPIC}",
    r"(?:who (?:wrote|published|(?:is|was) the author of)|when (?:was|were)|where (?:can|could|do) (?:i|we) "
    rf"(?:find|read|see)) (?P<topic>(?:the|that|this|an?|your) {_PIECE} (?:on|about|called|titled) .+?)"
    r"(?: (?:published|written|posted|from))?",
    rf"{_PLEASE}(?:(?:give|send|show|post)(?: me| us)? )?(?:the |a )?(?:links?|urls?|sources?) (?:to|of|for) "
    rf"(?P<topic>(?:the|that|this|your) {_TEXT} (?:on|about|called|titled) .+)",
    rf"(?:what do (?:you|we) know|everything|information|info|background) (?:about|on) {_TOPIC}",
    r"(?:bitte )?fass(?:e|en|t)?(?: sie)?(?: mir| uns)?(?: bitte)? (?P<topic>.+?) zusammen",
    rf"(?:eine? )?(?:kurze )?zusammenfassung (?:von|vom|des|der|zu|zum|zur) {_TOPIC}",
    rf"worum geht es (?:in|im|bei|beim) {_TOPIC}",
    rf"was (?:sagen|berichten|schreiben) die (?:artikel|berichte) (?:über|zu|zum|zur) {_TOPIC}",
    rf"résume[zr]?(?:[- ]moi)? {_TOPIC}",
    rf"(?:un )?(?:bref |court )?résumé (?:de|du|des|sur) {_TOPIC}",
    rf"de quoi (?:parle|traite) {_TOPIC}",
    rf"que disent les articles (?:sur|de|du|à propos de) {_TOPIC}",
    rf"res[uú]me(?:me|n de|n del|n sobre)? {_TOPIC}",
    rf"(?:un )?(?:breve )?resumen (?:de|del|sobre) {_TOPIC}",
    rf"de qué trata {_TOPIC}",
    rf"qué dicen los artículos (?:sobre|de|del) {_TOPIC}",
)
_LATEST = (
    rf"(?:what(?: is|['’]?s) |(?:is|are) there )?(?:anything |something )?(?:new|up|going on|happening) {_ON} {_TOPIC}",
    rf"(?:(?:show|give|tell)(?: me| us)? |any |what(?: is|['’]?s| are) )?(?:the )?"
    rf"(?:(?:latest|newest|(?:most )?recent)(?: {_NEWS})*|current {_NEWS}) {_ON} {_TOPIC}",
    rf"(?:(?:any|all|more) )?(?:new |the )?(?:news|updates?|headlines) {_ON} {_TOPIC}",
    rf"was gibt es neues (?:zu|zum|zur|über|von|vom|aus|bei|beim|in|im) {_TOPIC}",
    rf"(?:neuigkeiten|aktuelles|neueste nachrichten|nachrichten) (?:zu|zum|zur|über|von|vom|aus|in|im) {_TOPIC}",
    r"(?:quoi de neuf|(?:les )?dernières nouvelles|quelles sont les (?:dernières )?nouvelles) "
    rf"(?:sur|de|du|des|à propos de) {_TOPIC}",
    rf"(?:qué hay de nuevo|(?:las )?últimas noticias|novedades) (?:sobre|de|del|con|en) {_TOPIC}",
)
_ASIDE = re.compile(
    r"\b(?:for me|please|briefly|in (?:short|brief)|in (?:an?|\d+|one|two|three|four|five|a few) (?:\w+ )?"
    r"(?:sentences?|words?|lines?|bullet points?|bullets?|paragraphs?))\b|\(s\)",
    re.IGNORECASE,
)
_OF_A_TEXT = re.compile(
    rf"(?:(?:the|this|that|an?|our) )?(?:\w+ )?{_TEXT}s? (?:about|on|of|by|from|called|titled) (?P<topic>.+)"
    rf"|(?P<name>.+?) {_TEXT}s?"
    r"|(?:(?:der|die|das|den|dem|le|la|el|los|les) |l['’])?(?:artikels?|bericht|articles?|artículos?) "
    r"(?:über|zu|zum|zur|von|sur|de|du|sobre|del) (?P<other>.+)",
    re.IGNORECASE,
)
_ONE = re.compile(rf"\b(?:{_TEXT}|artikels?|bericht|artículo)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:(?:the|this|that|these|an?|our|de[rnm]|die|das|les?|la|el|los|las) |l['’])", re.IGNORECASE)
_ASKS = re.compile(
    r"(?:how|what|when|where|whether|which|who|whom|whose|why|wann|warum|was|wer|wie|wo|comment|où|pourquoi|quand|qui"
    r"|cómo|cuándo|dónde|por qué|quién)\b",
    re.IGNORECASE,
)
"""Begins what asks for a fact though it is put as a request: "Explain why the bridge was closed"."""
_NO_TOPIC = frozenset(
    "and are be can did do does help how is it me no ok okay or that this was were what when where which who why will "
    "yes you your hi hello hey warum wer wie wann wo was oui non ja nein pourquoi quand où sí por qué".split()
)
_OF_NEWS = frozenset(
    "new news newest latest recent headline headlines update updates happened happen happening happens reported "
    "report reports published story stories article articles summary summarize summarise overview recap digest "
    "important top main big biggest everything anything something today world going on said say give show list "
    "tell what whats write written was gibt es neues neueste nachrichten neuigkeiten passiert quoi nouvelles "
    "nouveau neuf passé qué hay noticias nuevo nuevas pasó".split()
)
_NEWS_ASKED = re.compile(
    r"\b(?:(?P<told>happen(?:ed|ing|s)?|report(?:ed|s)?|published|passiert|passé|pasó)|new|news|newest|latest|headlines?"
    r"|updates?|summar\w+|recap|neues|neuigkeiten|nachrichten|nouvelles|neuf|noticias|nuevo)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Overview:
    """What a question wants to know what there is on."""

    topic: str
    one: bool
    """Whether one article is meant."""
    latest: bool
    """Whether the newest comes first."""


def overview_of(question: str) -> Overview | None:
    """The topic on which the question wants whatever there is; None where it asks anything else."""
    text = " ".join(_ASIDE.sub(" ", question).split()).strip(" ?!.:,;\"'“”")
    for forms, latest in ((_WHOLE, False), (_LATEST, True)):
        for form in forms:
            match = re.fullmatch(form, text, re.IGNORECASE)
            if match:
                return _overview(match["topic"], latest=latest)
    words = text.split()
    if 0 < len(words) <= MOST_BARE_WORDS and "?" not in question and not _NO_TOPIC & {word.lower() for word in words}:
        return _overview(text, latest=False)
    return None


def asks_for_news(question: str, reading: QueryReading) -> bool:
    """Whether the question wants whatever is new, or was on a day or with a publisher, on no topic."""
    asked = _NEWS_ASKED.search(question)
    if asked is None or (asked["told"] and not (reading.times or reading.publishers)):
        return False  # "What happened?" alone asks about something that was spoken of
    return {word.lower().removesuffix("'s") for word in reading.content.replace("’", "'").split()} <= _OF_NEWS


def _overview(topic: str, *, latest: bool) -> Overview | None:
    if _ASKS.match(topic):
        return None
    one = bool(_ONE.search(topic))
    match = _OF_A_TEXT.fullmatch(topic)
    if match:
        topic = next(filter(None, match.groups()))
    topic = _ARTICLE.sub("", topic.strip(" \"'“”‘’«»„?!.,"))
    return Overview(topic, one, latest) if content_words(topic) else None
