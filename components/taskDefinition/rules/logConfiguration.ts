import type { Problem } from "../../rules/problem.js";
import { fargateContainerProblem } from "./fargateSupport.js";
import { outputProblem } from "./logRouter.js";
import type { AllowStatement } from "../../rules/policyDocument.js";
import type { AwsPlace } from "../../rules/awsPlace.js";

/** What the rules read of a container's own log driver: which options there are, and not what they say. */
export interface LoggingContainer {
  name: string;
  logConfiguration?:
    | {
        logDriver?: string | undefined;
        /** Names and values; a value that is no text is not known yet. */
        options?: Readonly<Record<string, unknown>> | undefined;
        /** Names of the options that are secrets. */
        secretOptions?: readonly string[] | undefined;
      }
    | undefined;
}

/** What a container's log driver hangs on. */
export interface LoggingPlatform {
  isFargate: boolean;
  isWindows: boolean;
  /** Whether the task has a log router, which program it is, and whether it has a configuration of its own. */
  hasLogRouter: boolean;
  routerType?: string | undefined;
  hasConfig: boolean;
}

const PATH = "logConfiguration";
const DRIVERS = [
  "awsfirelens",
  "awslogs",
  "fluentd",
  "gelf",
  "journald",
  "json-file",
  "splunk",
  "syslog",
];
/** Docker for Windows has no journal, and the log router is a container of Linux. */
const LINUX_DRIVERS = ["awsfirelens", "journald"];

/** Options of awslogs that Fargate takes; instances take those of their Docker. */
const AWSLOGS_OPTIONS = [
  "awslogs-create-group",
  "awslogs-datetime-format",
  "awslogs-group",
  "awslogs-multiline-pattern",
  "awslogs-region",
  "awslogs-stream-prefix",
  "max-buffer-size",
  "mode",
];

/** How lines are put together; of these one at most. */
const MULTILINE = "awslogs-multiline-pattern";
const DATETIME = "awslogs-datetime-format";

/** Options that drivers do not start without, each with a value that works; `undefined` for a secret. */
const NEEDED: Readonly<Record<string, Readonly<Record<string, string | undefined>>>> = {
  splunk: { "splunk-url": "https://splunk.example.com:8088", "splunk-token": undefined },
  gelf: { "gelf-address": "udp://logs.example.com:12201" },
};

/**
 * The first rule that a container's own log driver breaks, with the path below the container.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html
 */
export function logConfigurationProblem(
  container: LoggingContainer,
  platform: LoggingPlatform,
): Problem | undefined {
  const { name, logConfiguration } = container;
  if (!logConfiguration) return undefined;
  const { logDriver = "none", options = {}, secretOptions = [] } = logConfiguration;
  const driver = driverProblem(name, logDriver, platform);
  if (driver) return driver;
  const twice = secretOptions.find((key) => key in options);
  if (twice !== undefined) {
    const reason = `'${twice}' of container '${name}' stands in '${PATH}.options' and in '${PATH}.secretOptions'; leave it out of 'options'`;
    return { path: `${PATH}.options.${twice}`, reason };
  }
  if (logDriver === "awslogs") return awslogsProblem(name, options, platform);
  if (logDriver !== "awsfirelens") return neededProblem(name, logDriver, logConfiguration);
  if (!hasOwnOutput({ options, secretOptions })) return undefined;
  return outputProblem(options, {
    argument: `${PATH}.options`,
    of: ` of container '${name}'`,
    type: platform.routerType,
    hasConfig: platform.hasConfig,
  });
}

/** Whether a container's `awsfirelens` has an output of its own, in the place of the log router's. */
export function hasOwnOutput({
  options = {},
  secretOptions = [],
}: {
  options?: object | undefined;
  secretOptions?: object | undefined;
}): boolean {
  return Object.keys(options).length > 0 || Object.keys(secretOptions).length > 0;
}

function driverProblem(
  name: string,
  logDriver: string,
  { isFargate, isWindows, hasLogRouter }: LoggingPlatform,
): Problem | undefined {
  const path = `${PATH}.logDriver`;
  if (isFargate) {
    const problem = fargateContainerProblem({ name, logDriver });
    if (problem) return problem;
  }
  if (!DRIVERS.includes(logDriver)) {
    const reason = `'${path}' of container '${name}' must be one of ${DRIVERS.join(", ")}, got "${logDriver}"; "awslogs" works`;
    return { path, reason };
  }
  if (isWindows && LINUX_DRIVERS.includes(logDriver)) {
    const reason = `'${path}' of container '${name}' may not be "${logDriver}" for Windows; "awslogs" works`;
    return { path, reason };
  }
  if (logDriver !== "awsfirelens" || hasLogRouter) return undefined;
  const reason = `'${path}' of container '${name}' may be "awsfirelens" beside 'logRouter' alone, got none; add 'logRouter', or "awslogs" works`;
  return { path, reason };
}

