"""Answers of every kind, for the tests of how they look and for the pictures in the documentation."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.answer import Answer, Citation, Sentence, Status, Timings
from index.article import StoredArticle
from index.passage import Passage

WHEN = datetime(2024, 1, 2, tzinfo=UTC)


def citation(number: int, **more: object) -> Citation:
    plain = Citation(
        number=number,
        article_id=f"harbour-{number}",
        version=1,
        title=f"The harbour of Alba, part {number}",
        author="Ada Ames",
        publisher="Coast Weekly",
        published_at=WHEN,
        url=f"https://coast.example/harbour/{number}",
        source=f"https://coast.example/harbour/{number}",
        quote="The harbour opened in 1932, after nine years of work.",
        start=0,
        end=53,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def sentence(text: str, *marks: int, status: Status = Status.SUPPORTED) -> Sentence:
    return Sentence(text, marks, status)


def answer(sentences: list[Sentence], citations: list[Citation], **more: object) -> Answer:
    plain = Answer(
        id="a1b2c3d4e5f6",
        question="When did the harbour open?",
        standalone_question="When did the harbour open?",
        declined=not sentences,
        reason=None if sentences else "The articles don't say.",
        sentences=tuple(sentences),
        citations=tuple(citations),
        passages=(),
        model="gpt-5.4-mini",
        embedding_model="all-MiniLM-L6-v2-int8",
        timings=Timings(30, 400, 3, 440),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def passage(number: int, title: str) -> Passage:
    text = "The harbour opened in 1932."
    article = StoredArticle(
        id=f"p{number}", version=1, source=f"/clippings/{number}.txt", title=title, text=text, author=None,
        publisher=None, published_at=WHEN, url=None, language="en", added_at=WHEN, changed_at=WHEN,
    )  # fmt: skip
    return Passage(rank=number, score=1.0, chunk_id=number, article=article, start=0, end=len(text))


QUOTED = Status.QUOTED
NUMBERS = range(1, 41)

SAMPLES: dict[str, Answer] = {
    "short": answer(
        [sentence("The harbour opened in 1932, after nine years of work.", 1, status=QUOTED)], [citation(1)]
    ),
    "two sources": answer(
        [
            sentence("The harbour opened in **1932**.", 1),
            sentence("Its new pier costs 12 million euros, the council says.", 2),
        ],
        [
            citation(1),
            citation(
                2,
                title="Council votes for the pier",
                publisher="The Alba Post",
                quote="The pier will cost 12 million euros, the council said on Monday.",
                note="corrected 12 March",
            ),
        ],
    ),
    "long": answer(
        [
            sentence(
                f"Sentence {number} says what the council decided about the harbour, and at what length. " * 2,
                1 + number % 3,
            )
            for number in range(90)
        ],
        [citation(1), citation(2), citation(3)],
    ),
    "declined": answer(
        [],
        [],
        question="And who paid for it?",
        standalone_question="Who paid for the lighthouse of Alba?",
        passages=(passage(1, "The harbour of Alba"), passage(2, "A pier for Brin")),
    ),
    "table": answer(
        [
            sentence("The harbours by their year:", 1),
            sentence("| Harbour | Opened |\n|---|---|\n| Alba | 1932 |\n| Brin | 1935 |", 1, 2),
            sentence("- Alba is the *oldest*.", 1),
            sentence("- Brin has the longest pier.", 2),
            sentence("> Nine years of work.", 1),
            sentence("```\nalba = 1932\n```", 1),
        ],
        [citation(1), citation(2)],
    ),
    "right to left": answer(
        [sentence("افتتح الميناء عام 1932 بعد تسع سنوات من العمل.", 1, status=QUOTED)],
        [
            citation(
                1,
                title="ميناء ألبا",
                publisher="صحيفة الساحل",
                quote="افتتح الميناء عام 1932 بعد تسع سنوات من العمل.",
                url="https://coast.example/ar/ميناء",
            )
        ],
    ),
    "forty sources": answer(
        [sentence(f"Source {number} speaks of the harbour.", number) for number in NUMBERS],
        [citation(number) for number in NUMBERS],
    ),
    "no metadata": answer(
        [sentence("The harbour opened in 1932.", 1, status=QUOTED)],
        [
            citation(
                1, title="", author=None, publisher=None, published_at=None, url=None, source="/clippings/scan 17.pdf"
            )
        ],
    ),
    "hostile": answer(
        [
            sentence("<!channel> *Win* at [Your bank](https://evil.example) <@U123ABC> @here & more", 1, status=QUOTED),
            sentence("See [the bank](https://evil.example) ![x](https://evil.example/i.png) <!everyone>", 1),
        ],
        [
            citation(
                1,
                title="<!here> [Title](https://evil.example) *x*",
                publisher="<@U123ABC>",
                quote="<!channel> `x` | > y",
                url="https://coast.example/a(b)|<!here>",
            )
        ],
    ),
    "cut short": answer(
        [sentence("The harbour opened in 1932.", 1)],
        [citation(1)],
        reason="The answer is cut short: the language model did not answer for 60 seconds.",
    ),
}
