"""Asks a server whether it is healthy, for Docker: an image needs no other program for that."""

import os
import sys

import grpc
from grpc_health.v1.health_pb2 import HealthCheckRequest, HealthCheckResponse
from grpc_health.v1.health_pb2_grpc import HealthStub

PATIENCE_SECONDS = 3


def check_health(address: str, name: str = "") -> str:
    """What a server says of its health: SERVING, or why not."""
    with grpc.insecure_channel(address) as channel:
        try:
            request = HealthCheckRequest(service=name)
            answer = HealthStub(channel).Check(request, timeout=PATIENCE_SECONDS)
        except grpc.RpcError as error:
            return f"{error.code().name}: {error.details()}"
    return HealthCheckResponse.ServingStatus.Name(answer.status)


if __name__ == "__main__":
    port = os.environ.get("PORT", "8080")
    status = check_health(f"127.0.0.1:{port}")
    if status != "SERVING":
        sys.exit(status)
