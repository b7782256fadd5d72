import { isOfEcr } from "../../components/image/rules/imageReference.js";
import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { idOf, idsOf, whenKnown } from "../resource/reviewedStack.js";
import { balancersOf } from "./balancersInStack.js";
import { DEFINITION } from "./definitionInStack.js";
import type { GroupCall } from "./groupReach.js";
import { letsPass, ownGroups } from "./groupReach.js";
import { GROUP_TYPES, RULE_TYPES } from "./groupRules.js";
import type { EndpointOfTasks, LaunchInStack } from "./neededEndpoints.js";
import { soleReferred } from "./referredResource.js";
import { SUBNET, vpcOfSubnet } from "./subnetView.js";

/** A call between tasks and what is beside them, as one side's security groups see it. */
export interface TaskCall extends GroupCall {
  /** Whose groups these are: `security group 'files' of mount target 'data'`. */
  readonly side: string;
  /** What the call is, behind "must let". */
  readonly what: string;
  /** A rule that works, behind "an". */
  readonly works: string;
  /** What is not known where it is not known whether the call passes. */
  readonly leaf: Reader;
}

/** What has security groups of its stack, with the property that names them. */
interface Grouped {
  /** How messages name it; nothing for the tasks themselves. */
  of?: string;
  leaf: Reader;
  /** Nothing where one of them may be of another stack. */
  groups: readonly ReviewedResource[] | undefined;
}

/**
 * The calls of a launch that go through security groups of its stack: of load balancers at its tasks, and of the tasks at their
 * registry, their file systems and their endpoints. None where a group of its tasks may be of another stack.
 */
export function taskCalls(
  caller: LaunchInStack,
  endpoints: readonly EndpointOfTasks[],
): TaskCall[] {
  const { launch, resource, stack } = caller;
  const leaf = launch.securityGroups;
  const tasks: Grouped = { leaf, groups: ownGroups(stack, resource, leaf) };
  const called = (label: string, of: ReviewedResource, property: string): Grouped => {
    const list = Reader.of(of.properties).get(property);
    return { of: `${label} '${of.name}'`, leaf: list, groups: ownGroups(stack, of, list) };
  };
  const balancers = targetsOf(resource, stack).map(({ balancer, port }) => ({
    port,
    from: called("load balancer", balancer, "securityGroups"),
  }));
  if (!tasks.groups) {
    const vpc = vpcOfDefaultGroup(caller);
    return vpc ? balancers.flatMap(({ from, port }) => shutOut(from, vpc, leaf, port)) : [];
  }
  const targets = mountTargetsOf(caller).map((target) =>
    called("mount target", target, "securityGroups"),
  );
  const endpointSides = endpoints.map(({ endpoint }) =>
    called("VPC endpoint", endpoint, "securityGroupIds"),
  );
  // Where nothing gets out at all, that is told once, of the image; and so is what does not get out at its port.
  const getsOut = letsPass(stack, { direction: "egress", groups: tasks.groups }) !== false;
  return [
    ...balancers.flatMap(({ from, port }) => callsBetween(from, tasks, port)),
    ...callsForImages(caller, tasks),
    ...targets.flatMap((target) => (getsOut ? callOut(tasks, target, NFS_PORT) : [])),
    ...targets.flatMap((target) => callIn(tasks, target, NFS_PORT)),
    ...endpointSides.flatMap((endpoint) => callIn(tasks, endpoint, HTTPS_PORT)),
  ];
}

/** A call has to get out on one side, and in on the other. */
function callsBetween(from: Grouped, to: Grouped, port: number): TaskCall[] {
  return [...callOut(from, to, port), ...callIn(from, to, port)];
}

function callOut(from: Grouped, to: Grouped, port: number): TaskCall[] {
  return sideOf(from, "egress", port, `${to.of ?? "tasks"} be called at port ${port}`, to);
}

function callIn(from: Grouped, to: Grouped, port: number): TaskCall[] {
  return sideOf(to, "ingress", port, `${from.of ?? "tasks"} in at port ${port}`, from);
}

function sideOf(
  { of, leaf, groups }: Grouped,
  direction: GroupCall["direction"],
  port: number,
  what: string,
  other: Grouped,
): TaskCall[] {
  if (!groups) return [];
  const peer = other.groups ? labelOf(other.groups) : (other.of ?? "the tasks");
  const way = direction === "egress" ? "to" : "from";
  const works = `${direction} rule for TCP port ${port} ${way} ${peer}`;
  const side = `${labelOf(groups)}${of === undefined ? "" : ` of ${of}`}`;
  return [{ side, what, works, leaf, direction, port, groups, peers: other.groups }];
}

function labelOf(groups: readonly ReviewedResource[]): string {
  const names = groups.map(({ name }) => `'${name}'`);
  return `security ${names.length > 1 ? "groups" : "group"} ${names.join(" or ")}`;
}

/**
 * The default security group of a VPC "allows inbound traffic from all resources that are assigned to the same security group"
 * (the VPC guide), and from nothing else.
 */
function shutOut(
  { of = "", groups }: Grouped,
  vpc: string,
  leaf: Reader,
  port: number,
): TaskCall[] {
  if (!groups) return [];
  return [
    {
      side: `the default security group of VPC '${vpc}', which tasks without 'securityGroups' are in,`,
      what: `${of} in at port ${port}`,
      works: `entry of 'securityGroups' with an ingress rule for TCP port ${port} from ${labelOf(groups)}`,
      leaf,
      direction: "ingress",
      groups: [],
    },
  ];
}

