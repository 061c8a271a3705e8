"""What the engine leaves to threads: whoever else is answered meanwhile must not wait for it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

import bot.engine as module
from bot.assembly import open_engine
from bot.engine import CitedQueryEngine
from bot.errors import QuestionError
from bot.question import Question, Turn
from bot.settings import Settings
from index.notes import note_of
from tests.openai_server import KEY, OpenAIServer


class Watched:
    """A function that notes in which threads it runs."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self.threads: set[threading.Thread] = set()

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        self.threads.add(threading.current_thread())
        return self._function(*arguments, **named)

    @property
    def left_the_loop(self) -> bool:
        return bool(self.threads) and threading.current_thread() not in self.threads


@pytest.fixture
def engine(seeds_library: Path) -> Iterator[CitedQueryEngine]:
    opened = open_engine(Settings(library=seeds_library, ledger=False))
    yield opened
    opened.close()


async def test_a_follow_up_is_completed_in_a_thread(engine: CitedQueryEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = [Watched(module.rewrite), Watched(module.to_continue)]
    monkeypatch.setattr(module, "rewrite", rules[0])
    monkeypatch.setattr(module, "to_continue", rules[1])
    turns = (Turn("user", "What about the bridge?"), Turn("assistant", "It opened in May."))
    await engine.aanswer(Question("and who paid for it?", turns=turns))
    assert all(each.left_the_loop for each in rules)


@pytest.mark.parametrize("signs", ["🎉", "👌👌", "..."])
async def test_a_message_of_mere_signs_after_others_asks_nothing(engine: CitedQueryEngine, signs: str) -> None:
    turns = (Turn("user", "When does the Harbour Bridge close?"), Turn("assistant", "It closes on 3 May.[1]"))
    answer = await engine.aanswer(Question(signs, turns=turns))
    assert answer.standalone_question == ""
    assert not answer.declined
    with pytest.raises(QuestionError, match="no word"):
        await engine.aanswer(Question(signs))


async def test_whether_a_cited_article_was_corrected_is_looked_up_in_a_thread(engine: CitedQueryEngine) -> None:
    noting = engine._note_of = Watched(note_of)
    answer = await engine.aanswer(Question("When does the Harbour Bridge close?"))
    assert answer.citations
    assert noting.left_the_loop


async def test_a_model_is_told_what_day_it_is_where_the_question_was_asked(seeds_library: Path) -> None:
    with OpenAIServer() as server:
        settings = Settings(library=seeds_library, ledger=False, openai_api_key=KEY, openai_base_url=server.url)  # type: ignore[arg-type]
        engine = open_engine(settings)
        now = datetime(2024, 3, 14, 1, tzinfo=timezone(timedelta(hours=9)))
        await engine.aanswer(Question("When does the Harbour Bridge close?", now=now))
        engine.close()
        assert "Today is 14 March 2024." in server.prompts[0]
