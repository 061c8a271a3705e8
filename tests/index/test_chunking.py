"""Chunks: slices at sentence ends, within the model's tokens."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.schema import Document

from index.chunking import Chunker
from index.node_parser import ArticleSplitter
from index.passage import Span
from index.sentences import sentences
from index.word_pieces import PieceCounter

COUNTER = PieceCounter()
STORY = "\n".join(
    f"Paragraph {number} begins with the mayor. She opened bridge number {number} on Friday. Nobody was hurt."
    for number in range(1, 41)
)
WORDS = st.sampled_from(
    ["bridge", "the", "U.S.", "unbelievability", "Ünïcödé", "今天天气很好", "x" * 70, "1,234.5", "end.", "What?", "\n"]
)


def tokens(text: str) -> int:
    return len(COUNTER.offsets(text))


def test_cuts_at_sentence_ends_within_the_limit() -> None:
    ends = {span.end for span in sentences(STORY)}
    starts = {span.start for span in sentences(STORY)}
    chunks = Chunker(64, 0).chunk(STORY)
    assert len(chunks) > 10
    for chunk in chunks:
        assert chunk.start in starts
        assert chunk.end in ends
        assert 40 < tokens(chunk.of(STORY)) <= 64 or chunk is chunks[-1]


def test_neighbours_share_whole_sentences_up_to_the_overlap() -> None:
    chunks = Chunker(64, 16).chunk(STORY)
    starts = {span.start for span in sentences(STORY)}
    for left, right in pairwise(chunks):
        assert left.start < right.start < left.end < right.end
        assert right.start in starts
        assert 0 < tokens(STORY[right.start : left.end]) <= 16


def test_a_short_text_is_one_chunk_and_an_empty_one_none() -> None:
    assert Chunker().chunk("  Hello there.\n") == [Span(2, 14)]
    assert Chunker().chunk(" \n ") == []


@pytest.mark.parametrize("text", ["word " * 300, "今天天气很好我们去公园吧" * 30, "http://a.example/" + "path/" * 90])
def test_cuts_what_is_longer_than_a_chunk(text: str) -> None:
    chunks = Chunker(32, 8).chunk(text)
    assert len(chunks) > 5
    assert all(tokens(chunk.of(text)) <= 32 for chunk in chunks)
    assert "".join(chunk.of(text) for chunk in chunks).replace(" ", "") == text.replace(" ", "")
    if " " in text:
        assert all(set(chunk.of(text).split()) == {"word"} for chunk in chunks)


@settings(max_examples=150)
@given(st.lists(WORDS, max_size=60).map(" ".join), st.integers(8, 40), st.integers(0, 7))
def test_every_sentence_is_in_a_chunk_and_no_chunk_is_too_long(text: str, limit: int, overlap: int) -> None:
    chunks = Chunker(limit, overlap).chunk(text)
    assert [chunk.start for chunk in chunks] == sorted({chunk.start for chunk in chunks})
    assert all(tokens(chunk.of(text)) <= limit for chunk in chunks)
    held = {place for chunk in chunks for place in range(chunk.start, chunk.end)}
    assert all(place in held for place, character in enumerate(text) if not character.isspace())


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp")), max_size=80))
def test_counts_as_the_tokenizer_does(text: str) -> None:
    assert COUNTER.count(text) == len(COUNTER.tokenizer.encode(text, add_special_tokens=False))


def test_refuses_an_overlap_that_leaves_no_room() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Chunker(32, 32)


def test_serves_in_a_llamaindex_pipeline() -> None:
    splitter = ArticleSplitter(chunk_tokens=64, overlap=16)
    nodes = IngestionPipeline(transformations=[splitter]).run(documents=[Document(text=STORY)])
    spans = Chunker(64, 16).chunk(STORY)
    assert [(node.start_char_idx, node.end_char_idx) for node in nodes] == [(span.start, span.end) for span in spans]
