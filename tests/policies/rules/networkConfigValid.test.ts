import { UNKNOWN } from "../../../policies/resource/reader.js";
import { networkConfigValid } from "../../../policies/rules/networkConfigValid.js";
import { besideOf, componentService, describeRule, rawService, resourceOf } from "./ruleCases.js";

const many = (count: number) => Array.from({ length: count }, (_, i) => `id-${i}`);
const network = (subnets: number, securityGroups: number) => ({
  networkConfiguration: { subnets: many(subnets), securityGroups: many(securityGroups) },
});
const onFargate = { capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }] };
const onInstances = { capacityProviderStrategies: [{ capacityProvider: "cp-workers", weight: 1 }] };
const bridge = { taskDefinition: { arn: "arn", networkMode: "bridge" } };
const NO_NETWORK = `'networkConfiguration' must be given for tasks on Fargate, whose network mode is awsvpc, got nothing; { subnets: ["subnet-…"], securityGroups: ["sg-…"] } works`;
const NOT_ON_FARGATE = `'taskDefinition.networkMode' must be awsvpc on Fargate, got "bridge" and the capacity provider "FARGATE"; name an instance group in 'capacityProviderStrategies'`;

describeRule(networkConfigValid, {
  passes: [
    {
      title: "the component with public addresses in mode awsvpc, on Fargate",
      resource: componentService({
        ...onFargate,
        taskDefinition: { arn: "arn", networkMode: "awsvpc" },
        assignPublicIp: true,
      }),
    },

    {
      title: "a service on Fargate in subnets",
      resource: rawService({ ...onFargate, ...network(1, 1) }),
    },
    { title: "as many as ECS takes", resource: rawService(network(16, 5)) },
    { title: "a service on instances without network", resource: rawService(onInstances) },
    {
      title: "a service whose task sets have the network",
      resource: rawService({ launchType: "FARGATE", deploymentController: { type: "EXTERNAL" } }),
    },
    { title: "the component's default", resource: componentService() },
    {
      title: "the component in mode bridge on instances",
      resource: componentService({ ...bridge, ...onInstances }),
    },
    {
      title: "the component in mode bridge on the cluster's instances",
      resource: componentService({
        ...bridge,
        cluster: { defaultCapacityProviderStrategies: [{ capacityProvider: "cp-workers" }] },
      }),
    },
    {
      title:
        "the component with a task on each instance, in a cluster whose own strategy is of Fargate",
      resource: componentService({
        ...bridge,
        schedulingStrategy: "DAEMON",
        cluster: { defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE" }] },
      }),
    },
  ],
  fails: [
    {
      title: "a service on Fargate without network",
      resource: rawService({ launchType: "FARGATE" }),
      messages: [`service 'orders': ${NO_NETWORK}`],
    },
    {
      title: "a task set on Fargate without network",
      resource: resourceOf("aws:ecs/taskSet:TaskSet", onFargate),
      messages: [`task set 'orders': ${NO_NETWORK}`],
    },
    {
      title: "a schedule on Fargate without network",
      resource: resourceOf("aws:scheduler/schedule:Schedule", {
        target: { ecsParameters: { launchType: "FARGATE" } },
      }),
      messages: [`schedule 'orders': ${NO_NETWORK}`],
    },
    {
      title: "a service without subnets",
      resource: rawService(network(0, 1)),
      messages: [
        "service 'orders': 'subnets' of 'networkConfiguration' must hold 1 to 16 subnets, got 0; one of each zone works",
      ],
    },
    {
      title: "too many subnets",
      resource: rawService(network(17, 1)),
      messages: [
        "service 'orders': 'subnets' of 'networkConfiguration' must hold 1 to 16 subnets, got 17; one of each zone works",
      ],
    },
    {
      title: "too many security groups",
      resource: rawService(network(2, 6)),
      messages: [
        "service 'orders': 'securityGroups' of 'networkConfiguration' must hold at most 5 security groups, got 6; join some",
      ],
    },
    {
      title: "public addresses in mode bridge",
      resource: componentService({ ...bridge, ...onInstances, assignPublicIp: true }),
      messages: [
        "service 'orders': 'assignPublicIp' must be left out where the task definition's 'networkMode' is bridge, got true: its tasks have no address but that of their instance",
      ],
    },
    {
      title: "mode bridge on Fargate",
      resource: componentService({ ...bridge, ...onFargate }),
      messages: [`service 'orders': ${NOT_ON_FARGATE}`],
    },
    {
      title: "a run in mode bridge on a mix of Fargate and Fargate Spot",
      resource: resourceOf("slipway:index:Task", { ...bridge, spotAboveTasks: 0 }),
      messages: [`task 'orders': ${NOT_ON_FARGATE}`],
    },
  ],
  unknown: [
    {
      title: "subnets that are not known",
      resource: rawService({ networkConfiguration: { subnets: UNKNOWN } }),
      paths: ["networkConfiguration.subnets"],
    },
    {
      title: "a mode that is not known",
      resource: componentService({ taskDefinition: { arn: "arn", networkMode: UNKNOWN } }),
      paths: ["taskDefinition.networkMode", "taskDefinition.networkMode"],
    },
    {
      title: "a cluster that is not known",
      resource: componentService({ ...bridge, cluster: UNKNOWN }),
      paths: ["cluster"],
    },
  ],
  ignores: [
    {
      title: "a target that starts no task",
      resource: resourceOf("aws:cloudwatch/eventTarget:EventTarget", { arn: "queue" }),
    },
  ],
});

const endpoint = (edit: object = {}) =>
  resourceOf("aws:ec2/vpcEndpoint:VpcEndpoint", {
    vpcId: "vpc-0123456789abcdef0",
    serviceName: "com.amazonaws.eu-west-1.logs",
    vpcEndpointType: "Interface",
    privateDnsEnabled: true,
    ...edit,
  });
const vpc = (attributes: object) =>
  besideOf("aws:ec2/vpc:Vpc", attributes, { id: "vpc-0123456789abcdef0" });
const noNames = (attribute: string) =>
  `VPC endpoint 'orders': 'privateDnsEnabled' needs '${attribute}' of VPC 'beside' to be true, got false; true works`;

describeRule(networkConfigValid, {
  passes: [
    {
      title: "names of an endpoint in a VPC with names",
      resource: endpoint(),
      beside: [vpc({ enableDnsHostnames: true })],
    },
    {
      title: "an endpoint without names",
      resource: endpoint({ privateDnsEnabled: false }),
      beside: [vpc({ enableDnsHostnames: false })],
    },
    {
      title: "a VPC whose names somebody else keeps",
      resource: endpoint(),
      beside: [{ ...vpc({ enableDnsHostnames: false }), ignoreChanges: ["enableDnsHostnames"] }],
    },
    { title: "a VPC that says nothing of names", resource: endpoint(), beside: [vpc({})] },
    { title: "an endpoint in a VPC of another stack", resource: endpoint() },
  ],
  fails: [
    {
      title: "names of an endpoint in a VPC without names",
      resource: endpoint(),
      beside: [vpc({ enableDnsHostnames: false })],
      messages: [noNames("enableDnsHostnames")],
    },
    {
      title: "names of an endpoint in a VPC without DNS",
      resource: endpoint(),
      beside: [vpc({ enableDnsHostnames: true, enableDnsSupport: false })],
      messages: [noNames("enableDnsSupport")],
    },
  ],
  unknown: [],
});
