import assert from "node:assert/strict";

import { ArgumentError } from "../../../components/argument/argumentError.js";
import type { TaskDefinitionArgs } from "../../../components/index.js";
import { Cluster, LoadBalancer, Service, TaskDefinition } from "../../../components/index.js";
import { mockPulumi } from "../../../generator/testing/index.js";
import type { PolicyConfiguration } from "../../../policies/pack.js";
import { reviewResources } from "../../../policies/pack.js";
import { cluster, loadBalancer, network } from "../../components/support/platform.js";
import type { ComponentFault } from "./componentFaults.js";
import {
  COMPONENT_CONTAINER,
  COMPONENT_FAULTS,
  HEALTHY_BALANCER,
  HEALTHY_CLUSTER,
} from "./componentFaults.js";
import { PLATFORM_FAULTS } from "./platformFaults.js";
import { SERVICE_FAULTS } from "./serviceFaults.js";
import { TASK_FAULTS } from "./taskFaults.js";

const CONFIGURATION: PolicyConfiguration = { profile: "hardened" };

/** The rules that a program of our components breaks, or the argument that it is refused for. */
async function brokenBy(fault: Omit<ComponentFault, "title" | "found">): Promise<string[]> {
  const mock = await mockPulumi({ project: "shop", stack: "prod" });
  try {
    const containers = [
      { ...COMPONENT_CONTAINER, ...fault.container },
    ] as TaskDefinitionArgs["containers"];
    const task = new TaskDefinition("orders", {
      containers,
      cpu: 256,
      memory: 512,
      logRetentionDays: 365,
      logKmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/1",
      ...fault.task,
    });
    new Cluster("shop", { network, ...HEALTHY_CLUSTER, ...fault.cluster });
    new LoadBalancer("shop", { network, ...HEALTHY_BALANCER, ...fault.loadBalancer });
    new Service("orders", {
      cluster,
      taskDefinition: task.ref,
      desiredCount: 2,
      loadBalancer: {
        ref: loadBalancer,
        path: "/orders/*",
        healthCheckPath: "/",
        protocol: "HTTPS",
      },
      ...fault.service,
    });
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error;
    return [error.propertyPath];
  } finally {
    await mock.settled();
  }
  const resources = mock.resources.map(({ inputs: properties, ...one }) => ({
    ...one,
    parent: one.parent ?? undefined,
    properties,
  }));
  const { violations } = reviewResources(resources, CONFIGURATION);
  return [...new Set(violations.map(({ policy }) => policy))];
}

describe("one fault, by arguments of our components", () => {
  it("is none in the healthy twin", async () => {
    assert.deepEqual(await brokenBy({}), []);
  });

  for (const { title, found, ...fault } of COMPONENT_FAULTS) {
    const what = "refused" in found ? `refused at '${found.refused}'` : `found by ${found.rule}`;
    it(`is ${what}: ${title}`, async () => {
      const broken = await brokenBy(fault);
      const expected = "refused" in found ? found.refused : found.rule;
      assert.ok(broken.includes(expected), `${expected} must be said, got ${broken.join(", ")}`);
    });
  }

  it("is of the faults of plain resources, each named once", () => {
    const all = new Set(
      [...TASK_FAULTS, ...SERVICE_FAULTS, ...PLATFORM_FAULTS].map(([title]) => title),
    );
    const titles = COMPONENT_FAULTS.map(({ title }) => title);
    assert.deepEqual(
      titles.filter((title) => !all.has(title)),
      [],
    );
    assert.equal(new Set(titles).size, titles.length);
  });
});
