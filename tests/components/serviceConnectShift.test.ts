import assert from "node:assert/strict";

import type { ServiceArgs, TaskDefinitionRef } from "../../components/index.js";
import { Service } from "../../components/index.js";
import type { PulumiMock } from "../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../generator/testing/index.js";
import { cluster } from "./platform.js";

const taskDefinition: TaskDefinitionRef = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
  family: "orders",
  containers: [{ name: "orders", ports: [8080], portNames: ["http"] }],
};

describe("native deployment of a Service without a load balancer", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  async function make(args: Partial<ServiceArgs>) {
    const service = new Service("orders", { cluster, taskDefinition, ...args });
    await mock.settled();
    const { inputs, options } = mock.resource("aws:ecs/service:Service");
    return { service, inputs, options };
  }
  const children = () =>
    mock.resources
      .filter(({ type }) => type.startsWith("aws:"))
      .map(({ type, name }) => `${type.split(":").pop() ?? ""} ${name}`)
      .sort();

  it("starts new tasks beside the old where there are no requests to move", async () => {
    const { inputs, options, service } = await make({
      deployment: { strategy: "blueGreen", bakeTimeMinutes: 30 },
    });
    assert.deepEqual(children(), ["SecurityGroup orders", "Service orders"]);
    assert.deepEqual(inputs.deploymentConfiguration, {
      strategy: "BLUE_GREEN",
      bakeTimeInMinutes: "30",
    });
    assert.equal(inputs.loadBalancers, undefined);
    assert.equal(options.ignoreChanges, undefined);
    assert.deepEqual(await valueOf(service.ownership), { desiredCount: "program" });
  });

  const faults: [string, Partial<ServiceArgs>, string, string][] = [
    [
      "no load balancer for steps",
      { deployment: { strategy: "canary" } },
      "deployment.strategy",
      `'deployment.strategy' needs a 'loadBalancer', a 'networkLoadBalancer' or 'serviceConnect.services' to move requests, got "canary" without one; "rolling" works`,
    ],
    [
      "a service that only calls others for steps",
      {
        serviceConnect: { namespaceArn: "arn:namespace" },
        deployment: { strategy: "linear" },
      },
      "deployment.strategy",
      `'deployment.strategy' needs a 'loadBalancer', a 'networkLoadBalancer' or 'serviceConnect.services' to move requests, got "linear" without one; "rolling" works`,
    ],
    [
      "a header of test requests without a load balancer that reads it",
      {
        deployment: { strategy: "blueGreen", testHeaderName: "x-test", testHeaderValue: "green" },
      },
      "deployment.testHeaderName",
      `'deployment.testHeaderName' needs a 'loadBalancer', got "x-test" without one; 'testListener' of a network load balancer's listener works, and 'testHeaderValue' of a port of Service Connect`,
    ],
  ];
  for (const [fault, args, propertyPath, reason] of faults) {
    it(`refuses ${fault} before anything is registered`, () => {
      assert.throws(() => new Service("orders", { cluster, taskDefinition, ...args }), {
        propertyPath,
        message: `Service "orders": ${reason}`,
      });
      assert.deepEqual(mock.resources, []);
    });
  }
});
