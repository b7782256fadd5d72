import type { ClusterRef, TaskDefinitionRef } from "../../../components/index.js";
import { cluster } from "./platform.js";

/** A cluster whose tasks run on two groups of instances, or on managed instances. */
export const instances: ClusterRef = {
  ...cluster,
  defaultCapacityProviderStrategies: [{ capacityProvider: "cp-workers-1", weight: 1 }],
  capacityProviders: { workers: "cp-workers-1", spare: "cp-spare-1", managed: "cp-managed-1" },
  managedInstances: ["managed"],
  instanceSecurityGroupIds: { workers: "sg-workers", spare: "sg-spare", managed: "sg-managed" },
};

/** A task definition for instances, in a network mode. */
export function taskIn(networkMode: string, hostPort?: number): TaskDefinitionRef {
  return {
    arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
    family: "orders",
    containers: [
      {
        name: "orders",
        ports: networkMode === "none" ? [] : [8080],
        portNames: ["http"],
        ...(hostPort !== undefined && { hostPorts: [hostPort] }),
      },
    ],
    executionRoleArn: "arn:aws:iam::123456789012:role/orders-execution",
    requiresCompatibilities: ["EC2"],
    networkMode,
  };
}

/** Where the ports begin that are open for a chosen one, with 65535 as their end. */
export const CHOSEN = { least: 24_577, most: 32_768, end: 65_535 };
