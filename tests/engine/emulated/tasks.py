"""Tasks that run to their end, which moto leaves out: to it a task has one container, and moves by itself.

A task that RunTask starts is PROVISIONING, RUNNING at the first look at it (DescribeTasks) with what it wrote in its
log, and STOPPED at the second. How those end that are started from now on is said by

    PUT /moto-api/emulated/task-end   {"exitCode": 3, "log": ["no such table: users"]}

where an `exitCode` of null is a task that never ends by itself. At first tasks end with 0 and write nothing.

The first container is the one that ends; ECS kills the others then. Network interfaces go with the task.
"""

import json

from moto.core.utils import unix_time_millis, utcnow
from moto.ec2.models import ec2_backends
from moto.ecs.models import Container, EC2ContainerServiceBackend
from moto.logs.models import logs_backends
from moto.moto_server.werkzeug_app import DomainDispatcherApplication

CONTROL = "/moto-api/emulated/task-end"
KILLED = 137  # 128 and the number of SIGKILL

next_end = {"exitCode": 0, "log": []}


class EmulatedContainer(Container):
    """A container of its own definition; without an exit code as long as it runs."""

    def __init__(self, task_definition, definition):
        super().__init__(task_definition)
        del self.exitCode
        for key in ("cpu", "memory", "environment", "name", "command", "image"):
            setattr(self, key, definition.get(key))
        self.definition = definition


def started(run_task):
    def wrapped(self, *args, **kwargs):
        tasks = run_task(self, *args, **kwargs)
        for task in tasks:
            definition = self.describe_task_definition(task.task_definition_arn)
            task.containers = [EmulatedContainer(definition, c) for c in definition.container_definitions]
            task.end = dict(next_end)
            task._transitions = []
            task.last_status = "PROVISIONING"
        return tasks

    return wrapped


def looked_at(describe_tasks):
    def wrapped(self, *args, **kwargs):
        tasks = describe_tasks(self, *args, **kwargs)
        for task in tasks:
            if not hasattr(task, "end"):
                continue  # not of RunTask
            if task.last_status == "PROVISIONING":
                run(task)
            elif task.last_status == "RUNNING" and task.end["exitCode"] is not None:
                end(task, task.end["exitCode"], "EssentialContainerExited", "Essential container in task exited")
        return tasks

    return wrapped


def stopped(stop_task):
    def wrapped(self, cluster, task_name, reason):
        for arn, task in self.tasks.get(self._get_cluster(cluster).name, {}).items():
            if arn.endswith(task_name.split("/")[-1]) and task.last_status == "STOPPED":
                return task  # how it ended stays what it was
        task = stop_task(self, cluster, task_name, reason)
        end(task, KILLED, "UserInitiated", reason)
        return task

    return wrapped


def run(task):
    task.last_status = "RUNNING"
    for container in task.containers:
        container.last_status = "RUNNING"
    write_log(task, task.containers[0], task.end["log"])


def end(task, exit_code, stop_code, reason):
    first, *others = task.containers
    first.exit_code = exit_code
    for container in others:
        container.exit_code = KILLED
    for container in task.containers:
        container.last_status = "STOPPED"
    task.last_status = task.desired_status = "STOPPED"
    task.stop_code, task.stopped_reason = stop_code, reason
    interfaces = ec2_backends[task._account_id][task.region_name]
    for attachment in task.attachments:
        for detail in attachment["details"]:
            if detail["name"] == "networkInterfaceId":
                interfaces.delete_network_interface(detail["value"])
    task.attachments = []


def write_log(task, container, lines):
    log = container.definition.get("logConfiguration") or {}
    if log.get("logDriver") != "awslogs":
        return
    group = log["options"]["awslogs-group"]
    stream = "/".join([log["options"]["awslogs-stream-prefix"], container.name, task.id])
    backend = logs_backends[task._account_id][task.region_name]
    backend.create_log_stream(group, stream)
    now = int(unix_time_millis(utcnow()))
    backend.put_log_events(group, stream, [{"timestamp": now, "message": line} for line in lines])


def controlled(call):
    def wrapped(self, environ, start_response):
        if environ["PATH_INFO"] != CONTROL:
            return call(self, environ, start_response)
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        next_end.update(json.loads(body))
        start_response("204 No Content", [])
        return []

    return wrapped


def install():
    backend = EC2ContainerServiceBackend
    backend.run_task = started(backend.run_task)
    backend.describe_tasks = looked_at(backend.describe_tasks)
    backend.stop_task = stopped(backend.stop_task)
    DomainDispatcherApplication.__call__ = controlled(DomainDispatcherApplication.__call__)
