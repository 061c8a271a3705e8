"""The passages that an answer is made of, found by the real search, and what is quoted of them without a model."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from bot.answer import Answer
from bot.assembly import open_engine, open_retriever
from bot.discussed import with_discussed
from bot.evidence.continuing import is_discussed
from bot.evidence.features import read
from bot.language.terms import WordReader
from bot.question import Question, Turn
from bot.settings import Settings
from index.retrieval import Query
from tests.command import articlebot


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles of which some are about the gate, in another order than that of their dates."""
    folder = tmp_path_factory.mktemp("harbour")
    bodies = {
        "The gate is stuck": ("2024-02-01", "The harbour gate has been stuck since Monday. Nobody knows why yet."),
        "The gate is mended": ("2024-02-09", "Divers have mended the harbour gate. It opens again. Ships pass."),
        "How gates are built": (None, "A harbour gate is built of steel plates that are welded on land."),
        "Summer": ("2024-07-01", "Ice cream is sold by the gate. The harbour is full. " + "Children swim here. " * 70),
        "Boats": ("2024-08-01", "Boats are painted on the quay. " * 70 + "The harbour gate is grey."),
        "Prices": ("2024-08-01", "Ice cream near the gate of the harbour costs two euros, and waffles cost three."),
        "Bread": (
            "2024-05-01",
            "The bakery on the quay bakes rye bread on Fridays. A loaf costs four euros. Summaries are sold.",
        ),
    }
    lines = [{"title": title, "body": body, "published_at": at} for title, (at, body) in bodies.items()]
    (folder / "articles.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert articlebot("--library", str(folder / "library"), "add", str(folder / "articles.jsonl")).returncode == 0
    return folder / "library"


def asked(library: Path, question: str, *options: str) -> tuple[bool, list[str], list[str]]:
    """Whether it was declined, the sentences, and the titles of the passages."""
    answer = json.loads(articlebot("--library", str(library), "ask", question, "--json", *options).stdout)
    return (
        answer["declined"],
        [sentence["text"] for sentence in answer["sentences"]],
        [passage["title"] for passage in answer["passages"]],
    )


def test_the_latest_begins_with_the_newest_article_and_ends_with_those_without_a_date(harbour: Path) -> None:
    _, sentences, titles = asked(harbour, "What's the latest on the harbour gate?")
    assert sentences == [
        "Divers have mended the harbour gate.",
        "The harbour gate has been stuck since Monday.",
        "A harbour gate is built of steel plates that are welded on land.",
    ]
    assert titles[:3] == ["The gate is mended", "The gate is stuck", "How gates are built"]


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("What's new?", ["Boats", "Prices", "Summer", "Bread", "The gate is mended", "The gate is stuck"]),
        ("latest news", ["Boats", "Prices", "Summer", "Bread", "The gate is mended", "The gate is stuck"]),
        ("What happened on 9 February 2024?", ["The gate is mended"]),
        ("What was published in February 2024?", ["The gate is mended", "The gate is stuck"]),
        ("this week's news", []),
    ],
)
def test_what_is_new_on_anything_is_how_the_newest_articles_begin(
    harbour: Path, question: str, titles: list[str]
) -> None:
    declined, sentences, found = asked(harbour, question)
    assert found == titles
    assert declined == (not titles)
    assert len(sentences) >= min(3, len(titles))


def test_what_is_new_with_a_publisher(seeds_library: Path) -> None:
    _, _, titles = asked(seeds_library, "latest headlines from the Saltmere Courier")
    assert titles[0] == "Harbour bridge stays shut until mid-June, and costs rise"
    assert "Council postpones the new swimming hall until 2027" in titles
    assert "Saltmere's free ferry carries 12,000 people a day" not in titles


def test_a_summary_of_one_article_is_how_it_begins(harbour: Path) -> None:
    _, sentences, _ = asked(harbour, "Summarize the article about bread")
    assert sentences == ["The bakery on the quay bakes rye bread on Fridays.", "A loaf costs four euros."]


def test_the_words_that_ask_for_an_overview_are_no_misspelt_words_of_the_articles(harbour: Path) -> None:
    said = articlebot("--library", str(harbour), "ask", "summarize the article about bread", "--json").stdout
    assert json.loads(said)["standalone_question"] == "summarize the article about bread"


