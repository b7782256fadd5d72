import { createHash } from "node:crypto";

/** What a kind of physical name allows. */
interface NameRule {
  /** Longest name, in characters. */
  limit: number;
  /** Characters that are replaced by `-`. */
  illegal: RegExp;
  /** Put in front of every name of the kind. */
  prefix?: string;
  lowerCase?: boolean;
}

/**
 * The kinds of names that Slipway gives, with each one's limit and alphabet.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-instance-profile.html
 * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
 * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreatePullThroughCacheRule.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
 * @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCapacityProvider.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
 * @see https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_CreateApplication.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
const RULES = {
  loadBalancer: { limit: 32, illegal: /[^A-Za-z0-9-]+/g },
  targetGroup: { limit: 32, illegal: /[^A-Za-z0-9-]+/g },
  iamRole: { limit: 64, illegal: /[^A-Za-z0-9_-]+/g },
  // AWS's policy for the role that runs managed instances hands on just roles with this beginning.
  managedInstanceRole: { limit: 64, illegal: /[^A-Za-z0-9_-]+/g, prefix: "ecsInstanceRole-" },
  bucket: { limit: 63, illegal: /[^a-z0-9-]+/g, lowerCase: true },
  queue: { limit: 80, illegal: /[^A-Za-z0-9_-]+/g },
  schedule: { limit: 64, illegal: /[^A-Za-z0-9_.-]+/g },
  service: { limit: 255, illegal: /[^A-Za-z0-9_-]+/g },
  alarm: { limit: 255, illegal: /[^A-Za-z0-9_.-]+/g },
  codeDeploy: { limit: 100, illegal: /[^A-Za-z0-9_-]+/g },
  taskFamily: { limit: 255, illegal: /[^A-Za-z0-9_-]+/g },
  ecrRepository: { limit: 256, illegal: /[^a-z0-9]+/g, lowerCase: true },
  ecrCachePrefix: { limit: 30, illegal: /[^a-z0-9]+/g, lowerCase: true },
  liveImageTag: { limit: 128, illegal: /[^A-Za-z0-9_.-]+/g, prefix: "live-" },
  logGroup: { limit: 512, illegal: /[^A-Za-z0-9_.-]+/g, prefix: "/ecs/" },
  autoScalingGroup: { limit: 255, illegal: /[^A-Za-z0-9_-]+/g },
  // ECS takes no name that starts with aws, ecs or fargate.
  capacityProvider: { limit: 255, illegal: /[^A-Za-z0-9_-]+/g, prefix: "cp-" },
} as const satisfies Record<string, NameRule>;

/** A kind of physical name. */
export type NameKind = keyof typeof RULES;

const HASH_LENGTH = 8;

/**
 * A physical name of AWS for a list of parts: legal for its kind, within its limit, the same on every run, and different
 * for different parts, which a hash at its end sees to.
 *
 * @param kind What is named.
 * @param parts What a person shall read in the name, most important first: it is cut at the end when it is too long.
 * @param distinguish What the name must change with beside its parts. A field that forces a replacement belongs here:
 * the new resource then has another name and is created before the old one goes.
 */
export function physicalName(
  kind: NameKind,
  parts: readonly string[],
  distinguish: readonly (string | number)[] = [],
): string {
  const rule: NameRule = RULES[kind];
  const hash = createHash("sha256")
    .update(JSON.stringify([parts, distinguish]))
    .digest("hex")
    .slice(0, HASH_LENGTH);
  const prefix = rule.prefix ?? "";
  const room = rule.limit - prefix.length - HASH_LENGTH - 1;
  const slug = readable(parts, rule).slice(0, room).replace(/-+$/, "");
  return `${prefix}${slug === "" ? "x" : slug}-${hash}`;
}

/** The parts in the kind's alphabet; a part that stands there already is left out. */
function readable(parts: readonly string[], rule: NameRule): string {
  const seen = parts.filter((part, i) => parts.indexOf(part) === i);
  const joined = rule.lowerCase ? seen.join("-").toLowerCase() : seen.join("-");
  return joined
    .replace(rule.illegal, "-")
    .replace(/-{2,}/g, "-")
    .replace(/^[-_.]+/, "")
    .replace(/^internal-/i, "");
}
