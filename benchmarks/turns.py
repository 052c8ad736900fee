"""Measuring two things in turns, so that what else the machine does falls on both."""

import statistics
import time
from collections.abc import Callable

ROUNDS = 5


def in_turns(first: Callable[[], None], second: Callable[[], None]) -> tuple[float, float]:
    """The median CPU seconds of each, measured A B A B."""
    times: tuple[list[float], list[float]] = ([], [])
    for _round in range(ROUNDS):
        for kept, run in zip(times, (first, second), strict=True):
            started = time.process_time()
            run()
            kept.append(time.process_time() - started)
    return statistics.median(times[0]), statistics.median(times[1])
