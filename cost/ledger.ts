import { UnknownLeaf, UnreadableLeaf } from "../policies/resource/reader.js";
import type { CostLine, CostRange, UnpricedItem } from "./costResult.js";
import { cents } from "./costResult.js";
import type { FargateService } from "./fargateService.js";
import type { PriceTable } from "./prices/priceTable.js";
import type { ReadResource, StackResources } from "./stackResources.js";
import type { UsageOfStack } from "./usage.js";

/** How many there are of something that an autoscaler may change. */
export interface Counts extends CostRange {
  /** Where the expected count comes from; empty where all three are one. */
  assumptions: readonly string[];
}

/** What a line says beside its amounts. */
export interface Charge {
  item: string;
  quantity: string;
  service?: string | null;
  assumptions?: readonly string[];
}

/** A value without which there is no price. */
class Unpriced extends Error {}

/** What is needed to work out what resources cost. */
export interface Costing {
  stack: StackResources;
  usage: UsageOfStack;
  ledger: Ledger;
  /** Services that run on Fargate, for advice. */
  onFargate: FargateService[];
}

/** Collects what resources cost. What has no price is told apart, and never counts as nothing. */
export class Ledger {
  readonly lines: CostLine[] = [];
  readonly unpriced: UnpricedItem[] = [];

  constructor(readonly table: PriceTable) {}

  /**
   * A price in a resource's region, within {@link attempt}.
   *
   * @throws {Unpriced} if the table has none.
   */
  price({ region }: ReadResource, item: string): number {
    const price = this.table.find(region, item);
    if (price !== undefined) return price;
    throw new Unpriced(
      this.table.hasRegion(region)
        ? `the table of ${this.table.date} has no '${item}' of ${region}`
        : `the table of ${this.table.date} has no prices of ${region}`,
    );
  }

  /**
   * Says why what is under way has no price.
   *
   * @throws {Unpriced} always.
   */
  refuse(reason: string): never {
    throw new Unpriced(reason);
  }

  /** Adds a line; nothing of which there can be none. */
  add({ urn, region }: ReadResource, charge: Charge, amounts: CostRange): void {
    const { item, quantity, service = null, assumptions = [] } = charge;
    this.lines.push({
      item,
      quantity,
      urn,
      service,
      region,
      minimum: cents(amounts.minimum),
      expected: cents(amounts.expected),
      maximum: cents(amounts.maximum),
      assumptions: [...assumptions],
    });
  }

  /** Adds a line whose amount hangs on no count. */
  addFixed(resource: ReadResource, charge: Charge, amount: number): void {
    this.add(resource, charge, { minimum: amount, expected: amount, maximum: amount });
  }

  /** Notes that something has no price. */
  note({ urn }: ReadResource, item: string, reason: string): void {
    this.unpriced.push({ item, urn, reason });
  }

  /** Does what adds lines; where a value or a price is not known, that is noted instead. */
  attempt(resource: ReadResource, item: string, add: () => void): void {
    try {
      add();
    } catch (error) {
      if (!isOfValue(error)) throw error;
      this.note(resource, item, error.message);
    }
  }
}

function isOfValue(error: unknown): error is Error {
  return (
    error instanceof Unpriced || error instanceof UnknownLeaf || error instanceof UnreadableLeaf
  );
}

/** A price times each of the counts. */
export function times(counts: CostRange, price: number): CostRange {
  return {
    minimum: counts.minimum * price,
    expected: counts.expected * price,
    maximum: counts.maximum * price,
  };
}

/** `2 tasks`, `1 task`, `2–10 tasks`. */
export function countText({ minimum, maximum }: CostRange, noun: string): string {
  const count = minimum === maximum ? `${maximum}` : `${minimum}–${maximum}`;
  return `${count} ${noun}${count === "1" ? "" : "s"}`;
}

/** The counts between two limits, the expected one as usage says or else halfway, rounded up. */
export function countsBetween(
  least: number,
  most: number,
  given: number | undefined,
  noun: "tasks" | "instances",
): Counts {
  const minimum = Math.min(least, most);
  const maximum = Math.max(least, most);
  if (minimum === maximum) return { minimum, expected: minimum, maximum, assumptions: [] };
  const expected = Math.min(
    Math.max(given ?? Math.ceil((minimum + maximum) / 2), minimum),
    maximum,
  );
  const origin = given === undefined ? "default: halfway" : "given";
  return { minimum, expected, maximum, assumptions: [`${expected} ${noun} (${noun}, ${origin})`] };
}
