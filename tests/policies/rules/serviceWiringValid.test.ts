import { UNKNOWN } from "../../../policies/resource/reader.js";
import { serviceWiringValid } from "../../../policies/rules/serviceWiringValid.js";
import { besideOf, describeRule, rawService, rawTask, resourceOf } from "./ruleCases.js";

const GROUP = "aws:lb/targetGroup:TargetGroup";
const ARN =
  "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/orders/0123456789abcdef";
const service = (edit: object = {}, more: object = {}) =>
  rawService({
    taskDefinition: "orders",
    loadBalancers: [{ targetGroupArn: ARN, containerName: "app", containerPort: 80, ...edit }],
    ...more,
  });
const definition = (container: object = {}, task: object = {}) =>
  rawTask([{ portMappings: [{ containerPort: 80, name: "http" }], ...container }], task);
const group = (edit: object = {}) =>
  besideOf(GROUP, { name: "orders", targetType: "ip", protocol: "HTTP", ...edit });
const listener = (arn: unknown = ARN) =>
  besideOf("aws:lb/listener:Listener", {
    defaultActions: [{ type: "forward", targetGroupArn: arn }],
  });
const rest = [group(), listener()];
const bridge = (hostPort: number) =>
  definition(
    { portMappings: [{ containerPort: 80, hostPort }] },
    { networkMode: "bridge", requiresCompatibilities: ["EC2"] },
  );
const onInstances = (port: string) => group({ targetType: "instance", healthCheck: { port } });
const without = { loadBalancers: undefined };
const taskSet = (edit: object = {}, more: object = {}) =>
  resourceOf("aws:ecs/taskSet:TaskSet", {
    service: "orders",
    taskDefinition: "orders",
    loadBalancers: [{ targetGroupArn: ARN, containerName: "app", containerPort: 80, ...edit }],
    ...more,
  });

