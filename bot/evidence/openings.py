"""How articles begin: what one is about it says first, so that an overview is made of these sentences."""

from __future__ import annotations

from collections.abc import Sequence

from bot.evidence.asked import take_apart
from bot.evidence.candidates import is_prose
from bot.evidence.captions import without_captions
from bot.language.terms import WordReader
from index.article import StoredArticle
from index.passage import Passage, Span
from index.sentences import sentences

OPENING_CHARACTERS = 2_000
FEWEST_WORDS = 8
"""Of the sentence with which an overview begins, if there is one: "The reason is the bridge." begins nothing."""
LEAST_SHARE = 0.99
"""How much of a topic, by its telling words, an article has to have."""


def on_topic(topic: str, found: Sequence[Passage], words: WordReader) -> list[Passage]:
    """The best passage of each article that is about the topic, in their order."""
    best = {passage.article.id: passage for passage in reversed(found)}
    articles = dict.fromkeys(passage.article.id for passage in found)
    return [best[number] for number in articles if opening(topic, best[number].article, 1, words)]


def opening(topic: str, article: StoredArticle, most: int, words: WordReader) -> list[Span]:
    """The sentences with which an article comes to the topic, ``most`` of them; none if it is about something else.

    An article is about it if its title has all of the topic's words, or one of its first sentences does.  Without a
    topic, the first sentences.
    """
    asked = take_apart(topic, article.language, words)

    def has(text: str) -> float:
        return asked.share(set(asked.among(words.words(text, article.language))))

    begin = article.text[:OPENING_CHARACTERS]
    spans = [
        span
        for span in without_captions(begin, sentences(begin, article.language))
        if is_prose(span.of(begin), article.language) and (span.end < len(begin) or begin == article.text)
    ]
    titled = not topic or has(article.title) >= LEAST_SHARE
    shares = [has(span.of(begin)) for span in spans]
    least = (0.01 if titled else LEAST_SHARE) if topic else 0.0
    enough = [at for at, share in enumerate(shares) if share >= least] or ([0] if titled and spans else [])
    first = next(
        (at for at in enough if len(spans[at].of(begin).split()) >= FEWEST_WORDS), min(enough, default=len(spans))
    )
    return spans[first : first + most]
