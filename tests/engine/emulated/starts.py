"""Tasks that take their time until they are healthy; in moto they are at once.

Where the tag of a task definition's first image begins with `slow`, the tasks of a new service or task set are healthy
SECONDS after it was made. Until then ECS calls its deployment IN_PROGRESS, or its task set STABILIZING.
"""

import time

from moto.ecs.models import TaskSet
from moto.ecs.responses import EC2ContainerServiceResponse

from . import deployments

SECONDS = 4
healthy_from: dict[str, float] = {}  # by the ARN of a service or a task set


def is_healthy(arn):
    return time.monotonic() >= healthy_from.get(arn, 0)


def starts_slowly(response, revision):
    return deployments.first_container(response, revision)["image"].rpartition(":")[2].startswith("slow")


def show_service(service):
    """Gives a service that starts, or has just started, what it looks like at this moment."""
    if service.arn not in healthy_from:
        return
    healthy = is_healthy(service.arn)
    if service.deployment_controller["type"] == "CODE_DEPLOY":
        # Its tasks run before the load balancer has found them healthy, which ECS tells of the task set alone.
        [task_set] = service.task_sets = service.task_sets or [primary_of(service)]
        show_task_set(task_set, healthy)
    else:
        service.running_count = service.desired_count if healthy else 0
        service.pending_count = service.desired_count - service.running_count
        service.deployments[0].update(
            rolloutState="COMPLETED" if healthy else "IN_PROGRESS",
            runningCount=service.running_count, pendingCount=service.pending_count,
        )
        deployments.records[service.name][0]["status"] = "SUCCESSFUL" if healthy else "IN_PROGRESS"
    if healthy:
        del healthy_from[service.arn]


def primary_of(service):
    task_set = TaskSet(
        service.name, service.cluster_arn, service.task_definition, service._account_id, service.region_name,
        load_balancers=service.load_balancers,
    )
    task_set.status = "PRIMARY"
    task_set.computed_desired_count = task_set.running_count = service.desired_count
    task_set.pending_count = 0
    return task_set


def show_task_set(task_set, healthy):
    task_set.stabilityStatus = "STEADY_STATE" if healthy else "STABILIZING"


def created_service(create_service):
    def wrapped(self):
        result = create_service(self)
        service = result.result["service"]
        if service.task_definition and starts_slowly(self, service.task_definition):
            healthy_from[service.arn] = time.monotonic() + SECONDS
            show_service(service)
        return result

    return wrapped


def described_services(describe_services):
    def wrapped(self):
        result = describe_services(self)
        for service in result.result["services"]:
            show_service(service)
        return result

    return wrapped


def created_task_set(create_task_set):
    def wrapped(self):
        result = create_task_set(self)
        task_set = result.result["taskSet"]
        if starts_slowly(self, task_set.task_definition):
            healthy_from[task_set.task_set_arn] = time.monotonic() + SECONDS
            show_task_set(task_set, False)
        return result

    return wrapped


def described_task_sets(describe_task_sets):
    def wrapped(self):
        result = describe_task_sets(self)
        for task_set in result.result["taskSets"]:
            if task_set.task_set_arn in healthy_from:
                show_task_set(task_set, is_healthy(task_set.task_set_arn))
        return result

    return wrapped


def install():
    response = EC2ContainerServiceResponse
    response.create_service = created_service(response.create_service)
    response.describe_services = described_services(response.describe_services)
    response.create_task_set = created_task_set(response.create_task_set)
    response.describe_task_sets = described_task_sets(response.describe_task_sets)
