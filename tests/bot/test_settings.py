"""The settings, and that `.env.example` says the same."""

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings, environment_name
from tests.command import articlebot

EXAMPLE = Path(__file__).parents[2] / ".env.example"


def test_flags_override_the_environment_which_overrides_the_file(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text("ARTICLEBOT_CHUNK_TOKENS=100\nARTICLEBOT_CHUNK_OVERLAP=7\nARTICLEBOT_LIBRARY=/from/file\n")
    settings = Settings.load(
        {"library": Path("/from/flag"), "decline_below": None},
        environ={"ARTICLEBOT_CHUNK_TOKENS": "200"},
        env_file=env_file,
    )
    assert (settings.chunk_tokens, settings.chunk_overlap) == (200, 7)
    assert settings.library == Path("/from/flag")


def test_unknown_name_is_an_error_with_a_suggestion() -> None:
    with pytest.raises(SettingsError, match="ARTICLEBOT_LIBARY is no setting.*ARTICLEBOT_LIBRARY"):
        Settings.load(environ={"ARTICLEBOT_LIBARY": "/x"}, env_file=None)


def test_bad_value_names_the_setting() -> None:
    with pytest.raises(SettingsError, match="ARTICLEBOT_CHUNK_TOKENS: .*integer"):
        Settings.load(environ={"ARTICLEBOT_CHUNK_TOKENS": "many"}, env_file=None)


def test_empty_value_is_no_value() -> None:
    default = Settings.load(environ={}, env_file=None)
    assert Settings.load(environ={"ARTICLEBOT_CHUNK_TOKENS": ""}, env_file=None) == default


def test_key_is_never_shown() -> None:
    settings = Settings.load(environ={"OPENAI_API_KEY": "sk-very-secret"}, env_file=None)
    assert "sk-very-secret" not in repr(settings)
    assert "sk-very-secret" not in str(settings.model_dump())


def test_settings_are_frozen() -> None:
    with pytest.raises(Exception, match="frozen"):
        Settings.load(environ={}, env_file=None).chunk_tokens = 1  # type: ignore[misc]


def test_env_example_lists_every_setting_with_its_description_and_default() -> None:
    entries = dict(_entries())
    expected = {
        environment_name(name): (
            field.description,
            "" if field.default_factory or field.default is None else str(field.default),
        )
        for name, field in Settings.model_fields.items()
    }
    assert entries == expected


def _entries() -> list[tuple[str, tuple[str, str]]]:
    paragraphs = EXAMPLE.read_text().strip().split("\n\n")[1:]
    entries = []
    for paragraph in paragraphs:
        *comments, assignment = paragraph.splitlines()
        name, _, value = assignment.removeprefix("# ").partition("=")
        entries.append((name, (" ".join(line.removeprefix("# ") for line in comments), value)))
    return entries


def test_slack_lists_are_read_from_one_line() -> None:
    settings = Settings.load(
        environ={
            "ARTICLEBOT_SLACK_CHANNELS": "C1, C2",
            "ARTICLEBOT_SLACK_CHANNEL_PUBLISHERS": "C1=The Age, Wired; C2=BBC News",
        },
        env_file=None,
    )
    assert settings.slack_channels == ("C1", "C2")
    assert settings.slack_channel_publishers == {"C1": ("The Age", "Wired"), "C2": ("BBC News",)}
    with pytest.raises(SettingsError, match="CHANNEL_PUBLISHERS: .*CHANNEL=Publisher"):
        Settings.load(environ={"ARTICLEBOT_SLACK_CHANNEL_PUBLISHERS": "C1"}, env_file=None)


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("CHANNELS", "C1, #general", "'#general' is no id of a channel, as C0123ABCD"),
        ("CHANNEL_PUBLISHERS", "general=The Age", "'general' is no id of a channel"),
        ("EDITORS", "@anna", "'@anna' is no id of a person, as U0123ABCD"),
    ],
)
def test_what_names_a_channel_or_a_person_must_be_an_id(name: str, value: str, shown: str) -> None:
    with pytest.raises(SettingsError, match=f"ARTICLEBOT_SLACK_{name}: {shown}"):
        Settings.load(environ={f"ARTICLEBOT_SLACK_{name}": value}, env_file=None)


