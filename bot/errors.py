"""What can go wrong between a question and its answer.

    BotError
    ├── SettingsError         a setting is unknown or has a value that cannot be used
    ├── QuestionError         the question is empty, too long, or holds nothing to look for
    ├── ModelError            the language model did not give an answer
    │   ├── ModelAccessError     the key is missing or refused, or the model is unknown
    │   └── ModelBusyError       rate limits, time-outs, dropped connections, after retrying
    ├── LedgerError           the record of answers cannot be read or written
    └── SlackError            Slack cannot be reached or listened for, or does not let the app do something
        ├── RefusedError         it said no, and why          (bot.slack.calls)
        └── PerhapsDoneError     no telling whether it did it (bot.slack.calls)

Errors of ``index`` (``index.errors.IndexingError``) pass through unchanged.
Every message says what failed, on what, and what to do about it.
"""


class BotError(Exception):
    """Root of this package's errors; its text is fit to be shown to a user."""


class SettingsError(BotError):
    """A setting is unknown or has a value that cannot be used."""


class QuestionError(BotError):
    """The question is empty, too long, or holds nothing to look for."""


class ModelError(BotError):
    """The language model did not give an answer."""


class ModelAccessError(ModelError):
    """The key is missing or refused, or the model is unknown; trying again does not help."""


class ModelBusyError(ModelError):
    """Rate limits, time-outs or dropped connections, after retrying."""


class LedgerError(BotError):
    """The record of answers cannot be read or written."""


class SlackError(BotError):
    """Slack cannot be reached or listened for, or does not let the app do something."""
