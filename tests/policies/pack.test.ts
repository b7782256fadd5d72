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
      rules.map(({ name, kind, enforcementLevel, severity }) => [
        name,
        kind,
        enforcementLevel,
        severity,
      ]),
      [
        ["ecs-no-plaintext-secrets", "security", "mandatory", "critical"],
        ["ecs-no-privileged", "security", "mandatory", "high"],
        ["ecs-capabilities-limited", "security", "advisory", "low"],
        ["ecs-no-public-ip", "security", "advisory", "high"],
        ["image-pinned", "reliability", "advisory", "medium"],
        ["fargate-task-size-valid", "invalid", "mandatory", "high"],
        ["fargate-params-supported", "invalid", "mandatory", "high"],
        ["task-memory-valid", "invalid", "mandatory", "high"],
        ["task-memory-limits", "practice", "advisory", "medium"],
        ["task-resource-sums", "invalid", "mandatory", "high"],
        ["container-graph-valid", "invalid", "mandatory", "high"],
        ["port-mappings-valid", "invalid", "mandatory", "high"],
        ["network-params-supported", "invalid", "mandatory", "high"],
        ["awslogs-options-valid", "invalid", "mandatory", "high"],
        ["awslogs-delivery-safe", "reliability", "advisory", "medium"],
        ["health-timing-valid", "invalid", "mandatory", "high"],
        ["lb-wiring-valid", "invalid", "mandatory", "high"],
        ["service-wiring-valid", "invalid", "mandatory", "high"],
        ["codedeploy-complete", "invalid", "mandatory", "high"],
        ["native-bluegreen-complete", "invalid", "mandatory", "high"],
        ["capacity-strategy-valid", "invalid", "mandatory", "high"],
        ["scheduling-valid", "invalid", "mandatory", "high"],
        ["daemon-has-instances", "reliability", "advisory", "medium"],
        ["names-and-limits-valid", "invalid", "mandatory", "medium"],
        ["roles-and-scaling-consistent", "invalid", "mandatory", "high"],
        ["deployment-can-progress", "invalid", "mandatory", "high"],
        ["minimum-healthy-floor", "reliability", "advisory", "medium"],
        ["availability-floor", "reliability", "advisory", "medium"],
        ["deployment-safety-net", "reliability", "advisory", "high"],
        ["grace-covers-start", "reliability", "advisory", "high"],
        ["draining-order", "practice", "advisory", "low"],
        ["ignore-changes-complete", "reliability", "advisory", "medium"],
        ["rules-in-one-place", "reliability", "advisory", "high"],
        ["execution-role-sufficient", "reliability", "advisory", "high"],
        ["private-subnet-reachability", "invalid", "mandatory", "high"],
        ["network-config-valid", "invalid", "mandatory", "high"],
        ["security-group-reachability", "reliability", "advisory", "high"],
        ["exec-readonly-compatible", "reliability", "advisory", "medium"],
        ["exec-access", "reliability", "advisory", "medium"],
        ["ecr-scan-on-push", "security", "advisory", "high"],
        ["ecr-immutable-tags", "security", "advisory", "high"],
        ["ecr-policy-not-public", "security", "mandatory", "high"],
        ["ecs-no-host-namespaces", "security", "advisory", "high"],
        ["ecs-readonly-root", "security", "advisory", "high"],
        ["ecs-non-root-user", "security", "advisory", "medium"],
        ["ecs-no-host-network", "security", "advisory", "medium"],
        ["ecs-logging-required", "security", "advisory", "high"],
        ["ecs-platform-version-latest", "security", "advisory", "medium"],
        ["ecs-container-insights", "practice", "advisory", "medium"],
        ["ecs-exec-controlled", "security", "advisory", "medium"],
        ["ecs-efs-transit-encryption", "security", "advisory", "high"],
        ["ecs-roles-separate", "security", "advisory", "medium"],
        ["required-tags", "practice", "advisory", "low"],
        ["cost-budget", "practice", "advisory", "medium"],
        ["capacity-provider-protected", "reliability", "disabled", "medium"],
        ["ecr-lifecycle-policy", "practice", "advisory", "medium"],
        ["ecr-kms", "practice", "disabled", "low"],
        ["lb-https-only", "security", "advisory", "critical"],
        ["lb-tls-policy", "security", "advisory", "high"],
        ["alb-header-hardening", "security", "advisory", "medium"],
        ["lb-access-logs", "practice", "disabled", "medium"],
        ["lb-deletion-protection", "practice", "disabled", "medium"],
        ["alb-exposure-declared", "security", "advisory", "high"],
        ["tg-encrypted-transport", "practice", "disabled", "low"],
        ["log-group-retention", "practice", "advisory", "medium"],
        ["log-group-kms", "practice", "disabled", "low"],
        ["sg-no-open-ingress", "security", "mandatory", "critical"],
        ["iam-no-wildcards", "security", "mandatory", "high"],
        ["iam-passrole-scoped", "security", "advisory", "high"],
        ["iam-trust-narrow", "security", "mandatory", "high"],
        ["launch-template-hardened", "security", "advisory", "high"],
        ["lb-multiple-zones", "reliability", "advisory", "medium"],
        ["asg-resilient", "reliability", "advisory", "medium"],
        ["efs-hardened", "security", "advisory", "high"],
        ["queue-and-schedule-safe", "security", "advisory", "medium"],
      ],
    );
    for (const { kind, enforcementLevel, description, remediationSteps, url, sources } of rules) {
      if (kind === "invalid") assert.equal(enforcementLevel, "mandatory");
      assert.match(description, /^[A-Z].*\.$/);
      assert.match(remediationSteps, /^[A-Z].*\.$/);
      assert.match(url, /^https:\/\/docs\.aws\.amazon\.com\//);
      assert.ok(sources.length > 0);
    }
  });

  it("reviews resources under a configuration", () => {
    const configuration = { "ecs-no-public-ip": "mandatory" } as const;
    assert.deepEqual(reviewResources([SERVICE], configuration), {
      violations: [
        {
          policy: "ecs-no-public-ip",
          enforcementLevel: "mandatory",
          kind: "security",
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
      exempted: [],
      evaluated: 26,
    });
  });

  it("reviews resources without a configuration", () => {
    assert.deepEqual(
      reviewResources([SERVICE]).violations.map(({ enforcementLevel }) => enforcementLevel),
      ["advisory"],
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
