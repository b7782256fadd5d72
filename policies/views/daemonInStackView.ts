import { isFargateProvider } from "../../components/rules/fargateProvider.js";
import { Reader, UnknownLeaf } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import { isOfComponent } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { idOf, idsOf, whenKnown } from "../resource/reviewedStack.js";
import { ASSOCIATION, CLUSTER, PROVIDER } from "./clusterInStack.js";
import { SERVICE } from "./scalersInStack.js";
import { viewOf } from "./viewOf.js";
import { knownReferred } from "./referredResource.js";

/** A service of one task on each instance, with the instances that its stack has. */
export interface DaemonInStackView {
  /** How messages name it: `service 'agent'`. */
  readonly label: string;
  /**
   * Logical name of its cluster, where that is of this stack and nothing of this stack is an instance of it, or may become
   * one; nothing where something is. @throws {UnknownLeaf} if that is not known.
   */
  emptyCluster(): string | undefined;
}

const GROUP = "aws:autoscaling/group:Group";

/** What may join a cluster by its user data, or as an external instance: for which one it does is not read. */
const INSTANCES = [
  "aws:ec2/instance:Instance",
  "aws:ec2/fleet:Fleet",
  "aws:ec2/spotFleetRequest:SpotFleetRequest",
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
  "aws:ssm/activation:Activation",
  "aws-native:autoscaling:AutoScalingGroup",
  "aws-native:ec2:Instance",
  "aws-native:ec2:Ec2Fleet",
  "aws-native:ec2:SpotFleet",
];

/**
 * A view of the service that a resource is; nothing for any other resource, for one that may be no daemon, and for one that
 * a component of ours makes, which says it itself.
 *
 * @throws {UnknownLeaf} if it is not known whether it is a daemon.
 */
export const daemonInStackView = viewOf(
  SERVICE,
  (inputs, resource, stack: ReviewedStack): DaemonInStackView | undefined => {
    if (isOfComponent(resource)) return undefined;
    if (inputs.get("schedulingStrategy").string() !== "DAEMON") return undefined;
    return {
      label: `service '${resource.name}'`,
      emptyCluster: () => {
        const launchType = inputs.get("launchType").string() ?? "EC2";
        // On Fargate it is refused, and the external instances of ECS Anywhere are of no stack.
        if (launchType !== "EC2") return undefined;
        const leaf = inputs.get("cluster");
        const cluster = knownReferred(stack, resource, leaf, CLUSTER);
        if (!cluster || mayHaveInstances(cluster, stack)) return undefined;
        return cluster.name;
      },
    };
  },
);

function mayHaveInstances(cluster: ReviewedResource, stack: ReviewedStack): boolean {
  if (stack.ofTypes(...INSTANCES).length > 0) return true;
  const groups = stack.once("instance groups by their clusters", () => placedGroups(stack));
  if (!groups.areAllPlaced || groups.clusters.has(cluster)) return true;
  const associations = stack.referring(ASSOCIATION, "clusterName", cluster);
  if (associations.some(({ value }) => bringsInstances(value, stack))) return true;
  // What a plugin makes is not seen.
  const isSeen = stack.once("all is seen", () => stack.all.every(({ remote }) => !remote));
  if (!isSeen) throw new UnknownLeaf("cluster");
  return false;
}

/** Where the groups of instances of a stack are. */
interface PlacedGroups {
  /** Whether that is known of each. */
  areAllPlaced: boolean;
  /** The clusters whose capacity providers have one. */
  clusters: ReadonlySet<ReviewedResource>;
}

function placedGroups(stack: ReviewedStack): PlacedGroups {
  const clusters = new Set<ReviewedResource>();
  const placed = new Set<string>();
  for (const association of stack.ofTypes(ASSOCIATION)) {
    const inputs = Reader.of(association.properties);
    const of = stack.referred(association, idOf(inputs.get("clusterName")), CLUSTER).certain;
    const has = stack.referred(association, idsOf(inputs.get("capacityProviders")), PROVIDER);
    if (of.length === 0) continue;
    for (const provider of has.certain) {
      const group = Reader.of(provider.properties).get("autoScalingGroupProvider");
      const arn = idOf(group.get("autoScalingGroupArn"));
      for (const { urn } of stack.referred(provider, arn, GROUP).certain) {
        placed.add(urn);
        for (const cluster of of) clusters.add(cluster);
      }
    }
  }
  return { areAllPlaced: stack.ofTypes(GROUP).every(({ urn }) => placed.has(urn)), clusters };
}

/** @throws {UnknownLeaf} if it is not known what the providers of a cluster are. */
function bringsInstances(association: ReviewedResource, stack: ReviewedStack): boolean {
  const list = Reader.of(association.properties).get("capacityProviders");
  return (list.list() ?? []).some((leaf) => {
    const name = whenKnown(() => leaf.string() ?? "");
    if (name !== undefined && isFargateProvider(name)) return false;
    const { certain, perhaps } = stack.referred(association, idOf(leaf), PROVIDER);
    const providers = [...certain, ...perhaps];
    if (providers.length > 0) return providers.some(isOfGroup);
    if (name === undefined) throw new UnknownLeaf(leaf.path);
    // One of another stack, or made by hand.
    return true;
  });
}

/** Managed instances take no daemons: "Considerations" of the developer guide's managed-instances-getting-started. */
function isOfGroup({ properties }: ReviewedResource): boolean {
  return Reader.of(properties).get("autoScalingGroupProvider").isGiven();
}
