"""Follow-ups that ask the last question anew: "why?", "when was that?", "really?", "tell me more", "source?"."""

from __future__ import annotations

import re
from functools import cache

from bot.conversation.completing import MOST_TOPICS, with_missing
from bot.conversation.context import Context
from bot.conversation.listing import coordinated
from bot.conversation.mentions import mentions
from bot.conversation.phrases import NAMELESS, is_statement, meant
from bot.conversation.wording import POINTING, WEAK
from bot.language.lexicon import listed
from index.forms import irregular_forms

_ADVERB = (
    r"why|when|where|how|how come|since when|until when|for how long|how long|how often|by how much|"
    r"from where|warum|wieso|weshalb|wann|wo|wie|seit wann|pourquoi|quand|où|comment|depuis quand|"
    r"por qué|cuándo|dónde|cómo|desde cuándo"
)
_BARE = re.compile(
    rf"^[¿\s]*(?P<word>(?P<adverb>{_ADVERB})|why so|why then|why not|what for|how many|"
    r"how much|who|whom|with whom|by whom|for whom|which|which ones?|what kind|wer|wen|wem|wie viele|wie viel|wieviel|"
    r"mit wem|welche[rs]?|qui|combien|avec qui|"
    r"lequel|laquelle|quién|quiénes|cuánt[oa]s?|cuál|con quién)"
    r"(?P<event>\s(?:(?:was|is)\s(?:that|this)|(?:did|does)\s(?:that|this|it)\s(?:happen|occur|take place)|"
    r"(?:war|ist)\sdas|c'était|c'est arrivé|fue eso))?(?:\s(?:exactly|though|genau|exactement))?[?!. ]*$",
    re.I,
)
_CLAIM = re.compile(
    r"^(?P<who>says who|who says(?: so| that)?|who said (?:so|that)|according to (?:whom|who)|"
    r"how do you know(?: that)?|"
    r"wer sagt das|qui dit ça|quién lo dice)[?!. ]*$"
    r"|^(?:really|seriously|(?:are you|you) sure(?: about that)?|is (?:that|this|it) (?P<still>still )?"
    r"(?:true|right|correct|so|confirmed|the case|valid|current|up to date))[?!. ]*$",
    re.I,
)
_MORE = re.compile(
    r"^(?:please |can you |could you )*(?:tell me (?:a (?:bit|little) )?more|"
    r"say (?:a (?:bit|little) )?more(?: (?:about|on) (?:that|this))?|"
    r"more(?: details?| info(?:rmation)?)?|go on|continue|elaborate|"
    r"explain(?: (?:more|further|that|this|it))?|anything else|what else|any more details|details|"
    r"give me (?:more )?details|erzähl mir mehr|mehr(?: dazu)?|dis-m'en plus|plus de détails|cuéntame más|más detalles)"
    r"(?: please)?[?!. ]*$",
    re.I,
)
_THAT = r"(?:that|this|it|so|the (?:article|story|report|page|piece|answer|information|info))"
_TEXT = r"(?:the |that |this )?(?:article|story|report|page|piece|post|document|text)"
_DIFFERENTLY = re.compile(
    r"^(?:please |can you |could you |(?:just |now )?(?:say|tell me|put|make) (?:it|that|this) )*"
    r"(?:(?:a bit |much )?(?:shorter|briefer|simpler)|too long|briefly"
    r"|in (?:one|a(?: single)?|two|fewer) (?:sentences?|words)|in short|in brief|tl;?dr"
    r"|summari[sz]e(?: (?:it|that|this))?|sum (?:it|that|this) up|(?:give me |what['’]?s )?(?:a|the) summary"
    r"|again|once (?:again|more)|repeat (?:it|that|this))(?: please)?[?!. ]*$",
    re.IGNORECASE,
)
"""Asks for the same in other words, which quotes cannot give: they are shown again, for none of this is a topic."""
_NOT = r"(?:(?:do|did|does|is|was|can|have|has)(?:n['’]?t| not)|cannot) (?:really |quite |even )*"
_WANTED = r"what i (?:asked|meant|wanted|was looking)(?: for)?"
_UNHELPED = re.compile(
    rf"^(?:sorry,? )?(?:(?:that|this|it|you|the answer) {_NOT}(?:answer(?:ed|ing)?(?: (?:my|the) question| it| that)?"
    rf"|help(?:ful)?(?: me| at all)*|make (?:any )?sense|(?:an|the|my) answer|{_WANTED})"
    rf"|(?:that['’]?s |this is )?not (?:really )?(?:{_WANTED}|(?:an|the) answer(?: to my question)?)"
    rf"|i (?:still |really )?{_NOT}(?:understand|understood|follow|get (?:it|that|this))"
    r"(?: (?:that|this|it|what (?:that|this|it) means|the answer|a word|you))?"
    r"|(?:sorry|pardon(?: me)?|huh|come again|what do you mean)(?=\s?\?))[?!. ]*$",
    re.IGNORECASE,
)
"""A complaint of the answer: what was asked is still asked."""
_SOURCES = re.compile(
    r"^(?:please |can you |could you |(?:can|could|may) i )*"
    r"(?:(?:(?:give|show|send|tell|get|have|see)(?: me| us)? )?(?:is there )?(?:what(?:['’]s| is| are| was) )?"
    r"(?:the |your |an? )?(?:original |exact )?(?:sources?|links?|urls?|citations?|references?|quotes?|wording)"
    rf"(?: (?:for|of|to|on) {_THAT})?"
    rf"|where (?:does|did|do) (?:it|they|{_TEXT}) say (?:so|that|this)"
    r"|where (?:is|was) (?:that|this) (?:said|written|stated)"
    rf"|where (?:did|do) you (?:get|find|read|have|take) {_THAT}(?: from)?|where is {_THAT} from"
    rf"|(?:which|what) (?:article|story|report|page|source|document)s? (?:says?|said|is|was) {_THAT}(?: (?:in|from))?"
    rf"|which (?:article|story|report|page|source|document)s?"
    rf"|who (?:wrote|published|reported|is the author of|is the publisher of) (?:{_TEXT}|that|this|the source)"
    rf"|when (?:was|were|is) (?:{_TEXT}|that|this|the source) (?:published|written|posted|reported|from)"
    rf"|how (?:old|recent) is (?:{_TEXT}|that|this|the source)"
    r"|(?:quelle|link)|(?:la |une )?source|(?:la )?fuente)"
    r"(?: please)?[?!. ]*$",
    re.I,
)
_BE = ("is", "are", "was", "were")
_AUX = (*_BE, "has", "have", "had", "will", "would", "can", "could", "should", "may", "might")
_LONGEST_CLAIM = 40
"""Words of an answer's sentence that are asked about again; a longer one drowns the question."""


