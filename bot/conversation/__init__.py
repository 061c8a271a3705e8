"""Earlier turns and a follow-up -> a question that stands alone: rules over the last question and answer, no model."""

from bot.conversation.rewriting import asked_now, rewrite, to_continue
from bot.conversation.smalltalk import is_about_the_bot, is_small_talk

__all__ = ["asked_now", "is_about_the_bot", "is_small_talk", "rewrite", "to_continue"]
