import { dnsSuffixOf, partitionOfRegion } from "../../../../components/rules/awsPartition.js";

/** The AWS account that an offline preview pretends to work in. */
export interface Account {
  /** 12 digits. */
  accountId: string;
  /** Such as `us-east-1`. */
  region: string;
}

/** Account number that AWS's own documentation uses. */
export const SAMPLE_ACCOUNT_ID = "123456789012";

/** Region of a stack that sets none. */
export const DEFAULT_REGION = "us-east-1";

/** The part of AWS that a region lies in. */
export interface Partition {
  /** As in ARNs, such as `aws`. */
  name: string;
  /** Such as `amazonaws.com`. */
  dnsSuffix: string;
}

/**
 * The partition of a region.
 *
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
export function partitionOf(region: string): Partition {
  const name = partitionOfRegion(region);
  return { name, dnsSuffix: dnsSuffixOf(name) };
}

/**
 * The first zones of a region.
 *
 * @param count How many.
 */
export function availabilityZones(region: string, count = 3): string[] {
  return Array.from({ length: count }, (_, i) => `${region}${"abcdef".charAt(i)}`);
}
