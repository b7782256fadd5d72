import { isFargateProvider } from "../../components/rules/fargateProvider.js";
import type { StrategyItem } from "../../components/cluster/rules/capacityStrategy.js";
import type { NetworkConfiguration } from "../../components/launch/rules/networkConfiguration.js";
import { Reader } from "../resource/reader.js";
import { strategyItems } from "./availabilityView.js";
import { viewOfKinds } from "./viewOf.js";

/** What tasks run on, as a resource says it; a component of ours says it in its own way, and judges it itself. */
export interface CapacityView {
  readonly launchType: () => string | undefined;
  readonly strategy: () => StrategyItem[];
  /** The same strategy as it is written. */
  readonly strategyList: Reader;
  /** Whether it has a strategy, however much of it is known. */
  readonly hasStrategy: () => boolean;
  readonly platformVersion: () => string | undefined;
}

/** Whatever starts tasks: a service, a task set, the target of an EventBridge rule, a schedule. */
export interface LaunchView {
  /** Logical name. */
  readonly name: string;
  /** How messages name it: `service 'orders'`. */
  readonly label: string;
  /** Whether its tasks get public IP addresses. @throws {UnknownLeaf} if that is not known. */
  assignsPublicIp(): boolean;
  /**
   * What its network says that private tasks reach; nothing where it does not, as with a resource of AWS, which names
   * its subnets alone. @throws {UnknownLeaf} if that is not known.
   */
  privateReach(): string | undefined;
  readonly capacity: CapacityView;
  /** The ARN or the family of the task definition that it runs. */
  readonly taskDefinition: Reader;
  /** The ARN or the name of its cluster, of a service or a task set. */
  readonly cluster: Reader;
  /** What it overrides of its task definition, as a text of JSON; nothing where it overrides nothing that way. */
  readonly overrides: () => Reader;
  /** The ids of its subnets; a component of ours has them from its network. */
  readonly subnets: Reader;
  /** The ids of its security groups, as a resource of AWS names them. */
  readonly securityGroups: Reader;
  /** Whether it is a component of ours, which gives its tasks their network. */
  readonly isComponent: boolean;
  /**
   * Network mode of its tasks; awsvpc where it does not say one, as with a resource of AWS. @throws {UnknownLeaf} if that
   * is not known.
   */
  networkMode(): string;
  /** Whether any of its tasks run on Fargate. @throws {UnknownLeaf} if that is not known. */
  isOnFargate(): boolean;
  /** Its network configuration; nothing where there is none. @throws {UnknownLeaf} if that is not known. */
  network(): NetworkConfiguration | undefined;
}

interface Kind {
  label: string;
  /** The part that starts tasks; without it the resource starts none. */
  launch: readonly string[];
  assignPublicIp: readonly string[];
  /** The property that names the task definition, where it is not `taskDefinition`. */
  taskDefinition?: string;
  /** Where it overrides parts of the task definition, as a text of JSON. */
  overrides?: readonly string[];
  /** Where a component of ours says what its network reaches. */
  privateReach?: readonly string[];
}

const REACH = ["cluster", "network", "privateReach"];
const component = (label: string): Kind => ({
  label,
  launch: [],
  assignPublicIp: ["assignPublicIp"],
  privateReach: REACH,
});

const NETWORK = ["networkConfiguration", "assignPublicIp"];

const KINDS: Readonly<Record<string, Kind>> = {
  "slipway:index:Service": component("service"),
  "slipway:index:ScheduledTask": component("schedule"),
  "slipway:index:Task": component("task"),
  "aws:ecs/service:Service": { label: "service", launch: [], assignPublicIp: NETWORK },
  "aws:ecs/taskSet:TaskSet": { label: "task set", launch: [], assignPublicIp: NETWORK },
  "aws:cloudwatch/eventTarget:EventTarget": {
    label: "event target",
    launch: ["ecsTarget"],
    overrides: ["input"],
    taskDefinition: "taskDefinitionArn",
    assignPublicIp: NETWORK,
  },
  "aws:scheduler/schedule:Schedule": {
    label: "schedule",
    launch: ["target", "ecsParameters"],
    overrides: ["target", "input"],
    taskDefinition: "taskDefinitionArn",
    assignPublicIp: NETWORK,
  },
};

