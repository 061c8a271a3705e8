"""``articlebot slack``: serve the library in Slack."""

from __future__ import annotations

import json

import click

from bot.cli.options import settings_of


@click.group(
    invoke_without_command=True,
    epilog="Examples: `articlebot slack`, `articlebot slack --http 0.0.0.0:3000`, `articlebot slack manifest`. "
    "docs/slack.md goes from nothing to a first answer.",
)
@click.option("--http", metavar="HOST:PORT", help="Take Slack's requests over HTTP instead of Socket Mode.")
@click.option("--oauth", is_flag=True, help="Let any workspace install the app at /slack/install (needs --http).")
@click.pass_context
def command(context: click.Context, http: str | None, oauth: bool) -> None:
    """Answer mentions, direct messages, /ask and the message shortcut until stopped.

    SLACK_BOT_TOKEN and SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (--http) must be set.
    """
    if context.invoked_subcommand is not None:
        return
    address = None if http is None else _address(http)
    if oauth and address is None:
        raise click.UsageError("--oauth needs --http HOST:PORT: people install the app through a web page.")
    from bot.slack.serve import Serving, run

    run(settings_of(context), Serving(address, oauth), lambda text: click.echo(text, err=True))


@command.command()
@click.option("--name", default="articlebot", show_default=True, help="What the app is called.")
@click.option("--url", metavar="URL", help="Where Slack sends requests with --http: https://HOST/slack/events.")
@click.option("--legacy", is_flag=True, help="The older assistant view instead of the agent view.")
@click.option("--why", is_flag=True, help="List the scopes and what each is for instead.")
def manifest(name: str, url: str | None, legacy: bool, why: bool) -> None:
    """Print the manifest that makes the app at api.slack.com/apps.

    Example: `articlebot slack manifest > manifest.json`.
    """
    from bot.slack.manifest import SCOPES
    from bot.slack.manifest import manifest as made

    if why:
        width = max(map(len, SCOPES))
        for scope, reason in SCOPES.items():
            click.echo(f"{scope:{width}}  {reason}")
        return
    click.echo(json.dumps(made(name=name, request_url=url, legacy=legacy), indent=2))


def _address(text: str) -> tuple[str, int]:
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdigit() or not 0 <= int(port) < 65_536:
        raise click.BadParameter(f"{text!r} is no HOST:PORT, as in 127.0.0.1:3000.", param_hint="--http")
    return host.strip("[]") or "0.0.0.0", int(port)  # noqa: S104 - asked for by name
