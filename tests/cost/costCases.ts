import type { CostResult } from "../../cost/costResult.js";
import { estimateCost } from "../../cost/estimateCost.js";
import type { PricedResource } from "../../cost/stackResources.js";
import type { Usage } from "../../cost/usage.js";
import { packagedPrices } from "../../policies/configuration/costFiles.js";

const prices = packagedPrices();
const STACK = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";

/** A resource of a program, at its root. */
export function resource(
  type: string,
  name: string,
  inputs: Record<string, unknown> = {},
  more: Partial<PricedResource> = {},
): PricedResource {
  return {
    urn: `urn:pulumi:dev::shop::${type}::${name}`,
    type,
    name,
    parent: STACK,
    inputs,
    ...more,
  };
}

/** A task definition for Fargate. */
export function taskDefinition(
  name: string,
  [cpu, memory]: readonly [cpu: number, memory: number],
  more: Record<string, unknown> = {},
): PricedResource {
  return resource("aws:ecs/taskDefinition:TaskDefinition", name, {
    family: name,
    cpu: String(cpu),
    memory: String(memory),
    requiresCompatibilities: ["FARGATE"],
    containerDefinitions: JSON.stringify([{ name, image: "app" }]),
    ...more,
  });
}

/** A service that runs so many tasks of the task definition with its name. */
export function service(
  name: string,
  desiredCount: number,
  more: Record<string, unknown> = {},
): PricedResource {
  return resource("aws:ecs/service:Service", name, {
    name,
    desiredCount,
    launchType: "FARGATE",
    taskDefinition: `arn:aws:ecs:us-east-1:123456789012:task-definition/${name}:1`,
    ...more,
  });
}

/** What an autoscaler may make of a service's count. */
export function scaling(name: string, minCapacity: number, maxCapacity: number): PricedResource {
  return resource("aws:appautoscaling/target:Target", name, {
    minCapacity,
    maxCapacity,
    resourceId: `service/shop/${name}`,
    scalableDimension: "ecs:service:DesiredCount",
    serviceNamespace: "ecs",
  });
}

/** What resources cost, by the table that the package ships. */
export function costOf(
  resources: readonly PricedResource[],
  { region = "us-east-1", stack = "dev", usage = {} }: Partial<CostOptions> = {},
): CostResult {
  return estimateCost({ stack, region, resources, usage, prices });
}

interface CostOptions {
  region: string;
  stack: string;
  usage: Usage;
}

/** Each line in a few words: what, minimum, expected, maximum. */
export function linesOf({ lines }: CostResult): [string, number, number, number][] {
  return lines.map(({ item, minimum, expected, maximum }) => [item, minimum, expected, maximum]);
}
