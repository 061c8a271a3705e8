"""What a person at a terminal sees, and what a pipe gets."""

import io
from dataclasses import replace
from datetime import UTC, datetime

from rich.console import Console
from rich.text import Text

from bot.answer import Answer, Citation, Sentence, Status, Timings
from bot.render.terminal import clean, print_answer, print_heads, print_passages
from index.article import Place, StoredArticle
from index.catalogue import ArticleHead
from index.passage import Passage, Signal

MOMENT = datetime(2024, 3, 2, 9, 30, tzinfo=UTC)
ARTICLE = StoredArticle(
    id="bridge",
    version=1,
    source="/articles/bridge.txt",
    title="Bridge [opens] \x1b[31mred",
    text="The bridge opened on Friday. It cost 3 million.",
    author=None,
    publisher="Harbour Courier",
    published_at=MOMENT,
    url=None,
    language="en",
    added_at=MOMENT,
    changed_at=MOMENT,
)
PASSAGE = Passage(1, 0.9, 1, ARTICLE, 0, len(ARTICLE.text), signals=(Signal("bm25", 0.5), Signal("date", 0.4, "March")))


def answer(*sentences: Sentence, reason: str | None = None, note: str | None = None) -> Answer:
    citation = Citation(
        1, "bridge", 1, ARTICLE.title, None, "Harbour Courier", MOMENT, None, ARTICLE.source,
        "The bridge opened on Friday.", 0, 28, (Place("/b.txt", "t", "Other Post", MOMENT, None),), note,
    )  # fmt: skip
    return Answer(
        "a1", "q", "q", not sentences, reason, sentences, (citation,) if sentences else (), (PASSAGE,),
        "extractive", "m", Timings(1, 1, 1, 3),
    )  # fmt: skip


def printed(width: int = 60, *, terminal: bool = False) -> tuple[Console, io.StringIO]:
    file = io.StringIO()
    return Console(file=file, width=width, force_terminal=terminal, color_system=None, highlight=False), file


def test_an_unsupported_sentence_says_so_in_a_pipe_and_a_file_too() -> None:
    shown = answer(Sentence("The bridge cost nothing.", (1,), Status.UNSUPPORTED))
    console, file = printed()
    print_answer(console, shown)
    assert file.getvalue().splitlines()[0] == shown.text == "The bridge cost nothing.[1] [unsupported]"


def test_answer_shows_marks_and_under_each_source_its_words() -> None:
    console, file = printed()
    print_answer(
        console, answer(Sentence("The bridge opened on Friday.", (1,), Status.QUOTED), note="corrected 3 March")
    )
    assert file.getvalue().splitlines() == [
        "The bridge opened on Friday.[1]",
        "",
        "[1] Bridge [opens] [31mred  Harbour Courier, 2 March 2024",
        "    /articles/bridge.txt",
        "    corrected 3 March",
        "    Also: Other Post, 2 March 2024, /b.txt",
        "    “The bridge opened on Friday.”",
    ]


def test_a_source_names_its_author_and_rows_stand_on_lines_of_their_own() -> None:
    console, file = printed()
    shown = answer(
        Sentence("The bridge opened on Friday.", (1,), Status.QUOTED),
        Sentence("Service | Owner", (1,), Status.QUOTED),
        Sentence("mail | Jo", (1,), Status.QUOTED),
        Sentence("It cost 3 million.", (1,), Status.QUOTED),
    )
    print_answer(console, replace(shown, citations=(replace(shown.citations[0], author="Ines Okafor and " * 9),)))
    rows = ["The bridge opened on Friday.[1]", "Service | Owner[1]", "mail    | Jo[1]", "It cost 3 million.[1]"]
    assert file.getvalue().splitlines()[:4] == rows
    assert shown.text.splitlines() == [" ".join(row.split()) for row in rows]
    by = "Ines Okafor and Ines Okafor and Ines Okafor and Ines …, Harbour Courier, 2 March 2024"
    assert by in file.getvalue()


def test_a_quote_of_a_document_with_pages_names_its_page() -> None:
    console, file = printed()
    paged = replace(ARTICLE, pages=(0, 29))
    shown = answer(Sentence("The bridge opened on Friday.", (1,), Status.QUOTED))
    cited = replace(shown, citations=(replace(shown.citations[0], page=1),))
    print_answer(console, cited)
    print_passages(console, [replace(PASSAGE, article=paged, start=30)])
    assert "    “The bridge opened on Friday.”, page 1\n" in file.getvalue()
    assert "    /articles/bridge.txt, page 2\n" in file.getvalue()


