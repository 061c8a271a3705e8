from collections.abc import Sequence

import pytest

from index.sources.ruling import Ruling

SAME = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def drawn(*operators: tuple[bytes, Sequence[float]], cm: Sequence[float] = SAME) -> Ruling:
    ruling = Ruling()
    for operator, operands in operators:
        ruling.visit(operator, operands, cm)
    return ruling


def boxes(columns: int, rows: int) -> list[tuple[bytes, Sequence[float]]]:
    return [(b"re", (100 * column, 20 * row, 100, 20)) for column in range(columns) for row in range(rows)]


def test_boxes_side_by_side_are_a_grid_with_the_first_row_on_top() -> None:
    (grid,) = drawn(*boxes(3, 2), (b"S", ())).grids()
    assert (grid.edges_x, grid.edges_y) == ((0, 100, 200, 300), (40, 20, 0))
    assert [grid.cell(x, y) for x, y in ((5, 25), (105, 25), (205, 5), (305, 5), (5, 45))] == [
        (0, 0),
        (0, 1),
        (1, 2),
        None,
        None,
    ]


def test_the_matrix_says_where_a_line_is_and_how_long() -> None:
    (grid,) = drawn(*boxes(2, 2), (b"s", ()), cm=(0.5, 0, 0, -0.5, 10, 700)).grids()
    assert (grid.edges_x, grid.edges_y) == ((10, 60, 110), (700, 690, 680))


def test_tables_apart_are_grids_of_their_own() -> None:
    second = [(operator, (place[0], place[1] + 200, *place[2:])) for operator, place in boxes(2, 3)]
    assert sorted(len(grid.edges_y) for grid in drawn(*boxes(2, 2), *second, (b"S", ())).grids()) == [3, 4]


@pytest.mark.parametrize(
    "paths",
    [
        [*boxes(3, 2), (b"n", ())],
        [*boxes(3, 2), (b"f", ())],
        [*boxes(1, 4), (b"S", ())],
        [*boxes(4, 1), (b"S", ())],
        [
            operator
            for step in range(3)
            for operator in [(b"m", (0, 20 * step)), (b"c", (0, 0, 9, 9, 300, 20 * step)), (b"S", ())]
        ],
    ],
    ids=["a clipping path", "shading", "one column", "one row", "curves"],
)
def test_what_draws_no_lines_across_and_down_is_no_grid(paths: list[tuple[bytes, Sequence[float]]]) -> None:
    assert drawn(*paths).grids() == []


@pytest.mark.parametrize("columns", [200, 20_000], ids=["crossings", "lines"])
def test_a_map_or_hatching_is_no_grid(columns: int) -> None:
    across = [(b"re", (0, 20 * row, 5 * columns, 20)) for row in range(210)]
    down = [(b"re", (5 * column, 0, 5, 4200)) for column in range(columns)]
    assert drawn(*across, *down, (b"S", ())).grids() == []


def test_operands_of_a_damaged_file_are_passed_over() -> None:
    for operator in (b"m", b"l", b"re", b"h", b"c"):
        for operands in ([], ["a"], [1.0], [1.0, None, 3.0, 4.0]):
            assert drawn((operator, operands), (b"h", ()), (b"S", ())).grids() == []  # type: ignore[arg-type]
