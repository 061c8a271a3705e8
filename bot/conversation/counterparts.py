"""Which phrase of the last question a fragment stands in for: one of the same noun, of people, before a noun."""

from __future__ import annotations

import re

from bot.conversation.mentions import Mention, is_somebody, mentions
from bot.conversation.phrases import ATTRIBUTES, head_of, singular
from bot.conversation.places import is_place
from bot.conversation.slots import is_group, is_small_name
from bot.conversation.wording import AUXILIARY, PREPOSITION
from bot.language.tagging import is_named, may_be_verb, tags

_BEFORE = re.compile(
    r"(?:\b(?:the|an?|my|your|our|their|his|her|its|this|that|another|any|some|other|own|first|second|third|last|next|"
    r"\d[\d.:]*(?:\s[ap]m)?|(?:(?-i:[A-Z])[\w-]*\s){0,3}[\w-]+['’]s?)\s){1,6}$",
    re.I,
)
"""What belongs to a noun phrase before its noun: "my own", "Ana Moro's first"."""
_MOST_BEFORE = 80
"""Characters before a noun in which what belongs to it is looked for: time stays linear."""
_DETERMINED = re.compile(r"(?:the|an?|my|your|our|their|his|her|its|this|that|another|any|other|others)\s", re.I)
_RELATIVE = re.compile(r"\s(?:who|that|which)\s[\w\s'’-]+$")
_LED = re.compile(r"(?:outside|inside|within|beyond|near)(?:\sof)?\s", re.I)
_WHERE = frozenset(
    "abroad overseas online offline outside inside indoors outdoors upstairs downstairs nearby elsewhere".split()
)
"""Where by itself, without a preposition."""
_AGREEING = {"do": "does", "are": "is", "were": "was", "have": "has", "am": "is"}
_SOMEBODY = re.compile(r"(?:for\s|with\s|by\s)?((?:only\s)?(?:the\s|an?\s|all\s)?(?:[a-z-]+\s){0,2}[a-z-]+)", re.I)
_USER = re.compile(rf"\b(?P<verb>{AUXILIARY}|am)\s(?:i|we)\b", re.I)
_THERE_IS = re.compile(r"(?P<verb>is|are|was|were)\sthere\s(?:(?:an?|any|some)\s)?", re.I)
_ON_WHAT = re.compile(
    rf"(?:(?:who|which\s\w+)\s|(?:(?:when|where|how(?:\s\w+)?)\s)?(?:{AUXILIARY})\s"
    r"(?:i|we|you|they|one|[a-z]+s|(?:the\s[a-z]+)|(?-i:[A-Z])\w+)\s(?:have\sto\s)?)"
    r"\w+\s(?:(?:in|on|to|at|from|for|with)\s)?(?=(?P<before>the|my|our|an?|any|some)\s)",
    re.I,
)
"""What is done to whom or what follows: "who directs the museum", "can I keep the chair"."""


def instead(words: str, body: str, said: str) -> str | None:
    """The question with a fragment in the place of its counterpart; None where it has none.

    ``said``: all answers before, for what is called how.
    """
    for way in (of_same_noun, of_people, there_is, as_bare_subject, done_to, doing_else, somewhere):
        placed = way(words, body)
        if placed is not None:
            return placed
    return before_noun(words, body, said)


def of_same_noun(words: str, body: str) -> str | None:
    """ "The other parent" for "the parent who gives birth", "an electric car" for "my own car"; None without such."""
    preposition = PREPOSITION.match(words)
    new = words[preposition.end() :] if preposition else words
    parts = new.split()
    if len(parts) < 2 or len(parts) > 5 or not parts[-1].isalpha() or _DETERMINED.search(new, len(parts[0])):
        return None  # "Opposes the plan" does something to it.
    head = singular(parts[-1].lower())
    determined = _DETERMINED.match(new) is not None
    for old in reversed(mentions(body)):
        if singular(head_of(old).lower()) != head or old.text.lower() == new.lower() or old.lead in ("what", "which"):
            continue
        if old.named and new == new.lower():
            continue  # "The medicine prize" is not in the place of all of "the Almara Prize in Physics".
        start = _start(old, body)
        _, of, whose = old.text.partition(" of ")
        led = re.search(r"\b(\w+)\s$", body[:start])
        leads = led is not None and PREPOSITION.match(led[0]) is not None
        if preposition and leads and led is not None and led[1].lower() != preposition[0].strip().lower():
            continue
        kept = "" if determined or parts[-1].endswith("s") else _DETERMINED.match(body[start : old.start])
        return f"{body[:start]}{kept[0] if kept else ''}{new}{of}{whose}{body[_end(old, body) :]}"
    return None


