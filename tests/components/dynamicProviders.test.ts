import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { runInNewContext } from "node:vm";

import * as dynamicProviders from "../../components/dynamicProviders.js";
import { Cluster, Service, Task } from "../../components/index.js";
import { mockPulumi } from "../../generator/testing/index.js";
import { loadBalancer, network, cluster } from "./support/platform.js";

const DYNAMIC = "pulumi-nodejs:dynamic:Resource";

/** The texts that Pulumi stores of the providers of all dynamic resources that our components make. */
async function storedTexts(): Promise<string[]> {
  const mock = await mockPulumi();
  const taskDefinition = {
    arn: "arn:aws:ecs:us-east-1:1:task-definition/orders:1",
    family: "orders",
    containers: pulumi.output([{ name: "orders", ports: [8080] }]),
  };
  new Cluster("platform", {
    network,
    instanceGroups: [{ name: "workers", minSize: 0, maxSize: 4, instanceTypes: ["m7i.large"] }],
  });
  new Task("migration", { cluster, taskDefinition });
  new Service("orders", {
    cluster,
    taskDefinition,
    loadBalancer: { ref: loadBalancer, path: "/orders/*", healthCheckPath: "/healthz" },
    deployment: { strategy: "codeDeploy" },
  });
  await mock.settled();
  const dynamic = mock.resources.filter(({ type }) => type === DYNAMIC);
  return [...new Set(dynamic.map(({ inputs }) => String(inputs.__provider)))];
}

describe("what users' states hold of dynamic resources", () => {
  it("names exports of slipway/dynamicProviders, each of them, and no file", async () => {
    const texts = await storedTexts();
    const named = texts.map(
      (text) => /fromProject\("slipway\/dynamicProviders"\)\.(\w+);/.exec(text)?.[1],
    );
    assert.deepEqual(named.sort(), Object.keys(dynamicProviders).sort());
    for (const text of texts) assert.doesNotMatch(text, /dist\/|components\//);
  });

  it("finds each provider from the program's folder", async () => {
    for (const text of await storedTexts()) {
      const exports: { handler?: () => unknown } = {};
      runInNewContext(text, { exports, require: createRequire(__filename), process });
      assert.ok(Object.values<unknown>(dynamicProviders).includes(exports.handler?.()));
    }
  });

  it("keeps the names that states have", () => {
    assert.deepEqual(Object.keys(dynamicProviders).sort(), [
      "capacityAttachmentProvider",
      "capacityDetachmentProvider",
      "codeDeployProvider",
      "taskRunProvider",
    ]);
  });
});
