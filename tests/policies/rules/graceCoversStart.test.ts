import { UNKNOWN } from "../../../policies/resource/reader.js";
import { graceCoversStart } from "../../../policies/rules/graceCoversStart.js";
import { besideOf, describeRule, rawService, rawTask } from "./ruleCases.js";

const ARN =
  "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/orders/0123456789abcdef";
const service = (healthCheckGracePeriodSeconds?: unknown) =>
  rawService({
    taskDefinition: "orders",
    healthCheckGracePeriodSeconds,
    loadBalancers: [{ targetGroupArn: ARN, containerName: "app", containerPort: 80 }],
  });
const task = (startPeriod?: number) =>
  rawTask([{ healthCheck: { command: ["CMD"], startPeriod } }]);
const group = (healthCheck: object = {}) =>
  besideOf("aws:lb/targetGroup:TargetGroup", { name: "orders", healthCheck });
const message = (least: number, start: number, checks: number, interval: number, got: number) =>
  `service 'orders': 'healthCheckGracePeriodSeconds' must be more than ${least} where a container may take 'startPeriod' ${start} seconds to start and is given up after ${checks} checks at an interval of ${interval}, got ${got}; ${start} works`;

describeRule(graceCoversStart, {
  passes: [
    { title: "a container that nothing checks", resource: service(), beside: [rawTask(), group()] },

    { title: "a grace as long as the start", resource: service(120), beside: [task(120), group()] },
    { title: "a start within the checks", resource: service(), beside: [task(60), group()] },
    { title: "a start that nothing is said of", resource: service(), beside: [task(), group()] },
    { title: "a target group of another stack", resource: service(), beside: [task(300)] },
  ],
  fails: [
    {
      title: "no grace",
      resource: service(),
      beside: [task(120), group()],
      messages: [message(30, 120, 3, 30, 0)],
    },
    {
      title: "a grace too short",
      resource: service(60),
      beside: [task(300), group()],
      messages: [message(210, 300, 3, 30, 60)],
    },
    {
      title: "a target group that soon gives up",
      resource: service(30),
      beside: [task(60), group({ interval: 10, unhealthyThreshold: 2 })],
      messages: [message(40, 60, 2, 10, 30)],
    },
  ],
  unknown: [
    {
      title: "an unknown grace",
      resource: service(UNKNOWN),
      beside: [task(300), group()],
      paths: ["healthCheckGracePeriodSeconds"],
    },
  ],
  ignores: [{ title: "a task definition", resource: rawTask() }],
});