def test_refusal_shows_the_nearest_passages() -> None:
    console, file = printed()
    print_answer(console, answer(reason="The articles don't say."))
    lines = file.getvalue().splitlines()
    assert lines[0] == "The articles don't say."
    assert " 1  Bridge" in file.getvalue()
    assert "The bridge opened on Friday. It cost 3 million." in file.getvalue()


def test_refusal_shows_the_lines_that_are_nearest_to_the_question() -> None:
    told = replace(ARTICLE, text="It rained and rained. " * 30 + "Painting the bridge took a year.")
    refused = replace(answer(reason="The articles don't say."), standalone_question="Who painted the bridge?")
    console, file = printed()
    print_answer(console, replace(refused, passages=(replace(PASSAGE, article=told, end=len(told.text)),)))
    assert "    It rained and rained. " in file.getvalue()
    assert "Painting the bridge took a year.\n" in file.getvalue()


def test_terminal_wraps_at_words_and_a_pipe_is_never_wrapped() -> None:
    long = Sentence("word " * 40 + "end.", (1,), Status.QUOTED)
    console, file = printed(40, terminal=True)
    print_answer(console, answer(long))
    assert max(map(len, file.getvalue().splitlines())) <= 40
    console, file = printed(40)
    print_answer(console, answer(long))
    assert file.getvalue().splitlines()[0].endswith("end.[1]")


def test_control_characters_of_articles_never_reach_the_terminal() -> None:
    console, file = printed(terminal=True)
    print_answer(console, answer(Sentence("Safe\x1b]0;evil\x07 \u202etxt.", (1,), Status.QUOTED)))
    assert not set("\x07\u202e") & set(file.getvalue())
    assert "\x1b]" not in file.getvalue()
    assert clean("می\u200cخواهم 👩\u200d🔬\n") == "می\u200cخواهم 👩\u200d🔬\n"


def test_explained_passages_name_their_reasons() -> None:
    console, file = printed(100)
    print_passages(console, [PASSAGE], explain=True)
    assert "score 0.900 = bm25 +0.500, date +0.400 (March)" in file.getvalue()


def test_list_is_tab_separated_in_a_pipe() -> None:
    head = ArticleHead("bridge", 1, "Bridge\topens", None, None, MOMENT, None, "/b", "en", 9, MOMENT, MOMENT, None)
    console, file = printed()
    print_heads(console, [head])
    assert file.getvalue() == "bridge\t2024-03-02\t\tBridge opens\n"


HEADS = [
    ArticleHead(
        "harbour-bridge-closure-extended", 1, "The harbour bridge stays closed for another month", None,
        "Harbour Courier", MOMENT, None, "/b", "en", 9, MOMENT, MOMENT, None,
    ),
    ArticleHead("comet", 1, "A comet over Ansby", None, None, None, None, "/c", "en", 9, MOMENT, MOMENT, None),
]  # fmt: skip


def test_a_narrow_list_breaks_no_word() -> None:
    console, file = printed(40, terminal=True)
    print_heads(console, HEADS)
    lines = [line.rstrip() for line in Text.from_ansi(file.getvalue()).plain.splitlines()]
    assert lines == [
        "The harbour bridge stays closed for",
        "another month",
        "  harbour-bridge-closure-extended",
        "  2024-03-02  Harbour Courier",
        "A comet over Ansby",
        "  comet",
    ]


def test_a_list_breaks_no_id_that_has_room() -> None:
    console, file = printed(80, terminal=True)
    print_heads(console, HEADS)
    assert "harbour-bridge-closure-extended " in Text.from_ansi(file.getvalue()).plain


def test_a_list_has_no_column_for_what_no_article_has() -> None:
    console, file = printed(100, terminal=True)
    print_heads(console, HEADS)
    assert "date" in file.getvalue()
    assert "publisher" in file.getvalue()
    console, file = printed(100, terminal=True)
    print_heads(console, HEADS[1:])
    assert "date" not in file.getvalue()
    assert "publisher" not in file.getvalue()


def test_who_is_author_and_publisher_is_named_once() -> None:
    console, file = printed()
    shown = answer(Sentence("The bridge opened on Friday.", (1,), Status.QUOTED))
    print_answer(console, replace(shown, citations=(replace(shown.citations[0], author="Harbour  Courier"),)))
    print_passages(console, [replace(PASSAGE, article=replace(ARTICLE, author="The Harbour Courier"))])
    print_passages(console, [replace(PASSAGE, article=replace(ARTICLE, author="Harbour Couriers"))])
    by = [line.split("  ")[-1] for line in file.getvalue().splitlines() if "2024" in line and "Other Post" not in line]
    assert by == [
        "Harbour Courier, 2 March 2024",
        "The Harbour Courier, 2 March 2024",
        "Harbour Couriers, Harbour Courier, 2 March 2024",
    ]
