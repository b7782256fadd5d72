"""Starts the service, and ends it after SIGTERM."""

import json
import os
import signal
import sys
import threading
from datetime import datetime, timezone

from .app import answer, encoded
from .server import Server

# How soon a signal is noticed at the latest.
SIGNAL_CHECK_SECONDS = 0.5


def log(event: str, **fields: object) -> None:
    time = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
    # print writes the end of the line by itself, so that a line of another thread could come between.
    sys.stdout.write(json.dumps({"time": time, "event": event, **fields}) + "\n")
    sys.stdout.flush()


def main() -> None:
    base_path = os.environ.get("BASE_PATH", "/")

    def reply(method: str, target: str, _body: bytes) -> tuple[int, bytes]:
        status, body = answer(method, target, base_path)
        return status, encoded(body)

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    server = Server(("", int(os.environ.get("PORT", 8080))), reply)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}).start()
    log("listening", port=server.server_port)
    # The signal may come to another thread, which does not wake this one.
    while not stop.wait(SIGNAL_CHECK_SECONDS):
        pass
    log("stopping")
    server.drain()
    log("stopped")


if __name__ == "__main__":
    main()
