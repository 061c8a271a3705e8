"""What asks nothing of the articles: what is polite ("Thanks", "hello"), and what is asked of the bot itself."""

from __future__ import annotations

import re

_CORE = frozenset(
    "thanks thank thx ty cheers ok okay okey kk k great cool nice perfect awesome brilliant excellent super "
    "lovely wonderful fantastic hello "
    "hi hey bye goodbye ciao morning afternoon evening welcome sorry understood gotcha alright fine wow lol "
    "haha noted appreciated appreciate "
    "interesting good got makes yes no yep nope yeah right sure see helpful done amazing "
    "oh ah aha huh whoa hmm hm mhm yup ya yay hooray hurray nah np agreed correct exactly absolutely totally indeed "
    "fair pity shame schade dommage lástima damn ugh sad unfortunate unfortunately bad hurrah whatever forget meh "
    "nevermind nvm thnx tks night evening cya later farewell greetings howdy yo sup tysm thanx appreciated clear "
    "superb neat sweet wicked nice helpful useful impressive congrats bingo "
    "dank danke dankeschön grüezi grüß mahlzeit bis ciao servus wiedersehen ok passt genau stimmt jo jawohl perfekt "
    "ach aha bitte toller cool "
    "au revoir bientôt coucou nickel compris d'acc entendu ouais oui non merci "
    "hola chao hasta luego entendido claro estupendo sí si buenas buen grazie obrigado obrigada "
    "danke dankeschön vielen super prima klasse toll hallo tschüss servus moin gut verstanden alles "
    "merci bonjour salut parfait génial bravo bonsoir d'accord accord super "
    "gracias hola adiós vale perfecto genial bien buenos".split()
)
_FILLING = frozenset(
    "not what such quel qué "
    "you so much a lot very for the your help that that's thats this all is was i it it's its needed need now "
    "then again day good have to "
    "everyone everybody there bot articlebot in one and but me my very really well too of with got makes sense "
    "see will do what know enough mind never worries problem worry please man mate guys friend love loved like sounds "
    "wonderful pretty super quite day weekend nice take care until next time soon here from both again answer answers "
    "explanation info information advice clearing up explaining helping answering can go be right true already me "
    "team folks people colleagues advance zusammen tous todos für die den der das "
    "and schönen tag noch tolle deine eure ihre antwort wir hören uns auf bald gern gerne hilfe wieder vielen super "
    "toute bonne journée soirée infos réponse vos réponses pour l'aide est ça marche va je vois "
    "que tengas un día lo siento todo está de nada mil luego pronto ayuda "
    "see will do what know "
    "dir ihnen sehr schön guten tag abend morgen das war klar beaucoup bien votre aide c'est tout à vous de "
    "pour muchas mucho tus tu por la ayuda días muy y noches "
    "tardes wonderful".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_GREETING = re.compile(
    r"(?:hey|hi|hello)?[\s,!]*(?:what'?s up|how'?s it going|how do you do|how are things|who are you|"
    r"nice to meet you|wie geht(?:'s| es dir)|ça va|qué tal)[?!. ]*",
    re.I,
)
_TEXTS = "(?:articles|documents|files|pages|reports|sources)"
_OF_THE_BOT = re.compile(
    r"(?:(?:hey|hi|hello)[\s,!]+)?(?:please )?(?:help(?: me)?|(?:who|what) are you"
    r"|what (?:is|does) this bot(?: do)?|what (?:can|could|should) i ask(?: (?:you|here|about))*"
    r"|(?:what|how) (?:can|do|does|could) (?:you|this bot) (?:do|work|help)(?: (?:me|us|with|here|for))*"
    rf"|how many {_TEXTS} (?:do you (?:have|know)|are there|are (?:in|stored in) (?:the|this|your) library)"
    rf"|(?:what|which) (?:{_TEXTS}|topics) (?:do you (?:have|know|cover)|are (?:there|in (?:the|this) library))"
    r"|what do you know|wer bist du|was kannst du|hilfe|qui es-tu|que peux-tu faire|aide|quién eres|qué puedes hacer"
    r"|ayuda)"
    r"[?!. ]*",
    re.I,
)
_KNOWING = (
    r"(?:(?:i|we)(?:['’](?:d|ll|ve))?\s)?(?:(?:did|had|have|would|could|will|do)(?:\s?n['’]?t|\snot)?\s)?"
    r"(?:(?:not|never|have|ever|really|just|also|only|already|always|even)\s)*"
    r"(?:know|knew|known|heard|guess(?:ed)?|expect(?:ed)?|thought|reali[sz]ed?|imagined?|noticed|suspected|see|saw|seen|remember|"
    r"forgot|agree|loved?|liked?|appreciated?|no\s(?:idea|clue)|had\sno\s(?:idea|clue))"
    r"(?:\s(?:about|of))?(?:\s(?:that|this|it|so|much))?(?:\s(?:before|yet|at\sall|either|too|already|now|coming))?"
)
"""What somebody says of what they knew: "I didn't know that", "I would never have guessed"."""
_VERDICT = (
    r"(?:crazy|wild|insane|sad|terrible|awful|horrible|tragic|funny|hilarious|fascinating|interesting|surprising|shocking|"
    r"weird|strange|odd|impressive|amazing|incredible|unbelievable|disappointing|annoying|worrying|scary|lovely|kind|quick|"
    r"fast|neat|nice|brilliant|wonderful|fantastic|excellent|awesome|bad|good\sto\s(?:know|hear))"
)
_VERY = r"(?:(?:so|very|really|quite|pretty|rather|just|too|a\sbit|absolutely|truly|such|exactly|precisely|all)\s)*"
_FELT = (
    rf"i(?:['’]?m|\sam|\swas)\s{_VERY}(?:impressed|surprised|amazed|shocked|stunned|glad|pleased|relieved|grateful|speechless|"
    r"sorry)(?:\s(?:by|about|to\shear|to\ssee)\s(?:that|this|it))?"
    # Who says that an answer is wrong wants another.
    r"|you(?:(?:['’]?re|\sare|\swere)\s(?!(?:\w+\s)*(?:not|wrong|mistaken|incorrect|sure|my|your|for|in|of)\b)[a-z]+(?:\s[a-z]+){0,3}"
    r"|\s(?:rock|rule)|\s(?:saved|made|helped)(?:\s(?:me|us|my\sday|a\slot))*)"
    rf"|(?:(?:that|this|it)(?:['’]?s|\sis|\swas|\ssounds)\s{_VERY}|(?:what|how)\s{_VERY})"
    rf"(?:(?:an?\s|some\s)?(?:{_VERDICT}\s)?(?:news|surprise|relief|shame|pity|job|stuff|lot|mess|story)|{_VERDICT})"
    rf"|(?:(?:that|this|it)(?:['’]?s|\sis|\swas)\s)?{_VERY}(?:what|all|[a-z]+er\sthan)\s(?:i|we)(?:\s(?:was|am|were|are|had|have|been|really|just|"
    r"needed|need|wanted|want|looking\sfor|hoping\sfor|after|meant|thought|expected|suspected|hoped|feared|guessed|to\sknow)){1,4}"
)
"""What is felt about the bot or its answer: "you're the best", "that is so sad", "exactly what I was looking for"."""
_CONTENT = re.compile(
    r"(?:^(?:(?:perfect|great|good|nice|cool|super|awesome|excellent|yes|yay|wow|ok|okay|thanks|thx|brilliant|amazing|oh|ah|huh)\s)?"
    r"|[.,;:!–—]\s*)(?:(?:that|this|it|which)(?:['’]s|\sis|\swas|\shas|\sdid|\sreally)?\s(?:all|everything|enough|it|great|good|"
    r"perfect|fine|work(?:s|ed)|help(?:s|ed)(?:\sa\slot|\sme)?|answer(?:s|ed)\s(?:it|my\squestion)|exactly\swhat\si\s\w+|"
    r"what\si\s(?:needed|wanted|was\slooking\sfor)|useful|helpful|clear|the\strick)|"
    r"(?:i\s(?:have\s)?)?no\s(?:more|further|other)\squestions?|nothing\s(?:else|more)|have\sa\s[a-z ]{3,20}|"
    r"(?:i\sam|i['’]m)\s(?:done|good|happy)|"
    rf"{_KNOWING}|{_FELT}|"
    r"never\s?mind|forget\s(?:it|that|about\sit)|das\swar['’]?s|das\sreicht|das\shilft|c['’]est\s(?:tout|bon)|eso\ses\stodo)"
    r"(?:\s(?:now|then|for\s(?:now|today)|thanks|thank\syou|already|i\sneeded?))*\s*(?=[.,;:!–—]|$)",
    re.I,
)
"""A clause that says that nothing more is wanted: "that helps", "that's everything"."""
_LONGEST = 9
"""Words; politeness is short, and what is longer says something."""


def is_small_talk(text: str) -> bool:
    """Whether a message asks for nothing."""
    if any(character.isdigit() for character in text):
        return False  # "ok and in 2022" asks
    content = "" if "?" in text else _CONTENT.sub("", text).strip(" .,;:!–—")
    if "?" not in text and _CONTENT.search(text):
        return not content or is_small_talk(content)
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    if not words:
        return True
    if _GREETING.fullmatch(text.strip()):
        return True
    if "?" in text and not set(words) <= {"how", "are", "you", "hi", "hello", "hey", "ok", "okay"}:
        return False
    if set(words) >= {"how", "are", "you"} and len(words) <= 5:
        return True
    return (
        len(words) <= _LONGEST
        and any(word in _CORE for word in words)
        and all(word in _CORE | _FILLING for word in words)
    )


def is_about_the_bot(text: str) -> bool:
    """Whether a message asks what the bot is, can do and has: "help", "how many articles do you have?"."""
    return _OF_THE_BOT.fullmatch(" ".join(text.split())) is not None
