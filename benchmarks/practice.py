"""Couples of a faithful sentence and a wrong one, made by rule and by the thousand, for benchmarks/entailment.py.

From articles: sentences in the lines they stand in, as they are, cut shorter or two in one, and the same with one thing
changed (a name, a figure, "not", a word for its opposite).  From SQuAD: questions with the right answer, and
with another of the kind.  They teach to compare, and no more: what is not copied is always wrong here.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.sentences import sentences

Couple = tuple[tuple[tuple[str, ...], ...], str, str]
"""Passages as sentences, a faithful sentence and a wrong one."""

OPPOSITES = """
rose fell|increase decrease|increased decreased|more less|before after|won lost|first last|higher lower|above below
accepted rejected|approved refused|began ended|largest smallest|most least|up down|gained lost|bought sold|always never
all some|every no|early late|began stopped|allowed banned|support oppose|with without|old new|best worst|many few
both neither|inside outside|open closed|buy sell|win lose|rise fall|over under|older younger|include exclude
until since|ahead behind|better worse|cheaper dearer|north south|east west|men women|mother father|wife husband
day month|week year|hour minute|million billion|weeks months|days years|can cannot|will won't|is isn't|was wasn't
are aren't|has hasn't|did didn't|may will|might will|could did|likely certain|about exactly|only also|expected confirmed
alleged proven"""
_OPPOSITE: dict[str, list[str]] = {}
for _one, _other in (couple.split() for couple in OPPOSITES.strip().replace("\n", "|").split("|")):
    _OPPOSITE.setdefault(_one, []).append(_other)
    _OPPOSITE.setdefault(_other, []).append(_one)
_NAME = re.compile(r"(?<=[\w,] )[A-Z]\w+(?: [A-Z]\w+)*")
_FIGURE = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
_AUXILIARY = re.compile(r"\b(?:is|was|are|were|has|have|had|will|would|can|could|should|did|does|do)\b(?! not|n't)")
_NOT = re.compile(r"\bnot |n't\b")
_HEDGE = re.compile(
    r"\b(?:reportedly|allegedly|may|might|could|likely|possibly|nearly|almost|about|some|most|only|at least|up to"
    r"|mostly|often|partly|usually|never) ",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;,] (?:which|who|but|and|while|although|because|after|with|as)\b")
_OPENING = re.compile(r"(?:On|In|At|After|During|By|For|From|Since|Until|With|Under|Over) [^,.;:]{3,45}, (?=\w)")
_ASIDE = re.compile(r", (?:who|which|a|an|the|whose|where|according to)\b[^,.;:\"]{5,70},(?= (?!and\b|or\b))")
_SUBJECT = re.compile(r"(?:The|A|An|He|She|It|They|This|These|Its|His|Her|Their|There|But|And|In|On|At) ")
_SPELLED = dict(
    zip("2 3 4 5 6 7 8 9 10 12".split(), "two three four five six seven eight nine ten twelve".split(), strict=True)
)
_OTHER_FORM = {
    **{rf"\b{figure}\b(?![.,%\d])": word for figure, word in _SPELLED.items()},
    **{rf"\b{word}\b": figure for figure, word in _SPELLED.items()},
    r"(?<=\d) ?%": " per cent",
    r" per ?cent\b": "%",
    r"(?<=\d) million\b": "m",
    r"(?<=\d) ?(?:bn|billion)\b": "bn",
    r"\bisn't\b": "is not",
    r"\bwon't\b": "will not",
    r"\bdid not\b": "didn't",
    r"\bwill not\b": "won't",
}
"""Other ways to write the same."""
SHARE = 0.42
"""Of an article's sentences; enough for some fifteen thousand couples from 609 articles."""


def practice(folder: Path) -> Iterator[Couple]:
    """The couples of a folder with ``corpus.jsonl``, or with ``paragraphs.jsonl`` and ``questions.jsonl``."""
    if (folder / "corpus.jsonl").is_file():
        for article in _records(folder / "corpus.jsonl"):
            yield from _from_article(article["body"])
    else:
        yield from _from_questions(folder)


def split(text: str) -> tuple[str, ...]:
    """A text as its sentences."""
    return tuple(span.of(text).strip() for span in sentences(text, "en"))


def _records(file: Path) -> list[dict]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _from_article(text: str) -> Iterator[Couple]:
    lines = split(re.sub(r"\s+", " ", text))
    for at, sentence in enumerate(lines):
        if random.random() > SHARE:
            continue
        given = lines[max(0, at - random.randint(0, 2)) : at + random.randint(1, 3)]
        for faithful, wrong in near_copies(sentence, given):
            yield (given,), faithful, wrong


