"""Serves the library in Slack: mentions, direct messages, a command and a shortcut.

The only package that imports ``slack_bolt`` and ``slack_sdk``.
"""