def asked_anew(text: str, context: Context) -> str | None:
    """The last question asked for something else, or of what its answer claims; None of any other follow-up."""
    bare = _BARE.match(text)
    if bare and not (bare["event"] and bare["word"].lower() in ("who", "whom")):
        return _bare(bare["word"].lower(), bool(bare["adverb"]), context)
    elided = _elided(text, context.question.rstrip("?. "))
    if elided is not None:
        return elided
    claim = _CLAIM.match(text)
    if claim:
        return _claimed(text, "Who says" if claim["who"] else f"Is it {claim['still'] or ''}true", context)
    return None


def with_act(text: str, question: str) -> str:
    """ "Who headed the mill before him?" of "Who was it before him?" after "Who heads the mill?"."""
    asked = re.match(r"who\s(is|was|will|were|are)\sit\s(?=before\b|after\b|in\b|then\b|now\b)", text, re.I)
    before = re.match(r"who\s([a-z]+)\s([^:?(]+?)[?. ]*(?:\(|$)", question, re.I)
    if asked is None or before is None:
        return text
    verb = past_of(before[1].lower()) if asked[1].lower() in ("was", "were") else before[1]
    return f"Who {verb} {before[2]} {text[asked.end() :]}"


def _elided(text: str, body: str) -> str | None:
    """ "When will it?" after "does the app work on tablets": "When will the app work on tablets?"."""
    asked = re.fullmatch(r"(when|where|why|how)\s(will|would|does|do|did|can|could)\s(?:it|they)[?. ]*", text, re.I)
    before = re.fullmatch(r"(?:will|would|does|do|did|can|could)\s([^:?]+)", body, re.I)
    return f"{asked[1].capitalize()} {asked[2]} {before[1]}?" if asked and before else None


