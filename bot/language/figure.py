"""What a number in a text is: its value, what it measures, and how exact it is said to be."""

from __future__ import annotations

from dataclasses import dataclass

from bot.language.bounds import Bound
from bot.language.clock import ClockTime

ZERO_CELSIUS_K = 273.15
COLDEST_K = 60
"""Up to here kelvins are taken for a difference, of as many degrees Celsius."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text."""

    start: int
    end: int
    value: float
    """In the unit as written, scale words multiplied in: 2.3 billion is 2.3e9."""
    dimension: str | None
    """"length", "mass", "time", "clock", "money:USD", "ratio" and so on; None of a bare number."""
    factor: float
    """Metres, kilograms, seconds, … in one of the unit; 1 without one."""
    step: float
    """What one more in the last digit written would add."""
    bound: Bound
    loose: bool = False
    """Written as a word that need not be a number: "one", "half", "a third"."""
    unit: str | None = None
    clock: ClockTime | None = None
    """Of a time of day, whose value is its hours."""

    @property
    def base(self) -> float:
        """The value in the dimension's base unit."""
        if self.unit == "°F":
            return (self.value - 32) * 5 / 9
        if self.unit == "K":
            return self.value - ZERO_CELSIUS_K if self.value > COLDEST_K else self.value
        return self.value * self.factor
