"""The writer against a scripted model server: what it asks, what it hands over, and what happens when things fail."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence

import pytest

from bot.errors import ModelAccessError, ModelBusyError, ModelError
from bot.question import Turn
from bot.writing.draft import Draft
from bot.writing.generative import GenerativeWriter, Writing
from index.passage import Passage
from tests.bot.writing.conftest import passage
from tests.openai_server import KEY, Fail, OpenAIServer, Say

QUESTION = "When did the bridge open?"
ANSWER = "The bridge opened in 1932 [1]. Paul Hogan was a rigger there [2]."
DRAFTS = [Draft("The bridge opened in 1932.", (1,)), Draft("Paul Hogan was a rigger there.", (2,))]
Opener = Callable[..., GenerativeWriter]


async def written(writer: GenerativeWriter, passages: Sequence[Passage]) -> tuple[list[Draft], Writing]:
    writing = writer.begin(QUESTION, passages)
    try:
        return [draft async for draft in writing], writing
    finally:
        await writing.aclose()


async def test_writes_marked_sentences(server: OpenAIServer, writer: GenerativeWriter, passages: list[Passage]) -> None:
    server.script = [Say(ANSWER)]
    drafts, writing = await written(writer, passages)
    assert drafts == DRAFTS
    assert writing.raw == ANSWER
    assert writing.usage is not None
    assert writing.usage.prompt_tokens > 300
    assert writing.usage.completion_tokens == server.tokens(ANSWER)
    assert writing.usage.cost_usd is None  # not OpenAI's own address


async def test_prompt_holds_rules_numbered_passages_and_question(
    server: OpenAIServer, writer: GenerativeWriter, passages: list[Passage]
) -> None:
    await written(writer, passages)
    (request,) = server.requests
    rules, prompt = (message["content"] for message in request["messages"])
    assert "numbered passages" in rules
    assert "Title: A bridge turns ninety\nPublisher: The Herald\nDate: 1 January 2024\n\nThe Harbour Bridge" in prompt
    assert prompt.index("passage 1 ===") < prompt.index("passage 2 ===") < prompt.index("passage 3 ===")
    assert prompt.endswith(f"Question: {QUESTION}")
    code = prompt.split()[1]
    assert code in rules


async def test_the_code_that_fences_passages_differs_each_time(
    server: OpenAIServer, writer: GenerativeWriter, passages: list[Passage]
) -> None:
    for _ in range(2):
        await written(writer, passages)
    first, second = (prompt.split()[1] for prompt in server.prompts)
    assert first != second


@pytest.mark.parametrize("model", ["gpt-5.4-mini", "gpt-4.1-mini", "qwen3-tiny"])
async def test_any_model_name_is_spoken_to_as_it_wants(
    model: str, server: OpenAIServer, open_writer: Opener, passages: list[Passage]
) -> None:
    server.script = [Say(ANSWER)]
    assert (await written(open_writer(model=model), passages))[0] == DRAFTS


async def test_leaves_out_parameters_that_the_server_does_not_know(
    server: OpenAIServer, open_writer: Opener, passages: list[Passage]
) -> None:
    server.unsupported = {"stream_options", "max_tokens"}
    writer = open_writer(model="qwen3-tiny")
    for _ in range(2):
        server.script = [Say(ANSWER)]
        assert (await written(writer, passages))[0] == DRAFTS
    assert "max_completion_tokens" in server.requests[-1]


async def test_sentences_come_while_the_model_writes(
    server: OpenAIServer, writer: GenerativeWriter, passages: list[Passage]
) -> None:
    server.script = [Say(ANSWER, every_s=0.02)]
    writing = writer.begin(QUESTION, passages)
    came = [(draft, time.perf_counter()) async for draft in writing]
    assert [draft for draft, _ in came] == DRAFTS
    assert server.sent_at["The bridge opened in 1932 [1]."] < came[0][1] < server.sent_at[ANSWER]


async def test_mark_behind_the_full_stop_is_awaited_but_not_for_long(
    server: OpenAIServer, writer: GenerativeWriter, passages: list[Passage]
) -> None:
    server.script = [Say("The bridge opened in 1932. [1] [2] It is grey. [3]", every_s=0.003)]
    drafts, _ = await written(writer, passages)
    assert drafts == [Draft("The bridge opened in 1932.", (1, 2)), Draft("It is grey.", (3,))]


@pytest.mark.parametrize(
    "text",
    [
        "I don't know.",
        "I'm sorry, but the passages do not mention it.",
        "Ich weiß es nicht.",
        "No lo sé.",
        "分かりません。",
    ],
)
async def test_not_knowing_is_no_draft(
    text: str, server: OpenAIServer, writer: GenerativeWriter, passages: list[Passage]
) -> None:
    server.script = [Say(text)]
    drafts, _ = await written(writer, passages)
    assert drafts == []


async def test_source_list_is_no_part_of_the_answer(
    server: OpenAIServer, writer: GenerativeWriter, passages: list[Passage]
) -> None:
    for heading in ("Sources:\n", "**References**\n", ""):
        server.script = [Say(f"{ANSWER}\n\n{heading}[1] A bridge turns ninety, The Herald\n[2] Riggers")]
        assert (await written(writer, passages))[0] == DRAFTS


async def test_thoughts_are_not_the_answer(
    server: OpenAIServer, writer: GenerativeWriter, passages: list[Passage]
) -> None:
    server.script = [Say(f"<think>The user asks. It closed in 1999 [1]. </think>\n\n{ANSWER}")]
    assert (await written(writer, passages))[0] == DRAFTS


async def test_links_images_and_markup_are_taken_out(
    server: OpenAIServer, writer: GenerativeWriter, passages: list[Passage]
) -> None:
    server.script = [
        Say(
            "- **The bridge** opened in [1932](https://evil.example/?q=secret) ![x](https://evil.example/p.png) [1].\n"
            "See https://evil.example/login and <a href='https://evil.example'>this</a> [2]."
        )
    ]
    drafts, _ = await written(writer, passages)
    assert drafts == [Draft("The bridge opened in 1932.", (1,)), Draft("See and this.", (2,))]


async def test_waits_as_the_server_asks(
    server: OpenAIServer, writer: GenerativeWriter, passages: list[Passage]
) -> None:
    server.script = [Fail(429, "rate_limit_exceeded", "slow down", headers={"Retry-After": "1"}), Say(ANSWER)]
    began = time.perf_counter()
    assert (await written(writer, passages))[0] == DRAFTS
    assert time.perf_counter() - began >= 1.0


@pytest.mark.parametrize(
    "reply",
    [
        Fail(429, "rate_limit_exceeded", "slow down"),
        Fail(500),
        Fail(503, body="<html>Bad gateway</html>"),
        Say(ANSWER, drop_after=3),
        Say(ANSWER, finish=None, drop_after=2),
        Say(ANSWER, garble_after=3),
        Say(ANSWER, error_after=2),
        Say(""),
        Say("The bridge op", finish=None),
    ],
    ids=["429", "500", "503", "dropped", "dropped early", "garbled", "error inside", "empty", "ended early"],
)
async def test_passing_failure_before_the_first_sentence_is_got_over(
    reply: Say | Fail, server: OpenAIServer, writer: GenerativeWriter, passages: list[Passage]
) -> None:
    server.script = [reply, Say(ANSWER)]
    drafts, writing = await written(writer, passages)
    assert drafts == DRAFTS
    assert writing.raw == ANSWER
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("reply", "error", "words"),
    [
        (Fail(429, "rate_limit_exceeded", "slow down"), ModelBusyError, "rate limit"),
        (Fail(429, "insufficient_quota", "You exceeded your quota"), ModelAccessError, "no credit"),
        (Fail(500), ModelBusyError, "failed \\(500\\)"),
        (Fail(403, None, "no"), ModelAccessError, "403"),
        (Fail(418, None, f"I am a teapot, {KEY}"), ModelError, "did not accept the request \\(418\\): I am a teapot"),
        (Say(""), ModelError, "gave an empty answer"),
        (Say("", refusal="I can't help with that."), ModelError, "refused"),
        (Say("", finish="content_filter"), ModelError, "refused"),
        (Say("Half a sen", finish="length"), ModelError, "limit of 1024 tokens"),
        (Say(ANSWER, drop_after=3), ModelBusyError, "broke off"),
        (Say(ANSWER, garble_after=3), ModelError, "no chat completion"),
        (Say(ANSWER, error_after=2), ModelBusyError, "broke off its answer: overloaded"),
    ],
)
async def test_lasting_failure_is_one_error_without_the_key(
    reply: Say | Fail,
    error: type[ModelError],
    words: str,
    server: OpenAIServer,
    writer: GenerativeWriter,
    passages: list[Passage],
) -> None:
    server.answer = lambda _: reply
    with pytest.raises(error, match=words) as caught:
        await written(writer, passages)
    assert type(caught.value) is error
    assert KEY not in str(caught.value)
    assert len(server.requests) <= 4


async def test_connection_lost_after_a_sentence_keeps_the_sentence(
    server: OpenAIServer, writer: GenerativeWriter, passages: list[Passage]
) -> None:
    server.script = [Say(ANSWER, drop_after=11)]
    writing = writer.begin(QUESTION, passages)
    drafts = []

    async def read() -> None:
        async for draft in writing:
            drafts.append(draft)  # noqa: PERF401 - the error comes after some

    with pytest.raises(ModelBusyError, match="broke off"):
        await read()
    assert drafts == DRAFTS[:1]
    assert len(server.requests) == 1


@pytest.mark.parametrize("reply", [Say(ANSWER, first_s=60), Say(ANSWER, stall_after=3)])
async def test_stall_is_given_up(
    reply: Say, server: OpenAIServer, open_writer: Opener, passages: list[Passage]
) -> None:
    server.answer = lambda _: reply
    began = time.perf_counter()
    with pytest.raises(ModelBusyError, match="did not answer in time"):
        await written(open_writer(model_timeout=0.5), passages)
    assert time.perf_counter() - began < 30


async def test_does_not_wait_longer_than_its_time(
    server: OpenAIServer, open_writer: Opener, passages: list[Passage]
) -> None:
    server.answer = lambda _: Fail(429, "rate_limit_exceeded", "slow down", headers={"Retry-After": "30"})
    began = time.perf_counter()
    with pytest.raises(ModelBusyError, match="rate limit"):
        await written(open_writer(model_timeout=5), passages)
    assert time.perf_counter() - began < 20


async def test_wrong_key(open_writer: Opener, passages: list[Passage]) -> None:
    wrong = "sk-wrong-but-secret-1234567890"
    with pytest.raises(ModelAccessError, match=r"refused the key \(401\)") as caught:
        await written(open_writer(openai_api_key=wrong), passages)
    assert wrong not in str(caught.value)


async def test_unknown_model(open_writer: Opener, passages: list[Passage]) -> None:
    with pytest.raises(ModelAccessError, match=r"knows no model gpt-99 \(404\)"):
        await written(open_writer(model="gpt-99"), passages)


async def test_server_that_is_not_there(open_writer: Opener, passages: list[Passage]) -> None:
    with pytest.raises(ModelBusyError, match="cannot be reached"):
        await written(open_writer(openai_base_url="http://127.0.0.1:9/v1", model_timeout=3), passages)


async def test_passages_are_fitted_to_the_context_window(server: OpenAIServer, open_writer: Opener) -> None:
    long = [
        passage(n, f"Fact {n}: " + "the quick brown fox jumps over the lazy dog again and again. " * 30)
        for n in range(1, 12)
    ]
    server.chat_models["qwen3-tiny"] = 4096
    server.script = [Say("A fox jumps [1].")]
    drafts, _ = await written(open_writer(model="qwen3-tiny", context_tokens=4096), long)
    assert drafts == [Draft("A fox jumps.", (1,))]
    (request,) = server.requests  # no overflow was needed to find out
    assert 4 <= request["messages"][1]["content"].count("=== ") / 2 < 11


async def test_overflow_is_answered_with_fewer_passages_once(server: OpenAIServer, open_writer: Opener) -> None:
    long = [
        passage(n, f"Fact {n}: " + "the quick brown fox jumps over the lazy dog again and again. " * 30)
        for n in range(1, 9)
    ]
    server.chat_models["qwen3-tiny"] = 3500
    server.script = [Say("A fox jumps [1]. Another one too [8].")]
    drafts, _ = await written(open_writer(model="qwen3-tiny", context_tokens=8192), long)
    assert drafts == [Draft("A fox jumps.", (1,)), Draft("Another one too.", ())]
    assert "passage 5" not in server.prompts[0]
    server.chat_models["qwen3-tiny"] = 300
    with pytest.raises(ModelError, match="ARTICLEBOT_CONTEXT_TOKENS"):
        await written(open_writer(model="qwen3-tiny", context_tokens=8192), long)


async def test_long_first_passage_is_shortened(server: OpenAIServer, open_writer: Opener) -> None:
    server.chat_models["qwen3-tiny"] = 2048
    server.script = [Say("A fox jumps [1].")]
    huge = [passage(1, "the quick brown fox jumps over the lazy dog. " * 900)]
    drafts, _ = await written(open_writer(model="qwen3-tiny", context_tokens=2048), huge)
    assert len(drafts) == 1


async def test_redo_asks_with_the_reason(
    server: OpenAIServer, writer: GenerativeWriter, passages: list[Passage]
) -> None:
    server.script = [Say("It opened in 1923 [1]."), Say("It opened in 1932 [1].")]
    drafts, writing = await written(writer, passages)
    again = await writing.redo(drafts[0], "1923 does not stand in passage 1")
    assert again == Draft("It opened in 1932.", (1,))
    assert "1923 does not stand in passage 1" in server.prompts[-1]
    assert writing.raw == "It opened in 1923 [1].\n\nIt opened in 1932 [1]."
    server.script = [Say("I don't know.")]
    assert await writing.redo(drafts[0], "wrong") is None
    server.answer = lambda _: Fail(401, None, "no")
    assert await writing.redo(drafts[0], "wrong") is None


async def test_stopping_closes_the_connection(
    server: OpenAIServer, writer: GenerativeWriter, passages: list[Passage]
) -> None:
    server.script = [Say(ANSWER * 200, every_s=0.01)]
    writing = writer.begin(QUESTION, passages)
    assert await anext(aiter(writing)) == DRAFTS[0]
    await writing.aclose()
    assert await asyncio.to_thread(server.aborted.wait, 10)


async def test_cancelling_closes_the_connection(
    server: OpenAIServer, writer: GenerativeWriter, passages: list[Passage]
) -> None:
    server.script = [Say(ANSWER, first_s=0.1, every_s=5)]
    task = asyncio.create_task(written(writer, passages))
    while not server.sent_at:
        await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.to_thread(server.aborted.wait, 10)


async def test_many_at_once_take_as_long_as_one(
    server: OpenAIServer, writer: GenerativeWriter, passages: list[Passage]
) -> None:
    server.answer = lambda _: Say(ANSWER, first_s=1)
    began = time.perf_counter()
    answers = await asyncio.gather(*(written(writer, passages) for _ in range(20)))
    assert [drafts for drafts, _ in answers] == [DRAFTS] * 20
    assert time.perf_counter() - began < 10  # one after the other would take 20 s and more


def test_one_writer_serves_several_event_loops(
    server: OpenAIServer, writer: GenerativeWriter, passages: list[Passage]
) -> None:
    server.answer = lambda _: Say(ANSWER)
    for _ in range(2):
        assert asyncio.run(written(writer, passages))[0] == DRAFTS


async def test_follow_up_is_completed_by_the_model(server: OpenAIServer, writer: GenerativeWriter) -> None:
    turns = [Turn("user", "Who led the bank?"), Turn("assistant", "Jane Roe led it.")]
    server.script = [Say('"Who replaced Jane Roe at the bank?"')]
    assert (await writer.standalone("And who replaced her?", turns))[0] == "Who replaced Jane Roe at the bank?"
    assert "Reader: Who led the bank?\nBot: Jane Roe led it." in server.prompts[0]
    server.script = [Say("NOTHING")]
    assert (await writer.standalone("Great, that helps a lot", turns))[0] == ""


async def test_thanks_does_not_reach_the_model(server: OpenAIServer, writer: GenerativeWriter) -> None:
    assert (await writer.standalone("Thanks!", [Turn("user", "Who led the bank?")]))[0] == ""
    assert server.requests == []


@pytest.mark.parametrize("reply", [Fail(401, None, "no"), Say("word " * 400), Say("I don't know.")])
async def test_follow_up_falls_back_to_rules(reply: Say | Fail, server: OpenAIServer, writer: GenerativeWriter) -> None:
    server.answer = lambda _: reply
    turns = [Turn("user", "Who led Acme Bank?"), Turn("assistant", "Jane Roe led Acme Bank.")]
    completed, _ = await writer.standalone("What is Acme Bank worth?", turns)
    assert "Acme Bank worth" in completed


async def test_each_try_is_counted(server: OpenAIServer, writer: GenerativeWriter, passages: list[Passage]) -> None:
    counted = []
    for script in ([Say(ANSWER)], [Say(""), Say(ANSWER)]):
        server.script = list(script)
        _, writing = await written(writer, passages)
        assert writing.usage is not None
        counted.append(writing.usage.prompt_tokens)
    # The code that fences the passages in is made of other tokens each time.
    assert counted[1] == pytest.approx(2 * counted[0], rel=0.1)
