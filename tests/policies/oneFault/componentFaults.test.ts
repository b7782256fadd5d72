import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ArgumentError } from "../../../components/argument/argumentError.js";
import type { TaskDefinitionArgs } from "../../../components/index.js";
import {
  Cluster,
  DockerImage,
  LoadBalancer,
  ScheduledTask,
  Service,
  TaskDefinition,
} from "../../../components/index.js";
import { mockPulumi } from "../../../generator/testing/index.js";
import type { PolicyConfiguration } from "../../../policies/pack.js";
import { reviewResources } from "../../../policies/pack.js";
import { cluster, loadBalancer, network } from "../../components/support/platform.js";
import type { ComponentFault, Edited } from "./componentFaults.js";
import {
  COMPONENT_CONTAINER,
  COMPONENT_FAULTS,
  HEALTHY_BALANCER,
  HEALTHY_CLUSTER,
} from "./componentFaults.js";
import { FURTHER_COMPONENT_FAULTS, OWN_COMPONENT_FAULTS } from "./furtherComponentFaults.js";
import { PLATFORM_FAULTS } from "./platformFaults.js";
import { SERVICE_FAULTS } from "./serviceFaults.js";
import { TASK_FAULTS } from "./taskFaults.js";

const CONFIGURATION: PolicyConfiguration = {
  profile: "hardened",
  "alb-exposure-declared": { requireWaf: true },
};

const KEY = "arn:aws:kms:us-east-1:123456789012:key/1";

/** Other arguments as a program of JavaScript gives them. */
function given<T>(edited: Edited<T> | undefined): Partial<T> {
  // `undefined` takes the place of what the healthy twin has.
  return { ...edited };
}

/** Where the image is built from. */
let context = "";

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
      logKmsKeyArn: KEY,
      ...given(fault.task),
    });
    const { scheduledTask, buildArgs } = fault;
    if (fault.cluster) {
      new Cluster("shop", { network, ...HEALTHY_CLUSTER, ...given(fault.cluster) });
    }
    if (fault.loadBalancer ?? fault.network) {
      new LoadBalancer("shop", {
        network: { ...network, ...given(fault.network) },
        ...HEALTHY_BALANCER,
        ...given(fault.loadBalancer),
      });
    }
    new Service("orders", {
      cluster,
      taskDefinition: task.ref,
      desiredCount: 2,
      loadBalancer: {
        ref: loadBalancer,
        path: "/orders/*",
        healthCheckPath: "/",
        protocol: "HTTPS",
        ...given(fault.balancing),
      },
      ...given(fault.service),
    });
    if (scheduledTask) {
      new ScheduledTask("nightly", {
        cluster,
        taskDefinition: task.ref,
        schedule: "rate(1 day)",
        ...given(scheduledTask),
      });
    }
    if (buildArgs) new DockerImage("orders", { context, buildArgs, kmsKeyArn: KEY });
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
  before(() => {
    context = mkdtempSync(join(tmpdir(), "slipway-fault-"));
    writeFileSync(join(context, "Dockerfile"), "FROM scratch\nUSER 1000\n");
  });

  after(() => {
    rmSync(context, { recursive: true });
  });

  it("is none in the healthy twin", async () => {
    const all = { cluster: {}, loadBalancer: {}, scheduledTask: {}, buildArgs: { VERSION: "1" } };
    assert.deepEqual(await brokenBy(all), []);
  });

  const twins = [...COMPONENT_FAULTS, ...FURTHER_COMPONENT_FAULTS];
  for (const { title, found, ...fault } of [...twins, ...OWN_COMPONENT_FAULTS]) {
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
    const titles = twins.map(({ title }) => title);
    assert.deepEqual(
      titles.filter((title) => !all.has(title)),
      [],
    );
    const others = OWN_COMPONENT_FAULTS.map(({ title }) => title);
    assert.equal(new Set([...titles, ...others]).size, titles.length + others.length);
    assert.ok(others.every((title) => !all.has(title)));
  });
});
