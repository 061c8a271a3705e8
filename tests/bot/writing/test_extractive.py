"""The writer that quotes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.checking import quoted
from bot.writing.draft import Draft
from bot.writing.extractive import ExtractiveWriter
from index.passage import Passage
from index.sentences import sentences
from tests.bot.passages import DAY, article, passage, whole

WRITER = ExtractiveWriter()
BRIDGE = article(
    "bridge",
    "Harbour bridge to close in April\nBy Ines Okafor\n"
    "The harbour bridge will close on 2 April for repairs to its cables. Mayor Lena Holt announced it on Friday. "
    "She said the work would cost $4.2m. The bridge carries 11,000 cars a day.\n"
    "Photo: the bridge at dusk (Getty Images)\nRead more: Ferries",
    title="Harbour bridge to close",
)
FERRY = article(
    "ferry",
    "A ferry will replace the harbour bridge from 2 April. It leaves the old quay every 20 minutes. Tickets are free.",
    title="Ferry replaces the harbour bridge",
)
COPY = article("copy", BRIDGE.text.replace("cables.", "cables, it said."), title="Harbour bridge to close")
GARDEN = article("garden", "Slugs eat lettuce at night. Copper rings keep them away from the beds.", title="Slugs")


def texts(drafts: Sequence[Draft]) -> str:
    return " ".join(draft.text for draft in drafts)


def hold(drafts: Sequence[Draft], passages: Sequence[Passage]) -> None:
    """What must be true of any answer."""
    assert drafts
    spans = []
    count = 0
    for draft in drafts:
        assert quoted(draft, passages) is not None
        (quote,) = draft.quotes
        of = passages[quote.passage].article
        assert draft.marks == (quote.passage + 1,)
        assert draft.text == of.text[quote.start : quote.end]
        assert quote.start in {span.start for span in sentences(of.text)}
        assert quote.end in {span.end for span in sentences(of.text)}
        spans += [(of.id, place) for place in range(quote.start, quote.end)]
        # Counted as the article's text is split: cut out, a list's bullet may part what it joined.
        count += sum(quote.start <= span.start and span.end <= quote.end for span in sentences(of.text))
    assert len(spans) == len(set(spans))
    assert count <= 5


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("When will the harbour bridge close?", "on 2 April"),
        ("How much will the work on the bridge cost?", "$4.2m"),
        ("How often does the ferry leave the quay?", "every 20 minutes"),
        ("Who announced that the bridge would close?", "Lena Holt"),
    ],
)
def test_quotes_the_sentences_that_answer(question: str, words: str) -> None:
    passages = whole([BRIDGE, FERRY, GARDEN])
    drafts = WRITER.write(question, passages)
    hold(drafts, passages)
    assert words in texts(drafts)
    assert "lettuce" not in texts(drafts)


def test_shows_whom_she_means() -> None:
    passages = whole([BRIDGE])
    drafts = WRITER.write("What would the cable work cost?", passages)
    assert any("Mayor Lena Holt announced it on Friday. She said the work would cost $4.2m." in d.text for d in drafts)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Who paid for the report on the Veldra?", "The report was paid for by the Lantern Trust."),
        ("Who paid for the work of the friends of the Veldra?", "It is financed by 11,400 members. The report"),
    ],
)
def test_what_the_question_names_need_not_be_told_first(question: str, first: str) -> None:
    text = "The friends of the Veldra were founded in 2009. It is financed by 11,400 members. "
    text += (
        "The report was paid for by the Lantern Trust. The water was tested in May. Two wells were closed. One is open."
    )
    answer = texts(WRITER.write(question, whole([article("veldra", text, title="PFAS in the Veldra")])))
    assert first in answer
    assert answer.startswith("The report") == first.startswith("The report")


def test_never_quotes_headings_bylines_captions_or_menus() -> None:
    answer = texts(WRITER.write("Harbour bridge to close in April photo Ines Okafor Getty ferries", whole([BRIDGE])))
    for furniture in ("to close in April\n", "By Ines", "Photo", "Read more"):
        assert furniture not in answer


def test_says_nothing_twice() -> None:
    passages = whole([BRIDGE, COPY])
    drafts = WRITER.write("When will the harbour bridge close?", passages)
    hold(drafts, passages)
    assert texts(drafts).count("will close on 2 April") == 1


def test_takes_several_articles_where_the_question_needs_them() -> None:
    passages = whole([BRIDGE, FERRY, GARDEN])
    question = "What will the bridge repairs cost, and how often does the ferry leave the old quay?"
    drafts = WRITER.write(question, passages)
    hold(drafts, passages)
    assert "$4.2m" in texts(drafts)
    assert "every 20 minutes" in texts(drafts)
    assert "lettuce" not in texts(drafts)


def test_sentences_of_an_article_stand_in_its_order() -> None:
    passages = whole([BRIDGE, FERRY])
    drafts = WRITER.write("When will the bridge close, who announced it and how many cars does it carry?", passages)
    hold(drafts, passages)
    order = [(passages[draft.quotes[0].passage].article.id, draft.quotes[0].start) for draft in drafts]
    ids = [each for each, _ in order]
    assert all(start < later for (a, start), (b, later) in pairwise(order) if a == b)
    assert len(set(ids)) == sum(left != right for left, right in zip(ids, [None, *ids], strict=False))


def test_has_nothing_to_say_without_passages_or_sentences() -> None:
    assert WRITER.write("When?", []) == []
    assert WRITER.write("Prices", whole([article("list", "Apples\nPears\nPlums")])) == []


def test_answers_from_passages_inside_longer_articles() -> None:
    passages = [passage(BRIDGE, "She said the work would cost $4.2m."), passage(FERRY, "Tickets are free.", rank=2)]
    drafts = WRITER.write("What does the work cost?", passages)
    hold(drafts, passages)
    assert "Mayor Lena Holt" in texts(drafts)


def test_answers_in_other_languages() -> None:
    german = article(
        "de",
        "Die Brücke wird am 2. April gesperrt. Der Bürgermeister nannte Schäden an den Seilen als Grund. "
        "Ein Schiff fährt alle zwanzig Minuten über den Fluss.",
        language="de",
    )
    chinese = article(
        "zh", "大桥将于四月二日关闭进行维修。渡轮每二十分钟从老码头出发。市长表示费用不高。", language="zh"
    )
    assert "2. April" in texts(WRITER.write("Wann wird die Brücke gesperrt?", whole([german, GARDEN])))
    assert "二十分钟" in texts(WRITER.write("渡轮多久出发一次", whole([chinese, GARDEN])))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["The bridge closed on Friday.", "He paid $5.", "A heading", "It rained all day in Oslo.", "\n", "It fell.",
             "“Why?” she asked.", "今天天气很好，我们去公园吧。", "• Item", "Then he left the town for good."]
        ),
        min_size=1,
        max_size=25,
    ).map(" ".join),
    st.sampled_from(["When did the bridge close?", "Who paid?", "今天天气", "???", "rain in Oslo"]),
)  # fmt: skip
def test_every_answer_is_whole_sentences_word_for_word(text: str, question: str) -> None:
    passages = whole([article(f"any-{hash(text)}", text), FERRY])
    hold(WRITER.write(question, passages), passages)


def test_what_a_short_paragraph_under_a_heading_says_besides_is_shown_too() -> None:
    rule = "You can work from another country for 30 days a year."
    exception = "For countries outside Europe you need the approval of the People team."
    other = "Sick notes are sent to the office within three days of falling ill."
    text = f"Remote work\n{rule} {exception}\nSickness\n{other}"
    (draft,) = WRITER.write("Can I work from another country?", whole([article("policy", text)]))
    assert draft.text == f"{rule} {exception}"


def test_a_table_row_answers_and_a_heading_does_not() -> None:
    text = "Owners\nService | Owner\nbilling | Chiara Moretti\nmail | Pedro Almeida\nWho owns the rest\nNobody."
    drafts = WRITER.write("Who owns the billing service?", whole([article("owners", text)]))
    assert [draft.text for draft in drafts[:2]] == ["Service | Owner", "billing | Chiara Moretti"]


def test_what_stands_below_the_same_question_answers_and_what_stands_below_another_does_not() -> None:
    text = (
        "What is it?\nA program that keeps folders the same on several computers.\nHow big may a file be?\n40 GB.\n"
        "How long are files kept?\nFor 60 days after they were deleted."
    )
    faq = whole([article("faq", text, title="FAQ: Lumo Sync")])
    assert [draft.text for draft in WRITER.write("How big can a file be in Lumo Sync?", faq)][:1] == ["40 GB."]
    assert WRITER.reader.reading("How big can a file be in Lumo Sync?", faq).confidence > 0.9
    assert WRITER.reader.reading("How big is the team behind Lumo Sync?", faq).confidence < 0.9


def test_a_newer_edition_is_quoted_and_the_older_one_only_if_it_is_asked_for() -> None:
    old = article("old", "The limit for a hotel room is 120 euros per night.", title="Travel policy (2022)")
    new = article("new", "The limit for a hotel room is now 165 euros per night.", title="Travel policy (2025)")
    passages = whole([old, replace(new, published_at=DAY + timedelta(days=900))])
    assert [draft.text for draft in WRITER.write("What is the limit for a hotel room?", passages)] == [new.text]
    asked = WRITER.write("What was the limit for a hotel room under the travel policy of 2022?", passages)
    assert asked[0].text == old.text
    other = replace(passages[1], article=replace(passages[1].article, id="road", title="Rules of the road in 2025"))
    assert WRITER.write("What is the limit for a hotel room?", [passages[0], other])[0].text == old.text


def test_a_later_figure_stands_before_the_earlier_one_and_so_does_what_is_known_later() -> None:
    old = article(
        "old",
        "The damage is put at 1.8 million pounds. An electrical fault in the lighting behind the bar was "
        "one possibility that investigators were looking at.",
        title="Fire destroys the tithe barn in Orrindale",
    )
    new = replace(
        article(
            "new",
            "A candle left burning in a store room started the fire, investigators said. Loss adjusters now put "
            "the damage at 2.3 million pounds. Four people were hurt.",
            title="Candle blamed for the Orrindale barn blaze",
        ),
        published_at=DAY + timedelta(days=6),
    )
    for question, later, earlier in (
        ("How big is the damage?", "2.3 million", "1.8 million"),
        ("What caused the fire?", "A candle", "An electrical fault"),
    ):
        shown = [draft.text for draft in WRITER.write(question, whole([old, new]))]
        assert later in shown[0]
        assert earlier in " ".join(shown[1:])


def test_a_short_paragraph_that_is_shown_whole_stands_in_its_order() -> None:
    paragraph = (
        "The link in your mail is older than 20 minutes. Request a new link and open it in the same browser. "
        "If it happens with every new link, the scanner of your mail opens it before you do."
    )
    text = f"E1042: Token expired\n{paragraph}\nE4290: Too many requests\nWait for a minute before you try again."
    (draft,) = WRITER.write("error E1042?", whole([article("codes", text)]))
    assert draft.text == paragraph


def test_what_is_new_is_shown_whole() -> None:
    paragraph = (
        "Annual leave rises from 26 to 28 days. Requests are made in the portal and no longer on paper. Parental leave "
        "is doubled to eight weeks. Sabbaticals are possible for the first time. Leave may be carried over until June."
    )
    text = f"It replaces the leave policy of 2023.\nWhat is new\n{paragraph}\nSick leave\nCall before nine."
    policy = whole([article("policy", text, title="Leave policy 2025")])
    shown = WRITER.write("what changed in the new leave policy", policy)
    assert " ".join(draft.text for draft in shown) == paragraph


def test_what_somebody_says_is_quoted_to_its_end() -> None:
    said = (
        "Senator Orla Brennan blamed the port for it in May, saying in a letter “The green buoys are less"
        " safe. Why would anyone take them away in the middle of summer, when there are children on the water? It is"
        " the sailors who are paying for what the port saves with new rules. It should be easy and safe to come home"
        " at night, for everybody who has a boat, be it old or new, large or small, and above all"
        " for children,” she wrote."
    )
    text = f"The port took its buoys away. {said} The port declined to comment on it on Friday."
    drafts = WRITER.write("What did Orla Brennan say about the buoys?", whole([article("buoys", text)]))
    assert said in [draft.text for draft in drafts]


def test_sentences_of_two_paragraphs_are_two_quotes() -> None:
    first = "The pier of Lene was built of oak in 1890, as a miller had asked for one."
    second = "A storm took the pier of Lene, and a new one was built by the town in 1950."
    page = article("pier", f"{first}\n{second}", title="The pier of Lene")
    drafts = WRITER.write("When was the pier of Lene built?", whole([page]))
    assert {draft.text for draft in drafts} == {first, second}


def test_a_paragraph_of_what_is_to_be_done_is_shown_whole_and_in_its_order() -> None:
    told = "Name a guide for each boat. Send the map a week early. Keep the lamps dry. Ask the guests about the lamps."
    page = article("advice", f"Boats\nBoats leave at five.\nWhat we suggest\n{told}\nOther boats\nThey leave at six.")
    assert told in [draft.text for draft in WRITER.write("What do they suggest about the lamps?", whole([page]))]


def test_of_several_tasks_the_one_that_is_asked_about_is_quoted_with_who_does_it() -> None:
    text = (
        "Measures\nAll pipe clamps in the cold stores are checked. Responsible: Frigotek. Due: 30 May 2025.\n"
        "The pipe section is replaced and X-rayed. Responsible: Jonas Bech. Due: 23 May 2025.\n"
        "All leaders attend a refresher on gas alarms. Responsible: Renate Solberg. Due: 30 June 2025.\n"
    )
    drafts = WRITER.write("Who is responsible for the pipe section?", whole([article("report", text)]))
    assert [draft.text for draft in drafts] == [text.split("\n")[2]]


def test_the_same_at_greater_length_is_not_shown_beside_it() -> None:
    said = "The harbour bridge in Norhaven closes on 2 April for repairs of its steel cables and piers"
    longer = f"{said}, which the council had put off for as long as anybody there can remember."
    drafts = WRITER.write(
        "When does the harbour bridge close?", whole([article("a", f"{said}."), article("b", longer)])
    )
    assert len(drafts) == 1


def test_a_long_paragraph_below_a_heading_is_not_shown_whole() -> None:
    rule = "You can work from another country for 30 days a year."
    more = f"The office keeps a list of {'the many countries and ' * 25}the seas in which somebody has done so."
    (draft,) = WRITER.write(
        "Can I work from another country?",
        whole([article("policy", f"Remote work\n{rule} {more}\nSickness\nCall us.")]),
    )
    assert draft.text == rule


def test_an_article_that_was_removed_and_added_again_is_read_anew() -> None:
    question = "When does the harbour bridge close?"
    assert "2 April" in texts(WRITER.write(question, whole([BRIDGE, FERRY])))
    told = "After years of delay and two strikes, the harbour bridge in Norhaven will close on 9 May. It is grey."
    again = replace(BRIDGE, text=told, added_at=DAY + timedelta(days=1), changed_at=DAY + timedelta(days=1))
    drafts = WRITER.write(question, whole([again, FERRY]))
    hold(drafts, whole([again, FERRY]))
    assert "9 May" in texts(drafts)
