import * as discovery from "@pulumi/aws/servicediscovery";
import type * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../../argument/checks.js";
import type { ContainerTarget } from "../rules/containerTarget.js";
import { containerTarget, targetProblem } from "../rules/containerTarget.js";
import { discoveryProblem } from "../rules/peers/servicePeers.js";
import { rawField } from "../../argument/refField.js";
import type { TaskDefinitionRef } from "../../taskDefinition/args/taskDefinitionRef.js";
import type { ServiceDiscoveryArgs } from "../args/serviceDiscoveryArgs.js";
import { DiscoveryRecordType } from "../args/serviceDiscoveryArgs.js";

/** What a service's DNS name comes to. */
export interface DecidedDiscovery {
  namespaceId: pulumi.Input<string>;
  name: string;
  recordType: DiscoveryRecordType;
  ttlSeconds: pulumi.Input<number>;
  /** The container and port that an `SRV` record names; nothing for an `A` record. */
  target: pulumi.Output<ContainerTarget> | undefined;
}

/** Decides on a service's DNS name, before anything is registered where the arguments are plain. */
export function decideDiscovery(
  checks: Checks,
  name: string,
  args: ServiceDiscoveryArgs,
  taskDefinition: pulumi.Input<TaskDefinitionRef>,
): DecidedDiscovery {
  const { namespaceId, recordType = DiscoveryRecordType.A, ttlSeconds = 10 } = args;
  const { containerName, containerPort } = args;
  const named = { name: args.name ?? name, ttlSeconds };
  checks.check(named, discoveryProblem);
  const decided = { ...named, namespaceId, recordType };
  if (recordType !== DiscoveryRecordType.Srv) return { ...decided, target: undefined };
  const target = checks.decide(
    { containers: rawField(taskDefinition, "containers"), containerName, containerPort },
    (choice) => targetProblem(choice, "serviceDiscovery"),
    containerTarget,
  );
  return { ...decided, target };
}

/** Makes the entry of a service in a namespace, and gives what the ECS service registers its tasks in. */
export function serviceDiscovery(
  name: string,
  { namespaceId, name: dnsName, recordType, ttlSeconds, target }: DecidedDiscovery,
  parent: pulumi.Resource,
) {
  const entry = new discovery.Service(
    name,
    {
      name: dnsName,
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
