import type { Problem } from "../../rules/problem.js";
import { firstItemProblem } from "../../rules/problem.js";

/** A limit of the operating system; -1 is without limit. */
export interface UlimitSpec {
  name: string;
  softLimit: number;
  hardLimit?: number | undefined;
}

/** Whether ECS starts a container again by itself. */
export interface RestartPolicySpec {
  enabled?: boolean | undefined;
  ignoredExitCodes?: readonly number[] | undefined;
  restartAttemptPeriodSeconds?: number | undefined;
}

/** Linux capabilities beyond or below Docker's default. */
export interface CapabilitiesSpec {
  add?: readonly string[] | undefined;
  drop?: readonly string[] | undefined;
}

/** The settings of a container that have a range or a list of legal values. */
export interface ContainerSettings {
  name: string;
  versionConsistency?: string | undefined;
  ulimits?: readonly UlimitSpec[] | undefined;
  restartPolicy?: RestartPolicySpec | undefined;
  healthCheck?: HealthCheckSettings | undefined;
}

/** Numbers of a health check: seconds, and failures in a row. */
export interface HealthCheckSettings {
  interval?: number | undefined;
  timeout?: number | undefined;
  retries?: number | undefined;
  startPeriod?: number | undefined;
}

/** The first setting of a task's containers that is out of its range. */
export function containerSettingsProblem(
  containers: readonly ContainerSettings[],
): Problem | undefined {
  return firstItemProblem("containers", containers, settingProblem);
}

function settingProblem(container: ContainerSettings): Problem | undefined {
  const { name, versionConsistency: version } = container;
  if (version !== undefined && version !== "enabled" && version !== "disabled") {
    const reason = `'versionConsistency' of container '${name}' must be enabled or disabled, got "${version}"; leave it out for "enabled"`;
    return { path: "versionConsistency", reason };
  }
  return ulimitProblem(container) ?? restartProblem(container) ?? healthCheckProblem(container);
}

const ULIMITS =
  "core, cpu, data, fsize, locks, memlock, msgqueue, nice, nofile, nproc, rss, rtprio, rttime, sigpending, stack";
const MOST_FILES = 1048576;

function ulimitProblem({ name, ulimits = [] }: ContainerSettings): Problem | undefined {
  for (const [i, { name: limit, softLimit, hardLimit = softLimit }] of ulimits.entries()) {
    const path = `ulimits[${i}]`;
    const of = `of ulimit '${limit}' of container '${name}'`;
    if (!ULIMITS.split(", ").includes(limit)) {
      const reason = `'name' of a ulimit of container '${name}' must be one of ${ULIMITS}, got "${limit}"; "nofile" works`;
      return { path: `${path}.name`, reason };
    }
    if (ulimits.findIndex((other) => other.name === limit) < i) {
      const reason = `'name' must differ between the ulimits of container '${name}', got "${limit}" twice; leave one out`;
      return { path: `${path}.name`, reason };
    }
    for (const [argument, value] of Object.entries({ softLimit, hardLimit })) {
      const most = limit === "nofile" ? MOST_FILES : Infinity;
      if (Number.isInteger(value) && value >= -1 && unlimited(value) <= most) continue;
      const rule =
        limit === "nofile" ? `from 0 to ${MOST_FILES}` : "of at least 0, or -1 for no limit";
      const reason = `'${argument}' ${of} must be a whole number ${rule}, got ${value}; 65535 works`;
      return { path: `${path}.${argument}`, reason };
    }
    if (unlimited(softLimit) > unlimited(hardLimit)) {
      const reason = `'softLimit' ${of} must not be above its 'hardLimit' of ${hardLimit}, got ${softLimit}; ${hardLimit} works`;
      return { path: `${path}.softLimit`, reason };
    }
  }
  return undefined;
}

const unlimited = (limit: number) => (limit === -1 ? Infinity : limit);

