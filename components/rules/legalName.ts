import type { Problem } from "./problem.js";

/** What AWS takes as a name. */
interface LegalName {
  pattern: RegExp;
  /** The pattern in words. */
  words: string;
  works: string;
  /** What a name must not begin with. */
  reserved?: RegExp;
}

const ECS: LegalName = {
  pattern: /^[A-Za-z0-9_-]{1,255}$/,
  words: "1 to 255 letters, digits, hyphens and underscores",
  works: "orders",
};

const BALANCER: LegalName = {
  pattern: /^(?=.{1,32}$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/,
  words: "1 to 32 letters, digits and hyphens, none at its ends",
  works: "orders",
};

/**
 * The names that AWS takes, by kind.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
 * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 * @see https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_CreateApplication.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCapacityProvider.html
 */
const LEGAL = {
  loadBalancer: { ...BALANCER, reserved: /^internal-/ },
  targetGroup: BALANCER,
  service: ECS,
  cluster: ECS,
  taskFamily: ECS,
  capacityProvider: { ...ECS, works: "cp-orders", reserved: /^(?:aws|ecs|fargate)/i },
  ecrRepository: {
    pattern:
      /^(?=.{2,256}$)[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/,
    words:
      "2 to 256 small letters and digits, parted by single dots, underscores, hyphens or slashes",
    works: "shop/orders",
  },
  logGroup: {
    pattern: /^[.\-_/#A-Za-z0-9]{1,512}$/,
    words: "1 to 512 letters, digits and characters of . - _ / #",
    works: "/ecs/orders",
  },
  iamRole: {
    pattern: /^[\w+=,.@-]{1,64}$/,
    words: "1 to 64 letters, digits and characters of _ + = , . @ -",
    works: "orders-task",
  },
  codeDeploy: { pattern: /^.{1,100}$/s, words: "1 to 100 characters", works: "orders" },
} as const satisfies Record<string, LegalName>;

/** Whether a text is a name as ECS takes it of services, containers, volumes and the rest. */
export function isEcsName(name: string): boolean {
  return ECS.pattern.test(name);
}

/** A kind of name whose rule is known. */
export type LegalNameKind = keyof typeof LEGAL;

/**
 * Why AWS would refuse a name; nothing when it would not, or when it is left out.
 *
 * @param path Name of the argument or property that holds it.
 */
export function legalNameProblem(
  kind: LegalNameKind,
  name: string | undefined,
  path: string,
): Problem | undefined {
  if (name === undefined) return undefined;
  const { pattern, words, works, reserved }: LegalName = LEGAL[kind];
  const shown = JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name);
  if (!pattern.test(name)) {
    const reason = `'${path}' must be ${words}, got ${shown} of ${name.length}; "${works}" works`;
    return { path, reason };
  }
  const start = reserved?.exec(name)?.[0];
  if (start === undefined) return undefined;
  const reason = `'${path}' must not begin with "${start}", which AWS keeps for itself, got ${shown}; "${works}" works`;
  return { path, reason };
}

/** Most tags of a resource, and most characters of a tag. */
const MOST_TAGS = 50;
const MOST_KEY = 128;
const MOST_VALUE = 256;

/** Why AWS would refuse so many tags; nothing when it would not. */
export function tagCountProblem(count: number): string | undefined {
  if (count <= MOST_TAGS) return undefined;
  return `'tags' must hold at most ${MOST_TAGS} tags, got ${count}; leave ${count - MOST_TAGS} out`;
}

/** Why AWS would refuse the key of a tag; nothing when it would not. */
export function tagKeyProblem(key: string): string | undefined {
  if (key.length > MOST_KEY || key === "") {
    return `a key of 'tags' must have 1 to ${MOST_KEY} characters, got ${JSON.stringify(key.slice(0, 40))} of ${key.length}; "team" works`;
  }
  if (!/^aws:/i.test(key)) return undefined;
  return `a key of 'tags' must not begin with "aws:", which AWS keeps for itself, got "${key}"; "team" works`;
}

/** Why AWS would refuse the value of a tag; nothing when it would not. */
export function tagValueProblem(key: string, value: string): string | undefined {
  if (value.length <= MOST_VALUE) return undefined;
  return `'tags.${key}' must have at most ${MOST_VALUE} characters, got ${value.length}; a shorter text works`;
}
