import type * as pulumi from "@pulumi/pulumi";

import type { CountRange } from "./ecs/serviceCount.js";
import type { NetworkTraffic } from "./networkTraffic.js";
import type { ServiceArgs } from "./serviceArgs.js";
import type { AllTraffic } from "./serviceTraffic.js";

interface DeploymentContext {
  counts: pulumi.Output<CountRange>;
  traffic: AllTraffic | undefined;
  network: NetworkTraffic | undefined;
}

/** How ECS brings new tasks in, and which fields of the service it or another writer owns from then on. */
export function serviceDeployment(
  args: ServiceArgs,
  { counts, traffic, network }: DeploymentContext,
) {
  const owners: Record<string, string> = { desiredCount: args.scaling ? "autoscaler" : "program" };
  return {
    /** Inputs of the ECS service. */
    inputs: { ...rolling(counts), ...balancing(traffic, network) },
    /** What the program does not own, an update leaves alone. */
    ignoreChanges: Object.keys(owners).filter((fieldName) => owners[fieldName] !== "program"),
    owners,
  };
}

function rolling(counts: pulumi.Output<CountRange>) {
  return {
    desiredCount: counts.apply(({ least }) => least),
    deploymentController: { type: "ECS" },
    deploymentMinimumHealthyPercent: counts.apply((c) => c.minimumHealthyPercent),
    deploymentMaximumPercent: counts.apply((c) => c.maximumPercent),
    deploymentCircuitBreaker: { enable: true, rollback: true },
    // ECS refuses to rebalance where no task may run above the desired count.
    availabilityZoneRebalancing: counts.apply((c) =>
      c.maximumPercent > 100 ? "ENABLED" : "DISABLED",
    ),
  };
}

function balancing(traffic: AllTraffic | undefined, network: NetworkTraffic | undefined) {
  const first = traffic ?? network;
  if (!first) return {};
  const targets = [
    ...(traffic ? [traffic, ...traffic.additional] : []),
    ...(network?.targets ?? []),
  ];
  return {
    healthCheckGracePeriodSeconds: first.gracePeriodSeconds,
    loadBalancers: targets.map(({ targetGroup, target }) => ({
      targetGroupArn: targetGroup.arn,
      containerName: target.apply(({ containerName }) => containerName),
      containerPort: target.apply(({ containerPort }) => containerPort),
    })),
  };
}
