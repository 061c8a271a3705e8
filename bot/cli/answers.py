"""``articlebot answers``: the record of what was answered."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from bot.cli.options import json_option, settings_of
from bot.cli.values import Name, WholeNumber

if TYPE_CHECKING:
    from rich.console import Console

    from bot.record.entry import Entry
    from bot.record.ledger import Ledger
    from bot.settings import Settings


@click.command("answers")
@click.argument("answer_id", required=False, type=Name(), metavar="[ID]")
@click.option("--declined", is_flag=True, help="Only the questions that were declined.")
@click.option("--limit", type=WholeNumber(min=1), default=20, show_default=True, metavar="N", help="The last N.")
@json_option
@click.pass_context
def command(context: click.Context, answer_id: str | None, declined: bool, limit: int, as_json: bool) -> int:
    """List the recorded answers, newest first; with ID, show one whole.

    \b
    articlebot answers --declined
    articlebot answers 3f9c --json          # what it was made from, down to the model's own words
    """
    ledger = open_ledger(settings_of(context))
    entries = [ledger.get(answer_id)] if answer_id else ledger.answers(limit=limit, declined=declined or None)
    if as_json:
        for entry in entries:  # one object a line
            click.echo(json.dumps(entry_json(entry, whole=answer_id is not None), ensure_ascii=False))
        return 0
    from rich.console import Console

    console = Console()
    for entry in entries:
        if answer_id:
            _print_whole(console, entry)
        else:
            _print_line(console, entry)
    if not entries:
        click.echo("No answer is recorded yet.", err=True)
    return 0


def open_ledger(settings: Settings) -> Ledger:
    """The record of the library that the settings name."""
    from bot.record.ledger import FILE_NAME, Ledger
    from index.database import require_folder

    require_folder(settings.library)
    return Ledger(settings.library / FILE_NAME, days=settings.ledger_days)


def entry_json(entry: Entry, *, whole: bool) -> dict[str, Any]:
    """The entry as ``--json`` prints it; ``whole`` with everything that it was made from."""
    short: dict[str, Any] = {
        "id": entry.id,
        "asked_at": entry.asked_at.isoformat(),
        "question": entry.question.text,
        "standalone_question": entry.standalone_question,
        "declined": entry.declined,
        "answer": entry.text,
        "model": entry.model,
        "cost_usd": entry.usage.cost_usd if entry.usage else None,
        "total_ms": round(entry.timings.total, 2),
        "ups": entry.ups,
        "downs": entry.downs,
    }
    if not whole:
        return short
    filters = entry.question.filters
    return short | {
        "reason": entry.reason,
        "turns": [{"role": turn.role, "text": turn.text} for turn in entry.question.turns],
        "publishers": list(filters.publishers),
        "since": filters.since.isoformat() if filters.since else None,
        "until": filters.until.isoformat() if filters.until else None,
        "sentences": [
            {"text": sentence.text, "citations": list(sentence.citations), "status": sentence.status}
            for sentence in entry.sentences
        ],
        "citations": [
            {name: getattr(citation, name) for name in type(citation).__dataclass_fields__}
            for citation in entry.citations
        ],
        "passages": [
            {name: getattr(passage, name) for name in type(passage).__dataclass_fields__} for passage in entry.passages
        ],
        "prompt_version": entry.prompt_version,
        "raw": entry.raw,
        "embedding_model": entry.embedding_model,
        "confidence": entry.confidence,
        "timings_ms": {
            "retrieve": round(entry.timings.retrieve, 2),
            "write": round(entry.timings.write, 2),
            "check": round(entry.timings.check, 2),
            "total": round(entry.timings.total, 2),
        },
        "prompt_tokens": entry.usage.prompt_tokens if entry.usage else None,
        "completion_tokens": entry.usage.completion_tokens if entry.usage else None,
        "feedback": list(entry.reasons),
    }


def _print_line(console: Console, entry: Entry) -> None:
    from rich.text import Text

    from bot.render.terminal import clean

    votes = "".join(([f" +{entry.ups}"] if entry.ups else []) + ([f" -{entry.downs}"] if entry.downs else []))
    line = Text(entry.id, style="cyan")
    line.append(f"  {entry.asked_at.astimezone():%Y-%m-%d %H:%M}  ", style="dim")
    line.append("declined" if entry.declined else f"{len(entry.sentences)} sent.{votes}".ljust(8))
    line.append("  " + " ".join(clean(entry.question.text).split()))
    console.print(line, soft_wrap=True, highlight=False)


def _print_whole(console: Console, entry: Entry) -> None:
    from rich.text import Text

    from bot.render.terminal import clean

    usage = entry.usage
    facts = [
        ("id", entry.id),
        ("asked", f"{entry.asked_at.astimezone():%Y-%m-%d %H:%M:%S}"),
        ("question", entry.question.text),
        ("alone", entry.standalone_question if entry.standalone_question != entry.question.text else ""),
        ("answer", entry.text),
        ("remark", entry.reason if entry.sentences else ""),
        ("model", entry.model + (f", prompt {entry.prompt_version}" if entry.prompt_version else "")),
        ("embedding", entry.embedding_model),
        ("time", f"{entry.timings.total:,.0f} ms, of which search {entry.timings.retrieve:,.0f} ms"),
        ("tokens", f"{usage.prompt_tokens:,} + {usage.completion_tokens:,}" if usage else ""),
        ("cost", f"${usage.cost_usd:.6f}" if usage and usage.cost_usd is not None else ""),
        ("votes", f"+{entry.ups} -{entry.downs}" if entry.ups + entry.downs else ""),
        ("said", "; ".join(entry.reasons)),
    ]
    for name, value in facts:
        if value:
            console.print(
                Text.assemble((f"{name:<10} ", "dim"), " ".join(clean(value).split())), soft_wrap=True, highlight=False
            )
    for citation in entry.citations:
        console.print(
            Text.assemble(
                (f"[{citation.number}] ", "bold cyan"),
                (clean(citation.title), "bold"),
                (f"  {citation.article_id}, version {citation.version}, {citation.start}-{citation.end}", "dim"),
                ("\n    “" + " ".join(clean(citation.quote).split()) + "”", "green"),
            ),
            soft_wrap=True,
            highlight=False,
        )
    if entry.raw and entry.raw.strip():
        console.print(Text("The model's own words, before the check:", style="dim"))
        console.print(Text(clean(entry.raw)), soft_wrap=True, highlight=False)
