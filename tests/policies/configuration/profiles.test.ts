import assert from "node:assert/strict";

import { readConfiguration } from "../../../policies/configuration/configuration.js";
import { PROFILES } from "../../../policies/configuration/level.js";
import { rules } from "../../../policies/rules/index.js";
import type { Profile } from "../../../policies/rule.js";

function levels(profile: Profile): Record<string, string> {
  const { settings } = readConfiguration(rules, { profile });
  return Object.fromEntries([...settings].map(([name, own]) => [name, own.enforcementLevel]));
}

/** Controls of Security Hub that are of NIST's standard, or of that of tags, alone. */
const ELSEWHERE = /^(AutoScaling\.10|CloudWatch\.16|ECR\.[45]|ECS\.1[3457]|ELB\.16)$/;

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
    for (const { name, kind } of rules) {
      assert.equal(own[name], kind === "practice" ? "advisory" : "mandatory", name);
    }
  });

  it("has the controls of Security Hub alone under fsbp, exactly as they are", () => {
    const own = levels("fsbp");
    const beside = rules.filter(({ kind }) => kind !== "invalid");
    assert.deepEqual(
      beside.filter(({ name }) => own[name] === "mandatory").map(({ name }) => name),
      beside
        .filter(({ sources }) =>
          sources.some(
            (id) =>
              /^(ECS|ECR|ELB|EC2|EFS|SQS|IAM|AutoScaling|CloudWatch)\.\d+$/.test(id) &&
              !ELSEWHERE.test(id),
          ),
        )
        .map(({ name }) => name),
    );
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

  it("stops what is critical under dev, and says nothing of opinions", () => {
    const own = levels("dev");
    assert.equal(own["ecs-no-plaintext-secrets"], "mandatory");
    assert.equal(own["ecs-no-privileged"], "advisory");
    assert.equal(own["deployment-safety-net"], "disabled");
    assert.equal(own["task-memory-limits"], "disabled");
  });

  it("stands behind the level of all, and that behind a policy's own", () => {
    const configuration = { profile: "hardened", all: "advisory", "image-pinned": "disabled" };
    const { settings } = readConfiguration(rules, configuration);
    assert.equal(settings.get("ecs-no-privileged")?.enforcementLevel, "advisory");
    assert.equal(settings.get("image-pinned")?.enforcementLevel, "disabled");
  });
});
