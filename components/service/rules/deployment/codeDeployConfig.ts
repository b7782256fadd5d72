import type { Problem } from "../../../rules/problem.js";

/** How CodeDeploy moves requests, as plain values. */
export interface CodeDeployShift {
  codeDeployConfigName?: string | undefined;
  canaryPercent?: number | undefined;
  canaryBakeTimeMinutes?: number | undefined;
  linearStepPercent?: number | undefined;
  linearStepBakeTimeMinutes?: number | undefined;
}

/** A configuration that AWS has, or one that has to be made. */
export type CodeDeployConfig =
  | { name: string }
  | { type: "TimeBasedCanary" | "TimeBasedLinear"; percentage: number; interval: number };

/** Moves all requests in one step. */
export const ALL_AT_ONCE = "CodeDeployDefault.ECSAllAtOnce";

const CANARY = { percent: 10, minutes: 5 };
const LINEAR = { percent: 10, minutes: 1 };

/**
 * The configurations that every account has.
 *
 * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
 */
const PREDEFINED = new Map([
  ["TimeBasedCanary 10 5", "CodeDeployDefault.ECSCanary10Percent5Minutes"],
  ["TimeBasedCanary 10 15", "CodeDeployDefault.ECSCanary10Percent15Minutes"],
  ["TimeBasedLinear 10 1", "CodeDeployDefault.ECSLinear10PercentEvery1Minutes"],
  ["TimeBasedLinear 10 3", "CodeDeployDefault.ECSLinear10PercentEvery3Minutes"],
]);

/** How CodeDeploy moves requests: all at once where nothing is said. */
export function codeDeployConfig(shift: CodeDeployShift): CodeDeployConfig {
  if (shift.codeDeployConfigName !== undefined) return { name: shift.codeDeployConfigName };
  const timed = timedShift(shift);
  if (!timed) return { name: ALL_AT_ONCE };
  const name = PREDEFINED.get(`${timed.type} ${timed.percentage} ${timed.interval}`);
  return name === undefined ? timed : { name };
}

/** Minutes that CodeDeploy spends waiting between steps. A configuration of one's own may wait as long as it likes. */
export function codeDeployMinutes(shift: CodeDeployShift): number {
  const timed = timedShift(shift);
  if (!timed) return 0;
  const steps = timed.type === "TimeBasedCanary" ? 1 : Math.ceil(100 / timed.percentage) - 1;
  return steps * timed.interval;
}

/**
 * Whether a configuration that every account has is for instances or functions: the rules of one are "different, depending on
 * whether you deploy to an EC2/On-Premises compute platform, AWS Lambda compute platform, or Amazon ECS compute platform", and
 * those for ECS say so by their names.
 *
 * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
 */
export function isOfOtherPlatform(configName: string): boolean {
  return configName.startsWith("CodeDeployDefault.") && !configName.includes(".ECS");
}

/** Why CodeDeploy cannot move requests like this; nothing when it can. */
export function codeDeployConfigProblem(shift: CodeDeployShift): Problem | undefined {
  const { codeDeployConfigName, canaryPercent, canaryBakeTimeMinutes } = shift;
  const { linearStepPercent, linearStepBakeTimeMinutes } = shift;
  const given = Object.entries({
    codeDeployConfigName,
    canaryPercent: canaryPercent ?? canaryBakeTimeMinutes,
    linearStepPercent: linearStepPercent ?? linearStepBakeTimeMinutes,
  }).filter(([, value]) => value !== undefined);
  const [first, second] = given;
  if (first && second) {
    const path = `deployment.${second[0]}`;
    const reason = `'${path}' does not go with '${first[0]}', got ${JSON.stringify(second[1])}; leave one out`;
    return { path, reason };
  }
  if (codeDeployConfigName !== undefined && isOfOtherPlatform(codeDeployConfigName)) {
    const path = "deployment.codeDeployConfigName";
    const reason = `'${path}' must be a configuration for ECS, got ${JSON.stringify(codeDeployConfigName)}; "${ALL_AT_ONCE}" works`;
    return { path, reason };
  }
  return (
    wholeProblem("canaryPercent", canaryPercent, 99, 10) ??
    wholeProblem("linearStepPercent", linearStepPercent, 99, 10) ??
    wholeProblem("canaryBakeTimeMinutes", canaryBakeTimeMinutes, 2880, 5) ??
    wholeProblem("linearStepBakeTimeMinutes", linearStepBakeTimeMinutes, 2880, 1)
  );
}

function timedShift(shift: CodeDeployShift) {
  const { canaryPercent, canaryBakeTimeMinutes } = shift;
  const { linearStepPercent, linearStepBakeTimeMinutes } = shift;
  if (canaryPercent !== undefined || canaryBakeTimeMinutes !== undefined) {
    return {
      type: "TimeBasedCanary" as const,
      percentage: canaryPercent ?? CANARY.percent,
      interval: canaryBakeTimeMinutes ?? CANARY.minutes,
    };
  }
  if (linearStepPercent === undefined && linearStepBakeTimeMinutes === undefined) return undefined;
  return {
    type: "TimeBasedLinear" as const,
    percentage: linearStepPercent ?? LINEAR.percent,
    interval: linearStepBakeTimeMinutes ?? LINEAR.minutes,
  };
}

function wholeProblem(
  field: string,
  value: number | undefined,
  most: number,
  works: number,
): Problem | undefined {
  if (value === undefined || (Number.isInteger(value) && value >= 1 && value <= most)) {
    return undefined;
  }
  const path = `deployment.${field}`;
  const reason = `'${path}' must be a whole number from 1 to ${most} for CodeDeploy, got ${value}; ${works} works`;
  return { path, reason };
}
