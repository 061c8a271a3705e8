"""What is read of the sentences under the passages."""

from bot.evidence.features import read
from bot.language.terms import WordReader
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
        return [each.text for each, much in zip(found.sentences, found.rules.defines, strict=True) if much]

    assert said("How big can a file be in Lumo Sync?") == ["40 GB."]
    assert said("Who made the file so big in Lumo Sync?") == []
    assert said("How big is the hotline of Lumo Sync?") == []


def test_a_yes_to_another_question_is_no_answer() -> None:
    ward = article(
        "ward", "Visits\nMay I bring flowers?\nYes, except to ward six.\nMay children come?\nYes, at weekends."
    )

    def outdone(question: str) -> list[str]:
        found = read(question, whole([ward]), WORDS)
        return [each.text for each, much in zip(found.sentences, found.rules.outdone, strict=True) if much]

    assert outdone("Can I bring flowers to ward two?") == ["Yes, at weekends."]
    assert outdone("Can dogs visit ward six?") == ["Yes, except to ward six.", "Yes, at weekends."]


BRIDGE = article(
    "bridge",
    "The reason is the closed harbour bridge. Divers had found rust in its piers. The harbour bridge is closed.",
    title="Swimming hall postponed",
)


def test_a_sentence_that_says_no_more_than_the_question_counts_less_unless_it_says_yes() -> None:
    def echoes(question: str) -> list[int]:
        found = read(question, whole([BRIDGE]), WORDS)
        assert (found.rules.log_odds < 0).tolist() == found.rules.echoes.astype(bool).tolist()
        return [at for at, echoed in enumerate(found.rules.echoes) if echoed]

    assert echoes("Why is the harbour bridge closed?") == [0, 2]
    assert echoes("Is the harbour bridge closed?") == []
    assert echoes("Why is the bridge closed?") == []


def test_a_sentence_of_another_year_than_the_one_asked_about_counts_less() -> None:
    halden = article("halden", "Halden lost 41 million euros in 2022. Halden earned 18 million euros in 2024.")
    assert read("What did Halden earn in 2022?", whole([halden]), WORDS).rules.log_odds.tolist() == [0.0, -2.0]


def test_the_year_of_a_title_or_a_date_is_that_of_each_sentence() -> None:
    text = "Halden lost 41 million euros, after a loss of 9 million in 2021."
    report = article("report", text, title="Annual report 2022")
    for year, counts in ((2022, 0.0), (2024, 0.0), (2023, -2.0)):
        assert read(f"What did Halden lose in {year}?", whole([report]), WORDS).rules.log_odds.tolist() == [counts]


def test_a_sentence_is_read_as_of_the_year_in_its_title_if_that_is_asked_about() -> None:
    policy = article("policy", "Everybody has 26 days of leave. In 2021 it was 25.", title="Leave policy 2023")
    assert [each.read_as for each in read("leave 2023", whole([policy]), WORDS).sentences] == [
        "2023: Everybody has 26 days of leave.",
        "In 2021 it was 25.",
    ]
    assert not any(each.dates for each in read("leave 2024", whole([policy]), WORDS).sentences)


def test_a_sentence_of_small_words_alone_is_no_echo() -> None:
    once = article("once", "The kiln is fired twice a week. It was on once.")
    assert not read("When was the kiln last fired?", whole([once]), WORDS).rules.echoes.any()


def test_what_is_said_of_the_code_that_is_asked_about_counts_more_than_of_another() -> None:
    codes = article(
        "codes", "E1042: Token expired\nRequest a new link.\nE4290: Too many requests\nWait for a minute or two."
    )
    found = read("error E1042?", whole([codes]), WORDS)
    ruled = dict(zip((each.text for each in found.sentences), found.rules.log_odds.tolist(), strict=True))
    assert ruled["Request a new link."] == 3.0
    assert ruled["Wait for a minute or two."] == -3.0


def test_what_stands_first_below_a_name_says_what_it_is() -> None:
    text = (
        "The Long Cellar\nIt joins the houses of Mill Row. It is dry.\nE2010: Conflict\nSomebody else changed the card."
    )

    def said(question: str) -> list[str]:
        found = read(question, whole([article("places", text)]), WORDS)
        return [each.text for each, much in zip(found.sentences, found.rules.defines, strict=True) if much]

    assert said("What is the Long Cellar?") == ["It joins the houses of Mill Row."]
    assert said("what does E2010 mean") == ["Somebody else changed the card."]
    assert said("Who is Long Cellar?") == []
    assert said("How long is the Long Cellar?") == []


def test_who_somebody_is_may_be_said_under_the_other_name_but_not_by_a_question() -> None:
    text = (
        "Who is Signe Berg-Falk, the founder of the kiln works? Signe Berg-Falk, the founder of the kiln works, was "
        "fined. SBF paid in May."
    )
    for question in ("Who is SBF?", "Who is Signe Berg-Falk?"):
        found = read(question, whole([article("kiln", text)]), WORDS)
        assert [each.text[:8] for each, much in zip(found.sentences, found.rules.defines, strict=True) if much] == [
            "Signe Be"
        ]


def test_a_short_piece_whose_words_are_what_is_asked_for_says_it() -> None:
    text = "Contract number PL-2022-118. Our contact for the contract is Camille Perrin."
    delacroix = article("contract", text, title="Contract summary: Delacroix")

    def said(question: str) -> list[str]:
        found = read(question, whole([delacroix]), WORDS)
        return [each.text for each, much in zip(found.sentences, found.rules.defines, strict=True) if much]

    assert said("What is the contract number of Delacroix?") == ["Contract number PL-2022-118."]
    assert said("Delacroix contract number") == ["Contract number PL-2022-118."]
    assert said("What is the contract number of Kessler?") == []
    assert said("What is contract number PL-2022-118?") == []
    assert said("How much is the Delacroix contract?") == []


def test_a_short_piece_beside_another_name_counts_less() -> None:
    delacroix = article("contract", "Contract number PL-2022-118. It began in May.", title="Contract: Delacroix")
    for name, less in (("Delacroix", 0), ("Wernicke", 1), ("wernicke", 1)):
        found = read(f"What is the contract number of {name}?", whole([delacroix]), WORDS)
        assert found.rules.outdone.tolist() == [less, 0]
