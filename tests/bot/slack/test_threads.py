"""Questions to the bot, and people talking to each other."""

import pytest

from bot.slack.reading import read_message
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


QUESTIONS = """
When is the board meeting?
when is the board meeting
What was decided in the meeting on Monday?
Who has to pay for the lunch?
Is lunch included in the daily rate?
What about the lunch allowance?
What do we pay for the licence?
How do I reset my password?
how can I get a coffee subscription refunded?
Do we pay VAT on books?
Do I need a visa for China?
Did we win the case?
Are we insured against floods?
Can I carry leave over to next year?
Can we cancel the contract within a month?
How many days of leave do I have?
Where do I find the form?
which suppliers are we using
Who do I call when the alarm rings?
How should we meet the targets?
How do you renew a passport?
What do you need for a residence permit?
What can you tell me about the harbour?
Do you know when it opened?
Do you have anything about the strike?
Have you any articles on lithium?
can you summarise the second article
Could you please explain that?
Where did you find that?
How would you describe the harbour?
What did the minister say about the words "your opinion counts"?
What does "let’s go" mean?
I’m new here, where do I find the handbook?
I'd like to know who signed it
And how much did we spend on coffee in 2023?
Thanks, and when did it open?
Has anyone claimed responsibility for the attack?
Did anyone die in the fire?
Who is coming to the summit?
Could someone be fired for this?
Who wants to join NATO?
Should patients call a doctor?
Have they reached an agreement
What happened when you and I voted?
Will the meeting of the G7 be in Canada?
In Madrid?
港はいつ開きましたか？1932年ですか
"Is it true?"
Is red wine good for you?
Did the harbour open in 1932
will prices rise next year
is Beirut safe
Can I see your sources?
What have you got on the strike?
How can we move abroad?
When are we due to pay?
Will we eat insects one day?
Should we go public?
What is the price of tea, coffee with milk and sugar?
Hi articlebot, when is it due?
Hi, when is it due?
Any objections to the plan from the council?
Who knows the code of the alarm?
What should we do after a security incident?
Does that work on Linux?
Does it help against noise?
What sounds good to bats?
"""
TALK = """
Shall we have lunch?
When shall we meet?
where shall we go for lunch?
I'm in a meeting, can you take over?
I’m at lunch until two, ok?
I will be late, who can take over?
Can you send me the slides?
could you call the client back?
Are you free at three?
When are you free?
What are you doing tonight?
How are you?
Did you see the mail?
Did you read my mail?
Have you eaten?
Do you have a minute?
Will you be there?
Would you mind if I left?
What do you think?
Where do you want to go?
Can we meet at ten?
Should we go now?
Can we move it to Friday?
Could we postpone our call?
Where are we eating?
Are we still on for lunch?
Can I call you back?
May I borrow your charger?
Let's talk about it tomorrow?
Ok, let’s do that, what time?
Let me know when you are back?
See you at three?
Call me when you are done?
You coming?
Got a minute?
Coffee?
lunch at twelve?
How about tomorrow?
How about a coffee?
Anyone up for a walk?
does anyone know where Tom is?
Who's in?
Could someone take notes?
Why don't we meet at noon?
The call is at three, ok?
Want to grab lunch?
Who wants to join us?
Hi Anna, when is it due?
Hey all, when is it due?
@anna when is it due?
Does three o'clock work for you?
What's your opinion?
How was your weekend?
Will do
Is fine by me
What a day
How nice of them
When I'm back I will look at it
Have a nice day
Will send it tomorrow
Was thinking about the same
Did that already
Can confirm this
When the board meets we will know
See https://e.example/a?b=1
?
Any objections?
Any thoughts on this?
Sounds good, right?
Wow, who knew?
Who knows?
So what should we do about it?
What do we do now?
Does that help?
Does this answer your question?
"""


@pytest.mark.parametrize("text", QUESTIONS.strip().split("\n"))
def test_what_asks_for_information_is_for_the_bot(text: str) -> None:
    assert for_bot(text, AFTER_BOT)


@pytest.mark.parametrize("text", TALK.strip().split("\n"))
def test_what_is_arranged_between_persons_is_left_alone(text: str) -> None:
    assert not for_bot(text, AFTER_BOT)
