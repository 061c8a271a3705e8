"""What becomes of articles that are added, changed, moved, copied and taken away."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from index.article import Article
from index.errors import RebuildNeededError, UnreadableError
from index.ingestion import ingest, ingest_files
from index.library import Library
from index.planning import slug
from index.reporting import Progress, Report
from index.writer import LibraryWriter
from tests.index.storing import HashEmbedding, add, article, assert_whole, chunker


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def clippings(tmp_path: Path) -> Path:
    """A folder of three text files."""
    place = tmp_path / "clippings"
    place.mkdir()
    for number in range(3):
        write(place / f"survey {number}.txt", article(number))
    return place


def write(path: Path, content: Article, *, age_s: float = 60.0) -> None:
    """Writes an article as a text file that was last changed some time ago."""
    path.write_text(f"{content.title}\n\n{content.text}\n", encoding="utf-8")
    age(path, age_s)


def age(path: Path, age_s: float = 60.0) -> None:
    moment = path.stat().st_mtime - age_s
    os.utime(path, (moment, moment))


def write_records(path: Path, numbers: list[int], *, ids: bool = False, age_s: float = 60.0) -> None:
    with path.open("w", encoding="utf-8") as file:
        for number in numbers:
            content = article(number)
            record = {"title": content.title, "text": content.text, "publisher": content.publisher}
            file.write(json.dumps(record | ({"id": f"r{number}"} if ids else {})) + "\n")
    age(path, age_s)


def add_files(
    folder: Path, *paths: Path, prune: bool = False, embedding: HashEmbedding | None = None, **options: object
) -> Report:
    with LibraryWriter(folder) as writer:
        return ingest_files(paths, writer, chunker(), embedding or HashEmbedding(), prune=prune, **options)  # type: ignore[arg-type]


def test_a_lone_surrogate_in_an_address_stops_nothing(folder: Path, tmp_path: Path) -> None:
    records = [{"text": article(1).text, "url": "https://x.org/\ud83d"}, {"text": article(2).text}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)))
    report = add_files(folder, tmp_path / "a.jsonl")
    assert (len(report.added), report.unreadable) == (2, [])
    with Library.open(folder) as library:
        assert library.article(report.added[0]).url == "https://x.org/\ufffd"


def test_what_is_too_long_for_a_title_is_cut(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"title": "Harbour " * 2000, "text": article(1).text}))
    (added,) = add_files(folder, path).added
    with Library.open(folder) as library:
        assert library.article(added).title == ("Harbour " * 62 + "Har…")
    path.touch()
    again = add_files(folder, path)
    assert (again.added, again.changed) == ([], [])


def test_a_file_whose_name_is_not_utf8_is_reported_and_the_others_are_kept(folder: Path, clippings: Path) -> None:
    odd = clippings / os.fsdecode(b"caf\xe9")
    odd.mkdir()
    for path in (clippings / os.fsdecode(b"caf\xe9.txt"), odd / "survey 7.txt"):
        write(path, article(7))
    (clippings / os.fsdecode(b"empty\xe9")).mkdir()
    report = add_files(folder, clippings, clippings / os.fsdecode(b"empty\xe9"), prune=True)
    assert len(report.added) == 3
    assert sorted(error.source for error in report.unreadable) == [
        str(clippings / "caf\ufffd.txt"),
        str(clippings / "caf\ufffd" / "survey 7.txt"),
        str(clippings / "empty\ufffd"),
    ]
    assert {error.reason for error in report.unreadable} == {"has a name that is not UTF-8; rename it"}


def test_what_nobody_foresaw_in_a_file_or_record_is_reported_and_the_others_are_kept(
    folder: Path, clippings: Path, caplog: pytest.LogCaptureFixture
) -> None:
    # A number that Python reads and does not write, and lists that are read with less depth than they are walked with.
    (clippings / "number.md").write_text(f"---\nid: 0x{'f' * 4000}\n---\nThe secret mill was built in 1790.\n")
    nested = '{"text": ' + "[" * 700 + "]" * 700 + "}"
    (clippings / "nested.jsonl").write_text(nested + "\n" + json.dumps({"text": article(7).text}) + "\n")
    report = add_files(folder, clippings)
    assert len(report.added) == 4
    assert [error.source for error in report.unreadable] == [
        f"{clippings / 'nested.jsonl'}#1",
        str(clippings / "number.md"),
    ]
    assert report.unreadable[1].reason == "broke its reader (ValueError); the log shows where"
    assert "fields.py" in caplog.text
    assert "secret" not in caplog.text


def test_reports_what_is_new_and_what_has_not_changed(folder: Path, clippings: Path) -> None:
    first = add_files(folder, clippings)
    assert sorted(first.added) == ["survey-0", "survey-1", "survey-2"]
    assert (first.unchanged, first.changed, first.unreadable) == (0, [], [])
    second = add_files(folder, clippings)
    assert (second.added, second.unchanged, second.chunks) == ([], 3, 0)
    assert_whole(folder)


def test_an_unchanged_file_is_not_even_opened(folder: Path, clippings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_files(folder, clippings)
    opened: list[Path] = []
    real = Path.open
    monkeypatch.setattr(Path, "open", lambda self, *a, **k: opened.append(self) or real(self, *a, **k))
    assert add_files(folder, clippings).unchanged == 3
    assert not [path for path in opened if path.suffix == ".txt"]


def test_a_file_that_was_only_touched_is_unchanged(folder: Path, clippings: Path) -> None:
    add_files(folder, clippings)
    age(clippings / "survey 1.txt", 10)
    assert add_files(folder, clippings).unchanged == 3


def test_a_file_changed_within_the_same_moment_is_noticed(folder: Path, clippings: Path) -> None:
    path = clippings / "survey 1.txt"
    write(path, article(1), age_s=0)
    before = path.stat()
    add_files(folder, clippings)
    path.write_bytes(path.read_bytes().replace(b"Reporter 1 ", b"Reporter 9 "))
    os.utime(path, ns=(before.st_mtime_ns, before.st_mtime_ns))
    assert add_files(folder, clippings).changed == ["survey-1"]


def test_a_changed_article_gets_a_new_version_and_keeps_its_id(folder: Path, clippings: Path) -> None:
    add_files(folder, clippings)
    write(clippings / "survey 1.txt", article(1, text="All of it was wrong.\nThe council says sorry."), age_s=30)
    report = add_files(folder, clippings)
    assert (report.changed, report.added, report.unchanged) == (["survey-1"], [], 2)
    with Library.open(folder) as library:
        assert library.article("survey-1").version == 2
        assert library.article("survey-1", 1).text == article(1).text
    assert_whole(folder)


def test_no_text_is_embedded_twice(folder: Path) -> None:
    long = article(1, paragraphs=20)
    add(folder, [long])
    model = HashEmbedding()
    changed = article(1, paragraphs=20, text=long.text + "\nOne line was added at the end, long after.")
    report = add(folder, [changed], model)
    assert report.chunks > 10
    assert report.embedded == len(model.texts) <= 2
    copies = HashEmbedding()
    twice = "The same notice stands in all of them."
    add(folder, [article(n, text=f"{twice * 9}\n{article(n).text}") for n in (5, 6)], copies)
    assert len(copies.texts) == len(set(copies.texts))
    assert_whole(folder)


def test_one_story_at_two_publishers_is_kept_once(folder: Path) -> None:
    wire = article(1, publisher="Wire", source="https://wire.example/1", url="https://wire.example/1")
    paper = article(
        1, publisher="Paper", source="https://paper.example/x", url="https://paper.example/x", title="Other"
    )
    near = article(1, publisher="Echo", source="https://echo.example/y", text=article(1).text.rpartition("\n")[0])
    report = add(folder, [wire, paper])
    assert len(report.added) == 1
    assert [copy.source for copy in report.duplicates] == ["https://paper.example/x"]
    assert len(add(folder, [near]).duplicates) == 1
    with Library.open(folder) as library:
        kept = library.article("https://wire.example/1")
        assert [place.publisher for place in kept.copies] == ["Paper", "Echo"]
        assert library.article("https://paper.example/x").id == kept.id
        assert library.counts().articles == 1
    again = add(folder, [wire, paper, near])
    assert (again.unchanged, again.duplicates, again.added) == (3, [], [])


def test_another_figure_makes_another_article(folder: Path) -> None:
    other = article(1, source="https://paper.example/x", text=article(1).text.replace("day", "night day 77", 1))
    assert len(add(folder, [article(1), other]).added) == 2


@pytest.mark.parametrize(
    "more", ["", ", and on the days before public holidays from ten to four, except in the first week of May"]
)
def test_an_answer_is_kept_under_each_of_its_questions(folder: Path, tmp_path: Path, more: str) -> None:
    path = tmp_path / "questions.jsonl"
    answer = f"Yes, from nine to five{more}."
    asked = [
        ("Is the pool open on Sunday?", answer),
        ("Is the gym open on Sunday?", answer.replace("the days", "days")),
    ]
    again = ("Is the POOL open  on Sunday?", answer)
    path.write_text("\n".join(json.dumps({"question": q, "answer": a}) for q, a in [*asked, again]), encoding="utf-8")
    report = add_files(folder, path)
    assert report.added == ["is-the-pool-open-on-sunday", "is-the-gym-open-on-sunday"]
    assert [copy.article_id for copy in report.duplicates] == ["is-the-pool-open-on-sunday"]


def test_a_copy_that_becomes_a_story_of_its_own_is_added(folder: Path) -> None:
    copy = article(1, source="https://paper.example/x")
    add(folder, [article(1), copy])
    report = add(folder, [article(7, source="https://paper.example/x")])
    assert len(report.added) == 1
    with Library.open(folder) as library:
        assert library.article("https://news.example/1").copies == ()
        assert library.article("https://paper.example/x").text == article(7).text
    assert_whole(folder)


def test_pruning_removes_what_is_gone(folder: Path, clippings: Path) -> None:
    add_files(folder, clippings)
    (clippings / "survey 1.txt").unlink()
    assert add_files(folder, clippings).removed == []
    report = add_files(folder, clippings, prune=True)
    assert (report.removed, report.unchanged, report.unreadable) == (["survey-1"], 2, [])
    assert_whole(folder)


def test_pruning_waits_until_no_line_that_cannot_be_read_may_be_the_record(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    write_records(path, [0, 1, 2], ids=True)
    add_files(folder, path)
    kept, broken, last = path.read_text().splitlines()
    path.write_text(f"{kept}\n{broken[:-9]}\n{last}\n")
    report = add_files(folder, path, prune=True)
    assert (report.removed, len(report.unreadable)) == ([], 1)
    path.write_text(f"{kept}\n{last}\n")
    assert add_files(folder, path, prune=True).removed == ["r1"]


def test_pruning_leaves_other_folders_alone(folder: Path, clippings: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "clippings-old"
    elsewhere.mkdir()
    write(elsewhere / "a.txt", article(20))
    add_files(folder, clippings, elsewhere)
    (elsewhere / "a.txt").unlink()
    (clippings / "survey 0.txt").unlink()
    assert add_files(folder, clippings, prune=True).removed == ["survey-0"]


def test_pruning_a_file_that_is_gone(folder: Path, clippings: Path) -> None:
    add_files(folder, clippings)
    (clippings / "survey 0.txt").unlink()
    report = add_files(folder, clippings / "survey 0.txt", prune=True)
    assert (report.removed, report.unreadable) == (["survey-0"], [])


@pytest.mark.parametrize("left", ["nothing", "folder", "folder and hidden file"])
def test_pruning_a_folder_that_may_be_a_detached_drive_removes_nothing(
    folder: Path, clippings: Path, tmp_path: Path, left: str
) -> None:
    elsewhere = tmp_path / "papers"
    elsewhere.mkdir()
    for number in (20, 21):
        write(elsewhere / f"{number}.txt", article(number))
    add_files(folder, clippings, elsewhere)
    shutil.rmtree(clippings)
    (elsewhere / "20.txt").unlink()
    if left != "nothing":
        clippings.mkdir()
    if left == "folder and hidden file":
        (clippings / ".Trash").touch()
    report = add_files(folder, clippings, elsewhere, prune=True)
    assert report.removed == ["20"]
    assert [error.source for error in report.unreadable] == [str(clippings)]
    assert "is its drive attached?" in report.unreadable[0].reason
    with Library.open(folder) as library:
        assert library.counts().articles == 4


def test_a_copy_takes_the_place_of_an_original_that_is_gone(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "papers"
    place.mkdir()
    write(place / "a.txt", article(1))
    cut = article(1).text.rpartition("\n")[0]
    write(place / "b.txt", article(1, text=cut))
    assert len(add_files(folder, place).duplicates) == 1
    (place / "a.txt").unlink()
    report = add_files(folder, place, prune=True)
    assert (report.removed, report.changed) == ([], ["a"])
    with Library.open(folder) as library:
        assert library.article("a").text == cut
        assert library.article("a").source == str(place / "b.txt")
        assert library.article("a").copies == ()
    assert_whole(folder)


def test_a_file_that_was_renamed_keeps_its_article(folder: Path, clippings: Path) -> None:
    add_files(folder, clippings)
    (clippings / "survey 1.txt").rename(clippings / "renamed.txt")
    model = HashEmbedding()
    report = add_files(folder, clippings, prune=True, embedding=model)
    assert (report.removed, report.added, model.texts) == ([], [], [])
    with Library.open(folder) as library:
        assert library.article("survey-1").source == str(clippings / "renamed.txt")
        assert library.counts().articles == 3


def test_an_edit_after_a_folder_was_renamed_changes_the_articles(folder: Path, clippings: Path) -> None:
    add_files(folder, clippings)
    renamed = clippings.rename(clippings.with_name("renamed"))
    moved = add_files(folder, renamed)
    assert (moved.unchanged, moved.added, moved.duplicates) == (3, [], [])
    with Library.open(folder) as library:
        assert library.article("survey-1").source == str(renamed / "survey 1.txt")
    write(renamed / "survey 1.txt", article(1, text=article(7).text), age_s=30)
    report = add_files(folder, renamed, prune=True)
    assert (report.changed, report.added, report.removed) == (["survey-1"], [], [])
    with Library.open(folder) as library:
        assert library.article("survey-1").text == article(7).text
        assert library.counts().articles == 3
    assert_whole(folder)


def test_an_edit_after_a_link_to_a_file_was_made_changes_its_article(folder: Path, clippings: Path) -> None:
    add_files(folder, clippings)
    (clippings / "another name.txt").symlink_to("survey 1.txt")
    assert add_files(folder, clippings).added == []
    write(clippings / "survey 1.txt", article(1, text=article(7).text), age_s=30)
    report = add_files(folder, clippings, prune=True)
    assert (report.changed, report.added) == (["survey-1"], [])
    with Library.open(folder) as library:
        assert library.article("survey-1").text == article(7).text
        assert library.counts().articles == 3


def test_an_edited_copy_of_what_is_gone_changes_the_article(folder: Path, clippings: Path, tmp_path: Path) -> None:
    add_files(folder, clippings)
    copy = tmp_path / "copy.txt"
    write(copy, article(1))
    assert len(add_files(folder, copy).duplicates) == 1
    (clippings / "survey 1.txt").unlink()
    write(copy, article(1, text=article(7).text), age_s=30)
    assert add_files(folder, copy).changed == ["survey-1"]
    with Library.open(folder) as library:
        assert library.article("survey-1").source == str(copy)
        assert [place.source for place in library.article("survey-1").copies] == [str(clippings / "survey 1.txt")]


def test_a_copy_of_what_is_there_stays_a_copy(folder: Path, clippings: Path, tmp_path: Path) -> None:
    add_files(folder, clippings)
    copy = tmp_path / "copy.txt"
    write(copy, article(1))
    add_files(folder, copy)
    write(copy, article(1, text=article(7).text), age_s=30)
    assert add_files(folder, copy).added == ["copy"]
    with Library.open(folder) as library:
        assert library.article("survey-1").text == article(1).text


@pytest.mark.parametrize("ids", [False, True])
def test_a_line_put_into_a_file_of_records_moves_the_others(folder: Path, tmp_path: Path, ids: bool) -> None:
    path = tmp_path / "records.jsonl"
    write_records(path, [1, 2, 3], ids=ids)
    add_files(folder, path)
    write_records(path, [8, 1, 2, 3], ids=ids, age_s=30)
    report = add_files(folder, path)
    assert (len(report.added), report.changed, report.unchanged) == (1, [], 3)
    with Library.open(folder) as library:
        assert library.article(f"{path}#1").text == article(8).text
        assert library.article(f"{path}#4").text == article(3).text
    write_records(path, [8, 3], ids=ids, age_s=20)
    add_files(folder, path)
    assert len(add_files(folder, path, prune=True).removed) == 2
    assert_whole(folder)


@pytest.mark.parametrize("shared", [{"url": "https://paper.example/"}, {"id": "news"}], ids=["link", "id"])
def test_what_several_records_share_tells_none_of_them(folder: Path, tmp_path: Path, shared: dict[str, str]) -> None:
    path = tmp_path / "records.jsonl"

    def add_records(numbers: list[int]) -> Report:
        stories = [{"title": article(n).title, "text": article(n).text} | shared for n in numbers]
        path.write_text("\n".join(map(json.dumps, stories)), encoding="utf-8")
        return add_files(folder, path)

    assert len(add_records([1, 2, 3]).added) == 3
    report = add_records([8, 1, 2, 3])
    assert (len(report.added), report.changed, report.unchanged) == (1, [], 3)
    assert_whole(folder)


@pytest.mark.parametrize("shared", [{}, {"url": "https://paper.example/"}], ids=["title", "title and link"])
@pytest.mark.parametrize("before", [1, 3])
def test_a_record_put_above_others_of_its_title_or_link_takes_the_place_of_none(
    folder: Path, tmp_path: Path, before: int, shared: dict[str, str]
) -> None:
    path = tmp_path / "records.jsonl"

    def add_records(numbers: list[int]) -> Report:
        stories = [{"title": "News", "text": article(n).text} | shared for n in numbers]
        path.write_text("\n".join(map(json.dumps, stories)), encoding="utf-8")
        return add_files(folder, path)

    numbers = list(range(1, before + 1))
    assert len(add_records(numbers).added) == before
    with Library.open(folder) as library:
        texts = {head.id: library.article(head.id).text for head in library.heads()}
    report = add_records([8, *numbers])
    assert (len(report.added), report.changed, report.unchanged) == (1, [], before)
    with Library.open(folder) as library:
        assert {name: library.article(name).text for name in texts} == texts
        assert {library.article(name).version for name in texts} == {1}
    # One that is edited where it stands is the same record all the same.
    report = add_records([9, *numbers])
    assert (report.added, len(report.changed), report.unchanged) == ([], 1, before)
    assert_whole(folder)


def test_records_are_known_by_their_ids(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    write_records(path, [1, 2], ids=True)
    assert add_files(folder, path).added == ["r1", "r2"]
    lines = path.read_text(encoding="utf-8").replace("Reporter 2 ", "Reporter 3 ").splitlines()
    path.write_text("\n".join(reversed(lines)), encoding="utf-8")
    report = add_files(folder, path)
    assert (report.changed, report.unchanged, report.added) == (["r2"], 1, [])


@pytest.mark.parametrize("between", [0, 150])
def test_a_record_that_comes_twice_in_a_file_is_a_copy_however_far_apart(
    folder: Path, tmp_path: Path, between: int
) -> None:
    records = tmp_path / "records.jsonl"
    write_records(records, [0, *range(1, 1 + between), 0])
    report = add_files(folder, records)
    assert len(report.added) == 1 + between
    assert [each.article_id for each in report.duplicates] == [report.added[0]]
    assert report.unchanged == 0
    write_records(records, [0, *range(1, 1 + between), 0], age_s=30)
    again = add_files(folder, records)
    assert (again.unchanged, again.added, again.changed, again.duplicates) == (2 + between, [], [], [])
    assert_whole(folder)


def test_what_an_article_no_longer_says_is_news_again(folder: Path) -> None:
    add(folder, [article(0)])
    moved = article(0, source="https://paper.example/0", url="https://paper.example/0", title="Old words")
    report = add(folder, [article(0, text=article(7).text), moved])
    assert (len(report.changed), len(report.added), report.duplicates) == (1, 1, [])
    assert_whole(folder)


def test_planning_asks_sqlite_no_more_for_more_records(folder: Path, tmp_path: Path) -> None:
    asked = []
    for count in (5, 50):
        records = tmp_path / f"{count}.jsonl"
        write_records(records, list(range(1_000 * count, 1_000 * count + count)))
        statements: list[str] = []
        with LibraryWriter(folder) as writer:
            writer.connection.set_trace_callback(statements.append)
            ingest_files([records], writer, chunker(), HashEmbedding())
            writer.connection.set_trace_callback(None)
        asked.append(sum(each.startswith("SELECT") for each in statements))
    assert asked[1] <= asked[0] + 5


def test_unreadable_sources_stop_nothing(folder: Path, clippings: Path) -> None:
    (clippings / "empty.txt").touch()
    with (clippings / "broken.jsonl").open("w", encoding="utf-8") as file:
        file.write(json.dumps({"title": "Fine", "text": article(40).text}) + "\n{broken\n")
    report = add_files(folder, clippings, clippings / "missing.txt")
    assert len(report.added) == 4
    reasons = sorted(str(error) for error in report.unreadable)
    assert len(reasons) == 3
    assert any("empty.txt" in reason for reason in reasons)
    assert any("missing.txt" in reason for reason in reasons)
    # It is tried again: it may have been mended, and is reported until it is.
    assert len(add_files(folder, clippings).unreadable) == 2


def test_ids_are_taken_from_the_source_the_file_or_the_title(folder: Path, tmp_path: Path) -> None:
    title = "Ärger in Oban: Wer zahlt den neuen Hafen, und warum wird er erst im nächsten Jahr gebaut?"
    report = add(
        folder,
        [
            article(1, declared_id="abc-7"),
            article(2, declared_id="abc-7"),
            article(3, title=title),
            article(4, title="新しい橋"),
            article(5, source=str(tmp_path / "Der Hafen.txt")),
            article(6, title="Der Hafen", declared_id="x" * 500),
        ],
    )
    ids = report.added
    assert ids[:3] == ["abc-7", "abc-7-2", "arger-in-oban-wer-zahlt-den-neuen-hafen-und-warum-wird-er"]
    assert ids[3].startswith("article-")
    assert ids[4:] == ["der-hafen", "der-hafen-2"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Hello, World!", "hello-world"), ("It's done", "its-done"), ("", "article"), ("x" * 90, "x" * 60)],
)
def test_slugs(title: str, expected: str) -> None:
    assert slug(title) == expected


def test_text_that_no_file_can_hold_is_mended(folder: Path) -> None:
    add(folder, [article(1, text="Half a sign \ud83d and\x00 more.\n" + article(1).text, title="\udc00 odd")])
    with Library.open(folder) as library:
        stored = library.article("https://news.example/1")
        assert stored.text == "Half a sign \ufffd and\x00 more.\n" + article(1).text
    assert_whole(folder)


def test_progress_reaches_the_end(folder: Path, clippings: Path) -> None:
    seen: list[Progress] = []
    with LibraryWriter(folder) as writer:
        ingest_files([clippings], writer, chunker(), HashEmbedding(), seen.append)
    size = sum(path.stat().st_size for path in clippings.iterdir())
    assert [each.done_bytes for each in seen] == sorted(each.done_bytes for each in seen)
    assert (seen[-1].done_bytes, seen[-1].total_bytes, seen[-1].articles) == (size, size, 3)
    assert seen[-1].chunks_per_s > 0


def test_progress_counts_what_is_embedded_before_it_is_kept(folder: Path, clippings: Path) -> None:
    seen: list[Progress] = []
    with LibraryWriter(folder) as writer:
        ingest_files([clippings], writer, chunker(), HashEmbedding(), seen.append)
    first = next(each for each in seen if each.chunks)
    assert (first.done_bytes, first.articles) == (first.total_bytes, 0)


def test_ctrl_c_keeps_what_was_finished(folder: Path) -> None:
    def interrupted() -> object:
        yield from (article(number, paragraphs=30) for number in range(12))
        raise KeyboardInterrupt

    with LibraryWriter(folder) as writer:
        report = ingest(interrupted(), writer, chunker(), HashEmbedding())  # type: ignore[arg-type]
        assert report.interrupted
        assert writer.library.counts().articles == len(report.added)
        assert 0 < len(report.added) < 12
    assert_whole(folder)
    again = add(folder, [article(number, paragraphs=30) for number in range(12)])
    assert again.unchanged == len(report.added)
    assert again.unchanged + len(again.added) == 12
    assert_whole(folder)


def test_an_error_keeps_what_was_finished(folder: Path) -> None:
    class Failing(HashEmbedding):
        def embed(self, texts, **options):  # type: ignore[no-untyped-def]
            if any("Reporter 9 " in text for text in texts):
                raise RuntimeError("the model is gone")
            return super().embed(texts)

    with pytest.raises(RuntimeError, match="the model is gone"):
        add(folder, [article(number, paragraphs=30) for number in range(12)], Failing())
    with Library.open(folder) as library:
        assert library.counts().articles >= 4
    assert_whole(folder)


def test_other_settings_ask_for_a_rebuild(folder: Path) -> None:
    add(folder, [article(1)])
    with LibraryWriter(folder) as writer, pytest.raises(RebuildNeededError, match="not 32 with 4"):
        ingest([article(2)], writer, chunker(32, 4), HashEmbedding())
    with pytest.raises(RebuildNeededError, match="not other"):
        add(folder, [article(2)], HashEmbedding(model_name="other"))


def test_missing_vectors_ask_for_a_rebuild_and_removing_works_all_the_same(folder: Path) -> None:
    add(folder, [article(1), article(2)])
    (folder / "chroma").rename(folder.parent / "away")
    with pytest.raises(RebuildNeededError, match=r"holds 0 of \d+ chunks"):
        add(folder, [article(3)])
    with LibraryWriter(folder) as writer:
        writer.remove(["survey-1-in-dundee"])
        assert writer.library.counts().articles == 1


def test_nothing_is_written_for_articles_that_are_unreadable(folder: Path) -> None:
    report = add(folder, [UnreadableError("a.txt", "is empty")])
    assert [str(error) for error in report.unreadable] == ["a.txt: is empty"]
    with Library.open(folder) as library:
        assert library.generation == 0
