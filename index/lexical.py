"""The BM25 index: which chunks hold a query's words.  It keeps chunk ids and terms, no text.

Texts are cut into terms here and not in tantivy's schema, so that one field serves all languages: words are stemmed by
the language of their article, and scripts that do not space their words (Chinese, Japanese, Thai and others) are taken
as pairs of characters.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tantivy

from index.errors import LibraryError, RebuildNeededError
from index.forms import other_forms
from index.languages import DEFAULT_LANGUAGE, MARKED, UNSPACED, pairs_of, stemmer_of

IRREGULAR = 0.4
"""The weight of a word's other irregular forms in a query: Recall@1 on SQuAD .870, with 1.0 .865, without them .868."""

_LONGEST_TERM = 60
"""Letters; longer runs are encoded data, which nobody searches for and which would fill the dictionary."""
_LETTER_BYTES = 3
"""Of the scripts of India and of Georgia, whose words would otherwise end at 20 letters; encoded data is ASCII."""

_LONGEST_KEPT_CHARACTERS = 24
"""Runs up to here are remembered with their terms; longer ones are encoded data, or text without blanks."""
_MOST_KEPT = 500_000
"""Runs remembered in one language, about 60 MB; the 609 articles of MultiHop-RAG (a million words) have 60,000."""

_RUN = re.compile(r"[^\s!-/:-@\[-`{-~‘’“”–—…]+")
"""What stands between blanks and the usual marks, at which the tokenizer cuts too: seldom more than one term."""

_WRITER_BYTES = 50_000_000
"""tantivy's writing buffer: a segment of about 60,000 chunks before it goes to disk."""

_ERRORS = (ValueError, OSError)
"""tantivy-py's only two, whatever is wrong with the files."""
_FULL = re.compile(r"\(os error (?:27|28|122)\)|No space left|not enough space")
"""A full disk in their messages: EFBIG, ENOSPC and EDQUOT of Linux; macOS and Windows have other numbers."""

Hit = tuple[int, float]


def _full(folder: Path) -> LibraryError:
    return LibraryError(
        f"The disk is full: {folder} could not be written.  Nothing that was reported as added is lost."
    )


@dataclass(frozen=True, slots=True)
class LexicalEntry:
    """What a chunk is found by.  ``header`` is one line about its article: title, author, publisher and date."""

    chunk_id: int
    header: str
    text: str
    language: str | None


class Terms:
    """Cuts texts into terms; the analysers of the languages met so far are kept, and the runs that ``line`` met."""

    def __init__(self) -> None:
        self._analysers: dict[tuple[str, bool, bool], Callable[[str], list[str]]] = {}
        self._kept: dict[str, _KeptTerms] = {}

    def of(self, text: str, language: str | None) -> list[str]:
        """The terms of ``text`` in order, with repetitions, those of unspaced scripts last."""
        if text.isascii():
            return self._analyser(language, ascii_only=True)(text)
        plain = unicodedata.normalize("NFKC", text)
        pairs = [pair for run in UNSPACED.findall(plain) for pair in pairs_of(run)]
        if pairs:
            plain = UNSPACED.sub(" ", plain)
        words = self._analyser(language, marked=MARKED.search(plain) is not None)(plain)
        return [*words, *pairs]

    def line(self, text: str, language: str | None) -> str:
        """The terms of ``text`` with blanks between them, in no order that one could rely on.

        Most words were seen before, and a dictionary is sooner asked than an analyser.
        """
        kept = self._kept.get(stemmer_of(language))
        if kept is None:
            kept = self._kept[stemmer_of(language)] = _KeptTerms(lambda run: self.of(run, language))
        if len(kept) > _MOST_KEPT:
            kept.clear()
        # In small letters, words at the start of a sentence are the same as elsewhere; not every script's are.
        return " ".join(map(kept.__getitem__, _RUN.findall(text.lower() if text.isascii() else text)))

    def _analyser(
        self, language: str | None, *, marked: bool = False, ascii_only: bool = False
    ) -> Callable[[str], list[str]]:
        stemmer = stemmer_of(language)
        key = stemmer, marked, ascii_only
        if key not in self._analysers:
            longest = _LONGEST_TERM * (1 if ascii_only else _LETTER_BYTES)
            # Measured on SQuAD's paragraphs: simple 56 µs each, the pattern 181.
            cut = tantivy.Tokenizer.regex(r"[\p{L}\p{M}\p{N}]+") if marked else tantivy.Tokenizer.simple()
            builder = tantivy.TextAnalyzerBuilder(cut)
            builder = builder.filter(tantivy.Filter.remove_long(longest)).filter(tantivy.Filter.lowercase())
            if stemmer:
                builder = builder.filter(tantivy.Filter.stemmer(stemmer))
            # After the stemmer, which knows its language's accents; people leave them out in questions.
            analyser = builder.filter(tantivy.Filter.ascii_fold()).build()
            self._analysers[key] = analyser.analyze
        return self._analysers[key]


