import hashlib
import importlib.util
import json
import os
import signal
import subprocess
import sys
import threading
import time
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from service.handle import handle
from service.queue import SqsQueue
from service.worker import Message, work


class FakeQueue:
    """Hands out its messages at once, and says what became of each."""

    def __init__(self, *bodies: str) -> None:
        self.fates: list[str] = []
        self.events: list[str] = []
        self.stop = threading.Event()
        self._open = [Message(body, body, body) for body in bodies]

    def receive(self, stop: threading.Event) -> list[Message]:
        messages, self._open = self._open, []
        if not messages:
            stop.set()
        return messages

    def delete(self, message: Message) -> None:
        self.fates.append(f"{message.body} deleted")

    def release(self, message: Message) -> None:
        self.fates.append(f"{message.body} returned")

    def work(self, handle) -> None:
        work(self, handle, self.stop, lambda event, **_: self.events.append(event))


class Work(unittest.TestCase):
    def test_deletes_what_is_done_and_leaves_what_failed(self) -> None:
        queue = FakeQueue("a", "", "c")
        queue.work(handle)
        self.assertEqual(queue.fates, ["a deleted", "c deleted"])
        self.assertEqual(queue.events, ["done", "failed", "done"])

    def test_finishes_its_message_and_returns_the_others_when_it_is_stopped(self) -> None:
        queue = FakeQueue("a", "b", "c")
        queue.work(lambda _body: queue.stop.set())
        self.assertEqual(queue.fates, ["a deleted", "b returned", "c returned"])
        self.assertEqual(queue.events, ["done", "returned", "returned"])

    def test_returns_the_others_when_one_cannot_be_returned(self) -> None:
        class OneFails(FakeQueue):
            def release(self, message: Message) -> None:
                if message.body == "b":
                    raise OSError("no way there")
                super().release(message)

        queue = OneFails("a", "b", "c")
        queue.work(lambda _body: queue.stop.set())
        self.assertEqual(queue.fates, ["a deleted", "c returned"])
        self.assertEqual(queue.events, ["done", "failed", "returned"])

    def test_gives_up_when_the_queue_cannot_be_reached(self) -> None:
        class Unreachable(FakeQueue):
            def receive(self, stop: threading.Event) -> list[Message]:
                raise OSError("no way there")

        queue = Unreachable()
        with self.assertRaisesRegex(OSError, "no way there"):
            queue.work(handle)
        self.assertEqual(queue.events, ["receive failed"] * 5)


class FakeClient:
    """A client of SQS that notes what it is called with."""

    def __init__(self, wait: threading.Event | None = None) -> None:
        self.calls: list[tuple[str, dict]] = []
        self._wait = wait

    def receive_message(self, **request: object) -> dict:
        self.calls.append(("receive", request))
        if self._wait is not None:
            self._wait.wait(30)
        return {"Messages": [{"MessageId": "1", "Body": "a", "ReceiptHandle": "r"}]}

    def delete_message(self, **request: object) -> None:
        self.calls.append(("delete", request))

    def change_message_visibility(self, **request: object) -> None:
        self.calls.append(("change", request))


class Queue(unittest.TestCase):
    def test_receives_ten_after_a_long_poll_and_deletes_and_returns_by_receipt(self) -> None:
        client = FakeClient()
        queue = SqsQueue(client, "url")
        messages = queue.receive(threading.Event())
        self.assertEqual(messages, [Message("1", "a", "r")])
        queue.delete(messages[0])
        queue.release(messages[0])
        self.assertEqual(
            client.calls,
            [
                ("receive", {"QueueUrl": "url", "MaxNumberOfMessages": 10, "WaitTimeSeconds": 20}),
                ("delete", {"QueueUrl": "url", "ReceiptHandle": "r"}),
                ("change", {"QueueUrl": "url", "ReceiptHandle": "r", "VisibilityTimeout": 0}),
            ],
        )

    def test_raises_what_the_client_raises(self) -> None:
        class Failing(FakeClient):
            def receive_message(self, **_: object) -> dict:
                raise TimeoutError("too slow")

        with self.assertRaisesRegex(TimeoutError, "too slow"):
            SqsQueue(Failing(), "url").receive(threading.Event())

    def test_waits_no_longer_when_it_is_stopped(self) -> None:
        answer, stop = threading.Event(), threading.Event()
        self.addCleanup(answer.set)
        threading.Timer(0.05, stop.set).start()
        begin = time.monotonic()
        self.assertEqual(SqsQueue(FakeClient(answer), "url").receive(stop), [])
        self.assertLess(time.monotonic() - begin, 10)


