"""Deployments that do not go well, which moto has not.

The tag of a task definition's first image says how its deployment ends:
  fails        the container ends with exit code 3, and the circuit breaker goes back to the revision before, if any
  missing      the image is not there, and the circuit breaker does the same
  hangs        tasks start for ever
Every other tag succeeds at once. ECS's texts are those of AWS.
"""

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.logs.models import logs_backends
from moto.moto_api._internal import mock_random

ENDINGS = ("fails", "missing", "hangs")
stopped: dict[str, list[dict]] = {}  # by the name of the service, newest first
records: dict[str, list[dict]] = {}
good: dict[str, str] = {}  # the last revision that succeeded


def first_container(response, revision):
    return response.ecs_backend.describe_task_definition(revision).container_definitions[0]


def ending(response, revision):
    tag = first_container(response, revision)["image"].rpartition(":")[2]
    return next((each for each in ENDINGS if tag.startswith(each)), "succeeds")


def deployment(service, revision, state, reason, identity):
    now = utcnow()
    running = service.desired_count if state == "COMPLETED" else 0
    return {
        "id": identity, "status": "PRIMARY", "taskDefinition": revision, "desiredCount": service.desired_count,
        "runningCount": running, "pendingCount": 0, "failedTasks": 0 if state == "COMPLETED" else 3,
        "createdAt": now, "updatedAt": now, "rolloutState": state, "rolloutStateReason": reason,
    }


def event(service, text):
    service.events.insert(0, {
        "id": str(mock_random.uuid4()), "createdAt": utcnow(), "message": f"(service {service.name}) {text}",
    })


def write_log(response, container, task_id):
    options = (container.get("logConfiguration") or {}).get("options") or {}
    if "awslogs-group" not in options:
        return
    logs = logs_backends[response.current_account][response.region]
    group, stream = options["awslogs-group"], f"{options['awslogs-stream-prefix']}/{container['name']}/{task_id}"
    logs.create_log_stream(group, stream)
    now = int(utcnow().timestamp() * 1000)
    lines = ["starting", "no such table: users"]
    logs.put_log_events(group, stream, [{"timestamp": now, "message": line} for line in lines])


def stop_task(response, service, revision, how):
    container = first_container(response, revision)
    task_id = mock_random.get_random_hex(32)
    facts = {
        "fails": {
            "stopCode": "EssentialContainerExited", "stoppedReason": "Essential container in task exited",
            "containers": [{"name": container["name"], "exitCode": 3, "lastStatus": "STOPPED"}],
        },
        "missing": {
            "stopCode": "TaskFailedToStart",
            "stoppedReason": "CannotPullContainerError: pull image manifest has been retried 1 time(s): "
            f"failed to resolve ref {container['image']}: {container['image']}: not found",
            "containers": [{"name": container["name"], "lastStatus": "STOPPED"}],
        },
    }[how]
    if how == "fails":
        write_log(response, container, task_id)
    stopped.setdefault(service.name, []).insert(0, {
        "taskArn": f"{service.cluster_arn.replace(':cluster/', ':task/')}/{task_id}",
        "taskDefinitionArn": revision, "lastStatus": "STOPPED", "stoppedAt": utcnow(), **facts,
    })


def deploy(response, service):
    revision = service.task_definition
    how = ending(response, revision)
    identity = f"ecs-svc/{mock_random.randint(0, 32**12)}"
    record = {"createdAt": utcnow(), "status": "SUCCESSFUL", "serviceArn": service.arn}
    records.setdefault(service.name, []).insert(0, record)
    if how == "succeeds":
        good[service.name] = revision
        service.running_count = service.desired_count
        service.deployments = [
            deployment(service, revision, "COMPLETED", f"ECS deployment {identity} completed.", identity)
        ]
        event(service, "has reached a steady state.")
        return
    if how == "hangs":
        record["status"] = "IN_PROGRESS"
        service.running_count = 0
        service.deployments = [
            deployment(service, revision, "IN_PROGRESS", f"ECS deployment {identity} in progress.", identity)
        ]
        event(service, "has started 1 tasks: (task 0a1b).")
        return
    for _ in range(3):
        stop_task(response, service, revision, how)
    event(service, f"(deployment {identity}) deployment failed: tasks failed to start.")
    before = good.get(service.name)
    if before is None:
        record.update(status="STOPPED", statusReason="Service deployment stopped because the circuit breaker threshold was exceeded.")
        reason = "ECS deployment circuit breaker: tasks failed to start."
        service.running_count = 0
        service.deployments = [deployment(service, revision, "FAILED", reason, identity)]
        return
    record.update(
        status="ROLLBACK_SUCCESSFUL",
        statusReason="Service deployment rolled back because the circuit breaker threshold was exceeded.",
    )
    reason = f"ECS deployment circuit breaker: rolling back to deploymentId {identity}."
    service.task_definition = before
    service.running_count = service.desired_count
    service.deployments = [deployment(service, before, "COMPLETED", reason, identity)]
    event(service, f"rolling back to deployment {identity}.")
    event(service, "has reached a steady state.")


def deploying(action):
    def wrapped(self):
        name = (self._get_param("service") or "").split("/")[-1]
        result = action(self)
        service = result.result["service"]
        creates = not name
        asked = self._get_param("taskDefinition") or self._get_param("forceNewDeployment")
        if service.deployment_controller.get("type", "ECS") == "ECS" and (creates or asked):
            deploy(self, service)
        return result

    return wrapped


def service_of(response, key):
    return (response._get_param(key) or "").split("/")[-1]


def list_tasks(action):
    def wrapped(self):
        if self._get_param("desiredStatus") != "STOPPED":
            return action(self)
        return ActionResult({"taskArns": [task["taskArn"] for task in stopped.get(service_of(self, "serviceName"), [])]})

    return wrapped


def describe_tasks(action):
    def wrapped(self):
        asked = self._get_param("tasks", [])
        known = [task for tasks in stopped.values() for task in tasks if task["taskArn"] in asked]
        return ActionResult({"tasks": known, "failures": []}) if known else action(self)

    return wrapped


def list_service_deployments(self):
    return ActionResult({"serviceDeployments": records.get(service_of(self, "service"), [])})


def install():
    response = EC2ContainerServiceResponse
    response.create_service = deploying(response.create_service)
    response.update_service = deploying(response.update_service)
    response.list_tasks = list_tasks(response.list_tasks)
    response.describe_tasks = describe_tasks(response.describe_tasks)
    response.list_service_deployments = list_service_deployments
