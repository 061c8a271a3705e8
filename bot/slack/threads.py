"""Which further messages of a thread are questions to the bot, and which are people talking to each other.

People find it tiresome to mention a bot again and again, and intolerable when it butts in.  So in a thread where it was
mentioned it answers what is asked right after it, or after another question to it, and keeps out of everything else.
"""

from __future__ import annotations

import re

from bot.slack.request import Thread

PEOPLE = "*"
"""Noted as the latest author after a message for people: not even its author's next one is for the bot."""

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|<!(?:subteam\^|channel|here|everyone)[^>]*>")

_OPENERS = (
    r"(?:(?:and|or|but|so|ok(?:ay)?|hm+|also|then|well|now|thanks|thank you|great|please|hi|hey|sorry)[\s,.!:-]+)*"
)
_DETERMINER = r"(?:the|my|our|this|that|these|those|everyone|people|I|you|we|they|he|she|it|I'm|(?:you|we|they)'re)\b"
_SUBJECT = (
    r"(?:the|this|these|those|there|it|he|she|they|we|I|you|any\w*|every\w*|all|both|each|no|one|my|our|his|her|their|its|"
    r"that(?=\s+\w)|(?-i:[A-Z])\w+|(?!always|perhaps|yes|thanks)\w+[^\Wsu]s)\b"
)
"""Pronouns, what stands before a noun, names, plurals: no verb, as in "will send it" or "was thinking so"."""
_ASKS = re.compile(
    rf"""^{_OPENERS}(?:
      (?:who|whom|whose|why|who's|where's|when's|how's|what's|in\ which|for\ whom|since\ when)\b
    | which\b(?!\s+(?:is|was)\s+(?:an?|nice|great|good|fine|why|what|not|really|very|so)\b)
    | (?:what|when|where|how)\b(?!\s+(?:{_DETERMINER}|an?\b|nice\b|kind\b|cool\b|lovely\b))   # "what a day"
    | (?:is|are|was|were|does|can|could|will|would|should|has)\s+{_SUBJECT}\s+\S
    | (?:do|did|have|had)\s+(?!(?:it|this|that|all|both|my|our|(?<!did\s)the)\b){_SUBJECT}\s+\S
    | (?:tell|show|give)\ (?:me|us)\b|(?:list|explain|summari[sz]e|compare|find|name|describe)\b
    | any(?:thing)?\b.*\babout\b | (?:what|how)\ about\b | and\ (?:the|in|for)\b
    | I(?:'d|\ would)\ like\ to\ know\b|I\ (?:want|need)\ to\ know\b|I(?:'m|\ am|\ was)\ wondering\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""How a message begins that asks for information, even without a question mark."""
_QUESTION_MARK = re.compile(
    r"[?⁇⁈⁉]!*(?:\s|[)\]\"'”’»*_~]*\s*$)|[？؟፧՞]|^\s*¿|(?<=[\u0370-\u03ff\u1f00-\u1fff])\s*[;\u037e](?:\s|$)"
)
"""Greek asks with what looks like a semicolon, and is mostly typed as one; nowhere else is that a question mark."""
_OF_ONESELF = re.compile(
    rf"^{_OPENERS}(?:I|we)(?:'m|'re|'ll|'ve|\s+(?:am|are|will|have|can|can't|cannot|need|must))\b", re.IGNORECASE
)
"""A remark about oneself ("I'm at lunch, ok?") asks for nothing unless one of its further clauses does."""
_CLAUSE = re.compile(r"[.,;:!?\n–—]\s+|\s-\s+")

_KNOWING = r"""(?:please\s+|also\s+|kindly\s+)*(?:
    know|mean|say|find|list|name|show|explain|summari[sz]e|compare|describe|quote|cite|translate|search
  | tell\s+(?:me|us)|give(?!\s+me\s+a\s+(?:hand|call|ring|ride|lift|minute|sec))
  | look\s+(?:(?:it|that|this|them)\s+)?(?:up|for)
  | (?:get|got|read|base|come\s+to)\s+(?:that|this|it)|got\s+(?:on|about)|found|based
  | (?:have\s+)?(?:anything\s+(?:about|on|else)|(?:any\s+|more\s+|an?\s+)*(?:articles?|sources?|information|quotes?))
)\b"""
"""What the bot can be asked to do, or to have done."""
_EVENT = r"(?:meeting|call|appointment|stand-?up|review|demo|session|lunch|coffee|dinner)"
_GATHER = rf"""(?:(?:all|both|just|maybe|please|quickly)\s+)*(?:
    meet(?!\s+(?:the|our))|talk|speak|chat|catch\s+up|sync|get\s+together|grab
  | go(?=\s*(?:\?|$)|\s+(?:for|out|now|home|together|there|ahead)\b)
  | have\s+(?:an?\s+|some\s+)?(?:{_EVENT}|drink|chat|word)
  | (?:move|push|postpone|reschedule|cancel|skip|swap|discuss)\s+(?:it|this|that|(?:the|our)\s+{_EVENT})
)\b"""
_TO_PEOPLE = re.compile(
    rf"""(?:^|[.,;:!?\n()–—]\s*|\s-\s+|\b(?:and|but|so|or|ok(?:ay)?|hey|hi|well|then|please|sorry|thanks)\s+)(?:
      # A request to someone, or a question about what they do: "can you take over", "when are you free".
      (?:are|were|will|would|can|could|have|had|do|did|aren't|won't|can't|couldn't|don't|didn't|haven't)\s+
        (?:you|u)\b(?!\s+{_KNOWING})
    | (?:who|whom|what(?:\s+time)?|when|where|why|how(?:\s+\w+)?|which\s+\w+)
        (?:'re|\s+(?:are|were|will|would|have|had|did))\s+(?:you|u)\b(?!\s+{_KNOWING})
    | (?:who|what|when|where|why|how|which\s+\w+)\s+(?:do|can|could)\s+(?:you|u)\s+
        (?:(?:guys|all|both)\s+)?(?:think|want|feel|like|love|prefer|reckon|suggest|fancy|plan|live|sit|come|meet|make\s+it|be\b)
    | (?:you|u)\s+(?:guys\s+)?(?:free|coming|around|there|in|ok(?:ay)?|ready|going|done|up\s+for)\b
    | why\s+don't\s+(?:you|u|we)\b | what's\s+up\b | how's\s+it\s+going\b
    | (?:want|wanna|up\s+for|mind\s+if|fancy|feel\s+like)\b[^?]*\?
    | got\s+(?:an?\s+)?(?:minute|min|sec|second|moment|time)\b
      # A plan of those who talk: "shall we", "can we meet", "where are we eating", "let's".
    | (?:(?:who|what(?:\s+time)?|when|where|which\s+\w+|how)\s+)?shall\s+(?:we|I)\b
    | (?:(?:when|where|what\s+time)\s+)?(?:can|could|should)\s+we\s+{_GATHER}
    | (?:when|where|what\s+time)\s+(?:do|will)\s+we\s+(?:meet|go|eat|leave)\s*(?:\?|$)
    | (?:can|could|may|should)\s+I\s+(?:\w+\s+){{1,2}}(?:you|u|your(?!\s+(?:source|article|evidence)))\b
    | (?:when|where|what\s+time)\s+are\s+we\s+(?:meeting|eating|going|leaving|having)\b
    | are\s+we\s+(?:still\s+|all\s+)*(?:on\s+(?:for|at)|meeting(?!\s+(?:the|our))|(?:on|good|ready|done|set)\s*(?:\?|$))
    | let'?s\b | let\s+me\s+know\b | did\s+I\s+miss\b
    | (?:call|ping|text|dm|phone|join|meet)\s+me\b
    | (?:see|catch|talk\s+to)\s+(?:you|u|ya)\b
    | (?:how|what)\s+about\s+(?:you|we|us|going|meeting|an?\s+(?:coffee|drink|beer)|
        (?:lunch|coffee|dinner|today|tomorrow|\w+day|\d+(?::\d\d)?\s*(?:am|pm|o'clock))\s*(?:\?|$))
      # A call to whoever reads it: "anyone up for a walk", "who can take over".
    | (?:(?:is|does|do|can|could|would|has|have)\s+)?any(?:one|body)(?:'s)?\s+(?:else\s+)?
        (?:here|free|in|up\s+for|around|available|knows?|wants?|fancy|needs?|coming|joining|seen\s+(?:my|the)|for\s+(?:lunch|coffee))\b
    | who(?:'s|\s+is)\s+(?:up\s+for|hungry|free\b|in\s*(?:\?|$)
        |(?:coming|joining)\s*(?:us\b|with|(?:to|for)\s+{_EVENT}|\?|$))
    | who\s+wants\s+(?:to\s+(?:come|join\s+(?:me|us)|grab)|coffee|lunch|some)\b
    | who\s+(?:can|could|would|will)\s+(?:take\s+over|step\s+in|cover|help\s+(?:me|us|out)|join\s+(?:me|us))\b
    | (?:can|could|will|would)\s+(?:someone|somebody|any(?:one|body))\s+(?:please\s+|else\s+)*
        (?:take|cover|help|send|share|check|review|remind|ping|call|join|look|give|bring|fix|add|invite|let)\b
    | (?:ok(?:ay)?|deal|agreed)\s*\?\s*$
      # What those who read an answer make of it: "any objections", "does that help", "what do we do now".
    | any\s+(?:other\s+)?(?:comments|concerns|feedback|ideas?|objections|opinions|takers|thoughts|volunteers)
        (?:\s+(?:about|on|to)\s+(?:it|that|this))?\s*\?
    | does\s+(?:it|that|this)\s+(?:help|make\s+sense|answer\s+(?:it|(?:your|the)\s+\w+))(?:\s+(?:you|u))?\s*\?
    | what\s+(?:can|do|should)\s+we\s+do\s+(?:about\s+(?:it|that|this)|next|now|then)\s*(?:\?|$)
    | who\s+kn(?:ew|ows)\s*[?!]
    | (?:sounds|looks)\s+(?:fine|good|great|ok(?:ay)?|odd|right|strange|wrong)\b
      # A word to someone by name, or to all.
    | @\w
    )
    | ^(?:hi|hey|hello|dear|thanks|thank\s+you|sorry|(?:good\s+)?morning),?\s+(?!\w*bot\b)
        (?:all|everyone|everybody|folks|guys|team|(?-i:[A-Z])\w+)\s*[,!.:–-]
    | ^(?:lunch|coffee|dinner|drinks?|beers?)
        (?:\s+(?:anyone|today|tomorrow|later|now|together|at|after|with)\b[^?:]{{0,20}})?\s*\??$
    | (?:works?|ok(?:ay)?)\s+(?:for|with|by)\s+(?:you|everyone|all|u)\b
    | \b(?:what|how|where|when|is\s+\w+)(?:'s|\s+is|\s+are|\s+was|\s+were)?\s+your\s+
        (?:desk|team|opinion|thoughts?|take|view|plans?|weekend|day|trip|holiday|calendar|turn|eta)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What arranges something between persons, or asks what only a person can answer."""


def mentioned(text: str) -> set[str]:
    """The people and groups that a message mentions; groups as ``!``."""
    return {match[1] or "!" for match in _MENTION.finditer(text)}


def is_for_bot(text: str, words: str, user: str, thread: Thread, bot_user: str) -> bool:
    """Whether a message without a mention of the bot, in a thread that it knows, is a question to it.

    ``text`` is the message as Slack sent it, ``words`` what ``read_message`` made of it.
    """
    if not words or is_for_people(text, words, bot_user):
        return False
    # After another person's words that were not for the bot, a question is to that person.
    return asks(words) and (thread.last_user in ("", user) or thread.last_for_bot)


def is_for_people(text: str, words: str, bot_user: str) -> bool:
    """Whether a message is plainly for people: it mentions one, or arranges something with those who read it."""
    return bool(mentioned(text) - {bot_user}) or bool(_TO_PEOPLE.search(_straight(words)))


def asks(words: str) -> bool:
    """Whether a message asks for information."""
    words = _straight(words)
    if _ASKS.match(words):
        return True
    if _OF_ONESELF.match(words):
        return any(_ASKS.match(clause) for clause in _CLAUSE.split(words)[1:])
    return bool(_QUESTION_MARK.search(words)) and any(character.isalnum() for character in words)


def _straight(words: str) -> str:
    """The words with the typewriter's apostrophe and single blanks."""
    lines = (" ".join(line.split()) for line in words.replace("’", "'").splitlines())
    return "\n".join(line for line in lines if line)