def near_copies(sentence: str, given: Sequence[str]) -> Iterator[tuple[str, str]]:
    """A near copy of a sentence, and another with one thing changed; nothing of one that is too long or too short."""
    if not 9 <= len(sentence.split()) <= 35:
        return
    faithful, base = _retold(sentence, given), _retold(sentence, given)
    changes = list(_changes(random.choice((faithful, base)), " ".join(given)))
    if changes:
        yield faithful, random.choice(changes)


def _retold(sentence: str, given: Sequence[str]) -> str:
    """The sentence as it is, without a clause, with a figure in another form, or with another one joined to it."""
    found = sentence
    for part in (_OPENING, _ASIDE):
        if random.random() < 0.5 and (there := part.search(found)) and (part is _ASIDE or there.start() == 0):
            found = found[: there.start()] + found[there.end() :]
    clause = _CLAUSE.search(found, 40)
    if clause and random.random() < 0.6:
        found = f"{found[: clause.start()]}."
    if random.random() < 0.4:
        forms = [(form, to) for form, to in _OTHER_FORM.items() if re.search(form, found)]
        if forms:
            form, to = random.choice(forms)
            found = re.sub(form, to, found, count=1)
    others = [other for other in given if other != sentence and 5 <= len(other.split()) <= 20]
    if others and random.random() < 0.3 and '"' not in found and len(found.split()) < 24:
        other = random.choice(others).rstrip(".!?")
        if '"' not in other and "?" not in found:
            joined = other[:1].lower() + other[1:] if _SUBJECT.match(other) else other
            found = f"{found.rstrip('.!?')}{random.choice((', and', ', while', ';'))} {joined}."
    return found[:1].upper() + found[1:]


def _changes(sentence: str, given: str) -> Iterator[str]:
    """The sentence with one thing changed, in as many ways as there are."""

    def put(there: re.Match[str], word: str) -> str:
        return sentence[: there.start()] + word + sentence[there.end() :]

    names, numbers = list(_NAME.finditer(sentence)), list(_FIGURE.finditer(sentence))
    others = sorted({name for name in _NAME.findall(given) if name not in sentence})
    if names and others:
        yield put(random.choice(names), random.choice(others))
    if len({name.group() for name in names}) > 1:
        one, other = sorted(random.sample(names, 2), key=re.Match.start)
        between = sentence[one.end() : other.start()]
        yield sentence[: one.start()] + other.group() + between + one.group() + sentence[other.end() :]
    if numbers:
        number = random.choice(numbers)
        near = sorted({other for other in _FIGURE.findall(given) if other not in sentence})
        digit = f"{number.group()[:-1]}{random.randint(0, 9)}"
        yield put(number, random.choice([*near, str(random.randint(2, 99)), digit]))
    if auxiliary := _AUXILIARY.search(sentence):
        yield put(auxiliary, f"{auxiliary.group()} not")
    if _NOT.search(sentence):
        yield _NOT.sub("", sentence, count=1)
    turned = [word for word in re.finditer(r"[\w']+", sentence) if word.group().lower() in _OPPOSITE]
    if turned:
        word = random.choice(turned)
        yield put(word, random.choice(_OPPOSITE[word.group().lower()]))
    if hedge := _HEDGE.search(sentence, 5):
        yield put(hedge, "")


def _from_questions(folder: Path) -> Iterator[Couple]:
    texts = {row["id"]: row["text"] for row in _records(folder / "paragraphs.jsonl")}
    by_paragraph: dict[str, list[dict]] = {}
    for question in _records(folder / "questions.jsonl"):
        by_paragraph.setdefault(question["paragraph"], []).append(question)
    for paragraph, questions in by_paragraph.items():
        text = texts[paragraph]
        answered = [question for question in questions if question["answers"]]
        answers = [question["answers"][0] for question in answered]
        pool = [*answers, *_NAME.findall(text), *_FIGURE.findall(text)]
        for question in questions:
            if question["answers"]:
                right = question["answers"][0]
                others = [other for other in pool if _alike(right, other)]
                if others:
                    yield (split(text),), _told(question, right), _told(question, random.choice(others))
            elif answered:  # the paragraph has no answer to it, so any is wrong
                base = random.choice(answered)
                yield (split(text),), _told(base, base["answers"][0]), _told(question, random.choice(pool))


def _alike(answer: str, other: str) -> bool:
    """Whether another answer is of the kind, and says something else."""
    one, two = answer.lower(), other.lower()
    return _kind(answer) == _kind(other) and one not in two and two not in one


def _kind(answer: str) -> str:
    return "figure" if re.search(r"\d", answer) else "name" if answer[:1].isupper() else "words"


def _told(question: dict, answer: str) -> str:
    return f"{question['question'].rstrip('?')}? {answer[:1].upper()}{answer[1:]}."
