import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import type { UpResult } from "../../../generator/automation/index.js";
import { packageRoot } from "../../../generator/project/packageRoot.js";

const file = join(packageRoot(), "generator", "automation", "up.schema.json");
const schema = JSON.parse(readFileSync(file, "utf8")) as {
  definitions: { update: { properties: { status: { enum: string[] } } } };
};
const matches = new Ajv({ strict: true }).compile(schema);

const URN = "urn:pulumi:dev::orders::aws:ecs/service:Service::orders";
const FULL: UpResult = {
  stack: "dev",
  status: "cancelled",
  changes: { create: 2, same: 1, "create-replacement": 1 },
  policies: {
    violations: [
      {
        policy: "image-pinned",
        enforcementLevel: "advisory",
        severity: "medium",
        urn: URN,
        message: "the image has no tag",
      },
    ],
    undetermined: [{ policy: "image-pinned", urn: URN, path: "containers[0].image" }],
    exempted: [],
    evaluated: 21,
  },
  outputs: { url: "http://orders.example.com", password: "[secret]", ports: [80] },
  errors: [{ urn: "", message: "update canceled" }],
  inFlight: [{ urn: URN, operation: "create" }],
  pendingOperations: [{ urn: URN, operation: "create" }],
  durationSeconds: 12.3,
};

describe("up.schema.json", () => {
  it("takes a result with everything in it, and one with nothing", () => {
    assert.equal(matches(FULL), true, JSON.stringify(matches.errors));
    const empty: UpResult = {
      ...FULL,
      status: "unchanged",
      changes: {},
      policies: { violations: [], undetermined: [], exempted: [], evaluated: 0 },
      outputs: {},
      errors: [],
      inFlight: [],
      pendingOperations: [],
    };
    assert.equal(matches(empty), true, JSON.stringify(matches.errors));
  });

  it("names every status that the type has", () => {
    const statuses: Record<UpResult["status"], true> = {
      updated: true,
      unchanged: true,
      blocked: true,
      declined: true,
      conflict: true,
      cancelled: true,
      failed: true,
    };
    assert.deepEqual(
      [...schema.definitions.update.properties.status.enum].sort(),
      Object.keys(statuses).sort(),
    );
  });

  it("takes an update that was none, and says why", () => {
    assert.equal(matches({ error: { message: "there is no Pulumi.yaml" } }), true);
    assert.equal(matches({ error: {} }), false);
    assert.equal(matches({ ...FULL, error: { message: "both" } }), false);
  });

  const wrong: { title: string; result: object; path: string }[] = [
    { title: "an unknown status", result: { ...FULL, status: "done" }, path: "/status" },
    { title: "a property that nobody promised", result: { ...FULL, more: 1 }, path: "" },
    {
      title: "a count below 0",
      result: { ...FULL, changes: { create: -1 } },
      path: "/changes/create",
    },
    {
      title: "an error without its message",
      result: { ...FULL, errors: [{ urn: "" }] },
      path: "/errors/0",
    },
    {
      title: "an unknown enforcement level",
      result: {
        ...FULL,
        policies: {
          ...FULL.policies,
          violations: [{ ...FULL.policies.violations[0], enforcementLevel: "strict" }],
        },
      },
      path: "/policies/violations/0/enforcementLevel",
    },
  ];
  for (const { title, result, path } of wrong) {
    it(`refuses ${title}`, () => {
      assert.equal(matches(result), false);
      assert.equal(matches.errors?.[0]?.instancePath, path);
    });
  }

  for (const name of Object.keys(FULL)) {
    it(`refuses a result without '${name}'`, () => {
      const rest = { ...FULL };
      Reflect.deleteProperty(rest, name);
      assert.equal(matches(rest), false);
    });
  }
});