def test_who_wants_more_reads_on_and_is_told_where_an_article_ends(harbour: Path) -> None:
    typed = "When was the harbour gate stuck?\ntell me more\nsource?\nanything else?\nwhat else\n"
    said = articlebot("--library", str(harbour), "chat", stdin=typed).stdout
    answers = [line for line in said.splitlines() if line and not line.startswith((" ", "["))]
    assert answers[:3] == [
        "The harbour gate has been stuck since Monday.[1]",
        "Nobody knows why yet.[1]",
        "The harbour gate has been stuck since Monday.[1]",
    ]
    assert answers[3] == "The articles say no more on that."


def test_a_follow_up_is_answered_and_not_the_question_before_it(harbour: Path) -> None:
    typed = "What does ice cream near the harbour gate cost?\nand the bread, how much is a loaf?\n"
    said = articlebot("--library", str(harbour), "chat", stdin=typed).stdout
    answers = [line for line in said.splitlines() if line and not line.startswith((" ", "["))]
    assert answers[-1].startswith("A loaf costs four euros.")


@pytest.mark.parametrize(
    ("typed", "shown", "discussed"),
    [
        ("how many euros?", "The bakery on the quay bakes rye bread on Fridays.[1]", {"Bread"}),
        (
            "how many euros?",
            "Ice cream near the gate of the harbour costs two euros, and waffles cost three.",
            {"Prices"},
        ),
        ("how many euros at the Kessel bridge?", "The bakery on the quay bakes rye bread on Fridays.[1]", set()),
        ("how many euros?", "The articles don't say.", set()),
        ("how many euros?", None, set()),
    ],
)
def test_a_question_that_names_nothing_may_mean_what_was_shown_last(
    harbour: Path, typed: str, shown: str | None, discussed: set[str]
) -> None:
    turns = [Turn("user", "Tell me about it")] + ([Turn("assistant", shown)] if shown else [])
    _, retriever = open_retriever(Settings(library=harbour))
    query = Query(text=typed, limit=3, now=datetime(2024, 9, 1, tzinfo=UTC))
    passages = with_discussed(retriever.search(query), query, typed, turns, retriever)
    assert len(passages) == 3
    assert {each.article.title for each in passages if is_discussed(each)} == discussed
    found = read(typed, passages, WordReader())
    other = read(typed, [replace(each, signals=()) for each in passages], WordReader())
    gained = {found.sentences[at].article for at in np.flatnonzero(found.rules.log_odds - other.rules.log_odds > 1)}
    assert {passages[at].article.title for at in gained} == discussed


def test_a_name_that_no_article_has_is_not_answered_for_another(harbour: Path) -> None:
    answer = json.loads(
        articlebot("--library", str(harbour), "ask", "what does ice cream cost at Wernicke?", "--json").stdout
    )
    assert answer["declined"]
    assert answer["reason"] == "The articles don't say. No article has “Wernicke”."
    assert not asked(harbour, "what does ice cream cost?")[0]


def test_a_time_that_is_told_before_a_question_leaves_nothing_out(harbour: Path) -> None:
    declined, sentences, _ = asked(harbour, "I was at the quay last week. When does the bakery bake rye bread?")
    assert (declined, sentences[:1]) == (False, ["The bakery on the quay bakes rye bread on Fridays."])


def test_there_is_no_overview_of_what_no_article_is_about(harbour: Path) -> None:
    declined, _, titles = asked(harbour, "latest news on the harbour election")
    searched = json.loads(
        articlebot("--library", str(harbour), "search", "latest news on the harbour election", "--json").stdout
    )
    assert declined
    assert titles == [passage["title"] for passage in searched["passages"]]
    assert asked(harbour, "summarize the article about zeppelins")[0]


def test_what_is_defined_is_not_declined(harbour: Path) -> None:
    file = harbour.parent / "more.jsonl"
    file.write_text(json.dumps({"title": "In court", "body": "They heard, among others, pilot Zdenka Wu. It rained."}))
    articlebot("--library", str(harbour.parent / "court"), "add", str(file))
    strict = {"ARTICLEBOT_DECLINE_BELOW": "0.94"}
    answer = articlebot(
        "--library", str(harbour.parent / "court"), "ask", "Who is Zdenka Wu?", "--json", environ=strict
    )
    assert [each["text"] for each in json.loads(answer.stdout)["sentences"]] == [
        "They heard, among others, pilot Zdenka Wu."
    ]


