"""Runs the job once."""

import json
import os
import signal
import sys
import threading
from datetime import datetime, timezone

from .run import run
from .work import work


def log(event: str, **fields: object) -> None:
    time = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
    # print writes the end of the line by itself, so that a line of another thread could come between.
    sys.stdout.write(json.dumps({"time": time, "event": event, **fields}) + "\n")
    sys.stdout.flush()


def setting(name: str, otherwise: int) -> int:
    text = os.environ.get(name, str(otherwise))
    if text.isdecimal() and int(text) > 0:
        return int(text)
    raise ValueError(f"{name} must be a whole number above 0, got {text!r}")


def main() -> int:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    try:
        limits = {"attempts": setting("ATTEMPTS", 3), "time_limit_seconds": setting("TIME_LIMIT_SECONDS", 3600)}
    except ValueError as problem:
        log("failed", reason=str(problem))
        return 1
    return run(work, **limits, pause_seconds=1, stop=stop, log=log)


if __name__ == "__main__":
    sys.exit(main())
