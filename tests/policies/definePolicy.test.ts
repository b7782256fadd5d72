import assert from "node:assert/strict";

import { definePolicy, evaluate, pulumiPolicies } from "../../policies/pack.js";
import type { ReviewedResource } from "../../policies/pack.js";

const resource = (name: string, type: string, properties: object): ReviewedResource => ({
  ...{ urn: `urn:pulumi:dev::shop::${type}::${name}`, type, name, properties },
});

describe("definePolicy", () => {
  it("fills in what is left out", () => {
    const policy = definePolicy({
      name: "acme-one",
      description: "One.",
      resource: () => undefined,
    });
    const { kind, severity, enforcementLevel, sources, parameters } = policy;
    assert.deepEqual(
      { kind, severity, enforcementLevel, sources, parameters },
      {
        kind: "practice",
        severity: "medium",
        enforcementLevel: "advisory",
        sources: [],
        parameters: {},
      },
    );
    assert.equal(pulumiPolicies([policy])[0]?.name, "acme-one");
  });

  for (const [name, problem] of [
    ["Acme", /must be lower case with hyphens, got "Acme"; "acme-small-tasks" works/],
    ["acme_one", /must be lower case with hyphens/],
    ["image-pinned", /is a policy of Slipway's; "acme-image-pinned" works/],
    ["all", /a configuration means something else by/],
  ] as const) {
    it(`refuses the name ${name}`, () => {
      assert.throws(
        () => definePolicy({ name, description: "d", resource: () => undefined }),
        problem,
      );
    });
  }

  it("refuses what judges nothing", () => {
    assert.throws(
      () => definePolicy({ name: "acme-none", description: "d" }),
      /must judge something/,
    );
  });

  it("judges any resource, also by the others of its stack", () => {
    const subscribed = definePolicy({
      name: "acme-subscribed",
      description: "Topics have subscriptions.",
      resourceInStack({ type, label, resource: topic, stack }, { check }) {
        if (type !== "aws:sns/topic:Topic") return;
        check(() =>
          stack.referring("aws:sns/topicSubscription:TopicSubscription", "topic", topic).length > 0
            ? undefined
            : `${label} tells nobody`,
        );
      },
    });
    const topics = ["told", "lonely"].map((name) => ({
      ...resource(name, "aws:sns/topic:Topic", {}),
      id: `arn:${name}`,
    }));
    const subscription = resource("s", "aws:sns/topicSubscription:TopicSubscription", {
      topic: "arn:told",
    });
    const { violations } = evaluate([subscribed], [...topics, subscription]);
    assert.deepEqual(
      violations.map(({ message }) => message),
      ["Topic 'lonely' tells nobody"],
    );
  });
});
