import { API_FAMILIES, type ApiCalls, type ApiFamily } from "./apiFamily.js";

/** Tokens that are left in each bucket, and when that was, by account, region and family. */
export type Buckets = ReadonlyMap<string, { tokens: number; at: number }>;

/** Where calls go. AWS counts them for each account and region. */
export interface ApiPlace {
  account?: string | undefined;
  region?: string | undefined;
}

/**
 * How much of AWS's burst a run plans with. The engine cannot be held back call by call: calls come some time after the
 * change has begun, and those of changes that began one after the other may fall together. The rest is for them, and for
 * whoever else uses the account.
 */
const SHARE_OF_BURST = 0.5;

/**
 * How many milliseconds a change has to wait so that its calls find tokens, and the buckets after it. Who asks first goes
 * first: its tokens are taken at once, also when it has to wait for them. Where the account or the region of a stack is not
 * known, it shares one bucket with all others of which that is so.
 *
 * @param now Milliseconds; any clock that only goes forward.
 */
export function rateDelay(
  buckets: Buckets,
  place: ApiPlace,
  calls: ApiCalls,
  now: number,
): { delayMilliseconds: number; buckets: Buckets } {
  const next = new Map(buckets);
  let delayMilliseconds = 0;
  for (const [family, count] of Object.entries(calls) as [ApiFamily, number][]) {
    const { perSecond, burst } = API_FAMILIES[family];
    const most = burst * SHARE_OF_BURST;
    const key = JSON.stringify([place.account ?? "", place.region ?? "", family]);
    const bucket = buckets.get(key) ?? { tokens: most, at: now };
    const filled = Math.min(most, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    const tokens = filled - count;
    // More calls than a bucket holds can only begin with a full one: the provider spreads the rest.
    const missing = Math.min(most, count) - filled;
    delayMilliseconds = Math.max(delayMilliseconds, (missing / perSecond) * 1000);
    next.set(key, { tokens, at: now });
  }
  return { delayMilliseconds: Math.max(0, Math.ceil(delayMilliseconds)), buckets: next };
}
