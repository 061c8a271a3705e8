"""The manifest, and that the documentation says the same."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import cli
from bot.slack.manifest import EVENTS, NAME_CHARACTERS, SCOPES, manifest
from tests.command import articlebot

DOCUMENT = (Path(__file__).parents[3] / "docs" / "slack.md").read_text()


def test_the_documentation_lists_each_scope_with_its_use() -> None:
    assert dict(re.findall(r"^\| `([a-z_:]+)` \| (.+) \|$", DOCUMENT, re.MULTILINE)) == SCOPES


def test_the_agent_view_and_its_events_are_asked_for() -> None:
    made = manifest()
    assert "agent_view" in made["features"]
    assert made["settings"]["socket_mode_enabled"] is True
    assert set(made["settings"]["event_subscriptions"]["bot_events"]) == set(EVENTS)


def test_the_older_view_is_asked_for_instead() -> None:
    made = manifest(legacy=True)
    assert "agent_view" not in made["features"]
    assert "assistant_thread_started" in made["settings"]["event_subscriptions"]["bot_events"]


def test_over_http_every_address_is_there() -> None:
    made = json.dumps(manifest(request_url="https://bot.example/slack/events"))
    assert made.count("https://bot.example/slack/events") == 3
    assert "https://bot.example/slack/oauth_redirect" in made


def test_descriptions_keep_slacks_limits() -> None:
    made = manifest()
    assert len(made["display_information"]["description"]) <= 140
    assert len(made["display_information"]["name"]) <= 35
    (shortcut,) = made["features"]["shortcuts"]
    limits = {"name": 24, "callback_id": 255, "description": 150}  # github.com/slackapi/manifest-schema
    assert {name: len(shortcut[name]) for name, limit in limits.items() if len(shortcut[name]) > limit} == {}
    assert shortcut["callback_id"] == "check_message", "apps that are installed send this one"
    assert f"**{shortcut['name']}**" in DOCUMENT


@pytest.mark.parametrize("option", [[], ["--legacy"], ["--url", "https://bot.example/slack/events"], ["--name", "x"]])
def test_the_command_prints_it(option: list[str]) -> None:
    ran = CliRunner().invoke(cli, ["slack", "manifest", *option])
    assert ran.exit_code == 0
    assert json.loads(ran.output)["oauth_config"]["scopes"]["bot"] == sorted(SCOPES)


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--name", "", "it is empty."),
        ("--name", "  ", "it is empty."),
        ("--name", "x" * 36, "it has 36 characters, and Slack takes 35 at most."),
        ("--url", "", "does not begin with https://"),
        ("--url", "http://bot.example/slack/events", "does not begin with https://"),
        ("--url", "bot.example/slack/events", "does not begin with https://"),
        ("--url", "https:///slack/events", "names no host"),
        ("--url", "https://bot .example/slack/events", "names no host"),
        ("--url", "https://bot.example", "does not end in /slack/events"),
        ("--url", "https://bot.example/slack/events/", "does not end in /slack/events"),
        ("--url", "https://bot.example/slack/events?x=1", "does not end in /slack/events"),
        ("--url", "https://bot.example:x/slack/events", "is no address"),
        ("--url", "https://[bot/slack/events", "is no address"),
    ],
)
def test_what_slack_would_not_take_is_wrong_usage(option: str, value: str, said: str) -> None:
    finished = articlebot("slack", "manifest", option, value)
    assert (finished.returncode, finished.stdout) == (2, "")
    assert said in finished.stderr
    assert said.startswith("it ") or "https://HOST/slack/events" in finished.stderr or said == "is no address"


def test_names_and_addresses_up_to_the_limits_are_taken() -> None:
    assert articlebot("slack", "manifest", "--name", "x" * NAME_CHARACTERS).returncode == 0
    below = articlebot("slack", "manifest", "--url", "https://bot.example:8443/news/slack/events")
    assert "https://bot.example:8443/news/slack/oauth_redirect" in below.stdout


def test_why_lists_the_scopes() -> None:
    output = CliRunner().invoke(cli, ["slack", "manifest", "--why"]).output
    assert all(f"{scope} " in output for scope in SCOPES)
