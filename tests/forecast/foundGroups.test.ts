import assert from "node:assert/strict";

import { foretellDeployments } from "../../forecast/foretellDeployments.js";
import type { PricedResource } from "../../cost/stackResources.js";
import { resource, service, taskDefinition } from "../cost/costCases.js";
import { group, textOf } from "./forecastCases.js";

const UNKNOWN = "[unknown]";
const arn = (name: string) =>
  `arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/${name}/900137e8369545e2`;
const balanced = (targetGroupArn: string, more: object = {}) => ({
  name: "orders",
  loadBalancers: [{ targetGroupArn }],
  ...more,
});

/** A target group whose draining tells it. */
const draining = (name: string, deregistrationDelay: number, physical?: string) => ({
  ...group({ deregistrationDelay, name: physical }),
  urn: `urn:pulumi:dev::shop::aws:lb/targetGroup:TargetGroup::${name}`,
  name,
});

function first(inputs: object, ...more: PricedResource[]) {
  const all = [taskDefinition("orders", [256, 512]), service("orders", 1, { ...inputs }), ...more];
  const { deployments, unknown } = foretellDeployments(all);
  return deployments[0] ?? unknown[0]?.reason ?? "nothing";
}

/** Seconds of draining that the forecast reckons with, and what it assumes. */
function seconds(targetGroupArn: string, ...more: PricedResource[]): [number, string] {
  const found = first(balanced(targetGroupArn), ...more);
  assert.ok(typeof found === "object", textOf(found));
  const healthy = more.length > 0 && found.assumptions.every((one) => !one.includes("target"));
  // 180 s of start, checks, draining, 30 s until the end.
  const checks = healthy ? 2 * 15 : 5 * 30;
  return [
    found.good.most - 180 - checks - 30,
    found.assumptions.filter((one) => one.includes("target group")).join(),
  ];
}

describe("the target group that a deployment is foretold by", () => {
  const [one, two] = [draining("one", 40, "one"), draining("two", 50)];

  it("is the one that the ARN names", () => {
    assert.deepEqual(seconds(arn("one"), two, one), [40, ""]);
    assert.deepEqual(seconds(arn("two-1a2b3c4"), one, two), [50, ""]);
  });

  it("is the only one there is, where the ARN is not known", () => {
    assert.deepEqual(seconds(UNKNOWN, two), [50, ""]);
    assert.deepEqual(seconds(UNKNOWN, one), [40, ""]);
  });

  it("is none of several, named or not, where the ARN is not known", () => {
    for (const several of [
      [one, two],
      [two, draining("three", 60)],
    ]) {
      const [drained, assumption] = seconds(UNKNOWN, ...several);
      assert.equal(drained, 300);
      assert.match(
        assumption,
        /^a target group that is not known before the update, with what ELB/,
      );
    }
  });

  it("is none of another name", () => {
    const [drained, assumption] = seconds(arn("other"), one, two);
    assert.equal(drained, 300);
    assert.match(assumption, /^a target group of another stack, with what ELB/);
    // Of a name of its own nobody takes away what Pulumi puts behind one.
    assert.equal(seconds(arn("one-1a2b3c4"), one, two)[0], 300);
  });

  it("is read under each of Pulumi's names for it", () => {
    const type = "aws:applicationloadbalancing/targetGroup:TargetGroup";
    assert.deepEqual(seconds(UNKNOWN, { ...two, type }), [50, ""]);
  });
});

describe("how CodeDeploy shifts what it deploys", () => {
  const CONFIG = "aws:codedeploy/deploymentConfig:DeploymentConfig";
  const config = (name: string, deploymentConfigName: string, interval: number) =>
    resource(CONFIG, name, {
      deploymentConfigName,
      trafficRoutingConfig: {
        type: "TimeBasedCanary",
        timeBasedCanary: { percentage: 10, interval },
      },
    });
  const deployed = (name: string, serviceName: string, minutes: number) =>
    resource("aws:codedeploy/deploymentGroup:DeploymentGroup", name, {
      ecsService: { serviceName },
      deploymentConfigName: `CodeDeployDefault.ECSCanary10Percent${minutes}Minutes`,
    });
  const least = (...more: PricedResource[]) => {
    const inputs = balanced(arn("one"), { deploymentController: { type: "CODE_DEPLOY" } });
    const found = first(inputs, draining("one", 40, "one"), ...more);
    return typeof found === "object" ? found.good.least - 35 : found;
  };

  it("is told by the group that names the service", () => {
    const other = deployed("a", "stock", 5);
    assert.equal(least(other, deployed("b", "orders", 15)), 900);
    assert.equal(least(other, deployed("b", UNKNOWN, 15)), 900);
  });

  it("is not told by the group of another service, nor by one of several", () => {
    const none = "its deployment group is not of this stack";
    assert.equal(least(deployed("a", "stock", 5)), none);
    assert.equal(least(deployed("a", UNKNOWN, 5), deployed("b", UNKNOWN, 15)), none);
  });

  it("is told by a configuration beside one whose name is not known", () => {
    const group_ = {
      ...deployed("a", "orders", 5),
      inputs: { ecsService: { serviceName: "orders" }, deploymentConfigName: "slow" },
    };
    assert.equal(least(group_, config("a", UNKNOWN, 1), config("b", "slow", 7)), 7 * 60);
  });
});