describeRule(serviceWiringValid, {
  passes: [
    {
      title: "a load balancer whose port is not said",
      resource: service({ containerPort: undefined }),
      beside: [definition(), ...rest],
    },

    {
      title: "a container of two, and a port of two",
      resource: service({ containerName: "web", containerPort: 81 }),
      beside: [
        rawTask([
          { portMappings: [{ containerPort: 80 }] },
          { name: "web", portMappings: [{ containerPort: 443 }, { containerPort: 81 }] },
        ]),
        ...rest,
      ],
    },
    {
      title: "a classic load balancer in mode bridge",
      resource: service({ targetGroupArn: undefined, elbName: "old" }),
      beside: [bridge(8080)],
    },
    {
      title: "targets that are instances, in mode bridge, whose health check asks each task's port",
      resource: service(),
      beside: [bridge(0), onInstances("traffic-port"), listener()],
    },
    {
      title: "a health check that asks the port by AWS's own default",
      resource: service(),
      beside: [bridge(0), group({ targetType: "instance" }), listener()],
    },
    {
      title: "a fixed port beside one that each task chooses",
      resource: service({ containerPort: 81 }),
      beside: [
        definition(
          {
            portMappings: [
              { containerPort: 80, hostPort: 0 },
              { containerPort: 81, hostPort: 8081 },
            ],
          },
          { networkMode: "bridge", requiresCompatibilities: ["EC2"] },
        ),
        onInstances("8081"),
        listener(),
      ],
    },
    {
      title: "a health check's port of a target group of another stack",
      resource: service(),
      beside: [bridge(0)],
    },
    {
      title: "a volume that the definition has",
      resource: service({}, { ...without, volumeConfiguration: { name: "data" } }),
      beside: [definition({}, { volumes: [{ name: "data", configureAtLaunch: true }] })],
    },
    {
      title: "service discovery that names no container",
      resource: service({}, { ...without, serviceRegistries: { containerName: "", port: 80 } }),
      beside: [definition()],
    },
    {
      title: "no network at all",
      resource: service(),
      beside: [definition({}, { networkMode: "none", requiresCompatibilities: ["EC2"] }), ...rest],
    },
    {
      title: "a target group of the VPC of the subnets",
      resource: service({}, { networkConfiguration: { subnets: ["subnet-1"] } }),
      beside: [
        definition(),
        group({ vpcId: "vpc-1" }),
        listener(),
        besideOf("aws:ec2/subnet:Subnet", { vpcId: "vpc-1" }, { id: "subnet-1" }),
      ],
    },

    { title: "a service that fits", resource: service(), beside: [definition(), ...rest] },
    {
      title: "a port within a range",
      resource: service({ containerPort: 85 }),
      beside: [definition({ portMappings: [{ containerPortRange: "80-90" }] }), ...rest],
    },
    {
      title: "a rule that forwards by weights",
      resource: service(),
      beside: [
        definition(),
        group(),
        besideOf("aws:alb/listenerRule:ListenerRule", {
          actions: [{ type: "forward", forward: { targetGroups: [{ arn: ARN, weight: 1 }] } }],
        }),
      ],
    },
    {
      title: "a fixed port that the health check asks",
      resource: service(),
      beside: [bridge(8080), onInstances("8080"), listener()],
    },
    { title: "what is of another stack", resource: service() },
    { title: "a task set that fits", resource: taskSet(), beside: [definition(), ...rest] },
    {
      title: "a task set whose target group gets its traffic later",
      resource: taskSet(),
      beside: [definition(), group()],
    },
    {
      title: "a port name of Service Connect, and a container of service discovery",
      resource: service(
        {},
        {
          ...without,
          serviceConnectConfiguration: { services: [{ portName: "http" }] },
          serviceRegistries: { containerName: "app" },
        },
      ),
      beside: [definition()],
    },
  ],
  fails: [
    {
      title: "a container that the definition lacks, in mode bridge",
      resource: service({ containerName: "web" }),
      beside: [bridge(0), onInstances("8080"), listener()],
      messages: [
        "service 'orders': 'loadBalancers[0].containerName' must be a container of task definition 'orders', got \"web\"; \"app\" works",
      ],
    },

    {
      title: "a container of service discovery that the definition lacks",
      resource: service({}, { ...without, serviceRegistries: { containerName: "web" } }),
      beside: [definition()],
      messages: [
        "service 'orders': 'serviceRegistries.containerName' must be a container of task definition 'orders', got \"web\"; \"app\" works",
      ],
    },
    {
      title: "a port of a container that maps none",
      resource: service(),
      beside: [definition({ portMappings: undefined }), ...rest],
      messages: [
        "service 'orders': 'loadBalancers[0].containerPort' must be a port that container 'app' maps, got 80; map 80 in its 'portMappings'",
      ],
    },
    {
      title: "a port below the range that the container maps",
      resource: service({ containerPort: 79 }),
      beside: [definition({ portMappings: [{ containerPortRange: "80-90" }] }), ...rest],
      messages: [
        "service 'orders': 'loadBalancers[0].containerPort' must be a port that container 'app' maps, got 79; map 79 in its 'portMappings'",
      ],
    },
    {
      title: "a target group of another VPC than the subnets",
      resource: service({}, { networkConfiguration: { subnets: ["subnet-1"] } }),
      beside: [
        definition(),
        group({ vpcId: "vpc-2" }),
        listener(),
        besideOf("aws:ec2/subnet:Subnet", { vpcId: "vpc-1" }, { id: "subnet-1" }),
      ],
      messages: [
        "service 'orders': 'vpcId' of target group 'beside' must be the VPC of the service's subnets, got another than that of subnet 'beside'; the subnet's works",
      ],
    },

    {
      title: "a task set with a container that the definition lacks",
      resource: taskSet({ containerName: "web" }),
      beside: [definition(), ...rest],
      messages: [
        "task set 'orders': 'loadBalancers[0].containerName' must be a container of task definition 'orders', got \"web\"; \"app\" works",
      ],
    },
    {
      title: "a task set with a port that the container does not map",
      resource: taskSet({ containerPort: 8080 }),
      beside: [definition(), ...rest],
      messages: [
        "task set 'orders': 'loadBalancers[0].containerPort' must be a port that container 'app' maps, got 8080; 80 works, which it maps",
      ],
    },
    {
      title: "a task set with targets of the wrong kind",
      resource: taskSet(),
      beside: [definition(), group({ targetType: "instance" }), listener()],
      messages: [
        "task set 'orders': 'targetType' of target group 'beside' must be \"ip\" for tasks in network mode awsvpc, got \"instance\"; \"ip\" works",
      ],
    },
    {
      title: "a task set with a classic load balancer",
      resource: taskSet({ targetGroupArn: undefined, loadBalancerName: "old" }),
      beside: [definition()],
      messages: [
        "task set 'orders': 'loadBalancers[0].loadBalancerName' is not for tasks in network mode awsvpc, which classic load balancers cannot reach; 'targetGroupArn' works",
      ],
    },
    {
      title: "a container that the definition lacks",
      resource: service({ containerName: "web" }),
      beside: [definition(), ...rest],
      messages: [
        "service 'orders': 'loadBalancers[0].containerName' must be a container of task definition 'orders', got \"web\"; \"app\" works",
      ],
    },
    {
      title: "a port that the container does not map",
      resource: service({ containerPort: 8080 }),
      beside: [definition(), ...rest],
      messages: [
        "service 'orders': 'loadBalancers[0].containerPort' must be a port that container 'app' maps, got 8080; 80 works, which it maps",
      ],
    },
    {
      title: "targets that are instances, in mode awsvpc",
      resource: service(),
      beside: [definition(), group({ targetType: undefined }), listener()],
      messages: [
        "service 'orders': 'targetType' of target group 'beside' must be \"ip\" for tasks in network mode awsvpc, got \"instance\"; \"ip\" works",
      ],
    },
    {
      title: "a health check of a port that each task chooses",
      resource: service(),
      beside: [bridge(0), onInstances("8080"), listener()],
      messages: [
        "service 'orders': 'healthCheck.port' of target group 'beside' must be \"traffic-port\", since each task has a port of its own on its instance, got \"8080\"; leave it out",
      ],
    },
    {
      title: "a target group without a listener",
      resource: service(),
      beside: [definition(), group()],
      messages: [
        "service 'orders': target group 'beside' must have a load balancer before the service is made, got no listener and no rule that forwards to it; a Listener whose 'defaultActions' forward to it works, in the service's 'dependsOn'",
      ],
    },
    {
      title: "a classic load balancer, in mode awsvpc",
      resource: service({ targetGroupArn: undefined, elbName: "old" }),
      beside: [definition()],
      messages: [
        "service 'orders': 'loadBalancers[0].elbName' is not for tasks in network mode awsvpc, which classic load balancers cannot reach; 'targetGroupArn' works",
      ],
    },
    {
      title: "names that the definition lacks",
      resource: service(
        {},
        {
          ...without,
          serviceConnectConfiguration: { services: [{ portName: "grpc" }] },
          volumeConfiguration: { name: "data" },
        },
      ),
      beside: [definition()],
      messages: [
        "service 'orders': 'serviceConnectConfiguration.services[0].portName' must be a name in 'portMappings' of task definition 'orders', got \"grpc\"; \"http\" works",
        "service 'orders': 'volumeConfiguration.name' must be a volume of task definition 'orders', got \"data\"; it has none",
      ],
    },
  ],
  unknown: [
    {
      title: "an unknown container",
      resource: service({ containerName: UNKNOWN }),
      beside: [definition(), ...rest],
      paths: ["loadBalancers[0].containerName", "loadBalancers[0].containerName"],
    },
  ],
});
