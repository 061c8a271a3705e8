"""The parts work inside any LlamaIndex program: the retriever in a stock engine, the engine as a tool."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from llama_index.core import PromptHelper, get_response_synthesizer
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.tools import QueryEngineTool

from bot.assembly import open_engine, open_retriever
from bot.question import Question
from bot.settings import Settings


def settings(library: Path) -> Settings:
    return Settings.load({"library": library, "ledger": False}, environ={}, env_file=None)


def test_retriever_in_a_stock_query_engine(seeds_library: Path) -> None:
    _, retriever = open_retriever(settings(seeds_library))
    # MockLLM repeats its prompt: what comes out is what a real model would have been given.
    synthesizer = get_response_synthesizer(llm=MockLLM(), prompt_helper=PromptHelper(context_window=32_000))
    engine = RetrieverQueryEngine(retriever, synthesizer)
    response = engine.query("Who was killed in the airstrike in Beirut?")
    assert "Arouri" in str(response)
    assert response.source_nodes[0].node.metadata["article_id"] == "qaani-letter-after-beirut-strike"
    assert response.source_nodes[0].score is not None


async def test_engine_as_a_tool(seeds_library: Path) -> None:
    engine = open_engine(settings(seeds_library))
    tool = QueryEngineTool.from_defaults(engine, name="articles", description="Answers from the articles.")
    called = tool.call("Who was killed in the airstrike in Beirut?")
    assert "Arouri" in str(called)
    called = await tool.acall("Who was killed in the airstrike in Beirut?")
    assert "Arouri" in str(called)
    engine.close()


def test_several_threads_are_answered_at_once(seeds_library: Path) -> None:
    engine = open_engine(settings(seeds_library))
    with ThreadPoolExecutor(4) as threads:
        asked = [
            threads.submit(engine.answer, Question("Who was killed in the airstrike in Beirut?")) for _ in range(4)
        ]
        time.sleep(0.3)
        engine.close()  # while they wait
        answers = [each.result(timeout=60) for each in asked]
    engine.close()
    assert all("Arouri" in answer.text for answer in answers)


def test_a_script_ends_though_it_closes_nothing(seeds_library: Path) -> None:
    script = (
        "from pathlib import Path; from bot.assembly import open_engine; from bot.settings import Settings; "
        f"engine = open_engine(Settings(library=Path({str(seeds_library)!r}), ledger=False)); "
        "print(engine.query('Who is Qaani?'))"
    )
    root = Path(__file__).parents[2]
    ended = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, timeout=90)
    assert ended.returncode == 0
    assert "Qaani" in ended.stdout
