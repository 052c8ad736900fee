"""Lines of the log: one fact, one line, whatever a stranger put in it."""

import logging

# C0 and C1 controls (ANSI colours, line breaks), line and paragraph separators, and marks that turn the writing around.
_HOSTILE = [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
ESCAPED = {code: f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" for code in _HOSTILE}


class LineFormatter(logging.Formatter):
    """Escapes what could forge another line or speak to a terminal; lines of a traceback are set in by four spaces."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The line without its traceback."""
        return super().formatMessage(record).translate(ESCAPED)

    def formatException(self, ei: object) -> str:
        """The traceback, whose last lines may quote what a stranger sent."""
        text = super().formatException(ei)  # type: ignore[arg-type]
        return "\n".join(f"    {line.translate(ESCAPED)}" for line in text.split("\n"))