def test_a_relative_library_and_the_home_folder_are_made_absolute(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    for given, folder in (("lib", tmp_path / "lib"), ("~/lib", tmp_path / "lib")):
        assert Settings.load({"library": Path(given)}, environ={}, env_file=None).library == folder


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"ARTICLEBOT_PASSAGES=3\n# caf\xe9\n", "line 2 is not UTF-8: save"),
        (b'ARTICLEBOT_PASSAGES=3\n\nARTICLEBOT_CONTACT="mailto:\n', "line 3 is no NAME=value: mend"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_line(
    content: bytes, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_bytes(content)
    finished = articlebot("list")
    assert (finished.returncode, finished.stdout) == (2, "")
    assert finished.stderr.startswith(f"articlebot: {tmp_path / '.env'}: {said}")
    assert len(finished.stderr.splitlines()) == 1


def test_a_file_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("\ufeffARTICLEBOT_PASSAGES=3\n".encode())
    assert Settings.load(environ={}, env_file=tmp_path / ".env").passages == 3


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ARTICLEBOT_LIBRARY", "~nosuchuser/x", "~nosuchuser is no user's home folder: write the whole path"),
        ("OPENAI_BASE_URL", "htp:/x", "expected a whole address, such as http://localhost:8000/v1"),
        ("OPENAI_BASE_URL", "localhost:8000", "expected a whole address, such as http://localhost:8000/v1"),
        ("OPENAI_BASE_URL", "http://", "expected a whole address, such as http://localhost:8000/v1"),
        ("OPENAI_BASE_URL", "http://[::1/v1", "expected a whole address, such as http://localhost:8000/v1"),
        ("OPENAI_BASE_URL", "http://localhost:99999", "expected a whole address, such as http://localhost:8000/v1"),
        ("ARTICLEBOT_EMBEDDING_BASE_URL", "http://local host", "expected a whole address, such as http://localhost"),
        ("SLACK_API_URL", "slack.com/api/", "expected a whole address"),
        ("OPENAI_API_KEY", "sk-Zo\u00eb-hidden", "expected letters, digits and signs without blanks or accents"),
        ("OPENAI_API_KEY", "sk-hidden sk-hidden", "expected letters, digits and signs without blanks or accents"),
        ("ARTICLEBOT_MODEL", "caf\udce9", "it holds bytes that are not UTF-8: write it anew"),
        ("ARTICLEBOT_CHUNK_OVERLAP", "512", "ARTICLEBOT_CHUNK_OVERLAP must be less than ARTICLEBOT_CHUNK_TOKENS, 512"),
        ("ARTICLEBOT_PASSAGES", "-1", "Input should be greater than or equal to 1"),
        ("ARTICLEBOT_LEDGER_DAYS", "1000000", "Input should be less than or equal to 36500"),
        ("ARTICLEBOT_MODEL_TIMEOUT", "nan", "Input should be less than or equal to 3600"),
    ],
)
def test_a_value_that_cannot_be_used_is_wrong_usage_in_one_line(name: str, value: str, said: str) -> None:
    finished = articlebot("list", environ={name: value})
    assert (finished.returncode, finished.stdout, len(finished.stderr.splitlines())) == (2, "", 1)
    assert name in finished.stderr
    assert said in finished.stderr
    assert "hidden" not in finished.stderr


def test_a_flag_is_named_as_it_was_written() -> None:
    finished = articlebot("list", "--library", "~nosuchuser/x")
    assert finished.returncode == 2
    assert finished.stderr.startswith("articlebot: --library: ~nosuchuser is no user's home folder")


def test_a_key_is_taken_without_the_line_break_that_was_copied_with_it() -> None:
    settings = Settings.load(environ={"OPENAI_API_KEY": "sk-x\n"}, env_file=None)
    assert settings.openai_api_key is not None
    assert settings.openai_api_key.get_secret_value() == "sk-x"
