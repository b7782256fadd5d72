"""Deployments of ECS services by CodeDeploy, which in moto stay as they were created: with update, delete and stop.

A deployment is `InProgress` at the first look at it (GetDeployment) and has ended at the second. How it ends is said by
the tag of the first image of its task definition, with the words of deployments.py:

  fails, missing   `Failed` at Install, and another deployment rolls it back
  hangs            it stays until it is stopped, which rolls it back
Every other tag succeeds: a task set with the revision becomes the service's, and the listener's rules lead to it.
"""

import json

from moto.codedeploy.models import AlarmConfiguration, DeploymentInfo
from moto.codedeploy.responses import CodeDeployResponse
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow
from moto.ecs.models import ecs_backends
from moto.elbv2.models import elbv2_backends

from . import deployments, task_sets

# What CodeDeploy calls an input of a group, and what moto does.
GROUP_FIELDS = {
    "deploymentConfigName": "deployment_config_name",
    "serviceRoleArn": "service_role_arn",
    "triggerConfigurations": "trigger_configurations",
    "alarmConfiguration": "alarm_configuration",
    "autoRollbackConfiguration": "auto_rollback_configuration",
    "outdatedInstancesStrategy": "outdated_instances_strategy",
    "deploymentStyle": "deployment_style",
    "blueGreenDeploymentConfiguration": "blue_green_deployment_configuration",
    "loadBalancerInfo": "load_balancer_info",
    "ecsServices": "ecs_services",
}


class Place:
    """The service of a deployment, and what its AppSpec says."""

    def __init__(self, response, deployment):
        self.current_account, self.region = response.current_account, response.region
        self.ecs_backend = ecs_backends[self.current_account][self.region]
        self.group = deployment.deployment_group
        content = json.loads(deployment.revision["appSpecContent"]["content"])
        self.spec = content["Resources"][0]["TargetService"]["Properties"]
        named = self.group.ecs_services[0]
        self.service = self.ecs_backend.services[f"{named['clusterName']}:{named['serviceName']}"]

    def ending(self):
        return deployments.ending(self, self.spec["TaskDefinition"])

    def shift(self):
        """Gives the service a task set in the target group that has no requests, and the requests to that."""
        elb = elbv2_backends[self.current_account][self.region]
        pair = self.group.load_balancer_info["targetGroupPairInfoList"][0]
        names = [group["name"] for group in pair["targetGroups"]]
        arns = [group.arn for group in elb.describe_target_groups(None, [], names)]
        blue = self.service.load_balancers[0]["targetGroupArn"]
        green = next(arn for arn in arns if arn != blue)
        info = self.spec["LoadBalancerInfo"]
        task_sets.make_primary(
            self.service,
            task_definition=self.spec["TaskDefinition"],
            load_balancers=[{
                "targetGroupArn": green, "containerName": info["ContainerName"], "containerPort": info["ContainerPort"],
            }],
        )
        for listener in pair["prodTrafficRoute"]["listenerArns"]:
            for rule in elb.describe_rules(listener, None):
                lead(rule, arns, green)


def lead(rule, arns, green):
    for action in rule.actions:
        for group in action.data.get("ForwardConfig", {}).get("TargetGroups", []):
            if group["TargetGroupArn"] in arns:
                group["Weight"] = 100 if group["TargetGroupArn"] == green else 0


def begin(deployment):
    deployment.status, deployment.start_time = "InProgress", utcnow()
    deployment.events = [{"lifecycleEventName": "Install", "status": "InProgress"}]


def end(deployment, status, **errors):
    deployment.status, deployment.complete_time = status, utcnow()
    deployment.errors = errors
    word = "Succeeded" if status == "Succeeded" else "Failed"
    deployment.events = [{"lifecycleEventName": "Install", "status": word}]


def roll_back(self, deployment, creator="codeDeployRollback"):
    """The deployment that brings back what ran before: all of it is still there, and it has succeeded at once."""
    back = DeploymentInfo(
        deployment.application, deployment.deployment_group, deployment.revision, deployment.deployment_config_name,
        None, None, None, None, None, None, None, creator,
    )
    end(back, "Succeeded")
    self.codedeploy_backend.deployments[back.deployment_id] = back
    deployment.rollback = {
        "rollbackDeploymentId": back.deployment_id, "rollbackTriggeringDeploymentId": deployment.deployment_id,
    }


