"""What people write around a question: greetings, "please", "does anyone know", thanks, and who wrote it."""

from __future__ import annotations

import re

from bot.conversation.smalltalk import is_small_talk
from bot.language.function_words import ASKING

_BEFORE_BUT = re.compile(
    r"^(?:thanks|thank you|thx|ok|okay|great|cool|nice|good|sure|danke|merci|gracias)\s"
    r"(?=but\b|and\b|so\b|aber\b|mais\b|pero\b)",
    re.I,
)
_PLEASE = re.compile(r"^(?:please|pls|plz|bitte|por favor|s'il (?:te|vous) pla[iî]t)\b[,:]?\s+(?=\S)", re.I)
_MUCH = (
    r"(?:\s(?:so much|very much|a lot|a million|again|all|everyone|team|guys|folks|in advance|im voraus|schön|d'avance|"
    r"beaucoup|de antemano))*"
)
_CLOSING = re.compile(
    r"(?:(?<![\s,–—-])[\s,–—-]*[\n,.!?…–—]\s*|(?<!\bsay)(?<!\bsaid)(?<!\ba)(?<!\bthe)(?<!\bno)(?<!\bof)(?<!\bwith)(?<!\bword)\s+)"
    r"(?:many |muchas |vielen |mille )?"
    rf"(?:thanks|thank you|thx|tysm|cheers|please|pls|plz|asap|danke|dank|bitte|merci|gracias){_MUCH}\s*[.!]*$",
    re.I,
)
_SIGN_OFF = re.compile(
    r"(?:\n|(?<=[.!?]))\s*(?:(?:all the |with )?(?:kind |best |warm |many )?"
    rf"(?:best|regards|wishes|greetings|(?:thanks|cheers|thank you){_MUCH})|yours(?: sincerely| truly)?|sincerely|"
    r"(?:viele|liebe|beste|schöne) grüße|[vl]g|mfg|cordialement|bien à (?:vous|toi)|(?:un )?saludos?(?: cordiales)?)"
    r"\s*[,!.]?(?:\s+(?-i:[A-ZÀ-Þ])[\w.'’-]+){0,3}\s*$",
    re.I,
)
"""What a mail ends with, and who wrote it."""
_LAST_SENTENCE = re.compile(r"(?<=[.!?…])\s+[^.!?…]{1,60}[.!]*$")
_QUOTED = re.compile(r"^[\"“]([^\"“”]+)[\"”]$")
_ASIDE = re.compile(r"^(?:btw|by the way|fyi|(?:just )?out of curiosity|just curious)\b[,:]?\s+(?=\S)", re.I)
_LEADING = re.compile(
    r"^(?P<and>(?:(?:and|but|so|ok|okay|also)\s)?)"
    r"(?:(?:can|could|would|will) (?:you|some(?:one|body)|any(?:one|body))(?: please| maybe| quickly| kindly)? "
    r"(?:tell (?:me|us)|explain(?: to (?:me|us))?|remind (?:me|us)|let (?:me|us) know|say)"
    r"|(?:do|does) (?:you|we|any(?:one|body)|some(?:one|body))(?: here| happen to)? (?:know|remember|recall)"
    r"|(?:some|any)(?:one|body)(?: here)? know(?:s)?|do you have any idea|any idea|who can tell (?:me|us)"
    r"|(?:tell (?:me|us)|let (?:me|us) know|remind (?:me|us))"
    r"|(?:i|we)(?:['’]?m| am| was|['’]?re| are| were)? (?:just |still )?"
    r"(?:wonder(?:ing)?|curious|not sure|unsure|trying to find out)"
    r"|(?:i|we)(?:['’]?d| would)? (?:just |really )?(?:like|love|want|need) to (?:know|find out|ask)"
    r"|(?:i have )?(?:a |one (?:more |last )?|just a |another )?(?:quick |short )?(?:question|q)(?: for you| here)?"
    r"|kannst du (?:mir|uns) sagen|können sie (?:mir|uns) sagen|wei(?:ß|ss)t? (?:du|jemand)|wissen (?:sie|wir)|sag mir"
    r"|(?:pouvez-vous|peux-tu|pourriez-vous) (?:me|nous) dire|savez-vous|sais-tu|dis-moi|dites-moi"
    r"|(?:puedes?|podrías?|podría) (?:decirme|decirnos)|sabes|sabe usted|alguien sabe|dime)"
    rf"\s*[:,–—-]*\s+(?=(?:{ASKING})\b)",
    re.I,
)
"""Only before what asks by itself: "can you tell me if it is open" is left as it is, and so is "tell me about it"."""


def is_aside(text: str) -> bool:
    """Whether a message begins as what is no part of the talk so far does: "btw, who runs the museum?"."""
    return _ASIDE.match(text.strip()) is not None


def without_small_talk(text: str) -> str:
    """What a message asks: without the polite words before and behind it, and not in capitals throughout.

    "Thanks! And who replaced him?"; "Hello team, when does it open? Best, Jo".
    """
    lines = filter(None, (" ".join(line.split()) for line in text.splitlines()))
    rest = _BEFORE_BUT.sub("", "\n".join(lines))
    while True:
        opening = re.match(r"(?:[^.!?,;–—]{1,60}?)[.!,;–—]+\s+(?=\S)", rest)
        if opening is None or not is_small_talk(opening[0]):
            break
        rest = rest[opening.end() :]
    rest = " ".join(_without_closing(_SIGN_OFF.sub("", rest)).split())
    rest = _LEADING.sub(r"\g<and>", _PLEASE.sub("", _ASIDE.sub("", _QUOTED.sub(r"\1", rest))))
    return rest.lower() if _shouted(rest) else rest


def _without_closing(text: str) -> str:
    """The text without the polite sentences or words at its end: "When does it open? Thanks a lot!"."""
    while True:
        closing = _CLOSING.search(text) or _LAST_SENTENCE.search(text)
        if closing is None or not (closing.re is _CLOSING or is_small_talk(closing[0])):
            return text
        # The question mark is the question's.
        mark = re.match(r"\s*([.!?…]+)", closing[0])
        rest = text[: closing.start()].rstrip(" ,–—-") + (mark[1] if mark else "")
        if is_small_talk(rest):
            return text
        text = rest


def _shouted(text: str) -> bool:
    """Whether a whole sentence is written in capitals; a few abbreviations are none."""
    words = text.split()
    # Nobody writes these in capitals but who writes all in capitals.
    return len(words) > 2 and text == text.upper() and re.search(rf"\b(?:{ASKING})\b", text, re.I) is not None
