import pytest

from index.clauses import clauses, content_words


def parts(question: str, *publishers: str) -> list[str]:
    places = [(question.index(name), question.index(name) + len(name)) for name in publishers]
    return [clause.words for clause in clauses(question, places)]


def test_content_words_are_neither_grammar_nor_about_reporting() -> None:
    assert content_words("Did the article say that the mayor's ferry ran aground?") == [
        "mayor's",
        "ferry",
        "ran",
        "aground",
    ]


@pytest.mark.parametrize("question", ["", "?", "Who won the rye bread prize?", "Why and how?", "Bread, salt, wine"])
def test_a_question_of_one_piece_has_no_clauses(question: str) -> None:
    assert parts(question) == []


def test_cuts_at_firm_breaks_and_between_long_enough_halves() -> None:
    assert parts("Which ferry ran aground near Tarn Island, while the baker won a rye bread prize?") == [
        "ferry ran aground near Tarn Island",
        "baker won rye bread prize",
    ]
    assert parts("Who repaired the old stone bridge and painted the town hall blue?") == [
        "repaired old stone bridge",
        "painted town hall blue",
    ]


def test_a_second_name_stays_with_the_first() -> None:
    assert parts("Who threatened Janani Umamaheswar and Alex Sinha, while the boxers met in the ring?")[0].endswith(
        "Umamaheswar Alex Sinha"
    )


def test_a_publisher_begins_what_it_tells_or_ends_it() -> None:
    begun = "Does the Gazette report on the stranded island ferry match the Herald report on bread prices in May?"
    assert parts(begun, "Gazette", "Herald") == ["stranded island ferry match", "bread prices May"]
    ended = "Which harbour pilot was fined, as reported by the Gazette, after a ferry crew had gone on strike?"
    assert parts(ended, "Gazette") == ["harbour pilot fined", "ferry crew gone strike"]


def test_says_where_each_clause_stands() -> None:
    question = "Which ferry ran aground near Tarn Island, while the baker won a rye bread prize?"
    first, second = clauses(question)
    assert question[first.start : first.end] == "Which ferry ran aground near Tarn Island"
    assert question[second.start : second.end].startswith(" the baker")


def test_a_long_list_is_not_endless() -> None:
    assert len(clauses("; ".join(f"the number{n} ferry sank slowly" for n in range(50)))) == 6
