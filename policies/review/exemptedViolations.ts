import type { ExemptedViolation } from "../configuration/exemptionTrace.js";
import { ExemptionTrace } from "../configuration/exemptionTrace.js";
import type { Review } from "./review.js";

/** What exemptions let be, by the last review of each resource. */
export class ExemptedViolations {
  readonly trace = new ExemptionTrace();
  private readonly byReview = new Map<string, ExemptedViolation[]>();

  set(urn: string, policy: string, review: Pick<Review, "exempted" | "exemptions">): void {
    this.byReview.delete(`${policy} ${urn}`);
    this.add(urn, policy, review);
  }

  /** Adds to what {@link ExemptedViolations.set} keeps, which the next review of the resource replaces. */
  add(urn: string, policy: string, review: Pick<Review, "exempted" | "exemptions">): void {
    for (const exemption of review.exemptions) this.trace.use(exemption);
    if (review.exempted.length === 0) return;
    const known = this.byReview.get(`${policy} ${urn}`) ?? [];
    for (const { exemption, message } of review.exempted) {
      const { reason = "", expires = "" } = exemption;
      if (known.some((other) => other.message === message)) continue;
      known.push({ policy, urn, message, reason, expires });
    }
    this.byReview.set(`${policy} ${urn}`, known);
  }

  all(): ExemptedViolation[] {
    return [...this.byReview.values()].flat();
  }
}
