/** Amounts of US dollars a month of 730 hours, each rounded to cents. */
export interface CostRange {
  /** With the fewest tasks and instances that the program allows. */
  minimum: number;
  /** As usage says, or else halfway. */
  expected: number;
  /** With the most tasks and instances. */
  maximum: number;
}

/** What one thing costs. */
export interface CostLine extends CostRange {
  /** Such as `Fargate ARM`. */
  item: string;
  /** Such as `0.25 vCPU, 0.5 GB, 2–10 tasks`. */
  quantity: string;
  /** URN of the resource that it is charged for. */
  urn: string;
  /** Logical name of the ECS service or schedule that it is for; `null` for what several share. */
  service: string | null;
  /** Such as `eu-west-1`. */
  region: string;
  /** What is taken for what nobody can know. */
  assumptions: string[];
}

/** What has a price that is not known here: it is not in any sum. */
export interface UnpricedItem {
  item: string;
  urn: string;
  reason: string;
}

/** What would cost less. */
export interface CostAdvice {
  /** Such as `arm`. */
  kind: "arm" | "spot" | "smallerSize" | "oneNatGateway";
  urn: string;
  message: string;
  /** US dollars a month at the expected count. */
  saving: number;
}

/** What the resources of a stack cost: part of what `slipway preview --json` prints, a public contract. */
export interface CostResult {
  currency: "USD";
  hoursPerMonth: 730;
  /** Day of the table of prices. */
  pricesOf: string;
  total: CostRange;
  /** By ECS service and schedule, the dearest first; what they share has the name `null`. */
  services: (CostRange & { name: string | null })[];
  /** Each with what it is for; together they are the total. */
  lines: CostLine[];
  unpriced: UnpricedItem[];
  advice: CostAdvice[];
}

export const HOURS_PER_MONTH = 730;

/** Nothing at all. */
export const NO_COST: CostRange = { minimum: 0, expected: 0, maximum: 0 };

/** Rounded to cents, half a cent up; what binary fractions lack is made good. */
export function cents(amount: number): number {
  return Math.round((amount + Number.EPSILON * amount) * 100) / 100;
}

/** The sum of ranges, in whole cents, so that it does not hang on the order. */
export function sum(ranges: readonly CostRange[]): CostRange {
  const of = (key: keyof CostRange) =>
    ranges.reduce((total, range) => total + Math.round(range[key] * 100), 0) / 100;
  return { minimum: of("minimum"), expected: of("expected"), maximum: of("maximum") };
}
