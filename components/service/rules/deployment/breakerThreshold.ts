/** How many tasks must fail, as ECS's API takes it. */
export interface BreakerThreshold {
  /** `BOUNDED_PERCENT`, `UNBOUNDED_PERCENT` or `COUNT`. */
  type: string;
  value: number;
}

/**
 * What ECS takes where nothing is said, and all that a provider without `thresholdConfiguration` can have.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ThresholdConfiguration.html
 */
const USUAL: BreakerThreshold = { type: "BOUNDED_PERCENT", value: 50 };

/** "a minimum threshold of 3 and a maximum threshold of 200" */
const BOUNDS = { least: 3, most: 200 };

/**
 * Failed tasks after which ECS gives a rolling deployment up: half as many as are wanted, "rounded up", but no fewer than 3
 * and no more than 200, unless the service has a threshold of its own.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
 */
export function breakerThreshold(desiredCount: number, { type, value } = USUAL): number {
  if (type === "COUNT") return value;
  const share = Math.ceil((desiredCount * value) / 100);
  if (type === "UNBOUNDED_PERCENT") return Math.max(share, 1);
  return Math.min(Math.max(share, BOUNDS.least), BOUNDS.most);
}
