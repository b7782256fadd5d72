import type { Problem } from "../../../rules/problem.js";
import { codeDeployConfigProblem } from "./codeDeployConfig.js";
import type { DeploymentSettings } from "./deploymentSettings.js";
import type { StrategyField } from "./deploymentStrategy.js";
import {
  DeploymentStrategy,
  isStrategy,
  STRATEGY_FIELDS,
  strategiesWith,
} from "./deploymentStrategy.js";

/** A field that no strategy takes: there is none, or the compiler says which. */
type Forgotten = Exclude<keyof DeploymentSettings, StrategyField | "strategy">;

/** Numbers with a range: the least and the largest, the step, and one that works. */
const RANGES: Partial<
  Record<StrategyField, [least: number, most: number, step: number, works: number]>
> = {
  bakeTimeMinutes: [0, 1440, 1, 5],
  canaryPercent: [0.1, 100, 0.1, 10],
  canaryBakeTimeMinutes: [0, 1440, 1, 10],
  linearStepPercent: [3, 100, 0.1, 10],
  linearStepBakeTimeMinutes: [0, 1440, 1, 6],
  terminationWaitMinutes: [0, 2880, 1, 5],
  timeoutMinutes: [1, 20_160, 1, 60],
  scalePercent: [0, 100, 1, 100],
};

/** Why a strategy is none; nothing when it is one. */
export function strategyNameProblem(strategy: DeploymentStrategy): Problem | undefined {
  if (isStrategy(strategy)) return undefined;
  const known = inWords(Object.values(DeploymentStrategy));
  const reason = `'deployment.strategy' must be ${known}, got "${strategy as string}"; "rolling" works`;
  return { path: "deployment.strategy", reason };
}

/** Why a strategy is none, or has a field that it cannot use; nothing when all is well. */
export function strategyFieldsProblem(
  settings: DeploymentSettings & Record<Forgotten, never>,
): Problem | undefined {
  const { strategy = "rolling" } = settings;
  const problem = strategyNameProblem(strategy);
  if (problem) return problem;
  for (const field of STRATEGY_FIELDS) {
    const value = settings[field];
    const takers = strategiesWith(field);
    if (value === undefined || takers.includes(strategy)) continue;
    const path = `deployment.${field}`;
    const reason = `'${path}' is for strategy ${inWords(takers)}, got ${JSON.stringify(value)} with "${strategy}"; leave it out`;
    return { path, reason };
  }
  return strategy === "codeDeploy"
    ? (codeDeployConfigProblem(settings) ?? rangesProblem(others(settings)))
    : rangesProblem(settings);
}

/** CodeDeploy has its own ranges for the shift. */
function others({ terminationWaitMinutes, timeoutMinutes }: DeploymentSettings) {
  return { terminationWaitMinutes, timeoutMinutes };
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html */
function rangesProblem(settings: DeploymentSettings): Problem | undefined {
  for (const [field, [least, most, step, works]] of Object.entries(RANGES)) {
    const value = settings[field as StrategyField];
    if (typeof value !== "number") continue;
    // Tenths are not exact in binary: 0.3 / 0.1 is a little less than 3.
    const steps = value / step;
    const isStep = Math.abs(steps - Math.round(steps)) < 1e-6;
    if (value >= least && value <= most && isStep) continue;
    const path = `deployment.${field}`;
    const kind = step === 1 ? "a whole number" : `a multiple of ${step}`;
    const reason = `'${path}' must be ${kind} from ${least} to ${most}, got ${value}; ${works} works`;
    return { path, reason };
  }
  return undefined;
}

function inWords(strategies: readonly DeploymentStrategy[]): string {
  const quoted = strategies.map((strategy) => `"${strategy}"`);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} or ${last}`;
}
