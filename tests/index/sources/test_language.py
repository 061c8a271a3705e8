import pytest

from index.sources.language import detect_language, language_code


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council voted on Tuesday to close the bridge for six weeks.", "en"),
        ("Der Gemeinderat hat am Dienstag beschlossen, die Brücke zu sperren.", "de"),
        ("Le conseil municipal a décidé mardi de fermer le pont pendant six semaines.", "fr"),
        ("El ayuntamiento decidió el martes cerrar el puente durante seis semanas.", "es"),
        ("Городской совет решил закрыть мост на шесть недель.", "ru"),
        ("市議会は火曜日に橋を六週間閉鎖することを決めた。", "ja"),
        ("قرر المجلس البلدي يوم الثلاثاء إغلاق الجسر لمدة ستة أسابيع.", "ar"),
    ],
)
def test_tells_the_language(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        *("", "Hi", "Beirut 2024", "1234567890 " * 20, "Yes, no, ok."),
        "Thursday, Qassem, January, October, September, The, July, Her, July",
        "October | October | In\nIn | Wednesday | The\nEach | Plan | Gull",
    ],
)
def test_short_texts_and_figures_have_none(text: str) -> None:
    assert detect_language(text) is None


def test_codes() -> None:
    assert [language_code(code) for code in ("en", "EN-us", "pt_BR", "eng", "Deutsch", "zh-Hans")] == [
        *("en", "en", "pt", "en", "de", "zh")
    ]
    assert [language_code(code) for code in (None, "", "x", "unknown", "und", "12")] == [None] * 6
