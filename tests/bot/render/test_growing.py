"""An answer at a terminal while it is being written."""

import io
import re

from rich.console import Console

from bot.answer import Sentence, Status
from bot.render.growing import GrowingAnswer

WIDTH, HEIGHT = 40, 10
_WRITTEN = re.compile(r"\x1b\[\??(?P<count>\d*)(?P<order>[A-Za-z])|\r|\n|[^\x1b\r\n]+")


class Screen:
    """A terminal: its rows, those that have left the screen first; the cursor cannot go back to these."""

    def __init__(self, written: str) -> None:
        self.rows = [""]
        row = column = top = 0
        for match in _WRITTEN.finditer(written):
            if match[0] == "\r":
                column = 0
            elif match[0] == "\n":
                row, column = row + 1, 0
                self.rows += [""] * (row + 1 - len(self.rows))
                top = max(top, row - HEIGHT + 1)
            elif match["order"] == "A":
                row = max(top, row - int(match["count"] or 1))
            elif match["order"] == "K":
                self.rows[row] = ""
            elif not match["order"]:
                self.rows[row] = self.rows[row][:column].ljust(column) + match[0]
                column += len(match[0])

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.rows).split())


def sentence(number: int) -> Sentence:
    return Sentence(f"Sentence {number} tells what was decided on that day.", (1,), Status.SUPPORTED)


def test_an_answer_longer_than_the_screen_stands_there_once() -> None:
    out = io.StringIO()
    console = Console(
        file=out, force_terminal=True, width=WIDTH, height=HEIGHT, color_system=None, _environ={"TERM": "xterm"}
    )
    growing = GrowingAnswer(console)
    told = []
    for number in range(30):
        growing.add(sentence(number))
        told.append(f"{sentence(number).text}[1]")
        shown = Screen(out.getvalue())
        assert told[-1] in shown.text
        assert len(shown.rows) <= HEIGHT
    growing.stop()
    growing.stop()
    assert Screen(out.getvalue()).text == " ".join(told)
