import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article
from index.errors import UnreadableError
from index.sources import fields, read
from index.sources.fields import FieldNames, article_of
from index.sources.records import read_jsonl
from index.sources.stdin import read_stdin


def lines(path: Path, *records: object) -> Path:
    path.write_text("\n".join(each if isinstance(each, str) else json.dumps(each) for each in records), "utf-8")
    return path


def read_all(path: Path, **field_map: str) -> tuple[list[Article], list[UnreadableError]]:
    records = list(read(path, field_map=field_map))
    return [r for r in records if isinstance(r, Article)], [r for r in records if isinstance(r, UnreadableError)]


def test_bad_lines_are_named_and_the_others_are_read(tmp_path: Path) -> None:
    records: list[object] = [{"title": f"T{n}", "body": f"This is body {n}."} for n in range(1, 21)]
    records[3] = {"title": "T4", "zzz": {"unknown": ["fields"]}, "body": "Unknown fields do no harm.", "n": None}
    records[6] = {"title": "no body"}
    records[8] = {"title": "empty body", "body": "  "}
    records[11] = "[1, 2]"
    records[16] = '{"title": "T17", "body": "This line has no e'
    path = lines(tmp_path / "half-broken.jsonl", *records)
    found, bad = read_all(path)
    assert [article.title for article in found] == [f"T{n}" for n in range(1, 21) if n not in (7, 9, 12, 17)]
    assert [error.source for error in bad] == [f"{path}#{n}" for n in (7, 9, 12, 17)]
    assert "line 17 is not JSON: Unterminated string" in bad[3].reason
    assert "line 7 has no text: none of its fields (title)" in bad[0].reason
    assert found[4].source == f"{path}#5"


