"""``articlebot check``: what the articles say to a text, and the check alone, without a library."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from bot.cli.options import json_option, settings_of, words_of
from bot.cli.values import Name

if TYPE_CHECKING:
    from bot.grounding import Source, Verdict
    from bot.text_check import CheckedSentence


@click.command("check")
@click.argument("text", nargs=-1)
@click.option(
    "--batch",
    type=Name(),
    metavar="FILE",
    help="Check each line of FILE against its own passages (JSONL; - for stdin).",
)
@json_option
@click.pass_context
def command(context: click.Context, text: tuple[str, ...], batch: str | None, as_json: bool) -> int:
    """Say for each sentence of TEXT whether the articles support it, contradict it or do not speak of it.

    TEXT of - is read from standard input.  With --batch no library is needed: each line is
    {"id", "sentence", "passages": [{"number", "title", "publisher", "published_at", "text"}]}.
    Marks in a sentence ([1], [1, 2]) name the passages that are asked first.

    \b
    articlebot check "The Kessel Bridge reopened in March 2024."
    articlebot check - < draft.txt
    articlebot check --batch cases.jsonl --json
    """
    words = words_of(text, batch, "the text to check")
    if batch:
        return _batch(batch)
    if not any(character.isalnum() for character in words):
        raise click.UsageError("There is no sentence to check.")
    from bot.assembly import open_retriever
    from bot.question import is_text
    from bot.text_check import check_text

    if not is_text(words):
        raise click.UsageError("The text to check holds bytes that are not UTF-8.")
    _, retriever = open_retriever(settings_of(context))
    checked = check_text(words, retriever)
    if as_json:
        click.echo(json.dumps({"sentences": [_json(sentence) for sentence in checked]}, ensure_ascii=False, indent=2))
        return 0
    _print(checked)
    return 0


def _json(sentence: CheckedSentence) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "status": sentence.finding.value,
        "quotes": [
            {
                "article_id": place.passage.article.id,
                "version": place.passage.article.version,
                "title": place.passage.article.title,
                "publisher": place.passage.article.publisher,
                "url": place.passage.article.url,
                "source": place.passage.article.source,
                "quote": place.quote,
                "start": place.start,
                "end": place.end,
                "page": place.passage.article.page(place.start),
            }
            for place in sentence.places
        ],
        "reason": sentence.reason,
    }


def _print(checked: list[CheckedSentence]) -> None:
    from rich.console import Console
    from rich.text import Text

    from bot.render.terminal import clean, where

    console = Console(highlight=False)
    colours = {"supported": "green", "contradicted": "red", "not found": "yellow"}
    for sentence in checked:
        finding = sentence.finding.value
        console.print(Text(f"{finding:>12}", colours[finding]).append(f"  {clean(sentence.text)}", ""), soft_wrap=True)
        if sentence.reason and finding == "contradicted":
            console.print(Text(f"              {clean(sentence.reason)}"), soft_wrap=True)
        for place in sentence.places:
            article = place.passage.article
            place_of_it = where(article.url, article.source)
            head = ", ".join(part for part in (article.title, article.publisher, place_of_it) if part)
            quote = " ".join(place.quote.split())
            console.print(Text(clean(f"              “{quote}” ({head})"), "dim"), soft_wrap=True)


def _batch(path: str) -> int:
    from bot.cli.batch import numbered_lines

    failed = False
    for number, line in numbered_lines(path):
        name: Any = None
        try:
            name, sentence, sources = _parsed(line)
        except ValueError as error:
            failed = True
            _write({"id": _id_of(line), "error": f"line {number}: {error}"})
            continue
        verdict = _verdict(sentence, sources)
        texts = {source.number: source.text for source in sources}
        _write(
            {
                "id": name,
                "status": "supported" if verdict.supported else "unsupported",
                "quotes": [
                    {
                        "number": quote.number,
                        "quote": texts[quote.number][quote.start : quote.end],
                        "start": quote.start,
                        "end": quote.end,
                    }
                    for quote in verdict.quotes
                ],
                "reason": verdict.reason,
            }
        )
    return int(failed)


def _verdict(sentence: str, sources: list[Source]) -> Verdict:
    """What the passages say to the sentence: those that its marks name first, all together where it has none."""
    from bot.checking import held
    from bot.grounding import check
    from bot.writing.marks import parse_marks

    bare, marks = parse_marks(sentence, max((source.number for source in sources), default=0))
    cited = [source for source in sources if source.number in marks]
    return held(bare, cited, sources) if cited else check(bare or sentence, sources)


def _write(fields: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(fields, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _id_of(line: str) -> Any:
    from bot.cli.batch import parsed_json

    try:
        read = parsed_json(line)
    except (ValueError, RecursionError):
        return None
    return read.get("id") if isinstance(read, dict) else None


def _parsed(line: str) -> tuple[Any, str, list[Source]]:
    """A line's id, sentence and sources; ValueError says what is wrong with it."""
    from bot.cli.batch import parsed_json
    from bot.grounding import Source

    try:
        read = parsed_json(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"no JSON ({error})") from error
    if not isinstance(read, dict):
        raise ValueError("not an object with sentence and passages")
    sentence, passages = read.get("sentence"), read.get("passages")
    if not isinstance(sentence, str):
        raise ValueError('"sentence" must be a text')
    if not isinstance(passages, list) or not all(isinstance(passage, dict) for passage in passages):
        raise ValueError('"passages" must be a list of objects')
    sources: list[Source] = []
    for position, passage in enumerate(passages, start=1):
        number, text = passage.get("number", position), passage.get("text")
        if not isinstance(number, int) or isinstance(number, bool):
            raise ValueError(f'"number" of passage {position} must be a whole number')
        if not isinstance(text, str):
            raise ValueError(f'"text" of passage {position} must be a text')
        if any(number == source.number for source in sources):
            raise ValueError(f"two passages have the number {number}")
        title, publisher = passage.get("title"), passage.get("publisher")
        sources.append(
            Source(
                number,
                title if isinstance(title, str) else "",
                publisher if isinstance(publisher, str) else None,
                _date(passage.get("published_at"), position),
                text,
            )
        )
    return read.get("id"), sentence, sources


def _date(written: Any, position: int) -> Any:
    from index.dates import parse_date

    if written in (None, ""):
        return None
    if not isinstance(written, str):
        raise ValueError(f'"published_at" of passage {position} must be a date')
    parsed = parse_date(written)
    if parsed is None:
        raise ValueError(f'"published_at" of passage {position} is no date: {written[:40]!r}')
    return parsed
