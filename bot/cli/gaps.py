"""``articlebot gaps``: what people ask that no article answers."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click

from bot.cli.answers import open_ledger
from bot.cli.options import json_option, settings_of
from bot.cli.values import WholeNumber

if TYPE_CHECKING:
    from bot.record.gaps import Gap


@click.command("gaps")
@click.option("--days", type=WholeNumber(1, 36_500), metavar="N", help="Only the last N days.")
@click.option("--limit", type=WholeNumber(min=1), metavar="N", help="At most N groups.")
@json_option
@click.pass_context
def command(context: click.Context, days: int | None, limit: int | None, as_json: bool) -> int:
    """Group the questions that were declined or whose answer was rated down.

    \b
    articlebot gaps --days 30
    """
    ledger = open_ledger(settings_of(context))
    from bot.record.gaps import gaps, unanswered, wording
    from index.embedding import BuiltinEmbedding

    entries = unanswered(ledger.answers(since=datetime.now(UTC) - timedelta(days=days) if days else None))
    # The built-in model whatever the library uses: it costs nothing and no question leaves the machine.
    found = gaps(entries, BuiltinEmbedding().embed if entries else None)[:limit]
    if as_json:
        for gap in found:  # one object a line
            click.echo(json.dumps(_gap_json(gap), ensure_ascii=False))
        return 0
    from rich.console import Console
    from rich.text import Text

    from bot.render.terminal import clean

    console = Console()
    for gap in found:
        line = Text(f"{gap.count:>4}  ", style="bold cyan")
        line.append(" ".join(clean(gap.shown).split()), style="bold")
        bad = f", {gap.rated_down} rated down" if gap.rated_down else ""
        line.append(f"  last asked {gap.last_asked.astimezone():%Y-%m-%d}{bad}", style="dim")
        console.print(line, soft_wrap=True, highlight=False)
        others = dict.fromkeys(wording(entry) for entry in gap.entries)
        for other in [text for text in others if text != gap.shown][:5]:
            console.print(Text("      " + " ".join(clean(other).split())), soft_wrap=True, highlight=False)
    if not found:
        click.echo("Every recorded question was answered, and no answer was rated down.", err=True)
    return 0


def _gap_json(gap: Gap) -> dict[str, object]:
    return {
        "question": gap.question,
        "count": gap.count,
        "declined": gap.declined,
        "rated_down": gap.rated_down,
        "last_asked": gap.last_asked.isoformat(),
        "questions": [
            {
                "id": entry.id,
                "asked_at": entry.asked_at.isoformat(),
                "question": entry.standalone_question,
                "typed": entry.question.text,
            }
            for entry in gap.entries
        ],
    }
