"""Turns questions into answers whose every sentence is quoted from the articles, and serves them."""

__version__ = "0.1.0"
