"""Whether an article says what a sentence says that cites it: facts that are looked up, and signs that are weighed."""

from bot.grounding.checking import check, copied, prepare
from bot.grounding.verdict import FoundQuote, Source, Verdict

__all__ = ["FoundQuote", "Source", "Verdict", "check", "copied", "prepare"]
