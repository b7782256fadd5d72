import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi } from "../../../generator/testing/index.js";
import { cluster } from "../support/platform.js";
import { container, later, service } from "../support/untypedArguments.js";

describe("arguments of components", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  describe("outputs, when they are known", () => {
    /** What the task definition's containers are rejected with. */
    async function refused(make: () => unknown): Promise<string> {
      const reasons: unknown[] = [];
      const listener = (reason: unknown) => reasons.push(reason);
      const before = process.listeners("unhandledRejection");
      process.removeAllListeners("unhandledRejection");
      process.on("unhandledRejection", listener);
      try {
        make();
        // What is refused never settles.
        await new Promise((resolve) => setTimeout(resolve, 100));
      } finally {
        process.off("unhandledRejection", listener);
        for (const one of before) process.on("unhandledRejection", one);
      }
      const [first] = reasons.filter((reason) => reason instanceof Error);
      assert.ok(first, "nothing was refused");
      return first.message;
    }

    const cases: [string, string, () => unknown][] = [
      [
        "a text for a number",
        `'memory' must be a number, got "3000"; 3000 works`,
        () => container({}, { memory: later("3000") }),
      ],
      [
        "an item of a list",
        `'containers[0].command[1]' must be a text, got a map of "seconds"`,
        () => container({ command: later(["sleep", { seconds: 5 }]) }),
      ],
      [
        "a choice",
        `'pidMode' must be "host" or "task", got "hosts"; "host" works`,
        () => container({}, { pidMode: later("hosts") }),
      ],
      [
        "an image of another partition, where the stack's is known",
        `'image' of container 'orders' must be in the stack's partition aws, beyond which its roles are not known, got "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/orders:1" of aws-cn; "123456789012.dkr.ecr.us-east-1.amazonaws.com/orders:1" works`,
        () => container({ image: "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/orders:1" }),
      ],
      [
        "an ARN in the place of a reference",
        `'taskDefinition' must be the '.ref' of a TaskDefinition, got "arn:x"; the '.ref'`,
        () => service({ taskDefinition: later("arn:x") }),
      ],
      [
        "a reference with a part missing",
        `'cluster.network' is required and must be the '.ref' of a Network, got nothing`,
        () => service({ cluster: later({ ...cluster, network: undefined }) }),
      ],
      [
        "an output of another stack that is not there",
        `'containers[0].image' is required and must be a text, got nothing`,
        () => container({ image: later(undefined) }),
      ],
      [
        "a secret, which is not shown",
        `'containers[0].memory' must be a number, got a secret`,
        () => container({ memory: pulumi.secret("hunter2") }),
      ],
      [
        "a part of a secret, which is not shown",
        `'containers[0].command[0]' must be a text, got a secret`,
        () => container({ command: pulumi.secret([later([11_235])]) }),
      ],
    ];
    for (const [what, message, make] of cases) {
      it(`refuses ${what}`, async () => {
        const got = await refused(make);
        assert.ok(got.includes(message), got);
        assert.doesNotMatch(got, /hunter2|11235/);
        const parents = mock.resources.map(({ type }) => type);
        assert.ok(!parents.includes("aws:ecs/taskDefinition:TaskDefinition"), parents.join());
        assert.ok(!parents.includes("aws:ecs/service:Service"), parents.join());
      });
    }
  });
});
