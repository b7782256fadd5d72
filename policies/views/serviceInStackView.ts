import { Reader, UnknownLeaf } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import { isOfComponent } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { idOf, idsOf, whenKnown } from "../resource/reviewedStack.js";
import { definitionOf } from "./definitionInStack.js";
import { SERVICE, scalersOf } from "./scalersInStack.js";
import { once } from "./once.js";
import { SUBNET, VPC } from "./subnetView.js";
import { forwardersOf } from "./forwardersInStack.js";
import type { TargetGroupView } from "./targetGroupView.js";
import { TARGET_GROUP_TYPES, targetGroupView } from "./targetGroupView.js";
import type { TaskView } from "./taskView.js";
import { viewOfKinds } from "./viewOf.js";
import { knownReferred, soleReferred } from "./referredResource.js";

/** One entry of a service's `loadBalancers`. Each read throws `UnknownLeaf` where its value is not known. */
export interface BalancedInStack {
  /** Where messages say that it is: `loadBalancers[0]`. */
  readonly path: string;
  containerName(): string | undefined;
  containerPort(): number | undefined;
  /** Where it names a classic load balancer. */
  readonly classicPath: string;
  /** Whether it is a classic load balancer's. */
  isClassic(): boolean;
  /** Its target group, where that is of this stack. @throws {UnknownLeaf} if it may be one of several. */
  targetGroup(): TargetGroupView | undefined;
  /** Whether a listener or a rule of this stack sends its target group traffic. @throws {UnknownLeaf} if that is not known. */
  isReached(): boolean;
  /** Logical name of a subnet of the service that is in another VPC than the target group. */
  strangeSubnet(): string | undefined;
}

/** A name in a service that its task definition must have, with where it is. */
export interface NameInService {
  readonly path: string;
  /** @throws {UnknownLeaf} if it is not known. */
  name(): string | undefined;
}

/** Service discovery whose records name a port. */
export interface SrvRegistryInService {
  readonly path: string;
  /** Logical name of the service of Cloud Map. */
  readonly service: string;
  /** Whether it says which port that is, known or not. */
  hasPort(): boolean;
}

/** An ECS service, or a task set of one, with its task definition and its target groups. */
export interface ServiceInStackView {
  /** How messages name it: `service 'orders'`. */
  readonly label: string;
  /** Its task definition, where that is of this stack. @throws {UnknownLeaf} if it may be one of several. */
  task(): TaskView | undefined;
  /** @throws {UnknownLeaf} if it is not known how many there are. */
  readonly balancers: () => BalancedInStack[];
  /** Ports that Service Connect offers, by their names. */
  readonly connectPorts: () => NameInService[];
  /** Containers that service discovery names. */
  readonly registered: () => NameInService[];
  /** Service discovery with SRV records of this stack. */
  readonly srvRegistries: () => SrvRegistryInService[];
  /** Volumes that it makes for each task. */
  readonly volumes: () => NameInService[];
  /** Whether the stack has an autoscaler for its count, or may have. */
  isScaled(): boolean;
  isDaemon(): boolean;
  /** Seconds for which failed health checks are let be; nothing for a task set, of which its service says it. */
  graceSeconds(): number | undefined;
}

/** A kind of resource that runs tasks behind load balancers. */
interface Kind {
  label: string;
  /** Where an entry of `loadBalancers` names a classic load balancer. */
  classic: string;
  isTaskSet: boolean;
}

const KINDS: Readonly<Record<string, Kind>> = {
  [SERVICE]: { label: "service", classic: "elbName", isTaskSet: false },
  "aws:ecs/taskSet:TaskSet": { label: "task set", classic: "loadBalancerName", isTaskSet: true },
};

/**
 * A view of the service that a resource is; nothing for any other resource, and for one that a component of ours makes: it
 * judges what belongs together before anything is registered.
 */
