import { existsSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { type CallFault, drawCallFault } from "../callFault.js";
import { seededRandom } from "../seededRandom.js";
import { CloudError, type CloudFolder } from "./cloudFolder.js";
import type { SimulatedPlan, Strike } from "./simulatedPlan.js";

/** A call that may be made once more: it was throttled, or nobody knows what became of it. */
class PassingError extends Error {}

/** In the words of AWS and its SDK. */
const TEXTS: Readonly<Record<CallFault, string>> = {
  throttle: "ThrottlingException: Rate exceeded",
  error500: "operation error: https response error StatusCode: 500, InternalFailure",
  error503: "operation error: https response error StatusCode: 503, ServiceUnavailable",
  reset: "read tcp 127.0.0.1: connection reset by peer",
  lost: "read tcp 127.0.0.1: i/o timeout",
  hang: "context deadline exceeded",
  expired: "ExpiredTokenException: The security token included in the request is expired",
};

/** The way from the engine of one stack to the simulated AWS: calls fail as the plan says, and are repeated. */
export class FaultyCloud {
  private readonly random: () => number;
  private count = 0;

  /**
   * @param start How often the stack's engine was started before.
   * @param hit Carries out what happens to processes.
   */
  constructor(
    private readonly cloud: CloudFolder,
    private readonly plan: SimulatedPlan,
    private readonly root: string,
    private readonly stack: string,
    start: number,
    private readonly hit: (strike: Strike & { at: "call" }) => Promise<void>,
  ) {
    this.random = seededRandom(plan.seed, stack, start);
  }

  /**
   * Makes a call, as often as an SDK of AWS does.
   *
   * @throws {CloudError} if it is refused, or fails as often as that.
   */
  public async call<T>(title: string, carryOut: () => T): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.tryOnce(title, carryOut);
      } catch (error) {
        if (!(error instanceof PassingError)) throw error;
        if (attempt >= this.plan.attempts) throw new CloudError(error.message);
        await sleep(this.random() * 2);
      }
    }
  }

  private async tryOnce<T>(title: string, carryOut: () => T): Promise<T> {
    this.count += 1;
    const fault = this.hasExpired() ? "expired" : drawCallFault(this.plan.rates, this.random());
    await this.strikeAt("before");
    if (fault === "expired") {
      this.cloud.writeDown(this.stack, title, fault);
      throw new CloudError(TEXTS.expired);
    }
    if (fault !== undefined && fault !== "lost") {
      this.cloud.writeDown(this.stack, title, fault);
      throw new PassingError(TEXTS[fault]);
    }
    const result = carryOut();
    this.cloud.writeDown(this.stack, title, fault ?? "ok");
    await this.strikeAt("after");
    if (fault === "lost") throw new PassingError(TEXTS.lost);
    return result;
  }

  private hasExpired(): boolean {
    return existsSync(`${this.root}/expired`);
  }

  /** Once in a case, whoever comes to it first. */
  private async strikeAt(moment: "before" | "after"): Promise<void> {
    const { strike } = this.plan;
    if (strike?.at !== "call" || strike.stack !== this.stack) return;
    if (strike.call !== this.count || strike.moment !== moment) return;
    if (!isFirst(this.root)) return;
    await this.hit(strike);
  }
}

/** Whether a strike has not been carried out yet; from now on it has. */
export function isFirst(root: string): boolean {
  try {
    writeFileSync(`${root}/struck`, "", { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}
