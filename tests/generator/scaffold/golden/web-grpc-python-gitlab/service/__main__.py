"""Starts the service, and ends it after SIGTERM."""

import json
import os
import signal
import sys
import threading
from datetime import datetime, timezone

from .app import App
from .server import Server


def log(event: str, **fields: object) -> None:
    time = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
    # print writes the end of the line by itself, so that a line of another thread could come between.
    sys.stdout.write(json.dumps({"time": time, "event": event, **fields}) + "\n")
    sys.stdout.flush()


def main() -> None:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    port = os.environ.get("PORT", "8080")
    server = Server(f"0.0.0.0:{port}", App())
    log("listening", port=server.port)
    stop.wait()
    log("stopping")
    server.drain()
    log("stopped")


if __name__ == "__main__":
    main()