export const serviceInStackView = viewOfKinds(
  KINDS,
  (kind, inputs, resource, stack: ReviewedStack): ServiceInStackView | undefined => {
    if (isOfComponent(resource)) return undefined;
    const connect = inputs.get("serviceConnectConfiguration");
    const named = (list: readonly Reader[] | undefined, property: string) =>
      (list ?? []).map((entry) => namedBy(entry.get(property)));
    return {
      label: `${kind.label} '${resource.name}'`,
      task: once(() => definitionOf(resource, inputs.get("taskDefinition"), stack)),
      balancers: () =>
        (inputs.get("loadBalancers").list() ?? []).map((entry) =>
          balanced(kind, resource, entry, stack),
        ),
      connectPorts: () => named(connect.get("services").list(), "portName"),
      registered: () => {
        const registry = inputs.get("serviceRegistries");
        return registry.exists() ? named([registry], "containerName") : [];
      },
      srvRegistries: () => srvRegistries(resource, inputs.get("serviceRegistries"), stack),
      volumes: () => {
        const volume = inputs.get("volumeConfiguration");
        return volume.exists() ? named([volume], "name") : [];
      },
      isScaled: () => !kind.isTaskSet && scalersOf(resource, stack).length > 0,
      isDaemon: () => inputs.get("schedulingStrategy").string() === "DAEMON",
      graceSeconds: () =>
        kind.isTaskSet ? undefined : (inputs.get("healthCheckGracePeriodSeconds").number() ?? 0),
    };
  },
);

const DISCOVERY = "aws:servicediscovery/service:Service";

function srvRegistries(
  service: ReviewedResource,
  registry: Reader,
  stack: ReviewedStack,
): SrvRegistryInService[] {
  if (!registry.isGiven()) return [];
  const found = soleReferred(stack, service, registry.get("registryArn"), DISCOVERY);
  const records = found && Reader.of(found.properties).get("dnsConfig").get("dnsRecords");
  if (!found || !records?.isGiven()) return [];
  const types = (records.list() ?? []).map((record) => record.get("type").string());
  if (!types.includes("SRV")) return [];
  return [
    {
      path: registry.path,
      service: found.name,
      hasPort: () => registry.get("port").isGiven() || registry.get("containerPort").isGiven(),
    },
  ];
}

function namedBy(leaf: Reader): NameInService {
  return { path: leaf.path, name: () => leaf.string() };
}

function balanced(
  kind: Kind,
  service: ReviewedResource,
  entry: Reader,
  stack: ReviewedStack,
): BalancedInStack {
  const group = once(() =>
    knownReferred(stack, service, entry.get("targetGroupArn"), ...TARGET_GROUP_TYPES),
  );
  return {
    path: entry.path,
    containerName: () => entry.get("containerName").string(),
    containerPort: () => entry.get("containerPort").number(),
    classicPath: `${entry.path}.${kind.classic}`,
    isClassic: () => entry.get(kind.classic).isGiven(),
    targetGroup: () => {
      const found = group();
      return found && targetGroupView(found);
    },
    isReached: () => {
      const found = group();
      // Who deploys by task sets gives a target group its traffic when the tasks in it are well.
      if (!found || kind.isTaskSet) return true;
      const forwarders = forwardersOf(found, stack);
      if (forwarders.some(({ sure }) => sure)) return true;
      // What CodeDeploy or ECS itself moves traffic to, and what is written as a text, may be reached later.
      if (forwarders.length > 0) throw new UnknownLeaf(entry.get("targetGroupArn").path);
      return false;
    },
    strangeSubnet: () => {
      const found = group();
      return found && strangerOf(service, found, stack);
    },
  };
}

/** By the text of the VPC's id, or by the resource that it is of. */
function strangerOf(
  service: ReviewedResource,
  group: ReviewedResource,
  stack: ReviewedStack,
): string | undefined {
  const subnets = Reader.of(service.properties).get("networkConfiguration").get("subnets");
  const own = vpcOf(group, stack);
  if (own === undefined) return undefined;
  const { certain } = stack.referred(service, idsOf(subnets), SUBNET);
  return certain.find((subnet) => {
    const other = vpcOf(subnet, stack);
    return other !== undefined && other !== own;
  })?.name;
}

function vpcOf(of: ReviewedResource, stack: ReviewedStack): string | undefined {
  const leaf = Reader.of(of.properties).get("vpcId");
  const { certain, perhaps, isOpen } = stack.referred(of, idOf(leaf), VPC);
  const [vpc] = certain;
  if (vpc && certain.length === 1) return vpc.urn;
  return perhaps.length > 0 || isOpen ? undefined : whenKnown(() => leaf.string());
}
