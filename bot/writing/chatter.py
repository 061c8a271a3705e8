"""What a model says around its answer: preambles, headings, offers of help, the frame of a table."""

from __future__ import annotations

import re

_GIVEN = r"(?:provided|given|supplied|above|numbered|available|retrieved|following|cited)"
_PASSAGES = (
    rf"(?:(?:the|these|those|all|your|my)\s+)?(?:{_GIVEN}\s+)*(?:passages?|excerpts?|snippets?|context)(?:\s+{_GIVEN})*"
    rf"|(?:the|these|those|your)\s+(?:{_GIVEN}\s+)+(?:articles?|sources?|documents?|information|texts?|materials?)"
    rf"|(?:the|these|those|your)\s+(?:articles?|sources?|documents?|information|texts?|materials?)\s+(?:provided|given|above|supplied)"
)
_PREAMBLE = re.compile(
    rf"^(?:(?:based\s+(?:solely\s+|only\s+)?on|according\s+to|from|as\s+per|per|in)\s+(?:{_PASSAGES})\s*[,:]\s*"
    r"|\**(?:(?:the|my|short|final|brief|direct)\s+)*(?:answer|response|antwort|réponse|respuesta|risposta)\s*:?\**\s*:\**\s*"
    r"|\**(?:answer|response|antwort|réponse|respuesta)\s*:\**\s*"
    r"|(?:sure|certainly|of\s+course|absolutely|okay|ok)\s*[!,.:]\s+(?=\S)"
    r"|here(?:['’]s|\s+is|\s+are)\s+(?:the|a|an|my|your|what|some)\b[^:.]{0,60}:\s*)",
    re.IGNORECASE,
)
_CHATTER = re.compile(
    r"^(?:sure|certainly|of\s+course|absolutely|okay|ok|great|good|excellent|hello|hi|gerne|natürlich|bien\s+sûr|claro)"
    r"(?:\s+(?:question|thing|there))?\s*[!.,]*$"
    r"|^(?:great|good|excellent|interesting)\s+question\b"
    r"|\b(?:i\s+hope\s+(?:this|that)\s+helps|let\s+me\s+know\s+if|feel\s+free\s+to|(?:if|should)\s+you\s+(?:have|need|want|like)\b.{0,60}"
    r"(?:questions?|information|details?|know|help|ask)|happy\s+to\s+help|ich\s+hoffe,?\s+das\s+hilft|n'hésitez\s+pas)\b"
    r"|^(?:here(?:['’]s|\s+is|\s+are)|below\s+(?:is|are)|(?:in\s+)?(?:summary|short|conclusion)|to\s+summari[sz]e)\b[^.]*:\s*$",
    re.IGNORECASE,
)
_ABOUT_PASSAGES = re.compile(
    rf"^(?:{_PASSAGES})\s+(?:only|mainly|mostly|instead|also|do|does|discuss|describe|cover|focus|mention|contain|talk|"
    r"provide|give|are|is|deal|concern)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"^\s*#{1,6}\s|^\s*(\*\*|__)[^*_\d]{1,60}\1\s*:?\s*$")
_FENCE = re.compile(r"^\s*(?:```|~~~)\s*\w*\s*$")
_RULE = re.compile(r"[\s:|-]+")
"""With two dashes side by side.  In one expression with them it would take cubic time over a long row of dashes."""
_ROW = re.compile(r"^\s*\|(.+)\|?\s*$")
LONGEST_LEAD_IN = 15
"""Words before a colon that only announce what follows."""


def without_preamble(text: str) -> str:
    """``text`` without "Based on the passages, " and "Answer:" before it."""
    for _ in range(3):  # "Sure! Answer: Based on the passages, …"
        match = _PREAMBLE.match(text)
        if match is None or match.end() == len(text):
            return text
        rest = text[match.end() :]
        text = rest[:1].upper() + rest[1:]
    return text


def is_frame(line: str) -> bool:
    """Whether a line holds no sentence: a heading, the fence of a code block, a rule, the line under a table's head."""
    return bool(_HEADING.match(line) or _FENCE.match(line) or ("--" in line and _RULE.fullmatch(line)))


def cells(line: str) -> list[str] | None:
    """The cells of a table's row; None of any other line."""
    match = _ROW.match(line)
    if match is None:
        return None
    return [cell.strip() for cell in match[1].strip().strip("|").split("|") if cell.strip()]


def is_chatter(text: str) -> bool:
    """Whether a sentence without marks says nothing about the matter: an offer, a question back, an announcement."""
    if text.endswith("?") and not re.search(r"[\"“”„«»]", text):
        return True
    if text.endswith(":") and len(text.split()) <= LONGEST_LEAD_IN:
        return True
    return bool(_CHATTER.search(text) or _ABOUT_PASSAGES.match(text))
