"""What the service answers."""

import json

from .model import Model

HEALTH_CHECK_PATH = "/healthz"


class App:
    """Answers with the model, once there is one."""

    def __init__(self, base_path: str) -> None:
        # What the paths of all requests begin with; the load balancer leaves them whole.
        self._prediction_path = base_path.rstrip("/") + "/predictions"
        self.model: Model | None = None

    def answer(self, method: str, target: str, body: bytes) -> tuple[int, dict]:
        """The status and the JSON of a request."""
        path = target.split("?", 1)[0]
        if path == HEALTH_CHECK_PATH:
            # A task without its model gets no requests yet.
            status, word = (503, "loading") if self.model is None else (200, "ok")
            return status, {"service": "orders", "status": word}
        if path != self._prediction_path:
            return 404, {"error": "not found"}
        if method != "POST":
            return 405, {"error": "method not allowed"}
        if self.model is None:
            return 503, {"error": "the model is being loaded"}
        try:
            return 200, {"prediction": self.model.predict(_features(body))}
        except (ValueError, OverflowError) as problem:
            return 400, {"error": str(problem)}


def _features(body: bytes) -> list[float]:
    content = json.loads(body)
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not all(_is_number(each) for each in features):
        raise ValueError('it must be JSON such as {"features": [1, 2]}')
    return [float(each) for each in features]


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def encoded(body: dict) -> bytes:
    return (json.dumps(body) + "\n").encode()
