import assert from "node:assert/strict";

import type {
  DeploymentArgs,
  NetworkListenerArgs,
  ServiceArgs,
} from "../../../../components/index.js";
import { Service } from "../../../../components/index.js";
import type { PulumiMock } from "../../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../../generator/testing/index.js";
import { cluster, loadBalancer } from "../../support/platform.js";

const GROUP = "aws:lb/targetGroup:TargetGroup";
const LISTENER = "aws:lb/listener:Listener";
const ref = {
  arn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/platform/1",
  arnSuffix: "net/platform/1",
  dnsName: "nlb.example.com",
  zoneId: "Z2",
  securityGroupId: "sg-nlb",
  vpcId: "vpc-1",
};
const taskDefinition = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/game:1",
  family: "game",
  containers: [{ name: "game", ports: [7000] }],
};

describe("deployment by ECS of a Service behind a network load balancer", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "game", stack: "dev" });
  });

  async function make(
    deployment: DeploymentArgs,
    listeners: NetworkListenerArgs[] = [{ port: 443 }],
    args: Partial<ServiceArgs> = {},
  ) {
    const networkLoadBalancer = { ref, listeners };
    const service = new Service("game", {
      cluster,
      taskDefinition,
      networkLoadBalancer,
      deployment,
      ...args,
    });
    await mock.settled();
    const { inputs, options } = mock.resource("aws:ecs/service:Service");
    return { service, inputs, options };
  }
  const children = () =>
    mock.resources
      .filter(({ type }) => type.startsWith("aws:"))
      .map(({ type, name }) => `${type.split(":").pop() ?? ""} ${name}`)
      .sort();
  const advanced = (inputs: Record<string, unknown>) =>
    (inputs.loadBalancers as { advancedConfiguration: Record<string, string> }[]).map(
      ({ advancedConfiguration }) => advancedConfiguration,
    );

  for (const strategy of ["blueGreen", "canary", "linear"] as const) {
    it(`makes two target groups of one shape, a listener over both and a role, with ${strategy}`, async () => {
      const { inputs, options } = await make({ strategy });
      assert.deepEqual(children(), [
        "Listener game-nlb-443",
        "Role game-infrastructure",
        "RolePolicyAttachment game-infrastructure",
        "SecurityGroup game",
        "SecurityGroupEgressRule game-nlb-443-tcp",
        "SecurityGroupIngressRule game-nlb-443-tcp",
        "Service game",
        "TargetGroup game-nlb-443",
        "TargetGroup game-nlb-443-alternate",
      ]);
      const blue = mock.resource(GROUP, "game-nlb-443").inputs;
      const green = mock.resource(GROUP, "game-nlb-443-alternate").inputs;
      assert.deepEqual({ ...blue, name: "" }, { ...green, name: "" });
      assert.notEqual(blue.name, green.name);
      const listener = mock.resource(LISTENER);
      const [action] = listener.inputs.defaultActions as {
        type: string;
        forward: { targetGroups: { arn: string; weight: number }[] };
      }[];
      const [first, second] = action?.forward.targetGroups ?? [];
      assert.deepEqual([action?.type, first?.weight, second?.weight], ["forward", 100, 0]);
      assert.match(first?.arn ?? "", new RegExp(`:targetgroup/${String(blue.name)}/`));
      const [configuration = {}] = advanced(inputs);
      const { alternateTargetGroupArn, productionListenerRule, roleArn, ...more } = configuration;
      assert.equal(alternateTargetGroupArn, second?.arn);
      assert.match(alternateTargetGroupArn ?? "", new RegExp(`/${String(green.name)}/`));
      assert.match(productionListenerRule ?? "", /:listener\/net\/platform\//);
      assert.match(roleArn ?? "", /:role\/game-infrastructure-dev-[0-9a-f]{8}$/);
      assert.deepEqual(more, {});
      const dependencies = [
        listener,
        mock.resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment"),
      ];
      for (const { urn } of dependencies) assert.ok(options.dependsOn?.includes(urn), urn);
    });
  }

  it("pain 3: leaves the weights of the listeners and the target groups of the service to ECS", async () => {
    const { options, service } = await make({ strategy: "linear" }, [
      { port: 443, testListener: { port: 8443 } },
    ]);
    for (const name of ["game-nlb-443", "game-nlb-443-test"]) {
      assert.deepEqual(mock.resource(LISTENER, name).options.ignoreChanges, ["defaultActions"]);
    }
    assert.deepEqual(options.ignoreChanges, ["loadBalancers"]);
    assert.deepEqual(await valueOf(service.ownership), {
      desiredCount: "program",
      loadBalancers: "ecs",
      "listener.defaultActions": "ecs",
    });
  });

  it("has one listener whose actions the program owns while it is rolling", async () => {
    await make({});
    assert.equal(mock.resource(LISTENER).options.ignoreChanges, undefined);
    const { defaultActions } = mock.resource(LISTENER).inputs;
    const [action] = defaultActions as { forward?: unknown; targetGroupArn: string }[];
    assert.match(action?.targetGroupArn ?? "", /:targetgroup\/game-nlb-443-/);
    assert.equal(action?.forward, undefined);
  });

  it("takes test connections on a port of their own, as encrypted, from those that are named alone", async () => {
    const tls = { protocol: "TLS", certificateArn: "arn:certificate" } as const;
    const { inputs, options } = await make({ strategy: "canary" }, [
      {
        port: 443,
        ...tls,
        ingressCidrBlocks: ["0.0.0.0/0"],
        testListener: { port: 8443, ingressCidrBlocks: ["10.1.0.0/16"] },
      },
    ]);
    const production = mock.resource(LISTENER, "game-nlb-443");
    const test = mock.resource(LISTENER, "game-nlb-443-test");
    assert.deepEqual({ ...production.inputs, port: 8443 }, test.inputs);
    assert.deepEqual(
      mock.resources
        .filter(({ inputs: rule }) => rule.securityGroupId === "sg-nlb" && rule.cidrIpv4)
        .map(({ name, inputs: rule }) => [name, rule.cidrIpv4, rule.fromPort])
        .sort(),
      [
        ["game-nlb-443-0-0-0-0-0", "0.0.0.0/0", 443],
        ["game-nlb-8443-10-1-0-0-16", "10.1.0.0/16", 8443],
      ],
    );
    assert.match(advanced(inputs)[0]?.testListenerRule ?? "", /:listener\/net\/platform\//);
    assert.notEqual(
      advanced(inputs)[0]?.testListenerRule,
      advanced(inputs)[0]?.productionListenerRule,
    );
    assert.ok(options.dependsOn?.includes(test.urn));
  });

  it("lets nobody make test connections unasked", async () => {
    await make({ strategy: "blueGreen" }, [
      { port: 443, ingressCidrBlocks: ["10.0.0.0/8"], testListener: { port: 8443 } },
    ]);
    const open = mock.resources.filter(({ name }) => name.includes("-8443-"));
    assert.deepEqual(open, []);
  });

  it("has a pair for each listener, and one beside an application load balancer, by one role", async () => {
    const { inputs, service } = await make(
      { strategy: "blueGreen" },
      [
        { port: 443, containerPort: 7000 },
        { port: 7443, containerPort: 7000 },
      ],
      { loadBalancer: { ref: loadBalancer, healthCheckPath: "/" } },
    );
    const [rule, ...listeners] = advanced(inputs).map((each) => each.productionListenerRule ?? "");
    assert.match(rule ?? "", /:listener-rule\/app\/platform\//);
    assert.equal(listeners.length, 2);
    for (const arn of listeners) assert.match(arn, /:listener\/net\/platform\//);
    assert.equal(new Set(advanced(inputs).map(({ roleArn }) => roleArn)).size, 1);
    assert.equal(mock.resources.filter(({ type }) => type === GROUP).length, 6);
    assert.deepEqual(await valueOf(service.ownership), {
      desiredCount: "program",
      loadBalancers: "ecs",
      "listenerRule.actions": "ecs",
      "listener.defaultActions": "ecs",
    });
  });

  it("keeps the pair when it goes back to rolling, so that ECS need not move the tasks", async () => {
    await make({ strategy: "blueGreen" });
    const before = children();
    mock = await mockPulumi({ project: "game", stack: "dev" });
    const { inputs, options } = await make({ targetGroupPair: true });
    assert.deepEqual(children(), before);
    assert.equal(inputs.deploymentConfiguration, undefined);
    assert.deepEqual(options.ignoreChanges, ["loadBalancers"]);
  });

  const faults: [string, DeploymentArgs, NetworkListenerArgs[], string, string][] = [
    [
      "a listener for tests of a rolling service",
      {},
      [{ port: 443, testListener: { port: 8443 } }],
      "networkLoadBalancer.listeners[0].testListener",
      `is for strategy "blueGreen", "canary" or "linear", got port 8443 with another; leave it out`,
    ],
    [
      "a port for tests that is none",
      { strategy: "blueGreen" },
      [{ port: 443, testListener: { port: 0 } }],
      "networkLoadBalancer.listeners[0].testListener.port",
      "must be a whole number from 1 to 65535, got 0; 8443 works",
    ],
    [
      "a port for tests that another listener has",
      { strategy: "blueGreen" },
      [
        { port: 443, containerPort: 7000, testListener: { port: 8443 } },
        { port: 444, containerPort: 7000, testListener: { port: 8443 } },
      ],
      "networkLoadBalancer.listeners[1].testListener.port",
      "must be its own, got 8443 twice; 8444 works",
    ],
    [
      "a range for tests that is none",
      { strategy: "blueGreen" },
      [{ port: 443, testListener: { port: 8443, ingressCidrBlocks: ["10.0.0.0"] } }],
      "networkLoadBalancer.listeners[0].testListener.ingressCidrBlocks[0]",
      `must hold IPv4 ranges, got "10.0.0.0"; "10.0.0.0/8" works`,
    ],
    [
      "a header of test requests, which it does not read",
      { strategy: "linear", testHeaderName: "x-test", testHeaderValue: "green" },
      [{ port: 443 }],
      "deployment.testHeaderName",
      `needs a 'loadBalancer', got "x-test" without one; 'testListener' of a network load balancer's listener works, and 'testHeaderValue' of a port of Service Connect`,
    ],
    [
      "CodeDeploy",
      { strategy: "codeDeploy" },
      [{ port: 443 }],
      "deployment.strategy",
      `needs a 'loadBalancer' to move requests, got "codeDeploy" without one; "rolling" works`,
    ],
    [
      "a tool outside",
      { strategy: "external" },
      [{ port: 443 }],
      "networkLoadBalancer",
      "is for a service whose requests go to one target group each, got it with 'deployment.strategy' external, which moves requests between two; leave it out",
    ],
  ];
  for (const [fault, deployment, listeners, propertyPath, rule] of faults) {
    it(`refuses ${fault} before anything is registered`, () => {
      const networkLoadBalancer = { ref, listeners };
      const args = { cluster, taskDefinition, networkLoadBalancer, deployment };
      assert.throws(() => new Service("game", args), {
        propertyPath,
        message: `Service "game": '${propertyPath.replace(/\[\d\]$/, "")}' ${rule}`,
      });
      assert.deepEqual(mock.resources, []);
    });
  }
});
