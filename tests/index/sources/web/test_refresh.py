"""Where pages send their readers on; ``test_fetching.py`` has the pages that are followed."""

from __future__ import annotations

import time

import pytest

from index.sources.web.refresh import LARGEST_BYTES, refresh_target

REFRESH = "<meta http-equiv=refresh content="


@pytest.mark.parametrize(
    ("before", "unit"),
    [
        ("", "<!--"),
        ("", "<script "),
        ("", "<script></script "),
        ("", "<meta "),
        ("", "<meta http-equiv"),
        ("<meta ", "http-equiv= "),
        (REFRESH, "content= '"),
        (f"{REFRESH}'", " "),
        (f"{REFRESH}'", "1"),
        (f"{REFRESH}'0", ' "'),
        (f"{REFRESH}'&#", "1"),
    ],
)
def test_a_page_made_to_keep_its_reader_busy_does_not(before: str, unit: str) -> None:
    page = (before + unit * LARGEST_BYTES)[: LARGEST_BYTES - 2] + "'>"
    began = time.process_time()
    assert refresh_target(page.encode()) is None
    assert time.process_time() - began < 0.5


def test_what_is_never_closed_lasts_to_the_end_of_the_page() -> None:
    assert refresh_target(f"<!-- {REFRESH}'0;/new'>".encode()) is None
    assert refresh_target(f"<script>{REFRESH}'0;/new'>".encode()) is None
