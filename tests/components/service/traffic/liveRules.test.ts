import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { DeploymentArgs, ServiceLoadBalancerArgs } from "../../../../components/index.js";
import { Checks } from "../../../../components/argument/checks.js";
import { Service } from "../../../../components/index.js";
import { decideRoute } from "../../../../components/service/traffic/decideRoute.js";
import { trafficOwnerOf } from "../../../../components/service/rules/deployment/deploymentStrategy.js";
import { targetGroupName } from "../../../../components/service/rules/traffic/targetGroupName.js";
import type { PulumiMock } from "../../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../../generator/testing/index.js";
import type { FakeAnswers, FakeAws } from "../../support/fakeAws.js";
import { fakeAws, refusal } from "../../support/fakeAws.js";
import { groupsXml, ruleXml, rulesXml } from "../../support/liveXml.js";
import { cluster, loadBalancer } from "../../support/platform.js";

const RULE = "aws:lb/listenerRule:ListenerRule";
const shape = {
  port: 8080,
  protocol: "HTTP",
  vpcId: "vpc-1",
  targetType: "ip",
  protocolVersion: "HTTP1",
};
const THEIRS = targetGroupName(["billing", "prod", "shop"], shape);
const OURS = targetGroupName(["orders", "dev", "shop"], shape);
const taskDefinition = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
  family: "orders",
  containers: [{ name: "orders", ports: [8080] }],
};

/** A listener that has a rule of this target group at each of these priorities. */
function listener(rules: Record<number, string>): FakeAnswers {
  return {
    DescribeRules: () =>
      rulesXml(
        Object.entries(rules).map(([priority, group]) => ruleXml(Number(priority), { group })),
      ),
    DescribeTargetGroups: (asked) =>
      groupsXml(
        Object.entries(asked)
          .filter(([key]) => key.startsWith("TargetGroupArns"))
          .map(([, arn]) => ({ ...shape, name: String(arn).split("/")[1] ?? "" })),
      ),
    DescribeTags: ["<TagDescriptions></TagDescriptions>"],
  };
}

