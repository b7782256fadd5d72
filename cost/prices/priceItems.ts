/**
 * Where a price stands in AWS's public price list. Attributes are the list's own; `usagetype` without the region's
 * prefix.
 *
 * @see https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-the-aws-price-list-bulk-api.html
 */
export interface PriceSelector {
  /** Code of the offer, such as `AmazonECS`. */
  offer: string;
  usagetype: string;
  operation?: string;
  family?: string;
  /** By how much the list's price is multiplied to be that of the item: the list has requests, the table millions. */
  factor?: number;
}

/** A price that the table has for each region. */
export interface PriceItem {
  /** Dotted name, such as `alb.hour`. */
  name: string;
  /** What it is for, such as `LCU-hour`. */
  unit: string;
  /** Absent for what the list does not have. */
  selector?: PriceSelector;
}

const MILLION = 1_000_000;
const TEN_THOUSAND = 10_000;

function item(name: string, unit: string, selector?: PriceSelector): PriceItem {
  return { name, unit, ...(selector && { selector }) };
}

const fargate = (name: string, unit: string, usagetype: string): PriceItem =>
  item(`fargate.${name}`, unit, { offer: "AmazonECS", usagetype });

const watch = (name: string, unit: string, usagetype: string): PriceItem =>
  item(`cloudwatch.${name}`, unit, { offer: "AmazonCloudWatch", usagetype });

const balancer = (name: string, unit: string, usagetype: string, kind: string): PriceItem =>
  item(name, unit, { offer: "AWSELB", usagetype, operation: `LoadBalancing:${kind}` });

const ec2 = (name: string, unit: string, usagetype: string, family: string): PriceItem =>
  item(name, unit, { offer: "AmazonEC2", usagetype, family });