class FakeSqs(BaseHTTPRequestHandler):
    """Hands out one message, and then waits like SQS where there is none: the longest that a stop has to interrupt."""

    server: "FakeSqsServer"

    def do_POST(self) -> None:
        action = self.headers["x-amz-target"].removeprefix("AmazonSQS.")
        request = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.calls.append((action, request.get("ReceiptHandle")))
        body: dict = {}
        if action == "ReceiveMessage" and len(self.server.calls) == 1:
            digest = hashlib.md5(b"hello", usedforsecurity=False).hexdigest()
            body = {"Messages": [{"MessageId": "1", "Body": "hello", "ReceiptHandle": "r", "MD5OfBody": digest}]}
        elif action == "ReceiveMessage":
            self.server.waiting.set()
            self.server.ended.wait(30)
        text = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("content-type", "application/x-amz-json-1.0")
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: object) -> None:
        pass


class FakeSqsServer(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        self.calls: list[tuple[str, str | None]] = []
        self.waiting = threading.Event()
        self.ended = threading.Event()
        super().__init__(("127.0.0.1", 0), FakeSqs)

    def handle_error(self, *_: object) -> None:
        """The program is gone before its last question is answered."""


class Program(unittest.TestCase):
    @unittest.skipUnless(importlib.util.find_spec("boto3"), "needs the packages of requirements.txt")
    def test_works_off_the_queue_and_ends_with_exit_code_0_after_sigterm(self) -> None:
        server = FakeSqsServer()
        self.addCleanup(server.server_close)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}).start()
        self.addCleanup(server.shutdown)
        self.addCleanup(server.ended.set)
        endpoint = f"http://127.0.0.1:{server.server_port}"
        program = subprocess.Popen(
            [sys.executable, "-m", "service"],
            env={
                **os.environ,
                "QUEUE_URL": f"{endpoint}/123456789012/jobs",
                "AWS_ENDPOINT_URL": endpoint,
                "AWS_REGION": "us-east-1",
                "AWS_ACCESS_KEY_ID": "test",
                "AWS_SECRET_ACCESS_KEY": "test",
            },
            stdout=subprocess.PIPE,
            text=True,
        )
        self.addCleanup(program.kill)
        self.assertTrue(server.waiting.wait(20))
        program.send_signal(signal.SIGTERM)
        text, _ = program.communicate(timeout=10)
        events = [json.loads(line)["event"] for line in text.splitlines()]
        self.assertEqual((program.returncode, events), (0, ["started", "done", "stopping", "stopped"]))
        self.assertEqual(server.calls, [("ReceiveMessage", None), ("DeleteMessage", "r"), ("ReceiveMessage", None)])

    @unittest.skipUnless(importlib.util.find_spec("boto3"), "needs the packages of requirements.txt")
    def test_fails_without_a_queue(self) -> None:
        env = {key: value for key, value in os.environ.items() if key != "QUEUE_URL"}
        program = subprocess.run([sys.executable, "-m", "service"], env=env, capture_output=True, text=True, timeout=30)
        self.assertEqual(program.returncode, 1)
        self.assertIn("QUEUE_URL must be the URL of the queue", program.stdout)


if __name__ == "__main__":
    unittest.main()
