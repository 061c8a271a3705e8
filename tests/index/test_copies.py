import hashlib
import random
import re
import resource

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.copies import CopyFinder, signature
from index.retelling import is_copy

STORY = """Fishing boats stayed in Saltmere harbour on Tuesday after the sluice gate jammed half open.
The gate, built in 1962, stopped at 4:10 a.m. while the tide was falling, the harbour office said. Nobody was hurt.
Harbour master Tomas Lindqvist said divers had found a steel cable wound around the lower hinge. \
"We cannot force it," he said. "If the hinge breaks, the basin empties."
Twenty-three boats are behind the gate, among them the research vessel Alma. \
Their owners lose about 9,000 euros a day, according to the fishermen's cooperative.
The regional water board did not issue a flood warning. \
It expects the gate to be free by Thursday evening, before the spring tide.
A replacement was planned for 2027 and would cost 6.4 million euros."""


def test_the_same_text_is_a_copy_whatever_its_white_space_and_quotation_marks() -> None:
    assert is_copy(STORY.replace("\n", "\n\n").replace('"', "”").replace("'", "’"), STORY)


@pytest.mark.parametrize(
    "copy",
    [
        "SALTMERE, March 12 (Coastal Wire) — " + STORY,
        "By Ines Okafor\n" + STORY,
        STORY + "\n(Reporting by Ines Okafor; editing by Jo Marsh)",
        STORY + "\nThis story first appeared in the Saltmere Courier.",
        STORY[: STORY.index("A replacement")],
        STORY[: int(len(STORY) * 0.6)].rsplit(".", 1)[0] + ".",
        STORY[: STORY.index(" behind the gate")],
        STORY[: STORY.index("ehind the gate")] + "…",
        STORY[: STORY.index("A replacement")] + "Continue reading",
        STORY.replace('"We cannot force it," he said. "If the hinge breaks, the basin empties."', ""),
        STORY.replace("\nA replacement", "\nBackground\nA replacement"),
        STORY.replace("9,000", "9000"),
        STORY.replace("cooperative", "co-operative").replace("research vessel", "research-vessel"),
        STORY.replace("according to", "acording to"),
        STORY.replace("a steel cable", "steel cable").replace("said divers", "said that divers"),
    ],
    ids=[
        *(
            "dateline",
            "byline",
            "credit",
            "first appeared",
            "cut end",
            "cut short",
            "cut in a sentence",
            "cut in a word",
        ),
        *("teaser", "sentence left out", "heading", "figure format", "hyphens", "slip of the pen", "articles"),
    ],
)
def test_small_changes_leave_a_copy(copy: str) -> None:
    assert is_copy(copy, STORY)
    assert CopyFinder([("story", signature(STORY))], {"story": STORY}.get).find(copy, signature(copy)) == "story"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Twenty-three boats", "Twenty-five boats"),
        ("9,000", "12,000"),
        ("1962", "1926"),
        ("4:10 a.m.", "5:10 a.m."),
        ("Thursday evening", "Friday evening"),
        ("did not issue", "did issue"),
        ("did not issue", "has issued"),
        ("Tomas Lindqvist", "Henrik Lindqvist"),
        ("Nobody was hurt", "Two people were hurt"),
        ("6.4 million", "6.4 billion"),
        ("on Tuesday", "on Wednesday"),
        ("had found", "may have found"),
        ("Nobody was hurt.", ""),
    ],
)
def test_another_figure_date_name_or_negation_is_another_version(before: str, after: str) -> None:
    version = STORY.replace(before, after)
    assert version != STORY
    assert not is_copy(version, STORY)
    assert CopyFinder([("story", signature(STORY))], {"story": STORY}.get).find(version, signature(version)) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("stayed in", "remained in"),
        ("jammed half open", "jammed wide open"),
        ("It expects the gate to be free", "It doubts the gate to be free"),
        ("The regional water board", "The region's water board"),
        ("a flood warning", "a second flood warning"),
        ("found a steel cable", "found a broken steel cable"),
        (", according to the fishermen's cooperative", ""),
        ("breaks, the basin empties", "breaks, the basin stays full"),
        ("Nobody was hurt.", "Nobody was hurt. That is wrong."),
    ],
)
def test_another_word_or_one_more_or_less_in_a_sentence_is_another_version(before: str, after: str) -> None:
    version = STORY.replace(before, after)
    assert version != STORY
    assert not is_copy(version, STORY)


