import type { CostRange } from "../costResult.js";
import { HOURS_PER_MONTH } from "../costResult.js";
import type { Costing } from "../ledger.js";
import { countText, times } from "../ledger.js";
import type { ReadResource } from "../stackResources.js";
import type { TaskCapacity, TaskSize } from "../fargateService.js";
import { sizeText, taskHour } from "../taskSize.js";

/** Tasks that Fargate is paid for. */
export interface FargateTasks {
  size: TaskSize;
  capacity: TaskCapacity;
  /** How long each of them runs in a month. */
  hours?: number;
  assumptions: readonly string[];
}

const NAMES = { linuxX86: "", linuxArm: " ARM", windows: " Windows" } as const;

/** What Fargate's tasks cost, those on Spot apart. */
export function fargateLines(costing: Costing, from: ReadResource, tasks: FargateTasks): void {
  const { capacity, size } = tasks;
  if (capacity.onDemand.maximum > 0) {
    const item = `Fargate${NAMES[size.kind]}`;
    add(costing, from, tasks, { item, counts: capacity.onDemand, assumptions: [] }, (counts) =>
      times(counts, onDemandHour(costing, from, size)),
    );
  }
  if (capacity.spot.maximum > 0) spotLine(costing, from, tasks);
}

/** Spot's price floats: at least, as last seen, and at most. */
function spotLine(costing: Costing, from: ReadResource, tasks: FargateTasks): void {
  const { ledger } = costing;
  const { size, capacity } = tasks;
  if (size.kind === "windows") return ledger.refuse("Fargate Spot does not run Windows");
  const shares = spotShares(costing, from, size);
  const item = `Fargate Spot${NAMES[size.kind]}`;
  const assumptions = [
    `at ${percent(shares.minimum)} to ${percent(shares.maximum)} of the price, ${percent(shares.expected)} ${shares.source}`,
  ];
  const hour = taskHour(size, (price) => ledger.price(from, price));
  const storage = storageHour(costing, from, size);
  add(costing, from, tasks, { item, counts: capacity.spot, assumptions }, (counts) => ({
    minimum: counts.minimum * (hour * shares.minimum + storage),
    expected: counts.expected * (hour * shares.expected + storage),
    maximum: counts.maximum * (hour * shares.maximum + storage),
  }));
}

/** What share of the price Spot costs: at least, as last seen or else in the middle, and at most. */
export function spotShares(
  { ledger }: Costing,
  from: ReadResource,
  size: TaskSize,
): CostRange & { source: string } {
  const minimum = ledger.price(from, "spot.leastShare");
  const maximum = ledger.price(from, "spot.mostShare");
  const find = (item: string) => ledger.table.find(from.region, item);
  if (find(`fargate.${size.kind}SpotSnapshot.vcpuHour`) === undefined) {
    return { minimum, expected: (minimum + maximum) / 2, maximum, source: "in the middle" };
  }
  const price = (item: string) => ledger.price(from, item);
  const seen = taskHour(size, price, "SpotSnapshot") / taskHour(size, price);
  return {
    minimum: Math.min(minimum, seen),
    expected: seen,
    maximum: Math.max(maximum, seen),
    source: `on ${ledger.table.spotDate}`,
  };
}

function onDemandHour(costing: Costing, from: ReadResource, size: TaskSize): number {
  return (
    taskHour(size, (price) => costing.ledger.price(from, price)) + storageHour(costing, from, size)
  );
}

function storageHour({ ledger }: Costing, from: ReadResource, { storageGb }: TaskSize): number {
  return storageGb === 0 ? 0 : storageGb * ledger.price(from, "fargate.ephemeralGbHour");
}

function add(
  { ledger }: Costing,
  from: ReadResource,
  { size, capacity, hours = HOURS_PER_MONTH, assumptions }: FargateTasks,
  share: { item: string; counts: CostRange; assumptions: readonly string[] },
  hourly: (counts: CostRange) => CostRange,
): void {
  const time = hours === HOURS_PER_MONTH ? "" : ` for ${Number(hours.toFixed(2))} hours`;
  ledger.add(
    from,
    {
      item: share.item,
      quantity: `${sizeText(size)}, ${countText(rounded(share.counts), "task")}${time}`,
      service: from.name,
      assumptions: [...assumptions, ...capacity.assumptions, ...share.assumptions],
    },
    times(hourly(share.counts), hours),
  );
}

/** A share by weight may be a part of a task. */
function rounded({ minimum, expected, maximum }: CostRange): CostRange {
  const of = (count: number) => Number(count.toFixed(2));
  return { minimum: of(minimum), expected: of(expected), maximum: of(maximum) };
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}
