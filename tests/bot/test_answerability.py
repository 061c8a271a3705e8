"""Whether the passages answer."""

from bot.answerability import confidence
from bot.evidence.reading import EvidenceReader
from tests.bot.passages import article, passage, whole

BRIDGE = article(
    "bridge", "The harbour bridge will close on 2 April for repairs. Mayor Lena Holt announced it.", title="The bridge"
)
SLUGS = article("slugs", "Slugs eat lettuce at night. Copper rings keep them away from the beds.", title="Slugs")


def test_sure_of_what_is_said_and_not_of_what_is_not() -> None:
    said = confidence("When will the harbour bridge close for repairs?", whole([BRIDGE, SLUGS], cosine=0.7))
    absent = confidence("Which team won the cricket final in Mumbai?", whole([SLUGS, BRIDGE], cosine=0.1))
    assert said > 0.9
    assert absent < 0.2


def test_a_name_that_stands_nowhere_makes_it_doubt() -> None:
    passages = whole([BRIDGE, SLUGS], cosine=0.5)
    known = confidence("What did Lena Holt announce about the harbour bridge?", passages)
    unknown = confidence("What did Vikram Okonjo announce about the harbour bridge?", passages)
    assert known > unknown + 0.2


def test_a_publisher_and_a_date_count_as_said() -> None:
    question = "What did the Saltmere Courier report about the harbour bridge in March 2024?"
    named = article("bridge", BRIDGE.text, title="The bridge", publisher="Saltmere Courier")
    assert confidence(question, whole([named])) > confidence(question, whole([BRIDGE]))


def test_zero_where_there_is_nothing_to_quote() -> None:
    assert confidence("When?", []) == 0
    assert confidence("Prices of apples", whole([article("list", "Apples\nPears")])) == 0


def test_how_search_came_upon_a_passage_makes_no_difference() -> None:
    question = "When will the harbour bridge close for repairs?"
    by_words, by_meaning = whole([BRIDGE, SLUGS], cosine=None), whole([BRIDGE, SLUGS], cosine=0.1)
    assert confidence(question, by_words) == confidence(question, by_meaning) > 0.8


def test_the_writers_reading_is_used_again() -> None:
    reader = EvidenceReader()
    passages = whole([BRIDGE, SLUGS])
    assert reader.reading("When?", passages) is reader.reading("When?", passages)
    assert reader.reading("Where?", passages) is not reader.reading("When?", passages)
    assert confidence("When will it close?", passages, reader) == confidence("When will it close?", passages)


def test_one_part_that_is_answered_is_enough() -> None:
    reader, passages = EvidenceReader(), whole([BRIDGE, SLUGS])
    question = "When will the harbour bridge close, and who is the chief executive of Velar Semiconductor?"
    closing = reader.reading("When will the harbour bridge close", passages).confidence
    assert confidence(question, passages, reader) >= closing > reader.reading(question, passages).confidence


def test_whose_report_it_is_may_stand_above_its_text() -> None:
    said, other = "The board proposes a dividend of 2.40 kroner a share for 2023.", "Halvorsen launched a ferry in May."
    filler = "Ferries and tugs were built in all three yards during the year.\n\n" * 40
    body = f"{filler}{other}\n\n{filler}Proposals\n{said}"
    named, unnamed = (
        [passage(report, said), passage(report, other)]
        for above in ("Halvorsen Marine Group", "Contents and figures")
        for report in [article("report", f"Annual Report 2023\n{above}\n\n{body}", title="Annual Report 2023")]
    )
    question = "What dividend does the Halvorsen board propose for 2023?"
    assert confidence(question, named) > confidence(question, unnamed) + 0.2


def test_a_row_of_a_table_does_not_answer_for_another_that_it_has_not() -> None:
    wards = article(
        "wards",
        "Visitors are welcome.\nWard | Times | Phone\nIntensive care | 2pm to 4pm | 4122\n"
        "Maternity | 1pm to 8pm | 4163\nGeneral wards | 11am to 8pm | 4100",
        title="Visiting a patient",
    )
    assert confidence("When can I visit someone in intensive care?", whole([wards])) > 0.5
    assert confidence("When can I visit someone in the cancer unit?", whole([wards])) == 0.0
