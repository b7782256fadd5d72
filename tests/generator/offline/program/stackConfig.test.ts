import assert from "node:assert/strict";

import { stackConfig } from "../../../../generator/offline/program/stackConfig.js";

const PLACEHOLDER = "1234567890123456";

function configOf(
  declared: Record<string, unknown>,
  stack: Record<string, unknown> = {},
  mocked: Record<string, unknown> = {},
) {
  return stackConfig(
    {
      directory: "/shop",
      file: "/shop/Pulumi.yaml",
      name: "shop",
      runtime: "nodejs",
      runtimeOptions: {},
      config: declared,
    },
    { organization: "organization", name: "dev", content: { config: stack } },
    mocked,
  );
}

describe("stackConfig", () => {
  it("passes texts, numbers and booleans as text, and lists and maps as JSON", () => {
    const stack = { "shop:a": "x", "shop:b": 512, "shop:c": true, "shop:d": [1, { e: "f" }] };
    assert.deepEqual(configOf({}, stack), {
      values: { "shop:a": "x", "shop:b": "512", "shop:c": "true", "shop:d": '[1,{"e":"f"}]' },
      secretKeys: [],
      encryptedKeys: [],
    });
  });

  it("reads keys without namespace as the project's, and the long form of namespaces", () => {
    const { values } = configOf({ a: 1, "aws:region": "eu-west-1" }, { "shop:config:b": 2 });
    assert.deepEqual(values, { "shop:a": "1", "aws:region": "eu-west-1", "shop:b": "2" });
  });

  it("lets the stack's value win over the project's value or default", () => {
    const declared = {
      memory: { type: "integer", default: 256 },
      "aws:region": { value: "eu-west-1" },
    };
    assert.deepEqual(configOf(declared).values, {
      "shop:memory": "256",
      "aws:region": "eu-west-1",
    });
    assert.deepEqual(configOf(declared, { "shop:memory": 512, "aws:region": "us-east-2" }).values, {
      "shop:memory": "512",
      "aws:region": "us-east-2",
    });
  });

  it("puts a placeholder for an encrypted value, which stays a secret", () => {
    const stack = {
      "shop:key": { secure: "v1:abc" },
      "shop:db": { user: "u", password: { secure: "v1:def" } },
    };
    assert.deepEqual(configOf({}, stack), {
      values: {
        "shop:key": PLACEHOLDER,
        "shop:db": `{"user":"u","password":"${PLACEHOLDER}"}`,
      },
      secretKeys: ["shop:key", "shop:db"],
      encryptedKeys: ["shop:key", "shop:db"],
    });
  });

  it("keeps what the project declares as secret a secret, whoever sets it", () => {
    const plain = { values: { "shop:key": "plain" }, secretKeys: ["shop:key"], encryptedKeys: [] };
    assert.deepEqual(configOf({ key: { secret: true } }, { "shop:key": "plain" }), plain);
    const declared = { key: { type: "string", secret: true } };
    const { values, secretKeys } = configOf(declared, { "shop:key": { secure: "v1:abc" } });
    assert.deepEqual([values, secretKeys], [{ "shop:key": PLACEHOLDER }, ["shop:key"]]);
    assert.deepEqual(configOf(declared, { "shop:key": "x" }, { key: "plain" }), plain);
  });

  const open: [string, Record<string, unknown>, Record<string, unknown>, string][] = [
    ["a text", { type: "string" }, { "shop:key": "plain" }, "in Pulumi.dev.yaml"],
    ["a map", { type: "object" }, { "shop:key": { a: "plain" } }, "in Pulumi.dev.yaml"],
    ["a number", { type: "integer", default: 1 }, { "shop:config:key": 2 }, "in Pulumi.dev.yaml"],
    ["a default", { type: "string", default: "plain" }, {}, "as its default in Pulumi.yaml"],
  ];
  for (const [what, declared, stack, place] of open) {
    it(`refuses ${what} in plain text that is declared as a secret of a type, as Pulumi does`, () => {
      assert.throws(() => configOf({ key: { ...declared, secret: true } }, stack), {
        name: "CliError",
        message: `stack dev: config 'key' must be encrypted, as Pulumi.yaml declares by 'secret: true', got plain text ${place}; pulumi config set --secret key --stack dev works`,
      });
    });
  }

  it("says which declared key nobody sets", () => {
    assert.throws(() => configOf({ memory: { type: "integer" } }), {
      name: "CliError",
      message:
        "stack dev must set 'memory', which Pulumi.yaml declares without a default: " +
        "pulumi config set memory <value> --stack dev",
    });
  });
});
