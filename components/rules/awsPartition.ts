/** The domain of each partition's services, in which ECR has its registries. */
const DNS_SUFFIXES: Readonly<Record<string, string>> = {
  aws: "amazonaws.com",
  "aws-cn": "amazonaws.com.cn",
  "aws-eusc": "amazonaws.eu",
  "aws-iso": "c2s.ic.gov",
  "aws-iso-b": "sc2s.sgov.gov",
  "aws-iso-e": "cloud.adc-e.uk",
  "aws-iso-f": "csp.hci.ic.gov",
  "aws-us-gov": "amazonaws.com",
};

/** How the regions of each partition but `aws` begin. */
const REGION_PREFIXES: readonly (readonly [prefix: string, partition: string])[] = [
  ["cn-", "aws-cn"],
  ["eusc-", "aws-eusc"],
  ["us-iso-", "aws-iso"],
  ["us-isob-", "aws-iso-b"],
  ["eu-isoe-", "aws-iso-e"],
  ["us-isof-", "aws-iso-f"],
  ["us-gov-", "aws-us-gov"],
];

/**
 * The partition that a region lies in.
 *
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
export function partitionOfRegion(region: string): string {
  return REGION_PREFIXES.find(([prefix]) => region.startsWith(prefix))?.[1] ?? "aws";
}

/** The domain of a partition's services, such as `amazonaws.com`. */
export function dnsSuffixOf(partition: string): string {
  return DNS_SUFFIXES[partition] ?? "amazonaws.com";
}

/** Whether a host lies in a domain of AWS's services: `amazonaws.com`, or that of another partition. */
export function isServiceDomain(suffix: string): boolean {
  return Object.values(DNS_SUFFIXES).includes(suffix);
}

/** Services whose endpoints bear the partition's own domain, where it is not `amazonaws.com`; the others of AWS's do not. */
const PARTITIONAL: readonly string[] = ["ecr.api", "ecr.dkr", "execute-api"];
/** Those that do so in China and the isolated regions besides, of what tasks call. */
const PARTITIONAL_ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  "aws-cn": [
    "application-autoscaling",
    "athena",
    "autoscaling",
    "cloudformation",
    "ebs",
    "ec2",
    "eks",
    "elasticache",
    "elasticfilesystem",
    "kinesis-streams",
    "lambda",
    "monitoring",
    "rds",
    "redshift",
    "redshift-data",
    "securityhub",
    "servicecatalog",
    "sqs",
    "states",
    "sts",
    "sync-states",
    "synthetics",
    "transfer",
    "xray",
  ],
  "aws-eusc": ["securityhub"],
  "aws-iso": ["autoscaling", "ebs", "ec2", "elasticfilesystem", "sns", "sqs"],
  "aws-iso-b": ["autoscaling", "ebs", "ec2", "elasticfilesystem", "sns", "sqs"],
  "aws-iso-e": ["ebs"],
  "aws-iso-f": ["ebs"],
};

/**
 * Name of a service as VPC endpoints have it. Gateways are `com.amazonaws…` in every partition.
 *
 * @param service Its last words, such as `ecr.api`.
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 * @see https://docs.amazonaws.cn/en_us/vpc/latest/privatelink/aws-services-cn-privatelink-support.html
 */
export function endpointServiceName(service: string, region: string): string {
  const partition = partitionOfRegion(region);
  const isPartitional = [...PARTITIONAL, ...(PARTITIONAL_ELSEWHERE[partition] ?? [])].includes(
    service,
  );
  const suffix = isPartitional ? dnsSuffixOf(partition) : "amazonaws.com";
  return `${suffix.split(".").reverse().join(".")}.${region}.${service}`;
}
