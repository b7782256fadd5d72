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
  /** Which program it is: Fluent Bit where nothing is said. */
  type?: string | undefined;
  /** Whether it has a configuration of its own, by a file or in an image that is not the default one. */
  hasConfig: boolean;
  /** Whether an image is given. */
  hasImage?: boolean | undefined;
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

/** Fluent Bit's older plugins of AWS, which say the target as the newer ones do but have defaults. */
const ALIASES: Readonly<Record<string, string>> = {
  cloudwatch: "cloudwatch_logs",
  firehose: "kinesis_firehose",
  kinesis: "kinesis_streams",
};

/** Fluentd's options that say the target where they are not Fluent Bit's. */
const FLUENTD_OPTIONS: Readonly<Record<string, string>> = {
  kinesis_firehose: "delivery_stream_name",
  kinesis_streams: "stream_name",
  s3: "s3_bucket",
};

/** An output of AWS and its target, as the options of Fluent Bit or of Fluentd say them. */
function awsOutput<T>(options: Readonly<Record<string, T>>) {
  const [bit, fluentd] = [option(options, "name"), option(options, "@type")];
  const given = String(bit ?? fluentd);
  const plugin = ALIASES[given] ?? given;
  const output = OUTPUTS[plugin];
  if (!output) return undefined;
  const key = bit === undefined ? (FLUENTD_OPTIONS[plugin] ?? output.option) : output.option;
  return { ...output, given: option(options, key) };
}

/** The first rule that a log router's arguments break. */
export function logRouterProblem(router: LogRouterOutline): Problem | undefined {
  const { options = {}, secretOptions } = router;
  if (router.type === "fluentd" && router.hasImage === false) {
    const reason = `'logRouter.image' must be given for 'type' "fluentd", since the default one is of Fluent Bit, got none; "fluent/fluentd:v1.18-1" works`;
    return { path: "logRouter.image", reason };
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
    type: router.type,
    hasConfig: router.hasConfig,
  });
}

/**
 * Why ECS would not take a log router that no container writes to; nothing when one does.
 *
 * @param logDrivers The containers' own drivers; `undefined` writes to the router.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html ("When a firelensConfiguration
 * object is specified, at least one container has to be configured with the awsfirelens log driver.")
 */
export function routerUseProblem(logDrivers: readonly (string | undefined)[]): Problem | undefined {
  if (logDrivers.some((driver) => driver === undefined || driver === "awsfirelens")) {
    return undefined;
  }
  const reason = `'logRouter' must have a container that writes to it, got 'logConfiguration.logDriver' ${logDrivers.map((driver) => JSON.stringify(driver)).join(", ")}; leave 'logRouter' out, or "awsfirelens" works`;
  return { path: "logRouter", reason };
}

/** Why a log router's own log cannot go where it is sent; nothing when it can. */
export function routerLogProblem(logDriver: string | undefined): Problem | undefined {
  if (logDriver !== "awsfirelens") return undefined;
  const path = "logRouter.logConfiguration.logDriver";
  const reason = `'${path}' may not be "awsfirelens", which is the router itself; "awslogs" works`;
  return { path, reason };
}

/** Where an output stands. */
interface OutputPlace {
  /** Path of the argument, and what messages say behind it. */
  argument: string;
  of: string;
  type?: string | undefined;
  hasConfig: boolean;
}

/**
 * Why an output of the log router is none; nothing when it may be one. A value that is no text is not known yet.
 *
 * @see https://docs.fluentbit.io/manual/pipeline/outputs
 */
export function outputProblem(
  options: Readonly<Record<string, unknown>>,
  { argument, of, type, hasConfig }: OutputPlace,
): Problem | undefined {
  const key = type === "fluentd" ? "@type" : "Name";
  const plugin = option(options, key.toLowerCase());
  if (plugin === undefined) {
    if (hasConfig) return undefined;
    const works =
      key === "Name"
        ? '{ Name: "cloudwatch_logs", region: "eu-west-1", log_group_name: "orders", log_stream_prefix: "app-" }'
        : '{ "@type": "cloudwatch_logs", region: "eu-west-1", log_group_name: "orders" }';
    const reason = `'${argument}'${of} must have the output plugin as '${key}' unless there is a 'configFile', got none; ${works} works`;
    return { path: argument, reason };
  }
  // Whether the task role has a policy at all hangs on the plugin, so that it must be known.
  if (typeof plugin !== "string") {
    const reason = `'${key}' of '${argument}'${of} must be plain text, got an output; "cloudwatch_logs" works`;
    return { path: `${argument}.${key}`, reason };
  }
  const output = key === "Name" ? OUTPUTS[plugin] : undefined;
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
  const output = awsOutput(options);
  if (output?.given === undefined) return [];
  const { given } = output;
  // The target is then another account's, which that role may write to.
  const role = option(options, "role_arn");
  if (role !== undefined) return [{ actions: ["sts:AssumeRole"], resources: [role] }];
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
  return awsOutput(options)?.given !== undefined;
}

/** An option's value by its key in lower case; Fluent Bit takes its keys in any letter case. */
export function option<T>(options: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.entries(options).find(([name]) => name.toLowerCase() === key)?.[1];
}
