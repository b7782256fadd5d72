import assert from "node:assert/strict";

import { evaluate } from "../../../policies/review/evaluate.js";
import { pulumiPolicies } from "../../../policies/review/pulumiPolicy.js";
import { rules } from "../../../policies/rules/index.js";
import { HOST_UNKNOWN, hostProxy } from "../hostProxy.js";
import { resourceOf } from "../rules/ruleCases.js";

const TODAY = new Date("2026-05-10");

/** What a policy of the pack makes of a resource in Pulumi's policy host. */
function inHost(rule: string, inputs: object): unknown {
  const policy = pulumiPolicies(rules).find(({ name }) => name === rule);
  assert.ok(policy && "remediateResource" in policy && policy.remediateResource);
  const args: unknown = {
    ...resourceOf(REPOSITORY, {}),
    props: hostProxy(inputs),
    getConfig: () => ({}),
  };
  return policy.remediateResource(args as Parameters<typeof policy.remediateResource>[0]);
}

const REPOSITORY = "aws:ecr/repository:Repository";

describe("what rules set by themselves", () => {
  it("is set in the policy host's own properties, beside what is not known", () => {
    const inputs = { name: HOST_UNKNOWN, imageScanningConfiguration: { scanOnPush: false } };
    assert.ok(inHost("ecr-scan-on-push", inputs));
    assert.deepEqual(inputs, {
      name: HOST_UNKNOWN,
      imageScanningConfiguration: { scanOnPush: true },
    });
  });

  it("is nothing in the policy host where there is nothing to set", () => {
    for (const inputs of [
      { imageScanningConfiguration: { scanOnPush: true } },
      { imageScanningConfiguration: { scanOnPush: HOST_UNKNOWN } },
      { imageScanningConfiguration: HOST_UNKNOWN },
    ]) {
      const before = structuredClone(inputs);
      assert.equal(inHost("ecr-scan-on-push", inputs), undefined);
      assert.deepEqual(inputs, before);
    }
  });

  it("is judged by all rules at the level remediate, and told", () => {
    const repository = resourceOf(REPOSITORY, {});
    const configuration = {
      "ecr-scan-on-push": "remediate",
      "ecr-immutable-tags": { enforcementLevel: "remediate", exempt: [] },
      "launch-template-hardened": "remediate",
    };
    const open = resourceOf("aws:ec2/launchTemplate:LaunchTemplate", {
      networkInterfaces: [{ associatePublicIpAddress: "true" }],
    });
    const told = rules.filter(({ name }) => name in configuration);
    const result = evaluate(told, [repository, open], configuration, TODAY);
    assert.deepEqual(
      result.remediated?.map(({ policy, properties }) => [policy, ...properties]),
      [
        ["ecr-scan-on-push", "imageScanningConfiguration"],
        ["ecr-immutable-tags", "imageTagMutability"],
        ["launch-template-hardened", "metadataOptions"],
      ],
    );
    // What it cannot set stops the update.
    assert.deepEqual(
      result.violations.map(({ policy, enforcementLevel }) => [policy, enforcementLevel]),
      [["launch-template-hardened", "mandatory"]],
    );
  });

  it("is nothing at another level, nor of what is exempt", () => {
    const repository = resourceOf(REPOSITORY, {});
    const told = rules.filter(({ name }) => name === "ecr-scan-on-push");
    const exempt = [{ name: "orders", reason: "moves in May", expires: "2026-05-10" }];
    for (const configuration of [
      { "ecr-scan-on-push": "mandatory" },
      { "ecr-scan-on-push": { enforcementLevel: "remediate", exempt } },
    ]) {
      assert.equal(evaluate(told, [repository], configuration, TODAY).remediated, undefined);
    }
  });

  it("is a level of the policies that set something, and of no other", () => {
    for (const [configuration, message] of [
      [
        { "ecs-no-privileged": "remediate" },
        /of 'ecs-no-privileged' must be "advisory", "mandatory" or "disabled", got "remediate", as it sets nothing by itself; "mandatory" works/,
      ],
      [{ all: "remediate" }, /of 'all' must be .* got "remediate"/],
      [
        { "ecr-scan-on-push": "remedy" },
        /must be "advisory", "mandatory", "disabled" or "remediate", got "remedy"/,
      ],
    ] as const) {
      assert.throws(() => evaluate(rules, [], configuration, TODAY), message);
    }
  });
});
