"""How well each sentence answers the question, as a small trained model sees it that reads both side by side.

It knows English only.  ``benchmarks/answering.py`` trains it: of a paragraph's sentences it learns to choose the
one that answers, or none of them; so its log odds also tell a question that is answered from one that only looks so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from bot.cross_encoder import BREAK, LANGUAGE, START, CrossEncoder, Row, pieces
from bot.evidence.features import Read
from bot.language.identification import language_of
from index.article import StoredArticle
from index.passage import Passage

ANSWERING = CrossEncoder(Path(__file__).with_name("answering.onnx"), "Sentences that answer are picked by their words")
QUESTION_TOKENS, SENTENCE_TOKENS, TITLE_TOKENS, BEFORE_TOKENS = 40, 80, 14, 40
"""Word pieces that are read of each, at most: of the sentence before, the last ones."""
NAMED = 10
"""Sentences that are read a second time, with the names that their article is about, at most."""
OF_THE_NAMED = 2.0
"""Log odds that they lose for it: what is told of one's article may yet be of another."""
_ASIDE = re.compile(r"\s*\([^()]*\)(?=\W*$)")
"""What a follow-up is about, as `conversation` puts it behind the question: the model was trained on none such."""
_STOP = 1012
"""The word piece of a full stop."""


def answering(
    found: Read, numbers: Sequence[int], passages: Sequence[Passage], *, named: int = NAMED
) -> dict[int, float] | None:
    """Log odds of each of these sentences; None where the model cannot judge: another language, no model.

    The first ``named`` are read a second time, with the names that their article is about.
    """
    articles = [passages[found.sentences[number].article].article for number in numbers]
    languages = {article.language or LANGUAGE for article in articles}
    if languages - {LANGUAGE} or language_of(found.asked.text) != LANGUAGE:
        return None
    question = _ASIDE.sub("", found.asked.text)
    rows = [_row(found, number, question) for number in numbers]
    again = {
        number: _row(found, number, question, name)
        for number, article in zip(numbers[:named], articles, strict=False)
        if (name := _unsaid(found, number, article))
    }
    odds = ANSWERING.odds([*rows, *again.values()])
    if odds is None:
        return None
    said = dict(zip(numbers, odds.tolist(), strict=False))
    for number, with_name in zip(again, odds[len(rows) :].tolist(), strict=True):
        said[number] = max(said[number], with_name - OF_THE_NAMED)
    return said


def _row(found: Read, number: int, question: str, name: str = "") -> Row:
    sentence = found.sentences[number]
    before = "" if sentence.before is None else found.sentences[sentence.before].text
    said = f"{name}: {sentence.with_heading}" if name else sentence.with_heading
    return row(question, said, before, found.titles[sentence.article])


def _unsaid(found: Read, number: int, article: StoredArticle) -> str:
    """The names and numbers of the question that title or publisher have: the sentence need not say them again."""
    said = found.sentences[number].with_heading.lower()
    names = re.findall(r"[^\W_]+", f"{article.publisher or ''} {article.title}")
    asked = found.asked.names | {term for term in found.asked.stems if term.isdigit()}
    return " ".join(
        {name.lower(): name for name in names if name.lower() in asked and name.lower() not in said}.values()
    )


def row(question: str, sentence: str, before: str, title: str) -> Row:
    """What the model reads: the question, the sentence, and of what article it is and what stands before it."""
    asked, given = pieces(question)[:QUESTION_TOKENS], pieces(sentence)[:SENTENCE_TOKENS]
    around = [*pieces(title)[:TITLE_TOKENS], *([_STOP, *pieces(before)[-BEFORE_TOKENS:]] if before else [])]
    kinds = [0] * (len(asked) + 2) + [1] * (len(given) + 1) + [0] * (len(around) + 1)
    return [START, *asked, BREAK, *given, BREAK, *around, BREAK], kinds
