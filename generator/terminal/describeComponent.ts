import type { PreviewedResource } from "../offline/previewResult.js";
import { UNKNOWN_TEXT } from "../offline/wireValue.js";

type Inputs = Record<string, unknown>;

/** What our components are about, in a few words, by the type. */
const DESCRIPTIONS: Record<
  string,
  (inputs: Inputs, children: readonly PreviewedResource[]) => string[]
> = {
  "slipway:index:Network": describeNetwork,
  "slipway:index:Cluster": (inputs) => [
    capacity(inputs.defaultCapacityProviderStrategies),
    ...list(inputs.instanceGroups).map((group) => instances(map(group))),
  ],
  "slipway:index:LoadBalancer": (inputs) => [
    inputs.internal === false ? "internet-facing" : "internal",
    inputs.certificateArn === undefined ? "HTTP" : "HTTPS",
    list(inputs.ingressCidrBlocks).length === 0
      ? "open to nobody"
      : `open to ${list(inputs.ingressCidrBlocks).map(text).join(", ")}`,
  ],
  "slipway:index:DockerImage": (inputs) => [
    inputs.image === undefined ? `built from ${text(inputs.context)}` : text(inputs.image),
    text(inputs.architecture ?? "amd64"),
  ],
  "slipway:index:TaskDefinition": describeTask,
  "slipway:index:Service": describeService,
  "slipway:index:Task": (inputs) => [
    "runs once per change",
    ...list(inputs.command).slice(0, 1).map(text),
  ],
  "slipway:index:ScheduledTask": (inputs) => [
    inputs.timeZone === undefined
      ? text(inputs.schedule)
      : `${text(inputs.schedule)} ${text(inputs.timeZone)}`,
    tasksOf(text(inputs.taskCount ?? 1)),
    ...(inputs.enabled === false ? ["disabled"] : []),
  ],
};

/**
 * A component in a few words, such as `2–10 tasks, ALB /orders/*`; empty for any other resource.
 *
 * @param children The resources below it.
 */
export function describeComponent(
  { type, inputs }: PreviewedResource,
  children: readonly PreviewedResource[],
): string {
  const describe = Object.hasOwn(DESCRIPTIONS, type) ? DESCRIPTIONS[type] : undefined;
  return describe ? describe(inputs, children).join(", ") : "";
}

function describeNetwork(inputs: Inputs): string[] {
  if (inputs.vpc !== undefined) return [`existing VPC ${text(map(inputs.vpc).id)}`];
  const nat = { none: "no NAT", single: "one NAT gateway", onePerAz: "a NAT gateway per zone" };
  const strategy = text(inputs.natGateways ?? "single");
  return [
    text(inputs.cidrBlock ?? "10.0.0.0/16"),
    `${text(inputs.availabilityZoneCount ?? 2)} zones`,
    Object.hasOwn(nat, strategy) ? nat[strategy as keyof typeof nat] : `NAT ${strategy}`,
  ];
}

/** Shares by weight, as in `FARGATE 1, FARGATE_SPOT 3`. */
function capacity(strategies: unknown): string {
  const used = list(strategies)
    .map(map)
    .filter(({ weight }) => weight !== 0);
  if (used.length === 0) return "FARGATE";
  if (used.length === 1) return text(used[0]?.capacityProvider);
  return used
    .map(({ capacityProvider, weight }) => `${text(capacityProvider)} ${text(weight)}`)
    .join(", ");
}

/** A group by name, size and first type, as in `workers 0–4 m7i.large`. */
function instances({ name, minSize, maxSize, instanceTypes }: Inputs): string {
  return `${text(name)} ${text(minSize)}–${text(maxSize)} ${text(list(instanceTypes)[0])}`;
}

/** The size is the one that was chosen, which the task definition itself has. */
function describeTask(inputs: Inputs, children: readonly PreviewedResource[]): string[] {
  const made = children.find(
    ({ type }) => type === "aws:ecs/taskDefinition:TaskDefinition",
  )?.inputs;
  const containers = list(inputs.containers).map((container) => text(map(container).name));
  return [
    `${text(made?.cpu ?? inputs.cpu)} CPU`,
    `${text(made?.memory ?? inputs.memory)} MiB${unused(made)}`,
    ...(containers.length > 0 ? [containers.join(" + ")] : []),
  ];
}

/** Memory that no container may use, as in ` (748 unused)`. */
function unused(made: Inputs | undefined): string {
  const memory = Number(made?.memory);
  const limits = definitions(made?.containerDefinitions).map((container) => map(container).memory);
  const known = limits.filter((limit) => typeof limit === "number");
  // A container without a limit may use the rest.
  if (known.length === 0 || known.length < limits.length) return "";
  const rest = memory - known.reduce((sum, limit) => sum + limit, 0);
  return rest > 0 ? ` (${rest} unused)` : "";
}

/** Containers of a text of JSON; none where it is not known. */
function definitions(json: unknown): readonly unknown[] {
  if (typeof json !== "string" || !json.startsWith("[{")) return [];
  return list(JSON.parse(json));
}

function describeService(inputs: Inputs): string[] {
  const { scaling, loadBalancer, desiredCount = 1 } = inputs;
  const { minCapacity, maxCapacity } = map(scaling);
  const tasks =
    scaling === undefined ? text(desiredCount) : `${text(minCapacity)}–${text(maxCapacity)}`;
  return [
    inputs.schedulingStrategy === "DAEMON" ? "1 task on each instance" : tasksOf(tasks),
    ...(loadBalancer === undefined ? [] : [`ALB ${route(map(loadBalancer))}`]),
    ...(inputs.assignPublicIp === true ? ["public IPs"] : []),
  ];
}

function tasksOf(count: string): string {
  return `${count} ${count === "1" ? "task" : "tasks"}`;
}

function route({ host, path }: Inputs): string {
  return `${host === undefined ? "" : text(host)}${path === undefined ? "/*" : text(path)}`;
}

/** A value in a few letters; `?` for one that is not known yet. */
function text(value: unknown): string {
  if (value === undefined || value === UNKNOWN_TEXT) return "?";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function map(value: unknown): Inputs {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
