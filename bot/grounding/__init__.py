"""Whether an article says what a sentence says that cites it: rules over words, figures, dates and names, no model."""

from bot.grounding.checking import check
from bot.grounding.verdict import FoundQuote, Source, Verdict

__all__ = ["FoundQuote", "Source", "Verdict", "check"]
