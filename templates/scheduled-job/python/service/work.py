"""The work of the job."""

import threading


def work(stop: threading.Event) -> None:
    """Does it. A run may come twice, and may have been stopped half-way: what was done already is done once.

    stop says when to end. An exception is a failure: it is tried again then.
    """
    if stop.is_set():
        raise RuntimeError("it was stopped before it began")
