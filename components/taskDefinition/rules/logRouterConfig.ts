import type { AllowStatement } from "../../rules/policyDocument.js";
import { distinct } from "../../rules/policyDocument.js";
import type { Problem } from "../../rules/problem.js";
import { environmentFileStatements } from "./environmentFile.js";

/** The programs that ECS sets up as a log router. */
export const LOG_ROUTER_TYPES = ["fluentbit", "fluentd"];

/** What makes a container a log router. */
export interface FirelensConfiguration {
  type: string;
  options: Record<string, string>;
}

/** What the rules read of a log router's configuration of its own. */
export interface RouterConfig {
  type?: string | undefined;
  configFile?: string | undefined;
  isFargate: boolean;
}

/** An object of S3, by its ARN. */
const S3_OBJECT = /^arn:aws[a-z-]*:s3:::[^/]+\/.+$/;

/**
 * Why ECS would not set up a log router with its type or its configuration file; nothing when it would.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef.html#firelens-taskdef-customconfig
 */
export function routerConfigProblem({
  type,
  configFile,
  isFargate,
}: RouterConfig): Problem | undefined {
  if (type !== undefined && !LOG_ROUTER_TYPES.includes(type)) {
    const reason = `'logRouter.type' must be ${LOG_ROUTER_TYPES.join(" or ")}, got ${JSON.stringify(type)}; leave it out for "fluentbit"`;
    return { path: "logRouter.type", reason };
  }
  if (configFile === undefined || configFile.startsWith("/")) return undefined;
  const path = "logRouter.configFile";
  if (!configFile.startsWith("arn:")) {
    const reason = `'${path}' must be an absolute path in the image, or the ARN of an object of S3, got ${JSON.stringify(configFile)}; "/${configFile}" works`;
    return { path, reason };
  }
  if (!S3_OBJECT.test(configFile)) {
    const reason = `'${path}' must be the ARN of an object of S3, or an absolute path in the image, got ${JSON.stringify(configFile)}; "arn:aws:s3:::settings/extra.conf" works`;
    return { path, reason };
  }
  if (!isFargate) return undefined;
  const reason = `'${path}' may not be of S3 on Fargate, got ${JSON.stringify(configFile)}; a path in the image works, or AWS's image "public.ecr.aws/aws-observability/aws-for-fluent-bit:init-2.32.4" with 'environment' { aws_fluent_bit_init_s3_1: ${JSON.stringify(configFile)} }`;
  return { path, reason };
}

/**
 * What makes a container the task's log router.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_FirelensConfiguration.html
 */
export function firelensConfiguration(router: {
  type?: string | undefined;
  configFile?: string | undefined;
  enableEcsLogMetadata?: boolean | undefined;
}): FirelensConfiguration {
  const { type = "fluentbit", configFile, enableEcsLogMetadata = true } = router;
  return {
    type,
    options: {
      "enable-ecs-log-metadata": String(enableEcsLogMetadata),
      ...(configFile !== undefined && {
        "config-file-type": configFile.startsWith("arn:") ? "s3" : "file",
        "config-file-value": configFile,
      }),
    },
  };
}

/** The variables by which AWS's init images are told of files in S3. */
const INIT_FILE = /^aws_fluent_bit_init_s3_\d+$/i;

/**
 * ARNs of the files that AWS's init images read by the task role before Fluent Bit starts.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-using-fluentbit.html
 */
export function initFiles<T>(environment: Readonly<Record<string, T>> = {}): T[] {
  return Object.entries(environment).flatMap(([name, arn]) => (INIT_FILE.test(name) ? [arn] : []));
}

/** What a role must be allowed, to read exactly the files in S3 among these. */
export function configFileStatements(files: readonly string[]): AllowStatement[] {
  return environmentFileStatements(distinct(files.filter((file) => S3_OBJECT.test(file))));
}
