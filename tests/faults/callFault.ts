/**
 * What goes wrong with one call to AWS. `throttle`: too many requests; `error500`, `error503`, `reset`: the service or the
 * connection fails before the call is carried out; `lost`: it is carried out, and the reply does not arrive; `hang`:
 * nothing arrives until the caller has had enough; `expired`: the credentials have.
 */
export type CallFault =
  | "throttle"
  | "error500"
  | "error503"
  | "reset"
  | "lost"
  | "hang"
  | "expired";

/** How probable each fault is, for each call. */
export type CallRates = Partial<Record<CallFault, number>>;

/** The rates of the fault matrix: throttling with 0.3, and 0.05 for failures of the service and the connection. */
export const MATRIX_RATES: CallRates = {
  throttle: 0.3,
  error500: 0.02,
  error503: 0.02,
  reset: 0.01,
  lost: 0.02,
  hang: 0.002,
};

/**
 * Draws what goes wrong with a call, if anything.
 *
 * @param random A number from 0 to 1.
 */
export function drawCallFault(rates: CallRates, random: number): CallFault | undefined {
  let bound = 0;
  for (const [fault, rate] of Object.entries(rates) as [CallFault, number][]) {
    bound += rate;
    if (random < bound) return fault;
  }
  return undefined;
}