def of_people(words: str, body: str) -> str | None:
    """ "Part-timers" for "I" in "How many holidays do I get?", "interns" for "employees"; None of nobody."""
    group = _SOMEBODY.fullmatch(words)
    if group is None or not is_group(group[1]) or words != words.lower():
        return None
    several = group[1].endswith(("s", "people", "men", "children", "staff"))
    for old in reversed(mentions(body)):
        if is_group(old.text) and not old.named and not old.person:
            start = _start(old, body)
            verb = re.search(rf"\b({AUXILIARY})\s$", body[:start], re.I)
            head = f"{body[: verb.start()]}{_agreeing(verb[1], several)} " if verb else body[:start]
            return f"{head}{group[1]}{body[_end(old, body) :]}"
    user = _USER.search(body)
    if user is None or not (several or group[1].startswith("only")) or group[1].startswith("the "):
        return None
    return f"{body[: user.start()]}{_agreeing(user['verb'], several)} {group[1]}{body[user.end() :]}"


def for_people(words: str, body: str) -> str | None:
    """The question asked for a group of people of whom it has no counterpart: "contractors"."""
    group = re.fullmatch(r"(?:[a-z-]+\s){0,2}(?:[a-z-]+s|staff|people|children)", words)
    led = _DETERMINED.match(words) or PREPOSITION.match(words)
    if group is None or led or not is_group(words) or re.match(r"who\b", body, re.I):
        return None
    return f"{body}: what about {words}" if re.match(r"why\b", body, re.I) else f"{body} for {words}"


def before_noun(words: str, body: str, said: str) -> str | None:
    """ "Porto" for "Lisbon" in "the Lisbon office", "Pro" for "Team" in "the Team plan"."""
    if not re.fullmatch(r"[\w’'-]+", words) or words.lower() in ATTRIBUTES:
        return None
    if not tags(f"the {words}").get(4, "").startswith(("NN1", "NN0", "NP", "AJ0", "UNC")) or is_group(words):
        return None
    held = [old for old in mentions(body) if old.named and not old.person and old.text.split()[-1][:1].isupper()]
    if any(is_place(old.text) == is_place(words) for old in held):
        return None  # "Does the Pixo app work on Android?" asks the same of iOS.
    spoken = set(re.findall(r"\w+", said))
    for old in reversed(mentions(body)):
        *_, before, head = ["", *old.text.split()]
        if not before or not head.islower() or old.person:
            continue
        known = before[:1].isupper() or is_place(before) or is_small_name(before)
        known = known or before.capitalize() in spoken
        known = known or all(tags(f"the {word} {head}")[4].startswith("AJ") for word in (before, words))
        if not known and f" {words} {head}".lower() not in said.lower():
            continue
        if is_place(words) != is_place(before):
            continue
        within = is_place(before) or old.preposition in ("in", "at")
        if not within and before.capitalize() in spoken and f"{before} {head}".lower() not in said.lower():
            # "The moss bike" is Moss, and another one Fern.
            return f"{body[: _start(old, body)]}{words[:1].upper()}{words[1:]}{body[old.end :]}"
        start = old.end - len(head) - 1 - len(before)
        return f"{body[:start]}{words}{body[old.end - len(head) - 1 :]}"
    return None


