"""What ``check`` found: one line each, with its fix."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from tequio.console.output import FAILED, OK, say


class State(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARNING = "warning"
    FAILURE = "failure"


MARKS = {State.OK: "✓", State.WARNING: "!", State.FAILURE: "✗"}


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    name: str
    state: State
    text: str
    fix: str = ""


def ok(name: str, text: str) -> Finding:
    """Return a finding that needs nothing."""
    return Finding(name, State.OK, text)


def warning(name: str, text: str, fix: str) -> Finding:
    """Return a finding that somebody should look at."""
    return Finding(name, State.WARNING, text, fix)


def failure(name: str, text: str, fix: str) -> Finding:
    """Return a finding that must be corrected."""
    return Finding(name, State.FAILURE, text, fix)


def report(findings: Sequence[Finding], *, as_json: bool) -> int:
    """Print the findings and return the exit code: 1 when one of them is a failure."""
    failed = any(finding.state is State.FAILURE for finding in findings)
    worst = next(
        (state for state in reversed(State) if any(item.state is state for item in findings)), State.OK
    )
    if as_json:
        say(
            json.dumps(
                {"state": worst, "checks": [asdict(item) for item in findings]}, ensure_ascii=False, indent=1
            )
        )
    else:
        for item in findings:
            say(f"{MARKS[item.state]} {item.name}: {item.text}" + (f" → {item.fix}" if item.fix else ""))
    return FAILED if failed else OK
