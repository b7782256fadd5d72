import { isMap } from "../../project/findProject.js";
import type { PropertyMap } from "../wireValue.js";
import { UNKNOWN_ON_THE_WIRE } from "../wireValue.js";

/** A resource that a component of awsx makes in its plugin, as far as the component's arguments say it. */
export interface RemoteChild {
  type: string;
  /** Types between the component and this resource, as URNs have them. */
  below?: readonly string[];
  /** In the encoding of `wireValue.ts`. */
  inputs: PropertyMap;
}

type Children = (args: PropertyMap, name: string) => RemoteChild[];

const UNKNOWN = UNKNOWN_ON_THE_WIRE;

/** A container that is given by itself, without a name. */
const ONLY_CONTAINER = "container";

/**
 * What components of awsx make of the kinds that policies judge. Whatever they choose by themselves is unknown.
 *
 * @see https://www.pulumi.com/registry/packages/awsx/api-docs/ecs/
 */
const CHILDREN: Readonly<Record<string, Children>> = {
  "awsx:ecs:FargateService": (args, name) => service("FARGATE", args, name),
  "awsx:ecs:EC2Service": (args, name) => service("EC2", args, name),
  "awsx:ecs:FargateTaskDefinition": (args, name) => [taskDefinition("FARGATE", args, name)],
  "awsx:ecs:EC2TaskDefinition": (args, name) => [taskDefinition("EC2", args, name)],
  "awsx:lb:ApplicationLoadBalancer": (args) => loadBalancer("application", "HTTP", args),
  "awsx:lb:NetworkLoadBalancer": (args) => loadBalancer("network", "TCP", args),
  "awsx:ecr:Repository": (args) => [
    { type: "aws:ecr/repository:Repository", inputs: without(args, "lifecyclePolicy") },
  ],
};

/** What is made in awsx's plugin of the kinds that policies judge; nothing for a type that is not awsx's. */
export function awsxResources(
  type: string,
  args: PropertyMap,
  name: string,
): RemoteChild[] | undefined {
  if (!type.startsWith("awsx:")) return undefined;
  return CHILDREN[type]?.(args, name) ?? [];
}

function service(launchType: string, args: PropertyMap, name: string): RemoteChild[] {
  const { taskDefinitionArgs, assignPublicIp, continueBeforeSteadyState, ...given } = args;
  const ofTask = `awsx:ecs:${launchType === "FARGATE" ? "Fargate" : "EC2"}TaskDefinition`;
  const inputs = {
    launchType: given.capacityProviderStrategies === undefined ? launchType : undefined,
    networkConfiguration: { assignPublicIp, subnets: UNKNOWN, securityGroups: UNKNOWN },
    taskDefinition: UNKNOWN,
    loadBalancers: UNKNOWN,
    waitForSteadyState: continueBeforeSteadyState !== true,
    ...given,
  };
  return [
    { type: "aws:ecs/service:Service", inputs },
    ...(isMap(taskDefinitionArgs)
      ? [{ ...taskDefinition(launchType, taskDefinitionArgs, name), below: [ofTask] }]
      : []),
  ];
}

function taskDefinition(launchType: string, args: PropertyMap, name: string): RemoteChild {
  const { container, containers, executionRole, taskRole, ...given } = args;
  return {
    type: "aws:ecs/taskDefinition:TaskDefinition",
    inputs: {
      family: name,
      requiresCompatibilities: [launchType],
      networkMode: "awsvpc",
      cpu: UNKNOWN,
      memory: UNKNOWN,
      executionRoleArn: roleArn(executionRole),
      taskRoleArn: roleArn(taskRole),
      containerDefinitions: containerDefinitions(
        container === undefined ? containers : { [ONLY_CONTAINER]: container },
      ),
      ...without(given, "logGroup"),
    },
  };
}

function roleArn(role: unknown): unknown {
  return isMap(role) ? (role.roleArn ?? UNKNOWN) : UNKNOWN;
}

/** The text of JSON that the plugin makes. Marks of secrets and unknown values within it stay as they are. */
function containerDefinitions(containers: unknown): string {
  if (!isMap(containers)) return UNKNOWN;
  const named = Object.entries(containers).map(([name, container]) =>
    isMap(container)
      ? { name, logConfiguration: UNKNOWN, ...container, portMappings: ports(container) }
      : container,
  );
  return JSON.stringify(named);
}

/** A target group in a port mapping is for the service. */
function ports({ portMappings }: PropertyMap): unknown {
  if (!Array.isArray(portMappings)) return portMappings;
  return portMappings.map((port: unknown) => {
    return isMap(port) ? without(port, "targetGroup") : port;
  });
}

function loadBalancer(kind: string, protocol: string, args: PropertyMap): RemoteChild[] {
  const { listener, listeners, defaultTargetGroup, defaultTargetGroupPort, ...given } = args;
  const { subnetIds, ...inputs } = without(given, "defaultSecurityGroup");
  const all: unknown[] = Array.isArray(listeners)
    ? listeners
    : [listener ?? { port: 80, protocol }];
  const group = isMap(defaultTargetGroup) ? defaultTargetGroup : {};
  return [
    {
      type: "aws:lb/loadBalancer:LoadBalancer",
      inputs: {
        loadBalancerType: kind,
        subnets: subnetIds ?? UNKNOWN,
        securityGroups: UNKNOWN,
        ...inputs,
      },
    },
    ...all.filter(isMap).map((one) => ({
      type: "aws:lb/listener:Listener",
      inputs: { protocol: UNKNOWN, defaultActions: UNKNOWN, loadBalancerArn: UNKNOWN, ...one },
    })),
    {
      type: "aws:lb/targetGroup:TargetGroup",
      inputs: {
        port: defaultTargetGroupPort ?? UNKNOWN,
        protocol: UNKNOWN,
        targetType: "ip",
        vpcId: UNKNOWN,
        ...group,
      },
    },
  ];
}

function without(map: PropertyMap, key: string): PropertyMap {
  return Object.fromEntries(Object.entries(map).filter(([one]) => one !== key));
}
