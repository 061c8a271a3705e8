"""What `articlebot ask` says when the language model's service fails.

An answer, a quoted answer with the reason, or one clear error; never a traceback, an unchecked sentence, or the key.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot import cli
from bot.assembly import open_engine
from bot.question import Question, Turn
from bot.settings import Settings
from tests import warm
from tests.openai_server import KEY, Fail, OpenAIServer, Say

ROOT = Path(__file__).parents[2]
QUESTION = "When did the Harbour Bridge open?"
OPENED = "The Harbour Bridge opened in March 1932 [1]."
QUOTE = "The Harbour Bridge opened in March 1932."
Ask = Callable[..., tuple[int, dict[str, Any], str]]


@pytest.fixture(scope="module")
def server() -> Iterator[OpenAIServer]:
    with OpenAIServer() as running:
        yield running


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("failures")
    (folder / "articles").mkdir()
    (folder / "articles" / "bridge.txt").write_text(
        "A bridge turns ninety\n\nThe Harbour Bridge opened in March 1932. It cost 6.25 million pounds, and 16 workers "
        "died while it was built.\n"
    )
    (folder / "articles" / "ferry.txt").write_text("The ferry\n\nThe ferry to Manly runs every twenty minutes.\n")
    done = cli._run(["--library", str(folder / "library"), "add", str(folder / "articles")])
    assert done == 0
    return folder / "library"


@pytest.fixture
def ask(
    library: Path, server: OpenAIServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Ask:
    def asked(*options: str, **environment: str) -> tuple[int, dict[str, Any], str]:
        settings = {
            "OPENAI_API_KEY": KEY,
            "OPENAI_BASE_URL": server.url,
            "ARTICLEBOT_LIBRARY": str(library),
            "ARTICLEBOT_MODEL": "gpt-4.1-mini",
            "ARTICLEBOT_EMBEDDING_MODEL": "builtin",
            **environment,
        }
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        server.requests.clear()
        code = cli._run(["-vv", "ask", QUESTION, "--json", *options])
        seen = capsys.readouterr()
        for key in (KEY, settings["OPENAI_API_KEY"]):
            assert key not in seen.out + seen.err
            assert key.encode() not in b"".join(file.read_bytes() for file in library.glob("answers.db*"))
        assert "Traceback" not in seen.err
        return code, json.loads(seen.out) if seen.out else {}, seen.err

    return asked


def test_answer_is_written_and_checked(ask: Ask, server: OpenAIServer) -> None:
    server.script = [Say(f"{OPENED} It cost 6.25 million pounds [1].")]
    code, answer, _ = ask()
    assert (code, answer["model"], answer["reason"]) == (0, "gpt-4.1-mini", None)
    assert [sentence["status"] for sentence in answer["sentences"]] == ["supported", "supported"]
    assert answer["citations"][0]["quote"] == QUOTE
    assert answer["usage"]["prompt_tokens"] > 100


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Fail(429, "rate_limit_exceeded", "slow down", headers={"Retry-After": "90"}), "is over its rate limit"),
        (Fail(429, "insufficient_quota", "no more"), "has no credit left"),
        (Fail(500, headers={"Retry-After-Ms": "10"}), "failed (500)"),
        (Fail(502, body="<html><h1>Bad gateway</h1></html>", headers={"Retry-After": "0.01"}), "failed (502)"),
        (Fail(400, None, f"What is {KEY}?"), "did not accept the request (400)"),
        (Say(OPENED, drop_after=2), "broke off"),
        (Say(OPENED, garble_after=2), "sent what is no chat completion"),
        (Say(""), "gave an empty answer"),
        (Say("", refusal="I cannot help with that."), "refused to answer"),
        (Say("", finish="content_filter"), "refused to answer"),
        (Say("The Harbour Bridge", finish="length"), "reached its limit"),
    ],
    ids=[
        "rate limit",
        "no credit",
        "500",
        "502",
        "400",
        "dropped",
        "malformed JSON",
        "empty",
        "refusal",
        "filtered",
        "cut off",
    ],
)
def test_failing_service_gives_the_quoted_answer_and_the_reason(
    reply: Say | Fail, reason: str, ask: Ask, server: OpenAIServer
) -> None:
    server.answer = lambda _: reply
    code, answer, _ = ask(ARTICLEBOT_MODEL_TIMEOUT="20")
    assert code == 0
    assert answer["model"] == "extractive"
    assert answer["sentences"][0]["status"] == "quoted"
    assert QUOTE in answer["answer"]
    assert "Quoted, not written: " in answer["reason"]
    assert reason in answer["reason"]


def test_stall_ends(ask: Ask, server: OpenAIServer) -> None:
    server.answer = lambda _: Say(OPENED, stall_after=2)
    _, answer, _ = ask(ARTICLEBOT_MODEL_TIMEOUT="0.5")
    assert "did not answer in time" in answer["reason"]
    assert answer["timings_ms"]["write"] < 5000


def test_wrong_key(ask: Ask) -> None:
    _, answer, _ = ask(OPENAI_API_KEY="sk-wrong-but-secret-1234567890")
    assert "refused the key (401): check OPENAI_API_KEY" in answer["reason"]


def test_unknown_model(ask: Ask) -> None:
    _, answer, _ = ask(ARTICLEBOT_MODEL="gpt-99")
    assert "knows no model gpt-99 (404): check ARTICLEBOT_MODEL" in answer["reason"]


def test_no_server(ask: Ask) -> None:
    _, answer, _ = ask(OPENAI_BASE_URL="http://127.0.0.1:9/v1", ARTICLEBOT_MODEL_TIMEOUT="5")
    assert "cannot be reached" in answer["reason"]


def test_context_overflow_gives_a_written_answer_from_fewer_passages(ask: Ask, server: OpenAIServer) -> None:
    server.chat_models["qwen3-tiny"] = 1800
    server.script = [Say(OPENED)]
    _, answer, _ = ask(ARTICLEBOT_MODEL="qwen3-tiny", ARTICLEBOT_CONTEXT_TOKENS="8192")
    assert answer["model"] in ("qwen3-tiny", "extractive")
    assert QUOTE.rstrip(".") in answer["answer"]


def test_connection_lost_after_a_sentence_keeps_the_sentence_and_says_so(ask: Ask, server: OpenAIServer) -> None:
    server.script = [Say(f"{OPENED} It cost 6.25 million pounds [1].", drop_after=15)]
    _, answer, _ = ask()
    assert [sentence["text"] for sentence in answer["sentences"]] == [QUOTE]
    assert answer["reason"].startswith("The answer is cut short: The connection to")


@pytest.mark.parametrize("marks", ["[1, 2]", "【1】", "[^1]", "[1][2]", "[12]", ""])
def test_marks_of_every_form_become_citations_of_what_says_it(marks: str, ask: Ask, server: OpenAIServer) -> None:
    server.answer = lambda _: Say(f"The Harbour Bridge opened in March 1932 {marks}.".replace(" .", "."))
    _, answer, _ = ask()
    assert [sentence["text"] for sentence in answer["sentences"]] == [QUOTE]
    assert [citation["quote"] for citation in answer["citations"]] == [QUOTE]


def test_unsupported_sentence_is_asked_for_again_then_left_out(ask: Ask, server: OpenAIServer) -> None:
    wrong = "The Harbour Bridge opened in March 1923 [1]."
    server.script = [Say(f"{wrong} It cost 6.25 million pounds [1]."), Say(OPENED)]
    _, answer, _ = ask()
    assert [sentence["text"] for sentence in answer["sentences"]] == [QUOTE, "It cost 6.25 million pounds."]
    assert "1923" in server.prompts[1]
    server.script = [Say(f"{wrong} It cost 6.25 million pounds [1]."), Say(wrong)]
    _, answer, _ = ask()
    assert [sentence["text"] for sentence in answer["sentences"]] == ["It cost 6.25 million pounds."]
    assert "left out" in answer["reason"]
    server.answer = lambda _: Say(wrong)
    _, answer, _ = ask()
    assert (answer["declined"], answer["sentences"]) == (True, [])
    _, answer, _ = ask("--no-strict")
    assert [sentence["status"] for sentence in answer["sentences"]] == ["unsupported"]


@pytest.mark.parametrize("text", ["I don't know.", "The passages do not say when it opened.", "Ich weiß es nicht."])
def test_not_knowing_is_a_decline(text: str, ask: Ask, server: OpenAIServer) -> None:
    server.answer = lambda _: Say(text)
    _, answer, _ = ask()
    assert (answer["declined"], answer["answer"], answer["model"]) == (True, "The articles don't say.", "gpt-4.1-mini")


def test_real_process_shows_one_line_and_no_key(library: Path) -> None:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("ARTICLEBOT_", "OPENAI_"))},
        "OPENAI_API_KEY": KEY,
        "OPENAI_BASE_URL": "http://127.0.0.1:9/v1",
        "ARTICLEBOT_LIBRARY": str(library),
        "ARTICLEBOT_MODEL_TIMEOUT": "2",
    }
    done = subprocess.run(
        [*warm.command(), "ask", QUESTION],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 0
    assert QUOTE in done.stdout
    assert "Quoted, not written: 127.0.0.1:9 cannot be reached" in done.stdout
    assert KEY not in done.stdout + done.stderr
    assert done.stderr == ""


def test_a_model_that_was_not_asked_is_not_named(ask: Ask, server: OpenAIServer) -> None:
    code, answer, _ = ask("--since", "2090-01-01")
    assert (code, answer["declined"], answer["passages"], server.requests) == (0, True, [], [])
    assert (answer["model"], answer["usage"]) == ("extractive", None)


def test_what_failed_calls_and_the_completing_of_a_follow_up_cost_is_counted(
    library: Path, server: OpenAIServer
) -> None:
    chosen = {"library": library, "model": "gpt-4.1-mini", "openai_api_key": KEY, "openai_base_url": server.url}
    engine = open_engine(Settings.load(chosen | {"embedding_model": "builtin"}, environ={}, env_file=None))
    assert engine.ledger is not None
    begun, alone = "The Harbour Bridge", "When did the Harbour Bridge open?"
    server.script = [Say(begun, finish="length")]
    answer = engine.answer(Question(QUESTION))
    recorded = engine.ledger.get(answer.id)
    assert (answer.model, recorded.usage, recorded.raw) == ("extractive", answer.usage, begun)
    assert answer.usage is not None
    assert answer.usage.completion_tokens == server.tokens(begun)
    server.script = [Say(alone), Say(OPENED)]
    turns = (Turn("user", "Tell me about the Harbour Bridge."), Turn("assistant", "It cost 6.25 million pounds."))
    followed = engine.answer(Question("When did it open?", turns=turns))
    engine.close()
    assert followed.usage is not None
    assert followed.usage.completion_tokens == server.tokens(alone) + server.tokens(OPENED)
