"""How an article goes on behind what was shown of it."""

from bot.evidence.continuing import further
from tests.bot.passages import article

FERRY = article(
    "ferry",
    "The council will run a free ferry from Monday on. He agreed. It leaves every fifteen minutes from the "
    "old quay. Photo: Getty Images\n\nBicycles are carried too, but no cars. He agreed. Dogs travel free of charge.",
)


def said(shown: str) -> list[str] | None:
    spans = further(FERRY, shown)
    return None if spans is None else [span.of(FERRY.text) for span in spans]


def test_goes_on_behind_the_last_sentence_that_was_shown() -> None:
    shown = (
        "It leaves every fifteen minutes from the old quay.[2] The council will run a free ferry from *Monday* on.[1]"
    )
    assert said(shown) == ["Bicycles are carried too, but no cars.", "Dogs travel free of charge."]


def test_a_short_sentence_does_not_tell_where_one_is() -> None:
    assert said("Nobody minded. He agreed.") is None


def test_another_articles_sentences_are_none() -> None:
    assert said("The mill is owned by Berit Sand and her two sisters.") is None


def test_behind_the_last_sentence_there_is_nothing() -> None:
    assert said("Dogs travel free of charge.[1]") == []
