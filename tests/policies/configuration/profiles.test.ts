import assert from "node:assert/strict";

import { readConfiguration } from "../../../policies/configuration/configuration.js";
import { PROFILES } from "../../../policies/configuration/level.js";
import { FSBP_CONTROLS } from "../../../policies/fsbpControls.js";
import { rules } from "../../../policies/rules/index.js";
import type { Profile } from "../../../policies/rule.js";

function levels(profile: Profile): Record<string, string> {
  const { settings } = readConfiguration(rules, { profile });
  return Object.fromEntries([...settings].map(([name, own]) => [name, own.enforcementLevel]));
}

/**
 * The controls of the standard for the services that rules judge, as Security Hub's page lists them (see FSBP_CONTROLS), and the
 * newer ones that the pages of ECS and Elastic Load Balancing have.
 */
const STANDARD: Readonly<Record<string, string>> = {
  AutoScaling: "1 2 3 5 6 9",
  EC2: "1 2 3 4 6 7 8 9 10 15 16 17 18 19 20 21 23 24 25 51 55 56 57 58 60 170 171 172 173 180 181 182 183",
  ECR: "1 2 3",
  ECS: "1 2 3 4 5 8 9 10 12 16 18 19 20 21",
  EFS: "1 2 3 4 6 7 8",
  ELB: "1 2 3 4 5 6 7 8 9 10 12 13 14 17 18 21 22",
  EventBridge: "3",
  IAM: "1 2 3 4 5 6 7 8 21",
  SQS: "1 3",
  SecretsManager: "1 2 3 4",
};

describe("profiles", () => {
  for (const profile of PROFILES) {
    it(`keeps what is invalid mandatory under ${profile}`, () => {
      const own = levels(profile);
      const invalid = rules.filter(({ kind }) => kind === "invalid");
      assert.ok(invalid.length >= 15);
      for (const { name } of invalid) assert.equal(own[name], "mandatory", name);
    });
  }

  it("is baseline where none is asked for", () => {
    const { settings } = readConfiguration(rules);
    assert.deepEqual(settings, readConfiguration(rules, { profile: "baseline" }).settings);
    for (const { name, enforcementLevel } of rules) {
      assert.equal(levels("baseline")[name], enforcementLevel);
    }
  });

  it("makes what exposes something or is not reliable mandatory under hardened", () => {
    const own = levels("hardened");
    for (const { name, kind, profiles } of rules) {
      const ofKind = kind === "practice" ? "advisory" : "mandatory";
      assert.equal(own[name], profiles?.hardened?.enforcementLevel ?? ofKind, name);
    }
    assert.equal(own["asg-resilient"], "mandatory");
    assert.equal(own["daemon-has-instances"], "advisory");
  });

  it("has the controls of Security Hub alone under fsbp, exactly as they are", () => {
    const own = levels("fsbp");
    const covering = new Set(
      Object.values(FSBP_CONTROLS).flatMap((one) => ("rule" in one ? [one.rule] : [])),
    );
    for (const { name, kind, profiles } of rules) {
      const expected = kind === "invalid" || covering.has(name) ? "mandatory" : "disabled";
      assert.equal(own[name], profiles?.fsbp?.enforcementLevel ?? expected, name);
    }
    for (const name of ["ecs-no-host-network", "ecr-kms", "alb-exposure-declared"]) {
      assert.equal(own[name], "disabled", name);
    }
    assert.equal(own["ecs-no-public-ip"], "mandatory");
    assert.equal(own["image-pinned"], "disabled");
    const { settings } = readConfiguration(rules, { profile: "fsbp" });
    assert.deepEqual(settings.get("ecs-no-privileged")?.parameters, {
      allowedCapabilities: ["ALL", "SYS_ADMIN", "SYS_MODULE"],
    });
  });

  it("has each control of the standard, with a rule or with a reason why none", () => {
    const listed = Object.entries(STANDARD).flatMap(([service, numbers]) =>
      numbers.split(" ").map((number) => `${service}.${number}`),
    );
    assert.deepEqual(Object.keys(FSBP_CONTROLS).sort(), [...listed].sort());
    for (const [id, control] of Object.entries(FSBP_CONTROLS)) {
      const with_ = rules.filter(({ sources }) => sources.includes(id)).map(({ name }) => name);
      if ("rule" in control) assert.deepEqual(with_, [control.rule], id);
      else assert.ok(with_.length === 0 && control.reason.length > 10, id);
    }
  });

  it("stops what is critical under dev, and says nothing of opinions", () => {
    const own = levels("dev");
    assert.equal(own["ecs-no-plaintext-secrets"], "mandatory");
    assert.equal(own["ecs-no-privileged"], "advisory");
    assert.equal(own["deployment-safety-net"], "disabled");
    assert.equal(own["task-memory-limits"], "disabled");
    assert.equal(own["daemon-has-instances"], "advisory");
  });

  it("stands behind the level of all, and that behind a policy's own", () => {
    const configuration = { profile: "hardened", all: "advisory", "image-pinned": "disabled" };
    const { settings } = readConfiguration(rules, configuration);
    assert.equal(settings.get("ecs-no-privileged")?.enforcementLevel, "advisory");
    assert.equal(settings.get("image-pinned")?.enforcementLevel, "disabled");
  });
});
