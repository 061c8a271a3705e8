"""Follow-ups that are no sentence: "and in 2022?", "what about Apple?", "and the cost?"."""

from __future__ import annotations

import re

from rapidfuzz.fuzz import ratio

from bot.conversation.asking import lowered, past_of, together
from bot.conversation.context import Context
from bot.conversation.counterparts import acted_on, as_subject, for_people, instead, of_another, of_same_form
from bot.conversation.foreign import language
from bot.conversation.mentions import Mention, dates, mentions
from bot.conversation.names import FEMININE, MASCULINE, TITLES
from bot.conversation.phrases import DETERMINERS, is_statement, meant
from bot.conversation.places import is_place
from bot.conversation.slots import is_small_name, named, replaced
from bot.conversation.wording import AUXILIARY, CONDITION, PREPOSITION, QUESTION_WORD, WHAT_ABOUT, YEAR_SHIFT
from bot.evidence.overviews import overview_of
from bot.language.tagging import tags
from index.dates import WEEKDAYS

_FINITE = ("VBZ", "VBB", "VBD", "VDZ", "VDB", "VDD", "VM0")
"""Tags of "is", "was", "does", "can": what has one is a sentence, however it begins."""

_COUNTED = re.compile(
    r"(?:cases|deaths|infections|injuries|hospitali[sz]ations|admissions|patients|vaccinations|tests|outbreaks|recoveries|"
    r"accidents|attacks|thefts|arrests|convictions|complaints|sales|exports|imports|orders|deliveries|births|victims|survivors)"
)
"""What is counted of the same thing: of a disease, of a crime, of what is sold."""
LIKE = 55.0
"""Per cent of two names' letters that agree where one was taken for the other."""


def fragment(text: str) -> str | None:
    """The words of a question that is no sentence of its own: "in 2022", "Apple"; None of a whole one."""
    about = WHAT_ABOUT.match(text)
    if about:
        return text[about.end() :].rstrip("?!. ")
    also = re.fullmatch(
        rf"(?i:{AUXILIARY})\s((?:the\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)(?:\s(?:too|also|as well))?[?. ]*", text
    )
    if also:
        return also[1]  # "Does Renault?"
    counted = re.match(r"how\s(?:many|much|long|often)\s(?=(?:at|in|for|on|by|from|under|with)\s)", text, re.I)
    if counted and not any(tag.startswith("V") for tag in tags(text).values()):
        return text[counted.end() :].rstrip("?!. ")
    if QUESTION_WORD.match(text) or CONDITION.match(text) or is_statement(text):
        return None
    words = text.rstrip("?!. ").lstrip("¿ ")
    if any(tag in _FINITE for tag in tags(words).values()) and language(words) is None:
        return None
    return words if 0 < len(words.split()) <= 6 else None


def _about(words: str, context: Context) -> str:
    """The last question asked of something else: in the place of its topic if it has one, else "...: what about"."""
    overview = overview_of(context.question)
    at = context.question.lower().rfind(overview.topic.lower()) if overview is not None else -1
    if overview is None or at < 0 or re.match(r"(?:my|your|his|her|its|our|their)\b", words, re.I):
        foreign = language(context.question) or language(words)
        return together(words if foreign else f"what about {words}", context)
    words = re.sub(r"^(?:the )?(?:one|article|story|report) (?:on|about) ", "", words, flags=re.I)
    before = context.question[:at]
    if re.match(r"(?:the|an?|this|these) ", words, re.I):
        before = re.sub(r"\b(?:the|an?|this|these) $", "", before, flags=re.I)
    return f"{before}{words}{context.question[at + len(overview.topic) :]}"


def _without_brackets(question: str) -> tuple[str, str]:
    """A question and what stands in brackets behind it: what is put into it comes before these."""
    match = re.search(r"((?:\s\([^()]*\))+)(\s?[?.]*)$", question)
    return (question[: match.start()] + match[2], match[1]) if match else (question, "")


def asks_of_another(words: str, context: Context) -> bool:
    """Whether a fragment asks the last question of another: "and the manager?" after "Were the players fined?"."""
    role = re.fullmatch(r"the\s([a-z]+)", words, re.I)
    if role is not None and role[1].lower() in TITLES | FEMININE | MASCULINE:
        return True
    return of_another(words, meant(context.question.rstrip("?. "))) is not None


