import type { Reader } from "../../policies/resource/reader.js";
import type { CostRange } from "../costResult.js";
import { HOURS_PER_MONTH } from "../costResult.js";
import type { Costing, Counts } from "../ledger.js";
import { countsBetween, countText, times } from "../ledger.js";
import { instanceItem } from "../prices/priceItems.js";
import type { ReadResource } from "../stackResources.js";

const GROUP = "aws:autoscaling/group:Group";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

/** What AWS says that Spot saves at most; its price floats, and is in no list. */
export const SPOT_LEAST_SHARE = 0.1;

/** What Auto Scaling groups, single instances and ECS's own instances cost, with their disks. */
export function instanceLines(costing: Costing): void {
  const { stack, ledger } = costing;
  for (const group of stack.of(GROUP)) {
    ledger.attempt(group, "EC2", () => {
      groupLines(costing, group);
    });
  }
  for (const instance of stack.of("aws:ec2/instance:Instance")) {
    ledger.attempt(instance, "EC2", () => {
      const type = instance.inputs.get("instanceType").string() ?? ledger.refuse("it has no type");
      const price = ledger.price(instance, instanceItem(type));
      ledger.addFixed(instance, { item: "EC2", quantity: `1 ${type}` }, price * HOURS_PER_MONTH);
    });
  }
  for (const provider of stack.of("aws:ecs/capacityProvider:CapacityProvider")) {
    if (!provider.inputs.get("managedInstancesProvider").isGiven()) continue;
    ledger.attempt(provider, "Managed Instances", () => {
      managedLines(costing, provider);
    });
  }
}

function groupLines(costing: Costing, group: ReadResource): void {
  const { ledger, usage } = costing;
  const { inputs } = group;
  const counts = countsBetween(
    inputs.get("minSize").number() ?? 0,
    inputs.get("maxSize").number() ?? 0,
    usage.given(group.name, "instances"),
    "instances",
  );
  const template = templateOf(costing, group);
  const types = typesOf(costing, group, template);
  const known = types.filter((type) => ledger.table.find(group.region, instanceItem(type)));
  const unknown = types.filter((type) => !known.includes(type));
  const [type = types[0] ?? ""] = known;
  const usual = ledger.price(group, instanceItem(type));
  const prices = known.map((one) => ledger.price(group, instanceItem(one)));
  const share = spotShare(inputs.get("mixedInstancesPolicy").get("instancesDistribution"), counts);
  const spread = { least: Math.min(...prices), most: Math.max(...prices) };
  const of = (key: keyof CostRange, price: number, spotPrice: number) =>
    counts[key] * ((1 - share[key]) * price + share[key] * spotPrice) * HOURS_PER_MONTH;
  const assumptions = [
    ...counts.assumptions,
    ...(known.length > 1 ? [`from the cheapest to the dearest type, ${type} expected`] : []),
    ...(unknown.length > 0 ? [`there is no price of ${unknown.join(", ")}`] : []),
    ...(share.maximum > 0 ? ["Spot at the price of others at most, 10 % of it at least"] : []),
  ];
  ledger.add(
    group,
    {
      item: "EC2",
      quantity: `${countText(counts, "instance")} ${types.join(" or ")}`,
      assumptions,
    },
    {
      minimum: of("minimum", spread.least, spread.least * SPOT_LEAST_SHARE),
      expected: of("expected", usual, usual),
      maximum: of("maximum", spread.most, spread.most),
    },
  );
  diskLine(costing, group, template, counts);
}

/** What share of the instances is on Spot. */
function spotShare(distribution: Reader, counts: Counts): CostRange {
  const base = distribution.get("onDemandBaseCapacity").number() ?? 0;
  const above = distribution.get("onDemandPercentageAboveBaseCapacity").number() ?? 100;
  const of = (count: number) =>
    count === 0 ? 0 : (Math.max(0, count - base) * (1 - above / 100)) / count;
  return {
    minimum: of(counts.minimum),
    expected: of(counts.expected),
    maximum: of(counts.maximum),
  };
}

/** The launch template beside a group that has its name, or the only one. */
function templateOf({ stack }: Costing, group: ReadResource): ReadResource | undefined {
  const all = stack.of(TEMPLATE);
  const named = all.find(({ name }) => name === group.name);
  return named ?? (all.length === 1 ? all[0] : undefined);
}

function typesOf(
  { ledger, usage }: Costing,
  group: ReadResource,
  template: ReadResource | undefined,
): string[] {
  const given = usage.given(group.name, "instanceType");
  if (given !== undefined) return [given];
  const overrides = group.inputs.get("mixedInstancesPolicy").get("launchTemplate").get("overrides");
  const listed = (overrides.list() ?? []).flatMap((one) => one.get("instanceType").string() ?? []);
  if (listed.length > 0) return listed;
  const own = template?.inputs.get("instanceType").string();
  if (own !== undefined) return [own];
  return ledger.refuse("its instance type is not known: say 'instanceType' in slipway.usage.yaml");
}

function diskLine(
  { ledger }: Costing,
  group: ReadResource,
  template: ReadResource | undefined,
  counts: Counts,
): void {
  ledger.attempt(group, "EBS", () => {
    const disks = template?.inputs.get("blockDeviceMappings").list() ?? [];
    const sizes = disks.map((disk) => {
      const type = disk.get("ebs").get("volumeType").string() ?? "gp3";
      if (type !== "gp3") ledger.refuse(`there is no price of volumes of type ${type}`);
      return disk.get("ebs").get("volumeSize").number() ?? 0;
    });
    const gb = sizes.reduce((sum, size) => sum + size, 0);
    if (gb === 0) return;
    const quantity = `${gb} GB of ${countText(counts, "instance")}`;
    const price = gb * ledger.price(group, "ebs.gp3GbMonth");
    const charge = { item: "EBS gp3", quantity, assumptions: counts.assumptions };
    ledger.add(group, charge, times(counts, price));
  });
}

/**
 * Managed Instances cost what EC2's do and a fee. How many ECS starts hangs on the tasks: usage says it.
 *
 * @see https://aws.amazon.com/ecs/pricing/
 */
function managedLines({ ledger, usage }: Costing, provider: ReadResource): void {
  const type = usage.given(provider.name, "instanceType");
  const count = usage.given(provider.name, "instances");
  if (type === undefined || count === undefined) {
    return ledger.refuse(
      "ECS chooses instances by the tasks: say 'instances' and 'instanceType' in slipway.usage.yaml",
    );
  }
  const hour = ledger.price(provider, instanceItem(type));
  const fee = ledger.price(provider, `managedInstances.share${feeFamily(type)}`);
  const assumptions = [`${count} instances (instances, given)`, `${type} (instanceType, given)`];
  const quantity = countText({ minimum: count, expected: count, maximum: count }, "instance");
  const amount = count * hour * HOURS_PER_MONTH;
  const charge = { quantity: `${quantity} ${type}`, assumptions };
  ledger.addFixed(provider, { item: "Managed Instances", ...charge }, amount);
  ledger.addFixed(provider, { item: "Managed Instances fee", ...charge }, amount * fee);
}

/** Accelerated types have fees of their own. */
function feeFamily(type: string): string {
  const family = /^(trn|g|p)\d/.exec(type)?.[1];
  return family === undefined ? "" : `Of${family.charAt(0).toUpperCase()}${family.slice(1)}`;
}
