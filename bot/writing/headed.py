"""What is shown below its heading, for it does not say of what it is: "Director: Jo Ek", "Is closing.", "No."."""

from __future__ import annotations

import re

from bot.evidence.candidates import Candidate
from bot.evidence.layout import layout_of
from bot.writing.draft import Quote
from index.article import StoredArticle
from index.clauses import content_words

LONGEST_NAME_WORDS = 8
"""Of a heading that is the name of what stands below it."""
LONGEST_QUESTION_WORDS = 24
"""Of a heading that is a question."""
FARTHEST_CHARACTERS = 400
"""Between a heading and what stands below it, for both to be shown."""

_LABEL = re.compile(r"[^\W\d_][\w’'/-]*(?: [\w’'/-]+){0,2}:\s+\S")
_WITHOUT_SUBJECT = re.compile(
    r"(?:Is|Are|Was|Were|Has|Have|Had|Will|Plans|Cuts?|Laid off|Let go|Says|Said|Announced|Confirmed|Eliminated"
    r"|Eliminates|Reduced|Reduces|Reportedly|Opened|Opens|Closed|Closes|Began|Begins|Shut|Shuts)\s(?=[a-z0-9$€£A-Z])"
)


def headed(quote: Quote, sentence: Candidate, article: StoredArticle) -> Quote:
    """The quote, which begins with the sentence, from its heading on if there are but labels between the two.

    As it is where it says itself what it is of, or the article's title does.  "Yes" comes with what it answers.
    """
    heading = layout_of(article.text).heading_span(sentence.span.start)
    longest = LONGEST_QUESTION_WORDS if sentence.replies else LONGEST_NAME_WORDS
    if heading is None or not _needs_it(sentence) or len(sentence.heading.split()) > longest:
        return quote
    if sentence.replies:
        return Quote(quote.passage, heading.start, quote.end)
    known = f"{article.title} {sentence.text}".casefold()
    between = article.text[heading.end : quote.start]
    told = all(word.casefold() in known for word in content_words(sentence.heading))
    near = len(between) <= FARTHEST_CHARACTERS
    if told or not near or any(line.strip() and not _LABEL.match(line.strip()) for line in between.splitlines()):
        return quote
    return Quote(quote.passage, heading.start, quote.end)


def _needs_it(sentence: Candidate) -> bool:
    if sentence.replies:
        return True
    if sentence.fact:
        return sentence.columns is None and not sentence.answers_heading and _LABEL.match(sentence.text) is not None
    return _WITHOUT_SUBJECT.match(sentence.text) is not None and not sentence.text.rstrip("\"'”’)").endswith("?")
