import assert from "node:assert/strict";

import type { TaskDefinitionRef } from "../../../../components/index.js";
import { Service } from "../../../../components/index.js";
import { mockPulumi } from "../../../../generator/testing/index.js";
import { fakeAws } from "../../support/fakeAws.js";
import { cluster } from "../../support/platform.js";

const taskDefinition: TaskDefinitionRef = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
  family: "orders",
  containers: [{ name: "orders", ports: [8080] }],
};

describe("the wait for a Service's deployment", () => {
  it("refuses a time that no deployment can have, before anything is registered", async () => {
    const mock = await mockPulumi();
    const deployment = { timeoutMinutes: 0 };
    assert.throws(() => new Service("orders", { cluster, taskDefinition, deployment }), {
      message:
        /^Service "orders": 'deployment.timeoutMinutes' must be .* 1 to 20160, got 0; 60 works$/,
    });
    assert.deepEqual(mock.resources, []);
  });

  for (const preview of [true, false]) {
    it(`asks AWS nothing in ${preview ? "a preview" : "a test"}`, async () => {
      const aws = await fakeAws({});
      const mock = await mockPulumi({ preview });
      new Service("orders", { cluster, taskDefinition });
      await mock.settled();
      await aws.stop();
      assert.deepEqual(aws.calls, []);
      assert.equal(mock.resource("aws:ecs/service:Service").name, "orders");
    });
  }
});
