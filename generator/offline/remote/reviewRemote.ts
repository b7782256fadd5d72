import type {
  PolicyConfiguration,
  PolicyResult,
  ReviewedResource,
} from "../../../policies/pack.js";
import { reviewResources, UNDETERMINED_POLICY, UNKNOWN } from "../../../policies/pack.js";
import type { Registration } from "../engine/recording.js";
import type { Decoding } from "../wireValue.js";
import { decodeProperties } from "../wireValue.js";
import { awsxResources } from "./awsxResources.js";

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
  { urn, type, name, inputs }: Registration,
  decoding: Decoding,
): ReviewedResource[] {
  const children = awsxResources(type, inputs, name) ?? [];
  const [stack = "", project = "", types = ""] = urn.split("::");
  return children.map((child) => ({
    urn: [stack, project, [types, ...(child.below ?? []), child.type].join("$"), name].join("::"),
    type: child.type,
    name,
    properties: decodeProperties(child.inputs, decoding),
  }));
}

/**
 * The checks that a remote component leaves open, whose plugin may make anything: one for each policy that could apply.
 * Those of awsx are known.
 */
export function openChecksOf(
  component: Registration,
  configuration: PolicyConfiguration | undefined,
): Pick<PolicyResult, "undetermined" | "violations"> {
  const { urn, type, name, inputs } = component;
  if (awsxResources(type, inputs, name) !== undefined) return { undetermined: [], violations: [] };
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
