"""``articlebot search``: the passages themselves, best first."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from bot.cli.options import filter_options, filters_of, json_option, settings_of, words_of
from bot.cli.values import Name, WholeNumber

if TYPE_CHECKING:
    from bot.cli.batch import Line
    from bot.question import Question
    from bot.settings import Settings
    from index.passage import Passage
    from index.retrieval import HybridRetriever


@click.command("search")
@click.argument("query", nargs=-1)
@filter_options
@click.option("--limit", type=WholeNumber(1, 1000), default=10, show_default=True, metavar="N", help="The N best.")
@click.option("--explain", is_flag=True, help="Say why each passage is there: scores, boosts, clauses.")
@click.option(
    "--batch", type=Name(), metavar="FILE", help="Search for each line of FILE (JSONL or plain; - for standard input)."
)
@json_option
@click.pass_context
def command(
    context: click.Context,
    query: tuple[str, ...],
    publishers: tuple[str, ...],
    since: str | None,
    until: str | None,
    limit: int,
    explain: bool,
    batch: str | None,
    as_json: bool,
) -> int:
    """Find the passages that fit QUERY, best first.  QUERY of - is read from standard input.

    \b
    articlebot search airstrike Beirut
    articlebot search "interest rates" --publisher reuters --since 2024-01-01 --explain
    """
    text = words_of(query, batch, "what to search for")
    settings = settings_of(context)
    from bot.assembly import open_retriever
    from bot.question import Question

    if not batch:
        Question(text).checked()
    library, retriever = open_retriever(settings)
    filters = filters_of(library, publishers, since, until)
    if batch:
        from bot.cli.batch import read_batch

        return _batch(retriever, settings, read_batch(batch, filters, limit), explain)
    passages = _found(retriever, Question(text, filters=filters, limit=limit))
    if as_json:
        click.echo(json.dumps({"query": text, "passages": _json(passages, explain)}, ensure_ascii=False, indent=2))
        return 0
    from rich.console import Console

    from bot.render.terminal import print_passages

    print_passages(Console(), passages, explain=explain)
    if not passages:
        click.echo("Nothing fits.", err=True)
    return 0


def _found(retriever: HybridRetriever, question: Question) -> list[Passage]:
    from index.retrieval import Query

    return retriever.search(
        Query(
            text=question.checked().text,
            limit=question.limit or 10,
            now=datetime.now().astimezone(),
            **asdict(question.filters),
        )
    )


def _json(passages: list[Passage], explain: bool) -> list[Any]:
    from bot.render.json import explained_passage_json, passage_json

    return [explained_passage_json(passage) if explain else passage_json(passage) for passage in passages]


def _batch(retriever: HybridRetriever, settings: Settings, lines: Iterable[Line], explain: bool) -> int:
    from bot.assembly import open_rewriter
    from bot.cli.batch import print_line
    from bot.errors import QuestionError
    from index.errors import FilterError

    failed = False
    rewriter: Callable[[Question], str] | None = None
    for line in lines:
        began = time.perf_counter()
        try:
            if line.error:
                raise QuestionError(line.error)
            question = line.question.checked()
            standalone = question.text
            if question.turns:
                rewriter = rewriter or open_rewriter(settings)
                standalone = rewriter(question)
            passages = _found(retriever, replace(question, text=standalone)) if standalone else []
        except (QuestionError, FilterError) as error:
            print_line(line.failure(str(error)))
            failed = True
            continue
        elapsed = 1000 * (time.perf_counter() - began)
        fields = {
            "query": question.text,
            **({"standalone_question": standalone} if question.turns else {}),
            "passages": _json(passages, explain),
            "timings_ms": {"total": round(elapsed, 2)},
        }
        print_line(line.output(fields))
    return int(failed)
