"""The query engine: a question in, an answer out whose every sentence is quoted from the articles and checked."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
import uuid
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import Response
from llama_index.core.schema import QueryBundle

from bot.answer import Answer, Sentence, Usage, total
from bot.answerability import confidence
from bot.checking import Checker, quoted
from bot.citing import Bibliography
from bot.conversation import is_about_the_bot, rewrite, to_continue
from bot.discussed import with_discussed
from bot.errors import ModelError
from bot.events import Event, Finished, Found, Searching, SentenceReady
from bot.finding import Findings, find
from bot.question import Question
from bot.run import Run
from bot.writing.draft import Draft
from bot.writing.extractive import ExtractiveWriter
from index.article import StoredArticle
from index.errors import EmptyLibraryError
from index.library import Library
from index.retrieval import HybridRetriever, Query, to_node

if TYPE_CHECKING:
    from bot.record.ledger import Ledger
    from bot.writing.generative import GenerativeWriter, Writing

logger = logging.getLogger(__name__)

NOTHING_ASKED = "There is no question in that, so nothing was looked for."
ABOUT_ME = (
    "I answer from the articles in this library ({}), each sentence with the words it rests on. "
    "Ask who, what, when or why, name a topic, or ask for a summary."
)
LEFT_OUT = "{} the model wrote could not be found in the articles and {} left out."


class CitedQueryEngine(BaseQueryEngine):
    """Retrieves, writes, checks, and declines when the articles do not say.

    ``answer`` and ``aanswer`` give the whole answer, ``astream`` gives each sentence as soon as it is checked;
    ``query`` and ``aquery`` are LlamaIndex's.  Any number of questions may be under way at once.
    """

    def __init__(
        self,
        library: Library,
        retriever: HybridRetriever,
        extractive: ExtractiveWriter,
        *,
        generative: GenerativeWriter | None = None,
        ledger: Ledger | None = None,
        note_of: Callable[[StoredArticle], str | None] = lambda _: None,
        decline_below: float,
        passages: int,
        strict: bool = True,
    ) -> None:
        super().__init__(callback_manager=None)
        self.library = library
        self.retriever = retriever
        self.ledger = ledger
        self._extractive = extractive
        self._generative = generative
        self._note_of = note_of
        self._decline_below = decline_below
        self._passages = passages
        self._strict = strict
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._guard = threading.Lock()

    def answer(self, question: Question) -> Answer:
        """The answer to one question; raises QuestionError, EmptyLibraryError and other known errors."""
        answering = self.begin(question)
        try:
            return answering.result()
        except BaseException:
            answering.cancel()
            raise

    def begin(self, question: Question) -> Future[Answer]:
        """The answer that is now under way, which raises as ``answer`` does; cancelling it stops the model."""
        return asyncio.run_coroutine_threadsafe(self.aanswer(question), self._running_loop())

    async def aanswer(self, question: Question) -> Answer:
        """The answer to one question; raises as ``answer`` does."""
        async for event in self.astream(question):
            if isinstance(event, Finished):
                return event.answer
        raise AssertionError("the stream ends with Finished")

    def close(self) -> None:
        """Ends what ``answer`` and ``begin`` started; the engine can be used again."""
        with self._guard:
            loop, thread = self._loop, self._thread
            self._loop = self._thread = None
        if loop is None or thread is None:
            return
        # Who still waits for an answer gets it.
        asyncio.run_coroutine_threadsafe(_ended(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        """One event loop for the engine's life: the model's connections are bound to the loop that opened them."""
        with self._guard:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                # A daemon: a script that does not close its engine ends all the same.
                self._thread = threading.Thread(target=self._loop.run_forever, name="articlebot", daemon=True)
                self._thread.start()
            return self._loop

    async def astream(self, question: Question) -> AsyncGenerator[Event, None]:
        """The answer as it comes: each sentence once it has passed its check, so nothing shown is ever taken back.

        Closing the generator, or cancelling who iterates over it, stops the model.  Raises as ``answer`` does.
        """
        question.checked()
        started = time.perf_counter()
        shown = await asyncio.to_thread(to_continue, question.text, question.turns)
        standalone, usage = await self._standalone(question)
        run = Run(question, uuid.uuid4().hex[:12], started, standalone, shown, usage=usage)
        if not run.standalone:
            note = NOTHING_ASKED
            if is_about_the_bot(question.text):
                note = ABOUT_ME.format(f"{await asyncio.to_thread(self._count):,} of them")
            yield Finished(await self._finish(run, Bibliography((), self._note_of), (), note))
            return
        articles = await asyncio.to_thread(self._count)
        yield Searching(articles)
        run.found = await asyncio.to_thread(self._retrieve, run)
        run.standalone = run.found.question
        run.retrieved = time.perf_counter() - run.started
        yield Found(len(run.passages), len({passage.article.id for passage in run.passages}))
        stream = self._generate(run) if self._generative else self._quote(run)
        try:
            async for event in stream:
                yield event
        finally:
            await stream.aclose()

    async def _standalone(self, question: Question) -> tuple[str, Usage | None]:
        """The question as it stands alone, and what a model that made it so has counted."""
        if self._generative is not None and question.turns:
            return await self._generative.standalone(question.text, question.turns)
        return await asyncio.to_thread(rewrite, question.text, question.turns), None

    def _count(self) -> int:
        articles = self.library.counts().articles
        if not articles:
            raise EmptyLibraryError("The library is empty: `articlebot add PATH` fills it with articles to ask about.")
        return articles

    def _retrieve(self, run: Run) -> Findings:
        filters = run.question.filters
        query = Query(
            text=run.standalone,
            publishers=filters.publishers,
            since=filters.since,
            until=filters.until,
            limit=run.question.limit or self._passages,
            now=run.question.now or datetime.now().astimezone(),
        )
        found = find(query, self.retriever, self.library, self._extractive.reader.words)
        if run.question.turns and not found.openings:
            typed, turns = run.question.text, run.question.turns
            found = replace(found, passages=with_discussed(found.passages, query, typed, turns, self.retriever))
        return found

    async def _quote(self, run: Run, note: str | None = None) -> AsyncGenerator[Event, None]:
        """The answer in the articles' own sentences; ``note`` says why no model wrote it."""
        bibliography = Bibliography(run.passages, self._note_of)
        sentences = []
        run.model = ExtractiveWriter.name
        if run.passages:
            run.confidence = await asyncio.to_thread(self._confidence, run)
            if run.confidence >= self._decline_below:
                for draft in await asyncio.to_thread(self._quoted, run):
                    checked = quoted(draft, run.passages)
                    if checked is None:
                        logger.error("answer %s: a quote does not stand in its article; left out", run.id)
                        continue
                    sentence, new = await asyncio.to_thread(
                        bibliography.sentence, checked.text, checked.quotes, checked.status
                    )
                    sentences.append(sentence)
                    yield SentenceReady(sentence, new)
        yield Finished(await self._finish(run, bibliography, tuple(sentences), note))

    def _quoted(self, run: Run) -> list[Draft]:
        found = run.found
        if run.shown:
            return self._extractive.more(run.shown, found.passages)
        if found.openings:
            return self._extractive.overview(found.topic, found.passages[: found.openings])
        return self._extractive.write(run.asked, found.passages)

    def _confidence(self, run: Run) -> float:
        if not run.found.answerable:
            return 0.0
        # What an overview is of was looked for in the articles that it opens with; what was shown, was sure enough.
        return 1.0 if run.found.openings or run.shown else confidence(run.asked, run.passages, self._extractive.reader)

    async def _generate(self, run: Run) -> AsyncGenerator[Event, None]:
        """The answer in the model's words, every sentence checked before it is shown."""
        assert self._generative is not None
        bibliography = Bibliography(run.passages, self._note_of)
        checker = await asyncio.to_thread(Checker, run.passages, strict=self._strict)
        sentences: list[Sentence] = []
        left_out = 0
        note: str | None = None
        if run.passages:
            run.model = self._generative.model
            preparing = asyncio.create_task(checker.prepare())
            writing: Writing = self._generative.begin(run.standalone, run.passages, run.question.now)
            try:
                async for draft in writing:
                    began = time.perf_counter()
                    checked = await checker.checked(draft, writing.redo)
                    run.checking += time.perf_counter() - began
                    if checked is None or any(sentence.text == checked.text for sentence in sentences):
                        # What a second try repeats takes the place of nothing.
                        left_out += 1
                        continue
                    sentence, new = await asyncio.to_thread(
                        bibliography.sentence, checked.text, checked.quotes, checked.status
                    )
                    sentences.append(sentence)
                    yield SentenceReady(sentence, new)
            except ModelError as error:
                note = f"The answer is cut short: {error}" if sentences else f"Quoted, not written: {error}"
            finally:
                await writing.aclose()
                preparing.cancel()
                run.usage, run.raw = total((run.usage, writing.usage)), writing.raw
        if note and not sentences:
            async for event in self._quote(run, note):
                yield event
            return
        if left_out and not note:
            note = LEFT_OUT.format(
                "A sentence that" if left_out == 1 else f"{left_out} sentences that", "was" if left_out == 1 else "were"
            )
        yield Finished(await self._finish(run, bibliography, tuple(sentences), note))

    async def _finish(
        self, run: Run, bibliography: Bibliography, sentences: tuple[Sentence, ...], note: str | None
    ) -> Answer:
        # In a thread: what reads the library may wait for a search, and recording for the disk.
        return await asyncio.to_thread(self._finished, run, bibliography, sentences, note)

    def _finished(
        self, run: Run, bibliography: Bibliography, sentences: tuple[Sentence, ...], note: str | None
    ) -> Answer:
        run.total = time.perf_counter() - run.started
        shape = self.library.shape
        answer = run.answer(bibliography.citations, sentences, note, shape.embedding_model if shape else "")
        if self.ledger is not None:
            self.ledger.record(answer, raw=run.raw, question=run.question)
        return answer

    def _query(self, query_bundle: QueryBundle) -> Response:
        return _response(self.answer(Question(query_bundle.query_str)))

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return _response(await self.aanswer(Question(query_bundle.query_str)))

    def _get_prompt_modules(self) -> dict[str, Any]:
        return {}


def _response(answer: Answer) -> Response:
    """The answer in LlamaIndex's form; ``metadata["answer"]`` holds the whole of it."""
    return Response(
        response=answer.text,
        source_nodes=[to_node(passage) for passage in answer.passages],
        metadata={"answer": answer},
    )


async def _ended() -> None:
    """Waits for everything else that runs in this event loop."""
    await asyncio.gather(*(asyncio.all_tasks() - {asyncio.current_task()}), return_exceptions=True)
    await asyncio.get_running_loop().shutdown_asyncgens()
