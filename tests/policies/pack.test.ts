import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { checkConfiguration, reviewResources, rules, UNKNOWN } from "../../policies/pack.js";

const SERVICE = {
  urn: "urn:pulumi:prod::shop::aws:ecs/service:Service::orders",
  type: "aws:ecs/service:Service",
  name: "orders",
  properties: {
    networkConfiguration: { subnets: ["subnet-1"], assignPublicIp: true },
    deploymentCircuitBreaker: { enable: true, rollback: true },
    desiredCount: UNKNOWN,
  },
};

describe("pack", () => {
  it("has the rules, each named in its own way and worded for people", () => {
    assert.deepEqual(
      rules.map(({ name, enforcementLevel, severity }) => [name, enforcementLevel, severity]),
      [
        ["ecs-no-plaintext-secrets", "mandatory", "critical"],
        ["ecs-no-privileged", "mandatory", "high"],
        ["ecs-no-public-ip", "mandatory", "high"],
        ["image-pinned", "mandatory", "medium"],
        ["fargate-task-size-valid", "mandatory", "high"],
        ["fargate-params-supported", "mandatory", "high"],
        ["task-memory-limits", "mandatory", "medium"],
        ["task-resource-sums", "mandatory", "high"],
        ["container-graph-valid", "mandatory", "high"],
        ["port-mappings-valid", "mandatory", "high"],
        ["network-params-supported", "mandatory", "high"],
        ["awslogs-delivery-safe", "mandatory", "medium"],
        ["health-timing-valid", "mandatory", "high"],
        ["lb-wiring-valid", "mandatory", "high"],
        ["capacity-strategy-valid", "mandatory", "high"],
        ["scheduling-valid", "mandatory", "high"],
        ["names-and-limits-valid", "mandatory", "medium"],
        ["roles-and-scaling-consistent", "mandatory", "high"],
        ["deployment-can-progress", "mandatory", "high"],
        ["minimum-healthy-floor", "mandatory", "medium"],
        ["availability-floor", "mandatory", "medium"],
        ["deployment-safety-net", "mandatory", "high"],
        ["private-subnet-reachability", "mandatory", "high"],
        ["network-config-valid", "mandatory", "high"],
        ["exec-readonly-compatible", "mandatory", "medium"],
        ["ecr-scan-on-push", "mandatory", "high"],
        ["ecr-immutable-tags", "mandatory", "high"],
        ["ecr-policy-not-public", "mandatory", "high"],
      ],
    );
    for (const { description, remediationSteps, url, sources } of rules) {
      assert.match(description, /^[A-Z].*\.$/);
      assert.match(remediationSteps, /^[A-Z].*\.$/);
      assert.match(url, /^https:\/\/docs\.aws\.amazon\.com\//);
      assert.ok(sources.length > 0);
    }
  });

  it("reviews resources under a configuration", () => {
    const configuration = { "ecs-no-public-ip": "advisory" } as const;
    assert.deepEqual(reviewResources([SERVICE], configuration), {
      violations: [
        {
          policy: "ecs-no-public-ip",
          enforcementLevel: "advisory",
          severity: "high",
          urn: SERVICE.urn,
          message:
            "service 'orders' gives its tasks public IP addresses: set 'assignPublicIp' to false",
        },
      ],
      undetermined: [
        { policy: "deployment-can-progress", urn: SERVICE.urn, path: "desiredCount" },
        { policy: "minimum-healthy-floor", urn: SERVICE.urn, path: "desiredCount" },
      ],
      evaluated: 16,
    });
  });

  it("reviews resources without a configuration", () => {
    assert.deepEqual(
      reviewResources([SERVICE]).violations.map(({ enforcementLevel }) => enforcementLevel),
      ["mandatory"],
    );
  });

  it("checks a configuration by itself", () => {
    checkConfiguration({ all: "advisory" });
    assert.throws(() => {
      checkConfiguration({ "ecs-no-public-ips": "advisory" });
    }, /^PolicyConfigurationError: policy configuration: there is no policy 'ecs-no-public-ips'; 'ecs-no-public-ip' is one$/);
  });

  it("loads no package at all before a configuration is given", () => {
    const script = `
      const { reviewResources } = require(${JSON.stringify(join(__dirname, "../../policies/pack.js"))});
      reviewResources([${JSON.stringify({ ...SERVICE, properties: {} })}], { all: "advisory" });
      console.log(Object.keys(require.cache).filter((file) => file.includes("node_modules")).length);
    `;
    const { stdout, stderr } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });
    assert.equal(stderr, "");
    assert.equal(stdout, "0\n");
  });
});
