import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import LibraryError, RebuildNeededError
from index.lexical import Lexical, LexicalEntry, Terms


def entry(chunk_id: int, text: str, language: str | None = "en", header: str = "") -> LexicalEntry:
    return LexicalEntry(chunk_id, header, text, language)


@pytest.fixture
def lexical(tmp_path: Path) -> Lexical:
    return Lexical(tmp_path / "lexical")


def found(lexical: Lexical, query: str, language: str | None = None, others: tuple[str, ...] = ()) -> list[int]:
    return [chunk_id for chunk_id, _ in lexical.search(query, 10, language, others)]


def test_finds_by_stem_and_header_best_first(lexical: Lexical) -> None:
    lexical.add(
        [
            entry(1, "The mayors are negotiating with the strikers about wages."),
            entry(2, "A mayor opened the bridge.", header="Bridge opened | The Daily Gazette | 2 January 2024"),
            entry(3, "Rain is expected."),
        ]
    )
    lexical.commit()
    assert found(lexical, "mayor's negotiations") == [1, 2]
    assert found(lexical, "gazette") == [2]
    scores = [score for _, score in lexical.search("mayor bridge", 10)]
    assert scores == sorted(scores, reverse=True)
    assert len(lexical.search("mayor", 1)) == 1


def test_an_english_word_finds_its_irregular_forms_behind_itself(lexical: Lexical) -> None:
    lexical.add([entry(1, "He lost his phone."), entry(2, "Who may lose a phone?"), entry(3, "Rain is expected.")])
    lexical.commit()
    assert found(lexical, "lose") == [2, 1]
    assert 1 not in found(lexical, "lose", "de")


def test_nothing_is_seen_before_the_commit_and_nothing_after_removal(lexical: Lexical) -> None:
    lexical.add([entry(7, "first"), entry(8, "second")])
    assert found(lexical, "first") == []
    lexical.commit()
    assert found(lexical, "first") == [7]
    lexical.remove([7, 99])
    assert lexical.ids() == {7, 8}
    lexical.commit()
    assert found(lexical, "first") == []
    assert lexical.ids() == {8}
    assert lexical.count() == 1


def test_another_reader_sees_what_was_committed_once_it_reloads(tmp_path: Path) -> None:
    writer, reader = Lexical(tmp_path), Lexical(tmp_path)
    writer.add([entry(1, "fresh news")])
    writer.close()
    assert found(reader, "fresh") == []
    reader.reload()
    assert found(reader, "fresh") == [1]
    writer.add([entry(2, "fresh again")])  # the same object goes on after close
    writer.commit()
    assert set(found(writer, "fresh")) == {1, 2}


@pytest.mark.parametrize(
    ("language", "text", "query"),
    [
        ("de", "Die Bürgermeisterinnen verhandelten über Löhne.", "verhandelt"),
        ("fr", "Les élections présidentielles ont été reportées.", "election presidentielle"),
        ("es", "Los trabajadores rechazaron las propuestas.", "propuesta"),
        ("ru", "Президент встретился с министрами.", "министр"),
        ("pl", "Prezydent spotkał się z ministrem.", "prezydent"),
        ("ja", "東京オリンピックは延期された。", "オリンピック"),
        ("zh", "北京市政府发布了新的规定。", "新规定"),
        ("th", "นายกรัฐมนตรีประกาศลาออก", "นายกรัฐมนตรี"),
        ("ko", "대통령이 연설을 했다.", "대통령"),
        ("hi", "हिन्दी भाषा का सम्मेलन", "हिन्दी"),
        ("zh", "苹果发布ｉＰｈｏｎｅ１５。", "iphone15"),
    ],
)
def test_finds_other_languages_among_english_ones(lexical: Lexical, language: str, text: str, query: str) -> None:
    lexical.add([entry(1, text, language), entry(2, "The president met ministers in Tokyo and Beijing.")])
    lexical.commit()
    assert found(lexical, query, language) == [1]
    assert found(lexical, query, "en", ("en", language)) == [1]


@pytest.mark.parametrize(
    "query", ["", "   ", '"', "(a AND", "title:x^2 -y~", "* OR *", "\\", "👍👍", "\x00", "a" * 50_000]
)
def test_any_text_is_a_query(lexical: Lexical, query: str) -> None:
    lexical.add([entry(1, "plain words")])
    lexical.commit()
    assert found(lexical, query) == []


def test_operators_are_words(lexical: Lexical) -> None:
    lexical.add([entry(1, "cats and dogs"), entry(2, "cats")])
    lexical.commit()
    assert found(lexical, "dogs -cats") == [1, 2]


def test_keeps_no_text(tmp_path: Path) -> None:
    lexical = Lexical(tmp_path)
    lexical.add([entry(1, "The archaeologist was xylophoning there.")])
    lexical.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"archaeologist was" not in kept


def test_a_full_disk_is_told_in_words_whenever_it_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    message = f"An IO error occurred: 'No space left on device (os error 28) at path {tmp_path}'"

    class Full:
        def __getattr__(self, name: str) -> object:
            raise ValueError(message)

    for act in (Lexical.commit, Lexical.close, lambda index: index.remove([1])):
        index = Lexical(tmp_path)
        monkeypatch.setattr(index, "_writer", Full())
        with pytest.raises(LibraryError, match="The disk is full"):
            act(index)


def test_damaged_files_say_that_a_rebuild_is_due(tmp_path: Path) -> None:
    lexical = Lexical(tmp_path)
    lexical.add([entry(1, "something")])
    lexical.close()
    (tmp_path / "meta.json").write_text("{broken", encoding="utf-8")
    with pytest.raises(RebuildNeededError, match="articlebot rebuild"):
        Lexical(tmp_path)


@given(st.text())
def test_terms_hold_no_blank(text: str) -> None:
    for term in Terms().of(text, None):
        assert term
        assert not any(character.isspace() for character in term)


MIXED = "aeinst İßé’'-_ .\n\u0301ªⓐ½²中文한글ไทยहिन्दीשלוםK"


@given(
    st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from(MIXED)), max_size=60),
    st.sampled_from(["en", "de", "tr", "ar", None, "xx"]),
)
def test_a_line_holds_the_terms_of_the_text_whether_they_were_met_before_or_not(
    text: str, language: str | None
) -> None:
    terms = Terms()
    first = terms.line(text, language)
    assert terms.line(text, language) == first
    # A vowel mark anywhere decides how all of a text is cut; a line is cut run by run.
    if not any(unicodedata.category(each)[0] in "MS" for each in unicodedata.normalize("NFKC", text)):
        assert sorted(filter(None, first.split(" "))) == sorted(terms.of(text, language))


@pytest.mark.parametrize("word", ["തിരുവനന്തപുരത്തെക്കുറിച്ച്", "ಬೆಂಗಳೂರಿನಲ್ಲಿರುವವರಿಗೆ", "საქართველოსათვისაცაა"])
def test_a_long_word_is_found_in_scripts_of_three_bytes_a_letter(lexical: Lexical, word: str) -> None:
    lexical.add([entry(1, f"{word}.", None), entry(2, "Rain is expected."), entry(3, "x" * 80)])
    lexical.commit()
    assert found(lexical, word) == [1]
    assert found(lexical, "x" * 80) == []
