"""What ECS refuses for capacity providers that are in use, which moto allows.

A provider stays attached to a cluster while a service asks for it, and, when a service leaves it, until its old tasks
have ended: here for the next two tries. A provider that is attached is not deleted.
"""

import os

from moto.ecs.exceptions import ECSException
from moto.ecs.models import EC2ContainerServiceBackend
from moto.ecs.responses import EC2ContainerServiceResponse

TRIES_UNTIL_TASKS_END = 2
# Tries until a provider's old tasks have ended, by its name.
leaving: dict[str, int] = {}


def providers_of(service):
    items = getattr(service, "capacity_provider_strategy", None) or []
    return {item["capacityProvider"] for item in items}


def in_use(message):
    return ECSException("ResourceInUseException", message)


def guarded_put(put):
    def wrapped(self, cluster_name, capacity_providers, default_capacity_provider_strategy):
        cluster = self._get_cluster(cluster_name)
        kept = set(capacity_providers or [])
        for item in default_capacity_provider_strategy or []:
            if item["capacityProvider"] not in kept:
                raise ECSException("InvalidParameterException", "The strategy names a provider that is not attached.")
        for provider in set(cluster.capacity_providers or []) - kept:
            if leaving.get(provider, 0) > 0:
                leaving[provider] -= 1
                raise in_use("The specified capacity provider is in use and cannot be removed.")
            for service in self.services.values():
                same = service.cluster_arn == cluster.arn and service.status == "ACTIVE"
                if same and service.desired_count > 0 and provider in providers_of(service):
                    raise in_use("The specified capacity provider is in use and cannot be removed.")
        return put(self, cluster_name, capacity_providers, default_capacity_provider_strategy)

    return wrapped


def guarded_delete(delete):
    def wrapped(self, name_or_arn):
        provider = self._get_provider(name_or_arn)
        for cluster in self.clusters.values():
            if provider.name in (cluster.capacity_providers or []):
                raise in_use("The capacity provider cannot be deleted because it is associated with a cluster.")
        return delete(self, name_or_arn)

    return wrapped


def remembered(update):
    def wrapped(self):
        cluster, name = self._get_param("cluster"), self._get_param("service")
        key = f"{(cluster or 'default').split('/')[-1]}:{name.split('/')[-1]}"
        service = self.ecs_backend.services.get(key)
        before = providers_of(service)
        result = update(self)
        for provider in before - providers_of(service):
            leaving[provider] = TRIES_UNTIL_TASKS_END
        return result

    return wrapped


def install():
    # The policies of AWS for instances, which moto leaves out unless it is asked.
    os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
    backend = EC2ContainerServiceBackend
    backend.put_cluster_capacity_providers = guarded_put(backend.put_cluster_capacity_providers)
    backend.delete_capacity_provider = guarded_delete(backend.delete_capacity_provider)
    EC2ContainerServiceResponse.update_service = remembered(EC2ContainerServiceResponse.update_service)
