"""A server that answers what is in flight before it ends, and the health check of the load balancer."""

from concurrent.futures import ThreadPoolExecutor

import grpc
from grpc_health.v1 import health
from grpc_health.v1.health_pb2 import HealthCheckResponse
from grpc_health.v1.health_pb2_grpc import add_HealthServicer_to_server

from .app import SERVICE_NAME, App, add_to

# ECS kills a container 30 s after SIGTERM.
LONGEST_DRAIN_SECONDS = 25
# So many requests are answered at a time; the others wait.
THREADS = 16


class Server:
    def __init__(self, address: str, app: App) -> None:
        """Starts at once. Port 0 takes one that is free."""
        self._health = health.HealthServicer()
        for name in ("", SERVICE_NAME):
            self._health.set(name, HealthCheckResponse.SERVING)
        # Without this a second server could listen at the port, and would get some of the requests.
        options = [("grpc.so_reuseport", 0)]
        self._server = grpc.server(ThreadPoolExecutor(THREADS), options=options)
        add_HealthServicer_to_server(self._health, self._server)
        add_to(self._server, app)
        # The load balancer has taken TLS off.
        self.port = self._server.add_insecure_port(address)
        self._server.start()

    def drain(self) -> None:
        """Takes no more requests; done when those that are in flight have their answers."""
        self._health.enter_graceful_shutdown()
        self._server.stop(LONGEST_DRAIN_SECONDS).wait()
