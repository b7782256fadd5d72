import assert from "node:assert/strict";

import type {
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";

import { pulumiPolicies } from "../../../policies/review/pulumiPolicy.js";
import { rules } from "../../../policies/rules/index.js";
import { HOST_UNKNOWN, hostProxy } from "../hostProxy.js";

const URN = "urn:pulumi:prod::shop::aws:ecs/service:Service::orders";

/** What a policy is given of a service, as far as it reads it. */
function argsOf(properties: object, configuration: object = {}): ResourceValidationArgs {
  const args: unknown = {
    urn: URN,
    type: "aws:ecs/service:Service",
    name: "orders",
    props: hostProxy(properties),
    getConfig: () => configuration,
  };
  return args as ResourceValidationArgs;
}

describe("pulumiPolicies", () => {
  let policies: (ResourceValidationPolicy | StackValidationPolicy)[];
  beforeEach(() => {
    policies = pulumiPolicies(rules);
  });

  function validate(name: string, args: ResourceValidationArgs): string[] {
    const policy = policies.find((candidate) => candidate.name === name);
    assert.ok(policy && "validateResource" in policy);
    assert.ok(typeof policy.validateResource === "function");
    const messages: string[] = [];
    void policy.validateResource(args, (message) => messages.push(message));
    return messages;
  }

  function openChecks(): [string, string | undefined][] {
    const policy = policies.at(-1);
    assert.ok(policy && "validateStack" in policy);
    const reports: [string, string | undefined][] = [];
    const args: unknown = {};
    const report = (message: string, urn?: string) => reports.push([message, urn]);
    void policy.validateStack(args as Parameters<typeof policy.validateStack>[0], report);
    return reports;
  }

  it("report violations", () => {
    const properties = { networkConfiguration: { assignPublicIp: true } };
    assert.deepEqual(validate("ecs-no-public-ip", argsOf(properties)), [
      "service 'orders' gives its tasks public IP addresses: set 'assignPublicIp' to false",
    ]);
    assert.deepEqual(
      validate("ecs-no-public-ip", argsOf(properties, { allowServices: ["ord*"] })),
      [],
    );
  });

  it("report what is left open per resource, and forget it when it is known", () => {
    const unknown = { networkConfiguration: { assignPublicIp: HOST_UNKNOWN }, desiredCount: 1 };
    assert.deepEqual(validate("ecs-no-public-ip", argsOf(unknown)), []);
    assert.deepEqual(validate("deployment-can-progress", argsOf(unknown)), []);
    assert.deepEqual(openChecks(), [
      [
        "1 check is undetermined until the update: ecs-no-public-ip (networkConfiguration.assignPublicIp)",
        URN,
      ],
    ]);
    assert.deepEqual(validate("ecs-no-public-ip", argsOf({})), []);
    assert.deepEqual(openChecks(), []);
  });

  it("share nothing between two packs", () => {
    validate("ecs-no-public-ip", argsOf({ networkConfiguration: HOST_UNKNOWN }));
    policies = pulumiPolicies(rules);
    assert.deepEqual(openChecks(), []);
  });

  it("fail by an error whose stack is its one line, where the configuration is wrong", () => {
    assert.throws(
      () => validate("ecs-no-public-ip", argsOf({}, { allowService: [] })),
      (error: Error) => {
        assert.equal(
          error.stack,
          "policy configuration: 'ecs-no-public-ip' has no 'allowService'; it has 'enforcementLevel', 'allowServices', 'exempt'",
        );
        return true;
      },
    );
  });
});
