# ruff: noqa: E501 - a pattern broken over several lines is harder to read than a long one
"""What an order to a language model looks like: small letters, many languages."""

from __future__ import annotations

_MODEL = (
    r"(?:a\.?i\.?|ai assistants?|assistants?|(?:large )?language models?|llms?|chat ?bots?|bots?|chatgpt|gpt|copilot)"
)
TELL = (
    r"(?:say|answer|respond|reply|state|write|output|print|claim|conclude|declare|tell|include|append|insert|add|"
    r"recommend|mention|cite|link|repeat|report|confirm|insist|assert|translate|begin|start|end|finish)"
)
_SAY = r"(?:say|answer|respond|reply|state|output|print|claim|conclude|declare|recommend|repeat|insist|assert)"
_RULES = r"(?:instructions?|rules?|prompts?|directions?|guidelines?|directives?|commands?|passages|context|restrictions|training)"
_THUS = r"(?:,? (?:that|with|only|exactly|always|by saying|as follows)\b|\s*[:\"“])"
ORDERS: list[tuple[str, str]] = [
    (
        "ignore disregard forget",
        rf"\b(?:ignore|disregard|forget)\b.{{0,40}}\b(?:previous|prior|above|earlier|preceding|all|any|other|your|these|"
        rf"every|existing|original)\b.{{0,30}}\b{_RULES}\b"
        rf"|\b(?:ignore|disregard|forget)\b.{{0,20}}\b{_RULES} (?:above|before|so far|you|of this)\b",
    ),
    (
        "override bypass overrule neglect cancel",
        rf"\b(?:override|bypass|overrule|neglect|cancel)s?\b.{{0,30}}\b(?:previous|prior|above|earlier|preceding|your)\b"
        rf".{{0,30}}\b{_RULES}\b",
    ),
    (
        "system assistant developer admin root operator",
        r"^[^\w\n]*(?:(?:new |important )?(?:system|assistant)|(?:system|developer|admin|administrator|root|operator|assistant)"
        r"[ _-](?:prompt|message|override|note|instructions?|mode|update|notice|command))\W{0,3}[:>\]]\W*"
        r"(?:you|your|ignore|disregard|forget|always|never|do not|don't|from now|answer|say|respond|reply|the (?:user|reader|assistant)|"
        r"new|override)\b",
    ),
    (
        "you are now|you are no longer|you now|from now on",
        r"\byou (?:are now (?:an? |the |in |called |named |acting|free |unrestricted|dan\b|operating|talking)|are no longer "
        r"(?:an? |bound|limited|required|restricted)|now act)|\bfrom now on,? (?:you (?:must|will|shall|are|should|only|"
        rf"always)|always|only|every (?:answer|sentence)|{_SAY})\b",
    ),
    (
        "you must|you shall|you should|you will|you have to|you need to|you are",
        rf"\byou (?:must|shall|should|will|have to|need to|are (?:required|ordered|instructed|told|obliged) to)"
        rf"(?: now| always| only| instead| also)* (?:{_SAY}|include|append|mention|cite|add){_THUS}",
    ),
    (
        "language model|chatgpt|gpt| ai|assistant|bot|copilot|llm|a.i",
        rf"\b(?:notes?|messages?|instructions?|attention|important|notice|warning|reminder|hint|task|orders?|memo)\b.{{0,15}}"
        rf"\b(?:to|for)\b (?:the |any |all |every |an? )?(?:\w+ )?{_MODEL}\b",
    ),
    (
        "language model|chatgpt|gpt| ai |ai,|ai:|ai assistant|assistant|bot|copilot|llm|a.i",
        rf"\b{_MODEL}\b.{{0,30}}\b(?:must|should|shall|have to|has to|need to|needs to|is to|are to|please)\b.{{0,20}}\b"
        rf"(?:{_SAY}|include|append|mention|cite|add|tell){_THUS}|\b(?:dear|hey|hello|attention),? (?:\w+ )?{_MODEL}\b",
    ),
    (
        "prompt|your instruction|instructions|your rule|api key|api_key|api-key|your key|variables|your config|your guide|above|passwords you",
        r"\b(?:reveal|print|repeat|show|output|leak|disclose|display|send|give|tell|expose|share|quote|recite|dump|copy)\b"
        r".{0,60}\b(?:system prompt|your (?:\w+ )?(?:instructions?|rules?|prompts?|keys?|configuration|guidelines)|(?:hidden|"
        r"initial|secret|internal) (?:instructions?|prompts?)|api[ _-]?keys?|openai_api_key|environment variables?|"
        r"(?:words|text|everything) above|passwords? you)\b",
    ),
    (
        "asked asks answering summari",
        rf"\b(?:when|if|whenever|once) (?:you(?:'re| are)? |somebody |someone |anyone |an? (?:user|reader) |the (?:user|reader) "
        rf"|users |readers )(?:asked|asks?|answer|answering|summari[sz]\w+)\b.{{0,80}}\b(?:{_SAY}|tell)\b",
    ),
    (
        "in your|to your|of your|into your|with your",
        r"\b(?:in|to|at the end of|into|of) your (?:next |final |whole |entire )?(?:answers?|respons\w+|reply|replies|"
        r"summar(?:y|ies)|output)\b",
    ),
    (
        "the user|the reader|this text|this instruction|this note|this message|these instructions|the passage|other article|other passage",
        r"\b(?:do not|don't|never) (?:mention|tell|reveal|cite|say|show|use|trust|quote|disclose)\b.{0,60}\b(?:the (?:user|"
        r"reader)|this (?:text|instruction|note|message)|these instructions|the passages?|other (?:articles?|passages?))\b",
    ),
    (
        "the reader|the user|readers must|users must|readers should|users should",
        r"\b(?:readers?|users?) (?:must|should|shall|has to|have to|needs? to|is to|are to) be (?:told|informed|shown|sent|"
        r"directed|redirected)\b",
    ),
    (
        "instruction prompt directive task",
        r"\b(?:new|updated|real|actual|true|secret|hidden) (?:instructions?|task|system prompt|directives?)\b\W{0,3}:",
    ),
    (
        "end of|passage|begin",
        r"^[^\w\n]*(?:the )?(?:end|begin(?:ning)?|start) of (?:the )?(?:passages?|articles?|documents?|context|prompt|system|"
        r"instructions?|rules|data)\b.{0,20}$",
    ),
    (
        "developer mode|anything now|jailbr|dan mode",
        r"\bdo anything now\b|\b(?:developer|dan|jailbr\w+) mode (?:on|enabled|is)\b",
    ),
    (
        "decode base64",
        rf"\bdecode (?:this|the following|it)\b|\bbase64\b.{{0,60}}\b(?:{TELL}|obey|follow|execute|run)\b",
    ),
    # German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Turkish
    (
        "ignorier vergiss vergessen missacht",
        r"\b(?:ignorier\w*|vergiss|vergessen|missacht\w*)\b.{0,50}\b(?:anweisung\w*|regeln?|vorgaben?|befehle?)\b",
    ),
    (
        "ignore oublie",
        r"\b(?:ignorez|oubliez|ignore|oublie) (?:toutes|tout|tes|vos|les|ces)\b.{0,40}\b(?:instructions|consignes|règles|directives)\b",
    ),
    (
        "ignor olvid omit",
        r"\b(?:ignora|ignore|ignorad|olvida|olvide|omite) (?:todas|las|tus|sus|estas)\b.{0,40}\b(?:instrucciones|reglas|indicaciones)\b",
    ),
    ("ignora dimentica", r"\b(?:ignora|ignorate|dimentica|dimenticate)\b.{0,50}\b(?:istruzioni|regole|indicazioni)\b"),
    (
        "ignor esqueça desconsidere",
        r"\b(?:ignore|ignora|esqueça|desconsidere) (?:todas|as|suas|tuas)\b.{0,40}\b(?:instruções|regras|ordens)\b",
    ),
    ("negeer vergeet", r"\b(?:negeer|vergeet)\b.{0,50}\b(?:instructies|regels|opdrachten)\b"),
    ("ignoruj zapomnij", r"\b(?:zignoruj|ignoruj|zapomnij)\b.{0,50}\b(?:instrukcj\w*|zasad\w*|polece\w*)\b"),
    (
        "игнорируй забудь",
        r"\b(?:игнорируй\w*|забудь\w*|проигнорируй\w*)\b.{0,50}\b(?:инструкц\w*|правил\w*|указани\w*)",
    ),
    ("talimat", r"talimatlar\w{0,20}.{0,30}(?:yok say|unut|görmezden)"),
    # Chinese, Japanese, Korean, Arabic, Hindi
    (
        "忽略 无视 無視 忘",
        r"(?:忽略|无视|無視|忘记|忘記).{0,20}(?:指令|指示|规则|規則|提示)|(?:指示|命令|ルール|規則).{0,12}(?:無視|忘れ)",
    ),
    ("무시 잊", r"(?:지시|명령|규칙).{0,15}(?:무시|잊)"),
    ("تجاهل انس", r"(?:تجاهل|انس).{0,40}(?:التعليمات|القواعد|الأوامر)"),
    ("निर्देश नियम", r"(?:निर्देश|नियम).{0,30}(?:अनदेखा|भूल)"),
]
"""Words of which one must stand in a text (looking for them is quick), and what an order to a model looks like."""
