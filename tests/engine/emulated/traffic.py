"""Where the requests of each path go, after every call: the history of a listener, with nothing between two looks.

    GET /moto-api/emulated/traffic   [{"path": "/orders/*", "after": "elbv2 CreateRule", "rule": 98, "services": [...],
                                       "healthy": true}, …]

A moment is written down where it differs from the one before. `rule` is the priority of the rule that wins, `services`
are those that have healthy tasks in the target groups that it sends requests to, and `healthy` says whether each of
these groups has such tasks.
"""

import json

from moto.ecs.models import ecs_backends
from moto.elbv2.models import elbv2_backends
from moto.moto_server.werkzeug_app import DomainDispatcherApplication

from . import answers, starts

ADDRESS = "/moto-api/emulated/traffic"

timeline: list[dict] = []
latest: dict[str, dict] = {}  # by path


def path_of(rule):
    """The paths of a rule that looks at nothing else."""
    [condition, *others] = rule.conditions
    if others or condition["Field"] != "path-pattern":
        return None
    return ", ".join(condition.get("PathPatternConfig", {}).get("Values") or condition.get("Values", []))


def winners():
    """For each path the backend and the rule of the lowest priority."""
    found = {}
    for account, region, backend in elbv2_backends.iter_backends():
        for balancer in backend.load_balancers.values():
            for listener in balancer.listeners.values():
                rules = [rule for rule in listener.rules.values() if not rule.is_default]
                for rule in sorted(rules, key=lambda rule: int(rule.priority), reverse=True):
                    found[path_of(rule)] = (ecs_backends[account][region], rule)
    found.pop(None, None)
    return found


def groups_of(rule):
    for action in rule.actions:
        shares = action.data.get("ForwardConfig", {}).get("TargetGroups", [])
        yield from (share["TargetGroupArn"] for share in shares if int(share["Weight"]) > 0)
        if not shares and "TargetGroupArn" in action.data:
            yield action.data["TargetGroupArn"]


def serving(ecs, group):
    """The services that have healthy tasks in a target group."""
    for service in ecs.services.values():
        if service.status != "ACTIVE":
            continue
        parts = [(part.task_set_arn, part.running_count, part.load_balancers) for part in service.task_sets]
        if service.deployment_controller["type"] != "EXTERNAL":
            parts = [(service.arn, service.desired_count, service.load_balancers)]
        for arn, count, balancers in parts:
            groups = [balancer["targetGroupArn"] for balancer in balancers]
            if count > 0 and group in groups and starts.is_healthy(arn):
                yield service.name


def look(call):
    now = {}
    for path, (ecs, rule) in winners().items():
        by_group = {group: list(serving(ecs, group)) for group in groups_of(rule)}
        names = sorted({name for names in by_group.values() for name in names})
        healthy = bool(by_group) and all(by_group.values())
        now[path] = {"path": path, "rule": int(rule.priority), "services": names, "healthy": healthy}
    for path in latest.keys() - now.keys():
        now[path] = {"path": path, "rule": None, "services": [], "healthy": False}
    for path, moment in now.items():
        if latest.get(path) != moment:
            latest[path] = moment
            timeline.append({**moment, "after": call})


def watched(first_answer_of):
    def wrapped(self, call, environ):
        answer = first_answer_of(self, call, environ)
        look(call)
        return answer

    return wrapped


def told(call):
    def wrapped(self, environ, start_response):
        if environ["PATH_INFO"] != ADDRESS:
            return call(self, environ, start_response)
        start_response("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(timeline).encode()]

    return wrapped


def install():
    answers.OrderlyApplication.first_answer_of = watched(answers.OrderlyApplication.first_answer_of)
    DomainDispatcherApplication.__call__ = told(DomainDispatcherApplication.__call__)
