import { isMap } from "../../project/findProject.js";
import type { PropertyMap } from "../wireValue.js";
import { applicationLoadBalancer, networkLoadBalancer } from "./awsxBalancer.js";
import { loadBalancersOf, taskDefinition } from "./awsxTask.js";
import type { RemoteChild, RemotePlace } from "./remoteChild.js";
import { openGroup, UNKNOWN, without } from "./remoteChild.js";

type Children = (args: PropertyMap, place: RemotePlace) => RemoteChild[];

/** Arguments of services that are no properties of the service itself. */
const OF_OTHERS = [
  "taskDefinitionArgs",
  "assignPublicIp",
  "continueBeforeSteadyState",
  "useClusterDefaultCapacityProviderStrategy",
];

/**
 * What components of awsx make of the kinds that policies judge. Whatever they choose by themselves is unknown.
 *
 * @see https://www.pulumi.com/registry/packages/awsx/api-docs/ecs/
 */
const CHILDREN: Readonly<Record<string, Children>> = {
  "awsx:ecs:FargateService": (args, place) => service("FARGATE", args, place),
  "awsx:ecs:EC2Service": (args, place) => service("EC2", args, place),
  "awsx:ecs:FargateTaskDefinition": (args, place) => taskDefinition("FARGATE", args, place),
  "awsx:ecs:EC2TaskDefinition": (args, place) => taskDefinition("EC2", args, place),
  "awsx:lb:ApplicationLoadBalancer": (args, { name }) => applicationLoadBalancer(args, name),
  "awsx:lb:NetworkLoadBalancer": (args, { name }) => networkLoadBalancer(args, name),
  "awsx:ecr:Repository": (args, { name }) => repository(args, name),
};

/** Whether a component is awsx's, so that it is known what it makes. */
export function isOfAwsx(type: string): boolean {
  return type.startsWith("awsx:");
}

/** What is made in awsx's plugin of the kinds that policies judge; nothing for a type that is not awsx's. */
export function awsxResources(
  type: string,
  args: PropertyMap,
  place: RemotePlace,
): RemoteChild[] | undefined {
  if (!isOfAwsx(type)) return undefined;
  return CHILDREN[type]?.(args, place) ?? [];
}

/** @see https://github.com/pulumi/pulumi-awsx/blob/master/awsx/ecs/fargateService.ts */
function service(
  launchType: "FARGATE" | "EC2",
  args: PropertyMap,
  place: RemotePlace,
): RemoteChild[] {
  const { name } = place;
  const { taskDefinitionArgs, continueBeforeSteadyState, capacityProviderStrategies } = args;
  const onFargate = launchType === "FARGATE";
  const ofTask = `awsx:ecs:${onFargate ? "Fargate" : "EC2"}TaskDefinition`;
  const tasks = isMap(taskDefinitionArgs)
    ? taskDefinition(launchType, taskDefinitionArgs, place)
    : undefined;
  const hasStrategy =
    capacityProviderStrategies !== undefined ||
    args.useClusterDefaultCapacityProviderStrategy === true;
  const group =
    onFargate && args.networkConfiguration === undefined ? openGroup(`${name}-sg`) : undefined;
  const own: RemoteChild = {
    type: "aws:ecs/service:Service",
    name,
    inputs: {
      ...(onFargate && { desiredCount: 1 }),
      ...(!hasStrategy && { launchType }),
      ...(group && {
        networkConfiguration: {
          assignPublicIp: args.assignPublicIp ?? false,
          subnets: UNKNOWN,
          securityGroups: UNKNOWN,
        },
      }),
      ...(tasks && { taskDefinition: UNKNOWN }),
      ...(isMap(taskDefinitionArgs) && { loadBalancers: loadBalancersOf(taskDefinitionArgs) }),
      waitForSteadyState: continueBeforeSteadyState !== true,
      ...without(args, ...OF_OTHERS),
    },
    refersTo: {
      ...(group && { networkConfiguration: [group] }),
      ...(tasks && { taskDefinition: [tasks[0]] }),
    },
    madeOf: args.loadBalancers === undefined ? { loadBalancers: "taskDefinitionArgs" } : {},
  };
  return [
    own,
    ...(group ? [group] : []),
    ...(tasks ?? []).map((child) => Object.assign(child, { below: [ofTask] })),
  ];
}

/** @see https://github.com/pulumi/pulumi-awsx/blob/master/awsx/ecr/repository.ts */
function repository(args: PropertyMap, name: string): RemoteChild[] {
  const { lifecyclePolicy, ...inputs } = args;
  const own = { type: "aws:ecr/repository:Repository", name, inputs };
  if (isMap(lifecyclePolicy) && lifecyclePolicy.skip === true) return [own];
  return [
    own,
    {
      type: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
      name,
      inputs: { repository: UNKNOWN, policy: UNKNOWN },
      refersTo: { repository: [own] },
    },
  ];
}
