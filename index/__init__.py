"""Turns articles into something that can be searched."""
