import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type {
  DeploymentArgs,
  ServiceArgs,
  ServiceConnectPortArgs,
  TaskDefinitionRef,
} from "../../../../components/index.js";
import { Service } from "../../../../components/index.js";
import type { PulumiMock } from "../../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../../generator/testing/index.js";
import { cluster } from "../../support/platform.js";

const taskDefinition: TaskDefinitionRef = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
  family: "orders",
  containers: [{ name: "orders", ports: [8080], portNames: ["http"] }],
};

describe("deployment by ECS of a Service without a load balancer", () => {
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

  const connected = (port: Partial<ServiceConnectPortArgs> = {}) => ({
    serviceConnect: {
      namespaceArn: "arn:namespace",
      services: [{ portName: "http", port: 80, ...port }],
    },
  });
  const aliases = (inputs: Record<string, unknown>) =>
    (inputs.serviceConnectConfiguration as { services: { clientAlias: object[] }[] }).services.map(
      ({ clientAlias }) => clientAlias,
    );

  for (const strategy of ["blueGreen", "canary", "linear"] as const) {
    it(`has Service Connect move the requests, without a role, with ${strategy}`, async () => {
      const { inputs } = await make({ ...connected(), deployment: { strategy } });
      assert.deepEqual(children(), ["SecurityGroup orders", "Service orders"]);
      const { strategy: name } = inputs.deploymentConfiguration as { strategy: string };
      assert.equal(name, { blueGreen: "BLUE_GREEN", canary: "CANARY", linear: "LINEAR" }[strategy]);
      // AWS has a rule of its own then.
      assert.deepEqual(aliases(inputs), [[{ port: 80 }]]);
    });
  }

  it("tells test requests by a header and its exact value", async () => {
    const { inputs } = await make({
      ...connected({ dnsName: "shop", testHeaderName: "x-test", testHeaderValue: "green" }),
      deployment: { strategy: "canary" },
    });
    const header = { name: "x-test", value: { exact: "green" } };
    assert.deepEqual(aliases(inputs), [
      [{ port: 80, dnsName: "shop", testTrafficRules: [{ header }] }],
    ]);
  });

  it("tells test requests by AWS's header where it is told a value alone", async () => {
    const { inputs } = await make({
      ...connected({ testHeaderValue: pulumi.output("green") }),
      deployment: { strategy: "blueGreen" },
    });
    const header = { name: "x-amzn-ecs-blue-green-test", value: { exact: "green" } };
    assert.deepEqual(aliases(inputs), [[{ port: 80, testTrafficRules: [{ header }] }]]);
  });

  const portFaults: [DeploymentArgs, Partial<ServiceConnectPortArgs>, string, string][] = [
    [
      {},
      { testHeaderValue: "green" },
      "testHeaderValue",
      `is for 'deployment.strategy' "blueGreen", "canary" or "linear", got it with "rolling"; leave it out`,
    ],
    [
      { strategy: "external" },
      { testHeaderName: pulumi.output("x-test") },
      "testHeaderName",
      `is for 'deployment.strategy' "blueGreen", "canary" or "linear", got it with "external"; leave it out`,
    ],
    [
      { strategy: "blueGreen" },
      { testHeaderName: "x-test" },
      "testHeaderName",
      `needs 'testHeaderValue' beside it, got "x-test" alone; "green" works`,
    ],
    [
      { strategy: "blueGreen" },
      { testHeaderName: "x test", testHeaderValue: "green" },
      "testHeaderName",
      `must be the name of a header, of at most 256 characters, got "x test"; "x-test" works`,
    ],
    [
      { strategy: "blueGreen" },
      { testHeaderValue: "grün" },
      "testHeaderValue",
      `must have 1 to 256 characters of ASCII, got "grün"; "green" works`,
    ],
  ];
  for (const [deployment, port, argument, rule] of portFaults) {
    it(`refuses a port whose ${argument} ${rule}`, () => {
      const propertyPath = `serviceConnect.services[0].${argument}`;
      const args = { cluster, taskDefinition, ...connected(port), deployment };
      assert.throws(() => new Service("orders", args), {
        propertyPath,
        message: `Service "orders": '${propertyPath}' ${rule}`,
      });
      assert.deepEqual(mock.resources, []);
    });
  }

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
