"""Lists that moto gets wrong: capacity providers for which nobody names names, the policies that AWS has, and services
that are gone."""

import os

from moto.ecs.models import EC2ContainerServiceBackend


def all_by_default(describe_capacity_providers):
    def wrapped(self, names):
        return describe_capacity_providers(self, names or list(self.capacity_providers))

    return wrapped


def without_inactive(list_services):
    def wrapped(self, *args, **kwargs):
        gone = {service.arn for service in self.services.values() if service.status == "INACTIVE"}
        return [arn for arn in list_services(self, *args, **kwargs) if arn not in gone]

    return wrapped


def install():
    os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
    backend = EC2ContainerServiceBackend
    backend.describe_capacity_providers = all_by_default(backend.describe_capacity_providers)
    backend.list_services = without_inactive(backend.list_services)
