import * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";

import type { DeploymentController, DeploymentContext } from "./deploymentController.js";
import type { ExternalDeploymentRef } from "../args/externalDeploymentRef.js";
import { loadBalancersInput } from "./loadBalancersInput.js";

/** What the tool writes from its first deployment on. */
const TOOL_FIELDS = [
  "taskDefinition",
  "scale",
  "loadBalancers",
  "networkConfiguration",
  "capacityProviderStrategies",
];

/** Minutes that tasks may take to come up, or to go. */
const TASK_MINUTES = 20;

/** Makes a service with its first task set, and leaves the others to a tool outside. */
export function externalController(name: string, context: DeploymentContext): DeploymentController {
  return {
    inputs: {
      // Of such a service ECS takes these with each task set, and with the service not at all.
      taskDefinition: undefined,
      waitForSteadyState: false,
      availabilityZoneRebalancing: "DISABLED",
      // Task sets of the tool would hold the service back when it goes.
      forceDelete: true,
    },
    dependencies: [],
    minutes: TASK_MINUTES,
    complete: (service) => firstTaskSet(name, context, service),
  };
}

function firstTaskSet(
  name: string,
  context: DeploymentContext,
  service: ecs.Service,
): ExternalDeploymentRef {
  const { decided, traffic, placed, parent, taskDefinitionArn: taskDefinition } = context;
  const { loadBalancers } = loadBalancersInput(context);
  const { networkConfiguration: network } = placed;
  const taskSet = new ecs.TaskSet(
    name,
    {
      service: service.id,
      cluster: service.cluster,
      taskDefinition,
      ...(network && { networkConfiguration: network }),
      capacityProviderStrategies: pulumi
        .output(placed.capacityProviderStrategies)
        .apply((items) => items.map(({ weight = 0, ...item }) => ({ ...item, weight }))),
      scale: { unit: "PERCENT", value: decided.scalePercent },
      waitUntilStable: true,
      waitUntilStableTimeout: `${TASK_MINUTES}m`,
      forceDelete: true,
      ...(loadBalancers && { loadBalancers }),
    },
    { parent, ignoreChanges: TOOL_FIELDS },
  );
  const ref: ExternalDeploymentRef = {
    clusterArn: service.cluster,
    serviceName: service.name,
    taskDefinitionArn: taskDefinition,
    taskSetId: taskSet.taskSetId,
    subnetIds: network?.subnets ?? [],
    securityGroupIds: pulumi.all(network?.securityGroups ?? []),
    assignPublicIp: network?.assignPublicIp ?? false,
  };
  if (!traffic || !("alternate" in traffic)) return ref;
  return {
    ...ref,
    // The rule that has the requests comes when the tasks are healthy.
    listenerRuleArn: traffic.productionRule([taskSet]).arn,
    targetGroupArns: [traffic.targetGroup.arn, traffic.alternate.arn],
    containerName: traffic.target.apply(({ containerName }) => containerName),
    containerPort: traffic.target.apply(({ containerPort }) => containerPort),
  };
}
