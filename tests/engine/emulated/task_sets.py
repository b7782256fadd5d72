"""Services whose deployments are not ECS's: their task sets, and what ECS refuses to change of them.

moto starts tasks for a task set and never ends them, says EC2 where a capacity provider is named, and lets an update of
the service change what belongs to its task sets. ECS's texts are those of AWS.
"""

from moto.ecs.exceptions import InvalidParameterException
from moto.ecs.models import EC2ContainerServiceBackend
from moto.ecs.responses import EC2ContainerServiceResponse

# Inputs of UpdateService that belong to the task sets, and what ECS calls them.
REFUSED = {
    "taskDefinition": "Unable to update task definition on services with a {} deployment controller.",
    "networkConfiguration": "Unable to update network parameters on services with a {} deployment controller.",
    "loadBalancers": "Unable to update load balancers on services with a {} deployment controller.",
    "capacityProviderStrategy": "Unable to update capacity provider strategy on services with a {} deployment controller.",
    "forceNewDeployment": "Cannot force a new deployment on services with a {} deployment controller.",
}


def make_primary(service, **fields):
    """What a task set has when it becomes the primary one, its service has from then on."""
    for field, value in fields.items():
        setattr(service, field, value)


def without_tasks(create_task_set):
    def wrapped(self, service, cluster_str, task_definition, scale=None, launch_type=None, **more):
        made = create_task_set(self, service, cluster_str, task_definition, launch_type="FARGATE", **more)
        made.launch_type = launch_type
        if scale:
            made.scale = scale
        owner = self._get_service(cluster_str, service.split("/")[-1])
        percent = made.scale["value"]
        made.computed_desired_count = made.running_count = int(owner.desired_count * percent / 100)
        made.pending_count = 0
        return made

    return wrapped


def primary(update_service_primary_task_set):
    def wrapped(self, cluster, service, primary_task_set):
        chosen = update_service_primary_task_set(self, cluster, service, primary_task_set)
        owner = self._get_service(cluster, service.split("/")[-1])
        make_primary(
            owner, task_definition=chosen.task_definition, load_balancers=chosen.load_balancers,
            network_configuration=chosen.network_configuration,
            capacity_provider_strategy=chosen.capacity_provider_strategy, platform_version=chosen.platform_version,
        )
        return chosen

    return wrapped


def guarded(update_service):
    def wrapped(self):
        service = self.ecs_backend._get_service(
            self._get_param("cluster", "default"), self._get_param("service").split("/")[-1]
        )
        controller = service.deployment_controller.get("type", "ECS")
        for key, text in REFUSED.items():
            if controller != "ECS" and self._get_param(key):
                advice = " Use AWS CodeDeploy to trigger a new deployment." if controller == "CODE_DEPLOY" else ""
                raise InvalidParameterException(text.format(controller) + advice)
        return update_service(self)

    return wrapped


def install():
    backend = EC2ContainerServiceBackend
    backend.create_task_set = without_tasks(backend.create_task_set)
    backend.update_service_primary_task_set = primary(backend.update_service_primary_task_set)
    EC2ContainerServiceResponse.update_service = guarded(EC2ContainerServiceResponse.update_service)
