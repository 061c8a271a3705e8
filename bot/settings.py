"""The settings: read once from the environment and ``.env``, validated, frozen.  Nothing else reads the environment.

Each field's description is what ``.env.example`` says about it; a test keeps the two equal.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict
from rapidfuzz.process import extractOne

from bot.env_file import read_env_file
from bot.errors import SettingsError
from bot.question import is_text
from bot.workspace_ids import CHANNEL, PERSON, ids, publishers_by_channel

PREFIX = "ARTICLEBOT_"


class Settings(BaseSettings):
    """Every setting with its default; the names of the environment are ``ARTICLEBOT_`` and the field's name."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True, populate_by_name=True
    )

    library: Path = Field(
        default_factory=lambda: user_data_path("articlebot", appauthor=False) / "library",
        description="Folder that holds the library. Default: the platform's user data folder.",
    )
    max_file_megabytes: int = Field(
        default=100, ge=1, le=1_000_000, description="Files larger than this many megabytes are not read."
    )
    chunk_tokens: int = Field(
        default=512, ge=32, le=8192, description="Longest chunk, in tokens of the embedding model."
    )
    chunk_overlap: int = Field(default=48, ge=0, le=4096, description="Tokens that two neighbouring chunks may share.")
    decline_below: float = Field(
        default=0.5,
        ge=0,
        le=1,
        description="Decline when the estimated probability that the articles answer is below this, 0 to 1.",
    )
    passages: int = Field(
        default=10, ge=1, le=100, description="Passages that an answer is made from, unless --limit says otherwise."
    )
    strict: bool = Field(
        default=True,
        description="Leave out what the articles do not say (true), or show it marked as unsupported (false).",
    )
    ledger: bool = Field(default=True, description="Keep a record of the answers in the library's answers.db.")
    openai_api_key: SecretStr | None = Field(
        default=None,
        validation_alias="OPENAI_API_KEY",
        description="Key for OpenAI or a compatible server. With it, answers are written; without, quoted.",
    )
    openai_base_url: str | None = Field(
        default=None,
        validation_alias="OPENAI_BASE_URL",
        description="Address of a compatible server (vLLM, Ollama, llama.cpp, a gateway). Default: OpenAI's.",
    )
    model: str = Field(
        default="gpt-5.4-mini",
        description="Language model that writes the answers; any name that the server knows. "
        "extractive: quote the articles instead, even with a key.",
    )
    context_tokens: int | None = Field(
        default=None,
        ge=1024,
        description="The language model's context window in tokens. "
        "Default: what is known of the model, 8192 for an unknown one.",
    )
    model_timeout: float = Field(
        default=60,
        gt=0,
        le=3600,
        description="Seconds without a word from a model service after which it is given up, retries included.",
    )
    embedding_model: str | None = Field(
        default=None,
        description="Embedding model that the server knows; builtin: the one that comes along and needs no key; "
        "or a folder with model.onnx and tokenizer.json. Default: the library's own, for a new one "
        "text-embedding-3-small with a key, builtin without.",
    )
    embedding_base_url: str | None = Field(
        default=None, description="Address of the embedding server, where it is not OPENAI_BASE_URL."
    )
    embedding_api_key: SecretStr | None = Field(
        default=None, description="Key of the embedding server, where it is not OPENAI_API_KEY."
    )
    ledger_days: int = Field(
        default=365,
        ge=0,
        le=36_500,
        description="Days that the record of answers and of the chat is kept; 0 keeps it for ever.",
    )
    slack_bot_token: SecretStr | None = Field(
        default=None, validation_alias="SLACK_BOT_TOKEN", description="Slack: the bot's token, xoxb-..."
    )
    slack_app_token: SecretStr | None = Field(
        default=None,
        validation_alias="SLACK_APP_TOKEN",
        description="Slack: the app-level token with connections:write, xapp-..., for Socket Mode.",
    )
    slack_signing_secret: SecretStr | None = Field(
        default=None,
        validation_alias="SLACK_SIGNING_SECRET",
        description="Slack: the secret that requests are signed with, for --http.",
    )
    slack_client_id: str | None = Field(
        default=None, validation_alias="SLACK_CLIENT_ID", description="Slack: the app's client id, for --oauth."
    )
    slack_client_secret: SecretStr | None = Field(
        default=None,
        validation_alias="SLACK_CLIENT_SECRET",
        description="Slack: the app's client secret, for --oauth.",
    )
    slack_api_url: str = Field(
        default="https://slack.com/api/",
        validation_alias="SLACK_API_URL",
        description="Slack: where the Web API is.",
    )
    slack_channels: Annotated[tuple[str, ...], NoDecode] = Field(
        default_factory=tuple,
        description="Slack: ids of the channels that the bot answers in, with commas between. Default: all it is in.",
    )
    slack_channel_publishers: Annotated[dict[str, tuple[str, ...]], NoDecode] = Field(
        default_factory=dict,
        description="Slack: channels tied to certain publishers: C0123=The Age,Wired; C0456=BBC News.",
    )
    slack_editors: Annotated[tuple[str, ...], NoDecode] = Field(
        default_factory=tuple,
        description="Slack: ids of the people who may add articles by writing to the bot, with commas between.",
    )
    contact: str | None = Field(
        default=None,
        description="Web: where a site's owner reaches you (mailto:... or https://...); part of the User-Agent.",
    )
    allow_private_network: bool = Field(
        default=False, description="Web: read from private and loopback addresses too, for an intranet."
    )
    web_pause_seconds: float = Field(
        default=1.0, ge=0, le=60, description="Web: seconds between two requests to one host. Sites expect 1 or more."
    )
    max_page_megabytes: int = Field(
        default=10, ge=1, le=1000, description="Web: pages larger than this many megabytes, unpacked, are not read."
    )
    prune_gone: bool = Field(
        default=False, description="Sync: remove the articles of pages and files that are gone, as --prune does."
    )
    sync_minutes: int = Field(
        default=15,
        ge=0,
        le=525_600,
        description="Sync: minutes between two looks of the Slack process at the followed sources; 0 for none.",
    )
    log_level: str = Field(
        default="WARNING",
        pattern="^(DEBUG|INFO|WARNING|ERROR)$",
        description="What is logged to standard error: DEBUG, INFO, WARNING or ERROR. Never texts or keys.",
    )

    @field_validator("slack_channels", "slack_editors", mode="before")
    @classmethod
    def _ids(cls, value: object, info: ValidationInfo) -> object:
        kind = PERSON if info.field_name == "slack_editors" else CHANNEL
        return ids(value, kind) if isinstance(value, str) else value

    @field_validator("slack_channel_publishers", mode="before")
    @classmethod
    def _publishers(cls, value: object) -> object:
        return publishers_by_channel(value) if isinstance(value, str) else value

    @field_validator("library", mode="after")
    @classmethod
    def _absolute(cls, folder: Path) -> Path:
        """The folder wherever the process goes, with ``~`` as the user's home."""
        if "\x00" in str(folder):
            raise ValueError("it holds a null character: write the path anew")
        try:
            return folder.expanduser().absolute()
        except RuntimeError:
            raise ValueError(f"{folder.parts[0]} is no user's home folder: write the whole path") from None

    @field_validator("openai_base_url", "embedding_base_url", "slack_api_url", mode="after")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        """An address with scheme and host; it may hold a password, and is not shown."""
        if value is not None:
            try:
                parts = urlsplit(value)
                whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
            except ValueError:
                whole = False
            if not whole or re.search(r"[\s\x00-\x1f]", value):
                raise ValueError("expected a whole address, such as http://localhost:8000/v1 or https://example.org/v1")
        return value

    @field_validator(
        "openai_api_key", "embedding_api_key", "slack_bot_token", "slack_app_token", "slack_signing_secret",
        "slack_client_secret",
        mode="after",
    )  # fmt: skip
    @classmethod
    def _sendable(cls, secret: SecretStr | None) -> SecretStr | None:
        """The secret without blanks around it, as HTTP can send it."""
        if secret is None:
            return None
        value = secret.get_secret_value().strip()
        if not re.fullmatch(r"[!-~]+", value):
            raise ValueError("expected letters, digits and signs without blanks or accents: copy it again")
        return SecretStr(value)

    @model_validator(mode="after")
    def _overlapping(self) -> Self:
        if self.chunk_overlap >= self.chunk_tokens:
            name = environment_name("chunk_overlap")
            raise ValueError(f"{name} must be less than {environment_name('chunk_tokens')}, {self.chunk_tokens}")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - replaced by load(), which passes the mapping in
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Values that are passed in are the only source: ``load`` is where the environment is read."""
        return (init_settings,)

    @classmethod
    def load(
        cls,
        overrides: Mapping[str, Any] | None = None,
        *,
        environ: Mapping[str, str] | None = None,
        env_file: Path | None = Path(".env"),
    ) -> Settings:
        """The settings of flags (``overrides``, by field name), then the environment, then ``env_file``.

        Raises SettingsError for a file that cannot be read, for a name that starts with ``ARTICLEBOT_`` and is no
        setting, and for a value that cannot be used; the message names the setting and never shows the value of a
        secret.
        """
        from_file = read_env_file(env_file) if env_file is not None and env_file.is_file() else {}
        environment = {
            name: value
            for name, value in {**from_file, **(os.environ if environ is None else environ)}.items()
            if value
        }
        names = {environment_name(field): field for field in cls.model_fields}
        for name in environment:
            if name.startswith(PREFIX) and name not in names:
                nearest = extractOne(name, names.keys(), score_cutoff=60)
                hint = f" Did you mean {nearest[0]}?" if nearest else ""
                raise SettingsError(f"{name} is no setting of articlebot.{hint} `.env.example` lists them all.")
        given: dict[str, Any] = {names[name]: value for name, value in environment.items() if name in names}
        flags = {name: value for name, value in (overrides or {}).items() if value is not None}

        def shown(field: str) -> str:
            return f"--{field.replace('_', '-')}" if field in flags else environment_name(field)

        values = {**given, **flags}
        for field, value in values.items():
            if not is_text(str(value)):
                raise SettingsError(f"{shown(field)}: it holds bytes that are not UTF-8: write it anew, or rename it.")
        try:
            return cls(**values)
        except ValidationError as error:
            problem = error.errors(include_input=False, include_url=False)[0]
            said = problem["msg"].removeprefix("Value error, ")
            if problem["loc"]:
                said = f"{shown(str(problem['loc'][0]))}: {said}"
            # Not from the original, which would show the value.
            raise SettingsError(f"{said}. `.env.example` says what it takes.") from None


def environment_name(field: str) -> str:
    """The name of a field in the environment: ``ARTICLEBOT_LIBRARY`` for ``library``."""
    alias = Settings.model_fields[field].validation_alias
    return alias if isinstance(alias, str) else PREFIX + field.upper()
