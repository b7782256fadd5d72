import type { AllowStatement } from "../../rules/policyDocument.js";
import type { AwsPlace } from "../../rules/awsPlace.js";
import type { Problem } from "../../rules/problem.js";

/** Name of the container that sends the others' log on. */
export const LOG_ROUTER = "log-router";

/** What a log router takes where nothing is said; memory in MiB. */
export const LOG_ROUTER_DEFAULTS = {
  image: "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.32.4",
  memory: 128,
  memoryReservation: 50,
} as const;

/** What the rules read of a log router. */
export interface LogRouterOutline {
  /** Names and values; a value that is no text is not known yet. */
  options?: Readonly<Record<string, unknown>> | undefined;
  /** Names of the options that are secrets. */
  secretOptions: readonly string[];
  configFile?: unknown;
  /**
   * Whether a container writes to this output, and not to one of its own.
   *
   * @default true
   */
  isUsed?: boolean | undefined;
}

/** The output plugins that write to AWS: the option that names the target, and what writing to it needs. */
const OUTPUTS: Readonly<
  Record<string, { option: string; actions: string[]; service: string; target: string }>
> = {
  cloudwatch_logs: {
    option: "log_group_name",
    actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
    service: "logs",
    target: "log-group:",
  },
  kinesis_firehose: {
    option: "delivery_stream",
    actions: ["firehose:PutRecordBatch"],
    service: "firehose",
    target: "deliverystream/",
  },
  kinesis_streams: {
    option: "stream",
    actions: ["kinesis:PutRecords"],
    service: "kinesis",
    target: "stream/",
  },
  s3: { option: "bucket", actions: ["s3:PutObject"], service: "s3", target: "" },
};

/** The first rule that a log router's arguments break. */
export function logRouterProblem(router: LogRouterOutline): Problem | undefined {
  const { options = {}, secretOptions, configFile } = router;
  if (typeof configFile === "string" && !configFile.startsWith("/")) {
    const reason = `'logRouter.configFile' must be an absolute path in the image, got ${JSON.stringify(configFile)}; "/${configFile}" works`;
    return { path: "logRouter.configFile", reason };
  }
  const twice = secretOptions.find((name) => name in options);
  if (twice !== undefined) {
    const reason = `'${twice}' stands in 'logRouter.options' and in 'logRouter.secretOptions'; leave it out of 'options'`;
    return { path: `logRouter.options.${twice}`, reason };
  }
  if (router.isUsed === false && Object.keys(options).length === 0) return undefined;
  return outputProblem(options, {
    argument: "logRouter.options",
    of: "",
    hasConfigFile: configFile !== undefined,
  });
}

/** Where an output stands. */
interface OutputPlace {
  /** Path of the argument, and what messages say behind it. */
  argument: string;
  of: string;
  hasConfigFile: boolean;
}

/**
 * Why an output of the log router is none; nothing when it may be one. A value that is no text is not known yet.
 *
 * @see https://docs.fluentbit.io/manual/pipeline/outputs
 */
export function outputProblem(
  options: Readonly<Record<string, unknown>>,
  { argument, of, hasConfigFile }: OutputPlace,
): Problem | undefined {
  const plugin = option(options, "name");
  if (plugin === undefined) {
    if (hasConfigFile) return undefined;
    const reason = `'${argument}'${of} must have the output plugin as 'Name' unless there is a 'configFile', got none; { Name: "cloudwatch_logs", region: "eu-west-1", log_group_name: "orders", log_stream_prefix: "app-" } works`;
    return { path: argument, reason };
  }
  // Whether the task role has a policy at all hangs on the plugin, so that it must be known.
  if (typeof plugin !== "string") {
    const reason = `'Name' of '${argument}'${of} must be plain text, got an output; "cloudwatch_logs" works`;
    return { path: `${argument}.Name`, reason };
  }
  const output = OUTPUTS[plugin];
  if (!output || option(options, output.option) !== undefined) return undefined;
  const reason = `'${argument}'${of} must have '${output.option}' when 'Name' is "${plugin}", got none; add the target's name`;
  return { path: `${argument}.${output.option}`, reason };
}

/**
 * What the task role must be allowed for the target of the log: nothing where the output is none of AWS's.
 *
 * @see https://docs.fluentbit.io/manual/pipeline/outputs/cloudwatch
 */
export function logRouterStatements(
  options: Readonly<Record<string, string>>,
  place: AwsPlace,
): AllowStatement[] {
  const output = OUTPUTS[option(options, "name") ?? ""];
  const given = output && option(options, output.option);
  if (!output || given === undefined) return [];
  // A name may hold variables of Fluent Bit, which are filled in line by line.
  const target = given.replace(/\$.*$/, "*");
  if (output.service === "s3") {
    return [{ actions: output.actions, resources: [`arn:${place.partition}:s3:::${target}/*`] }];
  }
  const region = option(options, "region") ?? place.region;
  const arn = `arn:${place.partition}:${output.service}:${region}:${place.account}:${output.target}${target}`;
  if (output.service !== "logs") return [{ actions: output.actions, resources: [arn] }];
  const creates = /^(true|on|yes)$/i.test(option(options, "auto_create_group") ?? "");
  const actions = [...(creates ? ["logs:CreateLogGroup"] : []), ...output.actions];
  return [{ actions, resources: [arn, `${arn}:*`] }];
}

/** What the task role must be allowed for the targets of several outputs, each once. */
export function logOutputStatements(
  outputs: readonly Readonly<Record<string, string>>[],
  place: AwsPlace,
): AllowStatement[] {
  const statements = outputs.flatMap((options) => logRouterStatements(options, place));
  return [...new Map(statements.map((one) => [JSON.stringify(one), one])).values()];
}

/** Whether the task role needs anything for the target of the log. */
export function writesToAws(options: Readonly<Record<string, unknown>> = {}): boolean {
  return String(option(options, "name")) in OUTPUTS;
}

/** An option's value; Fluent Bit takes its keys in any letter case. */
export function option<T>(options: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.entries(options).find(([name]) => name.toLowerCase() === key)?.[1];
}

/**
 * What makes a container the task's log router.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_FirelensConfiguration.html
 */
export function firelensConfiguration(router: {
  configFile?: string | undefined;
  enableEcsLogMetadata?: boolean | undefined;
}): FirelensConfiguration {
  const { configFile, enableEcsLogMetadata = true } = router;
  return {
    type: "fluentbit",
    options: {
      "enable-ecs-log-metadata": String(enableEcsLogMetadata),
      ...(configFile !== undefined && {
        "config-file-type": "file",
        "config-file-value": configFile,
      }),
    },
  };
}

/** What makes a container a log router. */
export interface FirelensConfiguration {
  type: string;
  options: Record<string, string>;
}
