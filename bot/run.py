"""One question on its way through the engine, and the answer that it comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.answer import Answer, Citation, Sentence, Timings, Usage
from bot.conversation import asked_now
from bot.evidence.told_by import without_publishers
from bot.finding import Findings
from bot.question import Question
from bot.writing.extractive import ExtractiveWriter
from index.passage import Passage

NOT_SAID = "The articles don't say."
NO_MORE = "The articles say no more on that."


@dataclass(slots=True)
class Run:
    """One question on its way: what is known of it so far, and the clock."""

    question: Question
    id: str
    started: float
    standalone: str
    shown: str
    """What was answered already, where the question wants more of it."""
    found: Findings = field(default_factory=lambda: Findings(()))
    confidence: float | None = None
    retrieved: float = 0.0
    checking: float = 0.0
    """Seconds spent on the check alone."""
    total: float = 0.0
    """Seconds from the question to the end of its answer."""
    usage: Usage | None = None
    raw: str | None = None
    """What the model wrote, before the check."""
    model: str = ExtractiveWriter.name

    @property
    def asked(self) -> str:
        """What the passages are to answer: of a follow-up, not the question that was put before it; not who said so."""
        asked = (asked_now(self.standalone) if self.question.turns else "") or self.standalone
        return without_publishers(asked, self.passages)

    @property
    def passages(self) -> Sequence[Passage]:
        """Those that were found, best first."""
        return self.found.passages

    def answer(
        self, citations: tuple[Citation, ...], sentences: tuple[Sentence, ...], note: str | None, embedding_model: str
    ) -> Answer:
        """What the question has come to; ``note`` says what else a reader must know of it."""
        declined = not sentences and bool(self.standalone)
        not_said = NO_MORE if self.shown else NOT_SAID
        narrowed = self.found.narrowed if declined else None
        reasons = (not_said if declined else None, *_corrected(self.found), narrowed, self.found.missing or None, note)
        return Answer(
            id=self.id,
            question=self.question.text,
            standalone_question=self.standalone,
            declined=declined,
            reason=" ".join(filter(None, reasons)) or None,
            sentences=sentences,
            citations=citations,
            passages=tuple(self.passages),
            model=self.model,
            embedding_model=embedding_model,
            timings=Timings(
                retrieve=1000 * self.retrieved,
                write=1000 * max(0.0, self.total - self.retrieved - self.checking),
                check=1000 * self.checking,
                total=1000 * self.total,
            ),
            usage=self.usage,
            confidence=self.confidence,
        )


def _corrected(found: Findings) -> list[str]:
    return [f"No article has “{wrong}”: I looked for “{right}”." for wrong, right in found.corrections]