class _KeptTerms(dict[str, str]):
    """The terms of a run of characters, with blanks between them; those of a long run are made anew each time."""

    def __init__(self, terms_of: Callable[[str], list[str]]) -> None:
        self._terms_of = terms_of

    def __missing__(self, run: str) -> str:
        terms = " ".join(self._terms_of(run))
        if len(run) <= _LONGEST_KEPT_CHARACTERS:
            self[run] = terms
        return terms


class Lexical:
    """BM25 over the header and the text of every chunk.

    A chunk that is added again is kept twice until the first is removed: the caller gives new ids.  ``search`` sees
    what was committed before the last ``reload``.  One process may write at a time, which the library's lock ensures.
    """

    def __init__(self, folder: Path) -> None:
        """Open the index of ``folder``, or make one; raises RebuildNeededError where it is damaged."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("chunk_id", indexed=True, fast=True)
        # Frequencies without positions: phrases are not asked for, and positions are half of the bytes.
        builder.add_text_field("terms", tokenizer_name="whitespace", index_option="freq")
        self._schema = builder.build()
        whitespace = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        try:
            self._index = tantivy.Index(self._schema, path=str(folder), reuse=True)
            self._index.register_tokenizer("whitespace", whitespace)
            self._index.config_reader("manual")
            self._index.reload()
        except _ERRORS as error:
            if _FULL.search(str(error)):
                raise _full(folder) from error
            raise RebuildNeededError(
                f"The word index in {folder} cannot be read ({error}): `articlebot rebuild` makes it anew."
            ) from error
        self._writer: tantivy.IndexWriter | None = None
        self._terms = Terms()
        self._held: dict[str, int] = {}

    def add(self, entries: Iterable[LexicalEntry]) -> None:
        """Index ``entries``; they are found after ``commit``."""
        with self._writing() as writer:
            for entry in entries:
                document = tantivy.Document()
                document.add_unsigned("chunk_id", entry.chunk_id)
                document.add_text("terms", self._terms.line(f"{entry.header}\n{entry.text}", entry.language))
                writer.add_document(document)

    def remove(self, ids: Iterable[int]) -> None:
        """Forget the chunks ``ids``, those that are here; they are found until ``commit``."""
        with self._writing() as writer:
            # By query: tantivy-py makes a signed term of a number, which deletes nothing from an unsigned field.
            writer.delete_documents_by_query(tantivy.Query.term_set_query(self._schema, "chunk_id", list(ids)))

    def commit(self) -> None:
        """Make all that was added and removed durable, and visible to this object's ``search``."""
        if self._writer is not None:
            with self._writing() as writer:
                writer.commit()
        self._index.reload()
        self._held = {}

    def close(self) -> None:
        """Commit, and let go of the folder for the next writer."""
        if self._writer is not None:
            with self._writing() as writer:
                self._writer = None
                writer.commit()
                writer.wait_merging_threads()
        self._index.reload()
        self._held = {}

    def reload(self) -> None:
        """See what other processes committed."""
        self._index.reload()
        self._held = {}

    def count(self) -> int:
        """How many chunks are indexed."""
        return self._index.searcher().num_docs

    def ids(self) -> set[int]:
        """The ids of all chunks that are indexed."""
        searcher = self._index.searcher()
        if not searcher.num_docs:
            return set()
        found = searcher.search(tantivy.Query.all_query(), searcher.num_docs, count=False)
        return {chunk_id for chunk_id, _ in self._hits(searcher, found)}

    def search(self, query: str, limit: int, language: str | None = None, others: Sequence[str] = ()) -> list[Hit]:
        """(chunk id, BM25 score) of the best ``limit`` chunks, best first.

        Any text is a query; no character of it is an operator.  Its words are stemmed as ``language``, and as each of
        the ``others`` too: a question about German articles may be asked in a library of English and German ones.
        English irregular forms are looked for with it: "lost" with "lose".
        """
        weights = self._weights(query, language, others)
        if not weights or limit < 1:
            return []
        clauses = [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(
                    tantivy.Query.term_query(self._schema, "terms", term, index_option="freq"), weight
                ),
            )
            for term, weight in weights.items()
        ]
        searcher = self._index.searcher()
        found = searcher.search(tantivy.Query.boolean_query(clauses), limit, count=False)
        return self._hits(searcher, found)

    def terms(self, text: str, language: str | None = None) -> list[str]:
        """The terms that ``text`` is indexed under, in order, with repetitions."""
        return self._terms.of(text, language)

    def weighed(self, text: str, languages: Sequence[str]) -> tuple[dict[str, float], float]:
        """The terms of ``text`` that are indexed, each with how much it says; and the sum of that over all its words.

        The measure is BM25's inverse document frequency.  A word counts once, however its stems differ between the
        ``languages``, so that one Spanish article changes nothing for questions about English ones.
        """
        searcher = self._index.searcher()
        chunks = searcher.num_docs
        weights: dict[str, float] = {}
        total = 0.0
        words = set(zip(*(self._terms.of(text, language) for language in languages), strict=False))
        for stems in words:
            holding = {stem: min(self._holding(searcher, stem), chunks) for stem in set(stems)}
            # A word that no chunk holds is no rarer than one that a single chunk holds: it may be misspelled.
            rarity = {stem: math.log(1 + (chunks - max(n, 1) + 0.5) / (max(n, 1) + 0.5)) for stem, n in holding.items()}
            weights.update((stem, rarity[stem]) for stem, n in holding.items() if n)
            total += max((rarity[stem] for stem, n in holding.items() if n), default=rarity[stems[0]])
        return weights, total

    def _holding(self, searcher: tantivy.Searcher, term: str) -> int:
        """How many chunks hold a term; asked once for each until the index is read anew."""
        if term not in self._held:
            self._held[term] = searcher.doc_freq("terms", term)
        return self._held[term]

    def _weights(self, query: str, language: str | None, others: Sequence[str]) -> dict[str, float]:
        weights: dict[str, float] = {}
        for term in self._terms.of(query, language):
            weights[term] = weights.get(term, 0.0) + 1.0
        for other in others:
            for term in self._terms.of(query, other):
                weights.setdefault(term, 1.0)
        if DEFAULT_LANGUAGE in (language or DEFAULT_LANGUAGE, *others):
            for word in re.findall(r"[a-z]+", query.lower()):
                for form in other_forms().get(word, ()):
                    for term in self._terms.of(form, DEFAULT_LANGUAGE):
                        weights.setdefault(term, IRREGULAR)
        return weights

    @contextmanager
    def _writing(self) -> Iterator[tantivy.IndexWriter]:
        """The writer; what it raises becomes LibraryError."""
        try:
            if self._writer is None:
                self._writer = self._index.writer(heap_size=_WRITER_BYTES, num_threads=1)
            yield self._writer
        except _ERRORS as error:
            if _FULL.search(str(error)):
                raise _full(self._folder) from error
            raise LibraryError(f"The word index in {self._folder} could not be written: {error}.") from error

    @staticmethod
    def _hits(searcher: tantivy.Searcher, found: tantivy.SearchResult) -> list[Hit]:
        scores = [score for score, _ in found.hits]
        ids = searcher.fast_field_values("chunk_id", [address for _, address in found.hits])
        return [(int(chunk_id), score) for chunk_id, score in zip(ids, scores, strict=True) if chunk_id is not None]