def there_is(words: str, body: str) -> str | None:
    """ "A canteen" for "parking" in "Is there parking?"."""
    asked = _THERE_IS.match(body)
    old = next((mention for mention in mentions(body) if asked and mention.start >= asked.end()), None)
    new = re.fullmatch(r"(?:an?\s|any\s|some\s)?(?:[a-z-]+\s){0,2}([a-z-]+)", words)
    if asked is None or old is None or new is None or PREPOSITION.match(words) or is_group(words):
        return None
    if not tags(f"of {words}").get(3 + new.start(1), "").startswith("NN"):
        return None
    plural = new[1].endswith("s") and not new[1].endswith("ss")
    verb = asked["verb"].lower()
    verb = {"is": "are", "was": "were"}.get(verb, verb) if plural else _AGREEING.get(verb, verb)
    return f"{verb.capitalize()} there {words}{body[_end(old, body) :]}"


def acted_on(words: str, body: str) -> str | None:
    """ "The screen" for "the chair" in "Can I keep the chair?", "a cafe" for "a shop" in "Does it have a shop?"."""
    new = re.fullmatch(r"(?:(?P<before>the|an?)\s)?(?:[a-z-]+\s)?(?P<noun>[a-z-]+)", words)
    asked = _ON_WHAT.match(body)
    old = next((mention for mention in mentions(body) if asked and mention.start >= asked.end()), None)
    if new is None or asked is None or old is None or old.named or new["noun"] in ATTRIBUTES:
        return None
    definite = asked["before"].lower() in ("the", "my", "our")
    alike = definite if new["before"] == "the" else asked["before"].lower() in ("a", "an", "any", "some")
    if not alike or not tags(f"of {words}").get(3 + new.start("noun"), "").startswith("NN"):
        return None
    if body[asked.end() : old.start].count(" ") > 1 or (re.search(r"\bthe\s", body[: asked.end()], re.I) and definite):
        return None  # "Did the court approve the merger?" may be asked of either.
    return f"{body[: asked.end()]}{words}{body[_end(old, body) :]}"


def done_to(words: str, body: str) -> str | None:
    """ "Last repaired" for "built" in "When was the bridge built?"."""
    new = re.fullmatch(r"(?:(?:last|first|finally|really|officially)\s)?([a-z]+)", words)
    old = body.split()[-1]
    if new is None or new[1] == old or not re.search(r"\b(?:is|are|was|were|been|be)\s", body, re.I):
        return None
    participles = tags(f"it was {words}").get(7 + new.start(1)) == tags(body).get(len(body) - len(old)) == "VVN"
    return f"{body.removesuffix(old)}{words}" if participles else None


def of_same_form(words: str, body: str) -> str | None:
    """ "Best documentary" in the place of "best actor", "the women's race" of "the men's race"; None without such."""
    new = re.sub(r"^(?:the|an?)\s", "", words, flags=re.I).split()
    if len(new) < 2 or PREPOSITION.match(words):
        return None
    for mention in mentions(body):
        old = mention.text.split()
        if len(old) > 1 and old != new and (old[-1].lower() == new[-1].lower() or old[0].lower() == new[0].lower()):
            field = re.match(r"\s(?:in|for)\s([A-Z][a-z]+)\b(?!\s[A-Z])", body[mention.end :])
            if field and mention.named and words == words.lower() and not is_named(field[1].lower()):
                # "The peace prize" is no "Nobel Prize in Literature", but a Nobel prize.
                return body[: mention.start] + " ".join([*old[:-1], *new]) + body[mention.end + field.end() :]
            return body[: mention.start] + " ".join(new) + body[mention.end :]
    return None


def of_another(words: str, body: str) -> str | None:
    """ "And the manager?" in the place of whom "Did the players get punished?" asks about; None where it is no one."""
    who = re.fullmatch(r"the\s([a-z]+)", words, re.I)
    old = next(iter(mentions(body)), None)
    if who is None or old is None or not re.search(rf"\b(?:{AUXILIARY})\sthe\s$", body[: old.start], re.I):
        return None
    if not is_somebody(who[1]) or not is_somebody(old.text.split()[-1]):
        return None
    return f"{body[: old.start]}{who[1]}{body[old.end :]}"


