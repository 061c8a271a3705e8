"""The app's manifest: what it may do, and why (docs.slack.dev/reference/app-manifest)."""

from __future__ import annotations

from typing import Any

SCOPES = {
    "app_mentions:read": "hear when someone mentions the bot",
    "assistant:write": "the agent view: suggested questions, a status while it works, Stop",
    "channels:history": "follow-ups and the thread before a question, in public channels the bot was invited to",
    "chat:write": "answer",
    "commands": "/ask and the message shortcut",
    "files:read": "files that editors send to be added",
    "groups:history": "the same as channels:history in private channels",
    "im:history": "direct messages",
    "mpim:history": "the same as channels:history in group messages",
    "users:read": 'the asker\'s time zone, for "yesterday"',
}
"""Scope -> what it is needed for."""

EVENTS = {
    "agent_session_stopped": "Stop",
    "app_home_opened": "the Home tab and the suggested questions",
    "app_mention": "questions in channels",
    "message.channels": "follow-ups, edits and deletions in public channels",
    "message.groups": "the same in private channels",
    "message.im": "direct messages",
    "message.mpim": "the same as message.channels in group messages",
}
LEGACY_EVENTS = {
    "assistant_thread_started": "the older assistant view: suggested questions",
    "assistant_thread_context_changed": "the older assistant view needs it",
}
COMMAND, SHORTCUT = "/ask", "check_message"
SHORTCUT_NAME = "Check against articles"
"""Slack takes 24 characters at most (github.com/slackapi/manifest-schema): "the" does not fit in."""
PATH = "/slack/events"
"""Where Slack sends requests over HTTP."""
NAME_CHARACTERS = 35
"""Slack takes no longer name for an app (github.com/slackapi/manifest-schema)."""
DESCRIPTION = "Answers questions about your articles; every sentence is quoted from them and checked."


def manifest(*, name: str = "articlebot", request_url: str | None = None, legacy: bool = False) -> dict[str, Any]:
    """The manifest for Socket Mode, or for HTTP at ``request_url`` (``https://host/slack/events``).

    ``legacy`` asks for the older assistant view instead of the agent view.
    """
    at = {"url": request_url} if request_url else {}
    interactivity: dict[str, Any] = {"is_enabled": True}
    subscriptions: dict[str, Any] = {"bot_events": sorted({**EVENTS, **(LEGACY_EVENTS if legacy else {})})}
    if legacy:
        subscriptions["bot_events"].remove("agent_session_stopped")
        view = {"assistant_view": {"assistant_description": DESCRIPTION, "suggested_prompts": []}}
    else:
        view = {"agent_view": {"agent_description": DESCRIPTION, "suggested_prompts": []}}
    if request_url:
        interactivity["request_url"] = request_url
        subscriptions["request_url"] = request_url
    made: dict[str, Any] = {
        "display_information": {"name": name, "description": DESCRIPTION, "background_color": "#1f3a5f"},
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": name, "always_online": True},
            "shortcuts": [
                {
                    "name": SHORTCUT_NAME,
                    "type": "message",
                    "callback_id": SHORTCUT,
                    "description": "Says of each claim in a message what the articles say",
                }
            ],
            "slash_commands": [
                {
                    "command": COMMAND,
                    "description": "Ask the articles; only you see the answer",
                    "usage_hint": "a question",
                    "should_escape": True,
                    **at,
                }
            ],
            **view,
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": {
            "event_subscriptions": subscriptions,
            "interactivity": interactivity,
            "org_deploy_enabled": False,
            "socket_mode_enabled": request_url is None,
            "token_rotation_enabled": False,
        },
    }
    if request_url:
        redirect = request_url.removesuffix(PATH) + "/slack/oauth_redirect"
        made["oauth_config"]["redirect_urls"] = [redirect]
    return made
