"""Turns bytes into text, whatever encoding they were saved in."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from index.errors import UnreadableError
from index.sources.language import detect_language

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF; give it the ending .pdf"),
    (b"PK\x03\x04", "a ZIP archive or an Office document, not text"),
    (b"\xd0\xcf\x11\xe0", "an old Office document, not text; save it as .docx or .txt"),
    (b"\x89PNG", "an image, not text"),
    (b"\xff\xd8\xff", "an image, not text"),
    (b"GIF8", "an image, not text"),
    (b"\x1f\x8b", "compressed with gzip; unpack it first"),
    (b"\x7fELF", "a program, not text"),
    (b"SQLite format 3\x00", "a database, not text"),
)
# What charset_normalizer looks at: its time grows with the text, its verdict does not get better.
_SAMPLE_BYTES = 1 << 17
_STRAY_BYTES = re.compile(r"[\udc80-\udcff]")
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\x0b\x1b")) + b"\x7f"
# Text with an escape sequence or a stray byte stays text; programs and images have a tenth and more.
_MOST_CONTROL = 0.01
_WIDE = ["utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be", "utf_7"]
_LATIN = (
    *(
        "cp1250",
        "cp1252",
        "cp1254",
        "cp1257",
        "cp1258",
        "latin_1",
        "hp_roman8",
        "mac_roman",
        "mac_latin2",
        "mac_turkish",
    ),
    *("iso8859_2", "iso8859_3", "iso8859_4", "iso8859_9", "iso8859_10", "iso8859_13", "iso8859_14", "iso8859_15"),
    *("iso8859_16", "cp437", "cp775", "cp850", "cp852", "cp857", "cp858", "cp860", "cp861", "cp863", "cp865"),
)
_FEW_LETTERS = 5
# Chinese, Japanese and Korean stand in words and lines; an umlaut read with the letter behind it stands alone.
_SHORTEST_RUN = 1.5
_CENTRAL_EUROPEAN = {"cs", "sk", "pl", "hu", "ro", "hr", "sl", "bs", "sr", "sq"}


def encoding_of(raw: bytes, *, source: str, declared: str | None = None) -> str:
    """The name of the codec that reads ``raw``, which may be the beginning of a longer file.

    A byte order mark decides, then UTF-8 if it is valid, then ``declared`` (of an HTTP header or a meta tag), then
    statistics.  UnreadableError where it is no text at all.
    """
    if (marked := _marked(raw)) is not None:
        return marked
    if (kind := _binary_kind(raw)) is not None:
        raise UnreadableError(source, f"is {kind}")
    if (order := _unmarked_utf16(raw)) is not None:
        return order
    encoding: str | None
    if _is_utf8(raw):
        encoding = None if _is_binary(raw) else "utf-8"
    else:
        # What is declared as UTF-8 and is not, says nothing: templates are, into which older texts were copied.
        known = _known(declared or "")
        encoding = known if known not in (None, "utf-8") else _guessed(raw[:_SAMPLE_BYTES]) or known
    if encoding is None:
        raise UnreadableError(source, "holds binary data, not text, whatever its name says")
    return encoding


def _marked(raw: bytes) -> str | None:
    return next((name for mark, name in _BOMS if raw.startswith(mark)), None)


def _binary_kind(raw: bytes) -> str | None:
    return next((kind for magic, kind in _MAGIC if raw.startswith(magic)), None)


def _is_binary(raw: bytes) -> bool:
    return len(raw.translate(None, _CONTROL)) < len(raw) * (1 - _MOST_CONTROL)


def _guessed(sample: bytes) -> str | None:
    """The encoding that statistics and language tell; None where it is no text."""
    # Without its mark, any short text may pass for UTF-16 in Chinese.
    guess = from_bytes(sample, cp_exclusion=_WIDE).best()
    if guess is None or _is_binary(sample):
        return None
    is_latin = (
        _has_few_letters(sample)
        or guess.encoding.startswith(_LATIN)
        or _stray_wide(sample.decode(guess.encoding, "replace"), len(sample))
    )
    return _latin(sample) if is_latin else guess.encoding


def _has_few_letters(sample: bytes) -> bool:
    """Whether so few are beyond ASCII that they are no evidence of another alphabet, whatever the statistics say."""
    return sum(byte > 127 for byte in sample) <= _FEW_LETTERS


def _stray_wide(text: str, size: int) -> bool:
    """Whether ``text``, read from so many bytes, has characters of two bytes only one by one among Latin letters."""
    runs = re.findall(r"[^\x00-\x7f]+", text)
    return len(text) < size and sum(map(len, runs)) < _SHORTEST_RUN * len(runs)


def _latin(sample: bytes) -> str:
    """Which encoding of the Latin alphabet: they share most bytes, and the language tells more than statistics do."""
    language = detect_language(re.sub(r"<[^<>]*>", " ", sample.decode("cp1250", "replace")))
    if language in _CENTRAL_EUROPEAN:
        # Windows has its letters where ISO has control characters.
        return "cp1250" if any(0x80 <= byte < 0xA0 for byte in sample) else "iso8859_2"
    return "cp1254" if language == "tr" else "cp1252"


def decode(raw: bytes, *, source: str, declared: str | None = None) -> str:
    """``raw`` as text, with ``\\n`` for every kind of line end; UnreadableError where it is no text."""
    encoding = encoding_of(raw, source=source, declared=declared)
    return clean(raw.decode(encoding, "replace"))


def decode_piece(raw: bytes, encoding: str) -> str:
    """A line or cell of a file that begins in ``encoding``: each for itself, as exports are joined from sources that
    do not agree."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        if not may_be_mixed(encoding):
            return raw.decode(encoding, "replace")
    text = raw.decode("utf-8", "surrogateescape")
    return _STRAY_BYTES.sub(lambda stray: bytes([ord(stray[0]) - 0xDC00]).decode("cp1252", "replace"), text)


def may_be_mixed(encoding: str) -> bool:
    """Whether a file that begins in ``encoding`` may go on in UTF-8 or Windows-1252, byte by byte."""
    return encoding.startswith(("utf-8", "cp1252"))


def clean(text: str) -> str:
    """``text`` as it can be kept: ``\\n`` line ends, no NUL, no mark at its start, no half of a surrogate pair."""
    return whole(text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").removeprefix("\ufeff"))


def whole(text: str) -> str:
    """``text`` with surrogate pairs as the characters they stand for, and U+FFFD for a half that nothing could hold."""
    if re.search(r"[\ud800-\udfff]", text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _unmarked_utf16(raw: bytes) -> str | None:
    """UTF-16 without its mark: in most alphabets every other byte is zero, or nearly, on one side."""
    sample = raw[: _SAMPLE_BYTES & ~1]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    if odd > 0.4 * half and even < 0.02 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.02 * half else None


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":  # the last character was cut in two
            # Of a long text; a short one with a single byte above ASCII at its end is in another encoding.
            return error.start > 3 and (len(raw) > 1000 or not raw[: error.start].isascii())
        # A few broken bytes in a long UTF-8 text do not make it another encoding.
        text = raw.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        return broken * 10 <= sum(char > "\x7f" for char in text) - broken
    return True


def _known(declared: str) -> str | None:
    try:
        name = codecs.lookup(declared.strip()).name
        # Python knows codecs by name, too, that make no text of bytes ("hex"), or none of any ("undefined").
        b"\xe9".decode(name, "replace")
    except (LookupError, ValueError):
        return None
    # Pages that declare Latin-1 or ASCII mean Windows-1252: https://encoding.spec.whatwg.org/#names-and-labels
    return "cp1252" if name in ("iso8859-1", "ascii") else name
