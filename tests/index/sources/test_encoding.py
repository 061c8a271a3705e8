import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import UnreadableError
from index.sources.encoding import clean, decode


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "naïve café"),
        ("utf-8-sig", "naïve café"),
        ("utf-16", "Hello there. The bridge closed."),
        ("utf-16-le", "Hello there. The bridge closed."),
        ("utf-16-be", "Hello there. The bridge closed."),
        ("utf-32", "Hello there. The bridge closed."),
        ("cp1252", "“It’s a naïve café,” said Zoë – the owner."),
        ("latin-1", "Le préfet a annoncé à la réunion que la forêt brûlée serait protégée."),
        ("cp1252", "Der Bürgermeister begrüßte die Gäste in Köln und erklärte, daß die Straße gesperrt bleibe."),
        ("cp1250", "Starosta oznámil uzavření mostu kvůli opravě, která začne v úterý. Žluťoučký kůň pěl."),
        ("cp1251", "Мэр города объявил о закрытии моста на ремонт до конца месяца."),
        ("koi8-r", "Мэр города объявил о закрытии моста на ремонт до конца месяца."),
        ("cp1253", "Ο δήμαρχος ανακοίνωσε το κλείσιμο της γέφυρας για επισκευές."),
        ("shift_jis", "市長は橋の修理のため閉鎖すると発表した。"),
        ("gb18030", "市长宣布该桥将关闭维修，市民可以乘坐渡轮。"),
        ("big5", "市長宣布該橋將關閉維修，市民可以乘坐渡輪。"),
        ("euc_kr", "시장은 보수 공사를 위해 다리를 폐쇄한다고 발표했다."),
        ("shift_jis", "PythonとRubyで書かれたAPIを使うと、JSONでデータを受け取ることができます。"),
        (
            "cp1252",
            "Der Aufzug in der Größerstraße wird vom 1. bis 12. Dezember erneuert. Während dieser Zeit hilft Herr Süß.",
        ),
        (
            "latin-1",
            "Der Aufzug im Haus Größerstraße 5 wird erneuert. Während dieser Zeit hilft der Hausmeister, Herr Süß, "
            "Einkäufe nach oben zu tragen.",
        ),
    ],
)
def test_the_encoding_is_found(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), source="s") == text


def test_what_is_declared_decides_where_the_bytes_do_not() -> None:
    assert decode("Žluť".encode("cp1250"), source="s", declared="windows-1250") == "Žluť"
    assert decode(b"it\x92s", source="s", declared="ISO-8859-1") == "it’s"
    assert decode("naïve".encode(), source="s", declared="latin-1") == "naïve"
    assert decode(b"caf\xe9", source="s", declared="no-such-charset") == "café"
    assert decode("Für Schüler 2 €.".encode("cp1252"), source="s", declared="UTF-8") == "Für Schüler 2 €."


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    raw = "Grüße aus Köln, schöne Straßen, größere Bäume, süße Äpfel.".encode() + b" \xff end"
    assert decode(raw, source="s").startswith("Grüße aus Köln")
    assert decode("Grüße".encode()[:-2], source="s").startswith("Grü")


@pytest.mark.parametrize(
    "raw",
    [
        random.Random(3).randbytes(4000),
        b"\x7fELF\x02\x01\x01" + bytes(200),
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"%PDF-1.7\nabc",
        b"PK\x03\x04abc",
        bytes(range(256)) * 20,
        b"some text and then \x00\x01\x02\x03\x04\x05\x06\x07" * 20,
    ],
)
def test_binary_data_is_refused(raw: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"letter\.txt"):
        decode(raw, source="letter.txt")


def test_a_program_is_refused_wherever_one_begins_to_read(tmp_path: Path) -> None:
    program = Path("/bin/sh").read_bytes() if Path("/bin/sh").exists() else random.Random(1).randbytes(9000)
    with pytest.raises(UnreadableError):
        decode(program[4096:12288], source="s")


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=60))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    text = text.lstrip("%PGI\x7f")
    assert decode(text.encode(), source="s") == text.removeprefix("\ufeff")


def test_line_ends_are_one_kind() -> None:
    assert clean("\ufeffa\r\nb\rc\x00\n\ud83d\ude00 \ud83d") == "a\nb\nc\n\U0001f600 \ufffd"
