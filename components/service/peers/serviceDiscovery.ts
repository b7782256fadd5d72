import * as discovery from "@pulumi/aws/servicediscovery";
import type * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../../argument/checks.js";
import type { ContainerTarget } from "../rules/containerTarget.js";
import { containerTarget, targetProblem } from "../rules/containerTarget.js";
import { discoveryProblem } from "../rules/peers/servicePeers.js";
import { rawField } from "../../argument/refField.js";
import type { ServiceArgs } from "../args/serviceArgs.js";
import type { ServiceDiscoveryArgs } from "../args/serviceDiscoveryArgs.js";
import { DiscoveryRecordType } from "../args/serviceDiscoveryArgs.js";

/**
 * Decides on a service's DNS name, before anything is registered where the arguments are plain.
 *
 * @returns The container and port that an `SRV` record names; nothing for an `A` record.
 */
export function decideDiscovery(
  checks: Checks,
  name: string,
  args: ServiceDiscoveryArgs,
  taskDefinition: ServiceArgs["taskDefinition"],
): pulumi.Output<ContainerTarget> | undefined {
  const { ttlSeconds = 10, containerName, containerPort } = args;
  checks.check({ name: args.name ?? name, ttlSeconds }, discoveryProblem);
  if (args.recordType !== DiscoveryRecordType.Srv) return undefined;
  return checks.decide(
    { containers: rawField(taskDefinition, "containers"), containerName, containerPort },
    (choice) => targetProblem(choice, "serviceDiscovery"),
    containerTarget,
  );
}

/** Makes the entry of a service in a namespace, and gives what the ECS service registers its tasks in. */
export function serviceDiscovery(
  name: string,
  args: ServiceDiscoveryArgs,
  target: pulumi.Output<ContainerTarget> | undefined,
  parent: pulumi.Resource,
) {
  const { namespaceId, recordType = DiscoveryRecordType.A, ttlSeconds = 10 } = args;
  const entry = new discovery.Service(
    name,
    {
      name: args.name ?? name,
      dnsConfig: {
        namespaceId,
        routingPolicy: "MULTIVALUE",
        dnsRecords: [{ type: recordType, ttl: ttlSeconds }],
      },
      // ECS says which tasks are healthy, at once.
      healthCheckCustomConfig: { failureThreshold: 1 },
      // ECS takes its tasks out when they stop, and an entry that one is left in could never be deleted.
      forceDestroy: true,
    },
    // Its name is what clients look up, and a second entry of that name would be refused.
    { parent, deleteBeforeReplace: true },
  );
  return {
    registryArn: entry.arn,
    ...(target && {
      containerName: target.apply(({ containerName }) => containerName),
      containerPort: target.apply(({ containerPort }) => containerPort),
    }),
  };
}
