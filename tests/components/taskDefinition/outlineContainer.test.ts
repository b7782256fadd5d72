import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import type { ContainerArgs } from "../../../components/index.js";
import { outlineContainer } from "../../../components/taskDefinition/outlineContainer.js";
import { CONTAINER_OUTLINES } from "../../../components/taskDefinition/rules/containerOutlines.js";
import { mockPulumi } from "../../../generator/testing/index.js";
import { DIGEST } from "../support/imageDigest.js";

const app: ContainerArgs = { name: "app", image: `registry.example.com/app@${DIGEST}` };

describe("outlineContainer", () => {
  before(() => mockPulumi({ project: "orders", stack: "dev" }));

  it("tells names and what is there, and not what they say", () => {
    const arn = pulumi.output("arn");
    const container = {
      ...app,
      environment: { PORT: pulumi.output("80") },
      secrets: { KEY: { secretArn: arn } },
      healthCheck: { command: [arn] },
      dependsOn: [{ containerName: "db", condition: "START" }],
    };
    assert.deepEqual(outlineContainer(container, CONTAINER_OUTLINES.graph), {
      name: "app",
      essential: undefined,
      environment: ["PORT"],
      secrets: ["KEY"],
      healthCheck: {},
      dependsOn: [{ containerName: "db", condition: "START" }],
    });
  });

  it("tells of each in a list what a rule reads, and outputs as they are", () => {
    const path = pulumi.output("/data");
    const container = {
      ...app,
      mountPoints: [{ sourceVolume: "data", containerPath: path, readOnly: true }],
      volumesFrom: [{ sourceContainer: "db", readOnly: true }],
    };
    const outline = outlineContainer(container, CONTAINER_OUTLINES.mounts);
    assert.equal(outline.mountPoints?.[0]?.containerPath, path);
    assert.deepEqual(Object.keys(outline.mountPoints[0]), ["sourceVolume", "containerPath"]);
    assert.deepEqual(outline.volumesFrom, [{ sourceContainer: "db" }]);
  });

  it("tells that a text or an output is given, and of an empty list that it is empty", () => {
    const container = { ...app, hostname: pulumi.output("app"), dnsServers: [], links: ["db"] };
    const outline = outlineContainer(container, CONTAINER_OUTLINES.placedNetwork);
    assert.deepEqual(outline, {
      name: "app",
      hostname: {},
      dnsServers: [],
      dnsSearchDomains: undefined,
      extraHosts: undefined,
      links: [{}],
      disableNetworking: undefined,
    });
  });
});
