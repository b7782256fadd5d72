"""The moto server (an AWS emulator from PyPI) with what it leaves out of an ECS service's answer put back.

Run: python emulator.py --host 127.0.0.1 --port 5055 [--log FILE] [--failures FILE]
What the files get is said in emulated/answers.py.

moto accepts these inputs of CreateService and UpdateService, but does not return them, so that every later preview
would show a change that nobody made.
"""

import argparse
import os
import signal

os.environ.setdefault("MOTO_ECS_SERVICE_RUNNING", "1000")  # every task starts at once: a deployment completes

from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse  # noqa: E402
from moto.core.responses import ActionResult, EmptyResult  # noqa: E402
from moto.ec2.models.elastic_network_interfaces import NetworkInterface  # noqa: E402
from moto.ec2.models.security_groups import SecurityGroupRule  # noqa: E402
from moto.ecs.models import EC2ContainerServiceBackend  # noqa: E402
from moto.ecs.responses import EC2ContainerServiceResponse  # noqa: E402
from werkzeug.serving import run_simple  # noqa: E402

from emulated import (  # noqa: E402
    answers, capacity, codedeploy, deployments, groups, interfaces, lists, network_modes, queues, revisions,
    rollout_services, starts, task_sets, tasks, traffic,
)

KEPT = {
    "availabilityZoneRebalancing": "availability_zone_rebalancing",
    "capacityProviderStrategy": "capacity_provider_strategy",
    "deploymentConfiguration": "deployment_configuration",
    "enableECSManagedTags": "enable_ecs_managed_tags",
    "enableExecuteCommand": "enable_execute_command",
    "healthCheckGracePeriodSeconds": "health_check_grace_period_seconds",
    "placementConstraints": "placement_constraints",
    "placementStrategy": "placement_strategy",
    "volumeConfigurations": "volume_configurations",
}


def keep(action):
    def wrapped(self):
        result = action(self)
        service = result.result["service"]
        for key, attribute in KEPT.items():
            value = self._get_param(key)
            if value is not None:
                setattr(service, attribute, value)
        if not service.network_configuration:
            service.network_configuration = None  # an empty one makes the provider stop
        service.running_count = service.desired_count
        service.pending_count = 0
        for deployment in service.deployments:
            deployment.update(
                runningCount=service.desired_count, pendingCount=0, rolloutState="COMPLETED",
                desiredCount=service.desired_count,
            )
        return result

    return wrapped


def with_memory(needs):
    """A Fargate container may leave its memory to the task, which moto does not expect."""

    def wrapped(task_definition):
        for container in task_definition.container_definitions:
            if "memory" not in container and "memoryReservation" not in container:
                container["memoryReservation"] = 0
                try:
                    return wrapped(task_definition)
                finally:
                    del container["memoryReservation"]
        return needs(task_definition)

    return staticmethod(wrapped)


# moto keeps the description of a rule that names a peer group, and returns only that of a rule with an address range.
SecurityGroupRule.description = property(
    lambda rule: rule.ip_range.get("Description") or rule.source_group.get("Description")
)
NetworkInterface.private_dns_name = "ip-10-0-0-1.ec2.internal"  # moto reads it when a task starts, and never sets it
name = "_calculate_task_resource_requirements"
setattr(EC2ContainerServiceBackend, name, with_memory(getattr(EC2ContainerServiceBackend, name)))
# Tags of scalable targets, which moto has not.
scaling_tags: dict[str, dict[str, str]] = {}


def list_tags_for_resource(self):
    return ActionResult({"Tags": scaling_tags.get(self._get_param("ResourceARN"), {})})


def tag_resource(self):
    scaling_tags.setdefault(self._get_param("ResourceARN"), {}).update(self._get_param("Tags") or {})
    return EmptyResult()


def untag_resource(self):
    for key in self._get_param("TagKeys") or []:
        scaling_tags.get(self._get_param("ResourceARN"), {}).pop(key, None)
    return EmptyResult()


for action in (list_tags_for_resource, tag_resource, untag_resource):
    setattr(ApplicationAutoScalingResponse, action.__name__, action)

EC2ContainerServiceResponse.create_service = keep(EC2ContainerServiceResponse.create_service)
EC2ContainerServiceResponse.update_service = keep(EC2ContainerServiceResponse.update_service)
capacity.install()
codedeploy.install()
deployments.install()
groups.install()
interfaces.install()
lists.install()
network_modes.install()
queues.install()
revisions.install()
task_sets.install()
tasks.install()
starts.install()
rollout_services.install()
traffic.install()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=5055)
    parser.add_argument("--log", default=os.devnull, help="file that gets one line for each call")
    parser.add_argument("--failures", default=os.devnull, help="file that gets every answer of status 500 and above")
    arguments = parser.parse_args()
    os.environ.setdefault("MOTO_PORT", str(arguments.port))
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: os._exit(0))
    log, failures = (open(path, "a", buffering=1) for path in (arguments.log, arguments.failures))
    run_simple(
        arguments.host, arguments.port, answers.OrderlyApplication(log, failures), threaded=True,
        request_handler=answers.OrderlyRequestHandler,
    )


if __name__ == "__main__":
    main()
