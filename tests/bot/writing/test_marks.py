import pytest

from bot.writing.marks import parse_marks


@pytest.mark.parametrize(
    ("text", "bare", "marks"),
    [
        ("It opened in 1932 [1].", "It opened in 1932.", (1,)),
        ("It opened in 1932.[1]", "It opened in 1932.", (1,)),
        ("It opened in 1932. [1] [2]", "It opened in 1932.", (1, 2)),
        ("It opened in 1932 [1, 2].", "It opened in 1932.", (1, 2)),
        ("It opened in 1932 [1][2].", "It opened in 1932.", (1, 2)),
        ("It opened in 1932 [1], [2] and it is grey [3].", "It opened in 1932 and it is grey.", (1, 2, 3)),
        ("It opened in 1932 [1; 3].", "It opened in 1932.", (1, 3)),
        ("It opened in 1932 [1-3].", "It opened in 1932.", (1, 2, 3)),
        ("It opened in 1932 [1 and 2].", "It opened in 1932.", (1, 2)),
        ("It opened in 1932【1】.", "It opened in 1932.", (1,)),
        ("It opened in 1932【2†source】.", "It opened in 1932.", (2,)),
        ("1932年に開通した【1】。", "1932年に開通した。", (1,)),
        ("It opened in 1932 [^1].", "It opened in 1932.", (1,)),
        ("It opened in 1932 [^1][^2].", "It opened in 1932.", (1, 2)),
        ("It opened in 1932 [passage 2].", "It opened in 1932.", (2,)),
        ("It opened in 1932 [Source 1, Source 2].", "It opened in 1932.", (1, 2)),
        ("It opened in 1932 [[1]].", "It opened in 1932.", (1,)),
        ("It opened in 1932 [1](https://evil.example/x).", "It opened in 1932.", (1,)),
        ("It opened in 1932 (1).", "It opened in 1932.", (1,)),
        ("It opened in 1932 (1, 2).", "It opened in 1932.", (1, 2)),
        ("[1] It opened in 1932.", "It opened in 1932.", (1,)),
        ("According to [1], it opened in 1932.", "It opened in 1932.", (1,)),
        ("According to passage [2] it opened in 1932.", "It opened in 1932.", (2,)),
        ("It opened in 1932 (see [1]).", "It opened in 1932.", (1,)),
        ("It opened in 1932 ([1]).", "It opened in 1932.", (1,)),
        ("It opened in 1932 [Source: 1].", "It opened in 1932.", (1,)),
        ("It opened in 1932 [cite: 1, 2].", "It opened in 1932.", (1, 2)),
        ("It opened in 1932 (passages 1 and 2).", "It opened in 1932.", (1, 2)),
        ("It opened in 1932 [1] and [2].", "It opened in 1932.", (1, 2)),
        ("It opened in 1932 ¹ ².", "It opened in 1932.", (1, 2)),
        ("It opened in 1932 ^1.", "It opened in 1932.", (1,)),
        ("It covers 12 km² and 10⁶ people live there [1].", "It covers 12 km² and 10⁶ people live there.", (1,)),
        ("It was 2^3 metres long {2}.", "It was 2^3 metres long.", (2,)),
        ("It opened in 1932 [999999999999].", "It opened in 1932.", ()),
        # No such passage: nothing to show behind it.
        ("It opened in 1932 [12].", "It opened in 1932.", ()),
        ("It opened in 1932 [0].", "It opened in 1932.", ()),
        ("It opened in 1932 [2, 12].", "It opened in 1932.", (2,)),
        ("It opened in 1932 (12).", "It opened in 1932 (12).", ()),
        # No marks at all.
        ("It opened (1932) and closed [sic].", "It opened (1932) and closed [sic].", ()),
        ("Article [2024] of the code.", "Article [2024] of the code.", ()),
        ("It has three parts (1) and (2) first.", "It has three parts (1) and (2) first.", ()),
    ],
)
def test_marks(text: str, bare: str, marks: tuple[int, ...]) -> None:
    assert parse_marks(text, 3) == (bare, marks)
