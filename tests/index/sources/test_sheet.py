"""CSV files that are one table, and those that are lists of articles without their texts."""

from pathlib import Path

import pytest

from index.article import Article
from index.errors import UnreadableError
from index.sources import read

PRICES = """Article number,Product,Unit,Price EUR,Price from 100 units EUR,Remark
BX-100,Folding box A4,piece,0.68,0.55,
BX-310,"Bottle box, for six bottles",piece,2.95,2.60,"with ""dividers""
of card"

PW-050,Stretch film,,7.90,6.85,
"""
LINES = [
    "Article number | Product | Unit | Price EUR | Price from 100 units EUR | Remark",
    "BX-100 | Folding box A4 | piece | 0.68 | 0.55",
    'BX-310 | Bottle box, for six bottles | piece | 2.95 | 2.60 | with "dividers" of card',
    "PW-050 | Stretch film |  | 7.90 | 6.85",
]


def read_all(path: Path, *, max_bytes: int = 1_000_000) -> tuple[list[Article], list[UnreadableError]]:
    records = list(read(path, max_bytes=max_bytes))
    return [r for r in records if isinstance(r, Article)], [r for r in records if isinstance(r, UnreadableError)]


def test_a_table_without_texts_is_one_article_of_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "price-list_2025.csv"
    path.write_text(PRICES)
    found, bad = read_all(path)
    assert not bad
    assert [(article.title, article.source) for article in found] == [("Price list 2025", str(path))]
    assert found[0].text.split("\n") == LINES
    assert (found[0].language, found[0].published_at) == ("en", None)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_in_any_encoding_and_with_semicolons(tmp_path: Path, encoding: str) -> None:
    rows = "Maß;Stück\nKiste für Flaschen;0,68 €\nRolle Folie, schwarz;7,90 €\nLösung auf Anfrage;\n"
    (tmp_path / "preise.csv").write_bytes(rows.encode(encoding))
    found, bad = read_all(tmp_path / "preise.csv")
    assert not bad
    assert (
        found[0].text == "Maß | Stück\nKiste für Flaschen | 0,68 €\nRolle Folie, schwarz | 7,90 €\nLösung auf Anfrage"
    )


def test_broken_rows_are_named_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "prices.csv").write_text('Product,Price\nBox,1\nFilm,2,3\nTape,"4\nRope,5\n')
    found, bad = read_all(tmp_path / "prices.csv")
    assert found[0].text == "Product | Price\nBox | 1\nRope | 5"
    assert {error.source.rpartition("#")[2] for error in bad} == {"3", "4"}
    assert any("row 3 has 3 fields, the header 2" in error.reason for error in bad)


def test_what_the_table_is_called_may_stand_above_the_names_of_its_columns(tmp_path: Path) -> None:
    (tmp_path / "prices.csv").write_text("Prices of May\nProduct,Price\nBox,1\nFilm,2\n")
    found, bad = read_all(tmp_path / "prices.csv")
    assert not bad
    assert found[0].text == "Prices of May\nProduct | Price\nBox | 1\nFilm | 2"


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("title,url\nThe mill,https://x.example/mill\n", "is a list of links without a text (title, url)"),
        (f"id,Body of it\n1,{'The mill is closed. ' * 20}\n", "name it with --map text=Body of it"),
        ("note\nThe mill is closed.\n", "has no column named text, body or content (note)"),
        ("Product,Price\n", "has no rows below the names of its columns (Product, Price)"),
        ("question,answerable\nWho?,true\n", "holds questions, not articles (question, answerable)"),
    ],
)
def test_what_is_no_table_of_that_kind_is_told(tmp_path: Path, table: str, reason: str) -> None:
    (tmp_path / "a.csv").write_text(table)
    found, bad = read_all(tmp_path / "a.csv")
    assert not found
    assert reason in bad[0].reason


@pytest.mark.parametrize("header", ["Title,Author", "Name,Address", "Date,Event,Place", "Name,Link,Price"])
def test_columns_that_articles_have_too_may_be_those_of_a_table(tmp_path: Path, header: str) -> None:
    (tmp_path / "a.csv").write_text(f"{header}\n{','.join(header.split(',')).lower()}\n")
    assert len(read_all(tmp_path / "a.csv")[0]) == 1


def test_a_table_above_the_limit_is_told(tmp_path: Path) -> None:
    (tmp_path / "prices.csv").write_text("Product,Price\n" + "Box,1\n" * 100)
    found, bad = read_all(tmp_path / "prices.csv", max_bytes=300)
    assert not found
    assert "which is the limit" in bad[0].reason
