"""Pages that a browser shows in place of an article: told by what they say, in the languages that news comes in."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import html

from index.sources.web.canonical import is_front

LONGEST_NOTICE = 2_500
"""Characters.  A page with more text than this is an article, even one about logins and missing pages."""

_LOGIN_PATH = re.compile(
    r"/(?:log[-_]?in|sign[-_]?in|log[-_]?on|sso|oauth2?|authenticate|anmeld\w*|connexion|acceder)\b", re.I
)
_LOGIN_HOST = re.compile(r"^(?:login|accounts?|auth|sso|signin)\.", re.I)
"""Not "id.": it is Indonesian's at least as often."""
_CONSENT_ADDRESS = re.compile(r"\bconsent\b|cookie-?wall|privacy-?(?:gate|wall)|guce\.", re.I)
_MISSING = re.compile(
    # Not any 404: "404 days without the ferry" is a headline.
    r"^\W*404\W*$|^\W*404\s*[-–—|:·]|\berror:? 404\b|\b404\b[\s-]*(?:error|fehler|page|not found)|[-–—|:·]\s*404\W*$|"
    r"\b(?:page|article|story|content|site)\b.{0,30}\b(?:not (?:be )?found|no longer (?:available|exists?)|"
    r"does(?: not|n[’']t) exist|has been (?:removed|deleted))|\bnot found\b|nicht (?:mehr )?gefunden|existiert nicht|"
    r"page (?:introuvable|non trouvée)|n[’']existe (?:pas|plus)|p[áa]gina no (?:encontrada|existe)|no se ha encontrado|"
    r"pagina non trovata|página não encontrada|pagina niet gevonden|nie znaleziono|sidan hittades inte",
    re.I,
)
_PAYWALL = re.compile(
    r"subscri(?:be|ption)\b.{0,60}\b(?:continue|to read|unlock|full (?:article|story|access))|"
    r"(?:continue|keep) reading\b.{0,60}\b(?:subscri|free trial|account|register)|"
    r"(?:article|story|content|page) is (?:only )?(?:for|available to|reserved for|exclusive to)\b.{0,25}"
    r"(?:subscribers?|members?|paying)|subscribers? only|to (?:read|continue).{0,40}(?:log in|sign in|register)|"
    r"you(?:[’']ve| have) (?:reached|used|read).{0,40}(?:free|limit)|already a subscriber|"
    r"(?:nur|exklusiv) für abonnent|mit .{0,20}abo (?:weiter)?lesen|jetzt abonnieren|réservé (?:à nos|aux) abonné|"
    r"(?:exclusivo|solo) para suscriptores|suscríbete para|riservato agli abbonati",
    re.I,
)
_BROWSER_CHECK = re.compile(
    r"(?:checking|verifying) (?:your browser|you are human)|verify (?:that )?you(?:[’']re| are) (?:a )?human|"
    r"are you a robot|unusual traffic|just a moment\.\.\.|complete the captcha|press and hold",
    re.I,
)
_NEEDS_SCRIPTS = re.compile(
    r"(?:enable|activate|turn on|requires?|need).{0,25}java ?script|java ?script (?:is |must be )?(?:disabled|required|"
    r"enabled|needed)|javascript (?:aktivieren|einschalten)|activer javascript|(?:active|habilite) javascript",
    re.I,
)


_LOADING = re.compile(
    r"\W*(?:loading|please wait|wird geladen|chargement(?: en cours)?|cargando|caricamento|carregando)\b[^\w]*", re.I
)
"""What stands where scripts will put the article."""


