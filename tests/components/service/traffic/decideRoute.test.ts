import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import { Checks } from "../../../../components/argument/checks.js";
import type { DeploymentArgs, ServiceLoadBalancerArgs } from "../../../../components/index.js";
import { LoadBalancer, Service } from "../../../../components/index.js";
import { claimRule } from "../../../../components/service/traffic/claimedRules.js";
import type { PulumiMock } from "../../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../../generator/testing/index.js";
import { cluster, loadBalancer, network } from "../../support/platform.js";

const RULE = "aws:lb/listenerRule:ListenerRule";
const taskDefinition = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
  family: "orders",
  containers: [{ name: "orders", ports: [8080] }],
};

/** What a clash of two services with the same requests says. */
const TAKEN =
  "Service \"s126\": 'loadBalancer.priority' must be its own on the listener, got 26253, which the rule of Service " +
  '"s121" has; 26254 works';

describe("routing of a Service", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi();
  });

  function make(name: string, routing: Partial<ServiceLoadBalancerArgs>) {
    return new Service(name, {
      cluster,
      taskDefinition,
      loadBalancer: { ref: loadBalancer, healthCheckPath: "/healthz", ...routing },
    });
  }

  it("matches hosts, paths, headers, query strings, methods and sources", async () => {
    const service = make("orders", {
      path: "/orders/*",
      host: "a.example.com",
      httpHeaders: [{ name: "X-Version", values: ["2"] }],
      queryStrings: [{ key: "beta", values: ["1"] }],
      httpMethods: ["GET"],
    });
    await mock.settled();
    assert.deepEqual(mock.resource(RULE).inputs.conditions, [
      { hostHeader: { values: ["a.example.com"] } },
      { pathPattern: { values: ["/orders/*"] } },
      { httpHeader: { httpHeaderName: "X-Version", values: ["2"] } },
      { queryStrings: [{ key: "beta", value: "1" }] },
      { httpRequestMethod: { values: ["GET"] } },
    ]);
    assert.equal(service.url && (await valueOf(service.url)), "https://a.example.com/orders/");
  });

  it("answers on the first of its hosts and paths", async () => {
    const service = make("orders", {
      hosts: ["b.example.com", "c.example.com"],
      paths: ["/b/*", "/c/*"],
      sourceCidrBlocks: ["192.0.2.0/24"],
    });
    await mock.settled();
    assert.deepEqual(mock.resource(RULE).inputs.conditions, [
      { hostHeader: { values: ["b.example.com", "c.example.com"] } },
      { pathPattern: { values: ["/b/*", "/c/*"] } },
      { sourceIp: { values: ["192.0.2.0/24"] } },
    ]);
    assert.equal(service.url && (await valueOf(service.url)), "https://b.example.com/b/");
  });

  it("leads its hosts to the load balancer, by records in their zone", async () => {
    make("orders", { host: "a.example.com", hosts: ["*.b.example.com"], zoneId: "Z9" });
    await mock.settled();
    for (const host of ["a.example.com", "*.b.example.com"]) {
      assert.deepEqual(mock.resource("aws:route53/record:Record", `orders-${host}`).inputs, {
        zoneId: "Z9",
        name: host,
        type: "A",
        aliases: [{ name: "platform.example.com", zoneId: "Z1", evaluateTargetHealth: true }],
      });
    }
  });

  it("answers on the load balancer's own domain where it names no host", async () => {
    const ref = { ...loadBalancer, domainName: "api.example.com" };
    const { url } = make("orders", { path: "/orders/*", ref });
    assert.equal(url && (await valueOf(url)), "https://api.example.com/orders/");
  });

  it("refuses a zone without a host", () => {
    assert.throws(() => make("orders", { path: "/orders/*", zoneId: "Z9" }), {
      propertyPath: "loadBalancer.zoneId",
      message: `Service "orders": 'loadBalancer.zoneId' needs a 'host' to make a record for, got none; "orders.example.com" works`,
    });
    assert.deepEqual(mock.resources, []);
  });

  it("pain 16: refuses a second rule with the same priority at construction", () => {
    make("s121", { path: "/s121/*" });
    assert.throws(() => make("s126", { path: "/s126/*" }), {
      propertyPath: "loadBalancer.priority",
      message: TAKEN,
    });
    assert.deepEqual(
      mock.resources.filter(({ name }) => name === "s126"),
      [],
    );
  });

  it("pain 16: takes the priority that the refusal names", async () => {
    make("s121", { path: "/s121/*" });
    make("s126", { path: "/s126/*", priority: 26_254 });
    await mock.settled();
    assert.equal(mock.resource(RULE, "s121").inputs.priority, 26_253);
    assert.equal(mock.resource(RULE, "s126").inputs.priority, 26_254);
  });

  it("pain 16: finds the clash on a load balancer of the same program", async () => {
    const { ref } = new LoadBalancer("platform", { network });
    make("s121", { path: "/s121/*", ref });
    assert.throws(() => make("s126", { path: "/s126/*", ref }), { message: TAKEN });
    await mock.settled();
  });

  it("pain 16: finds the clash on a reference to another stack", () => {
    const ref = pulumi.output(loadBalancer);
    make("s121", { path: "/s121/*", ref });
    assert.throws(() => make("s126", { path: "/s126/*", ref }), { message: TAKEN });
  });

  it("pain 16: finds the clash where each service reads the reference for itself", async () => {
    const claim = (service: string) => {
      const route = {
        service,
        target: service,
        match: { path: `/${service}` },
        targetGroups: 1,
        priority: 26_253,
        place: ["dev", "shop"],
        isExplicit: false,
        rulesAt: (base: number) => [base],
      };
      const ref = pulumi.output(loadBalancer);
      return valueOf(claimRule(new Checks("Service", service), ref, route, "loadBalancer"));
    };
    assert.equal(await claim("s121"), loadBalancer.listenerArn);
    await assert.rejects(claim("s126"), { message: TAKEN });
  });

  it("pain 16: refuses a rule that another leaves no request", () => {
    make("all", { path: "/api/*", httpMethods: ["GET", "POST"] });
    assert.throws(() => make("all-too", { path: "/api/*", httpMethods: ["GET"] }), {
      message:
        /^Service "all-too": 'loadBalancer\.priority' must be (?:smaller|larger) than \d+, got \d+: .* Service "all"/,
    });
  });

  it("pain 16: sees the rules that a strategy puts before the priority and far behind it", async () => {
    const testListenerArn = "arn:test";
    const shifts = (name: string, priority: number, deployment: DeploymentArgs) =>
      new Service(name, {
        cluster,
        taskDefinition,
        deployment,
        loadBalancer: { ref: loadBalancer, healthCheckPath: "/", path: `/${name}`, priority },
      });
    const header = { testHeaderName: "x-test", testHeaderValue: "1" };
    shifts("green", 104, { strategy: "blueGreen", ...header });
    const clash = (number: string, holder: string) => ({
      propertyPath: "loadBalancer.priority",
      message: new RegExp(
        `must be its own on the listener, got ${number}, which the rule of Service "${holder}" has; \\d+ works$`,
      ),
    });
    assert.throws(() => make("orders", { path: "/o", priority: 100 }), clash("100", "green"));
    shifts("deploy", 200, { strategy: "codeDeploy", testListenerArn });
    // The standing-in rules of CodeDeploy's services have fewer numbers than the others.
    assert.throws(
      () => shifts("far", 200 + 4999, { strategy: "codeDeploy" }),
      clash("5199, whose rules need 40401", "deploy"),
    );
    assert.throws(
      () => shifts("tested", 199, { strategy: "blueGreen", testListenerArn }),
      clash("199, whose rules need 198", "deploy"),
    );
    const other = { ref: { ...loadBalancer, listenerArn: testListenerArn } };
    assert.throws(
      () => make("main", { path: "/m", priority: 198, ...other }),
      clash("198", "deploy"),
    );
    await mock.settled();
  });

  it("tells listeners apart", async () => {
    make("s121", { path: "/s121/*" });
    make("s126", { path: "/s126/*", ref: { ...loadBalancer, listenerArn: "arn:other" } });
    await mock.settled();
    assert.equal(mock.resource(RULE, "s126").inputs.priority, 26_253);
  });

  it("forgets the rules of an earlier program run", async () => {
    make("s121", { path: "/s121/*" });
    await mock.settled();
    mock = await mockPulumi();
    make("s126", { path: "/s126/*" });
    await mock.settled();
    assert.equal(mock.resource(RULE).inputs.priority, 26_253);
  });

  it("knows the priority in a preview where the listener is not known", async () => {
    mock = await mockPulumi({ preview: true });
    const listenerArn = pulumi.output(pulumi.unknown) as unknown as pulumi.Output<string>;
    make("s121", { path: "/s121/*", ref: { ...loadBalancer, listenerArn } });
    await mock.settled();
    const { priority, listenerArn: listener } = mock.resource(RULE).inputs;
    assert.deepEqual([priority, listener], [26_253, "[unknown]"]);
  });
});
