"""``articlebot eval``: how well search and refusal do on one's own questions."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.options import json_option, settings_of
from bot.cli.values import PathName, WholeNumber

if TYPE_CHECKING:
    from bot.engine import CitedQueryEngine
    from index.evaluation import Case, Figures, Outcome, Refusals


@click.command("eval")
@click.argument("questions", type=PathName())
@click.option("--limit", type=WholeNumber(1, 100), metavar="N", help="Look at the N best passages.")
@click.option("--report", type=PathName(), metavar="FILE", help="Write a page with each failure.")
@json_option
@click.pass_context
def command(context: click.Context, questions: Path, limit: int | None, report: Path | None, as_json: bool) -> int:
    """Measure search and refusal on QUESTIONS, a JSONL file.

    Each line is {"question": ...} with any of "articles" or "urls" (what answers it), "answer_words" (words that an
    answer holds) and "answerable" (false: the articles do not say).  docs/evaluation.md explains the figures.

    \b
    articlebot eval questions.jsonl
    articlebot eval questions.jsonl --report report.html
    """
    from index.errors import UnreadableError
    from index.evaluation import measure, read_cases, refusal_curve, unknown_articles

    cases = list(read_cases(questions))
    if not cases:
        raise UnreadableError(str(questions), 'holds no question: write one a line, {"question": "…"}.')
    settings = settings_of(context, ledger=False)
    from bot.assembly import open_engine
    from bot.render.terminal import clean

    engine = open_engine(settings)
    for case, name in unknown_articles(cases, engine.library.places()):
        click.echo(clean(f"{questions}, line {case.number}: no article of the library is called {name!r}."), err=True)
    outcomes = _outcomes(engine, cases, limit)
    figures, curve = measure(outcomes), refusal_curve(outcomes)
    if report is not None:
        _write(report, questions.name, figures, curve, outcomes, settings.decline_below)
    if as_json:
        click.echo(json.dumps(_json(figures, curve, settings.decline_below, outcomes), ensure_ascii=False, indent=2))
    else:
        _print(figures)
    return 0


def _outcomes(engine: CitedQueryEngine, cases: list[Case], limit: int | None) -> list[Outcome]:
    from rich.console import Console
    from rich.progress import track

    from bot.question import Question
    from index.evaluation import Outcome

    outcomes = []
    console = Console(stderr=True)
    for case in track(cases, "Asking", console=console, disable=not console.is_terminal, transient=True):
        answer = engine.answer(Question(case.question, limit=limit))
        outcomes.append(
            Outcome(
                case,
                answer.passages,
                answer.declined,
                answer.confidence,
                tuple(citation.quote for citation in answer.citations),
                answer.timings.total / 1000,
            )
        )
    engine.close()
    return outcomes


def _print(figures: Figures) -> None:
    from rich.console import Console
    from rich.table import Table

    from bot.render.report import figures_table

    table = Table(show_header=False, box=None)
    table.add_column()
    table.add_column(justify="right")
    for name, value in figures_table(figures):
        table.add_row(name, value)
    Console().print(table)


def _write(
    path: Path, name: str, figures: Figures, curve: list[Refusals], outcomes: list[Outcome], threshold: float
) -> None:
    from bot.errors import BotError
    from bot.render.report import report

    try:
        path.write_text(report(name, figures, curve, outcomes, threshold), encoding="utf-8")
    except OSError as error:
        raise BotError(f"The report {path} cannot be written: {error.strerror}.") from error
    click.echo(f"Report: {path}", err=True)


def _json(figures: Figures, curve: list[Refusals], threshold: float, outcomes: list[Outcome]) -> dict[str, object]:
    values = asdict(figures)
    values["hits"] = {str(k): hits for k, hits in figures.hits}
    values["refusals"]["threshold"] = threshold
    failures = [
        {
            "line": outcome.case.number,
            "question": outcome.case.question,
            "failure": outcome.failure,
            "rank": outcome.rank,
            "confidence": outcome.confidence,
            "found": [passage.article.id for passage in outcome.passages],
        }
        for outcome in outcomes
        if outcome.failure
    ]
    return {**values, "refusal_curve": [asdict(point) for point in curve], "failures": failures}
