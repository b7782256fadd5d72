import { UNKNOWN } from "../../../policies/resource/reader.js";
import { capacityStrategyValid } from "../../../policies/rules/capacityStrategyValid.js";
import { fargateParamsSupported } from "../../../policies/rules/fargateParamsSupported.js";
import { fargateTaskSizeValid } from "../../../policies/rules/fargateTaskSizeValid.js";
import { lbWiringValid } from "../../../policies/rules/lbWiringValid.js";
import { networkConfigValid } from "../../../policies/rules/networkConfigValid.js";
import { besideOf, describeRule, rawService, rawTask, resourceOf } from "./ruleCases.js";

const NETWORK = { subnets: ["subnet-1"], securityGroups: ["sg-1"] };
const CLUSTER = "arn:aws:ecs:eu-west-1:123456789012:cluster/shop";
const service = (edit: object = {}) =>
  rawService({
    taskDefinition: "orders",
    cluster: CLUSTER,
    networkConfiguration: NETWORK,
    ...edit,
  });
const definition = (edit: object = {}) =>
  rawTask([{}], { requiresCompatibilities: undefined, ...edit });
const cluster = { ...besideOf("aws:ecs/cluster:Cluster", {}), id: CLUSTER };
const capacity = (providers: unknown, name = "FARGATE") => ({
  ...besideOf("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", {
    clusterName: "shop",
    capacityProviders: providers,
    defaultCapacityProviderStrategies: [{ capacityProvider: name, weight: 1 }],
  }),
  name: "orders",
});
const spot = { capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }] };
const onFargate = { launchType: "FARGATE" };

const NO_NETWORK = `'networkConfiguration' must be given for tasks on Fargate, whose network mode is awsvpc, got nothing; { subnets: ["subnet-…"], securityGroups: ["sg-…"] } works`;

describeRule(networkConfigValid, {
  passes: [
    { title: "a network for mode awsvpc", resource: service(), beside: [definition()] },
    {
      title: "none for mode bridge",
      resource: service({ networkConfiguration: undefined }),
      beside: [definition({ networkMode: "bridge" })],
    },
    { title: "a task definition of another stack", resource: service() },
  ],
  fails: [
    {
      title: "none on Fargate, which is told once",
      resource: service({ ...onFargate, networkConfiguration: undefined }),
      beside: [definition()],
      messages: [`service 'orders': ${NO_NETWORK}`],
    },
    {
      title: "none for mode awsvpc on instances",
      resource: service({ networkConfiguration: undefined }),
      beside: [definition()],
      messages: [
        "service 'orders': 'networkConfiguration' must be given where the task definition's 'networkMode' is awsvpc, got nothing; { subnets: [\"subnet-…\"], securityGroups: [\"sg-…\"] } works",
      ],
    },
    {
      title: "a network for mode host",
      resource: service(),
      beside: [definition({ networkMode: "host" })],
      messages: [
        "service 'orders': 'networkConfiguration' must be left out where the task definition's 'networkMode' is host, got one; \"awsvpc\" takes it",
      ],
    },
    {
      title: "a schedule's network for mode bridge",
      resource: resourceOf("aws:scheduler/schedule:Schedule", {
        target: { ecsParameters: { taskDefinitionArn: "orders:3", networkConfiguration: NETWORK } },
      }),
      beside: [definition({ networkMode: "bridge" })],
      messages: [
        "schedule 'orders': 'networkConfiguration' must be left out where the task definition's 'networkMode' is bridge, got one; \"awsvpc\" takes it",
      ],
    },
  ],
  unknown: [
    {
      title: "an unknown mode",
      resource: service(),
      beside: [definition({ networkMode: UNKNOWN })],
      paths: ["networkMode"],
    },
  ],
});

const stranger = (name: string) =>
  `service 'orders': 'capacityProviderStrategies' must name providers of its cluster, got "${name}", which the stack's ClusterCapacityProviders do not give it; add it to their 'capacityProviders'`;

describeRule(capacityStrategyValid, {
  passes: [
    {
      title: "a provider of its cluster",
      resource: service(spot),
      beside: [cluster, capacity(["FARGATE", "FARGATE_SPOT"])],
    },
    { title: "a cluster of another stack", resource: service(spot) },
    { title: "a launch type", resource: service(onFargate), beside: [cluster] },
  ],
  fails: [
    {
      title: "a provider that its cluster lacks",
      resource: service(spot),
      beside: [cluster, capacity(["FARGATE"])],
      messages: [stranger("FARGATE_SPOT")],
    },
    {
      title: "a cluster without any",
      resource: service(spot),
      beside: [cluster],
      messages: [stranger("FARGATE_SPOT")],
    },
    {
      title: "a default strategy beyond the cluster's providers",
      resource: capacity(["FARGATE"], "FARGATE_SPOT"),
      messages: [
        "cluster capacity providers 'orders': 'defaultCapacityProviderStrategies' must name providers of 'capacityProviders', got \"FARGATE_SPOT\"; add it there",
      ],
    },
  ],
  unknown: [
    {
      title: "unknown providers",
      resource: service(spot),
      beside: [cluster, capacity(UNKNOWN)],
      paths: ["capacityProviders", "capacityProviderStrategies[0].capacityProvider"],
    },
  ],
});