def put(words: str, context: Context) -> str:
    """The last question with the words in the place of what it stands for."""
    if re.match(r"not\s", words, re.I) or (re.fullmatch(r"(?:before|after)\s(?:that|this)", words, re.I)):
        return together(lowered(words), context)  # "Not Ben Holt?" doubts what was answered.
    typed = words
    words = named(words[:1].lower() + words[1:] if PREPOSITION.match(words) else words)
    asked, brackets = _without_brackets(context.question)
    body = re.sub(r"\s(?:too|as well)$", "", asked.rstrip("?. ¿"))
    # Who types no question mark asks nevertheless.
    ending = " ?" if asked.endswith(" ?") else "?" if asked.endswith("?") or QUESTION_WORD.match(meant(body)) else "."
    mark = f"{brackets}{ending}"
    shift = YEAR_SHIFT.match(words)
    last_sentence = re.split(r"[.!?]\s|:\s", body)[-1]
    found = dates(last_sentence)
    if shift and found:
        year = re.search(r"\d{4}", found[-1])
        if year:
            way = 1 if (shift[1] or shift[2]).lower() in ("after", "following", "next") else -1
            return body.replace(year[0], str(int(year[0]) + way)) + mark
    who = re.match(r"who\s(is|are|[a-z]+s)\s", body, re.I)
    if who and re.match(r"(?:before|after)\s(?:[A-Z]|the\s[A-Z])", words):
        # Who headed it before somebody heads it no more.
        return f"{body[: who.start(1)]}{past_of(who[1])}{body[who.end(1) :]} {words}{mark}"
    than = re.fullmatch(r"(?:before|after|since|until)\s(\d{4})", words)
    if than and than[1] in body:
        return re.sub(rf"(?:\b(?:in|of|from)\s)?\b{than[1]}\b\s?", "", body).strip() + f" {words}{mark}"
    if dates(words):
        led_by = "on" if _has_weekday(words) else "in"
        new = words if PREPOSITION.match(words) or re.match(r"(?:last|this|next)\s", words) else f"{led_by} {words}"
        if found and _has_weekday(words) == _has_weekday(found[-1]):
            led = PREPOSITION.match(found[-1]) or re.match(r"(?:last|this|next)\s", found[-1])
            return body.replace(found[-1], new if led else PREPOSITION.sub("", words)) + mark
        return f"{body} {new}{mark}"
    parallel = _parallel(typed, body)
    if parallel is not None:
        return parallel + mark
    asked_last = meant(body)
    placed = instead(words, asked_last, _said(context)) or replaced(words, asked_last)
    placed = placed or acted_on(typed, asked_last)
    if placed is not None:
        return body.removesuffix(asked_last) + placed + mark
    if re.search(r"\s(?:before|after)$", words) and context.topics():
        # "And the version before?" is before that of the last question.
        words = f"{words} {context.topics()[0]}"
    placed = of_same_form(words, asked_last) or of_another(words, asked_last) or as_subject(words, asked_last)
    if placed is not None:
        return body.removesuffix(asked_last) + placed + mark
    preposition = PREPOSITION.match(words)
    names = [mention for mention in mentions(f"to {words}") if mention.named]
    held = [mention for mention in mentions(body) if mention.named]
    held = held or [mention for mention in mentions(body) if mention.preposition and is_small_name(mention.text)]
    if preposition:
        lead = preposition[0].strip().lower()
        same = [mention for mention in held if lead in (mention.lead, mention.preposition)] or (
            [mention for mention in held if mention.lead in ("in", "at", "of", "de", "en", "à")]
            if names and lead in ("in", "at", "à", "en")
            else []
        )
        if same:
            last = same[-1]
            led_at = body.rfind(f" {last.preposition or last.lead} ", 0, last.start) + 1
            start = led_at or last.start if last.lead != lead else last.start
            new = words if last.lead != lead else words[preposition.end() :]
            return body[:start] + new + body[last.end :] + mark
        last_one = mentions(body)[-1:]
        if lead in ("on", "with", "for", "without") and last_one and last_one[0].end == len(body):
            led = re.search(rf"\b{lead}\s(?:the\s|an?\s)?$", body[: last_one[0].start], re.I)
            if led and not last_one[0].named:
                return f"{body[: led.start()]}{words}{mark}"  # "on the free plan", "and on business?"
        ing = re.search(rf"\b{re.escape(lead)}\s[a-z]+$", body, re.I)
        if ing and not names:
            # "in rowing" is no noun phrase, but gives way to "in cycling".
            return f"{body[: ing.start()]}{words}{mark}"
        return f"{body} {words}{mark}"
    counted = re.match(
        r"(how many|which|what)\s((?!is\b|was\b|does\b|has\b)[a-z]+s|men|women|people|children)\b", body, re.I
    )
    if counted and not names and re.fullmatch(r"(?:the\s)?[a-z]+(?:s|men|people|children)", words):
        if counted[2].lower() in ("people", "men", "women", "children") and _COUNTED.fullmatch(words):
            return _about(words, context)  # No injuries die.
        until = next((mention.end for mention in mentions(body) if mention.start == counted.start(2)), counted.end())
        kept = _modifier(body[counted.start(2) : until], words)
        return f"{counted[1]} {kept}{words}{body[until:]}{mark}"
    grouped = for_people(words, asked_last)
    if grouped is not None:
        return body.removesuffix(asked_last) + grouped + mark
    plurals = [
        mention
        for mention in mentions(body)
        if mention.plural and not mention.named and not is_small_name(mention.text)
    ]
    if len(plurals) == 1 and not names and re.fullmatch(r"[a-z]+s", words) and not re.fullmatch(r"[a-z]+ss", words):
        kept = _modifier(plurals[0].text, words)
        return body[: plurals[0].start] + kept + words + body[plurals[0].end :] + mark
    held_last = mentions(body)[-1:]
    if held_last and not names and held_last[0].end == len(body) and _is_bare(held_last[0], words):
        # "Where do I throw away batteries?", "and old paint?"
        return body[: held_last[0].start] + words + mark
    owner = re.match(r"(.+?)['’]s?\s", words)
    if owner and owner[1] in body:
        # "What about their revenue?" has its own subject by now.
        when = f" {found[-1]}" if found else ""
        return f"What about {words}{when}?"
    if owner:
        # "And his deputy?": somebody else's, whom the last question does not name.
        one = re.match(r"(who|what)\s(is|was|are|were)\sthe\b", body, re.I)
        return f"{one[1]} {one[2]} {words}?" if one else _about(words, context)
    if names and names[0].text in context.answer and not _has_like(names[0], held, asked_last):
        return _about(words, context)
    if names:
        bare = re.sub(r"^(?:the|der|die|das|le|la|el)\s", "", words, flags=re.I)
        person = mentions(f"to {bare}")[0].person if mentions(f"to {bare}") else False
        alike = [mention for mention in held if mention.person == person] or held
        alike = [mention for mention in alike if mention.text.split()[-1][:1].isupper()] or alike
        if alike and is_place(bare) and not any(_is_place(mention) for mention in alike):
            return f"{body} in {bare}{mark}"
        if alike:
            places = [mention for mention in alike if _is_place(mention)] if is_place(bare) else []
            # Who is corrected wrote something like it: "No, I meant Brightwell", not Brightpath.
            near = max(alike, key=lambda mention: ratio(mention.text.lower(), bare.lower()))
            old = near if ratio(near.text.lower(), bare.lower()) > LIKE else (places or alike)[0]
            owner_of = re.search(r"['’]s?\s", old.text)
            if owner_of:
                # "Pellworth's profits": only whose they are is another's.
                mark = f"{old.text[owner_of.start() :]}{body[old.end :]}{mark}"
                return body[: old.start] + bare + mark
            number = re.match(r"\s\d[\d.]*(?=\s|$)", body[old.end :])
            end = old.end + number.end() if number else old.end
            head = body[: old.start] if bare != words else re.sub(r"\bthe\s$", "", body[: old.start])
            return head + (bare if old.lead == "the" else words) + body[end:] + mark
        return _about(words, context)
    return _about(words, context)


