"""``articlebot replay``: a recorded question once more, and what differs."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import click

from bot.cli.answers import open_ledger
from bot.cli.options import json_option, settings_of
from bot.cli.values import Name

if TYPE_CHECKING:
    from bot.answer import Answer
    from bot.record.entry import Entry
    from bot.record.replaying import Comparison, Place


@click.command("replay")
@click.argument("answer_id", type=Name(), metavar="ID")
@json_option
@click.pass_context
def command(context: click.Context, answer_id: str, as_json: bool) -> int:
    """Ask the recorded question ID again and show what differs.  The new answer is not recorded.

    \b
    articlebot replay 3f9c
    """
    settings = settings_of(context, ledger=False)
    then = open_ledger(settings).get(answer_id)
    from bot.assembly import open_engine
    from bot.record.replaying import compare
    from bot.writing.extractive import ExtractiveWriter
    from bot.writing.prompts import PROMPT_VERSION

    now = asyncio.run(open_engine(settings).aanswer(then.question))
    comparison = compare(then, now, None if now.model == ExtractiveWriter.name else PROMPT_VERSION)
    if as_json:
        click.echo(json.dumps(_comparison_json(then, now, comparison), ensure_ascii=False, indent=2))
    else:
        _print(then, comparison)
    return 0


def _comparison_json(then: Entry, now: Answer, comparison: Comparison) -> dict[str, object]:
    return {
        "id": then.id,
        "question": then.question.text,
        "same": comparison.same,
        "then": {"asked_at": then.asked_at.isoformat(), "declined": then.declined, "answer": then.text},
        "now": {"declined": now.declined, "answer": now.text},
        "changes": [{"name": change.name, "then": change.then, "now": change.now} for change in comparison.changes],
        "sentences": [{"sign": sign, "text": text} for sign, text in comparison.sentences],
        "passages_gone": [_place_json(place) for place in comparison.passages_gone],
        "passages_new": [_place_json(place) for place in comparison.passages_new],
    }


def _place_json(place: Place) -> dict[str, object]:
    return dict(zip(("article_id", "version", "start", "end"), place, strict=True))


def _print(then: Entry, comparison: Comparison) -> None:
    from rich.console import Console
    from rich.text import Text

    from bot.render.terminal import clean

    console = Console()

    def line(text: str, style: str = "") -> None:
        console.print(Text(" ".join(clean(text).split(" ")), style=style), soft_wrap=True, highlight=False)

    line(then.question.text, "bold")
    for change in comparison.changes:
        line(f"{change.name}: {change.then} -> {change.now}", "yellow")
    for sign, text in comparison.sentences:
        line(f"{sign} {text}", {"-": "red", "+": "green"}.get(sign, ""))
    for sign, places, style in (("-", comparison.passages_gone, "red"), ("+", comparison.passages_new, "green")):
        for article_id, version, start, end in places:
            line(f"{sign} passage: {article_id}, version {version}, {start}-{end}", style)
    if comparison.same:
        line("Nothing differs.", "dim")
