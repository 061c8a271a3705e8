"""What a question asks for, in which terms."""

from itertools import permutations

import pytest

from bot.evidence.answer_types import Kind, holds, kind_of
from bot.evidence.asked import asked_alone, names_written_small, take_apart
from bot.language.terms import WordReader, rarity

READER = WordReader()


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When did the bridge close?", Kind.DATE),
        ("In what year was Oslo founded?", Kind.DATE),
        ("How many people were hurt?", Kind.NUMBER),
        ("What percentage of voters agreed?", Kind.NUMBER),
        ("Who was killed in the airstrike?", Kind.NAME),
        ("Where did the storm land?", Kind.NAME),
        ("Why was the match called off?", Kind.REASON),
        ("Did the council pay?", Kind.YES_NO),
        ("What does the report say?", Kind.OTHER),
        ("Wann wurde die Brücke gesperrt?", Kind.DATE),
        ("Combien de personnes ont été blessées ?", Kind.NUMBER),
        ("¿Quién ganó?", Kind.NAME),
    ],
)
def test_tells_what_would_answer(question: str, kind: Kind) -> None:
    assert kind_of(question) is kind


@pytest.mark.parametrize(
    ("kind", "question", "holder", "other"),
    [
        (Kind.DATE, "When did it close in 2023?", "It closed in April 2024.", "It closed in 2023."),
        (Kind.NUMBER, "How many boats sank?", "Some 40 boats sank.", "The boats sank."),
        (Kind.NAME, "Who met Anna?", "Then Anna met Berta Lind.", "Then Anna met her."),
        (Kind.REASON, "Why did it close?", "It closed because of ice.", "It closed early."),
        (Kind.DATE, "When did it close?", "It closed on May 12.", "It may close."),
    ],
)
def test_tells_whether_a_sentence_holds_it(kind: Kind, question: str, holder: str, other: str) -> None:
    asked = take_apart(question, "en", READER).stems
    assert holds(kind, holder, READER.words(holder, "en"), asked)
    assert not holds(kind, other, READER.words(other, "en"), asked)


def test_terms_are_the_questions_words_in_every_language() -> None:
    english, german = (take_apart("Who closed the bridges in Oslo?", code, READER) for code in ("en", "de"))
    assert english.weights.keys() == {"closed", "bridges", "oslo"}
    assert german.weights.keys() == english.weights.keys()
    assert english.among(READER.words("A bridge is closing.", "en")) == ["bridges", "closed"]
    assert english.names == {"oslo"}
    assert english.share({"closed", "bridges", "oslo"}) == pytest.approx(1)


def test_unspaced_scripts_have_pairs_for_terms() -> None:
    asked = take_apart("大桥何时关闭", "zh", READER)
    assert "大桥" in asked.weights
    assert set(asked.among(READER.words("大桥于四月关闭。", "zh"))) >= {"大桥", "关闭"}


def test_rare_words_weigh_more() -> None:
    assert rarity("the", "en") < 0.05 < rarity("country", "en") < rarity("quarterback", "en") < rarity("qaani", "en")
    assert rarity("brücke", "de") > rarity("die", "de")


def test_a_question_of_function_words_still_has_terms() -> None:
    assert take_apart("Who was it?", "en", READER).weights


def test_a_contraction_leaves_no_letter_behind() -> None:
    asked = take_apart("I can't find what's written on the bridge", "en", READER)
    assert set(asked.weights) == {"find", "written", "bridge"}


def test_english_irregular_forms_are_one_word() -> None:
    assert [word.term for word in READER.words("lost", "en")] == [word.term for word in READER.words("lose", "en")]
    assert [word.term for word in READER.words("lost", "de")] != [word.term for word in READER.words("lose", "de")]


def test_a_share_is_the_same_in_whatever_order_its_terms_come() -> None:
    asked = take_apart(
        "Who repairs the roof, the gutter and the weathered wooden gate at Weir Street?", "en", WordReader()
    )
    shares = {asked.share(terms) for terms in permutations(list(asked.weights)[:6])}
    assert len(shares) == 1


SAYINGS = ["The Warriors beat Orla's team.", "Suns fade, and suns set.", "Then the Suns won.", "Will the Warriors win?"]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("did the warriors beat orla?", {"warriors", "orla"}),
        ("Did the warriors beat the suns?", {"warriors"}),
        ("did the Warriors beat orla?", set()),
        ("what did zenbridge win?", {"zenbridge"}),
        ("what did i win?", set()),
        ("I wonder who beat the warriors", {"warriors"}),
    ],
)
def test_names_are_known_by_the_articles_where_the_question_is_written_small(question: str, names: set[str]) -> None:
    texts = [READER.words(text, "en") for text in SAYINGS]
    assert names_written_small(question, texts) == names


def test_names_written_small_are_names() -> None:
    asked = take_apart("did the warriors beat orla?", "en", READER, {"warriors"})
    assert asked.names == {"warriors"}


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("I'm new here. how do i get a badge", "how do i get a badge"),
        ("We moved to the U.S. last year. Which form do newcomers need?", "Which form do newcomers need?"),
        ("My tram was late. It was cold. Do drivers owe passengers a refund?", "Do drivers owe passengers a refund?"),
        ("The lift is broken. When will it be repaired by the firm?", None),
        ("We have two dogs. Where can we stay?", None),
        ("Who is Dr. Miller? We need him.", None),
        ("The lift is broken. Tell the firm.", None),
    ],
)
def test_a_question_stands_without_what_is_told_before_it(message: str, asked: str | None) -> None:
    assert asked_alone(message) == (asked or message)


def test_what_is_told_before_a_question_counts_less_than_what_is_asked() -> None:
    told = take_apart("I have a cactus from Peru. Who waters plants on holidays?", "en", READER)
    alone = take_apart("Who waters plants on holidays?", "en", READER)
    assert told.text == "Who waters plants on holidays?"
    assert told.weights["plants"] == alone.weights["plants"]
    assert told.weights["cactus"] == pytest.approx(rarity("cactus", "en") / 2)
    assert (told.kind, told.names) == (Kind.NAME, {"peru"})