def _said(context: Context) -> str:
    """All answers so far."""
    return " ".join(answer for _, answer in context.exchanges)


def _modifier(old: str, new: str) -> str:
    """What a new noun keeps of the phrase that it replaces: "measles" of "measles cases", for "deaths"."""
    return " ".join([*old.split()[:-1], ""]) if _COUNTED.fullmatch(old.split()[-1]) and _COUNTED.fullmatch(new) else ""


def _has_like(new: Mention, held: list[Mention], asked: str) -> bool:
    """Whether the question names a thing, for which another may stand that is not what was asked for."""
    asks = re.match(r"(?:who|whom|which|what)\b", asked, re.I)
    return not asks and not new.person and any(not mention.person for mention in held)


def _has_weekday(text: str) -> bool:
    return any(word.lower().removesuffix("s") in WEEKDAYS for word in text.split())


def _is_place(mention: Mention) -> bool:
    return is_place(mention.text) or mention.lead == "in" or mention.text == "EU"


def _is_bare(old: Mention, words: str) -> bool:
    """Whether neither of two phrases has a determiner or a preposition before it."""
    new = mentions(f"of {words}")
    return (
        not old.named
        and old.lead not in DETERMINERS
        and old.preposition in ("", "of", "about", "with")
        and old.lead != "much"
        and bool(new)
        and new[0].start == 3
        and new[0].end == 3 + len(words)
    )


def _parallel(words: str, body: str) -> str | None:
    """ "The men's" for "the women's", "the area" for "the population of France"; None of anything else."""
    owner = re.fullmatch(r"(?:the\s)?([a-z]+['’]s)", words)
    if owner:
        others = re.findall(r"\b[a-z]+['’]s\b", body)
        return body.replace(others[-1], owner[1]) if others else None
    asked = re.match(r"(what|who|when|where)\s(is|was|are|were)\sthe\s[a-z ]{2,40}?\s(?=of\s)", body, re.I)
    noun = re.fullmatch(r"(?:the|its|their)\s([a-z]+(?:\s[a-z]+)?)", words)
    if asked is None or noun is None:
        return None
    past = asked[2].lower() in ("was", "were")
    several = noun[1].endswith("s") and not noun[1].endswith("ss")
    verb = ("were" if several else "was") if past else ("are" if several else "is")
    return f"{asked[1]} {verb} the {noun[1]} {body[asked.end() :]}"
