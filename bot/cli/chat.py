"""``articlebot chat``: a conversation at the terminal."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import click

from bot.cli.options import filter_options, filters_of, settings_of

if TYPE_CHECKING:
    from rich.console import Console

    from bot.answer import Answer
    from bot.chat_log import ChatLog
    from bot.engine import CitedQueryEngine
    from bot.question import Filters
    from bot.settings import Settings
    from index.passage import Passage

PROMPT = "> "
HISTORY_LINES = 1000
ENDS = ("/quit", "/exit", "quit", "exit")
HELP = """\
Ask a question, or go on from the last answer ("and who replaced him?").
/sources  show the passages that the last answer was made from
/new      begin a new conversation
/help     show this
/quit     end (so does Ctrl-D); Ctrl-C stops an answer"""


@click.command("chat")
@filter_options
@click.option("--resume", is_flag=True, help="Go on with the last conversation.")
@click.option(
    "--strict/--no-strict", default=None, help="Leave out what the articles do not say (default), or mark it."
)
@click.option("--no-ledger", is_flag=True, help="Keep no record: no answers, no conversation, no typed lines.")
@click.pass_context
def command(
    context: click.Context,
    publishers: tuple[str, ...],
    since: str | None,
    until: str | None,
    resume: bool,
    strict: bool | None,
    no_ledger: bool,
) -> int:
    """Ask one question after another; each may refer to what was said before.

    \b
    articlebot chat
    articlebot chat --resume
    """
    settings = settings_of(context, strict=strict, ledger=False if no_ledger else None)
    from bot.assembly import open_engine

    engine = open_engine(settings)
    filters = filters_of(engine.library, publishers, since, until)
    chat = Chat(engine, filters, _log(settings, engine, resume=resume))
    chat.begin(resume=resume)
    if sys.stdin.isatty():
        click.echo("Ask your articles; /help lists the commands, /quit or Ctrl-D ends.", err=True)
    chat.run()
    return 0


def _log(settings: Settings, engine: CitedQueryEngine, *, resume: bool) -> ChatLog:
    """Where the conversation is kept; without a record, an earlier one can be read all the same."""
    from bot.chat_log import ChatLog
    from bot.record.ledger import FILE_NAME, Ledger

    if engine.ledger is not None:
        return ChatLog(settings.library, oldest=engine.ledger.oldest())
    unopened = Ledger(settings.library / FILE_NAME, days=settings.ledger_days)
    return ChatLog(settings.library if resume else None, oldest=unopened.oldest(), kept=False)


class Chat:
    """Reads lines and answers them, until there are no more."""

    def __init__(self, engine: CitedQueryEngine, filters: Filters, log: ChatLog) -> None:
        from rich.console import Console

        self._engine = engine
        self._filters = filters
        self._log = log
        self._console: Console = Console()
        self._last: Answer | None = None

    def begin(self, *, resume: bool) -> None:
        """Takes up the last conversation, or forgets it."""
        from bot.render.terminal import clean

        self._keep(lambda log: log.resume() if resume else log.begin())
        if self._log.exchanges:
            click.echo(clean(f"Going on from: {self._log.exchanges[-1].question}"), err=True)
        elif resume:
            click.echo("There is no conversation to go on with: this is a new one.", err=True)

    def run(self) -> None:
        """The conversation."""
        self._keep(_prepare_editing)
        # One event loop for all answers, so that the connection to the model is kept.  It turns Ctrl-C into the
        # cancelling of the answer, which stops the model.
        with asyncio.Runner() as runner:
            while True:
                try:
                    line = _read_line()
                except KeyboardInterrupt:
                    click.echo(err=True)
                    continue
                if line is None or line.casefold() in ENDS:
                    return
                if line.startswith("/"):
                    self._obey(line)
                elif line:
                    self._keep(partial(_note, line))
                    try:
                        runner.run(self._answer(line))
                    except KeyboardInterrupt:
                        click.echo("\nStopped.", err=True)

    def _obey(self, line: str) -> None:
        if line == "/sources":
            self._show_sources()
        elif line == "/new":
            self._keep(lambda log: log.begin())
            self._last = None
            click.echo("A new conversation.", err=True)
        else:
            click.echo(HELP if line == "/help" else f"There is no {line.split()[0]}.\n{HELP}", err=True)

    async def _answer(self, text: str) -> None:
        from bot.cli.ask import show
        from bot.errors import BotError
        from bot.question import Question
        from bot.render.terminal import clean
        from index.errors import IndexingError

        question = Question(text, turns=tuple(self._log.turns()), filters=self._filters)
        try:
            answer = await show(self._engine, question)
        except (BotError, IndexingError) as error:
            click.echo(clean(f"articlebot: {error}"), err=True)
            return
        if answer.standalone_question:  # "Thanks" leaves the last sources to be seen
            self._last = answer
            self._keep(lambda log: log.add(text, answer))

    def _keep(self, keep: Callable[[ChatLog], None]) -> None:
        """Does what needs the conversation's files; where they fail, it goes on without them."""
        from bot.errors import LedgerError
        from bot.render.terminal import clean

        try:
            keep(self._log)
        except LedgerError as error:
            click.echo(clean(f"articlebot: {error} It goes on without."), err=True)
            self._log = self._log.unkept()

    def _show_sources(self) -> None:
        from bot.render.terminal import print_passages

        passages = self._last.passages if self._last else self._recorded_passages()
        if passages:
            print_passages(self._console, passages)
        else:
            click.echo("There was no answer yet.", err=True)

    def _recorded_passages(self) -> list[Passage]:
        """The passages of a resumed conversation's last answer, as far as the record and the library have them."""
        from bot.errors import LedgerError
        from index.errors import LibraryError
        from index.passage import Passage

        found: list[Passage] = []
        if self._log.exchanges and self._engine.ledger is not None:
            with contextlib.suppress(LedgerError, LibraryError):
                for given in self._engine.ledger.get(self._log.exchanges[-1].answer_id).passages:
                    article = self._engine.library.article(given.article_id, given.version)
                    found.append(Passage(given.rank, given.score, 0, article, given.start, given.end))
        return found


def _read_line() -> str | None:
    """The next line without blanks around it; None at the end.  Raises KeyboardInterrupt on Ctrl-C."""
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return line.strip() if line else None
    try:
        return input(PROMPT).strip()
    except EOFError:
        click.echo(err=True)
        return None


def _note(line: str, log: ChatLog) -> None:
    log.note_line(line)


def _prepare_editing(log: ChatLog) -> None:
    """Line editing and the lines of earlier conversations for ``input``, where the platform has readline."""
    if not sys.stdin.isatty():
        return
    try:
        import readline
    except ImportError:
        return
    readline.set_history_length(HISTORY_LINES)
    for line in log.typed()[-HISTORY_LINES:]:
        readline.add_history(line)