def asks_again(text: str) -> bool:
    """Whether a message wants the last answer again, for its sources, or more of it: "where does it say so?"."""
    return any(pattern.match(text) for pattern in (_MORE, _SOURCES, _DIFFERENTLY, _UNHELPED))


def asks_for_more(text: str) -> bool:
    """Whether a message only asks for more of what was answered: "tell me more", "what else?"."""
    return _MORE.match(text) is not None


def together(follow_up: str, context: Context) -> str:
    """The last question in full, and after it the follow-up: nothing that was asked is lost.

    No more than one question stands before it: of those before that one, what they were about stands in brackets.
    """
    follow_up = follow_up.rstrip("?. ")
    if follow_up.startswith("¿") and context.question.startswith("¿"):
        follow_up = follow_up[1:2].lower() + follow_up[2:]
    opening, *later = re.split(r":\s(?=[a-z])", context.question.rstrip("?. "))
    if later and _brings_topic(follow_up):
        # What was asked in between is neither the topic nor asked any more.
        between = [mention.text for mention in mentions(later[-1]) if mention.named]
        return with_missing(f"{opening}: {follow_up}?", between)
    if later and (later[-1].startswith(("what about", "what if")) or is_statement(later[-1])):
        # By itself it asks nothing: the question is still the first one.
        named = [mention.text for mention in mentions(later[-1]) if not set(mention.text.lower().split()) <= NAMELESS]
        opening = with_missing(opening, named[:MOST_TOPICS])
    elif later:
        # Of a long chain of follow-ups the first question says the topic, and the last one what is meant now.
        topics = [mention.text for mention in mentions(opening) if not set(mention.text.lower().split()) <= NAMELESS]
        opening = with_missing(later[-1][:1].upper() + later[-1][1:], topics[:MOST_TOPICS])
    return f"{opening[:1].upper()}{opening[1:]}: {follow_up}?"


def _brings_topic(follow_up: str) -> bool:
    """Whether a follow-up has a noun of its own to be asked about, and points at nothing said before it."""
    if POINTING.search(follow_up) or follow_up.startswith("what about "):
        return False
    return any(not set(mention.text.lower().split()) <= WEAK for mention in mentions(follow_up))


def lowered(text: str) -> str:
    """The text as it stands inside a sentence: a first word that is no name loses its capital."""
    first = text.split(" ", 1)[0]
    if not first.isalpha() or first.isupper():
        return text
    spoken = mentions(text)
    return text if spoken and spoken[0].start == 0 and spoken[0].named else text[:1].lower() + text[1:]


def capital(text: str) -> str:
    """The text as it stands by itself: its first word has a capital."""
    return text[:1].upper() + text[1:] if text[:1] != "¿" else text


def _bare(word: str, adverb: bool, context: Context) -> str:
    body = context.question.rstrip("?. ")
    capital = word[:1].upper() + word[1:]
    if adverb and meant(body) == body:
        turned = re.match(
            r"(when|where|why|how|wann|wo|warum|wie)\s(?=(?:is|are|was|were|did|does|do|has|have|had|will|can|wurde|ist|hat|war)\b)",
            body,
            re.I,
        )
        if turned:
            return f"{capital} {body[turned.end() :]}?"
        if re.match(r"(?:is|are|was|were|did|does|do|has|have|had|will|can|could|should)\b", body, re.I):
            return f"{capital} {body[:1].lower()}{body[1:]}?"
        clause = _of_the_one_told(body, context)
        if clause is not None:
            return f"{capital} {clause}?"
    if re.match(r"(?:(?:seit|mit)\s)?(?:we[rnm]|wann|wo|warum|wieso|weshalb|wie|wieviel|welch\w*)\b", word):
        return f"{body}, und {word}?"
    if re.match(r"(?:(?:avec|depuis)\s)?(?:qui|(?:la|le)quel\w*|quand|où|pourquoi|comment|combien)\b", word):
        return f"{body}, et {word} ?"
    if context.question.startswith("¿"):
        return f"¿{body.lstrip('¿')}, y {word}?"
    person = _told(context)
    return f"{body} ({person}), and {word}?" if person else f"{body}, and {word}?"