def test_what_is_no_json_is_told_with_its_character(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "cut off"\n{"text": "a" "b"}\r\n{"text": "cut in\n')
    _, bad = read_all(tmp_path / "a.jsonl")
    assert [error.reason for error in bad] == [
        "line 1 is not JSON: Expecting ',' delimiter (character 19)",
        "line 2 is not JSON: Expecting ',' delimiter (character 14)",
        "line 3 is not JSON: Unterminated string starting (character 10)",
    ]


def test_the_body_stays_as_it_is(tmp_path: Path) -> None:
    body = "A line that is\nbroken here\n\n  “Quoted”   text — with  spaces,\ttabs & <angle brackets>, ﬁ and é."
    found, _ = read_all(lines(tmp_path / "a.jsonl", {"title": "T", "body": body}))
    assert found[0].text == body


def test_fields_are_found_by_convention(tmp_path: Path) -> None:
    found, _ = read_all(
        lines(
            tmp_path / "a.jsonl",
            {
                "Headline": " Mill  to close ",
                "articleBody": "The mill closes in May.",
                "source": {"id": None, "name": "Brook Gazette"},
                "byline": ["Ada Storm", {"name": "Jo Ek"}],
                "pubDate": "Mon, 27 Nov 2023 08:45:59 GMT",
                "link": "https://gazette.example/mill",
                "lang": "en-GB",
                "guid": 4711,
            },
        )
    )
    article = found[0]
    assert (article.title, article.text, article.publisher) == (
        "Mill to close",
        "The mill closes in May.",
        "Brook Gazette",
    )
    assert (article.author, article.url, article.language) == ("Ada Storm, Jo Ek", "https://gazette.example/mill", "en")
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2023-11-27T08:45:59+00:00"
    assert article.declared_id == "4711"


def test_long_numbers_stay_what_they_are(tmp_path: Path) -> None:
    ids = [1234567890123456789, 1234567890123456790, 10**400, 17.0]
    found, bad = read_all(lines(tmp_path / "a.jsonl", *({"text": f"Number {n}.", "id": n} for n in ids)))
    assert not bad
    assert [article.declared_id for article in found] == [str(int(n)) for n in ids]


def test_a_field_that_is_no_date_hides_none_that_is(tmp_path: Path) -> None:
    found, _ = read_all(lines(tmp_path / "a.jsonl", {"text": "Shut.", "published": 1, "created_at": "2024-05-01"}))
    assert found[0].published_at is not None
    assert found[0].published_at.isoformat() == "2024-05-01T00:00:00+00:00"


def test_a_last_hour_of_the_year_9999_is_no_date(tmp_path: Path) -> None:
    found, bad = read_all(
        lines(tmp_path / "a.jsonl", {"text": "The mill closes.", "date": "Fri, 31 Dec 9999 23:59:59 -0500"})
    )
    assert not bad
    assert found[0].published_at is None


def test_fields_can_be_named(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", {"kopf": "Mühle", "inhalt": "Die Mühle schließt.", "text": "not this"})
    found, _ = read_all(path, title="kopf", text="inhalt")
    assert (found[0].title, found[0].text) == ("Mühle", "Die Mühle schließt.")


def test_frequently_asked_questions_have_their_answer_as_text(tmp_path: Path) -> None:
    record = {"question": "Who repairs bikes?", "answer": "Jan, on Tuesdays in the yard."}
    (tmp_path / "a.csv").write_text('Question,Answer\nWho repairs bikes?,"Jan, on Tuesdays in the yard."\n')
    for path in (lines(tmp_path / "a.jsonl", record), tmp_path / "a.csv"):
        found, bad = read_all(path)
        assert [(article.title, article.text) for article in found] == [tuple(record.values())]
        assert not bad


def test_questions_to_measure_with_are_no_articles(tmp_path: Path) -> None:
    asked = {"question": "Who repairs bikes?", "answer": "Jan"}
    found, bad = read_all(lines(tmp_path / "a.jsonl", {**asked, "answerable": True}, {**asked, "articles": ["bikes"]}))
    assert not found
    assert [error.reason for error in bad] == [f"line {n} is a question, not an article" for n in (1, 2)]


def test_an_address_in_the_source_field_is_the_articles_address(tmp_path: Path) -> None:
    found, _ = read_all(
        lines(tmp_path / "a.jsonl", {"text": "The mill closes.", "source": "https://gazette.example/1"})
    )
    assert (found[0].url, found[0].publisher) == ("https://gazette.example/1", None)


def test_without_a_title_the_beginning_of_the_text_stands_for_it(tmp_path: Path) -> None:
    text = "The mill by the brook, which was built in 1790 and ground flour until the war, shuts in May of this year."
    found, _ = read_all(lines(tmp_path / "a.jsonl", {"text": text}))
    assert found[0].title.endswith("…")
    assert text.startswith(found[0].title[:-1])


def test_markup_in_a_field_is_read_as_a_browser_shows_it(tmp_path: Path) -> None:
    body = "<p>The mill &amp; the <b>brook</b>.</p><ul><li>One</li><li>Two</li></ul><script>no()</script>"
    found, _ = read_all(lines(tmp_path / "a.jsonl", {"content": body}, {"content": "5 <b> is less than 6 in HTML"}))
    assert found[0].text == "The mill & the brook.\nOne\nTwo"
    assert found[1].text == "5 <b> is less than 6 in HTML"


def test_markup_without_a_text_is_no_article(tmp_path: Path) -> None:
    found, bad = read_all(
        lines(tmp_path / "a.jsonl", {"html": "<p><img src='x'></p>"}, {"html": "<p>" * 9000 + "</p>"})
    )
    assert not found
    assert [error.reason for error in bad] == [f"line {n} has markup in place of a text" for n in (1, 2)]


def test_stray_bytes_and_surrogates_do_not_lose_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "Grüße, naïve café"}\n'.encode() + b'{"text": "caf\xe9 \\ud83d \\u0000 end"}\n')
    found, _ = read_all(path)
    assert [article.text for article in found] == ["Grüße, naïve café", "café \ufffd  end"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings(tmp_path: Path, encoding: str) -> None:
    line = json.dumps(
        {"title": "Grüße", "text": "Die Straße ist gesperrt, sagt der Bürgermeister."}, ensure_ascii=False
    )
    (tmp_path / "a.jsonl").write_bytes(f"{line}\n{line}\n".encode(encoding))
    found, bad = read_all(tmp_path / "a.jsonl")
    assert [article.title for article in found] == ["Grüße"] * 2
    assert not bad
    (tmp_path / "a.csv").write_bytes("Title,Text\nGrüße,Die Straße ist gesperrt.\n".encode(encoding))
    assert [article.title for article in read_all(tmp_path / "a.csv")[0]] == ["Grüße"]


def test_field_names_with_half_a_surrogate_pair_can_be_told(tmp_path: Path) -> None:
    _, bad = read_all(lines(tmp_path / "a.jsonl", '{"prosa\\ud83d": "Text."}'))
    assert "none of its fields (prosa\ufffd)" in str(bad[0])


def test_letters_of_another_encoding_far_down_a_table_are_read(tmp_path: Path) -> None:
    plain = "title,text\n" + "".join(f"T{n},{'plain words ' * 90}\n" for n in range(80))
    assert len(plain) > 1 << 16
    text = "Der Cafébesitzer übergab die Schlüssel."
    for encoding in ("cp1252", "utf-8"):
        (tmp_path / "a.csv").write_bytes(plain.encode() + f"Zweí,{text}\n".encode(encoding))
        found, bad = read_all(tmp_path / "a.csv")
        assert not bad
        assert (found[-1].title, found[-1].text) == ("Zweí", text)


def test_rows_of_a_table_may_be_in_two_encodings(tmp_path: Path) -> None:
    text = "Die Straße ist gesperrt, sagt Köhler."
    row = f'Grüße,"{text}"\n'
    (tmp_path / "a.csv").write_bytes(b"Title,Text\n" + row.encode("cp1252") + row.encode() + row.encode("cp1252"))
    found, _ = read_all(tmp_path / "a.csv")
    assert [(article.title, article.text) for article in found] == [("Grüße", text)] * 3


def test_a_line_that_is_too_long_is_skipped_and_not_held_in_memory() -> None:
    class Endless(io.RawIOBase):
        """A gigabyte on one line, then a good line."""

        left = 1_000_000_000
        tail = io.BytesIO(b'\n{"text": "Good."}\n')

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            size = min(len(buffer), self.left)
            if size:
                buffer[:size] = b"x" * size
                self.left -= size
                return size
            return self.tail.readinto(buffer)

        def seek(self, offset: int, whence: int = 0) -> int:
            return 0

    file = io.BufferedReader(Endless(), 1 << 20)
    file.seek = lambda *_: 0  # type: ignore[method-assign, assignment]
    records = list(read_jsonl(file, FieldNames({}), source="s", max_bytes=1_000_000))
    assert [type(record) for record in records] == [UnreadableError, Article]
    assert "longer than the limit" in str(records[0])


def test_a_table_with_any_divider_quoted_cells_and_empty_rows(tmp_path: Path) -> None:
    for divider in ",;\t|":
        (tmp_path / "a.csv").write_text(
            divider.join(("title", "text", "date"))
            + '\nMill,"It closes; in May,\nperhaps | or ""never"".",2 Jan 2024\n\n'.replace(",", divider, 1).replace(
                '.",', f'."{divider}'
            )
            + divider * 2
            + "\n"
            + divider.join(("Brook", "It is dry.", ""))
            + "\n"
        )
        found, bad = read_all(tmp_path / "a.csv")
        assert not bad
        assert [article.title for article in found] == ["Mill", "Brook"]
        assert found[0].text == 'It closes; in May,\nperhaps | or "never".'
        assert found[0].published_at is not None


@pytest.mark.parametrize(("mark", "encoding"), [(";", "utf-8-sig"), ("\t", "cp1252"), (":", "utf-16")])
def test_a_table_below_a_line_that_declares_its_divider(tmp_path: Path, mark: str, encoding: str) -> None:
    rows = [
        "Title;Text;Date",
        'Snow;"In Asham, Bo and Köln; it snowed";05.12.2024',
        'Thaw;"It t"haw;1',
        "Sun;It shone;2",
    ]
    table = f"sep={mark}\r\n" + "\r\n".join(row.replace(";", mark) for row in rows)
    (tmp_path / "a.csv").write_bytes(table.encode(encoding))
    assert next(read_stdin(table.encode())).title == "Snow"  # type: ignore[union-attr]
    found, bad = read_all(tmp_path / "a.csv")
    assert [(article.title, article.source[-2:]) for article in found] == [("Snow", "#2"), ("Sun", "#4")]
    assert found[0].text == f"In Asham, Bo and Köln{mark} it snowed"
    assert bad[0].reason.startswith("row 3 (line 4) cannot be read")


def test_broken_rows_are_named_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "title,text\nOne,Text one.\nTwo,a comma, too many\nThree,Text three.\n"
        'Four,"never closed\nFive,Text five.\nSix,"Text ""six""."\nSeven,\n'
    )
    found, bad = read_all(tmp_path / "a.csv")
    assert [article.title for article in found] == ["One", "Three", "Five", "Six"]
    assert [error.source.rpartition("#")[2] for error in bad] == ["3", "5", "8"]
    assert "row 3 has 3 fields, the header 2" in bad[0].reason
    assert "quotation mark" in bad[1].reason
    assert "empty text" in bad[2].reason


def test_a_table_without_a_text_column_is_told_where_others_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    found, bad = read_all(tmp_path / "a.csv", title="a")
    assert not found
    assert "no column named text, body or content (a, b); name it with --map text=COLUMN" in bad[0].reason


def test_a_mapping_to_a_name_that_is_not_there_is_told_with_the_names_that_are(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    _, bad = read_all(tmp_path / "a.csv", text="nix")
    assert bad[0].reason == "has no column called nix, which --map says holds the text; there are: a, b"
    _, bad = read_all(lines(tmp_path / "a.jsonl", {"inhalt": "Text.", "query": "?"}), text="nix")
    assert bad[0].reason == "line 1 has no field called nix, which --map says holds the text; there are: inhalt, query"


@pytest.mark.parametrize(("divider", "name"), [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "bar")])
def test_a_row_with_too_many_fields_is_told_what_divides_them(tmp_path: Path, divider: str, name: str) -> None:
    (tmp_path / "a.csv").write_text("title,text\nTwo,too,many\n".replace(",", divider))
    _, bad = read_all(tmp_path / "a.csv")
    assert bad[0].reason == f"row 2 has 3 fields, the header 2; is a {name} without quotes in it?"


def test_a_cell_may_be_longer_than_the_csv_modules_own_limit(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("title,text\nLong," + "word " * 60_000 + "\n")
    found, _ = read_all(tmp_path / "a.csv")
    assert len(found[0].text) > 131_072


# A small alphabet: all of Unicode takes hypothesis seconds to begin with.
words = st.text(alphabet="ab9 .<>&/\n\x00\ud83dé漢", max_size=20)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["text", "title", "date", "author", "source", "url", "id", "x"]), json_values))
def test_every_object_is_an_article_or_is_named_by_its_line(record: dict[str, object]) -> None:
    file = io.BytesIO(json.dumps(record).encode() + b"\n")
    for each in read_jsonl(file, FieldNames({}), source="s", max_bytes=10_000):
        if isinstance(each, Article):
            assert each.text.strip()
            assert each.title.strip()
            each.content_hash.encode()
        else:
            assert each.source == "s#1"


