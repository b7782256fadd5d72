import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import unittest

from service.app import answer
from service.server import Server

BASE_PATH = "/orders/"
HEALTHY = {"service": "orders", "status": "ok"}


class App(unittest.TestCase):
    def test_answers_the_health_check(self) -> None:
        self.assertEqual(answer("GET", "/healthz", BASE_PATH), (200, HEALTHY))

    def test_answers_at_its_base_path_with_and_without_a_query(self) -> None:
        self.assertEqual(answer("GET", BASE_PATH, BASE_PATH), (200, HEALTHY))
        self.assertEqual(answer("GET", BASE_PATH + "?page=2", BASE_PATH), (200, HEALTHY))

    def test_answers_404_to_a_path_that_it_does_not_have(self) -> None:
        self.assertEqual(answer("GET", BASE_PATH + "no-such-path", BASE_PATH)[0], 404)

    def test_answers_405_to_a_method_that_it_does_not_have(self) -> None:
        self.assertEqual(answer("DELETE", BASE_PATH, BASE_PATH)[0], 405)


class Drain(unittest.TestCase):
    def test_answers_what_is_in_flight_and_takes_nothing_more(self) -> None:
        arrived, go_on = threading.Event(), threading.Event()

        def slow(_method: str, _target: str, _body: bytes) -> tuple[int, bytes]:
            arrived.set()
            go_on.wait(10)
            return 200, b"done"

        server = Server(("127.0.0.1", 0), slow)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}).start()
        idle = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
        idle.connect()
        busy = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
        busy.request("GET", "/")
        self.assertTrue(arrived.wait(10))
        drained = threading.Thread(target=server.drain)
        drained.start()
        drained.join(0.5)
        self.assertTrue(drained.is_alive())
        late = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=2)
        with self.assertRaises(OSError):
            late.request("GET", "/")
        late.close()
        go_on.set()
        with busy.getresponse() as response:
            self.assertEqual(response.read(), b"done")
        drained.join(5)
        self.assertFalse(drained.is_alive())
        busy.close()
        idle.close()


class Program(unittest.TestCase):
    def test_ends_with_exit_code_0_after_sigterm(self) -> None:
        program = subprocess.Popen(
            [sys.executable, "-m", "service"],
            env={**os.environ, "PORT": "0"},
            stdout=subprocess.PIPE,
            text=True,
        )
        self.addCleanup(program.kill)
        assert program.stdout is not None
        listening = json.loads(program.stdout.readline())
        connection = http.client.HTTPConnection("127.0.0.1", listening["port"], timeout=10)
        connection.request("GET", "/healthz")
        with connection.getresponse() as response:
            self.assertEqual(response.status, 200)
            response.read()
        connection.close()
        program.send_signal(signal.SIGTERM)
        rest, _ = program.communicate(timeout=10)
        events = [json.loads(line)["event"] for line in rest.splitlines()]
        self.assertEqual((program.returncode, events), (0, ["stopping", "stopped"]))


if __name__ == "__main__":
    unittest.main()
