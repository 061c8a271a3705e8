from bot.nearest import LONGEST_EXCERPT, nearest
from tests.bot.passages import article, passage, whole

FILLER = "The harbour is calm and the weather is fine. " * 12


def test_an_excerpt_begins_with_the_sentence_that_has_most_of_the_question() -> None:
    text = f"{FILLER}A new print head costs 90 euros. Fitting takes an hour. {FILLER}"
    (found,) = nearest("how much is a print head for the label printer?", whole([article("printer", text)]))
    assert found.text.startswith("A new print head costs 90 euros. Fitting takes an hour.")
    assert found.text.endswith(" …")
    assert len(found.text) <= LONGEST_EXCERPT + 2
    assert text[found.start :].startswith("A new print head")


def test_near_the_end_of_a_passage_it_begins_earlier() -> None:
    text = f"{FILLER}Labels come in rolls. Do not pull. A print head costs 90 euros."
    (found,) = nearest("print head", whole([article("printer", text)]))
    assert found.text.endswith("Labels come in rolls. Do not pull. A print head costs 90 euros.")
    assert len(found.text) <= LONGEST_EXCERPT


def test_where_nothing_is_like_the_question_a_passage_is_shown_from_its_beginning() -> None:
    (found,) = nearest("Wer kocht?", whole([article("printer", FILLER)]))
    assert found.text.startswith("The harbour is calm")


def test_three_articles_are_shown_where_there_are_as_many() -> None:
    long = article("long", "The print head is new. It rains a lot.\n\nThe print head for the printer costs 90 euros.")
    others = [article(name, f"The printer of {name} is old.") for name in ("Ansby", "Brin", "Corle")]
    passages = [
        passage(long, "The print head is new. It rains a lot.", rank=1),
        passage(long, "The print head for the printer costs 90 euros.", rank=2),
        *(passage(other, rank=rank) for rank, other in enumerate(others, start=3)),
    ]
    found = nearest("what does a print head for the printer cost?", passages)
    assert [each.passage.article.id for each in found] == ["long", "Ansby", "Brin"]
    assert found[0].text == "The print head for the printer costs 90 euros."
    of_two = nearest("what does a print head for the printer cost?", passages[:3])
    assert [each.passage.article.id for each in of_two] == ["long", "Ansby", "long"]


def test_an_excerpt_keeps_to_its_passage_and_no_passages_have_none() -> None:
    text = "A print head costs 90 euros. It rains. Paper is white."
    (found,) = nearest("print head", [passage(article("printer", text), "It rains. Paper is white.")])
    assert found.text == "It rains. Paper is white."
    assert nearest("print head", []) == []