def as_subject(words: str, body: str) -> str | None:
    """ "When is the museum open" for "the museum", after the same of the abbey: where and when ask nothing else."""
    new = re.fullmatch(r"the\s((?!(?:before|after)\b)[\w'’-]+(?:\s[\w'’-]+){0,2}?)", words, re.I)
    asked = re.match(rf"(?:when|where|what time|how\s\w+)\s(?:{AUXILIARY})\s(?=the\s)", body, re.I)
    if asked is None and len(re.findall(r"\bthe\s", body, re.I)) == 1:
        asked = re.match(rf"(?:{AUXILIARY})\s(?=the\s)", body, re.I)
    old = next((mention for mention in mentions(body) if asked and mention.start == asked.end() + 4), None)
    if new is None or old is None or old.plural != new[1].endswith("s"):
        return None
    return None if new[1].split()[-1].lower() in ATTRIBUTES else f"{body[: old.start]}{new[1]}{body[old.end :]}"


def doing_else(words: str, body: str) -> str | None:
    """ "Sleep" for "cook" in "Can I cook in the hut?"."""
    old = re.match(
        rf"(?:(?:when|where|how)\s)?(?:{AUXILIARY})\s(?:i|we|you|they|one)\s([a-z]+)(?=\s(?:in|on|at|with|from|outside|there)\b|$)",
        body,
        re.I,
    )
    if old is None or not words.isalpha() or not may_be_verb(words) or tags(f"can i {words}").get(6) != "VVI":
        return None
    return f"{body[: old.start(1)]}{words}{body[old.end(1) :]}"


def as_bare_subject(words: str, body: str) -> str | None:
    """ "Dinner" for "breakfast" in "Is breakfast included?", "dogs" for "smoking" in "Is smoking allowed?"."""
    asked = re.match(rf"(?P<verb>{AUXILIARY})\s", body, re.I)
    old = next((mention for mention in mentions(body) if asked and mention.start == asked.end()), None)
    bare = re.sub(r"^an?\s", "", words)
    new = next((mention for mention in mentions(f"of {bare}") if mention.end == 3 + len(bare)), None)
    if asked is None or old is None or new is None or old.named or new.named or new.start != 3:
        return None
    if is_group(old.text) or is_group(words) or not re.match(r"\s\w", body[old.end :]):
        return None
    return f"{_agreeing(asked['verb'], new.plural)} {words}{body[old.end :]}"


def somewhere(words: str, body: str) -> str | None:
    """The question asked of somewhere else: "outside the EU" for "another EU country", "abroad"."""
    if words.lower() in _WHERE:
        last = body.split()[-1]
        return f"{body.removesuffix(last).rstrip() if last.lower() in _WHERE else body} {words.lower()}"
    led = _LED.match(words)
    if led is None:
        return None
    named = {word.lower() for word in words[led.end() :].split()} - {"the", "a", "an"}
    for old in reversed(mentions(body)):
        if named & set(old.text.lower().split()):
            before = re.sub(r"\b(?:in|at|to|within)\s$", "", body[: _start(old, body)], flags=re.I)
            return f"{before}{words}{body[_end(old, body) :]}"
    return f"{body} {words}"


def _start(old: Mention, body: str) -> int:
    """Where a noun phrase begins with what belongs to it."""
    window = max(0, old.start - _MOST_BEFORE)
    before = _BEFORE.search(body[window : old.start])
    return window + before.start() if before else old.start


def _end(old: Mention, body: str) -> int:
    """Where a noun phrase ends with the relative clause behind it, where the question ends with that."""
    subject = re.search(rf"\b(?:{AUXILIARY})\s(?:the\s|an?\s)?$", body[: old.start], re.I)
    number = re.match(r"\s\d[\d.]*(?=\s|$)", body[old.end :])
    if number:
        return old.end + number.end()
    return len(body) if not subject and _RELATIVE.match(body[old.end :]) else old.end


def _agreeing(verb: str, several: bool) -> str:
    """The verb as it goes with one or with several."""
    plural = {one: many for many, one in _AGREEING.items() if many != "am"} | {"am": "are"}
    new = (plural if several else _AGREEING).get(verb.lower(), verb.lower())
    return new.capitalize() if verb[:1].isupper() else new
