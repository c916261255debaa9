"""How logs look: constant event names with key=value, as text for people or JSON for machines."""

import logging
import sys
from typing import Literal

import structlog

Format = Literal["text", "json"]

_WITH_TEXT_OF_PEOPLE = ("slack_sdk", "zenpy", "urllib3", "httpx", "httpcore")
"""Libraries whose messages may carry bodies, addresses with tokens, or words of people."""


def set_up_logs(chosen: Format | None) -> None:
    """Log to stderr, as text on a terminal and as JSON elsewhere unless chosen; in colours on a terminal alone."""
    terminal = sys.stderr.isatty()
    as_text = chosen == "text" or (chosen is None and terminal)
    shape: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer(colors=terminal) if as_text else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            shape,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
    )
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s", stream=sys.stderr)
    silence_libraries()


def silence_libraries() -> None:
    """Let no line through of libraries that log what they carry."""
    for name in _WITH_TEXT_OF_PEOPLE:
        logging.getLogger(name).setLevel(logging.CRITICAL)
