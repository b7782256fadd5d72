import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type {
  DeploymentArgs,
  ServiceArgs,
  TaskDefinitionRef,
} from "../../../../components/index.js";
import { Service } from "../../../../components/index.js";
import type { PulumiMock } from "../../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../../generator/testing/index.js";
import { cluster, loadBalancer } from "../../support/platform.js";

const SERVICE = "aws:ecs/service:Service";
const RULE = "aws:lb/listenerRule:ListenerRule";
const GROUP = "aws:lb/targetGroup:TargetGroup";
const taskDefinition: TaskDefinitionRef = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
  family: "orders",
  containers: [{ name: "orders", ports: [8080] }],
};
const balancer = { ref: loadBalancer, path: "/orders/*", healthCheckPath: "/healthz" };
const base = { cluster, taskDefinition, loadBalancer: balancer };
const functionArn = "arn:aws:lambda:us-east-1:123456789012:function:check";

describe("blue/green deployment of a Service by ECS", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  async function make(deployment: DeploymentArgs, args: Partial<ServiceArgs> = {}) {
    const service = new Service("orders", { ...base, ...args, deployment });
    await mock.settled();
    const { inputs, options } = mock.resource(SERVICE);
    return { service, inputs, options };
  }
  const children = () =>
    mock.resources
      .filter(({ type }) => type.startsWith("aws:"))
      .map(({ type, name }) => `${type.split(":").pop() ?? ""} ${name}`)
      .sort();

  it("makes two target groups of one shape, a rule over both and a role that moves requests", async () => {
    const { inputs, options } = await make({ strategy: "blueGreen" });
    assert.deepEqual(children(), [
      "ListenerRule orders-production",
      "Role orders-infrastructure",
      "RolePolicyAttachment orders-infrastructure",
      "SecurityGroup orders",
      "SecurityGroupEgressRule orders",
      "SecurityGroupIngressRule orders",
      "Service orders",
      "TargetGroup orders",
      "TargetGroup orders-alternate",
    ]);
    const blue = mock.resource(GROUP, "orders").inputs;
    const green = mock.resource(GROUP, "orders-alternate").inputs;
    assert.deepEqual({ ...blue, name: "" }, { ...green, name: "" });
    assert.match(String(green.name), /^orders-alternate-dev-[a-z]+-[0-9a-f]{8}$/);
    const rule = mock.resource(RULE);
    assert.deepEqual(rule.inputs.conditions, [{ pathPattern: { values: ["/orders/*"] } }]);
    assert.equal(rule.inputs.listenerArn, loadBalancer.listenerArn);
    const [action] = rule.inputs.actions as {
      type: string;
      forward: { targetGroups: { arn: string; weight: number }[] };
    }[];
    const [first, second] = action?.forward.targetGroups ?? [];
    assert.deepEqual([action?.type, first?.weight, second?.weight], ["forward", 100, 0]);
    assert.match(first?.arn ?? "", new RegExp(`:targetgroup/${String(blue.name)}/`));
    assert.match(second?.arn ?? "", new RegExp(`:targetgroup/${String(green.name)}/`));
    const [target] = inputs.loadBalancers as {
      targetGroupArn: string;
      containerPort: number;
      advancedConfiguration: Record<string, string>;
    }[];
    assert.equal(target?.targetGroupArn, first?.arn);
    assert.equal(target?.containerPort, 8080);
    const { alternateTargetGroupArn, productionListenerRule, roleArn, ...more } =
      target.advancedConfiguration;
    assert.equal(alternateTargetGroupArn, second?.arn);
    assert.match(productionListenerRule ?? "", /:listener-rule\/app\/platform\//);
    assert.match(roleArn ?? "", /:role\/orders-infrastructure-dev-[0-9a-f]{8}$/);
    assert.deepEqual(more, {});
    assert.deepEqual(inputs.deploymentConfiguration, {
      strategy: "BLUE_GREEN",
      bakeTimeInMinutes: "5",
    });
    assert.deepEqual(inputs.deploymentController, { type: "ECS" });
    for (const [type, name] of [
      [RULE, "orders-production"],
      ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "orders-infrastructure"],
    ] as const) {
      assert.ok(options.dependsOn?.includes(mock.resource(type, name).urn), name);
    }
  });

  it("has a role that ECS alone may take, with AWS's policy for load balancers", async () => {
    await make({ strategy: "blueGreen" });
    const { assumeRolePolicy } = mock.resource("aws:iam/role:Role").inputs;
    assert.deepEqual(JSON.parse(String(assumeRolePolicy)), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "sts:AssumeRole",
          Principal: { Service: "ecs.amazonaws.com" },
        },
      ],
    });
    assert.equal(
      mock.resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment").inputs.policyArn,
      "arn:aws:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers",
    );
  });

  it("takes every request of the service into the rule that ECS moves", async () => {
    await make(
      { strategy: "canary" },
      { loadBalancer: { ref: loadBalancer, healthCheckPath: "/" } },
    );
    assert.deepEqual(mock.resource(RULE).inputs.conditions, [{ pathPattern: { values: ["/*"] } }]);
  });

  it("has no circuit breaker, which ECS takes for rolling deployments alone", async () => {
    const { inputs } = await make({ strategy: "blueGreen" });
    assert.deepEqual(inputs.deploymentCircuitBreaker, { enable: false, rollback: false });
  });

  const shifts: [DeploymentArgs, object][] = [
    [
      { strategy: "blueGreen", bakeTimeMinutes: 0 },
      { strategy: "BLUE_GREEN", bakeTimeInMinutes: "0" },
    ],
    [
      { strategy: "canary" },
      {
        strategy: "CANARY",
        bakeTimeInMinutes: "5",
        canaryConfiguration: { canaryPercent: 5, canaryBakeTimeInMinutes: "10" },
      },
    ],
    [
      { strategy: "canary", canaryPercent: 0.3, canaryBakeTimeMinutes: 60, bakeTimeMinutes: 30 },
      {
        strategy: "CANARY",
        bakeTimeInMinutes: "30",
        canaryConfiguration: { canaryPercent: 0.3, canaryBakeTimeInMinutes: "60" },
      },
    ],
    [
      { strategy: "linear", linearStepPercent: 30, linearStepBakeTimeMinutes: 2 },
      {
        strategy: "LINEAR",
        bakeTimeInMinutes: "5",
        linearConfiguration: { stepPercent: 30, stepBakeTimeInMinutes: "2" },
      },
    ],
    [
      { strategy: "linear" },
      {
        strategy: "LINEAR",
        bakeTimeInMinutes: "5",
        linearConfiguration: { stepPercent: 10, stepBakeTimeInMinutes: "6" },
      },
    ],
  ];
  for (const [deployment, configuration] of shifts) {
    it(`moves requests as ${JSON.stringify(deployment)} says`, async () => {
      const { inputs } = await make(deployment);
      assert.deepEqual(inputs.deploymentConfiguration, configuration);
    });
  }

  it("has limits that could never roll, since it starts all new tasks beside the old", async () => {
    const limits = { desiredCount: 1, minimumHealthyPercent: 100, maximumPercent: 100 };
    const { inputs } = await make({ strategy: "blueGreen" }, limits);
    assert.equal(inputs.deploymentMaximumPercent, 100);
    assert.equal(inputs.availabilityZoneRebalancing, "DISABLED");
  });

  it("pain 3: leaves the weights of the rule and the target groups of the service to ECS", async () => {
    const { options, service } = await make({ strategy: "linear" });
    assert.deepEqual(mock.resource(RULE).options.ignoreChanges, ["actions"]);
    assert.deepEqual(options.ignoreChanges, ["loadBalancers"]);
    assert.deepEqual(await valueOf(service.ownership), {
      desiredCount: "program",
      loadBalancers: "ecs",
      "listenerRule.actions": "ecs",
    });
  });

  it("tells test requests apart by a header, before all other rules", async () => {
    const { inputs, options } = await make({
      strategy: "blueGreen",
      testHeaderName: "x-test",
      testHeaderValue: "green",
    });
    const test = mock.resource(RULE, "orders-production-test");
    const production = mock.resource(RULE, "orders-production");
    assert.equal(test.inputs.listenerArn, loadBalancer.listenerArn);
    assert.deepEqual(test.inputs.conditions, [
      { pathPattern: { values: ["/orders/*"] } },
      { httpHeader: { httpHeaderName: "x-test", values: ["green"] } },
    ]);
    assert.deepEqual(test.inputs.actions, production.inputs.actions);
    assert.deepEqual(test.options.ignoreChanges, ["actions"]);
    assert.equal(Number(production.inputs.priority) - Number(test.inputs.priority), 3);
    const [target] = inputs.loadBalancers as { advancedConfiguration: Record<string, string> }[];
    assert.match(target?.advancedConfiguration.testListenerRule ?? "", /:listener-rule\//);
    assert.ok(options.dependsOn?.includes(test.urn));
  });

  it("takes test requests on a listener of their own", async () => {
    const testListenerArn =
      "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/p/1/9";
    await make({ strategy: "blueGreen", testListenerArn: pulumi.output(testListenerArn) });
    const test = mock.resource(RULE, "orders-production-test").inputs;
    assert.equal(test.listenerArn, testListenerArn);
    assert.deepEqual(test.conditions, [{ pathPattern: { values: ["/orders/*"] } }]);
  });

  it("hangs Lambda functions and pauses on the stages, each function with a role of its own", async () => {
    const { inputs, options } = await make({
      strategy: "blueGreen",
      lifecycleHooks: [
        {
          name: "smoke",
          type: "lambda",
          stages: ["POST_TEST_TRAFFIC_SHIFT"],
          functionArn: pulumi.output(functionArn),
          hookDetails: '{"path":"/healthz"}',
        },
        { name: "approve", type: "pause", stages: ["POST_SCALE_UP"] },
        {
          name: "short",
          type: "pause",
          stages: ["POST_PRODUCTION_TRAFFIC_SHIFT"],
          pauseTimeoutMinutes: 60,
          pauseTimeoutAction: "CONTINUE",
        },
      ],
    });
    const { lifecycleHooks } = inputs.deploymentConfiguration as { lifecycleHooks: object[] };
    const [smoke, ...pauses] = lifecycleHooks as Record<string, unknown>[];
    const { roleArn, ...rest } = smoke ?? {};
    assert.match(String(roleArn), /:role\/orders-hook-smoke-dev-[0-9a-f]{8}$/);
    assert.deepEqual(rest, {
      targetType: "AWS_LAMBDA",
      hookTargetArn: functionArn,
      lifecycleStages: ["POST_TEST_TRAFFIC_SHIFT"],
      hookDetails: '{"path":"/healthz"}',
    });
    assert.deepEqual(pauses, [
      {
        targetType: "PAUSE",
        lifecycleStages: ["POST_SCALE_UP"],
        timeoutConfiguration: { timeoutInMinutes: "1440", action: "ROLLBACK" },
      },
      {
        targetType: "PAUSE",
        lifecycleStages: ["POST_PRODUCTION_TRAFFIC_SHIFT"],
        timeoutConfiguration: { timeoutInMinutes: "60", action: "CONTINUE" },
      },
    ]);
    const grant = mock.resource("aws:iam/rolePolicy:RolePolicy", "orders-hook-smoke");
    assert.deepEqual(JSON.parse(String(grant.inputs.policy)), {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: ["lambda:InvokeFunction"], Resource: [functionArn] }],
    });
    assert.ok(options.dependsOn?.includes(grant.urn));
  });

  it("watches the numbers of both target groups as one", async () => {
    await make({ strategy: "blueGreen", alarms: { http5xxCount: 10, responseTimeSeconds: 2 } });
    const errors = mock.resource("aws:cloudwatch/metricAlarm:MetricAlarm", "orders-http5xx-count");
    const [sum, first, second] = errors.inputs.metricQueries as {
      id: string;
      expression?: string;
      returnData?: boolean;
      metric?: { stat: string; dimensions: { TargetGroup: string } };
    }[];
    assert.deepEqual(
      [sum?.id, sum?.expression, sum?.returnData],
      ["all", "FILL(m1,0)+FILL(m2,0)", true],
    );
    assert.match(first?.metric?.dimensions.TargetGroup ?? "", /^targetgroup\/orders-dev-/);
    assert.match(second?.metric?.dimensions.TargetGroup ?? "", /^targetgroup\/orders-alternate-/);
    assert.deepEqual([errors.inputs.metricName, errors.inputs.period], [undefined, undefined]);
    const slow = mock.resource(
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      "orders-response-time-seconds",
    ).inputs.metricQueries as { expression?: string; metric?: { stat: string } }[];
    assert.deepEqual(
      slow.map(({ expression, metric }) => expression ?? metric?.stat),
      ["MAX([FILL(m1,0),FILL(m2,0)])", "p99", "p99"],
    );
  });

  it("moves the requests of each target between two groups of its own, by one role", async () => {
    const { inputs } = await make(
      { strategy: "blueGreen", testHeaderName: "x-test", testHeaderValue: "green" },
      {
        loadBalancer: { ...balancer, containerPort: 8080 },
        additionalLoadBalancers: [
          { ...balancer, containerPort: 8080, key: "admin", path: "/admin/*" },
        ],
      },
    );
    assert.deepEqual(children(), [
      "ListenerRule orders-admin-production",
      "ListenerRule orders-admin-production-test",
      "ListenerRule orders-production",
      "ListenerRule orders-production-test",
      "Role orders-infrastructure",
      "RolePolicyAttachment orders-infrastructure",
      "SecurityGroup orders",
      "SecurityGroupEgressRule orders",
      "SecurityGroupIngressRule orders",
      "Service orders",
      "TargetGroup orders",
      "TargetGroup orders-admin",
      "TargetGroup orders-admin-alternate",
      "TargetGroup orders-alternate",
    ]);
    const targets = inputs.loadBalancers as {
      targetGroupArn: string;
      advancedConfiguration: Record<string, string>;
    }[];
    const groups = mock.resources.filter(({ type }) => type === GROUP);
    const groupOf = (arn = "") =>
      groups.find(({ inputs: group }) => arn.includes(`/${String(group.name)}/`))?.name;
    assert.deepEqual(
      targets.map(({ targetGroupArn, advancedConfiguration }) => [
        groupOf(targetGroupArn),
        groupOf(advancedConfiguration.alternateTargetGroupArn),
      ]),
      [
        ["orders", "orders-alternate"],
        ["orders-admin", "orders-admin-alternate"],
      ],
    );
    const rules = targets.flatMap(({ advancedConfiguration: c }) => [
      c.productionListenerRule,
      c.testListenerRule,
    ]);
    assert.equal(new Set(rules).size, 4);
    assert.equal(new Set(targets.map(({ advancedConfiguration: c }) => c.roleArn)).size, 1);
  });

  it("has a listener for test requests only where it is of the same load balancer", async () => {
    const testListenerArn =
      "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/platform/1/9";
    const other = { ...loadBalancer, listenerArn: testListenerArn.replace("platform", "other") };
    await make(
      { strategy: "blueGreen", testListenerArn },
      {
        loadBalancer: { ...balancer, containerPort: 8080 },
        additionalLoadBalancers: [
          { ...balancer, ref: other, containerPort: 8080, key: "other" },
          { ...balancer, containerPort: 8080, key: "same", path: "/same/*" },
        ],
      },
    );
    const tests = mock.resources.filter(({ type, name }) => type === RULE && /-test$/.test(name));
    assert.deepEqual(tests.map(({ name }) => name).sort(), [
      "orders-production-test",
      "orders-same-production-test",
    ]);
  });

  it("keeps the pair when it goes back to rolling, so that ECS need not move the tasks", async () => {
    await make({ strategy: "blueGreen" });
    const before = children();
    mock = await mockPulumi({ project: "orders", stack: "dev" });
    const { inputs, options } = await make({ strategy: "rolling", targetGroupPair: true });
    assert.deepEqual(children(), before);
    assert.equal(inputs.deploymentConfiguration, undefined);
    assert.deepEqual(inputs.deploymentCircuitBreaker, { enable: true, rollback: true });
    assert.deepEqual(options.ignoreChanges, ["loadBalancers"]);
  });

  const faults: [string, Partial<ServiceArgs>, string, string][] = [
    [
      "a further target that leaves no room",
      {
        loadBalancer: { ...balancer, containerPort: 8080 },
        additionalLoadBalancers: [{ ...balancer, containerPort: 8080, path: "/x/*", priority: 4 }],
        deployment: { strategy: "blueGreen" },
      },
      "additionalLoadBalancers[0].priority",
      "'additionalLoadBalancers[0].priority' must be from 5 to 40000 for a strategy that moves requests, whose rules stand just before it, got 4; 100 works",
    ],
    [
      "a further target with the name of the pair's second group",
      {
        loadBalancer: { ...balancer, containerPort: 8080 },
        additionalLoadBalancers: [
          { ...balancer, containerPort: 8080, path: "/x/*", key: "alternate" },
        ],
        deployment: { strategy: "blueGreen" },
      },
      "additionalLoadBalancers[0].key",
      `'additionalLoadBalancers[0].key' must not be "alternate" where ECS moves requests between two target groups, the second of which has that name; "admin" works`,
    ],
    [
      "a load balancer that does not read requests",
      {
        loadBalancer: { ...balancer, ref: { ...loadBalancer, protocol: "TCP" } },
        deployment: { strategy: "canary" },
      },
      "deployment.strategy",
      `'deployment.strategy' needs an Application Load Balancer, got "canary" with one that speaks TCP; "rolling" works`,
    ],
    [
      "a circuit breaker",
      { deployment: { strategy: "linear", circuitBreaker: true } },
      "deployment.circuitBreaker",
      `'deployment.circuitBreaker' is for strategy "rolling", got true with "linear"; leave it out`,
    ],
    [
      "another strategy's field, though other fields are not known yet",
      {
        deployment: {
          strategy: "blueGreen",
          canaryPercent: 10,
          testListenerArn: pulumi.output("arn:…"),
        },
      },
      "deployment.canaryPercent",
      `'deployment.canaryPercent' is for strategy "canary" or "codeDeploy", got 10 with "blueGreen"; leave it out`,
    ],
    [
      "a priority that leaves no room",
      {
        loadBalancer: { ...balancer, priority: 4 },
        deployment: { strategy: "blueGreen" },
      },
      "loadBalancer.priority",
      "'loadBalancer.priority' must be from 5 to 40000 for a strategy that moves requests, whose rules stand just before it, got 4; 100 works",
    ],
  ];
  for (const [fault, args, propertyPath, reason] of faults) {
    it(`refuses ${fault} before anything is registered`, () => {
      const message = `Service "orders": ${reason}`;
      const all = { ...base, ...args };
      assert.throws(() => new Service("orders", all), { propertyPath, message });
      assert.deepEqual(mock.resources, []);
    });
  }
});
