"""Deployments that take their time, on a clock that only moves when it is told to: rollouts.py behind ECS's own calls.

    PUT /moto-api/emulated/clock   {"forward": 30}

A service whose image's tag is one of rollouts.py has all its tasks at once when it is made. An update to another such image
is a deployment that goes on as the clock does, with what the service, its target group and its containers say.
"""

import json

from moto.ecs.responses import EC2ContainerServiceResponse
from moto.elbv2.models import elbv2_backends
from moto.moto_server.werkzeug_app import DomainDispatcherApplication

from . import deployments, rollouts

CONTROL = "/moto-api/emulated/clock"

clock = {"now": 0}
under_way: dict[str, tuple] = {}  # by the ARN of a service: the deployment, and the revision before it


def tag_of(response, revision):
    tag = deployments.first_container(response, revision)["image"].rpartition(":")[2]
    return tag if rollouts.TAG.fullmatch(tag) else None


def minutes(configuration, key, usual):
    return int(configuration.get(key, usual)) * 60


def settings_of(response, service):
    configuration = getattr(service, "deployment_configuration", None) or {}
    canary, line = configuration.get("canaryConfiguration", {}), configuration.get("linearConfiguration", {})
    breaker = configuration.get("deploymentCircuitBreaker", {})
    container = deployments.first_container(response, service.task_definition)
    settings = {
        "strategy": configuration.get("strategy", "ROLLING"), "desiredCount": service.desired_count,
        "minimumHealthyPercent": configuration.get("minimumHealthyPercent", 100),
        "maximumPercent": configuration.get("maximumPercent", 200),
        "threshold": breaker.get("thresholdConfiguration"), "drain": 0, "stopTimeout": container.get("stopTimeout", 30),
        "stepPercent": line.get("stepPercent", 10), "bake": minutes(configuration, "bakeTimeInMinutes", 0),
        "stepWait": minutes(canary, "canaryBakeTimeInMinutes", 10) if canary else minutes(line, "stepBakeTimeInMinutes", 6),
        "hooks": [
            {"stage": stage, "timeout": minutes(hook.get("timeoutConfiguration", {}), "timeoutInMinutes", 1440)}
            for hook in configuration.get("lifecycleHooks", []) for stage in hook["lifecycleStages"]
        ],
    }
    if container.get("healthCheck"):
        check = container["healthCheck"]
        settings["container"] = {
            "interval": check.get("interval", 30), "retries": check.get("retries", 3), "startPeriod": check.get("startPeriod", 0),
        }
    for balancer in service.load_balancers or []:
        group = elbv2_backends[response.current_account][response.region].target_groups[balancer["targetGroupArn"]]
        settings["target"] = {
            "interval": int(group.health_check_interval_seconds), "healthyThreshold": int(group.healthy_threshold_count),
            "unhealthyThreshold": int(group.unhealthy_threshold_count),
            "grace": getattr(service, "health_check_grace_period_seconds", None) or 0,
        }
        settings["drain"] = int(group.attributes["deregistration_delay.timeout_seconds"])
        settings["network"] = group.protocol in ("TCP", "TLS", "UDP", "TCP_UDP")
    return settings


def part(service, status, revision, tasks, state):
    running = sum(task.running is not None for task in tasks)
    return {
        **deployments.deployment(service, revision, state, f"ECS deployment {state.lower()}.", f"ecs-svc/{status.lower()}"),
        "status": status, "runningCount": running, "pendingCount": len(tasks) - running,
    }


def show(service):
    """Gives a service what it looks like at this moment of the clock."""
    rollout, before = under_way[service.arn]
    rollout.forward(clock["now"])
    after, record = rollout.revision, deployments.records[service.name][0]
    if rollout.state == "SUCCEEDED":
        service.deployments, record["status"] = [part(service, "PRIMARY", after, rollout.new, "COMPLETED")], "SUCCESSFUL"
    elif rollout.state == "ROLLED_BACK":
        service.task_definition = before
        service.deployments = [part(service, "PRIMARY", before, rollout.old, "COMPLETED")]
        record["status"] = "ROLLBACK_SUCCESSFUL"
    else:
        service.deployments = [
            part(service, "PRIMARY", after, rollout.new, "IN_PROGRESS"), part(service, "ACTIVE", before, rollout.old, "COMPLETED"),
        ]
        record["status"] = "IN_PROGRESS"
    service.deployments[0]["failedTasks"] = rollout.failures
    service.running_count = sum(one["runningCount"] for one in service.deployments)
    service.pending_count = sum(one["pendingCount"] for one in service.deployments)


def updated(update_service):
    def wrapped(self):
        name = self._get_param("service").split("/")[-1]
        cluster = self._get_param("cluster", "default").split("/")[-1]
        known = self.ecs_backend.services.get(f"{cluster}:{name}")
        before = known.task_definition if known else None
        result = update_service(self)
        service = result.result["service"]
        if before and before != service.task_definition:
            tags = tag_of(self, before), tag_of(self, service.task_definition)
            if all(tags):
                rollout = rollouts.Rollout(settings_of(self, service), *tags, now=clock["now"])
                rollout.revision = service.task_definition
                under_way[service.arn] = rollout, before
                show(service)
        return result

    return wrapped


def described(describe_services):
    def wrapped(self):
        result = describe_services(self)
        for service in result.result["services"]:
            if service.arn in under_way:
                show(service)
        return result

    return wrapped


def controlled(call):
    def wrapped(self, environ, start_response):
        if environ["PATH_INFO"] != CONTROL:
            return call(self, environ, start_response)
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        clock["now"] += json.loads(body)["forward"]
        start_response("204 No Content", [])
        return []

    return wrapped


def install():
    response = EC2ContainerServiceResponse
    response.update_service = updated(response.update_service)
    response.describe_services = described(response.describe_services)
    DomainDispatcherApplication.__call__ = controlled(DomainDispatcherApplication.__call__)
