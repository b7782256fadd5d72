import json
import os
import signal
import subprocess
import sys
import threading
import unittest

import grpc
from google.protobuf.empty_pb2 import Empty
from google.protobuf.wrappers_pb2 import StringValue

from service.app import SERVICE_NAME, App
from service.check_health import check_health
from service.server import Server


def get_status(channel: grpc.Channel) -> grpc.Future:
    """Asks the service as its callers do."""
    call = channel.unary_unary(
        f"/{SERVICE_NAME}/GetStatus",
        request_serializer=Empty.SerializeToString,
        response_deserializer=StringValue.FromString,
    )
    return call.future(Empty(), timeout=10)


class Answers(unittest.TestCase):
    def setUp(self) -> None:
        self.server = Server("127.0.0.1:0", App())
        self.addCleanup(self.server.drain)
        self.address = f"127.0.0.1:{self.server.port}"

    def test_answers_the_health_check_for_itself_and_for_its_service(self) -> None:
        self.assertEqual(check_health(self.address), "SERVING")
        self.assertEqual(check_health(self.address, SERVICE_NAME), "SERVING")
        self.assertRegex(check_health(self.address, "none.such"), "^NOT_FOUND")

    def test_answers_a_call(self) -> None:
        with grpc.insecure_channel(self.address) as channel:
            self.assertEqual(get_status(channel).result().value, "ok")


class Drain(unittest.TestCase):
    def test_answers_what_is_in_flight_and_takes_nothing_more(self) -> None:
        arrived, go_on = threading.Event(), threading.Event()

        class Slow(App):
            def GetStatus(self, _request: Empty, _context: grpc.ServicerContext) -> StringValue:
                arrived.set()
                go_on.wait(10)
                return StringValue(value="done")

        server = Server("127.0.0.1:0", Slow())
        address = f"127.0.0.1:{server.port}"
        with grpc.insecure_channel(address) as channel:
            in_flight = get_status(channel)
            self.assertTrue(arrived.wait(10))
            drained = threading.Thread(target=server.drain)
            drained.start()
            drained.join(0.5)
            self.assertTrue(drained.is_alive())
            self.assertRegex(check_health(address), "^(?:UNAVAILABLE|DEADLINE_EXCEEDED)")
            go_on.set()
            self.assertEqual(in_flight.result().value, "done")
            drained.join(5)
            self.assertFalse(drained.is_alive())


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
        self.assertEqual(check_health(f"127.0.0.1:{listening['port']}"), "SERVING")
        program.send_signal(signal.SIGTERM)
        rest, _ = program.communicate(timeout=10)
        events = [json.loads(line)["event"] for line in rest.splitlines()]
        self.assertEqual((program.returncode, events), (0, ["stopping", "stopped"]))


if __name__ == "__main__":
    unittest.main()
