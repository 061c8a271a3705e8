"""Questions to the bot, and people talking to each other."""

import pytest

from bot.slack.mrkdwn import read_message
from bot.slack.request import Thread
from bot.slack.threads import PEOPLE, is_for_bot

BOT = "U0BOT"
AFTER_BOT = Thread(last_user="", last_for_bot=True)
AFTER_QUESTION = Thread(last_user="U1", last_for_bot=True)
AFTER_OTHER = Thread(last_user="U2", last_for_bot=False)
AFTER_CHAT = Thread(last_user=PEOPLE, last_for_bot=False)


def for_bot(text: str, thread: Thread, user: str = "U1") -> bool:
    return is_for_bot(text, read_message(text, BOT), user, thread, BOT)


@pytest.mark.parametrize(
    "text",
    [
        "And in 2023?",
        "Who wrote that?",
        "what about the second one",
        "Tell me more about the harbour",
        "can you find the date?",
        "Und wann war das?",
        "¿Y en Madrid?",
        "متى حدث ذلك؟",
        "Summarise it please",
    ],
)
@pytest.mark.parametrize("thread", [AFTER_BOT, AFTER_QUESTION])
def test_a_question_after_the_bots_answer_is_for_the_bot(text: str, thread: Thread) -> None:
    assert for_bot(text, thread)


@pytest.mark.parametrize(
    "text",
    [
        "thanks!",
        "Interesting.",
        "I will tell them on Monday",
        "<@U2> did you see this?",
        "What do you think, <@U2>?",
        "are you coming to lunch?",
        "Shall we move the meeting?",
        "<!here> who is on call?",
        ":thumbsup:",
        "",
    ],
)
@pytest.mark.parametrize("thread", [AFTER_BOT, AFTER_QUESTION])
def test_what_is_for_people_is_left_alone(text: str, thread: Thread) -> None:
    assert not for_bot(text, thread)


@pytest.mark.parametrize("thread", [AFTER_OTHER, AFTER_CHAT])
def test_a_question_after_another_persons_words_is_to_that_person(thread: Thread) -> None:
    assert not for_bot("When is it due?", thread)


def test_people_may_go_on_after_a_remark_of_their_own() -> None:
    assert for_bot("When did it open?", Thread(last_user="U1", last_for_bot=False))


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Opened in 1932;", False),
        ("opened in 1932; closed in 1960", False),
        ("opened in 1932\u037e", False),
        ("Πότε άνοιξε το λιμάνι;", True),
        ("Πότε άνοιξε το λιμάνι\u037e", True),
        ("港はいつ開きましたか？1932年ですか", True),
        ("Եր՞բ է բացվել", True),
        ("Really?!", True),
        ("?", False),
        ("See https://e.example/a?b=1", False),
    ],
)
def test_what_ends_a_question_depends_on_the_script(text: str, *, asks: bool) -> None:
    assert for_bot(text, AFTER_BOT) is asks