def test_filters_hold_for_overviews(harbour: Path) -> None:
    _, sentences, titles = asked(harbour, "harbour gate", "--until", "2024-02-05")
    assert sentences == ["The harbour gate has been stuck since Monday.", "Nobody knows why yet."]
    assert titles == ["The gate is stuck"]


def test_the_limit_holds_for_overviews_and_definitions(harbour: Path) -> None:
    assert len(asked(harbour, "harbour gate", "--limit", "2")[2]) == 2
    assert len(asked(harbour, "What is a harbour gate?", "--limit", "2")[2]) == 2
    assert asked(harbour, "What is a harbour gate?", "--limit", "2")[1][0].startswith(
        "A harbour gate is built of steel"
    )


@pytest.mark.parametrize("message", ["help", "What can you do?", "How many articles do you have?", "who are you"])
def test_what_is_asked_of_the_bot_itself_is_told_and_not_looked_for(harbour: Path, message: str) -> None:
    answer = json.loads(articlebot("--library", str(harbour), "ask", message, "--json").stdout)
    assert (answer["standalone_question"], answer["declined"], answer["passages"]) == ("", False, [])
    assert "the articles in this library (7 of them)" in answer["reason"]


def test_a_contraction_leaves_no_letter_to_look_for(harbour: Path) -> None:
    _, retriever = open_retriever(Settings(library=harbour))
    assert retriever.reading(Query(text="I can't see what's wrong")).question == "I cannot see what is wrong"


@pytest.fixture(scope="module")
def policies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two editions without a date, of which the older one shares more words with most questions."""
    folder = tmp_path_factory.mktemp("policies")
    text = (
        "# Leave policy {}\n\nThe office is in Hull.\n\n## Annual leave\n\nEvery employee has {} days of annual leave "
        "a year.\n\n## Sick leave\n\n{} Sick pay is paid in full for {} weeks.\n"
    )
    (folder / "old.md").write_text(text.format(2023, 26, "Sick pay is for all.", "six"))
    (folder / "new.md").write_text(text.format(2025, 28, "Call your team leader before nine.", "eight"))
    for name in ("old.md", "new.md"):
        added = articlebot("--library", str(folder / "library"), "add", str(folder / name))
        assert added.returncode == 0
    return folder / "library"


def test_an_overview_is_of_the_newest_edition_or_of_the_one_of_the_year(policies: Path) -> None:
    quoted = asked(policies, "annual leave")[1]
    assert quoted[0] == "Every employee has 28 days of annual leave a year."
    assert not any("26 days" in sentence for sentence in quoted)
    assert asked(policies, "annual leave 2023")[1][0] == "Every employee has 26 days of annual leave a year."
    assert asked(policies, "how long is sick pay")[1][-1].endswith("Sick pay is paid in full for eight weeks.")


def test_an_edition_that_is_missing_is_declined_or_the_one_before_it_quoted_and_both_is_said(policies: Path) -> None:
    def answer(question: str) -> tuple[bool, str]:
        told = json.loads(articlebot("--library", str(policies), "ask", question, "--json").stdout)
        return told["declined"], told["reason"]

    declined, reason = answer("annual leave 2021")
    assert declined
    assert reason == "The articles don't say. No “Leave policy 2021” was found, only of 2023 and 2025."
    declined, reason = answer("annual leave 2024")
    assert not declined
    assert reason == "No “Leave policy 2024” was found: the one before it is “Leave policy 2023”."


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an office writes down: its dates stand in titles, in first lines, and beside the text."""
    folder = tmp_path_factory.mktemp("office")
    minutes = (
        "Date: Tuesday, {}, 13:00\nPlace: Room Skagerrak\nPresent: Wanda Jarosz (chair), Carmen Iwu\nAbsent: {}\n"
        "1. Integration of Tolk\nAstrid showed the architecture of Tolk, which runs on one large database.\n"
        "Decision: {}\nNext meeting: 20 May 2025, 13:00."
    )
    articles = [
        {
            "title": "Minutes: Steering group Platform & Customs",
            "published_at": "2025-04-22",
            "body": minutes.format(
                "22 April 2025",
                "Femi Adeyemi-Braun (parental leave), Tomasz Rek (ill)",
                "No migration of Tolk before the end of 2026.",
            ),
        },
        {
            "title": "Minutes: Steering group Platform & Customs",
            "published_at": "2025-03-18",
            "body": minutes.format(
                "18 March 2025",
                "Yusra Halloran (maternity leave), Henrike Saalfeld (ill)",
                "Tolk is bought for three million.",
            ),
        },
        {
            "title": "Post-mortem: bookings unavailable on 14 March 2025",
            "published_at": "2025-03-21",
            "body": "That morning customers could not create bookings. The pooler had an expired password.",
        },
        {"title": "Fire drill of 11/03/2025", "body": "The east stairs were blocked by a sofa during the drill."},
        {"title": "Canteen", "published_at": "2025-05-02", "body": "The canteen serves soup from Monday to Friday."},
    ]
    (folder / "office.jsonl").write_text("".join(json.dumps(article) + "\n" for article in articles))
    assert articlebot("--library", str(folder / "library"), "add", str(folder / "office.jsonl")).returncode == 0
    return folder / "library"


