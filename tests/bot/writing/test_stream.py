from hypothesis import given
from hypothesis import strategies as st

from bot.writing.stream import SentenceStream, ends_a_sentence


def cut(*pieces: str) -> list[str]:
    stream = SentenceStream()
    return [sentence for piece in pieces for sentence in stream.feed(piece)] + stream.close()


def test_mark_then_full_stop_completes_at_once() -> None:
    stream = SentenceStream()
    assert stream.feed("It opened in 1932 [1]") == []
    assert stream.feed(".") == ["It opened in 1932 [1]."]


def test_mark_behind_the_full_stop_waits_for_the_next_word_or_quiet() -> None:
    stream = SentenceStream()
    assert stream.feed("It opened in 1932.") == []
    assert stream.quiet() == []
    assert stream.feed(" [1]") == []
    assert stream.feed("[2]") == []
    assert stream.quiet() == ["It opened in 1932. [1][2]"]
    assert stream.feed(" It is grey. [1] And") == ["It is grey. [1]"]
    assert stream.close() == ["And"]


def test_abbreviations_and_decimals_end_nothing() -> None:
    text = "Dr. Smith paid 2.5 million [1] to the U.S. [2] embassy [1]."
    assert cut(*text) == [text]


def test_mark_cut_in_two_is_not_a_sentence() -> None:
    assert cut("It opened. [", "1", "] It is grey [2", "]. End") == ["It opened. [1]", "It is grey [2].", "End"]


def test_lines_end_sentences() -> None:
    assert cut("- It opened [1]\n- It is grey [2]\n\nDone") == ["- It opened [1]", "- It is grey [2]", "Done"]


def test_other_scripts() -> None:
    assert cut(*"1932年に開通した【1】。橋は灰色だ【2】。") == ["1932年に開通した【1】。", "橋は灰色だ【2】。"]


def test_thoughts_are_skipped_however_they_are_cut() -> None:
    text = "<think>Well. It closed [1]. Hm.</think>\nIt opened [1]. It is grey [2]."
    assert cut(*text) == ["It opened [1].", "It is grey [2]."]
    assert cut("<think>It never ends. Really [1]. ") == []


SENTENCES = st.lists(
    st.sampled_from(
        ["It opened in 1932 [1].", "It is grey. [2]", "Who knows [1, 2]?", "“So be it,” he said.[3]", "No marks.", "\n"]
    ),
    min_size=1,
    max_size=6,
)


@given(SENTENCES, st.lists(st.integers(min_value=1, max_value=9), min_size=1))
def test_pieces_make_no_difference(parts: list[str], sizes: list[int]) -> None:
    text = " ".join(parts)
    pieces, start = [], 0
    while start < len(text):
        size = sizes[len(pieces) % len(sizes)]
        pieces.append(text[start : start + size])
        start += size
    expected = [part for part in parts if part != "\n"]
    assert cut(*pieces) == expected
    assert cut(text) == expected


def test_ends_a_sentence() -> None:
    assert ends_a_sentence("It opened in 1932. [1]")
    assert ends_a_sentence("It opened in 1932 [1].\n")
    assert not ends_a_sentence("It opened in 19")