@pytest.mark.parametrize(
    ("story", "before", "after"),
    [
        (
            "The jury at the court in Leeds found the former mayor guilty of taking bribes from builders, after a "
            "trial that lasted many weeks and heard from dozens of people who had worked with him in the town hall.",
            "guilty",
            "innocent",
        ),
        (
            "Die Firma hat den Verkauf ihrer Werke in Bayern am Montag bestätigt, wie ein Sprecher sagte, und die "
            "Mitarbeiter wurden in einer Versammlung über die Pläne unterrichtet, die schon seit Wochen bekannt waren.",
            "bestätigt",
            "nicht bestätigt",
        ),
        (
            "Der Vorstand wird das Angebot annehmen, wie ein Sprecher sagte, und die Mitarbeiter wurden in einer "
            "Versammlung über die Pläne unterrichtet, die schon seit Wochen in der Presse besprochen worden waren.",
            "annehmen",
            "abnehmen",
        ),
        ("他表示今年的销售增长很快，专家认为市场仍然稳定，政府批准了这个计划。" * 8, "批准", "否决"),
    ],
    ids=["English", "German", "German, one letter", "Chinese"],
)
def test_one_word_makes_another_story_in_any_language(story: str, before: str, after: str) -> None:
    assert not is_copy(story.replace(before, after), story)
    assert not is_copy(story, story.replace(before, after))


def test_a_word_spelt_in_the_other_english_is_the_same_word() -> None:
    british = (
        "The organisation analysed how 40 per cent of the harbour centre was colourfully modernised last year, and its "
        "members recognised that the theatre, which is under a kilometre away, would have to be reorganised as well."
    )
    american = (
        "The organization analyzed how 40 percent of the harbor center was colourfully modernized last year, and its "
        "members recognized that the theater, which is under a kilometer away, would have to be reorganized as well."
    )
    assert is_copy(american, british)
    assert is_copy(british, american)
    assert is_copy(british.replace("40 per cent", "40%"), british)


def test_a_sentence_of_no_figures_and_names_may_be_put_in() -> None:
    long = "\n".join((STORY, STORY.replace("harbour", "inner port")))
    said = "The owners of the boats said they had known of the fault for years.\nA replacement"
    assert is_copy(long.replace("A replacement", said, 1), long)
    assert not is_copy(long.replace("A replacement", said.replace("the fault", "Bergen"), 1), long)
    assert not is_copy(
        long.replace("A replacement", "This was corrected after the harbour master wrote to us.\nA", 1), long
    )


def test_the_dateline_may_stand_in_either_text_or_differ() -> None:
    first = "SALTMERE, March 12 (Coastal Wire) — " + STORY
    second = "NORHAVEN, Tuesday (Inland Press) — " + STORY + "\nEditing by Jo Marsh"
    assert is_copy(STORY, first)
    assert is_copy(STORY, second)
    assert is_copy(first, second)
    assert not is_copy("Two people died. " + STORY, STORY)
    assert not is_copy(STORY, "UPDATE: no boats — " + STORY)


def test_datelines_and_credits_that_share_words_may_differ() -> None:
    first = "SALTMERE, March 12 (Coastal Wire) — " + STORY + "\nReporting by Ines Okafor; editing by Jo Marsh"
    second = "SALTMERE, March 13 (Inland Press) - " + STORY + "\n(Reporting by Pavel Hruska)"
    assert is_copy(first, second)
    assert is_copy(second, first)
    assert not is_copy(second.replace("6.4 million", "6.5 million"), first)


def test_an_appended_correction_is_no_credit() -> None:
    corrected = STORY + "\nCorrection: an earlier version of this copyright story misstated the number of boats."
    assert not is_copy(corrected, STORY)


def test_an_article_that_says_more_than_the_stored_one_is_kept() -> None:
    assert not is_copy(STORY, STORY[: STORY.index("The regional water board")])


def test_a_first_line_that_is_a_sentence_is_no_dateline() -> None:
    first = "Ferries to Vik are cancelled for all of Wednesday as well."
    assert not is_copy(f"{first}\n{STORY}", STORY)
    assert is_copy(STORY, f"{first}\n{STORY}")
    assert is_copy(f"Saltmere, Wednesday morning\n{STORY}", STORY)


