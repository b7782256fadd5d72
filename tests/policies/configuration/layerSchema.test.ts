import assert from "node:assert/strict";

import { Ajv } from "ajv";

import { configurationSchema } from "../../../policies/configuration/layerSchema.js";
import { rules } from "../../../policies/rules/index.js";

describe("configurationSchema", () => {
  const ajv = new Ajv({
    strict: true,
    allowUnionTypes: true,
    formats: { date: true, regex: true },
  });
  const isValid = ajv.compile(configurationSchema(rules));

  const sound: [string, unknown][] = [
    ["nothing", {}],
    ["a schema and a base", { $schema: "./policies.schema.json", extends: ["a.yaml"] }],
    ["a level of each policy", Object.fromEntries(rules.map(({ name }) => [name, "advisory"]))],
    [
      "parameters and exemptions in an environment",
      {
        environments: {
          "prod-*": {
            profile: "hardened",
            "task-memory-limits": { minMiB: 64, exempt: [{ name: "a", reason: "b" }] },
            exempt: [{ policies: ["ECS.2"], name: "a", expires: "2027-01-01" }],
          },
        },
      },
    ],
    ["the reports", { "slipway-undetermined": "mandatory", "slipway-exemptions": "disabled" }],
  ];
  for (const [what, configuration] of sound) {
    it(`takes ${what}`, () => {
      assert.ok(isValid(configuration), JSON.stringify(isValid.errors));
    });
  }

  const wrong: [string, unknown][] = [
    ["an unknown policy", { "image-pined": "advisory" }],
    ["an unknown level", { all: "loud" }],
    ["an unknown profile", { profile: "strict" }],
    ["an unknown parameter", { "image-pinned": { digest: true } }],
    ["environments in an environment", { environments: { dev: { environments: {} } } }],
    ["a parameter of the wrong kind", { "task-memory-limits": { minMiB: "64" } }],
    ["an exemption without policies", { exempt: [{ name: "a" }] }],
  ];
  for (const [what, configuration] of wrong) {
    it(`refuses ${what}`, () => {
      assert.equal(isValid(configuration), false);
    });
  }
});
