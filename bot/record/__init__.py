"""The record of answers: what was asked and answered, and what can be learned from it later."""
