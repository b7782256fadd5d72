import type {
  PolicyConfiguration,
  PolicyResult,
  ReviewedResource,
} from "../../../policies/pack.js";
import { reviewResources, UNDETERMINED_POLICY, UNKNOWN } from "../../../policies/pack.js";
import type { Registration } from "../engine/recording.js";
import type { Decoding } from "../wireValue.js";
import { decodeProperties } from "../wireValue.js";
import { awsxResources, isOfAwsx } from "./awsxResources.js";
import type { RemoteChild } from "./remoteChild.js";

/** Path of a check that could not be made since the whole resource is not seen. */
export const ALL_UNSEEN = "*";

/** One type of each kind that policies judge. */
const JUDGED_TYPES = [
  "aws:ecs/taskDefinition:TaskDefinition",
  "aws:ecs/service:Service",
  "aws:ecs/cluster:Cluster",
  "aws:scheduler/schedule:Schedule",
  "aws:appautoscaling/target:Target",
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:lb/listener:Listener",
  "aws:lb/targetGroup:TargetGroup",
  "aws:ecr/repository:Repository",
  "aws:ecr/repositoryPolicy:RepositoryPolicy",
];

/** What a remote component of awsx makes, for policies. A component whose children nobody knows makes nothing here. */
export function remoteChildren(
  component: Registration,
  region: string,
  decoding: Decoding,
): ReviewedResource[] {
  const { type, name, inputs } = component;
  const children = awsxResources(type, inputs, { name, region }) ?? [];
  const urns = new Map(children.map((child) => [child, urnOf(component, child)]));
  return [...urns].map(([child, urn]) => ({
    urn,
    type: child.type,
    name: child.name,
    region,
    properties: decodeProperties(child.inputs, decoding),
    dependencies: dependenciesOf(component, child, urns),
  }));
}

/** What a child's properties refer to: other children, and what the arguments that they are made of refer to. */
function dependenciesOf(
  { propertyDependencies = {} }: Registration,
  { inputs, refersTo = {}, madeOf = {} }: RemoteChild,
  urns: ReadonlyMap<RemoteChild, string>,
): Record<string, string[]> {
  return Object.fromEntries(
    Object.keys(inputs).map((property) => [
      property,
      [
        ...(refersTo[property] ?? []).flatMap((child) => urns.get(child) ?? []),
        ...(propertyDependencies[madeOf[property] ?? property] ?? []).flatMap(withMade),
      ],
    ]),
  );
}

function urnOf({ urn }: Registration, { type, name, below = [] }: RemoteChild): string {
  const [stack = "", project = "", types = ""] = urn.split("::");
  return [stack, project, [types, ...below, type].join("$"), name].join("::");
}

/** What components of awsx hand out as a whole, or the id of: types of children that have the component's name. */
const HANDED_OUT: Readonly<Record<string, readonly string[]>> = {
  "awsx:lb:ApplicationLoadBalancer": [
    "aws:lb/targetGroup:TargetGroup",
    "aws:lb/loadBalancer:LoadBalancer",
    "aws:ec2/securityGroup:SecurityGroup",
  ],
  "awsx:lb:NetworkLoadBalancer": [
    "aws:lb/targetGroup:TargetGroup",
    "aws:lb/loadBalancer:LoadBalancer",
  ],
  "awsx:ecs:FargateTaskDefinition": ["aws:ecs/taskDefinition:TaskDefinition"],
  "awsx:ecs:EC2TaskDefinition": ["aws:ecs/taskDefinition:TaskDefinition"],
  "awsx:ecr:Repository": ["aws:ecr/repository:Repository"],
};

/** A resource, with the children that it hands out where it is a component of awsx. */
function withMade(urn: string): string[] {
  const [stack = "", project = "", types = "", ...name] = urn.split("::");
  const handedOut = HANDED_OUT[types.split("$").at(-1) ?? ""] ?? [];
  return [
    urn,
    ...handedOut.map((type) => [stack, project, `${types}$${type}`, ...name].join("::")),
  ];
}

/** What a resource's properties refer to of what components of awsx make, whose ids nobody knows offline. */
export function dependenciesOnRemote({ propertyDependencies = {} }: Registration): {
  dependencies?: Record<string, string[]>;
} {
  const found = Object.entries(propertyDependencies).flatMap(([property, urns]) => {
    const made = urns.flatMap((urn) => withMade(urn).slice(1));
    return made.length === 0 ? [] : [[property, made] as const];
  });
  return found.length === 0 ? {} : { dependencies: Object.fromEntries(found) };
}

/**
 * The checks that a remote component leaves open, whose plugin may make anything: one for each policy that could apply.
 * Those of awsx are known.
 */
export function openChecksOf(
  component: Registration,
  configuration: PolicyConfiguration | undefined,
): Pick<PolicyResult, "undetermined" | "violations"> {
  const { urn, type, name } = component;
  if (isOfAwsx(type)) return { undetermined: [], violations: [] };
  const unseen = JUDGED_TYPES.map((judged) => ({ urn, type: judged, name, properties: UNKNOWN }));
  const { undetermined, violations } = reviewResources(unseen, configuration);
  const policies = [...new Set(undetermined.map(({ policy }) => policy))];
  return {
    undetermined: policies.map((policy) => ({ policy, urn, path: ALL_UNSEEN })),
    // There are some only where a configuration wants every check to be made.
    violations: violations
      // What is said of exemptions is said of the whole stack.
      .filter(({ policy }) => policy === UNDETERMINED_POLICY)
      .map((one) => ({
        ...one,
        message: one.message.replaceAll(/\([^()]*\)/g, `(${ALL_UNSEEN})`),
      })),
  };
}
