"""Starts the worker, and ends it after SIGTERM."""

import json
import os
import signal
import sys
import threading
from datetime import datetime, timezone

import boto3

from .handle import handle
from .queue import SqsQueue
from .worker import work

# How soon a signal is noticed at the latest.
SIGNAL_CHECK_SECONDS = 0.5


def log(event: str, **fields: object) -> None:
    time = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
    # print writes the end of the line by itself, so that a line of another thread could come between.
    sys.stdout.write(json.dumps({"time": time, "event": event, **fields}) + "\n")
    sys.stdout.flush()


def main() -> int:
    url = os.environ.get("QUEUE_URL")
    if not url:
        log("failed", reason="QUEUE_URL must be the URL of the queue")
        return 1
    stop = threading.Event()
    problems: list[BaseException] = []

    def body() -> None:
        try:
            # By itself boto3 reads AWS_DEFAULT_REGION alone; ECS sets AWS_REGION, too.
            client = boto3.client("sqs", region_name=os.environ.get("AWS_REGION"))
            work(SqsQueue(client, url), handle, stop, log)
        except BaseException as problem:  # noqa: BLE001 - whatever it is, the worker has failed.
            problems.append(problem)
        finally:
            stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    log("started")
    worker = threading.Thread(target=body)
    worker.start()
    # The signal may come to another thread, which does not wake this one.
    while not stop.wait(SIGNAL_CHECK_SECONDS):
        pass
    if not problems:
        log("stopping")
    worker.join()
    if problems:
        log("failed", reason=repr(problems[0]))
        return 1
    log("stopped")
    return 0


if __name__ == "__main__":
    sys.exit(main())
