"""What stands on a page beside its text: labels, calls, captions, greetings, and what the page says of itself."""

from __future__ import annotations

import re

from index.dates import YEAR

_LABEL = re.compile(
    r"\W*(?:by|photo(?:graph)?|image|picture|credit|caption|source|video|watch|read more|read also|related|see also|"
    r"advertisement|getty|share this|sign up|subscribe|click|follow us|copyright|all rights|table of contents|updated?|"
    r"published|posted|filed under|tags?|file photo|loading|skip to|listen|download|image source)"
    r"\b[^.!?]{0,60}(?:[:|]|$)",
    re.IGNORECASE,
)
_FURNITURE = (
    "all rights reserved",
    "sign up for",
    "sign up to",
    "subscribe to our",
    "subscribe now",
    "click here",
    "our newsletter",
    "enter a valid email",
    "like to be emailed",
    "affiliate link",
    "affiliate commission",
    "javascript",
    "accept cookies",
    "uses cookies",
    "getty images",
    "(ap photo",
    "photo by",
    "image credit",
    "pic.twitter.com",
    "was this article helpful",
    "was this page helpful",
    "was this helpful",
    "found this helpful",
    "did this answer your question",
    "did this article help",
    "did you find this article helpful",
    "did you find this helpful",
    "have more questions?",
    "war dieser artikel hilfreich",
    "war dieser beitrag hilfreich",
    "fanden dies hilfreich",
    "cet article vous a-t-il été utile",
    "cet article vous a-t-il aidé",
    "¿fue útil este artículo",
    "¿le ha resultado útil este artículo",
    "https://t.co/",
    "https://doi.org/",
    "✉ · ",
)
"""No sentence that answers a question holds it."""
_TERMS = re.compile(
    r"\b(?:see|read|view|visit|agree\w*|accept\w*|acknowledge|recaptcha|protected by)\b[^.]{0,80}"
    r"\b(?:privacy (?:policy|notice)|terms (?:of (?:service|use)|and conditions))\b",
    re.IGNORECASE,
)
"""A page's own; what an article says of somebody's privacy policy is a sentence like any other."""
_CAPTION = re.compile(
    rf"\b{YEAR},? in this (?:[\w-]+ ){{0,2}}(?:sketch|photo|photograph|picture|image|illustration|screengrab)\b"
    rf"|\b(?:is|are) (?:seen|pictured|photographed|shown) .*\b[A-Z][a-z]{{2,8}}\.? \d\d?, {YEAR}\.?$"
)
"""What agencies write under pictures, in whole sentences."""
_GREETING = re.compile(
    r"(?:[^:]{0,30}: )?\W*(?:(?:hello|hey|hi|good (?:morning|afternoon|evening)|greetings)\b[^.!?]{0,40}\bwelcome\b"
    r"|(?:and )?welcome(?: back)? to (?:our|the|this|another|today['’]s) (?:[\w'’-]+ ){0,3}?"
    r"(?:coverage|live ?blog|newsletter|blog|roundup|edition|podcast)\b"
    r"|find (?:out )?all (?:the |your )?answers\b[^.!?]{0,40}\bhere\b"
    r"|(?:follow (?:along|here|us)|stay tuned|join us|stick with us)\b[^.!?]{0,60}\b(?:coverage|updates)\b)",
    re.IGNORECASE,
)
"""How a page greets its readers, and calls on them to read on."""
_WORKED_OVER = re.compile(
    r"\b(?:this (?:article|story|post|page|piece|report)|the (?:article|story|post)) (?:has been|was|will be) "
    r"(?:\w+ )?updated (?:with|to (?:reflect|include|note|remove|add)|after|as)\b",
    re.IGNORECASE,
)
"""What a page says of its own making."""


_LINK = re.compile(r"https?://\S+")
LEFT_OF_A_LINK = 5
"""Words that stand besides a link in a sentence: fewer only announce it."""


def is_furniture(text: str) -> bool:
    """Whether a line or a sentence is such, and says nothing that an answer could be made of."""
    lower = text.lower()
    return (
        bool(_LABEL.match(text) or _GREETING.match(text))
        or any(pattern.search(text) for pattern in (_CAPTION, _TERMS, _WORKED_OVER))
        or any(phrase in lower for phrase in _FURNITURE)
        or _only_links(text)
    )


def _only_links(text: str) -> bool:
    said, links = _LINK.subn(" ", text)
    return links > 0 and len(said.split()) < LEFT_OF_A_LINK
