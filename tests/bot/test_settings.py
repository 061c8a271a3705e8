"""The settings, and that `.env.example` says the same."""

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings, environment_name

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


def test_a_relative_library_and_the_home_folder_are_made_absolute(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    for given, folder in (("lib", tmp_path / "lib"), ("~/lib", tmp_path / "lib")):
        assert Settings.load({"library": Path(given)}, environ={}, env_file=None).library == folder
