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
@click.option(
    "--name", default="articlebot", show_default=True, help="What the app is called, in 35 characters at most."
)
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
    _check_name(name)
    if url is not None:
        _check_url(url)
    click.echo(json.dumps(made(name=name, request_url=url, legacy=legacy), indent=2))


def _address(text: str) -> tuple[str, int]:
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdigit() or not 0 <= int(port) < 65_536:
        raise click.BadParameter(f"{text!r} is no HOST:PORT, as in 127.0.0.1:3000.", param_hint="--http")
    return host.strip("[]") or "0.0.0.0", int(port)  # noqa: S104 - asked for by name


def _check_name(name: str) -> None:
    from bot.slack.manifest import NAME_CHARACTERS

    if not name.strip():
        raise click.BadParameter("it is empty.", param_hint="--name")
    if len(name) > NAME_CHARACTERS:
        raise click.BadParameter(
            f"it has {len(name)} characters, and Slack takes {NAME_CHARACTERS} at most.", param_hint="--name"
        )


def _check_url(url: str) -> None:
    """Raises click.BadParameter for an address at which Slack, or this bot, would not be found.

    Something may stand before the path: what ends TLS may serve more than the bot.
    """
    from urllib.parse import urlsplit

    from bot.slack.manifest import PATH

    try:
        address = urlsplit(url)
        address.port  # noqa: B018 - raises for one that is no number
    except ValueError as error:
        raise click.BadParameter(f"{url!r} is no address: {error}.", param_hint="--url") from error
    wrong = None
    if address.scheme != "https":
        wrong = "does not begin with https://, and Slack sends requests nowhere else"
    elif not address.hostname or any(letter.isspace() for letter in url):
        wrong = "names no host"
    elif address.query or address.fragment or not address.path.endswith(PATH):
        wrong = f"does not end in {PATH}, where the bot takes requests"
    if wrong:
        raise click.BadParameter(f"{url!r} {wrong}: write https://HOST{PATH}.", param_hint="--url")
