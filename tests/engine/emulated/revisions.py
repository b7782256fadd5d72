"""Revisions of task definitions: when each was registered, and their order, which moto has not."""

from moto.core.utils import utcnow
from moto.ecs.models import EC2ContainerServiceBackend
from moto.ecs.responses import EC2ContainerServiceResponse


def with_time(register):
    def wrapped(self, *args, **kwargs):
        revision = register(self, *args, **kwargs)
        revision.registered_at = utcnow()
        return revision

    return wrapped


def family_and_number(arn):
    family, number = arn.rsplit("/", 1)[-1].rsplit(":", 1)
    return family, int(number)


def in_order(list_task_definitions):
    def wrapped(self):
        answer = list_task_definitions(self)
        answer.result["taskDefinitionArns"].sort(key=family_and_number, reverse=self._get_param("sort") == "DESC")
        return answer

    return wrapped


def install():
    backend, response = EC2ContainerServiceBackend, EC2ContainerServiceResponse
    backend.register_task_definition = with_time(backend.register_task_definition)
    response.list_task_definitions = in_order(response.list_task_definitions)
