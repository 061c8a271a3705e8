"""What is read of the sentences under the passages."""

from bot.evidence.features import read
from bot.evidence.words import WordReader
from tests.bot.passages import article, whole

WORDS = WordReader()
FAQ = article(
    "faq",
    "How big may a file be?\n40 GB. Larger ones are left out.\nLost phones and computers\n"
    "Call the hotline at any hour.\nWho pays?\nThe owner of the workspace pays.",
    title="Lumo Sync",
)


def test_a_heading_counts_as_part_of_what_stands_below_it() -> None:
    found = read("What do I do if I lose my phone?", whole([FAQ]), WORDS)
    call = next(at for at, each in enumerate(found.sentences) if each.text.startswith("Call"))
    assert found.matched[call] == {"lose", "phone"}


def test_what_stands_first_below_the_same_question_says_what_is_asked() -> None:
    def said(question: str) -> list[str]:
        found = read(question, whole([FAQ]), WORDS)
        return [each.text for each, much in zip(found.sentences, found.defines, strict=True) if much]

    assert said("How big can a file be in Lumo Sync?") == ["40 GB."]
    assert said("Who made the file so big in Lumo Sync?") == []
    assert said("How big is the hotline of Lumo Sync?") == []
