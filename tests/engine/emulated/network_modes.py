"""What ECS refuses of a service whose network, or whose target groups, its task definition's network mode does not take.

moto takes both. ECS keeps the network of a service that is updated without one.
"""

from moto.ecs.exceptions import InvalidParameterException
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.elbv2.models import elbv2_backends


def network_mode(response, revision):
    return response.ecs_backend.describe_task_definition(revision).network_mode or "bridge"


def check(response, mode, network, balancers):
    if mode != "awsvpc" and network:
        raise InvalidParameterException(
            "Network Configuration is not valid for the given networkMode of this task definition."
        )
    groups = elbv2_backends[response.current_account][response.region].target_groups
    for balancer in balancers or []:
        arn = balancer["targetGroupArn"]
        kind = groups[arn].target_type or "instance"
        if (kind == "ip") != (mode == "awsvpc"):
            raise InvalidParameterException(
                f"The provided target group {arn} has target type {kind}, which is incompatible with the {mode} "
                "network mode specified in the task definition."
            )


def checked_create(create):
    def wrapped(self):
        revision = self._get_param("taskDefinition")
        if revision:
            mode = network_mode(self, revision)
            check(self, mode, self._get_param("networkConfiguration"), self._get_param("loadBalancers"))
        return create(self)

    return wrapped


def checked_update(update):
    def wrapped(self):
        cluster, name = self._get_param("cluster") or "default", self._get_param("service")
        service = self.ecs_backend.services.get(f"{cluster.split('/')[-1]}:{name.split('/')[-1]}")
        revision = self._get_param("taskDefinition")
        if service and revision:
            balancers = self._get_param("loadBalancers")
            check(
                self,
                network_mode(self, revision),
                self._get_param("networkConfiguration") or service.network_configuration,
                service.load_balancers if balancers is None else balancers,
            )
        return update(self)

    return wrapped


def install():
    response = EC2ContainerServiceResponse
    response.create_service = checked_create(response.create_service)
    response.update_service = checked_update(response.update_service)
