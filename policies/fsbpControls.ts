import type { Severity } from "./rule.js";

/** A control of Security Hub's standard: the rule that has it among its sources, or why none has. */
type FsbpControl = (
  | { readonly rule: string; readonly severity: Severity }
  | { readonly reason: string }
) & {
  /** What the control, its severity or its place in the standard was taken from, where AWS's own page could not be read for it. */
  readonly unconfirmed?: string;
};

const by = (rule: string, severity: Severity): FsbpControl => ({ rule, severity });

const without = (reason: string, ...ids: readonly string[]): Record<string, FsbpControl> =>
  Object.fromEntries(ids.map((id) => [id, { reason }]));

/** A control that is newer than the standard's list that could be read. */
const inferred = (control: FsbpControl): FsbpControl => ({
  ...control,
  unconfirmed:
    "its page gives it, and no requirement of another standard; the list of the standard that could be read is older",
});

/** Ids of one service. */
const of = (service: string, ...numbers: readonly number[]): string[] =>
  numbers.map((number) => `${service}.${number}`);

/**
 * The controls of "AWS Foundational Security Best Practices" for the services that the pack judges, with the severity that
 * Security Hub gives them. The profile `fsbp` is made of these: what is of other standards alone (ECS.13 to ECS.15 and ECS.17,
 * ECR.4, ECR.5, ELB.16, AutoScaling.10, CloudWatch.16) is none.
 *
 * Read in November 2026 in stored copies of the user guide: each severity on the page of the service's controls
 * (autoscaling-, ec2-, ecr-, ecs-, efs-, elb-, iam- and sqs-controls), what belongs to the standard on its own page, and the
 * place of ECS.19 and EC2.182 on the page of the types that the standard needs (controls-config-resources). What none of them
 * says has `unconfirmed`, which the page of coverage shows.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/fsbp-standard.html#fsbp-controls
 */
export const FSBP_CONTROLS: Readonly<Record<string, FsbpControl>> = {
  ...without(
    "retired: the page of ECS's controls has it no more; ECS.4, ECS.20 and ECS.21 took its place",
    "ECS.1",
  ),
  "ECS.2": by("ecs-no-public-ip", "high"),
  "ECS.3": by("ecs-no-host-namespaces", "high"),
  "ECS.4": by("ecs-no-privileged", "high"),
  "ECS.5": by("ecs-readonly-root", "high"),
  "ECS.8": by("ecs-no-plaintext-secrets", "high"),
  "ECS.9": by("ecs-logging-required", "high"),
  "ECS.10": by("ecs-platform-version-latest", "medium"),
  "ECS.12": by("ecs-container-insights", "medium"),
  "ECS.16": by("ecs-no-public-ip", "high"),
  "ECS.18": inferred(by("ecs-efs-transit-encryption", "medium")),
  "ECS.19": by("capacity-provider-protected", "medium"),
  "ECS.20": inferred(by("ecs-non-root-user", "medium")),
  "ECS.21": inferred(by("ecs-non-root-user", "medium")),
  "ECR.1": by("ecr-scan-on-push", "high"),
  "ECR.2": by("ecr-immutable-tags", "medium"),
  "ECR.3": by("ecr-lifecycle-policy", "medium"),
  "ELB.1": by("lb-https-only", "medium"),
  "ELB.4": by("alb-header-hardening", "medium"),
  "ELB.5": by("lb-access-logs", "medium"),
  "ELB.6": by("lb-deletion-protection", "medium"),
  "ELB.12": by("alb-header-hardening", "medium"),
  "ELB.17": by("lb-tls-policy", "medium"),
  "ELB.18": by("lb-https-only", "medium"),
  "ELB.21": inferred(by("tg-encrypted-transport", "medium")),
  "ELB.22": inferred(by("tg-encrypted-transport", "medium")),
  ...without(
    "Classic Load Balancers alone, which ECS services get no more",
    ...of("ELB", 2, 3, 7, 8, 9, 10, 14),
  ),
  "ELB.13": by("lb-multiple-zones", "medium"),
  "AutoScaling.1": by("asg-resilient", "low"),
  "AutoScaling.2": by("asg-resilient", "medium"),
  "AutoScaling.3": by("launch-template-hardened", "high"),
  "AutoScaling.5": by("launch-template-hardened", "high"),
  "AutoScaling.6": by("asg-resilient", "medium"),
  "AutoScaling.9": by("asg-resilient", "medium"),
  "EFS.1": by("efs-hardened", "medium"),
  "EFS.2": by("efs-hardened", "medium"),
  "EFS.3": by("efs-hardened", "medium"),
  "EFS.4": by("efs-hardened", "medium"),
  "EFS.7": by("efs-hardened", "medium"),
  "EFS.6": by("efs-hardened", "medium"),
  "EFS.8": by("efs-hardened", "medium"),
  "SQS.1": by("queue-and-schedule-safe", "medium"),
  "SQS.3": {
    ...by("queue-and-schedule-safe", "critical"),
    unconfirmed: "the severity is from https://www.emnode.com/learn/control/sqs-3/",
  },
  "IAM.1": by("iam-no-wildcards", "high"),
  "IAM.21": by("iam-no-wildcards", "low"),
  ...without(
    "users, keys and the root user of the account, which no program of services makes",
    ...of("IAM", 2, 3, 4, 5, 6, 7, 8),
  ),
  "EC2.18": by("sg-no-open-ingress", "high"),
  "EC2.19": by("sg-no-open-ingress", "critical"),
  "EC2.25": by("launch-template-hardened", "high"),
  "EC2.170": by("launch-template-hardened", "low"),
  "EC2.181": by("launch-template-hardened", "medium"),
  ...without(
    "instances, volumes and interfaces by themselves, which run no tasks: those of a cluster come from launch templates",
    ...of("EC2", 1, 3, 4, 7, 8, 9, 17, 24, 173, 180),
  ),
  ...without("a setting of the account for snapshots of volumes, which no task has", "EC2.182"),
  "EC2.183": inferred({ reason: "VPN, which no service has" }),
  ...without(
    "the VPC's own matter, which is often another stack's; our `Network` has flow logs, and no public addresses for tasks",
    ...of("EC2", 2, 6, 15, 16, 21, 172),
  ),
  ...without(
    "an endpoint for its own sake; whether tasks reach what they need `private-subnet-reachability` says",
    ...of("EC2", 10, 55, 56, 57, 58, 60),
  ),
  ...without("VPN and transit gateways, which no service has", ...of("EC2", 20, 23, 51, 171)),
  ...without("an event bus of one's own; its targets are judged", "EventBridge.3"),
  ...without(
    "how a secret is rotated is for who keeps it; how tasks read it `ecs-no-plaintext-secrets` judges",
    ...of("SecretsManager", 1, 2, 3, 4),
  ),
};
