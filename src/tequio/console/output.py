"""What the console says: short Spanish lines, progress of long steps, and exit codes."""

import contextlib
import sys
import time
from collections.abc import Iterator

OK, FAILED, USAGE, CONFIGURATION, PYTHON, SPACE, PERMISSION, PORT = range(8)


class Stop(Exception):
    """The command cannot go on: one line for the person, with the fix, and the exit code."""

    def __init__(self, message: str, code: int = FAILED) -> None:
        super().__init__(message)
        self.message = message
        self.code = code


def say(text: str = "") -> None:
    """Print a line on standard output at once, so that it keeps its order among the children's lines."""
    print(text, flush=True)


def complain(text: str) -> None:
    """Print a problem on standard error."""
    print(f"✗ {text}", file=sys.stderr, flush=True)


def progress(text: str) -> None:
    """Rewrite the present line of a terminal; a file or a pipe gets nothing."""
    if sys.stdout.isatty():
        print(f"\r\033[K  {text}", end="", flush=True)


@contextlib.contextmanager
def step(text: str) -> Iterator[None]:
    """Announce a step and say how long it took, in seconds."""
    if not sys.stdout.isatty():
        say(f"· {text}…")
    progress(f"{text}…")
    started = time.monotonic()
    try:
        yield
    except BaseException:
        if sys.stdout.isatty():
            say()
        raise
    mark = "\r\033[K✓" if sys.stdout.isatty() else "✓"
    say(f"{mark} {text} ({time.monotonic() - started:.1f} s)")


def human_size(size: float) -> str:
    """Return a number of bytes as people read it: ``1.5 MB``."""
    for unit in ("B", "KB", "MB", "GB"):
        if size < 1000 or unit == "GB":
            break
        size /= 1000
    return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