def test_fields_may_have_german_names() -> None:
    record = {
        "titel": "Neue Ampel",
        "inhalt": "Die Ampel steht seit Montag.",
        "datum": "02.05.2025",
        "quelle": "Marktbote",
    }
    article = article_of(record, FieldNames({}), source="k.csv#1")
    assert (article.title, article.publisher) == ("Neue Ampel", "Marktbote")
    assert article.published_at == datetime(2025, 5, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "name",
    ["last_edited", "Last updated", "updated", "modified", "changed", "dateModified", "zuletzt_geändert", "Stand"],
)
def test_what_has_no_date_of_publishing_has_that_of_its_last_change(name: str) -> None:
    record = {"question": "How late can I cancel?", "answer": "Up to 48 hours before.", name: "2025-03-03"}
    assert article_of(record, FieldNames({}), source="k.csv#1").published_at == datetime(2025, 3, 3, tzinfo=UTC)
    record = {"text": "Up to 48 hours before.", name: "2025-03-03", "created": "2024-01-01"}
    assert article_of(record, FieldNames({}), source="k.csv#1").published_at == datetime(2024, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("value", [True, "yes", 3, "Jo Ek"])
def test_a_change_that_names_no_day_is_no_date(value: object) -> None:
    assert article_of({"text": "It is old.", "changed": value}, FieldNames({}), source="k.csv#1").published_at is None


def test_the_name_of_a_column_is_looked_at_once_for_each_field(monkeypatch: pytest.MonkeyPatch) -> None:
    """And not once for each name that the field may have."""
    looks = 0

    def counting(name: str) -> str:
        nonlocal looks
        looks += 1
        return plain(name)

    plain = fields._plain
    monkeypatch.setattr(fields, "_plain", counting)
    columns = {f"measure {number}": number for number in range(400)}
    article = fields.article_of({"text": "The mill was built in 1790."} | columns, fields.FieldNames({}), source="s")
    assert article.text == "The mill was built in 1790."
    assert looks < 20 * len(columns)
