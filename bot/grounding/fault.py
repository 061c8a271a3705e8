"""What is wrong with a claim."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that the sources do not say, in words."""

    reason: str
    contradicted: bool = False
    """The sources speak of it and say otherwise."""
