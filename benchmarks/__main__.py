"""``python -m benchmarks``: the register, the pages and the real server of the example town, each beside its limit.

Machines differ and are noisy: read the ratios and the CPU time, not the rates. Every figure is the median of several
rounds in which the measured thing and its limit take turns. Results that we published are in ``docs/performance.md``.
"""

import os
import platform
import sqlite3
import sys
import tempfile
from pathlib import Path


def main() -> None:
    """Build the example town in a folder of its own, measure, print, and leave nothing behind."""
    with tempfile.TemporaryDirectory(prefix="tequio-bench-") as folder:
        os.environ |= {
            "TEQUIO_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "tequio.config.settings",
            "TEQUIO_DEBUG": "1",
        }
        sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "src")]
        import django  # noqa: PLC0415  # settings must be in place first

        django.setup()
        from benchmarks import exports, pages, register, site  # noqa: PLC0415  # they need Django

        write(f"# {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
        write(f"# SQLite {sqlite3.sqlite_version}, Django {django.get_version()}\n")
        register.prepare()
        for measure in (register.measure, pages.measure, exports.measure, site.measure):
            for line in measure():
                write(line)


def write(line: str) -> None:
    """One line to standard output."""
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
