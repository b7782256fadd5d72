"""What the service answers."""

import json

HEALTH_CHECK_PATH = "/healthz"


def answer(method: str, target: str, base_path: str) -> tuple[int, dict]:
    """The status and the JSON of a request.

    base_path is what the paths of all requests begin with; the load balancer leaves them whole.
    """
    path = target.split("?", 1)[0]
    if method not in ("GET", "HEAD"):
        return 405, {"error": "method not allowed"}
    if path in (base_path, base_path.rstrip("/") or "/", HEALTH_CHECK_PATH):
        return 200, {"service": "orders", "status": "ok"}
    return 404, {"error": "not found"}


def encoded(body: dict) -> bytes:
    return (json.dumps(body) + "\n").encode()
