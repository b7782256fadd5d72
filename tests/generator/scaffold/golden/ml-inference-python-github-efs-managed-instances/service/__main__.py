"""Starts the service, loads the model meanwhile, and ends after SIGTERM."""

import json
import os
import signal
import sys
import threading
from datetime import datetime, timezone
from pathlib import Path

from .app import App, encoded
from .model import load_model
from .server import Server
from .storage import model_files

# How soon a signal is noticed at the latest.
SIGNAL_CHECK_SECONDS = 0.5


def log(event: str, **fields: object) -> None:
    time = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
    # print writes the end of the line by itself, so that a line of another thread could come between.
    sys.stdout.write(json.dumps({"time": time, "event": event, **fields}) + "\n")
    sys.stdout.flush()


def main() -> int:
    app = App(os.environ.get("BASE_PATH", "/"))

    def reply(method: str, target: str, body: bytes) -> tuple[int, bytes]:
        status, content = app.answer(method, target, body)
        return status, encoded(content)

    stop = threading.Event()
    problems: list[BaseException] = []

    def load() -> None:
        try:
            app.model = load_model(model_files(Path(os.environ.get("MODEL_PATH", "/models"))))
            log("loaded")
        except BaseException as problem:  # noqa: BLE001 - whatever it is, there is no model.
            problems.append(problem)
            stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    server = Server(("", int(os.environ.get("PORT", 8080))), reply)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}).start()
    log("listening", port=server.server_port)
    # A signal ends the program also while the model is loaded.
    threading.Thread(target=load, daemon=True).start()
    # The signal may come to another thread, which does not wake this one.
    while not stop.wait(SIGNAL_CHECK_SECONDS):
        pass
    if not problems:
        log("stopping")
    server.drain()
    if problems:
        log("failed", reason=f"{type(problems[0]).__name__}: {problems[0]}")
        return 1
    log("stopped")
    return 0


if __name__ == "__main__":
    sys.exit(main())