/** Name of the VPC of this stack whose default group, as AWS made it, tasks without a group of their own are in. */
function vpcOfDefaultGroup({ launch, resource, stack }: LaunchInStack): string | undefined {
  const given = whenKnown(() => launch.securityGroups.list()?.length ?? 0);
  if (given !== 0 || changesDefaultGroups(stack)) return undefined;
  const { certain } = stack.referred(resource, idsOf(launch.subnets), SUBNET);
  return certain[0] && vpcOfSubnet(stack, certain[0])?.name;
}

/** Whether a stack may have rules for the group that AWS makes with a VPC, which is no resource. */
function changesDefaultGroups(stack: ReviewedStack): boolean {
  return stack.once("changes default security groups", () => {
    const rules = stack.ofTypes(...RULE_TYPES);
    const isOfOwn = (rule: ReviewedResource) => {
      const id = idOf(Reader.of(rule.properties).get("securityGroupId"));
      return stack.referred(rule, id, ...GROUP_TYPES).certain.length > 0;
    };
    return stack.ofTypes(GROUP_TYPES[1]).length > 0 || !rules.every(isOfOwn);
  });
}

/** Protocols of target groups whose traffic comes by TCP. */
const BY_TCP = ["HTTP", "HTTPS", "TCP", "TLS"];

/** Load balancers call tasks with addresses of their own at the port of their container. */
function targetsOf(resource: ReviewedResource, stack: ReviewedStack) {
  const entries = Reader.of(resource.properties).get("loadBalancers").list() ?? [];
  return entries.flatMap((entry) => {
    const port = whenKnown(() => entry.get("containerPort").number());
    if (port === undefined) return [];
    return balancersOf(stack, resource, entry.get("targetGroupArn"))
      .filter(({ targetGroup }) => BY_TCP.includes(protocolOf(targetGroup)))
      .flatMap(({ balancer, targetGroup }) =>
        [port, ...healthPorts(targetGroup, port)].map((one) => ({ balancer, port: one })),
      );
  });
}

/** The port of health checks, where that is another than the one of traffic. */
function healthPorts({ properties }: ReviewedResource, traffic: number): number[] {
  const own = Reader.of(properties).get("healthCheck").get("port");
  const port = Number(whenKnown(() => own.string()));
  return Number.isInteger(port) && port > 0 && port !== traffic ? [port] : [];
}

function protocolOf({ properties }: ReviewedResource): string {
  return whenKnown(() => Reader.of(properties).get("protocol").string()) ?? "";
}

/** Where ECR listens; another registry may listen elsewhere. */
const HTTPS_PORT = 443;

/** On Fargate an image is pulled by the task's own network interface. */
function callsForImages({ launch, task }: LaunchInStack, { leaf, groups }: Grouped): TaskCall[] {
  if (!launch.isOnFargate() || !groups) return [];
  const images =
    whenKnown(() =>
      task()
        ?.containers()
        .map((container) => container.image()),
    ) ?? [];
  const port = images.some((image) => image !== undefined && isOfEcr(image)) && HTTPS_PORT;
  return [
    {
      side: labelOf(groups),
      leaf,
      groups,
      direction: "egress",
      ...(port && { port }),
      what: `calls out${port ? ` at port ${port}` : ""}, by which tasks pull their image`,
      works: `egress rule for TCP port ${HTTPS_PORT} to where the registry is`,
    },
  ];
}

const MOUNT_TARGET = "aws:efs/mountTarget:MountTarget";
const FILE_SYSTEM = "aws:efs/fileSystem:FileSystem";
const NFS_PORT = 2049;

/** Mount targets of file systems that tasks on Fargate mount; on instances it is the instance that does. */
function mountTargetsOf({ launch, resource, stack }: LaunchInStack): ReviewedResource[] {
  if (!launch.isOnFargate()) return [];
  const definition = soleReferred(stack, resource, launch.taskDefinition, DEFINITION);
  if (!definition) return [];
  const subnets = stack.referred(resource, idsOf(launch.subnets), SUBNET).certain;
  // The name of a file system leads to the mount target of the task's own zone.
  const isBeside = (target: ReviewedResource) => {
    const id = Reader.of(target.properties).get("subnetId");
    const subnet = soleReferred(stack, target, id, SUBNET);
    return subnet !== undefined && subnets.includes(subnet);
  };
  return fileSystemsOf(definition, stack).flatMap((fileSystem) =>
    stack
      .referring(MOUNT_TARGET, "fileSystemId", fileSystem)
      .flatMap(({ value, sure }) => (sure && isBeside(value) ? [value] : [])),
  );
}

function fileSystemsOf(definition: ReviewedResource, stack: ReviewedStack): ReviewedResource[] {
  const volumes = whenKnown(() => Reader.of(definition.properties).get("volumes").list()) ?? [];
  const leaves = volumes.flatMap((volume) => {
    const leaf = volume.get("efsVolumeConfiguration").get("fileSystemId");
    return whenKnown(() => leaf.isGiven()) === true ? [leaf] : [];
  });
  const ids = leaves.map((leaf) => whenKnown(() => leaf.string()));
  return stack.referred(definition, { property: "volumes", ids }, FILE_SYSTEM).certain;
}
