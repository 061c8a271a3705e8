"""``articlebot ask``: a question, and its answer with the sources."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import aclosing, closing
from typing import TYPE_CHECKING

import click

from bot.cli.options import filter_options, filters_of, json_option, settings_of, words_of
from bot.cli.values import Name, WholeNumber

if TYPE_CHECKING:
    from bot.answer import Answer
    from bot.cli.batch import Line
    from bot.engine import CitedQueryEngine
    from bot.question import Filters, Question
    from bot.settings import Settings

AT_ONCE = 8
"""Questions of a batch that wait for the language model at the same time; without a model, one after the other."""


@click.command("ask")
@click.argument("question", nargs=-1)
@filter_options
@click.option("--limit", type=WholeNumber(1, 100), metavar="N", help="Look at the N best passages.")
@click.option(
    "--batch",
    type=Name(),
    metavar="FILE",
    help="Answer each line of FILE (JSONL or plain; - for standard input) as JSON.",
)
@click.option(
    "--strict/--no-strict", default=None, help="Leave out what the articles do not say (default), or mark it."
)
@click.option("--no-ledger", is_flag=True, help="Keep no record of this answer.")
@click.option("--rewrite-only", is_flag=True, help="Only make follow-ups stand alone; search nothing.")
@json_option
@click.pass_context
def command(
    context: click.Context,
    question: tuple[str, ...],
    publishers: tuple[str, ...],
    since: str | None,
    until: str | None,
    limit: int | None,
    batch: str | None,
    strict: bool | None,
    no_ledger: bool,
    rewrite_only: bool,
    as_json: bool,
) -> int:
    """Answer QUESTION from the articles, every sentence with its source.  QUESTION of - is read from standard input.

    \b
    articlebot ask who was killed in the airstrike in Beirut?
    articlebot ask "what changed in the refund policy?" --since "last month" --json
    pbpaste | articlebot ask -
    articlebot ask --batch questions.jsonl > answers.jsonl
    """
    text = words_of(question, batch, "a question")
    settings = settings_of(context, strict=strict, ledger=False if no_ledger else None)
    from bot.question import Question

    if rewrite_only:
        return _rewrite(settings, text, batch, as_json)
    from bot.assembly import open_engine

    if not batch:
        Question(text).checked()
    engine = open_engine(settings)
    filters = filters_of(engine.library, publishers, since, until)
    if batch:
        return _batch(engine, batch, filters, limit, at_once(settings))
    asked = Question(text, filters=filters, limit=limit)
    if as_json:
        from bot.render.json import answer_json

        answer = asyncio.run(engine.aanswer(asked))
        click.echo(json.dumps(answer_json(answer), ensure_ascii=False, indent=2))
    else:
        asyncio.run(show(engine, asked))
    return 0


def at_once(settings: Settings) -> int:
    """How many questions of a batch are answered at the same time."""
    from bot.assembly import is_written

    return AT_ONCE if is_written(settings) else 1


async def show(engine: CitedQueryEngine, question: Question) -> Answer:
    """Prints the answer as it comes, then its sources."""
    from rich.console import Console

    from bot.events import Finished, Found, Searching, SentenceReady
    from bot.render.growing import GrowingAnswer
    from bot.render.terminal import print_answer, print_sources

    console = Console()
    status = Console(stderr=True).status("Searching …")
    growing = GrowingAnswer(console)
    if console.is_terminal:
        status.start()
    try:
        async with aclosing(engine.astream(question)) as events:
            async for event in events:
                match event:
                    case Searching(articles):
                        status.update(f"Searching {articles:,} articles …")
                    case Found(passages, articles):
                        status.update(f"Reading {passages} passages of {articles} articles …")
                    case SentenceReady(sentence, _) if console.is_terminal:
                        status.stop()
                        growing.add(sentence)
                    case Finished(answer):
                        status.stop()
                        growing.stop()
                        if console.is_terminal:
                            print_sources(console, answer)
                        else:
                            print_answer(console, answer)
                        return answer
    finally:
        status.stop()
        growing.stop()
    raise AssertionError("the stream ends with Finished")


def _batch(engine: CitedQueryEngine, path: str, filters: Filters, limit: int | None, at_once: int) -> int:
    """Answers the lines in their order, ``at_once`` of them at the same time; 1 if one could not be answered.

    Whoever writes a line may wait for its answer before writing the next: each is begun as soon as it is read, and
    answers are printed by a thread of their own.
    """
    from bot.cli.batch import read_batch

    failed = False
    answers: list[Future[Answer]] = []
    printed: deque[Future[bool]] = deque()
    with ThreadPoolExecutor(1) as printing, closing(engine):
        try:
            for line in read_batch(path, filters, limit):
                answers = [answer for answer in answers if not answer.done()]
                answer = None if line.error else engine.begin(line.question)
                if answer:
                    answers.append(answer)
                printed.append(printing.submit(_print_answer, line, answer))
                while printed and (len(printed) >= at_once or printed[0].done()):
                    failed |= not printed.popleft().result()
            while printed:
                failed |= not printed.popleft().result()
        finally:
            for answer in answers:
                answer.cancel()
    return int(failed)


def _print_answer(line: Line, answer: Future[Answer] | None) -> bool:
    """Prints the line's answer when there is one, else what is wrong; False then."""
    from bot.cli.batch import print_line
    from bot.errors import BotError
    from bot.render.json import answer_json
    from index.errors import IndexingError

    if answer is None:
        print_line(line.failure(line.error or ""))
        return False
    try:
        fields = answer_json(answer.result())
    except (BotError, IndexingError) as error:
        print_line(line.failure(str(error)))
        return False
    print_line(line.output(fields))
    return True


def _rewrite(settings: Settings, text: str, batch: str | None, as_json: bool) -> int:
    """Prints what each question is when it stands alone."""
    from bot.assembly import open_rewriter
    from bot.cli.batch import Line, print_line, read_batch
    from bot.question import Filters, Question
    from bot.render.terminal import clean

    rewriter = open_rewriter(settings)
    lines = read_batch(batch, Filters(), None) if batch else iter([Line(1, None, Question(text))])
    failed = False
    for line in lines:
        if line.error:
            print_line(line.failure(line.error))
            failed = True
            continue
        standalone = rewriter(line.question)
        if batch or as_json:
            print_line(line.output({"question": line.question.text, "standalone_question": standalone}))
        else:
            click.echo(clean(standalone))
    return int(failed)
