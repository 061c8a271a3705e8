"""The small words of questions and answers, which name nothing; in English, German, French and Spanish."""

from __future__ import annotations

from index.numerals import NUMBERS

OPENERS = frozenset(
    "regarding who what when where why which whose whom how is are was were did do does has have had can could "
    "will would should may might and but or "
    "the a an in on at of for from to by with about compare tell give list show explain describe name it he she "
    "they his her its their this "
    "that these those yes no if as since after before during while there then also according i my we our you your "
    "wer was wann wo warum wie welche welcher welches ist sind war hat haben und aber der die das den dem des "
    "ein eine er sie es ja nein "
    "qui que quoi quel quelle quels quelles quand où pourquoi comment est et le la les un une des il elle oui "
    "non à a "
    "quién quiénes qué cuándo dónde por cómo cuál cuánto cuántos es y el la los las un una sí no".split()
)
FUNCTION = OPENERS.union(NUMBERS[2:13]) | frozenset(
    "be been being am last next into onto over under between against than so not up down out off s t each every "
    "any some all both more most less many "
    "much few other another such own same only just ever never already still yet until though because said says "
    "several dozens hundreds thousands millions "
    "anyone anybody someone somebody everyone everybody nobody anything something nothing else "
    "im am vom zum zur bei mit nach "
    "von zu auf für du de en au aux dans sur pour par con para sobre entre del al se ne pas sich nicht".split()
)
FOREIGN = frozenset(
    "der die das den dem des und ist hat war wer wie wann wo warum wurde mit von zu für auf im ein eine er sie es "
    "le la les est une un et qui quand où pourquoi comment combien quel quelle pour dans sur avec il elle du au "
    "el los las es y que qué quién quiénes cuándo dónde cómo por para con en del al él ella su".split()
)
ENGLISH = frozenset(
    "the is was were are did does do has have had who what when where why how which of and to in on for by with at "
    "from it he she they".split()
)
ASKING = (
    r"what|what['’]?s|who|who['’]?s|whom|whose|when|where|where['’]?s|why|which|how|is|are|was|were|do|does|did|can|could|"
    r"will|would|should|has|have|had|may|must|wer|was|wann|wo|wie|wieso|warum|welche[rsnm]?|qui|que|quand|où|comment|"
    r"pourquoi|quel(?:le)?s?|combien|quién|qué|cuándo|dónde|cómo|cuánt[oa]s?|cuál"
)
"""Words that a question begins with, as a part of a pattern."""