function restartProblem({ name, restartPolicy }: ContainerSettings): Problem | undefined {
  const { ignoredExitCodes: codes = [], restartAttemptPeriodSeconds: seconds } =
    restartPolicy ?? {};
  if (new Set(codes).size > 50) {
    const reason = `'restartPolicy.ignoredExitCodes' of container '${name}' must hold at most 50 exit codes, got ${new Set(codes).size}; leave some out`;
    return { path: "restartPolicy.ignoredExitCodes", reason };
  }
  for (const [i, code] of codes.entries()) {
    if (Number.isInteger(code) && code >= 0 && code <= 255) continue;
    const reason = `'restartPolicy.ignoredExitCodes' of container '${name}' must be whole numbers from 0 to 255, got ${code}; 0 works`;
    return { path: `restartPolicy.ignoredExitCodes[${i}]`, reason };
  }
  return rangeProblem("restartPolicy.restartAttemptPeriodSeconds", name, seconds, {
    min: 60,
    max: 1800,
    unit: " seconds",
  });
}

/** What the rules read of a container's health check command. */
export interface CheckedContainer {
  name: string;
  healthCheck?: { command?: readonly string[] | undefined } | undefined;
}

/**
 * Why ECS would not take the command of a container's health check, or Docker could never run it; nothing when both would.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
 */
export function healthCommandProblem({ name, healthCheck }: CheckedContainer): Problem | undefined {
  const command = healthCheck?.command;
  if (!command) return undefined;
  const [how, ...what] = command;
  const path = "healthCheck.command";
  const shell = how?.toUpperCase();
  if (how !== "CMD" && how !== "CMD-SHELL") {
    const works = JSON.stringify(
      shell === "CMD" || shell === "CMD-SHELL"
        ? [shell, ...what]
        : what.length > 0
          ? ["CMD", ...command]
          : ["CMD-SHELL", how ?? "curl -f http://localhost/"],
    );
    const reason = `'${path}' of container '${name}' must start with "CMD" or "CMD-SHELL", got ${JSON.stringify(command)}; ${works} works`;
    return { path, reason };
  }
  if (what.length > 0) return undefined;
  const reason = `'${path}' of container '${name}' must have a command behind "${how}", got none; ["CMD-SHELL", "curl -f http://localhost/ || exit 1"] works`;
  return { path, reason };
}

/** Ranges of a health check's numbers (O5). */
const HEALTH_CHECK = {
  interval: { min: 5, max: 300, unit: " seconds" },
  timeout: { min: 2, max: 60, unit: " seconds" },
  retries: { min: 1, max: 10, unit: "" },
  startPeriod: { min: 0, max: 300, unit: " seconds" },
} as const;

/**
 * Why ECS would refuse the numbers of a container's health check; nothing when it would not.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
 */
export function healthCheckProblem({
  name,
  healthCheck,
}: Pick<ContainerSettings, "name" | "healthCheck">): Problem | undefined {
  if (!healthCheck) return undefined;
  const { interval, timeout, retries, startPeriod } = healthCheck;
  for (const [key, value] of Object.entries({ interval, timeout, retries, startPeriod })) {
    const range = HEALTH_CHECK[key as keyof typeof HEALTH_CHECK];
    const problem = rangeProblem(`healthCheck.${key}`, name, value, range);
    if (problem) return problem;
  }
  const { interval: every = 30, timeout: within = 5 } = healthCheck;
  if (within < every) return undefined;
  const given = timeout === undefined ? "interval" : "timeout";
  const reason =
    given === "timeout"
      ? `'healthCheck.timeout' of container '${name}' must be below its 'interval' of ${every} seconds, got ${within}; ${every > 5 ? 5 : every - 1} works`
      : `'healthCheck.interval' of container '${name}' must be above its 'timeout' of ${within} seconds, got ${every}; 30 works`;
  return { path: `healthCheck.${given}`, reason };
}

interface Range {
  min: number;
  max: number;
  unit: string;
}

function rangeProblem(
  path: string,
  container: string,
  value: number | undefined,
  { min, max, unit }: Range,
): Problem | undefined {
  if (value === undefined || (Number.isInteger(value) && value >= min && value <= max)) {
    return undefined;
  }
  const nearest = value > max ? max : min;
  const reason = `'${path}' of container '${container}' must be a whole number from ${min} to ${max}${unit}, got ${value}; ${nearest} works`;
  return { path, reason };
}
