import assert from "node:assert/strict";

import { reviewResources } from "../../../policies/pack.js";
import { PROFILES } from "../../../policies/configuration/level.js";
import { UNKNOWN } from "../../../policies/resource/reader.js";
import { daemonHasInstances } from "../../../policies/rules/daemonHasInstances.js";
import { besideOf, componentService, describeRule, rawService, urnOf } from "./ruleCases.js";

const CLUSTER = "arn:aws:ecs:eu-west-1:123456789012:cluster/shop";
const cluster = (name = "shop", more: object = {}) => ({
  ...besideOf("aws:ecs/cluster:Cluster", { name }),
  urn: urnOf("aws:ecs/cluster:Cluster", name),
  name,
  id: CLUSTER.replace("shop", name),
  ...more,
});
const agent = (edit: object = {}) =>
  rawService({ desiredCount: undefined, schedulingStrategy: "DAEMON", cluster: CLUSTER, ...edit });
const capacity = (capacityProviders: unknown, clusterName = "shop") =>
  besideOf("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", {
    clusterName,
    capacityProviders,
  });
const GROUP_ARN = "arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:1:large";
const group = {
  ...besideOf("aws:autoscaling/group:Group", { name: "large" }),
  arn: GROUP_ARN,
};
const provider = (properties: object) => ({
  ...besideOf("aws:ecs/capacityProvider:CapacityProvider", { name: "large", ...properties }),
  id: "large",
});
const ofGroup = provider({ autoScalingGroupProvider: { autoScalingGroupArn: GROUP_ARN } });
const managed = provider({ managedInstancesProvider: { infrastructureRoleArn: "arn" } });
const message =
  "service 'orders': 'schedulingStrategy' \"DAEMON\" runs one task on each instance of its cluster, and no instances of 'shop' are in this stack, so that it may run none: a capacity provider of an Auto Scaling group works; nothing is wrong where instances join it from elsewhere, by their user data or as external ones";

describeRule(daemonHasInstances, {
  passes: [
    {
      title: "a capacity provider of a group",
      resource: agent(),
      beside: [cluster(), capacity(["large"]), ofGroup],
    },
    {
      title: "a group that joins by its user data",
      resource: agent(),
      beside: [cluster(), group],
    },
    {
      title: "an instance that joins by its user data",
      resource: agent(),
      beside: [cluster(), besideOf("aws:ec2/instance:Instance", {})],
    },
    {
      title: "a capacity provider of another stack",
      resource: agent(),
      beside: [cluster(), capacity(["FARGATE", "gpu"])],
    },
    { title: "a cluster of another stack", resource: agent() },
    { title: "the account's own cluster", resource: agent({ cluster: undefined }) },
    {
      title: "external instances, which are of no stack",
      resource: agent({ launchType: "EXTERNAL" }),
      beside: [cluster()],
    },
    {
      title: "a daemon on Fargate, which another rule refuses",
      resource: agent({ launchType: "FARGATE" }),
      beside: [cluster()],
    },
  ],
  fails: [
    {
      title: "a cluster without capacity providers",
      resource: agent({ launchType: "EC2" }),
      beside: [cluster()],
      messages: [message],
    },
    {
      title: "a cluster with Fargate alone, named by its name",
      resource: agent({ cluster: "shop" }),
      beside: [cluster(), capacity(["FARGATE", "FARGATE_SPOT"])],
      messages: [message],
    },
    {
      title: "a cluster with managed instances alone",
      resource: agent(),
      beside: [cluster(), capacity(["large"]), managed],
      messages: [message],
    },
    {
      title: "a group that another cluster has",
      resource: agent(),
      beside: [cluster(), cluster("jobs"), capacity(["large"], "jobs"), ofGroup, group],
      messages: [message],
    },
  ],
  unknown: [
    {
      title: "an unknown launch type",
      resource: agent({ launchType: UNKNOWN }),
      beside: [cluster()],
      paths: ["launchType"],
    },
    {
      title: "an unknown scheduling strategy",
      resource: agent({ schedulingStrategy: UNKNOWN }),
      beside: [cluster()],
      paths: ["schedulingStrategy"],
    },
    {
      title: "an unknown capacity provider",
      resource: agent(),
      beside: [cluster(), capacity(["FARGATE", UNKNOWN])],
      paths: ["capacityProviders[1]"],
    },
    {
      title: "what a plugin makes beside it",
      resource: agent(),
      beside: [cluster(), besideOf("awsx:ecs:EC2Service", {}, { remote: true })],
      paths: ["cluster"],
    },
  ],
  ignores: [
    { title: "a number of tasks", resource: rawService({ cluster: CLUSTER }) },
    {
      title: "our component, which says it itself",
      resource: componentService({ schedulingStrategy: "DAEMON" }),
    },
  ],
});

describe("daemon-has-instances", () => {
  for (const profile of PROFILES) {
    it(`stays advice under ${profile}`, () => {
      const { violations } = reviewResources([agent(), cluster()], { profile });
      assert.deepEqual(
        violations
          .filter(({ policy }) => policy === daemonHasInstances.name)
          .map(({ enforcementLevel }) => enforcementLevel),
        ["advisory"],
      );
    });
  }
});