def look(self, deployment):
    if deployment.status == "Created":
        begin(deployment)
        return
    how = Place(self, deployment).ending() if deployment.status == "InProgress" else "hangs"
    if how == "hangs":
        return
    if how == "succeeds":
        Place(self, deployment).shift()
        end(deployment, "Succeeded")
        return
    # CodeDeploy knows no reason but this one; ECS does.
    end(deployment, "Failed", code="HEALTH_CONSTRAINTS", message="The ECS tasks of the replacement task set did not become healthy.")
    roll_back(self, deployment)


def looked_at(get_deployment):
    def wrapped(self):
        deployment = self.codedeploy_backend.get_deployment(deployment_id=self._get_param("deploymentId"))
        look(self, deployment)
        result = get_deployment(self)
        result.result["deploymentInfo"].update(
            errorInformation=getattr(deployment, "errors", {}), rollbackInfo=getattr(deployment, "rollback", {}),
        )
        return result

    return wrapped


def stop_deployment(self):
    deployment = self.codedeploy_backend.get_deployment(deployment_id=self._get_param("deploymentId"))
    end(deployment, "Stopped", code="MANUAL_STOP", message="The deployment was stopped by a user.")
    if self._get_param("autoRollbackEnabled"):
        roll_back(self, deployment)
    return ActionResult({"status": "Succeeded"})


def target_id(deployment):
    named = deployment.deployment_group.ecs_services[0]
    return f"{named['clusterName']}:{named['serviceName']}"


def list_deployment_targets(self):
    deployment = self.codedeploy_backend.get_deployment(deployment_id=self._get_param("deploymentId"))
    return ActionResult({"targetIds": [target_id(deployment)]})


def batch_get_deployment_targets(self):
    deployment = self.codedeploy_backend.get_deployment(deployment_id=self._get_param("deploymentId"))
    target = {
        "deploymentId": deployment.deployment_id, "targetId": target_id(deployment), "status": deployment.status,
        "lifecycleEvents": getattr(deployment, "events", []), "taskSetsInfo": [],
    }
    return ActionResult({"deploymentTargets": [{"deploymentTargetType": "ECSTarget", "ecsTarget": target}]})


def described(get_deployment_group):
    def wrapped(self):
        result = get_deployment_group(self)
        group = self.codedeploy_backend.get_deployment_group(
            application_name=self._get_param("applicationName"), deployment_group_name=self._get_param("deploymentGroupName"),
        )
        alarms = group.alarm_configuration
        if isinstance(alarms, AlarmConfiguration):
            alarms = {"alarms": alarms.alarms, "enabled": alarms.enabled}
        result.result["deploymentGroupInfo"]["alarmConfiguration"] = alarms or {}
        return result

    return wrapped


def update_deployment_group(self):
    backend, application = self.codedeploy_backend, self._get_param("applicationName")
    name = self._get_param("currentDeploymentGroupName")
    group = backend.get_deployment_group(application_name=application, deployment_group_name=name)
    for key, attribute in GROUP_FIELDS.items():
        if self._get_param(key) is not None:
            setattr(group, attribute, self._get_param(key))
    new = self._get_param("newDeploymentGroupName") or name
    group.deployment_group_name = new
    backend.deployment_groups[application][new] = backend.deployment_groups[application].pop(name)
    return ActionResult({"hooksNotCleanedUp": []})


def delete_deployment_group(self):
    groups = self.codedeploy_backend.deployment_groups.get(self._get_param("applicationName"), {})
    groups.pop(self._get_param("deploymentGroupName"), None)
    return ActionResult({"hooksNotCleanedUp": []})


def update_application(self):
    backend, name = self.codedeploy_backend, self._get_param("applicationName")
    application = backend.get_application(name)
    application.application_name = self._get_param("newApplicationName") or name
    backend.applications[application.application_name] = backend.applications.pop(name)
    backend.deployment_groups[application.application_name] = backend.deployment_groups.pop(name, {})
    return EmptyResult()


def delete_application(self):
    name = self._get_param("applicationName")
    self.codedeploy_backend.applications.pop(name, None)
    self.codedeploy_backend.deployment_groups.pop(name, None)
    return EmptyResult()


def install():
    response = CodeDeployResponse
    response.get_deployment = looked_at(response.get_deployment)
    response.get_deployment_group = described(response.get_deployment_group)
    for action in (
        stop_deployment, list_deployment_targets, batch_get_deployment_targets, update_deployment_group,
        delete_deployment_group, update_application, delete_application,
    ):
        setattr(response, action.__name__, action)
