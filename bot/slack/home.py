"""What the app shows before anyone asks: the Home tab, and suggested questions made from the library."""

from __future__ import annotations

from collections.abc import Sequence

from bot.slack.blocks import Block, context, header, section
from bot.slack.manifest import COMMAND, SHORTCUT_NAME
from bot.slack.mrkdwn import escape, shorten, to_mrkdwn, web_address
from index.catalogue import ArticleHead
from index.days import day_of
from index.library import Library

NEWEST = 5
MAX_PROMPTS = 4
"""Slack shows no more."""
MAX_PUBLISHERS = 8
HOW_TO_FILL = (
    "Whoever runs me fills it with `articlebot add FOLDER-OR-LINK`, and an editor by sending me a file or a link in a "
    "direct message. I answer as soon as an article is there."
)
"""As Markdown."""


def home_view(library: Library | None, *, may_add: bool) -> Block:
    """The Home tab; ``library`` is None while there is nothing in it."""
    articles = library.counts().articles if library else 0
    blocks: list[Block] = [
        header("Ask your articles"),
        section("I answer questions about a collection of articles. Every sentence is quoted from them and checked."),
        {"type": "divider"},
    ]
    if library is None or not articles:
        blocks.append(section(f"The library is empty. {to_mrkdwn(HOW_TO_FILL)}"))
    else:
        newest = list(library.heads(NEWEST))
        publishers = sorted(library.publishers().items(), key=lambda entry: -entry[1])
        names = ", ".join(f"{escape(shorten(name, 40))} ({count:,})" for name, count in publishers[:MAX_PUBLISHERS])
        more = f" and {len(publishers) - MAX_PUBLISHERS:,} more" if len(publishers) > MAX_PUBLISHERS else ""
        held = f"*{articles:,}* article{'' if articles == 1 else 's'}"
        blocks.append(section(f"The library holds {held}" + (f" from {names}{more}." if names else ".")))
        # A section each: together they may be longer than one can be.
        blocks += [header("Newest articles"), *(section(f"• {_line(head)}") for head in newest)]
        prompts = suggestions(newest)
        blocks += [
            header("Questions to try"),
            section("\n".join(f"• {escape(prompt['message'])}" for prompt in prompts)),
        ]
    blocks += [
        header("How to ask"),
        section(
            "• *Mention me* in a channel: the answer goes to the thread, and follow-ups there need no mention.\n"
            "• *Write to me* in Messages.\n"
            f"• *{COMMAND} question*: only you see the answer, until you share it.\n"
            f"• *{SHORTCUT_NAME}*, in a message's menu: what the articles say of its claims."
        ),
    ]
    if may_add:
        blocks.append(context("You may add articles: send me a file or a link in Messages."))
    return {"type": "home", "blocks": blocks}


def suggestions(heads: Sequence[ArticleHead]) -> list[dict[str, str]]:
    """Up to four questions about these articles, as Slack takes them."""
    prompts = []
    for head in [head for head in heads if head.title.strip()][:MAX_PROMPTS]:
        title = shorten(head.title, 120)
        message = title if title.endswith("?") else f"What do the articles say about “{title}”?"
        prompts.append({"title": shorten(title, 60), "message": message})
    return prompts or [{"title": "What can I ask?", "message": "What can I ask you?"}]


def _line(head: ArticleHead) -> str:
    title = escape(shorten(head.title, 120))
    address = web_address(head.url)
    linked = f"<{address}|{title}>" if address else title
    date = day_of(head.published_at) if head.published_at else None
    return " · ".join([linked, *(escape(shorten(part, 60)) for part in (head.publisher, date) if part)])