def _of_the_one_told(body: str, context: Context) -> str | None:
    """ "Who won the race?" with the one whom the answer names: "did Ana Moro win the race"."""
    asked = re.match(r"who\s(\w+)\s(.+)", body, re.I)
    person = _told(context)
    if asked is None or person is None or "?" in body or ": " in body:
        return None
    verb, rest = asked[1].lower(), asked[2]
    several = " and " in person
    if verb in ("do", "does", "did"):
        return None
    if verb in _AUX:
        if several:
            verb = {"is": "are", "was": "were", "has": "have"}.get(verb, verb)
        return f"{verb} {person} {rest}"
    if verb in _past():
        return f"did {person} {_past()[verb]} {rest}"
    for base in (verb.removesuffix("s"), verb.removesuffix("es"), re.sub("ies$", "y", verb)):
        if base in _bases() and base != verb:
            return f"{'do' if several else 'does'} {person} {base} {rest}"
    for base in (verb.removesuffix("d"), verb.removesuffix("ed"), verb[:-3], re.sub("ied$", "y", verb)):
        if verb.endswith("ed") and (base in _bases() or base == "found"):
            return f"did {person} {base} {rest}"
    return None


def _told(context: Context) -> str | None:
    """Who the last answer says it was, where the last question asked for somebody."""
    if not re.match(r"who\b", context.question, re.I):
        return None
    sentence = re.split(r"(?<=[.!?])\s", context.answer)[0]
    people = [mention for mention in mentions(sentence) if mention.person]
    if not people or people[0].text in context.question or people[0].preposition or people[0].lead == "called":
        return None
    joined = coordinated(sentence)
    if joined is not None and len(people) > 1 and joined == f"{people[0].text} and {people[1].text}":
        return joined
    return context.people.full_name(people[0].text)


def _claimed(text: str, opening: str, context: Context) -> str:
    """The claim of the last answer, asked about."""
    sentence = re.split(r"(?<=[.!?])\s", context.answer)[0].rstrip(". ")
    sentence = re.sub(r"^(?:yes|no|ja|nein|oui|non|sí)[,.]?\s", "", sentence, flags=re.I)
    words = sentence.split()
    unclear = re.match(r"(?:he|she|it|they|this|that|these|those|there|yes|no|on|in|at)\b", sentence, re.I)
    if not 2 < len(words) <= _LONGEST_CLAIM or unclear:
        return together(lowered(text), context)
    question = f"{opening} that {lowered(sentence)}?"
    if all(mention.text.split()[-1] in sentence for mention in mentions(context.question) if mention.named):
        return question
    return together(lowered(question), context)


@cache
def _past() -> dict[str, str]:
    """Irregular past forms and what they come from; in the list the past stands before the participle."""
    return {form: word for word, *forms in irregular_forms() for form in forms if not form.endswith(("ing", "s"))}


def past_of(verb: str) -> str:
    """The past of a verb in the third person: "headed" of "heads", "led" of "leads", "was" of "is"."""
    if verb in ("is", "are"):
        return {"is": "was", "are": "were"}[verb]
    bases = [
        base
        for base in (verb.removesuffix("s"), verb.removesuffix("es"), re.sub("ies$", "y", verb))
        if base in _bases()
    ]
    if not bases:
        return verb
    irregular = next((past for past, base in _past().items() if base == bases[0]), None)
    regular = re.sub("(?<=[^aeiou])y$", "i", bases[0].removesuffix("e"))
    return irregular or f"{regular}ed"


@cache
def _bases() -> frozenset[str]:
    return frozenset(verb for line in listed("verbs.txt") for verb in line.split()) | frozenset(
        word for word, *_ in irregular_forms()
    )
