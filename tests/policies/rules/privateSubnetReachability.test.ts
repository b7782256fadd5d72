import { UNKNOWN } from "../../../policies/resource/reader.js";
import { privateSubnetReachability } from "../../../policies/rules/privateSubnetReachability.js";
import {
  componentService,
  componentTask,
  describeRule,
  rawService,
  resourceOf,
} from "./ruleCases.js";

const into = (privateReach?: unknown) => ({ cluster: { arn: "arn", network: { privateReach } } });
const run = (args: object) => resourceOf("slipway:index:Task", args);
const schedule = (args: object) => resourceOf("slipway:index:ScheduledTask", args);

function message(label: string): string {
  return `${label} 'orders': 'assignPublicIp' must be true for tasks to pull their image where the network has neither NAT gateways nor the endpoints of Fargate, got false; natGateways: "single" or vpcEndpoints: "fargate" on the Network works, as does 'egressCidrBlocks' for a way of your own`;
}

describeRule(privateSubnetReachability, {
  passes: [
    { title: "a service behind NAT gateways", resource: componentService(into("internet")) },
    { title: "a task behind endpoints", resource: run(into("awsServices")) },
    { title: "a schedule behind NAT gateways", resource: schedule(into("internet")) },
  ],
  fails: [
    {
      title: "a service that reaches nothing",
      resource: componentService(into("nothing")),
      messages: [message("service")],
    },
    {
      title: "instances that reach nothing",
      resource: componentService({
        ...into("nothing"),
        taskDefinition: { arn: "arn", networkMode: "bridge" },
      }),
      messages: [
        `service 'orders': 'cluster.network' must have NAT gateways or the endpoints of Fargate for instances to pull an image in the 'networkMode' bridge, got a network with neither; natGateways: "single" or vpcEndpoints: "fargate" on the Network works, as does 'egressCidrBlocks' for a way of your own`,
      ],
    },
    {
      title: "a task that reaches nothing",
      resource: run({ ...into("nothing"), assignPublicIp: false }),
      messages: [message("task")],
    },
    {
      title: "a schedule whose tasks reach nothing",
      resource: schedule(into("nothing")),
      messages: [message("schedule")],
    },
  ],
  unknown: [
    {
      title: "an unknown reach",
      resource: componentService(into(UNKNOWN)),
      paths: ["cluster.network.privateReach"],
    },
    {
      title: "a cluster of another stack that is not known",
      resource: schedule({ cluster: UNKNOWN }),
      paths: ["cluster"],
    },
    {
      title: "an unknown choice of a public address",
      resource: run({ ...into("nothing"), assignPublicIp: UNKNOWN }),
      paths: ["assignPublicIp"],
    },
  ],
  ignores: [
    {
      title: "tasks with public addresses",
      resource: componentService({ ...into("nothing"), assignPublicIp: true }),
    },
    {
      title: "public tasks of a cluster that is not known",
      resource: run({ cluster: UNKNOWN, assignPublicIp: true }),
    },
    { title: "a network that does not say", resource: componentService(into()) },
    { title: "a component whose arguments are not sent", resource: run({}) },
    {
      title: "a service of AWS, which names subnets alone",
      resource: rawService({ networkConfiguration: { subnets: ["subnet-1"] } }),
    },
    { title: "a task definition", resource: componentTask() },
  ],
});
