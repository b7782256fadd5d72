"""The work of one message."""


def handle(body: str) -> None:
    """Does it. A message may come more than once: what was done already is done once.

    An exception is a failure: the message is tried again then.
    """
    if not body.strip():
        raise ValueError("the message is empty")
