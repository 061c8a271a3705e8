"""An answer at a terminal while it is being written."""

from __future__ import annotations

from rich.console import Console
from rich.live import Live
from rich.text import Text

from bot.answer import Sentence
from bot.render.terminal import marked


class GrowingAnswer:
    """The sentences so far, written anew with each that comes; while more may come, their last lines.

    What has left the screen at its top cannot be written over: a long answer would stand there once for each sentence.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._live = Live(console=console, auto_refresh=False, vertical_overflow="visible")
        self._sentences: list[Sentence] = []

    def add(self, sentence: Sentence) -> None:
        """Shows one more sentence."""
        self._sentences.append(sentence)
        self._live.start()
        self._live.update(self._end(), refresh=True)

    def stop(self) -> None:
        """Leaves all sentences standing, those that left the screen too; does nothing a second time."""
        if self._live.is_started:
            self._live.update(marked(self._sentences))
            self._live.stop()

    def _end(self) -> Text:
        """As many of the last lines as fit on the screen, one left free for the cursor."""
        text = marked(self._sentences)
        lines = text.wrap(self._console, self._console.width)
        most = max(1, self._console.height - 1)
        return text if len(lines) <= most else Text("\n").join(lines[-most:])
