"""A server that answers what is in flight before it ends."""

import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Callable

# Longer than the load balancer keeps an idle connection (60 s), or it sends requests into closing ones.
KEEP_ALIVE_SECONDS = 65
# ECS kills a container 30 s after SIGTERM.
LONGEST_DRAIN_SECONDS = 25

# Method, target and body of a request; status and body of its answer.
Answer = Callable[[str, str, bytes], tuple[int, bytes]]


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], answer: Answer) -> None:
        self.answer = answer
        self.stopping = False
        self._changed = threading.Condition()
        self._idle: set[socket.socket] = set()
        self._busy: set[socket.socket] = set()
        super().__init__(address, Handler)

    def waits(self, connection: socket.socket) -> None:
        """A connection waits for a request."""
        with self._changed:
            self._busy.discard(connection)
            self._idle.add(connection)
            if self.stopping:
                _close(connection)
            self._changed.notify_all()

    def works(self, connection: socket.socket) -> None:
        """A connection has a request."""
        with self._changed:
            self._idle.discard(connection)
            self._busy.add(connection)

    def shutdown_request(self, request: socket.socket) -> None:
        super().shutdown_request(request)
        with self._changed:
            self._idle.discard(request)
            self._busy.discard(request)
            self._changed.notify_all()

    def drain(self) -> None:
        """Takes no more requests; done when those that are in flight have their answers."""
        self.shutdown()
        self.socket.close()
        end = time.monotonic() + LONGEST_DRAIN_SECONDS
        with self._changed:
            self.stopping = True
            for connection in self._idle:
                _close(connection)
            self._changed.wait_for(lambda: not self._busy, timeout=end - time.monotonic())


def _close(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass  # The client was faster.


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = KEEP_ALIVE_SECONDS
    server: Server

    def handle_one_request(self) -> None:
        self.server.waits(self.connection)
        super().handle_one_request()

    def parse_request(self) -> bool:
        self.server.works(self.connection)
        return super().parse_request()

    def _send(self) -> None:
        # A body that is not read would be taken for the next request.
        received = self.rfile.read(int(self.headers.get("content-length") or 0))
        status, body = self.server.answer(self.command, self.path, received)
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        if self.server.stopping:
            self.send_header("connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _send

    def log_message(self, *_: object) -> None:
        """Requests are logged by the load balancer."""