describeRule(fargateTaskSizeValid, {
  passes: [
    { title: "a size of Fargate", resource: service(onFargate), beside: [definition()] },
    {
      title: "a large task on a new platform",
      resource: service({ ...onFargate, platformVersion: "1.4.0" }),
      beside: [definition({ cpu: "8192", memory: "16384" })],
    },
    {
      title: "a size of instances, on instances",
      resource: { ...definition({ cpu: "300", memory: "300" }) },
      beside: [service()],
    },
  ],
  fails: [
    {
      title: "a size of instances, of a service on Fargate",
      resource: service(onFargate),
      beside: [definition({ memory: undefined })],
      messages: [
        "service 'orders': 'memory' must be set for a task on Fargate, got nothing; 'cpu' 256 with 'memory' 512 works",
      ],
    },
    {
      title: "one that the cluster's own strategy has on Fargate",
      resource: service(),
      beside: [definition({ memory: undefined }), cluster, capacity(["FARGATE"])],
      messages: [
        "service 'orders': 'memory' must be set for a task on Fargate, got nothing; 'cpu' 256 with 'memory' 512 works",
      ],
    },
    {
      title: "a large task on an old platform",
      resource: service({ ...onFargate, platformVersion: "1.3.0" }),
      beside: [definition({ cpu: "8192", memory: "16384" })],
      messages: [
        "service 'orders': 'platformVersion' must be 1.4.0 at least for a task with 'cpu' 8192, got \"1.3.0\"; \"LATEST\" works",
      ],
    },
  ],
  unknown: [
    {
      title: "an unknown launch type",
      resource: service({ launchType: UNKNOWN }),
      beside: [definition()],
      paths: ["launchType"],
    },
  ],
});

describeRule(fargateParamsSupported, {
  passes: [],
  ignores: [
    {
      title: "a network mode of instances, of a service on instances",
      resource: service({ launchType: "EC2" }),
      beside: [definition({ networkMode: "host" })],
    },
  ],
  fails: [
    {
      title: "what a definition for Fargate says itself, which is told once",
      resource: definition({ requiresCompatibilities: ["FARGATE"], pidMode: "host" }),
      beside: [service(onFargate)],
      messages: [`'pidMode' must be task on Fargate, got "host"; leave it out`],
    },
    {
      title: "a network mode of instances, of a service on Fargate",
      resource: service(onFargate),
      beside: [definition({ networkMode: "host" })],
      messages: [
        "task definition of service 'orders': 'networkMode' must be awsvpc on Fargate, got \"host\"; \"awsvpc\" works",
      ],
    },
  ],
  unknown: [],
});

const LISTENER = "aws:lb/listener:Listener";
const listener = (edit: object) => ({ ...resourceOf(LISTENER, edit), id: "arn:listener" });
const rule = (name: string, priority: unknown) => ({
  ...besideOf("aws:lb/listenerRule:ListenerRule", { listenerArn: "arn:listener", priority }),
  urn: `urn:pulumi:dev::shop::aws:lb/listenerRule:ListenerRule::${name}`,
  name,
});
const group = (protocol: string) => ({
  ...besideOf("aws:lb/targetGroup:TargetGroup", { protocol, port: 80, vpcId: "vpc-1" }),
  id: "arn:group",
});
const FORWARD = { defaultActions: [{ type: "forward", targetGroupArn: "arn:group" }] };
const NLB = { protocol: "TCP", port: 80, ...FORWARD };

describeRule(lbWiringValid, {
  passes: [
    { title: "two rules", resource: listener({ port: 80 }), beside: [rule("a", 1), rule("b", 2)] },
    { title: "TCP to TCP", resource: listener(NLB), beside: [group("TCP")] },
  ],
  fails: [
    {
      title: "two rules of one priority",
      resource: listener({ port: 80 }),
      beside: [rule("a", 1), rule("b", 1)],
      messages: [
        "listener 'orders': 'priority' must differ from rule to rule, got 1 in 'a' and 'b'; 2 works where no other rule has it",
      ],
    },
    {
      title: "TCP to HTTP",
      resource: listener(NLB),
      beside: [{ ...group("HTTP"), name: "orders" }],
      messages: [
        "listener 'orders': 'protocol' of target group 'orders' must be one of the same kind of load balancer as \"TCP\", got \"HTTP\"; \"TCP\" works",
      ],
    },
  ],
  unknown: [
    {
      title: "an unknown priority",
      resource: listener({ port: 80 }),
      beside: [rule("a", 1), rule("b", UNKNOWN)],
      // Of the rule by itself, and beside the others of its listener.
      paths: ["priority", "priority"],
    },
  ],
});
