import assert from "node:assert/strict";
import type { FailedCreation } from "../../../../../generator/automation/failedCreation.js";
import {
  ownCreations,
  withFailedObjects,
} from "../../../../../generator/fleet/run/repair/failedObjects.js";

const LISTENER = "aws:lb/listener:Listener";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

function creation(type: string, inputs: Record<string, unknown>, name = "web"): FailedCreation {
  const urn = `urn:pulumi:s::p::${type}::${name}`;
  return { urn, type, parent: "", provider: "", inputs };
}

function resource(type: string, id: string, more: object = {}) {
  return { urn: `urn:pulumi:s::p::${type}::${id}`, type, custom: true, id, ...more };
}

describe("what a failed creation may have made", () => {
  const cases: [string, string, Record<string, unknown>, boolean][] = [
    ["a name that the engine made up", LOG_GROUP, { name: "web-0a1b2c3" }, true],
    [
      "a name that the provider notes as made up",
      LOG_GROUP,
      { name: "x", __defaults: ["name"] },
      true,
    ],
    ["a bucket's", "aws:s3/bucket:Bucket", { bucket: "web-0a1b2c3" }, true],
    ["a name that the program gives", LOG_GROUP, { name: "/ecs/web" }, false],
    ["one that only looks made up", LOG_GROUP, { name: "web-0a1b2c3", __defaults: [] }, false],
    ["another resource's", LOG_GROUP, { name: "api-0a1b2c3" }, false],
    ["what only begins so", LOG_GROUP, { name: "web-0a1b2c3-blue" }, false],
    [
      "a listener of the stack's load balancer",
      LISTENER,
      { loadBalancerArn: "own", port: 80 },
      true,
    ],
    [
      "one of a load balancer that it reads",
      LISTENER,
      { loadBalancerArn: "read", port: 80 },
      false,
    ],
    ["one of somebody else's", LISTENER, { loadBalancerArn: "other", port: 80 }, false],
    [
      "a service in the stack's cluster",
      "aws:ecs/service:Service",
      { cluster: "own", name: "w" },
      true,
    ],
    [
      "a revision in a family that the program gives, of which the look-up proves it",
      "aws:ecs/taskDefinition:TaskDefinition",
      { family: "web" },
      true,
    ],
    [
      "one whose revision alone is the stack's",
      "aws:ecs/service:Service",
      { cluster: "other", name: "w", taskDefinition: "own" },
      false,
    ],
  ];
  for (const [what, type, inputs, isOwn] of cases) {
    it(`${what}: is ${isOwn ? "the stack's own" : "not proved to be the stack's"}`, () => {
      const resources = [
        resource("aws:lb/loadBalancer:LoadBalancer", "own"),
        resource("aws:lb/loadBalancer:LoadBalancer", "read", { external: true }),
      ];
      assert.equal(ownCreations([creation(type, inputs)], { resources }).length, isOwn ? 1 : 0);
    });
  }

  const first = creation(LOG_GROUP, { name: "web-0a1b2c3" });
  const second = creation(LOG_GROUP, { name: "web-4d5e6f7" });

  it("becomes a resource of the state, and a second one is to be deleted", () => {
    const { deployment, adopted } = withFailedObjects({ resources: [] }, [
      [first, { importId: "web-0a1b2c3" }],
      [second, { importId: "web-4d5e6f7" }],
    ]);
    assert.deepEqual(
      deployment.resources?.map(({ id, delete: isDeleted, custom }) => [id, isDeleted, custom]),
      [
        ["web-0a1b2c3", undefined, true],
        ["web-4d5e6f7", true, true],
      ],
    );
    assert.deepEqual(adopted, [first.urn]);
  });

  it("has copies, which are to be deleted too", () => {
    const { deployment } = withFailedObjects({ resources: [] }, [
      [first, { importId: "new", copies: ["older"] }],
      [second, { importId: "new", copies: ["older"] }],
    ]);
    assert.deepEqual(
      deployment.resources?.map(({ id, delete: isDeleted }) => [id, isDeleted]),
      [
        ["new", undefined],
        ["older", true],
      ],
    );
  });

  it("is deleted where the state has another one by now, or what it was to replace", () => {
    const resources = [resource(LOG_GROUP, "web", { urn: first.urn, id: "web-9999999" })];
    const { deployment } = withFailedObjects({ resources }, [[first, { importId: "web-0a1b2c3" }]]);
    assert.deepEqual(
      deployment.resources?.map(({ id, delete: isDeleted }) => [id, isDeleted]),
      [
        ["web-9999999", undefined],
        ["web-0a1b2c3", true],
      ],
    );
  });

  it("is left as it is where it is absent, or the state has it", () => {
    const resources = [resource(LOG_GROUP, "web", { urn: first.urn, id: "web-0a1b2c3" })];
    const found = withFailedObjects({ resources }, [
      [first, { importId: "web-0a1b2c3" }],
      [second, "absent"],
    ]);
    assert.deepEqual(found, { deployment: { resources }, adopted: [] });
  });
});
