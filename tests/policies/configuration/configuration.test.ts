import assert from "node:assert/strict";

import { readConfiguration } from "../../../policies/configuration/configuration.js";
import { PolicyConfigurationError } from "../../../policies/configuration/configurationError.js";
import { rules } from "../../../policies/rules/index.js";

const LIMITS = "task-memory-limits";

function settingsOf(name: string, configuration: unknown) {
  const settings = readConfiguration(rules, configuration).settings.get(name);
  assert.ok(settings);
  return settings;
}

describe("readConfiguration", () => {
  it("gives each rule its defaults where nothing is configured", () => {
    const { settings, undetermined } = readConfiguration(rules);
    assert.deepEqual(
      [...settings.keys()],
      rules.map(({ name }) => name),
    );
    assert.deepEqual(settings.get(LIMITS), {
      enforcementLevel: "advisory",
      parameters: { minMiB: 0, maxMiB: 25_165_824, requireHardLimit: true },
      exempt: [],
    });
    assert.equal(undetermined, "advisory");
  });

  it("takes a level alone", () => {
    assert.equal(settingsOf(LIMITS, { [LIMITS]: "disabled" }).enforcementLevel, "disabled");
  });

  it("takes a level, parameters and exemptions, and keeps the other defaults", () => {
    const exempt = [{ name: "orders", reason: "moves in May", expires: "2026-05-31" }];
    const given = { enforcementLevel: "mandatory", minMiB: 64, exempt };
    assert.deepEqual(settingsOf(LIMITS, { [LIMITS]: given }), {
      enforcementLevel: "mandatory",
      parameters: { minMiB: 64, maxMiB: 25_165_824, requireHardLimit: true },
      exempt,
    });
  });

  it("takes parameters without a level", () => {
    assert.equal(settingsOf(LIMITS, { [LIMITS]: { minMiB: 64 } }).enforcementLevel, "advisory");
  });

  for (const all of ["advisory", { enforcementLevel: "advisory" }]) {
    it(`lets a rule's own level stand before that of all, given as ${typeof all}`, () => {
      const configuration = { all, [LIMITS]: "disabled", "image-pinned": { requireDigest: true } };
      assert.equal(settingsOf(LIMITS, configuration).enforcementLevel, "disabled");
      assert.equal(settingsOf("image-pinned", configuration).enforcementLevel, "advisory");
      assert.equal(settingsOf("ecs-no-privileged", configuration).enforcementLevel, "advisory");
      assert.equal(readConfiguration(rules, configuration).undetermined, "advisory");
    });
  }

  it("takes a level for undetermined checks", () => {
    const configuration = { "slipway-undetermined": "mandatory" };
    assert.equal(readConfiguration(rules, configuration).undetermined, "mandatory");
    assert.equal(readConfiguration(rules, { all: "mandatory" }).undetermined, "mandatory");
  });

  it("leaves to Pulumi what only Pulumi reads", () => {
    assert.equal(
      readConfiguration(rules, { environments: ["prod/policies"] }).settings.size,
      rules.length,
    );
  });

  it("takes each parameter's default when it is given", () => {
    for (const rule of rules) {
      const defaults = settingsOf(rule.name, {}).parameters;
      assert.deepEqual(settingsOf(rule.name, { [rule.name]: defaults }).parameters, defaults);
    }
  });

  it("does not share defaults between two readings", () => {
    assert.notEqual(settingsOf(LIMITS, {}).parameters, settingsOf(LIMITS, {}).parameters);
  });
});

describe("readConfiguration refuses", () => {
  const exempt = (exemption: unknown) => ({ [LIMITS]: { exempt: [exemption] } });
  const cases: [string, unknown, string][] = [
    ["a list", [], "it must be a map of policies, got []"],
    [
      "an unknown policy",
      { "task-memory-limit": "advisory" },
      "there is no policy 'task-memory-limit'; 'task-memory-limits' is one",
    ],
    [
      "an unknown level",
      { [LIMITS]: "warn" },
      `'enforcementLevel' of 'task-memory-limits' must be "advisory", "mandatory" or "disabled", got "warn"; "mandatory" works`,
    ],
    [
      "an unknown level beside parameters",
      { [LIMITS]: { enforcementLevel: "remediate" } },
      `'enforcementLevel' of 'task-memory-limits' must be "advisory", "mandatory" or "disabled", got "remediate", as it sets nothing by itself; "mandatory" works`,
    ],
    [
      "an unknown level of all",
      { all: 1 },
      `'enforcementLevel' of 'all' must be "advisory", "mandatory" or "disabled", got 1; "mandatory" works`,
    ],
    [
      "a policy that is neither level nor map",
      { [LIMITS]: 512 },
      `'task-memory-limits' must be a level or a map, got 512; "mandatory" works`,
    ],
    [
      "an unknown parameter",
      { [LIMITS]: { minMB: 128 } },
      "'task-memory-limits' has no 'minMB'; it has 'enforcementLevel', 'minMiB', 'maxMiB', 'requireHardLimit', 'exempt'",
    ],
    [
      "a parameter of the wrong type",
      { [LIMITS]: { minMiB: "128" } },
      `'minMiB' of 'task-memory-limits' must be integer, got "128"; 128 works`,
    ],
    [
      "a parameter out of range",
      { "minimum-healthy-floor": { minPercent: 101 } },
      "'minPercent' of 'minimum-healthy-floor' must be <= 100, got 101; 50 works",
    ],
    [
      "a wrong element of a list",
      { "ecs-no-public-ip": { allowServices: ["edge", 5] } },
      `'allowServices[1]' of 'ecs-no-public-ip' must be string, got 5; ["edge-*"] works`,
    ],
    [
      "an expression that does not parse",
      { "ecs-no-plaintext-secrets": { namePatterns: ["(TOKEN"] } },
      `'namePatterns[0]' of 'ecs-no-plaintext-secrets' must match format "regex", got "(TOKEN"; ["PASSWORD$"] works`,
    ],
    [
      "an unknown key of an exemption",
      exempt({ name: "orders", until: "2026-05-31" }),
      "'exempt[0]' of 'task-memory-limits' has no 'until'; it has 'name', 'urn', 'reason', 'expires'",
    ],
    [
      "a date that does not exist",
      exempt({ name: "orders", reason: "moves", expires: "2026-02-30" }),
      `'exempt[0].expires' of 'task-memory-limits' must match format "date", got "2026-02-30"; "2027-06-30" works`,
    ],
    [
      "a date in another form",
      exempt({ name: "orders", reason: "moves", expires: "31.5.2026" }),
      `'exempt[0].expires' of 'task-memory-limits' must match format "date", got "31.5.2026"; "2027-06-30" works`,
    ],
    [
      "an exemption of nothing",
      exempt({ reason: "moves", expires: "2026-05-31" }),
      `'exempt[0]' of 'task-memory-limits' must have 'name' or 'urn', got neither; "name": "orders" works`,
    ],
    [
      "exemptions that are no list",
      { [LIMITS]: { exempt: "orders" } },
      `'exempt' of 'task-memory-limits' must be array, got "orders"; [{"name":"orders","urn":"*::orders","reason":"moves in May","expires":"2027-06-30"}] works`,
    ],
  ];
  for (const [what, configuration, message] of cases) {
    it(what, () => {
      assert.throws(
        () => readConfiguration(rules, configuration),
        (error) => {
          assert.ok(error instanceof PolicyConfigurationError);
          assert.equal(error.message, `policy configuration: ${message}`);
          return true;
        },
      );
    });
  }
});
