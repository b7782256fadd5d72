import assert from "node:assert/strict";

import { reviewResources } from "../../../policies/pack.js";
import { secretTextsOfResource } from "../../../policies/resource/resourceSecrets.js";

const secret = (value: unknown): object => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

const untouchable = new Proxy(
  {},
  {
    get: () => {
      throw new Error("unknown");
    },
    ownKeys: () => {
      throw new Error("unknown");
    },
  },
);

describe("the secrets of a resource", () => {
  it("are found at all depths, beside what is not known", () => {
    const properties = { a: secret("x"), b: [{ c: secret({ d: 1 }) }], e: untouchable, f: "shown" };
    assert.deepEqual(secretTextsOfResource(properties), ["x", "1"]);
  });

  it("are all that a secret text of JSON holds, but for names", () => {
    const text = JSON.stringify([{ name: "web", image: "nginx" }]);
    assert.deepEqual(secretTextsOfResource({ containerDefinitions: secret(text) }), [
      text,
      "nginx",
    ]);
  });

  const SHOWING: [string, string, object][] = [
    ["a service's name", "aws:ecs/service:Service", { name: secret("hunter2 is no name") }],
    ["a cluster's name", "aws:ecs/cluster:Cluster", { name: secret("hunter2 is no name") }],
    [
      "a target group's name",
      "aws:lb/targetGroup:TargetGroup",
      { name: secret("hunter2 is no name"), port: 80, protocol: "HTTP", vpcId: "vpc-1" },
    ],
  ];
  for (const [what, type, properties] of SHOWING) {
    it(`stand in no message: ${what}`, () => {
      const urn = `urn:pulumi:dev::shop::${type}::web`;
      const { violations } = reviewResources([{ urn, type, name: "web", properties }]);
      assert.notEqual(violations.length, 0);
      const messages = violations.map(({ message }) => message).join("\n");
      assert.match(messages, /\[secret\]/);
      assert.doesNotMatch(messages, /hunter2/);
    });
  }
});
