import json
import os
import signal
import subprocess
import sys
import threading
import time
import unittest

from service.run import run


class Run(unittest.TestCase):
    def setUp(self) -> None:
        self.events: list[str] = []
        self.stop = threading.Event()

    def run_job(self, work, time_limit_seconds: float = 10, pause_seconds: float = 0.001) -> int:
        return run(
            work,
            attempts=3,
            time_limit_seconds=time_limit_seconds,
            pause_seconds=pause_seconds,
            stop=self.stop,
            log=lambda event, **_: self.events.append(event),
        )

    def test_is_done_after_one_attempt_that_works(self) -> None:
        self.assertEqual(self.run_job(lambda _stop: None), 0)
        self.assertEqual(self.events, ["attempt", "done"])

    def test_tries_again_what_fails(self) -> None:
        attempts = []

        def work(_stop: threading.Event) -> None:
            attempts.append(1)
            if len(attempts) < 3:
                raise RuntimeError("not yet")

        self.assertEqual(self.run_job(work), 0)
        self.assertEqual(self.events, ["attempt", "failed", "attempt", "failed", "attempt", "done"])

    def test_fails_when_no_attempt_works(self) -> None:
        def work(_stop: threading.Event) -> None:
            raise RuntimeError("no")

        self.assertEqual(self.run_job(work), 1)
        self.assertEqual(self.events.count("attempt"), 3)

    def test_fails_when_the_time_is_over_also_with_work_that_does_not_heed_it(self) -> None:
        begin = time.monotonic()
        self.assertEqual(self.run_job(lambda _stop: time.sleep(30), time_limit_seconds=0.05), 1)
        self.assertLess(time.monotonic() - begin, 10)
        self.assertEqual(self.events, ["attempt", "failed"])

    def test_stops_when_it_is_told_to(self) -> None:
        def work(stop: threading.Event) -> None:
            stop.set()
            raise RuntimeError("stopped half-way")

        self.assertEqual(self.run_job(work), 1)
        self.assertEqual(self.events, ["attempt", "failed"])

    @unittest.skipUnless(hasattr(signal, "pthread_kill"), "needs signals of threads")
    def test_ends_a_pause_at_a_signal_that_another_thread_gets(self) -> None:
        def work(_stop: threading.Event) -> None:
            raise RuntimeError("not yet")

        before = signal.signal(signal.SIGTERM, lambda *_: self.stop.set())
        self.addCleanup(signal.signal, signal.SIGTERM, before)
        send = threading.Timer(0.5, lambda: signal.pthread_kill(threading.get_ident(), signal.SIGTERM))
        send.start()
        self.addCleanup(send.join)
        begin = time.monotonic()
        self.assertEqual(self.run_job(work, pause_seconds=20), 1)
        self.assertLess(time.monotonic() - begin, 10)
        self.assertEqual(self.events, ["attempt", "failed"])


class Program(unittest.TestCase):
    def run_program(self, **env: str) -> tuple[int, list[dict]]:
        program = subprocess.run(
            [sys.executable, "-m", "service"],
            env={**os.environ, **env},
            capture_output=True,
            text=True,
            timeout=30,
        )
        return program.returncode, [json.loads(line) for line in program.stdout.splitlines()]

    def test_ends_with_exit_code_0_when_the_work_is_done(self) -> None:
        status, lines = self.run_program()
        self.assertEqual((status, [line["event"] for line in lines]), (0, ["attempt", "done"]))

    def test_refuses_a_setting_that_is_no_number(self) -> None:
        status, lines = self.run_program(ATTEMPTS="many")
        self.assertEqual(status, 1)
        self.assertIn("ATTEMPTS must be a whole number above 0", lines[0]["reason"])


if __name__ == "__main__":
    unittest.main()
