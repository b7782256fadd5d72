import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeLeftover } from "../project/removeLeftover.js";
import type { EngineRun } from "./engineRun.js";

/** The options of the Automation API that name a plan's file. */
export interface PlanOptions {
  plan?: string;
}

/** What a CLI says that has no such plans, or wants them to be asked for. */
const NO_PLANS = /unknown flag: --(?:save-)?plan|--(?:save-)?plan .*PULUMI_EXPERIMENTAL/;

/**
 * Calls back with the file of a plan, in a folder that no other user reads and that is gone afterwards; with none where none
 * is asked for.
 *
 * @see https://www.pulumi.com/docs/iac/concepts/update-plans/
 */
export async function withSavedPlan<T>(
  isAsked: boolean,
  use: (options: PlanOptions) => Promise<T>,
): Promise<T> {
  if (!isAsked) return use({});
  const folder = await mkdtemp(join(tmpdir(), "slipway-plan-"));
  try {
    return await use({ plan: join(folder, "plan.json") });
  } finally {
    await removeLeftover(folder);
  }
}

/** Whether a run failed since the CLI has no plans. */
export function lacksPlans({ failure }: Pick<EngineRun, "failure">): boolean {
  return failure !== undefined && NO_PLANS.test(failure.stderr);
}
