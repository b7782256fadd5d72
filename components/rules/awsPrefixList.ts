import type { GroupRule } from "./groupRuleCount.js";

/**
 * Rules that a prefix list of AWS counts as, by the end of its name.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html#aws-managed-prefix-list-weights
 */
const WEIGHTS: ReadonlyMap<string, number> = new Map([
  ["cloudfront.origin-facing", 55],
  ["dynamodb", 1],
  ["ec2-instance-connect", 2],
  ["groundstation", 5],
  ["route53-healthchecks", 25],
  ["s3", 1],
  ["s3express", 6],
  ["vpc-lattice", 10],
]);

/** CloudFront's list of IPv4 in the regions where most are, which programs name by its id. */
const CLOUDFRONT = new Set([
  ...["pl-3b927c52", "pl-b6a144df", "pl-4ea04527", "pl-82a045eb"],
  ...["pl-4fa04526", "pl-93a247fa", "pl-a3a144ca"],
  ...["pl-31a34658", "pl-b8a742d1", "pl-58a04531"],
]);

/** What a prefix list of AWS counts as, by its name, such as `com.amazonaws.eu-west-1.s3`; nothing for other lists. */
export function awsListRule(name: string): GroupRule | undefined {
  const [, ipv6, service = ""] = /^com\.amazonaws\.[a-z0-9-]+\.(ipv6\.)?(.+)$/.exec(name) ?? [];
  const entries = WEIGHTS.get(service);
  return entries === undefined ? undefined : { entries, family: ipv6 ? "IPv6" : "IPv4" };
}

/** Names of the prefix lists of AWS in a region. */
export function awsListNames(region: string): string[] {
  return [...WEIGHTS.keys()].flatMap((service) => {
    const place = service.startsWith("cloudfront.") ? "global" : region;
    return [`com.amazonaws.${place}.${service}`, `com.amazonaws.${place}.ipv6.${service}`];
  });
}

/** What a prefix list of AWS counts as, by its id, where it is a well-known one. */
export function knownListRule(id: string): GroupRule | undefined {
  return CLOUDFRONT.has(id)
    ? awsListRule("com.amazonaws.global.cloudfront.origin-facing")
    : undefined;
}
