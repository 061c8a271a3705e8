"""The words by which a follow-up is known: openings, pronouns, ordinals, what points back."""

from __future__ import annotations

import re

from bot.conversation.names import Gender

AUXILIARY = "do|does|did|is|are|was|were|has|have|had|will|would|can|could|should|may|might|must"
CORRECTION = re.compile(
    r"^(?:(?:no|sorry|wait|actually|oops|nein|non)[,.\s]*)*(?:i\s(?:mean|meant)|i\swas\sasking\sabout|ich\smeine|je\sveux\sdire)[,\s]+",
    re.I,
)
"""What puts another in the place of what was asked about: "No, I meant Brightwell"."""
CORRECTED = re.compile(
    r"^(?:(?:no|sorry|wait|actually|oops|nein|non)[,.\s]+)*(?P<new>[^,.]+?)(?:,\s|\s)i\s(?:mean|meant)[.!]*$"
    r"|^(?:(?:sorry|wait|oops)[,.\s]+|no,\s)+(?P<bare>(?!(?:i|it|that|this|he|she|they|we|you)\b)[^,.?!]+)$",
    re.I,
)
"""The same at its end, or of nothing but the other: "sorry, Brightwell I mean", "no, Brightwell"."""
AND = re.compile(r"^(?:(?:and|but|or|so|also|und|aber|et|mais|¿?y|¿?pero|then|ok|okay|well|oh)\b[\s,]+)+", re.I)
WHAT_ABOUT = re.compile(
    r"^(?:and\s)?(?:(?:what|how)\s(?:about|of)|what's with|same (?:question )?for|"
    r"same(?=\s(?:in|on|at|with|from|under)\s)|und was ist mit|was ist mit|"
    r"wie steht es mit|"
    r"et pour|qu'en est-il d[eu]'?|¿?qué (?:hay|pasa) (?:de|con)|¿?y qué (?:hay|pasa) (?:de|con))\s+",
    re.I,
)
MEANS_FOR = re.compile(
    r"^(?:what|how)\s(?:does|would|will|did)\s(?:that|this|it)\s(?:mean|look|work)\sfor\s"
    r"|^(?:does|would|will|did)\s(?:that|this|the\ssame)\s(?:also\s|still\s)?(?:apply\sto|(?:go|hold|count|apply)\sfor)\s",
    re.I,
)
"""What asks the last question for somebody: "What does that mean for trainees?"."""
QUESTION_WORD = re.compile(
    r"^[¿\s]*(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|did|does|do|has|have|"
    r"had|can|could|will|would|should|may|"
    r"since when|until when|says who|"
    r"(?:à|de|pour|avec|sur|par|dans|en|chez|a|con|para|por|sobre|von|mit|für|zu|bei|in|an|auf|über|um|ab|aus|seit)\s"
    r"(?:quoi|qui|quels?|quelles?|wem|wen|wann|welche[rsmn]?|quién|quiénes|qué|cuáls?)|wo(?:raus|mit|rum|rüber|für|von|zu|her|hin)|"
    r"(?:from|with|by|for|to|of|in|at|on|under|against|up\sto)\s(?:whom?|which|what|how)|wer|wen|wem|was|wann|wo|warum|wie|welche[rsmn]?|ist|sind|war|hat|haben|qui|que|"
    r"quoi|quand|où|"
    r"pourquoi|comment|combien|quels?|quelles?|est-ce|"
    r"(?:[lnmts]['’])?\w+-(?:t-)?(?:ils?|elles?|on|vous|tu|nous)|quién|quiénes|qué|cuándo|dónde|por qué|cómo|"
    r"cuál|cu[aá]nt[oa]s?|tell|list|show|"
    r"give|explain|name|describe|compare|summari[sz]e)\b",
    re.I,
)
CONDITION = re.compile(r"(?:what\s)?(?:if|unless|because|until|once|as soon as|even if|even though)\s", re.I)
"""What begins a clause that leans on the last question: "if I lose it", "what if it rains"."""
PREPOSITION = re.compile(
    r"^(?:in|at|for|on|from|as|via|into|through|until|till|since|before|after|during|by|with|without|to|under|of|about|against|à|en|pour|au|aux|du|sur|dans|chez|"
    r"für|im|bei|beim|am|von|vom|zu|zum|zur|nach|mit|auf|seit|para|con|de|del|al)\s",
    re.I,
)
REFERRING = re.compile(
    r"\b(?:each|both|others?|another|else|same|there|then|instead|neither|either|ones?|afterwards|aftermath|this|that|these|those|rest|"
    r"again|next|too|so|it|they|them|their|its|he|she|him|his|her|hers)\b",
    re.I,
)
POINTING = re.compile(
    r"\b(?:it|that|this|these|those|they|them|he|she|him|her|his|its|their|one|ones|same|both|instead|so|more|less|fewer)\b",
    re.I,
)
"""What takes up something that was said just before."""
COMPARATIVE = re.compile(
    r"\b(?:more|fewer|less|higher|lower|bigger|larger|smaller|cheaper|better|worse|earlier|later|longer|older|younger|"
    r"faster)[?.! ]*$",
    re.I,
)
"""A comparison with what is not said: "Which country won more?"."""
SELF = re.compile(r"\b(?:i|me|my|we|us|our|you|your)\b", re.I)
GENERIC = re.compile(
    r"\bthe\s(?:company|firm|group|team|man|woman|player|author|study|deal|city|country|book|film|game|race|trial|case|plan|project|product|"
    r"article|report|event|accident|attack|election|vote|price|repair|contract|visit|decision|crash|fire|storm|result|results|reason|"
    r"cause|winner|loser|cost|date|victims?|police|court|judge|government|minister|president|agreement|law|ban|strike|"
    r"merger|takeover|launch|incident|investigation|proposal|vaccine|drug|patients?|participants?|authors?|researchers?|valley|town)\b(?!\s(?:of|in|for|on|at|to)\b)",
    re.I,
)
BODIES = frozenset(
    "company firm group team party club bank museum university agency organisation organization "
    "orchestra band choir hospital school newspaper broadcaster ministry airline manufacturer maker retailer "
    "brewery".split()
)
ANY_BODY = frozenset(
    "company firm group team party club bank agency organisation organization airline manufacturer maker retailer "
    "broadcaster".split()
)
"""What is taken for the one spoken of even in a question that names another."""
KINDS = frozenset(
    "law act bill film movie book novel series song album game paper study planet bridge ship boat building city town "
    "village country region product device phone car vaccine drug medicine disease virus species website app service "
    "tool programme program festival tournament competition".split()
)
"""What a thing may be taken up as: "this law" after "the Clean Rivers Act"."""
OTHER = re.compile(r"\bthe\sother\s(?!ones?\b|two\b|half\b|day\b|side\b)([a-z]+)\b", re.I)
THE_TWO = re.compile(
    r"\b(?:the|these|those)\stwo\b(?:\s(?!is\b|was\b|has\b)(?P<noun>[a-z]+s|men|women|people)\b)?"
    r"|\bboth\s(?:of\s(?:the|these|those)\s|the\s|these\s)?(?P<both>[a-z]+s|men|women)\b"
    r"|\bboth(?:\sof\sthem)?(?=\s?[?.!]|$|\s(?:in|at|from|still)\b)",
    re.I,
)
ONES = re.compile(
    r"\b(?P<before>(?:(?:the|an?|any|other|another|new|old|gold|silver|bronze|big|small|first|last|more|many|few)\s)*)"
    r"(?<!\bno\s)(?<!\bwhich\s)(?<!\bthis\s)(?<!\bthat\s)(?<!\beach\s)(?<!\bevery\s)"
    r"(?P<one>ones?)\b(?=\s?[?.!,]|\s(?:in|for|to|from|with|at|on)\b|$)",
    re.I,
)
DEFINED = re.compile(r"\bthe\s([a-z]{3,})\b(?!\s(?:of|for|that|who|which)\b)", re.I)
"""A noun that "the" makes known, and nothing else beside it."""
BARE_THESE = re.compile(
    r"\b(?:are|were|have|do|did|will|can|of|about|for|with|by)\s(these|those)(?=\s(?:been|be|still|all|also|for|in|on|from|now|"
    r"more|less|really|new|safe|usual)\b|\s?[?.!]|$)",
    re.I,
)
BARE_THAT = re.compile(
    r"\b(?:does|did|do|will|would|can|could|is|was|has|for|about|than|of|with|by|against|after|before|since)\s(that|this)"
    r"(?=\s(?:an?|for|in|on|at|per|the|cost|work|mean|apply|include|include|more|less|better|worse|higher|lower|also|help|hurt|still|normal|"
    r"usual|legal|safe|free|enough|much|new|happen|been|be|change|affect)\b|\s?[?.!]|$)",
    re.I,
)
WHEN_THAT = re.compile(r"(?:who|when|where|why|how)\s(?:is|was|did|does)\s(?:that|this)\b", re.I)
DUMMY_IT = re.compile(
    r"\bit\s(?:rain|snow)s?\b|\b(?:is|was)\sit\s(?:the\ssame|different)\b|"
    r"\b(?:when|if)\sit\s(?:is|was|gets)\s(?:(?:really|very|too|so)\s)?(?:hot|cold|warm|dark|wet|icy|windy|sunny)\b|"
    r"\bit\s(?:has|had)\sbeen\s(?:[\w-]+\s){1,3}(?:day|week|month|year|hour)s?\b|"
    r"\bit\s(?:takes?|costs?\sto|is|was|be|rains?|snows?|'s)?\s?(?:possible|safe|true|legal|necessary|known|clear|raining|snowing|"
    r"important|better|best|okay|ok|worth(?=\s\w+ing\b)|like)\b(?!\s?[?.!]|$|\sfor\b(?!.*\sto\s))|\b(?:does|did|will|would)\sit\s(?:take|cost|mean)\sto\b|\b(?:is|was)\sit\s(?:possible|safe|true|"
    r"legal|necessary|known|clear|raining|okay|ok|worth(?=\s\w+ing\b)|important|better)\b"
    r"(?!\s?[?.!]|$|\sthan\b|\sfor\b(?!.*\sto\s))",
    re.I,
)
OF_A_BODY = re.compile(
    r"\s(?:still\s|also\s|ever\s|really\s|always\s)?(?:accept|advise|allow|announce|answer|ask|buy|change|charge|choose|close|cut"
    r"|decide|deliver|dismiss|fire|fix|give|have|help|hire|keep|lend|let|offer|open|organi[sz]e|pay|plan|propose|provide|publish|raise"
    r"|recommend|refund|refuse|remove|rent|repair|reply|report|respond|sack|say|sell|serve|ship|spend|suggest|take(?!\s(?:long|place|effect|off|part|time|\w+\s(?:hours|days|weeks)))|teach|tell|want)\b"
)
"""What an institution does, and no goggles: "how long do they keep stuff", "what do they recommend"."""
WHOSE_IT = re.compile(r"\bwhose(?:\s\w+){1,2}\s(?:is|was)\s$", re.I)
"""What stands before an "it" that is no thing that was named: "Whose fault was it?"."""
CLAUSE = re.compile(
    r"\b(?:that|whether|if|because|when|while|before|after|says?|said|think|thinks|and|but|claims?|believes?)\s$", re.I
)
FOREIGN: tuple[tuple[re.Pattern[str], Gender | None, str], ...] = (
    (re.compile(r"(?<=\s)(er|ihn|ihm)(?=[\s?,.])"), "he", "{}"),
    (re.compile(r"(?<=\s)sein(?:e|en|em|er|es)?(?=\s)"), "he", "{}s"),
    (re.compile(r"(?<=[\s-])(il|lui)(?=[\s?,.])", re.I), "he", "{}"),
    (re.compile(r"(?<=[\s-])(elle)(?=[\s?,.])", re.I), "she", "{}"),
    (re.compile(r"(?<=[\s¿])(él)(?=[\s?,.])", re.I), "he", "{}"),
    (re.compile(r"(?<=[\s¿])(ella)(?=[\s?,.])", re.I), "she", "{}"),
)
GERMAN_SHE = re.compile(r"(?<=\s)sie(?=[\s?,.])")
PRONOUN = re.compile(
    r"\b(he|she|him|his|hers|her|it|its|they|them|theirs|their|there)(?P<s>['’](?:s|d|ll|re|ve))?\b",
    re.I,
)
SUBJECT_NEXT = re.compile(
    rf"\b(?:{AUXILIARY}|that|and|but|if|when|"
    r"where|why|how|because|while|before|after|since|what|which|who)\s$",
    re.I,
)
"""What stands before the subject of a question or a clause."""
DEMONSTRATIVE = re.compile(
    r"\b(?:this|that|these|those)\s(?!is\b|was\b|are\b|were\b|has\b|have\b|will\b|been\b|cost\b|be\b|mean|happen|the\b|a\b)([a-z]{3,})(?=[\s?.,!]|$)",
    re.I,
)
YEAR_SHIFT = re.compile(r"^the\s(?:year|month|week)\s(before|after)|^the\s(previous|following|next|last)\syear", re.I)
RELATION = re.compile(
    r"\b(?:predecessor|successor|husband|wife|partner|brother|sister|father|mother|son|daughter|deputy|rival|opponent|"
    r"colleague|coach|replacement|replaced?|succeed\w*|t(?:ook|akes?|aking) over|"
    r"follow\w*|before (?:him|her)|after (?:him|her))\b",
    re.I,
)
"""What asks for somebody beside whom "he" or "she" means."""
VAGUE = re.compile(
    r"\b(?:do|did|does|done|caused?|causes|say|said|know|knew|deny|denied|mention|announce|claim)\s(?:it|so)\b(?!\s\w)|\b(?:do|did|does|done|say|said|of|about|after|before|know|happen|like)\s(?:that|this)\b(?!\s\w)|\b(?:that|this)\s*\?$",
    re.I,
)
COUNTRIES = (
    "india sri pakistan denmark sweden norway finland germany france spain italy portugal netherlands belgium "
    "switzerland austria poland "
    "greece turkey hungary romania russia ukraine china japan iran iraq israel egypt nigeria kenya australia "
    "canada mexico brazil argentina "
    "ireland scotland wales england europe asia africa america usa uk britain london paris"
).split()
DOING = re.compile(
    r"(?:how|what)\s(?:do|can|could|should|must|would)\s(?:i|we|you|one)\b|how\sto\b|can\s(?:i|we|you)\b", re.I
)
"""Questions about doing something: "How do I update the router?"; how long "it" takes means the doing."""
DONE = re.compile(
    r"\b(?:undo|after|before|if|does|did|will|would)?\s?it\s(?:takes?|fails?|failed|helps?|work)\b|\bundo\sit\b", re.I
)
WEAK = frozenset(
    "people person persons part place way time times day days year years month months week weeks hour hours one ones "
    "thing things number amount money anyone anybody someone somebody everyone everybody nobody something anything "
    "else reason result results alternative alternatives reaction reactions consequences consequence response "
    "victims victim details long much many far often old".split()
)
"""Nouns that name no topic of their own."""
IMPERATIVE = re.compile(r"(?:list|name|explain|describe|compare|define|summari[sz]e)\s", re.I)
WHAT_IS = re.compile(
    r"what\s(?:is|are|was|were)\s(?:an?\s)?(?!new\b|next\b|left\b|missing\b|wrong\b|different\b|better\b|changed\b|"
    r"planned\b|known\b|the\b)[a-z]+s?[? ]*$",
    re.I,
)
"""Questions for what a word means: "What is love?" brings its own topic."""
UNIQUE = frozenset(
    "sun moon earth world internet sky weather sea ocean universe web economy heart brain liver skin body best law "
    "future past point difference capital meaning".split()
)
"""Nouns that "the" makes clear without anything said before."""
SHORT = 8
"""Words; a longer question without a pronoun brings what it needs."""
LED_QUESTION = re.compile(
    r"(?:at|in|for|by|from|to|with|on|under|since|until|over|through|during|of|about|against|after|before|within|up\sto)\s"
    r"(?:what|which|whom|whose|when|how)\b",
    re.I,
)
"""A question that begins with a preposition: "At what price?"."""
