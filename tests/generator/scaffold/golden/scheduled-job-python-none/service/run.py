"""Runs the work of a job, again when it fails."""

import threading
import time
from typing import Callable

# How soon a signal is noticed at the latest: it may come to another thread, which does not wake this one.
SIGNAL_CHECK_SECONDS = 0.5

Log = Callable[..., None]


class Stopped(Exception):
    """The job was told to stop, or its time is over."""


def run(
    work: Callable[[threading.Event], None],
    *,
    attempts: int,
    time_limit_seconds: float,
    pause_seconds: float,
    stop: threading.Event,
    log: Log,
) -> int:
    """Gives the exit code of the program: 0 when the work is done.

    The work ends soon when its event is set: when the time is over, or ECS stops the task.
    """
    timer = threading.Timer(time_limit_seconds, stop.set)
    timer.daemon = True
    timer.start()
    try:
        for attempt in range(1, attempts + 1):
            log("attempt", attempt=attempt)
            problem = _attempt(work, stop)
            if problem is None:
                log("done", attempt=attempt)
                return 0
            log("failed", attempt=attempt, reason=repr(problem))
            if attempt < attempts and _stops_within(pause_seconds * 2 ** (attempt - 1), stop):
                return 1
        return 1
    finally:
        timer.cancel()


def _stops_within(seconds: float, stop: threading.Event) -> bool:
    end = time.monotonic() + seconds
    while not stop.is_set() and time.monotonic() < end:
        stop.wait(min(SIGNAL_CHECK_SECONDS, end - time.monotonic()))
    return stop.is_set()


def _attempt(work: Callable[[threading.Event], None], stop: threading.Event) -> BaseException | None:
    """Why an attempt failed. Work that does not heed its event is left behind: its thread keeps no program."""
    problems: list[BaseException] = []
    ended = threading.Event()

    def body() -> None:
        try:
            work(stop)
        except BaseException as problem:  # noqa: BLE001 - whatever it is, the attempt has failed.
            problems.append(problem)
        finally:
            ended.set()

    threading.Thread(target=body, daemon=True).start()
    while not ended.wait(0.05):
        if stop.is_set():
            # What heeds the event gets a moment to end by itself.
            if not ended.wait(1):
                return Stopped("it was stopped")
    return problems[0] if problems else None