def test_a_short_text_is_only_a_copy_of_itself() -> None:
    assert is_copy("The gate is open again.", "The gate is open again.")
    assert not is_copy("The gate is shut again.", "The gate is open again.")
    assert not is_copy("", "")


@pytest.mark.parametrize(("stop", "expected"), [(". ", True), (" ", False)], ids=["sentences", "no full stops"])
def test_a_book_is_compared_in_little_memory(stop: str, expected: bool) -> None:
    chance = random.Random(1)
    words = [f"w{''.join(chance.choices('abcdefghij', k=5))}" for _ in range(60_000)]
    book = stop.join(" ".join(words[begin : begin + 12]) for begin in range(0, len(words), 12)) + "."
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    first = "NORHAVEN: " + book + " This story first appeared in the Saltmere Courier."
    assert is_copy(first, "SALTMERE: " + book + " All rights reserved.") == expected
    # In kilobytes on Linux.
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500_000


def test_finds_what_was_added_and_not_what_was_removed() -> None:
    texts = {"story": STORY}
    finder = CopyFinder([], texts.get)
    assert finder.find(STORY, signature(STORY)) is None
    finder.add("story", signature(STORY))
    assert finder.find(STORY, signature(STORY)) == "story"
    finder.remove("story")
    finder.remove("never there")
    assert finder.find(STORY, signature(STORY)) is None


def test_replacing_an_article_forgets_its_old_text() -> None:
    texts = {"story": STORY}
    finder = CopyFinder([("story", signature(STORY))], texts.get)
    texts["story"] = rewritten = re.sub(r"\w+", lambda word: word[0][::-1], STORY)
    finder.add("story", signature(rewritten))
    assert finder.find(STORY, signature(STORY)) is None
    assert finder.find(rewritten, signature(rewritten)) == "story"


def test_finds_a_copy_among_thousands_of_articles_added_one_by_one() -> None:
    chance = random.Random(7)
    words = [f"word{number}" for number in range(3000)]
    texts = {f"article-{n}": " ".join(chance.choices(words, k=60)) for n in range(5000)}
    finder = CopyFinder([], texts.get)
    for article_id, text in texts.items():
        sign = signature(text)
        assert finder.find(text, sign) is None
        finder.add(article_id, sign)
    for article_id in ("article-0", "article-2048", "article-2049", "article-4999"):
        cut = texts[article_id][:300].rsplit(" ", 1)[0]
        assert finder.find(cut, signature(cut)) == article_id


def test_among_thousands_of_reports_of_one_form_few_are_compared_and_a_copy_is_found() -> None:
    def report(week: int) -> str:
        town, price = f"Town{week * 7919 % 3001}", 100 + week * 37 % 211
        return STORY.replace("Saltmere", town).replace("9,000 euros", f"{price} euros").replace("Lindqvist", f"Q{week}")

    texts = {f"week-{week}": report(week) for week in range(3_000)}
    looked_at = []

    def text_of(article_id: str) -> str:
        looked_at.append(article_id)
        return texts[article_id]

    finder = CopyFinder([(name, signature(text)) for name, text in texts.items()], text_of)
    assert finder.find(report(3_001), signature(report(3_001))) is None
    assert len(looked_at) <= 12
    copy = "By Ines Okafor\n" + texts["week-1700"]
    assert finder.find(copy, signature(copy)) == "week-1700"


def test_a_signature_is_the_same_in_every_run() -> None:
    digest = hashlib.sha256(signature(STORY)).hexdigest()
    assert len(signature(STORY)) == 504
    assert digest == "880b91cdb97050e2d0b3b007f48c4140919303ed9419366d0d172d16f485751b"


def test_a_signature_of_another_length_is_passed_over() -> None:
    finder = CopyFinder([("old", b"\x00" * 64), ("story", signature(STORY))], {"story": STORY}.get)
    assert finder.find(STORY, signature(STORY)) == "story"


SENTENCES = STORY.replace("\n", " ").split(". ")


@settings(max_examples=60, deadline=None)
@given(st.integers(2, len(SENTENCES)), st.integers(1, 999_999))
def test_what_is_left_of_a_story_is_a_copy_until_a_figure_changes(count: int, figure: int) -> None:
    rest = ". ".join(SENTENCES[:count])
    assert is_copy(rest, STORY)
    changed, there = re.subn(r"1962", f"19{figure}7", rest)
    assert not there or not is_copy(changed, STORY)