function awslogsProblem(
  name: string,
  options: Readonly<Record<string, unknown>>,
  { isFargate }: LoggingPlatform,
): Problem | undefined {
  const keys = Object.keys(options);
  const unknown = keys.find((key) => !AWSLOGS_OPTIONS.includes(key));
  if (isFargate && unknown !== undefined) {
    const reason = `'${PATH}.options' of container '${name}' may hold ${AWSLOGS_OPTIONS.join(", ")} for awslogs on Fargate, got '${unknown}'; leave it out`;
    return { path: `${PATH}.options.${unknown}`, reason };
  }
  const ofGroup = ["awslogs-region", "awslogs-create-group"].find((key) => keys.includes(key));
  if (ofGroup !== undefined && !keys.includes("awslogs-group")) {
    const reason = `'${ofGroup}' of container '${name}' is for an 'awslogs-group' other than the task's, got none; leave it out`;
    return { path: `${PATH}.options.${ofGroup}`, reason };
  }
  if (!(MULTILINE in options) || !(DATETIME in options)) return undefined;
  const reason = `'${PATH}.options' of container '${name}' may hold one of ${MULTILINE} and ${DATETIME}, got both; leave one out`;
  return { path: `${PATH}.options.${DATETIME}`, reason };
}

function neededProblem(
  name: string,
  logDriver: string,
  { options = {}, secretOptions = [] }: NonNullable<LoggingContainer["logConfiguration"]>,
): Problem | undefined {
  for (const [key, works] of Object.entries(NEEDED[logDriver] ?? {})) {
    if (secretOptions.includes(key) || (key in options && works !== undefined)) continue;
    const list = works === undefined ? "secretOptions" : "options";
    const got = key in options ? "it in 'options', which all may read" : "none";
    const value =
      works === undefined
        ? `{ "${key}": { parameterName: "/orders/${key}" } }`
        : `{ "${key}": "${works}" }`;
    const reason = `'${PATH}.${list}' of container '${name}' must have '${key}' for ${logDriver}, got ${got}; ${value} works`;
    return { path: `${PATH}.${list}.${key}`, reason };
  }
  return undefined;
}

/** A container's own options that have a list of legal values or a form. */
export interface LogDelivery {
  name: string;
  logDriver?: string | undefined;
  mode?: string | undefined;
  maxBufferSize?: string | undefined;
}

/**
 * Why a driver would refuse what becomes of lines that come too fast, with the path below the container.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html
 */
export function logDeliveryProblem(delivery: LogDelivery): Problem | undefined {
  const { name, logDriver, mode, maxBufferSize: size } = delivery;
  // The options of the log router's outputs are those of Fluent Bit.
  if (logDriver === "awsfirelens") return undefined;
  const problem = (key: string, rule: string) => ({
    path: `${PATH}.options.${key}`,
    reason: `'${key}' of the log of container '${name}' ${rule}`,
  });
  if (mode !== undefined && mode !== "blocking" && mode !== "non-blocking") {
    return problem("mode", `must be blocking or non-blocking, got "${mode}"; leave it out`);
  }
  if (size === undefined) return undefined;
  if (mode === "blocking") {
    return problem(
      "max-buffer-size",
      `is for option 'mode' non-blocking, got "${size}" with blocking; leave it out`,
    );
  }
  if (/^[1-9]\d*[kmg]?$/i.test(size)) return undefined;
  return problem(
    "max-buffer-size",
    `must be a whole number with k, m or g, got ${JSON.stringify(size)}; "25m" works`,
  );
}

/** What the options of awslogs hang on. */
export interface AwslogsTarget {
  /** Name of the container. */
  container: string;
  logGroup: string;
  region: string;
}

/** Options of awslogs: those that are given, and what is written where nothing is said. */
export function awslogsOptions(
  { container, logGroup, region }: AwslogsTarget,
  given: Readonly<Record<string, string>> = {},
): Record<string, string> {
  // Written out since AWS changed the default: a slow log never stops the program, and 25 MiB may wait for it.
  const { mode = "non-blocking" } = given;
  return {
    "awslogs-group": logGroup,
    "awslogs-region": region,
    "awslogs-stream-prefix": container,
    mode,
    ...(mode === "non-blocking" && { "max-buffer-size": "25m" }),
    ...given,
  };
}

/** A log group of a container, as the options of awslogs say it. */
export interface LogGroup {
  group: string;
  region?: string | undefined;
  /** `true` where ECS makes it. */
  isMade?: string | undefined;
}

/**
 * What the execution role must be allowed for log groups that are not the task's.
 *
 * @param ownArn ARN of the task's log group, if any, which the role may write to anyway.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
 */
export function logGroupStatements(
  groups: readonly LogGroup[],
  place: AwsPlace,
  ownArn?: string,
): AllowStatement[] {
  const statements = new Map<string, AllowStatement>();
  for (const { group, region = place.region, isMade = "false" } of groups) {
    const arn = `arn:${place.partition}:logs:${region}:${place.account}:log-group:${group}`;
    const creates = isMade.toLowerCase() === "true";
    if (arn === ownArn && !creates) continue;
    statements.set(`${arn} ${creates}`, {
      actions: [
        ...(creates ? ["logs:CreateLogGroup"] : []),
        "logs:CreateLogStream",
        "logs:PutLogEvents",
      ],
      resources: creates ? [arn, `${arn}:*`] : [`${arn}:*`],
    });
  }
  return [...statements].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, statement]) => statement);
}
