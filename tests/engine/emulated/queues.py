"""How SQS writes the redrive policy of a queue: without spaces, which the provider takes for another policy."""

import json

from moto.sqs.models import Queue


def compact(attributes):
    def wrapped(queue):
        result = attributes(queue)
        if queue.redrive_policy:
            result["RedrivePolicy"] = json.dumps(queue.redrive_policy, separators=(",", ":"))
        return result

    return property(wrapped)


def install():
    Queue.attributes = compact(Queue.attributes.fget)
