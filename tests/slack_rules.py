"""What Slack refuses: arguments it does not know, blocks over their limits.  From docs.slack.dev/reference."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

MAX_BLOCKS = {"message": 50, "modal": 100, "home": 100}
MAX_BLOCKS_TOTAL = 13_200
"""Undocumented; measured by others (slackapi/bolt-js#2509: 13,172 to 13,297 characters)."""
MAX_MARKDOWN = 12_000
MAX_TEXT = 40_000

PING = re.compile(r"<(![a-z]+[^>]*|@[UW][A-Z0-9]+[^>]*|!subteam\^[^>]*)>")


@dataclass(frozen=True)
class Method:
    """One method of the Web API: what it needs and takes."""

    required: frozenset[str]
    optional: frozenset[str] = frozenset()
    scope: str | None = None
    token: str = "bot"


def _method(required: str, optional: str = "", scope: str | None = None, token: str = "bot") -> Method:
    return Method(frozenset(required.split()), frozenset(optional.split()), scope, token)


_MESSAGE = (
    "text blocks attachments markdown_text metadata thread_ts reply_broadcast unfurl_links unfurl_media mrkdwn "
    "link_names parse username icon_emoji icon_url"
)
METHODS = {
    "api.test": _method("", "error"),
    "apps.connections.open": _method("", token="app"),
    "auth.test": _method(""),
    "chat.postMessage": _method("channel", _MESSAGE, "chat:write"),
    "chat.postEphemeral": _method("channel user", _MESSAGE, "chat:write"),
    "chat.update": _method(
        "channel ts",
        "text blocks attachments markdown_text metadata link_names parse reply_broadcast file_ids",
        "chat:write",
    ),
    "chat.delete": _method("channel ts", "", "chat:write"),
    "chat.getPermalink": _method("channel message_ts"),
    "chat.startStream": _method(
        "channel",
        "thread_ts markdown_text chunks recipient_team_id recipient_user_id task_display_mode username icon_emoji "
        "icon_url",
        "chat:write",
    ),
    "chat.appendStream": _method("channel ts", "markdown_text chunks", "chat:write"),
    "chat.stopStream": _method("channel ts", "markdown_text chunks blocks metadata session_status", "chat:write"),
    "conversations.replies": _method(
        "channel ts", "cursor limit latest oldest inclusive include_all_metadata", "channels:history"
    ),
    "conversations.history": _method(
        "channel", "cursor limit latest oldest inclusive include_all_metadata", "channels:history"
    ),
    "conversations.info": _method("channel", "include_locale include_num_members", "channels:read"),
    "users.info": _method("user", "include_locale", "users:read"),
    "views.open": _method("view", "trigger_id interactivity_pointer"),
    "views.push": _method("view", "trigger_id interactivity_pointer"),
    "views.update": _method("view", "view_id external_id hash"),
    "views.publish": _method("user_id view", "hash"),
    "files.info": _method("file", "cursor limit page count", "files:read"),
    "assistant.threads.setStatus": _method(
        "channel_id thread_ts status", "loading_messages username icon_emoji icon_url", "assistant:write"
    ),
    "assistant.threads.setTitle": _method("channel_id thread_ts title", "", "assistant:write"),
    "assistant.threads.setSuggestedPrompts": _method("channel_id prompts", "thread_ts title", "assistant:write"),
    "agents.sessions.setStatus": _method(
        "channel_id status", "thread_ts title initiator_user_id icon_emoji icon_url username", "chat:write"
    ),
    "agents.sessions.rename": _method("channel_id title", "thread_ts", "chat:write"),
    "oauth.v2.access": _method("code", "client_id client_secret redirect_uri grant_type refresh_token", token="none"),
}


def argument_error(method: Method, arguments: Json) -> str | None:
    """What is wrong with the arguments' names, or None."""
    missing = method.required - {name for name, value in arguments.items() if value not in (None, "")}
    if missing and missing != {"status"}:  # an empty status clears it
        return f"missing required field: {sorted(missing)[0]}"
    unknown = set(arguments) - method.required - method.optional - {"token", "team_id"}
    return f"unexpected field: {sorted(unknown)[0]}" if unknown else None


def block_errors(blocks: Any, surface: str = "message") -> list[str]:
    """Every complaint Slack would have about these blocks."""
    if not isinstance(blocks, list):
        return ["must be an array: [json-pointer:/blocks]"]
    complaints: list[str] = []
    if len(blocks) > MAX_BLOCKS[surface]:
        complaints.append(f"no more than {MAX_BLOCKS[surface]} items allowed [json-pointer:/blocks]")
    ids = [block.get("block_id") for block in blocks if isinstance(block, dict) and block.get("block_id")]
    if len(ids) != len(set(ids)):
        complaints.append("`block_id` should be unique for each message")
    for place, block in enumerate(blocks):
        complaints += [f"{error} [json-pointer:/blocks/{place}]" for error in _block_errors(block, surface)]
    return complaints


def blocks_size(blocks: list[Json]) -> int:
    """Characters of text in the blocks, as they count towards the limit of all together."""
    return len(json.dumps(blocks, ensure_ascii=False))


def _text(value: Any, limit: int, kinds: tuple[str, ...] = ("plain_text", "mrkdwn")) -> list[str]:
    if not isinstance(value, dict) or value.get("type") not in kinds:
        return [f"must be a text object of {kinds}"]
    text = value.get("text")
    if not isinstance(text, str) or not text:
        return ["must be more than 0 characters"]
    unknown = set(value) - {"type", "text", "emoji", "verbatim"}
    if unknown:
        return [f"invalid additional property: {sorted(unknown)[0]}"]
    return [f"must be less than {limit + 1} characters"] if len(text) > limit else []


def _button(element: Json) -> list[str]:
    unknown = set(element) - {"type", "text", "action_id", "url", "value", "style", "confirm", "accessibility_label"}
    errors = [f"invalid additional property: {name}" for name in sorted(unknown)]
    errors += _text(element.get("text"), 75, ("plain_text",))
    if len(str(element.get("value") or "")) > 2000:
        errors.append("value must be less than 2001 characters")
    if len(str(element.get("url") or "")) > 3000:
        errors.append("url must be less than 3001 characters")
    if len(str(element.get("action_id") or "")) > 255:
        errors.append("action_id must be less than 256 characters")
    if element.get("style") not in (None, "primary", "danger"):
        errors.append("unknown style")
    return errors


def _feedback(element: Json) -> list[str]:
    errors: list[str] = []
    for side in ("positive_button", "negative_button"):
        button = element.get(side)
        if not isinstance(button, dict):
            errors.append(f"missing required field: {side}")
            continue
        errors += _text(button.get("text"), 75, ("plain_text",))
        if not button.get("value") or len(button["value"]) > 2000:
            errors.append("value must be 1 to 2000 characters")
    return errors


def _elements(block: Json, limit: int, check: Any) -> list[str]:
    elements = block.get("elements")
    if not isinstance(elements, list) or not elements:
        return ["missing required field: elements"]
    errors = [f"no more than {limit} items allowed"] if len(elements) > limit else []
    actions = [element.get("action_id") for element in elements if element.get("action_id")]
    if len(actions) != len(set(actions)):
        errors.append("action_id is not unique in its block")
    for element in elements:
        errors += check(element)
    return errors


def _input(block: Json) -> list[str]:
    element = block.get("element") or {}
    kinds = {"plain_text_input", "radio_buttons", "checkboxes", "static_select"}
    errors = _text(block.get("label"), 2000, ("plain_text",))
    if element.get("type") not in kinds:
        errors.append("unsupported element")
    if "placeholder" in element:
        errors += _text(element["placeholder"], 150, ("plain_text",))
    for option in element.get("options", []):
        errors += _text(option.get("text"), 75)
        if not option.get("value") or len(option["value"]) > 150:
            errors.append("an option's value must be 1 to 150 characters")
    return errors


def _section(block: Json) -> list[str]:
    errors: list[str] = []
    if "text" in block:
        errors += _text(block["text"], 3000)
    fields = block.get("fields", [])
    if "text" not in block and not fields:
        errors.append("missing required field: text")
    if len(fields) > 10:
        errors.append("no more than 10 fields allowed")
    for field in fields:
        errors += _text(field, 2000)
    if "accessory" in block:
        errors += _button(block["accessory"])
    return errors


def _rich_text(block: Json) -> list[str]:
    errors: list[str] = []
    for element in block.get("elements") or [{}]:
        if element.get("type") not in ("rich_text_section", "rich_text_quote", "rich_text_preformatted"):
            errors.append("unsupported element of rich text")
        pieces = element.get("elements") or [{}]
        if not all(piece.get("type") == "text" and piece.get("text") for piece in pieces):
            errors.append("must be more than 0 characters")
    return errors


def _table(block: Json) -> list[str]:
    rows = block.get("rows")
    if not isinstance(rows, list) or not rows or len(rows) > 100:
        return ["rows must be 1 to 100"]
    if any(len(row) > 20 for row in rows):
        return ["no more than 20 columns allowed"]
    return []


_FIELDS = {
    "section": "text fields accessory expand",
    "header": "text level",
    "divider": "",
    "markdown": "text",
    "context": "elements",
    "actions": "elements",
    "context_actions": "elements",
    "input": "label element hint optional dispatch_action",
    "table": "rows column_settings",
    "rich_text": "elements",
    "image": "image_url slack_file alt_text title",
}


def _block_errors(block: Any, surface: str) -> list[str]:
    if not isinstance(block, dict) or block.get("type") not in _FIELDS:
        return ["unsupported type"]
    kind: str = block["type"]
    unknown = set(block) - set(_FIELDS[kind].split()) - {"type", "block_id"}
    errors = [f"invalid additional property: {name}" for name in sorted(unknown)]
    if kind in ("markdown", "context_actions") and surface != "message":
        errors.append(f"{kind} is for messages only")
    if kind == "input" and surface == "message":
        errors.append("input is not for messages")
    if len(str(block.get("block_id") or "")) > 255:
        errors.append("block_id must be less than 256 characters")
    if kind == "section":
        errors += _section(block)
    elif kind == "header":
        errors += _text(block.get("text"), 150, ("plain_text",))
    elif kind == "markdown":
        text = block.get("text")
        errors += ["text must be 1 to 12000 characters"] if not text or len(text) > MAX_MARKDOWN else []
    elif kind == "context":
        errors += _elements(block, 10, lambda element: _text(element, 3000))
    elif kind == "actions":
        errors += _elements(
            block, 25, lambda element: _button(element) if element.get("type") == "button" else ["unsupported element"]
        )
    elif kind == "context_actions":
        errors += _elements(
            block,
            5,
            lambda element: (
                _feedback(element) if element.get("type") == "feedback_buttons" else ["unsupported element"]
            ),
        )
    elif kind == "input":
        errors += _input(block)
    elif kind == "rich_text":
        errors += _rich_text(block)
    elif kind == "table":
        errors += _table(block)
    return errors


def view_errors(view: Any) -> list[str]:
    """Every complaint about a modal or a home tab."""
    if not isinstance(view, dict) or view.get("type") not in ("modal", "home"):
        return ["view must be a modal or a home"]
    errors = block_errors(view.get("blocks"), view["type"])
    allowed = {
        "type",
        "title",
        "blocks",
        "close",
        "submit",
        "private_metadata",
        "callback_id",
        "clear_on_close",
        "notify_on_close",
    }
    errors += [f"invalid additional property: {name}" for name in sorted(set(view) - allowed - {"external_id"})]
    if view["type"] == "modal":
        errors += _text(view.get("title"), 24, ("plain_text",))
        for name in ("close", "submit"):
            if name in view:
                errors += _text(view[name], 24, ("plain_text",))
        if any(block.get("type") == "input" for block in view.get("blocks", [])) and "submit" not in view:
            errors.append("a view with input blocks needs submit")
    if len(view.get("private_metadata") or "") > 3000:
        errors.append("private_metadata must be less than 3001 characters")
    return errors


def chunk_errors(chunks: Any) -> list[str]:
    """Every complaint about the chunks of a stream."""
    if not isinstance(chunks, list):
        return ["must be an array"]
    errors: list[str] = []
    for chunk in chunks:
        kind = chunk.get("type") if isinstance(chunk, dict) else None
        if kind == "markdown_text":
            if not isinstance(chunk.get("text"), str) or len(chunk["text"]) > MAX_MARKDOWN:
                errors.append("text must be at most 12000 characters")
        elif kind == "task_update":
            if not chunk.get("id") or not chunk.get("title"):
                errors.append("a task needs id and title")
            if chunk.get("status") not in ("pending", "in_progress", "complete", "error"):
                errors.append("unknown status of a task")
            long = [name for name in ("title", "details", "output") if len(str(chunk.get(name) or "")) > 256]
            errors += [f"{name} must be less than 257 characters" for name in long]
        elif kind == "plan_update":
            if not chunk.get("title"):
                errors.append("a plan needs a title")
        elif kind == "blocks":
            errors += block_errors(chunk.get("blocks"))
        else:
            errors.append("unknown chunk")
    return errors


def pings(*values: Any) -> list[str]:
    """Everything in the texts (whatever their nesting) that would notify someone."""
    return PING.findall(json.dumps(values, ensure_ascii=False))
