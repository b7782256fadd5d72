import * as codedeploy from "@pulumi/aws/codedeploy";
import type * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";

import { dynamicPlace } from "../../dynamic/dynamicPlace.js";
import { CodeDeployResource } from "./codeDeployResource.js";
import { appSpec } from "../rules/deployment/appSpec.js";
import { codeDeployConfig, codeDeployMinutes } from "../rules/deployment/codeDeployConfig.js";
import type { DeploymentArgs } from "../args/deploymentArgs.js";
import { serviceRole } from "../../aws/serviceRole.js";
import { physicalName } from "../../rules/physicalName.js";
import type { DeploymentController, DeploymentContext } from "./deploymentController.js";
import type { ShiftedTraffic } from "../traffic/shiftedTraffic.js";
import type { AllTraffic } from "../traffic/makeTraffic.js";
import { loadBalancersInput } from "./loadBalancersInput.js";
import { ownerParts } from "../../argument/ownerParts.js";

/** Minutes that the old tasks stay after all requests have moved, when it is not told. */
const TERMINATION_MINUTES = 5;

/** Minutes that tasks may take to come up and to go. */
const TASK_MINUTES = 30;

interface CodeDeployContext extends DeploymentContext {
  /** Names of the alarms that end a deployment. */
  alarmNames: pulumi.Output<string[]> | undefined;
}

/** Has CodeDeploy bring new revisions into a service, and the program start the deployments. */
export function codeDeployController(
  name: string,
  context: CodeDeployContext,
): DeploymentController {
  const { traffic, placed } = context;
  return {
    inputs: {
      ...placed,
      // ECS starts no deployments of its own here, and the provider knows no steady state of such a service.
      forceNewDeployment: false,
      waitForSteadyState: false,
      availabilityZoneRebalancing: "DISABLED",
      ...loadBalancersInput(context),
    },
    dependencies: [],
    minutes: TASK_MINUTES,
    complete: (service) => {
      if (traffic && "alternate" in traffic) deployInto(name, { ...context, traffic, service });
      return undefined;
    },
  };
}

interface DeployedContext extends CodeDeployContext {
  service: ecs.Service;
  traffic: Extract<AllTraffic, ShiftedTraffic>;
}

/** The rule that has the requests comes last, when the tasks of a new service are healthy. */
function deployInto(name: string, context: DeployedContext): void {
  const { service, traffic, parent } = context;
  const { deployment, timeoutMinutes: given, isAwaited } = context.decided;
  const application = new codedeploy.Application(
    name,
    { name: nameOf(name, parent), computePlatform: "ECS" },
    { parent },
  );
  const group = deploymentGroup(name, application, context);
  const termination = deployment.terminationWaitMinutes ?? TERMINATION_MINUTES;
  const timeoutMinutes = given ?? TASK_MINUTES + codeDeployMinutes(deployment) + termination;
  const run = new CodeDeployResource(
    `${name}-deployment`,
    {
      ...dynamicPlace(parent),
      applicationName: application.name,
      deploymentGroupName: group.deploymentGroupName,
      appSpec: specOf(context),
      cluster: service.cluster,
      service: service.name,
      timeoutMinutes,
      wait: isAwaited,
    },
    { parent },
  );
  traffic.productionRule([run]);
}

/** What a deployment gives its new tasks: what the service was made with, as it stands in the program now. */
function specOf({ taskDefinitionArn, placed, traffic }: DeployedContext): pulumi.Output<string> {
  return pulumi
    .all([
      taskDefinitionArn,
      traffic.target,
      pulumi.output(placed.networkConfiguration),
      pulumi.output(placed.capacityProviderStrategies),
    ])
    .apply(([taskDefinition, target, networkConfiguration, capacityProviderStrategies]) =>
      appSpec({ taskDefinition, ...target, networkConfiguration, capacityProviderStrategies }),
    );
}

function deploymentGroup(
  name: string,
  application: codedeploy.Application,
  context: DeployedContext,
): codedeploy.DeploymentGroup {
  const { service, traffic, alarmNames, parent, permissionsBoundaryArn } = context;
  const { deployment } = context.decided;
  const role = serviceRole(`${name}-codedeploy`, {
    service: "codedeploy.amazonaws.com",
    policy: "AWSCodeDeployRoleForECS",
    named: {
      name: physicalName("iamRole", [name, "codedeploy", ...ownerParts(parent)]),
      description: `CodeDeploy of the ECS service ${name}`,
    },
    permissionsBoundaryArn,
    parent,
  });
  const events = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_REQUEST"];
  const alarmRollback = pulumi.output(deployment.alarmRollback ?? true);
  return new codedeploy.DeploymentGroup(
    name,
    {
      appName: application.name,
      deploymentGroupName: nameOf(name, parent),
      serviceRoleArn: role.arn,
      deploymentConfigName: configurationName(name, deployment, parent),
      deploymentStyle: { deploymentType: "BLUE_GREEN", deploymentOption: "WITH_TRAFFIC_CONTROL" },
      ecsService: {
        clusterName: service.cluster.apply((cluster) => cluster.split("/").pop() ?? cluster),
        serviceName: service.name,
      },
      loadBalancerInfo: {
        targetGroupPairInfo: {
          prodTrafficRoute: { listenerArns: [traffic.balancer.listenerArn] },
          ...(deployment.testListenerArn !== undefined && {
            testTrafficRoute: { listenerArns: [deployment.testListenerArn] },
          }),
          targetGroups: [{ name: traffic.targetGroup.name }, { name: traffic.alternate.name }],
        },
      },
      autoRollbackConfiguration: {
        enabled: true,
        events: alarmRollback.apply((onAlarm) =>
          alarmNames && onAlarm ? [...events, "DEPLOYMENT_STOP_ON_ALARM"] : events,
        ),
      },
      ...(alarmNames && { alarmConfiguration: { enabled: true, alarms: alarmNames } }),
      blueGreenDeploymentConfig: {
        deploymentReadyOption: { actionOnTimeout: "CONTINUE_DEPLOYMENT" },
        terminateBlueInstancesOnDeploymentSuccess: {
          action: "TERMINATE",
          terminationWaitTimeInMinutes: deployment.terminationWaitMinutes ?? TERMINATION_MINUTES,
        },
      },
    },
    { parent, dependsOn: [role.grant] },
  );
}

/** A configuration that AWS has, or one of the service's own. */
function configurationName(
  name: string,
  deployment: DeploymentArgs,
  parent: pulumi.Resource,
): pulumi.Input<string> {
  const config = codeDeployConfig(deployment);
  if ("name" in config) return config.name;
  const { type, percentage, interval } = config;
  const routing =
    type === "TimeBasedCanary"
      ? { type, timeBasedCanary: { percentage, interval } }
      : { type, timeBasedLinear: { percentage, interval } };
  const made = new codedeploy.DeploymentConfig(
    name,
    {
      // A configuration cannot be changed: another one has another name.
      deploymentConfigName: nameOf(name, parent, [type, percentage, interval]),
      computePlatform: "ECS",
      trafficRoutingConfig: routing,
    },
    { parent },
  );
  return made.deploymentConfigName;
}

function nameOf(
  name: string,
  parent: pulumi.Resource,
  distinguish: readonly (string | number)[] = [],
): string {
  return physicalName("codeDeploy", [name, ...ownerParts(parent)], distinguish);
}
