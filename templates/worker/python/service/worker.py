"""Works off a queue."""

import threading
from dataclasses import dataclass
from typing import Callable, Protocol

# Failures in a row after which the worker gives up, so that ECS starts another one.
FAILURES_IN_A_ROW = 5

Log = Callable[..., None]


@dataclass(frozen=True)
class Message:
    """A message as the queue hands it out; its receipt deletes or returns it."""

    id: str
    body: str
    receipt: str


class WorkQueue(Protocol):
    """The queue, as far as a worker needs it."""

    def receive(self, stop: threading.Event) -> list[Message]:
        """Waits a while for messages, and ends early when stop says so."""

    def delete(self, message: Message) -> None:
        """Says that a message is done."""

    def release(self, message: Message) -> None:
        """Makes a message visible at once, for another task."""


def work(queue: WorkQueue, handle: Callable[[str], None], stop: threading.Event, log: Log) -> None:
    """Works off the queue until stop says so.

    The message that is being worked on is finished, and those that were received beside it go back. Where the queue cannot
    be reached several times in a row, the last failure is raised.
    """
    failures = 0
    while not stop.is_set():
        try:
            messages = queue.receive(stop)
        except Exception as problem:
            if stop.is_set():
                return
            failures += 1
            log("receive failed", reason=repr(problem), failures=failures)
            if failures >= FAILURES_IN_A_ROW:
                raise
            continue
        failures = 0
        for message in messages:
            _work_on(message, queue, handle, stop, log)


def _work_on(
    message: Message, queue: WorkQueue, handle: Callable[[str], None], stop: threading.Event, log: Log
) -> None:
    try:
        if stop.is_set():
            queue.release(message)
            log("returned", id=message.id)
            return
        handle(message.body)
        queue.delete(message)
        log("done", id=message.id)
    except Exception as problem:  # noqa: BLE001 - whatever it is, the next message is worked on.
        # It becomes visible again by itself, and goes to the queue of what failed after some attempts.
        log("failed", id=message.id, reason=repr(problem))
