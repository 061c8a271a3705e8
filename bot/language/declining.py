"""Recognizes the sentence with which a model says that it does not know, in whatever words and language."""

from __future__ import annotations

import re

_GIVEN = (
    r"(?:(?:any of |none of )?(?:the|these|those|your|my|this|all)\s+)?(?:(?:provided|given|available|supplied|"
    r"numbered|above|retrieved|cited|following|relevant|current)\s+)*(?:text |source |article |news )?"
    r"(?:passages?|articles?|sources?|context|excerpts?|snippets?|texts?|documents?|materials?|information)"
    r"(?:\s+(?:provided|given|available|above|supplied|here|i have|at hand))*(?:\s+(?:\[[\d, ]+\])+)?"
)
_SAY = (
    r"(?:mention|say|state|contain|include|provide|specify|answer|discuss|cover|address|give|offer|reveal|indicate|"
    r"describe|explain|tell|have|report|disclose|name|identify|clarify|detail|list|note|support|speak|refer|allow|"
    r"seem|appear|explicitly|directly|actually|clearly|specifically|really)"
)
_PASSAGES_ARE_SILENT = [
    _GIVEN + r"\s+(?:do(?:es)? not|don't|doesn't|did not|didn't|fails? to|cannot|can't|never|(?:is|are) silent)\b"
    r"(?:\s+" + _SAY + r"|\s*(?:on|about|regarding))?",
    r"\b(?:none|nothing|neither) (?:of|in) " + _GIVEN,
    r"\bno (?:passage|article|source|excerpt|document)s? (?:provided |given |available )?" + _SAY,
    r"\bnot (?:\w+ly )?(?:mentioned|stated|specified|covered|given|provided|found|available|contained|included|"
    r"discussed|addressed|answered|answerable|known|clear|possible to (?:say|tell|answer|determine))\b.{0,40}"
    r"\b(?:in|by|from|based on|within) " + _GIVEN,
    r"\b(?:there is|there's|there are|i have|i've|contains?) (?:no|not enough|insufficient|too little) "
    r"(?:\w+ )?(?:mention|information|details?|evidence|data|answer|context)\b.{0,60}\b" + _GIVEN,
    r"\b(?:based|going) (?:only |solely |purely )?on " + _GIVEN + r".{0,20}\b(?:i (?:cannot|can't|do not|don't|am not|"
    r"am unable)|it is (?:not|unclear|impossible|unknown)|there is no)\b",
]
_BY_ITSELF = [
    # English
    r"^(?:i'm |i am )?(?:sorry|afraid|unfortunately|regrettably|apologies)[^.]{0,60}\b(?:i|no|not|n't|cannot|unable)\b",
    r"\bi (?:really |honestly |simply |just )?(?:do not|don't|cannot|can't|could not|couldn't|am not able to|"
    r"am unable to|was unable to|have no way) (?:\w+ )?(?:know|answer|say|tell|find|determine|provide|see|have|"
    r"help|assist|confirm|verify|comply|identify|to (?:know|answer|tell))\b",
    r"^(?:unable|not able) to (?:answer|find|determine|say|tell)\b",
    r"\bi(?:'m| am) (?:not sure|not certain|unsure|uncertain|not aware|unaware)\b",
    r"\bi have no (?:idea|information|answer|knowledge|data|details?)\b",
    r"^(?:that|this|it|the answer)(?: is|'s)? (?:\w+ )?(?:unknown|unclear|not known|not stated|not specified|"
    r"not mentioned|not answerable|impossible to say)\b",
    r"^(?:no|not enough|insufficient|there is no|there isn't any|there is not enough|there's no|there is insufficient)"
    r" (?:\w+ ){0,2}(?:information|answer|data|mention|evidence|context|details?)\b",
    r"^(?:not (?:found|known|mentioned|specified|stated|available|provided)|unknown|n/?a|none|no answer|unanswerable)"
    r"[.!]?$",
    r"\bas an (?:ai|assistant|artificial|language model)\b",
    r"\bcan(?:not|'t) be (?:answered|determined|inferred|established|derived)\b",
    r"^(?:nobody|no one) (?:knows|can say)[.!]?$",
    # German
    r"\b(?:ich )?weiß (?:ich |es |das )*(?:leider )?nicht\b",
    r"\bkann (?:ich |man )?(?:das |diese frage |dies |die frage |dazu |leider )*(?:leider )?(?:nicht|nichts|keine)\b",
    r"\b(?:keine|nicht genügend|nicht genug) (?:\w+ )?(?:informationen|angaben|antwort|hinweise)\b",
    r"\b(?:passagen|artikeln?|texte?n?|auszüge?n?|quellen|abschnitte?n?|textstellen) .{0,40}"
    r"\b(?:nicht|keine?n?|nichts)\b",
    r"\b(?:nicht|nichts|keine) .{0,30}\b(?:passagen|artikeln|texten|auszügen|quellen|textstellen)\b",
    r"\bgeht (?:daraus |aus .{1,30} )?nicht hervor\b",
    # French
    r"\bje (?:ne |n')?(?:le |l')?(?:sais|peux|trouve|connais|dispose|suis pas|ai)\b.{0,20}\b(?:pas|aucune?|rien)\b",
    r"\bje l'ignore\b",
    r"\b(?:les|ces|aucun des) (?:passages|articles|extraits|textes|documents|sources)\b.{0,30}\bn(?:e |')",
    r"\baucune (?:information|mention|réponse|indication)\b",
    # Spanish and Portuguese
    r"\b(?:no|não) (?:lo |o )?(?:sé|sei|puedo|posso|encuentro|encontro|tengo|tenho|dispongo)\b",
    r"\b(?:los|estos|os|estes|as) (?:pasajes|passagens|artículos|artigos|textos|documentos|fragmentos|trechos|fuentes)"
    r"\b.{0,40}\b(?:no|não)\b",
    r"\b(?:no hay|não há|no se|não se) .{0,40}(?:información|informação|informações|menciona|respuesta|resposta|"
    r"especifica|indica|detalles)\b",
    r"\bdesconozco\b|\bdesconheço\b",
    # Italian
    r"\bnon (?:lo |la )?(?:so|posso|conosco|trovo|sono in grado|dispongo|ho)\b",
    r"\b(?:i|gli|questi) (?:passaggi|articoli|brani|testi|documenti)\b.{0,40}\bnon\b",
    r"\bnon (?:ci sono|è|viene|vengono) .{0,30}(?:informazion[ei]|menzionat[oaie]|specificat[oaie]|indicat[oaie])\b",
    # Dutch, Swedish, Danish, Norwegian
    r"\bik (?:weet|kan|heb|vind) .{0,30}\b(?:niet|geen)\b",
    r"\b(?:passages|artikelen|teksten|bronnen|fragmenten)\b.{0,40}\b(?:niet|geen|niets)\b",
    r"\b(?:jag|jeg) (?:vet|ved|kan) .{0,20}\b(?:inte|ikke)\b|\bvet (?:ej|inte|ikke)\b",
    # Polish, Czech, Russian, Ukrainian, Turkish
    r"\bnie (?:wiem|mogę|znam|mam informacji|ma informacji)\b|\b(?:fragmenty|artykuły|teksty|źródła)\b.{0,30}\bnie\b",
    r"\b(?:nevím|nemohu|neznám)\b",
    r"\bя не (?:знаю|могу|нашёл|нашел|нашла|располагаю)\b|^не знаю\b",
    r"\b(?:отрывк|стать|текст|источник)\w* .{0,30}\bне\b",
    r"\bнет (?:\w+ )?(?:информации|сведений|данных|ответа)\b|\b(?:неизвестно|невідомо|не знаю)[.!]?$",
    r"\bbilmiyorum\b|\bbilgi (?:yok|bulunm)",
    # Chinese, Japanese, Korean, Arabic, Hindi
    r"我不(?:知道|清楚|确定|了解)|無法回答|无法(?:回答|确定|得知)|不知道|没有(?:提到|提及|相关|说明|足够)|未(?:提及|提到|说明)",
    r"わかりません|分かりません|知りません|お答えできません|(?:記載|言及|情報)(?:は|が)?(?:されて)?(?:いません|ありません)|不明です",
    r"모르겠|알 수 없|모릅니다|정보가 없|언급되지 않|나와 있지 않",
    r"لا أعرف|لا أعلم|لا أستطيع|لا توجد معلومات|لا تذكر",
    r"नहीं (?:पता|जानता|जानती)|जानकारी नहीं",
]
_SILENT = re.compile("|".join(_PASSAGES_ARE_SILENT), re.IGNORECASE)
_UNKNOWING = re.compile("|".join(_BY_ITSELF), re.IGNORECASE)
_ALWAYS = re.compile(
    r"^(?:i'm sorry[,.:]? (?:but )?)?i (?:do not|don't) know\b|^ich weiß es nicht|^je ne sais pas|^no lo sé|^non lo so",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"[\"“”„«»「]")


def declines(text: str, *, marked: bool = False) -> bool:
    """Whether a sentence says that the writer does not know, or that the passages do not say it.

    ``marked``: it carries marks, so it claims that a passage says it; then only sentences about the passages
    themselves count, as "The ministry cannot confirm this [1]." is news.
    """
    text = " ".join(text.replace("’", "'").split())
    if _SPOKEN.search(text) and marked:
        # "I don't know," she said: somebody else's words.
        return False
    if _ALWAYS.search(text) or _SILENT.search(text):
        return not (marked and _about_an_article(text))
    return not marked and bool(_UNKNOWING.search(text))


def _about_an_article(text: str) -> bool:
    """Whether the silence is that of a document in the news: "The report's documents do not mention him"."""
    return not re.search(
        r"^(?:i|ich|je|no|non)\b|\b(?:passages?|excerpts?|snippets?|context|(?:provided|given|available|retrieved|these|"
        r"supplied) (?:\w+ )?(?:articles?|sources?|texts?|documents?|materials?|information))\b",
        text,
        re.IGNORECASE,
    )
