import { UNKNOWN } from "../../../policies/resource/reader.js";
import { ecsNoPublicIp } from "../../../policies/rules/ecsNoPublicIp.js";
import {
  componentService,
  componentTask,
  describeRule,
  rawService,
  resourceOf,
} from "./ruleCases.js";

const PUBLIC = { networkConfiguration: { subnets: ["subnet-1"], assignPublicIp: true } };
const PRIVATE = { networkConfiguration: { subnets: ["subnet-1"], assignPublicIp: false } };

const taskSet = (network: object) => resourceOf("aws:ecs/taskSet:TaskSet", network);
const eventTarget = (ecsTarget?: object) =>
  resourceOf("aws:cloudwatch/eventTarget:EventTarget", { rule: "nightly", ecsTarget });
const schedule = (ecsParameters?: object) =>
  resourceOf("aws:scheduler/schedule:Schedule", { target: { arn: "arn", ecsParameters } });

function message(label: string): string {
  return `${label} 'orders' gives its tasks public IP addresses: set 'assignPublicIp' to false`;
}

describeRule(ecsNoPublicIp, {
  passes: [
    { title: "the component's default", resource: componentService() },
    { title: "a service in private subnets", resource: rawService(PRIVATE) },
    { title: "a service without network configuration", resource: rawService() },
    { title: "a task set in private subnets", resource: taskSet(PRIVATE) },
    { title: "an event target in private subnets", resource: eventTarget(PRIVATE) },
    { title: "a schedule in private subnets", resource: schedule(PRIVATE) },
    {
      title: "a service that the configuration allows",
      resource: componentService({ assignPublicIp: true }),
      configuration: { allowServices: ["ord*"] },
    },
  ],
  fails: [
    {
      title: "the component's public addresses",
      resource: componentService({ assignPublicIp: true }),
      messages: [message("service")],
    },
    {
      title: "a service with public addresses",
      resource: rawService(PUBLIC),
      messages: [message("service")],
    },
    {
      title: "the public addresses of a run",
      resource: resourceOf("slipway:index:Task", { assignPublicIp: true }),
      messages: [message("task")],
    },
    {
      title: "the public addresses of a scheduled task",
      resource: resourceOf("slipway:index:ScheduledTask", { assignPublicIp: true }),
      messages: [message("schedule")],
    },
    {
      title: "a task set with public addresses",
      resource: taskSet(PUBLIC),
      messages: [message("task set")],
    },
    {
      title: "an event target with public addresses",
      resource: eventTarget(PUBLIC),
      messages: [message("event target")],
    },
    {
      title: "a schedule with public addresses",
      resource: schedule(PUBLIC),
      messages: [message("schedule")],
    },
    {
      title: "a service that the configuration allows under another name",
      resource: rawService(PUBLIC),
      configuration: { allowServices: ["order"] },
      messages: [message("service")],
    },
  ],
  unknown: [
    {
      title: "an unknown choice of the component",
      resource: componentService({ assignPublicIp: UNKNOWN }),
      paths: ["assignPublicIp"],
    },
    {
      title: "an unknown network configuration of the resource",
      resource: rawService({ networkConfiguration: UNKNOWN }),
      paths: ["networkConfiguration"],
    },
    {
      title: "an unknown target, which may be of ECS",
      resource: eventTarget(UNKNOWN as never),
      paths: ["ecsTarget"],
    },
  ],
  ignores: [
    { title: "an event target that starts no task", resource: eventTarget() },
    { title: "a schedule that starts no task", resource: schedule() },
    { title: "a task definition", resource: componentTask() },
  ],
});