/** What the table has a price of, in each region, in its order. */
export const PRICE_ITEMS: readonly PriceItem[] = [
  fargate("linuxX86.vcpuHour", "vCPU-hour", "Fargate-vCPU-Hours:perCPU"),
  fargate("linuxX86.gbHour", "GB-hour", "Fargate-GB-Hours"),
  fargate("linuxArm.vcpuHour", "vCPU-hour", "Fargate-ARM-vCPU-Hours:perCPU"),
  fargate("linuxArm.gbHour", "GB-hour", "Fargate-ARM-GB-Hours"),
  fargate("windows.vcpuHour", "vCPU-hour", "Fargate-Windows-vCPU-Hours:perCPU"),
  fargate("windows.gbHour", "GB-hour", "Fargate-Windows-GB-Hours"),
  fargate("windows.osLicenceVcpuHour", "licence of a vCPU-hour", "Fargate-Windows-OS-Hours:perCPU"),
  fargate("ephemeralGbHour", "GB-hour above 20 GB", "Fargate-EphemeralStorage-GB-Hours"),
  // Spot floats, and is in no list.
  item("fargate.linuxX86SpotSnapshot.vcpuHour", "vCPU-hour"),
  item("fargate.linuxX86SpotSnapshot.gbHour", "GB-hour"),
  item("fargate.linuxArmSpotSnapshot.vcpuHour", "vCPU-hour"),
  item("fargate.linuxArmSpotSnapshot.gbHour", "GB-hour"),
  balancer("alb.hour", "hour", "LoadBalancerUsage", "Application"),
  balancer("alb.lcuHour", "LCU-hour", "LCUUsage", "Application"),
  balancer("nlb.hour", "hour", "LoadBalancerUsage", "Network"),
  balancer("nlb.lcuHour", "NLCU-hour", "LCUUsage", "Network"),
  ec2("nat.hour", "hour", "NatGateway-Hours", "NAT Gateway"),
  ec2("nat.gb", "GB processed", "NatGateway-Bytes", "NAT Gateway"),
  item("interfaceEndpoint.hour", "hour of an endpoint in a zone", {
    offer: "AmazonVPC",
    usagetype: "VpcEndpoint-Hours",
  }),
  item("interfaceEndpoint.gb", "GB processed", {
    offer: "AmazonVPC",
    usagetype: "VpcEndpoint-Bytes",
  }),
  item("publicIpv4.hour", "hour of an address", {
    offer: "AmazonVPC",
    usagetype: "PublicIPv4:InUseAddress",
  }),
  watch("logsIngestGb", "GB taken in", "DataProcessing-Bytes"),
  watch("logsIngestInfrequentAccessGb", "GB taken in", "DataProcessingIA-Bytes"),
  watch("vendedLogsGb", "GB taken in", "VendedLog-Bytes"),
  watch("logsStorageGbMonth", "GB-month, compressed", "TimedStorage-ByteHrs"),
  watch("customMetricMonth", "metric-month", "CW:MetricMonitorUsage"),
  watch("containerInsightsEnhancedEcsMetricMonth", "metric-month", "CW:MetricsUsage"),
  watch("alarmStandardMonth", "alarm on a metric, a month", "CW:AlarmMonitorUsage"),
  watch("alarmHighResolutionMonth", "alarm on a metric, a month", "CW:HighResAlarmMonitorUsage"),
  watch("alarmCompositeMonth", "composite alarm, a month", "CW:CompositeAlarmMonitorUsage"),
  item("ecr.storageGbMonth", "GB-month", {
    offer: "AmazonECR",
    usagetype: "TimedStorage-ByteHrs",
  }),
  item("efs.standardGbMonth", "GB-month", {
    offer: "AmazonEFS",
    usagetype: "TimedStorage-ByteHrs",
    family: "Storage",
  }),
  item("efs.oneZoneGbMonth", "GB-month", {
    offer: "AmazonEFS",
    usagetype: "TimedStorage-Z-ByteHrs",
    family: "Storage",
  }),
  item("efs.provisionedThroughputMibsMonth", "MiB/s-month", {
    offer: "AmazonEFS",
    usagetype: "ProvisionedTP-MiBpsHrs",
  }),
  ec2("ebs.gp3GbMonth", "GB-month", "EBS:VolumeUsage.gp3", "Storage"),
  item("sqs.standardPerMillion", "million requests", {
    offer: "AWSQueueService",
    usagetype: "Requests-RBP",
    factor: MILLION,
  }),
  item("sqs.fifoPerMillion", "million requests", {
    offer: "AWSQueueService",
    usagetype: "Requests-FIFO-RBP",
    factor: MILLION,
  }),
  item("scheduler.perMillion", "million invocations", {
    offer: "AWSEvents",
    usagetype: "ScheduledInvocation",
    factor: MILLION,
  }),
  item("secretsManager.secretMonth", "secret-month", {
    offer: "AWSSecretsManager",
    usagetype: "AWSSecretsManager-Secrets",
  }),
  item("secretsManager.apiPer10k", "10,000 calls", {
    offer: "AWSSecretsManager",
    usagetype: "AWSSecretsManagerAPIRequest",
    factor: TEN_THOUSAND,
  }),
  item("kms.keyMonth", "key-month", { offer: "awskms", usagetype: "KMS-Keys" }),
  item("kms.requestsPer10k", "10,000 requests", {
    offer: "awskms",
    usagetype: "KMS-Requests",
    factor: TEN_THOUSAND,
  }),
  item("waf.webAclMonth", "web ACL, a month", { offer: "awswaf", usagetype: "WebACLV2" }),
  item("waf.ruleMonth", "rule-month", { offer: "awswaf", usagetype: "RuleV2" }),
  item("waf.requestsPerMillion", "million requests", {
    offer: "awswaf",
    usagetype: "RequestV2-Tier1",
    factor: MILLION,
  }),
];

/** What the price of an instance type is called in the table. */
export function instanceItem(type: string): string {
  return `ec2.${type}`;
}