def misdirection(asked: str, arrived: str) -> str | None:
    """Why the redirect from ``asked`` to ``arrived`` did not lead to the page; None if it did."""
    was, now = urlsplit(asked), urlsplit(arrived)
    if (was.netloc, was.path) == (now.netloc, now.path):
        return None
    if (_LOGIN_PATH.search(now.path) and not _LOGIN_PATH.search(was.path)) or (
        _LOGIN_HOST.match(now.netloc) and not _LOGIN_HOST.match(was.netloc)
    ):
        return "leads to a login page"
    if _CONSENT_ADDRESS.search(now.netloc + now.path) and not _CONSENT_ADDRESS.search(was.netloc + was.path):
        return "leads to a consent page, which wants a click"
    return None


def moved_to_front(asked: str, arrived: str) -> bool:
    """Whether a page's address now redirects to the front page, as sites do with what they took down."""
    return is_front(arrived) and not is_front(asked)


def says_missing(tree: html.HtmlElement, text: str) -> bool:
    """Whether the page says that it is not there, under a status that says that it is (a "soft 404")."""
    if len(text) > LONGEST_NOTICE:
        return False
    return any(_MISSING.search(heading) for heading in _headings(tree))


def notice(tree: html.HtmlElement, text: str) -> str | None:
    """Why the page is no article although it was delivered; None if it may be one.

    ``text`` is what was extracted of it, empty if nothing was.
    """
    visible = _visible(tree)
    if len(text) <= LONGEST_NOTICE:
        if any(_BROWSER_CHECK.search(part) for part in (*_headings(tree), visible[:1_500])):
            return "asks for a proof that no bot is reading"
        if _paid(tree) or _PAYWALL.search(text[-1_500:]) or _PAYWALL.search(_gates(tree)):
            return "shows only its beginning to readers without a subscription"
        if tree.xpath("//form//input[@type='password']") and len(text) < 600:
            return "is a login page"
    if _LOADING.fullmatch(text):
        return "is filled in by JavaScript, which is not run here"
    if len(text) < 200 or _NEEDS_SCRIPTS.search(text[:500]):
        scripts = " ".join(str(each.text_content()) for each in tree.iter("noscript"))
        if _NEEDS_SCRIPTS.search(scripts) or _NEEDS_SCRIPTS.search(visible[:2_000]) or _is_shell(tree, visible):
            return "is filled in by JavaScript, which is not run here"
    return None


def _headings(tree: html.HtmlElement) -> list[str]:
    return [" ".join(str(each.text_content()).split()) for each in tree.xpath("//title | //h1 | //h2")[:6]]


def _visible(tree: html.HtmlElement) -> str:
    pieces = tree.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]")
    return " ".join(" ".join(pieces).split())


def _paid(tree: html.HtmlElement) -> bool:
    """Whether the page declares itself as paid (https://developers.google.com/search/docs/appearance/structured-data/
    paywalled-content)."""
    declared = " ".join(str(each.text) for each in tree.xpath("//script[@type='application/ld+json']"))
    if re.search(r'"isAccessibleForFree"\s*:\s*"?(?:false|no)\b', declared, re.I):
        return True
    tiers = tree.xpath("//meta[@property='article:content_tier' or @name='article:content_tier']/@content")
    return any(tier.lower() in ("locked", "metered") for tier in tiers)


def _gates(tree: html.HtmlElement) -> str:
    """The words of what is named as a gate: extraction drops it, as it should."""
    lower = "translate(concat(@class,' ',@id),'ABCDEFGHIJKLMNOPQRSTUVWXYZ','abcdefghijklmnopqrstuvwxyz')"
    named = tree.xpath(f"//*[contains({lower},'paywall') or contains({lower},'regwall') or contains({lower},'piano')]")
    return " ".join(str(each.text_content()) for each in named)[:2_000]


def _is_shell(tree: html.HtmlElement, visible: str) -> bool:
    """Whether the page is a mount point and scripts, and nearly nothing to see."""
    mounts = tree.xpath("//*[@id='root' or @id='app' or @id='__next' or @id='__nuxt' or @data-reactroot or @ng-app]")
    return bool(tree.xpath("//script[@src]")) and len(visible) < (150 if mounts else 40)
