import type { StrategyItem } from "../../components/ecs/capacityStrategy.js";
import { Reader } from "../reader.js";
import type { ReviewedResource } from "../reviewedResource.js";

/** What tasks run on, as a resource says it; a component of ours says it in its own way, and judges it itself. */
export interface CapacityView {
  readonly launchType: () => string | undefined;
  readonly strategy: () => StrategyItem[];
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
  /** Whether its tasks run on Fargate, as far as it says itself. @throws {UnknownLeaf} if that is not known. */
  isOnFargate(): boolean;
  readonly capacity: CapacityView;
  /** The ids of its subnets; a component of ours has them from its network. */
  readonly subnets: Reader;
}

interface Kind {
  label: string;
  /** The part that starts tasks; without it the resource starts none. */
  launch: readonly string[];
  assignPublicIp: readonly string[];
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
    assignPublicIp: NETWORK,
  },
  "aws:scheduler/schedule:Schedule": {
    label: "schedule",
    launch: ["target", "ecsParameters"],
    assignPublicIp: NETWORK,
  },
};

/**
 * A view of what a resource starts tasks by; nothing for a resource that starts none.
 *
 * @throws {UnknownLeaf} if it is not known whether it starts any.
 */
export function launchView({ name, type, properties }: ReviewedResource): LaunchView | undefined {
  const kind = KINDS[type];
  if (!kind) return undefined;
  const launch = follow(Reader.of(properties), kind.launch);
  if (!launch.exists()) return undefined;
  return {
    name,
    label: `${kind.label} '${name}'`,
    assignsPublicIp: () => follow(launch, kind.assignPublicIp).boolean() ?? false,
    privateReach: () => kind.privateReach && follow(launch, kind.privateReach).string(),
    isOnFargate: () => isOnFargate(launch),
    capacity: kind.privateReach ? CAPACITY_OF_COMPONENT : capacityView(launch),
    subnets: launch.get("networkConfiguration").get("subnets"),
  };
}

const CAPACITY_OF_COMPONENT: CapacityView = {
  launchType: () => undefined,
  strategy: () => [],
  hasStrategy: () => false,
  platformVersion: () => undefined,
};

function capacityView(launch: Reader): CapacityView {
  const items = () => launch.get("capacityProviderStrategies").list() ?? [];
  return {
    launchType: () => launch.get("launchType").string(),
    strategy: () =>
      items().map((item) => ({
        capacityProvider: item.get("capacityProvider").string() ?? "",
        weight: item.get("weight").number(),
        base: item.get("base").number(),
      })),
    hasStrategy: () => items().length > 0,
    platformVersion: () => launch.get("platformVersion").string(),
  };
}

/** Where neither a launch type nor a strategy is given, the cluster's own strategy decides, which is not seen here. */
export function isOnFargate(launch: Reader): boolean {
  if (launch.get("launchType").string() === "FARGATE") return true;
  const strategy = launch.get("capacityProviderStrategies").list() ?? [];
  const providers = strategy.map((item) => item.get("capacityProvider").string() ?? "");
  return providers.some((provider) => provider === "FARGATE" || provider === "FARGATE_SPOT");
}

function follow(reader: Reader, keys: readonly string[]): Reader {
  return keys.reduce((at, key) => at.get(key), reader);
}