@pytest.mark.parametrize(
    "when",
    ["on 22 april", "on 22 April 2025", "on April 22nd", "of 2025-04-22", "on 22.04.2025", "in April 2025"],
)
def test_a_date_in_a_question_is_held_by_what_was_written_then(office: Path, when: str) -> None:
    declined, sentences, _ = asked(office, f"what was decided about Tolk at the meeting {when}?")
    assert not declined
    assert sentences[0] == "Decision: No migration of Tolk before the end of 2026."


def test_the_meeting_of_another_day_is_another_meeting(office: Path) -> None:
    _, sentences, _ = asked(office, "what was decided about Tolk at the meeting on 18 march?")
    assert sentences == ["Decision: Tolk is bought for three million."]
    assert asked(office, "what was decided about Tolk at the meeting on 23 april?")[0]


@pytest.mark.parametrize("when", ["on 14 March 2025", "on 14 march", "on 2025-03-14", "on March 14th, 2025"])
def test_what_happened_on_a_day_is_told_by_the_article_that_names_it(office: Path, when: str) -> None:
    declined, sentences, _ = asked(office, f"what happened {when}?")
    assert not declined
    assert sentences[0] == "That morning customers could not create bookings."


def test_a_month_of_no_year_is_that_of_any_year_where_the_last_one_has_nothing(office: Path) -> None:
    declined, sentences, _ = asked(office, "What happened in May?")
    assert not declined
    assert sentences == ["The canteen serves soup from Monday to Friday."]


def test_what_happened_when_no_article_tells_is_declined_with_the_nearest_passages(office: Path) -> None:
    answer = json.loads(articlebot("--library", str(office), "ask", "What happened in July 2019?", "--json").stdout)
    assert answer["declined"]
    assert answer["passages"]
    assert answer["reason"] == "The articles don't say. No article is of “July 2019”, by its date or its text."


def engine_says(library: Path, question: str, now: datetime) -> Answer:
    return open_engine(Settings(library=library, ledger=False)).answer(Question(question, now=now))


def test_a_time_by_the_clock_leaves_out_the_rest_and_says_so(office: Path) -> None:
    answer = engine_says(office, "what was decided about Tolk last week?", datetime(2025, 6, 4, tzinfo=UTC))
    assert answer.declined
    assert not answer.passages
    assert answer.reason == (
        "The articles don't say. I looked only for articles of “last week”, 26 May 2025 to 1 June 2025: there are none."
    )
    answer = engine_says(office, "what was decided about Tolk last week?", datetime(2025, 4, 30, tzinfo=UTC))
    assert {passage.article.published_at for passage in answer.passages} == {datetime(2025, 4, 22, tzinfo=UTC)}
    assert answer.text.startswith("Decision: No migration of Tolk before the end of 2026.")
    assert answer.reason is None


def test_a_time_by_the_clock_is_also_that_of_an_article_without_a_date_whose_title_names_it(office: Path) -> None:
    answer = engine_says(office, "what blocked the east stairs yesterday?", datetime(2025, 3, 12, 9, tzinfo=UTC))
    assert answer.text.startswith("The east stairs were blocked by a sofa during the drill.")


def test_since_and_until_leave_out_whatever_the_text_names(office: Path) -> None:
    declined, _, titles = asked(office, "what happened on 14 March 2025?", "--since", "2025-05-01")
    assert declined
    assert set(titles) <= {"Canteen"}
