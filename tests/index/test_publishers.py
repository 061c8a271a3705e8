import pytest

from index.errors import FilterError
from index.publishers import Publishers, resolve_publisher

KNOWN = (
    "TechCrunch",
    "The Age",
    "Fortune",
    "Wired",
    "The Verge",
    "The New York Times",
    "Financial Times",
    "Cnbc | World Business News Leader",
    "FOX News - Health",
    "FOX News - Lifestyle",
    "CBSSports.com",
    "Sporting News",
    "Sky Sports",
)


def named(question: str) -> list[str]:
    return [publisher for mention in Publishers(KNOWN).mentions(question) for publisher in mention.publishers]


@pytest.mark.parametrize(
    ("question", "publishers"),
    [
        ("What did TechCrunch report about OpenAI?", ["TechCrunch"]),
        ("what did techcrunch report about openai?", ["TechCrunch"]),
        ("Do 'The Verge' and the NYT agree?", ["The Verge", "The New York Times"]),
        ("What does the New York Times say?", ["The New York Times"]),
        ("Is it true, as CNBC has it, that rates rise?", ["Cnbc | World Business News Leader"]),
        ("What did Fox News say about flu?", ["FOX News - Health", "FOX News - Lifestyle"]),
        ("FOX News - Health on flu", ["FOX News - Health"]),
        ("the Wired article on chips", ["Wired"]),
        ("Wired reported a breach: whose?", ["Wired"]),
        ("according to fortune, who built on lies?", ["Fortune"]),
        ("Who, according to The Age, won?", ["The Age"]),
        ("scores on CBSSports.com and CBSSports", ["CBSSports.com", "CBSSports.com"]),
    ],
)
def test_reads_publishers_by_the_names_people_use(question: str, publishers: list[str]) -> None:
    assert named(question) == publishers


@pytest.mark.parametrize(
    "question",
    [
        "When did the age of imperialism begin?",
        "Who made a fortune with oil?",
        "Fortune favours whom?",
        "Wired headphones or wireless ones?",
        "on the verge of collapse",
        "What sporting news is there?",
        "",
    ],
)
def test_common_words_are_no_publishers(question: str) -> None:
    assert named(question) == []


def test_a_library_without_publishers_reads_none() -> None:
    assert Publishers(()).mentions("according to TechCrunch") == []


def test_mentions_say_where_they_stand() -> None:
    question = "What did the Financial Times say?"
    (mention,) = Publishers(KNOWN).mentions(question)
    assert question[mention.start : mention.end] == "Financial Times"


@pytest.mark.parametrize(
    ("name", "publishers"),
    [
        ("TechCrunch", ("TechCrunch",)),
        ("tech", ("TechCrunch",)),
        ("age", ("The Age",)),
        ("nyt", ("The New York Times",)),
        ("ft", ("Financial Times",)),
        ("fox", ("FOX News - Health", "FOX News - Lifestyle")),
        ("fox news - health", ("FOX News - Health",)),
        ("cbs", ("CBSSports.com",)),
        ("new york", ("The New York Times",)),
    ],
)
def test_an_abbreviation_means_the_one_publisher_it_fits(name: str, publishers: tuple[str, ...]) -> None:
    assert resolve_publisher(name, KNOWN) == publishers


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("t", "TechCrunch, The New York Times"),
        ("s", "Sky Sports, Sporting News"),
        ("Reuters", "No publisher is called 'Reuters'; the library has"),
        ("", "No publisher is called ''"),
        ("(", r"No publisher is called"),
    ],
)
def test_what_fits_several_or_none_lists_them(name: str, said: str) -> None:
    with pytest.raises(FilterError, match=said):
        resolve_publisher(name, KNOWN)


def test_without_publishers_the_filter_says_so() -> None:
    with pytest.raises(FilterError, match="No article of this library names a publisher"):
        resolve_publisher("bbc", ())
