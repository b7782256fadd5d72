"""A queue of SQS."""

import threading
from concurrent.futures import Future, wait
from typing import Any

from .worker import Message

# Seconds that SQS waits for a message before it answers that there is none: the most that there is.
WAIT_SECONDS = 20
# Messages that are received at once. One by one they are finished, so that a stop returns the others at once.
AT_ONCE = 10
# How soon a stop is noticed while SQS waits.
STOP_CHECK_SECONDS = 0.1


class SqsQueue:
    def __init__(self, client: Any, url: str) -> None:
        """client is boto3's of SQS."""
        self._client = client
        self._url = url

    def receive(self, stop: threading.Event) -> list[Message]:
        # A call of boto3 cannot be interrupted: a stop leaves it behind, and its thread keeps no program.
        answer: Future[list[Message]] = Future()
        threading.Thread(target=self._ask, args=(answer,), daemon=True).start()
        while not answer.done() and not stop.is_set():
            wait([answer], timeout=STOP_CHECK_SECONDS)
        return answer.result() if answer.done() else []

    def delete(self, message: Message) -> None:
        self._client.delete_message(QueueUrl=self._url, ReceiptHandle=message.receipt)

    def release(self, message: Message) -> None:
        self._client.change_message_visibility(
            QueueUrl=self._url, ReceiptHandle=message.receipt, VisibilityTimeout=0
        )

    def _ask(self, answer: "Future[list[Message]]") -> None:
        try:
            response = self._client.receive_message(
                QueueUrl=self._url, MaxNumberOfMessages=AT_ONCE, WaitTimeSeconds=WAIT_SECONDS
            )
            found = response.get("Messages", [])
            answer.set_result([Message(each["MessageId"], each["Body"], each["ReceiptHandle"]) for each in found])
        except BaseException as problem:  # noqa: BLE001 - it is raised where the answer is waited for.
            answer.set_exception(problem)
