"""Lists that moto leaves empty: capacity providers for which nobody names names, and the policies that AWS has."""

import os

from moto.ecs.models import EC2ContainerServiceBackend


def all_by_default(describe_capacity_providers):
    def wrapped(self, names):
        return describe_capacity_providers(self, names or list(self.capacity_providers))

    return wrapped


def install():
    os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
    backend = EC2ContainerServiceBackend
    backend.describe_capacity_providers = all_by_default(backend.describe_capacity_providers)
