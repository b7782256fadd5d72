import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from service.app import App
from service.model import Model, load_model

BASE_PATH = "/orders/"
PREDICTIONS = BASE_PATH.rstrip("/") + "/predictions"
HEALTH = "/healthz"
CONTENT = '{"weights": [0.5, 2], "bias": 1}'


class Answers(unittest.TestCase):
    def setUp(self) -> None:
        self.app = App(BASE_PATH)

    def status(self, method: str, path: str, body: bytes = b"") -> int:
        return self.app.answer(method, path, body)[0]

    def test_is_not_healthy_before_it_has_its_model(self) -> None:
        self.assertEqual(self.status("GET", HEALTH), 503)
        self.assertEqual(self.status("POST", PREDICTIONS, b'{"features": [1, 2]}'), 503)
        self.app.model = Model([1], 0)
        self.assertEqual(self.status("GET", HEALTH), 200)

    def test_answers_with_the_model(self) -> None:
        self.app.model = Model([0.5, 2], 1)
        answer = self.app.answer("POST", PREDICTIONS + "?trace=1", b'{"features": [2, 3]}')
        self.assertEqual(answer, (200, {"prediction": 8.0}))

    def test_refuses_what_is_no_input(self) -> None:
        self.app.model = Model([0.5, 2], 1)
        for body in (b"", b"\xff", b"[]", b'{"features": [1]}', b'{"features": ["1", 2]}', b'{"features": [true, 2]}'):
            self.assertEqual(self.status("POST", PREDICTIONS, body), 400, body)

    def test_refuses_other_methods_and_paths(self) -> None:
        self.assertEqual(self.status("GET", PREDICTIONS), 405)
        self.assertEqual(self.status("POST", PREDICTIONS + "/more"), 404)


class Program(unittest.TestCase):
    def start(self, folder: str) -> subprocess.Popen:
        environment = {key: value for key, value in os.environ.items() if key != "MODEL_URI"}
        program = subprocess.Popen(
            [sys.executable, "-m", "service"],
            env={**environment, "PORT": "0", "MODEL_PATH": folder, "BASE_PATH": BASE_PATH},
            stdout=subprocess.PIPE,
            text=True,
        )
        self.addCleanup(program.kill)
        return program

    def ask(self, port: int, method: str, path: str, body: str | None = None) -> tuple[int, dict]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        self.addCleanup(connection.close)
        connection.request(method, path, body)
        with connection.getresponse() as response:
            return response.status, json.loads(response.read())

    def test_loads_its_model_answers_and_ends_after_sigterm(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "model.json").write_text(CONTENT, encoding="utf-8")
            self.assertEqual(load_model(Path(folder)).predict([0, 0]), 1.0)
            program = self.start(folder)
            assert program.stdout is not None
            port = json.loads(program.stdout.readline())["port"]
            self.assertEqual(json.loads(program.stdout.readline())["event"], "loaded")
            end = time.monotonic() + 10
            while self.ask(port, "GET", HEALTH)[0] != 200:
                self.assertLess(time.monotonic(), end)
            answer = self.ask(port, "POST", PREDICTIONS, '{"features": [2, 3]}')
            self.assertEqual(answer, (200, {"prediction": 8.0}))
            program.send_signal(signal.SIGTERM)
            rest, _ = program.communicate(timeout=10)
            events = [json.loads(line)["event"] for line in rest.splitlines()]
            self.assertEqual((program.returncode, events), (0, ["stopping", "stopped"]))

    def test_ends_with_an_exit_code_where_there_is_no_model(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            program = self.start(folder)
            said, _ = program.communicate(timeout=10)
            last = json.loads(said.splitlines()[-1])
            self.assertEqual((program.returncode, last["event"]), (1, "failed"))
            self.assertIn("model.json", last["reason"])


if __name__ == "__main__":
    unittest.main()
