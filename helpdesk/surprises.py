"""Errors that nobody expected, as they may be logged."""

import traceback


def where(error: Exception) -> str:
    """An error's type and lines, without its words: those may be words of people."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    lines = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {lines}"