describe("the live rules of a Service's listener", () => {
  let aws: FakeAws;
  let mock: PulumiMock;
  let warnings: string[];
  const { warn } = console;

  beforeEach(() => {
    warnings = [];
    console.warn = (text: string) => warnings.push(text);
  });
  afterEach(async () => {
    console.warn = warn;
    await aws.stop();
  });

  /** What a preview says that a real engine runs, unless told otherwise. */
  async function start(
    answers: FakeAnswers,
    { isEngine = true, config = {} }: { isEngine?: boolean; config?: Record<string, string> } = {},
  ) {
    aws = await fakeAws(answers);
    mock = await mockPulumi({ project: "shop", stack: "dev", preview: true, config });
    if (isEngine) Object.assign(pulumi.runtime.getMonitor() ?? {}, { getChannel: () => undefined });
  }
  function make(
    name: string,
    balancer: Partial<ServiceLoadBalancerArgs>,
    deployment: DeploymentArgs = {},
  ) {
    const ref = { ...loadBalancer };
    return new Service(name, {
      cluster,
      taskDefinition,
      deployment,
      loadBalancer: { ref, healthCheckPath: "/", path: `/${name}`, ...balancer },
    });
  }
  /** Waits for the listeners that a service's rules get: a clash ends a program, and here just the test. */
  async function listeners(
    priority: number,
    deployment: DeploymentArgs = {},
    listenerArn: pulumi.Input<string> = loadBalancer.listenerArn,
  ): Promise<void> {
    const trafficOwner = trafficOwnerOf(
      deployment.strategy ?? "rolling",
      deployment.targetGroupPair,
    );
    const service = {
      service: "orders",
      name: "orders",
      at: "loadBalancer",
      trafficOwner,
      place: ["dev", "shop"],
      deployment,
    };
    const args = { ref: { ...loadBalancer, listenerArn }, healthCheckPath: "/", priority };
    const component = new pulumi.ComponentResource("test:index:Component", "orders");
    const route = decideRoute(new Checks("Service", "orders"), args, service).of(component);
    const { testListenerArn = route.listenerArn } = route;
    await Promise.all([valueOf(route.listenerArn), valueOf(testListenerArn)]);
  }
  const actions = () => aws.calls.map(({ action }) => action);
  const rules = () =>
    mock.resources
      .filter(({ type }) => type === RULE)
      .map(({ inputs }) => [inputs.listenerArn, inputs.priority]);

  it("pain 16: refuses in a preview the priority that another program's rule has", async () => {
    await start(listener({ 100: THEIRS, 101: OURS }));
    await assert.rejects(listeners(100), {
      propertyPath: "loadBalancer.priority",
      message: `Service "orders": 'loadBalancer.priority' must be its own on the listener, got 100, which a live rule of another program (to target group ${THEIRS}) has; 102 works`,
    });
  });

  it("says who has the priority also where the listener's ARN is a secret", async () => {
    await start(listener({ 100: THEIRS }));
    const secret = pulumi.secret(loadBalancer.listenerArn);
    await assert.rejects(listeners(100, {}, secret), ({ message }: Error) => {
      assert.equal(
        message,
        `Service "orders": 'loadBalancer.priority' must be its own on the listener, got 100, which a live rule of another program (to target group ${THEIRS}) has; 101 works`,
      );
      return true;
    });
    assert.ok(await pulumi.isSecret(secret));
  });

  it("keeps the listener's ARN a secret where the rule may stand", async () => {
    await start(listener({}));
    const ref = { ...loadBalancer, listenerArn: pulumi.secret(loadBalancer.listenerArn) };
    make("orders", { priority: 100, ref });
    await mock.settled();
    assert.deepEqual(mock.resource(RULE).secretInputs, ["listenerArn"]);
  });

  it("pain 16: sees every rule of a strategy that moves requests", async () => {
    for (const [taken, deployment] of [
      [99, { strategy: "blueGreen" }],
      [96, { strategy: "blueGreen", testHeaderName: "x-test", testHeaderValue: "1" }],
      [40_201, { strategy: "codeDeploy" }],
    ] as const) {
      await start(listener({ [taken]: THEIRS, 100: THEIRS }));
      await assert.rejects(listeners(100, deployment), {
        message: new RegExp(`, got 100, whose rules need ${taken}, which a live rule of another`),
      });
      await aws.stop();
    }
    await start(listener({ 100: THEIRS }));
    make("orders", { priority: 100 }, { strategy: "blueGreen" });
    await mock.settled();
    assert.deepEqual(rules(), [[loadBalancer.listenerArn, 99]]);
  });

  it("sees the listener of test requests too", async () => {
    const testListenerArn =
      "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/platform/1/3";
    await start({
      ...listener({}),
      DescribeRules: ({ ListenerArn }) =>
        rulesXml(ListenerArn === testListenerArn ? [ruleXml(99, { group: THEIRS })] : []),
    });
    const deployment = { strategy: "blueGreen", testListenerArn } as const;
    await assert.rejects(listeners(100, deployment), {
      message: /, got 100, whose rules need 99, which a live/,
    });
  });

  it("leaves alone the rules of its own, and those of a service that gives its priority up", async () => {
    const gone = targetGroupName(["billing", "dev", "shop"], shape);
    const alternate = targetGroupName(["canary-alternate", "dev", "shop"], shape);
    await start(listener({ 100: OURS, 101: gone, 199: alternate }));
    make("orders", { priority: 100 });
    make("users", { priority: 101 });
    make("canary", { priority: 200 }, { strategy: "canary" });
    await mock.settled();
    assert.deepEqual(
      rules().map(([, priority]) => priority),
      [100, 101, 199],
    );
    // One question for all services of the listener, and one for each that finds somebody at its place.
    assert.equal(actions().filter((action) => action === "DescribeRules").length, 1);
    assert.equal(actions().filter((action) => action === "DescribeTargetGroups").length, 3);
    assert.deepEqual(warnings, []);
  });

  it("offers no priority of another service of the program", async () => {
    await start(listener({ 100: THEIRS }));
    make("users", { priority: 101 });
    await assert.rejects(listeners(100), { message: /; 102 works$/ });
  });

  it("changes nothing of a rule that may stand", async () => {
    await start(listener({}), { isEngine: false });
    make("orders", { priority: 100 });
    await mock.settled();
    const before = mock.resources;
    await aws.stop();
    await start(listener({ 99: THEIRS }));
    make("orders", { priority: 100 });
    await mock.settled();
    assert.deepEqual(mock.resources, before);
    assert.deepEqual(actions(), ["DescribeRules"]);
  });

  it("keeps secrets of the provider's configuration out of the rule", async () => {
    const config = { "aws:accessKey": "key", "aws:secretKey": "secret" };
    await start(listener({}), { config });
    make("orders", { priority: 100 });
    await mock.settled();
    assert.deepEqual(mock.resource(RULE).secretInputs, []);
    assert.deepEqual(
      aws.calls.map(({ accessKey }) => accessKey),
      ["key"],
    );
  });

  it("warns once, and does not fail, where AWS cannot be asked", async () => {
    await start({});
    make("orders", { priority: 100 });
    make("users", { priority: 101 });
    await mock.settled();
    assert.equal(rules().length, 2);
    assert.deepEqual(warnings, [
      "warning: [runtime] the live rules of a load balancer's listener were not examined: AccessDeniedException: DescribeRules is not allowed",
    ]);
    assert.deepEqual(actions(), ["DescribeRules"]);
  });

  it("hides a secret that is in AWS's own words", async () => {
    const listenerArn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/s/1/2";
    await start({
      DescribeRules: () => refusal("AccessDenied", `no rules of ${listenerArn}`),
    });
    const ref = { ...loadBalancer, listenerArn: pulumi.secret(listenerArn) };
    make("orders", { priority: 100, ref });
    await mock.settled();
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? "", /no rules of \[secret\]$/);
  });

  it("warns where the target groups may not be seen", async () => {
    const { DescribeRules = [] } = listener({ 100: THEIRS });
    await start({ DescribeRules });
    make("orders", { priority: 100 });
    await mock.settled();
    assert.deepEqual(rules(), [[loadBalancer.listenerArn, 100]]);
    assert.equal(warnings.length, 1);
  });

  it("asks nothing without an engine", async () => {
    await start(listener({ 100: THEIRS }), { isEngine: false });
    make("orders", { priority: 100 });
    await mock.settled();
    assert.deepEqual([aws.calls, warnings], [[], []]);
    assert.deepEqual(rules(), [[loadBalancer.listenerArn, 100]]);
  });

  it("asks nothing of a listener that is not made yet", async () => {
    await start(listener({ 100: THEIRS }));
    const listenerArn = pulumi.output(pulumi.unknown) as unknown as pulumi.Output<string>;
    make("orders", { priority: 100, ref: { ...loadBalancer, listenerArn } });
    await mock.settled();
    assert.deepEqual(aws.calls, []);
    assert.deepEqual(rules(), [["[unknown]", 100]]);
  });
});
