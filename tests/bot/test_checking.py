"""What becomes of sentences that their passages do not carry."""

from datetime import UTC, datetime

from bot.answer import Status
from bot.checking import Checker, quoted
from bot.writing.draft import Draft, Quote
from index.article import StoredArticle
from index.passage import Passage

MOMENT = datetime(2024, 3, 2, tzinfo=UTC)
BRIDGE = "Before.\nThe Harbour Bridge opened on Friday after four years of work. It cost 3.2 million euros to build."
FERRY = "The ferry between Lund and Holm carried 410,000 passengers last year. The company raised fares in May."


def passage(rank: int, text: str, start: int = 0) -> Passage:
    article = StoredArticle(
        id=f"a{rank}", version=1, source=f"/{rank}.txt", title=f"Title {rank}", text=text, author=None,
        publisher=None, published_at=MOMENT, url=None, language="en", added_at=MOMENT, changed_at=MOMENT,
    )  # fmt: skip
    return Passage(rank, 1.0, rank, article, start, len(text))


PASSAGES = [passage(1, BRIDGE, start=8), passage(2, FERRY)]


async def never(draft: Draft, reason: str) -> Draft | None:
    raise AssertionError(f"asked again for {draft.text!r}: {reason}")


async def nothing(draft: Draft, reason: str) -> Draft | None:
    return None


async def test_a_sentence_that_its_passage_carries_gets_the_words_it_rests_on() -> None:
    checker = Checker(PASSAGES, strict=True)
    checked = await checker.checked(Draft("The Harbour Bridge cost 3.2 million euros.", (1,)), never)
    assert checked is not None
    assert checked.status is Status.SUPPORTED
    assert "It cost 3.2 million euros to build." in "".join(BRIDGE[quote.start : quote.end] for quote in checked.quotes)


async def test_a_wrong_mark_is_mended_to_the_passage_that_says_it() -> None:
    checker = Checker(PASSAGES, strict=True)
    checked = await checker.checked(Draft("The ferry carried 410,000 passengers last year.", (1,)), never)
    assert checked is not None
    assert {quote.passage for quote in checked.quotes} == {1}


async def test_a_mark_without_a_passage_is_mended_too() -> None:
    checker = Checker(PASSAGES, strict=True)
    checked = await checker.checked(Draft("The ferry carried 410,000 passengers last year.", (12,)), never)
    assert checked is not None
    assert {quote.passage for quote in checked.quotes} == {1}


async def test_a_wrong_figure_is_asked_for_once_more_with_the_reason() -> None:
    asked = []

    async def again(draft: Draft, reason: str) -> Draft | None:
        asked.append(reason)
        return Draft("The Harbour Bridge cost 3.2 million euros.", (1,))

    checked = await Checker(PASSAGES, strict=True).checked(
        Draft("The Harbour Bridge cost 4.2 million euros.", (1,)), again
    )
    assert checked is not None
    assert checked.text == "The Harbour Bridge cost 3.2 million euros."
    assert len(asked) == 1
    assert "4.2" in asked[0]


async def test_a_passage_that_says_it_word_for_word_is_cited_before_one_it_follows_from() -> None:
    reckoned = passage(1, "The repair costs 2.3 million euros, 800,000 more than the council approved.")
    said = passage(2, "It starts in May. The repair costs 1.5 million euros.")
    checked = await Checker([reckoned, said], strict=True).checked(
        Draft("The repair costs 1.5 million euros.", (1,)), never
    )
    assert checked is not None
    assert [quote.passage for quote in checked.quotes] == [1]


async def test_what_fails_again_is_left_out() -> None:
    async def worse(draft: Draft, reason: str) -> Draft | None:
        return Draft("The Harbour Bridge cost 9 million euros.", (1,))

    checker = Checker(PASSAGES, strict=True)
    assert await checker.checked(Draft("The Harbour Bridge cost 4.2 million euros.", (1,)), worse) is None
    assert await checker.checked(Draft("The Harbour Bridge cost 4.2 million euros.", (1,)), nothing) is None


async def test_without_strict_it_is_shown_as_unsupported() -> None:
    checker = Checker(PASSAGES, strict=False)
    checked = await checker.checked(Draft("The Harbour Bridge cost 4.2 million euros.", (1,)), nothing)
    assert checked is not None
    assert checked.status is Status.UNSUPPORTED
    assert [(quote.start, quote.end) for quote in checked.quotes] == [(8, len(BRIDGE))]


async def test_the_other_side_of_a_disagreement_is_cited_to_the_passage_that_says_it() -> None:
    other = passage(3, "Builders said the Harbour Bridge cost 4.2 million euros to build.")
    checker = Checker([*PASSAGES, other], strict=True)
    checked = await checker.checked(Draft("The Harbour Bridge cost 4.2 million euros.", (1,)), never)
    assert checked is not None
    assert {quote.passage for quote in checked.quotes} == {2}


def test_a_quote_must_be_the_articles_own_words() -> None:
    end = BRIDGE.index(" It cost")
    good = Draft("The Harbour Bridge opened on Friday after four years of work.", (1,), (Quote(0, 8, end),))
    assert quoted(good, PASSAGES) is not None
    bad = Draft("The Harbour Bridge opened on Monday after four years of work.", (1,), (Quote(0, 8, end),))
    assert quoted(bad, PASSAGES) is None
    assert quoted(Draft("Anything.", (1,)), PASSAGES) is None


async def test_a_passage_about_something_else_does_not_make_up_for_one_that_says_otherwise() -> None:
    guide = passage(1, "A rollback does not undo database migrations.")
    report = passage(
        2, "The rollback took only four minutes. Migrations of the database run before the new version starts."
    )
    wrong = Draft("A rollback also reverses database migrations.", (1,))
    assert await Checker([guide, report], strict=True).checked(wrong, nothing) is None


async def test_a_newer_passage_is_cited_where_the_older_one_says_otherwise() -> None:
    older = passage(1, "The handling fee for a permit is 40 euros. It is paid in the office.")
    newer = passage(2, "The handling fee for a permit is 65 euros. It is not repaid on refusal.")
    checked = await Checker([older, newer], strict=True).checked(
        Draft("The handling fee for a permit amounts to 65 euros.", (1,)), never
    )
    assert checked is not None
    assert {quote.passage for quote in checked.quotes} == {1}
