"""Reads passages for what they say about a question: which sentences answer it, and whether any does."""
