"""Each side of a question read for itself."""

from dataclasses import replace
from datetime import timedelta

from bot.answerability import confidence
from bot.evidence.reading import EvidenceReader
from bot.parts.apart import apart, of_each_side
from bot.writing.extractive import ExtractiveWriter
from index.article import StoredArticle
from tests.bot.passages import article, whole

READER = EvidenceReader()
WRITER = ExtractiveWriter(READER)
NORLINE = article(
    "norline",
    "Norline sails to the island twice a day. A day ticket costs 14 euros with Norline. Its boats are old.",
    title="Norline, the grey boats",
)
VESTBUS = article(
    "vestbus",
    "Vestbus drives over the new causeway. Passengers of Vestbus pay 9 euros for the day. The buses are electric.",
    title="Vestbus starts on Monday",
)
GARDEN = article("garden", "Slugs eat lettuce at night. Copper rings keep them away from the beds.", title="Slugs")
FIRM = article(
    "firm",
    "Marsh and Daughters is owned by Ida Lund. Marsh and Daughters makes oars. Ida Lund bought it in 2011.",
    title="Oars",
)


def quoted(question: str, *articles: StoredArticle) -> list[str]:
    return [draft.text for draft in WRITER.write(question, whole(articles))]


def test_each_side_is_answered_from_its_own_article() -> None:
    sentences = quoted("How do the day ticket prices of Norline and Vestbus compare?", NORLINE, GARDEN, VESTBUS)
    assert "A day ticket costs 14 euros with Norline." in sentences
    assert "Passengers of Vestbus pay 9 euros for the day." in sentences


def test_a_side_of_which_nothing_is_said_brings_nothing() -> None:
    question, passages = "How do the prices of Norline and Quickboat compare?", whole([NORLINE, GARDEN, VESTBUS])
    known, unknown = of_each_side(question, passages, READER)
    assert known.best
    assert not unknown.best
    assert unknown.confidence == 0
    assert all(each.read.sentences[each.best[0]].article == 0 for each in apart(question, passages, READER))


def test_two_sides_that_are_answered_are_no_less_sure_than_they_are() -> None:
    question, passages = "How do the prices of Norline and Vestbus compare?", whole([NORLINE, VESTBUS])
    alone = [each.confidence for each in of_each_side(question, passages, READER)]
    assert len(alone) == 2
    assert confidence(question, passages, READER) >= sum(alone) / 2


def test_what_the_articles_name_as_one_is_one() -> None:
    passages = whole([FIRM, GARDEN])
    question = "Who owns Marsh and Daughters?"
    assert of_each_side(question, passages, READER) == []
    assert apart(question, passages, READER) == [READER.reading(question, passages)]


def test_a_sentence_that_speaks_of_both_answers_for_both() -> None:
    joint = article("joint", "Ida Lund owns Norline, and with it Vestbus. The fares differ.", title="The owners")
    question, passages = "Who owns Norline and Vestbus?", whole([joint, NORLINE, VESTBUS])
    assert of_each_side(question, passages, READER) == []


def test_before_and_after_are_told_by_the_dates_of_the_articles() -> None:
    old = article("old", "The dam is safe, the engineer said of the dam and any flood.", title="The dam")
    new = article("new", "The dam was never safe, the engineer said after the flood.", title="The dam")
    new = replace(new, published_at=(old.published_at or new.added_at) + timedelta(days=30))
    readings = of_each_side(
        "What did the engineer say of the dam before the flood and after it?", whole([new, old]), READER
    )
    best = [each.read.sentences[each.best[0]].text for each in readings]
    assert best == [old.text, new.text]