/**
 * A view of what a resource starts tasks by; nothing for a resource that starts none.
 *
 * @throws {UnknownLeaf} if it is not known whether it starts any.
 */
export const launchView = viewOfKinds(KINDS, (kind, inputs, { name }): LaunchView | undefined => {
  const launch = follow(inputs, kind.launch);
  if (!launch.exists()) return undefined;
  return {
    name,
    label: `${kind.label} '${name}'`,
    assignsPublicIp: () => follow(launch, kind.assignPublicIp).boolean() ?? false,
    privateReach: () => kind.privateReach && follow(launch, kind.privateReach).string(),
    capacity: kind.privateReach ? CAPACITY_OF_COMPONENT : capacityView(launch),
    taskDefinition: launch.get(kind.taskDefinition ?? "taskDefinition"),
    cluster: launch.get("cluster"),
    overrides: () => (kind.overrides ? follow(inputs, kind.overrides) : Reader.of(undefined)),
    subnets: launch.get("networkConfiguration").get("subnets"),
    securityGroups: launch.get("networkConfiguration").get("securityGroups"),
    isComponent: kind.privateReach !== undefined,
    networkMode: () => networkModeOf(kind, launch),
    isOnFargate: () => isOnFargate(launch, kind.privateReach && launch.get("cluster")),
    network: () => networkOf(launch.get("networkConfiguration")),
  };
});

function networkModeOf(kind: Kind, launch: Reader): string {
  if (!kind.privateReach) return "awsvpc";
  return launch.get("taskDefinition").get("networkMode").string() ?? "awsvpc";
}

/**
 * A service whose tasks another tool starts says nothing of them. Where a resource of AWS has neither a launch type nor a
 * strategy, the cluster's own strategy decides, which is not seen here.
 */
export function isOnFargate(launch: Reader, cluster?: Reader): boolean {
  if (launch.get("deploymentController").get("type").string() === "EXTERNAL") return false;
  if (launch.get("spotAboveTasks").exists()) return true;
  const own = launch.get("capacityProviderStrategies").list();
  // One task on each instance takes no strategy, and so not the cluster's.
  const isDaemon = launch.get("schedulingStrategy").string() === "DAEMON";
  const ofCluster = isDaemon ? undefined : cluster?.get("defaultCapacityProviderStrategies");
  const items = own ?? ofCluster?.list() ?? [];
  const names = items.map((item) => item.get("capacityProvider").string() ?? "");
  return [launch.get("launchType").string() ?? "", ...names].some(isFargateProvider);
}

function networkOf(network: Reader): NetworkConfiguration | undefined {
  if (!network.exists()) return undefined;
  return {
    subnets: (network.get("subnets").list() ?? []).length,
    securityGroups: (network.get("securityGroups").list() ?? []).length,
  };
}

const CAPACITY_OF_COMPONENT: CapacityView = {
  launchType: () => undefined,
  strategy: () => [],
  strategyList: Reader.of([]),
  hasStrategy: () => false,
  platformVersion: () => undefined,
};

function capacityView(launch: Reader): CapacityView {
  const items = () => launch.get("capacityProviderStrategies").list() ?? [];
  return {
    launchType: () => launch.get("launchType").string(),
    strategy: () => strategyItems(items()),
    strategyList: launch.get("capacityProviderStrategies"),
    hasStrategy: () => items().length > 0,
    platformVersion: () => launch.get("platformVersion").string(),
  };
}

function follow(reader: Reader, keys: readonly string[]): Reader {
  return keys.reduce((at, key) => at.get(key), reader);
}
