import { ref } from "../stackProgram.js";
import type { Fault } from "./edits.js";
import { add, both, remove, set } from "./edits.js";
import { policy } from "./twin.js";

const ALL = "0.0.0.0/0";
const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/policy:Policy";
const allow = (statement: object) => policy({ Effect: "Allow", ...statement });
const grants = (statement: object) => add("grants", POLICY, { policy: allow(statement) });
const trusts = (statement: object) =>
  add("trusting", ROLE, { assumeRolePolicy: allow({ Action: "sts:AssumeRole", ...statement }) });
const rule = (name: string, priority: number) =>
  add(name, "aws:lb/listenerRule:ListenerRule", {
    listenerArn: ref("listener"),
    priority,
    conditions: [{ pathPattern: { values: ["/a"] } }],
    actions: [{ type: "forward", targetGroupArn: ref("targets") }],
  });
const template = (edit: object) =>
  add("template", "aws:ec2/launchTemplate:LaunchTemplate", {
    metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
    ...edit,
  });

/** What can be wrong with what services stand on. */
export const PLATFORM_FAULTS: readonly Fault[] = [
  [
    "a listener in clear",
    "lb-https-only",
    set("redirect", { defaultActions: [{ type: "forward", targetGroupArn: ref("targets") }] }),
  ],
  [
    "a listener without a certificate",
    "lb-wiring-valid",
    set("listener", { certificateArn: undefined }),
  ],
  [
    "an old policy of TLS",
    "lb-tls-policy",
    set("listener", { sslPolicy: "ELBSecurityPolicy-2016-08" }),
  ],
  ["AWS's own policy of TLS", "lb-tls-policy", set("listener", { sslPolicy: undefined })],
  ["two rules of one priority", "lb-wiring-valid", both(rule("one", 10), rule("two", 10))],
  [
    "a listener of another kind than its targets",
    "lb-wiring-valid",
    set("targets", { protocol: "TCP", healthCheck: { protocol: "TCP" } }),
  ],
  ["one subnet of a load balancer", "lb-wiring-valid", set("balancer", { subnets: [ref("a")] })],
  ["two subnets of one zone", "lb-wiring-valid", set("b", { availabilityZone: "eu-west-1a" })],
  ["a target group without a port", "lb-wiring-valid", set("targets", { port: undefined })],
  [
    "a wait longer than the interval",
    "health-timing-valid",
    set("targets", { healthCheck: { interval: 10, timeout: 20, protocol: "HTTPS" } }),
  ],
  ["a name too long", "names-and-limits-valid", set("balancer", { name: "o".repeat(33) })],
  ["a draining of an hour", "draining-order", set("targets", { deregistrationDelay: 3600 })],
  ["invalid headers", "alb-header-hardening", set("balancer", { dropInvalidHeaderFields: false })],
  [
    "ambiguous requests",
    "alb-header-hardening",
    set("balancer", { desyncMitigationMode: "monitor" }),
  ],
  ["no access logs", "lb-access-logs", set("balancer", { accessLogs: undefined })],
  [
    "a load balancer to delete",
    "lb-deletion-protection",
    set("balancer", { enableDeletionProtection: false }),
  ],
  [
    "exposure that nobody declared",
    "alb-exposure-declared",
    set("balancer", { internal: undefined }),
  ],
  ["no firewall", "alb-exposure-declared", remove("firewall")],
  ["targets in clear", "tg-encrypted-transport", set("targets", { protocol: "HTTP" })],
  [
    "an open port of a group",
    "sg-no-open-ingress",
    set("group", { ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: [ALL] }] }),
  ],
  ["an open rule", "sg-no-open-ingress", set("ingress", { cidrIpv4: ALL })],
  [
    "an open rule of IPv6",
    "sg-no-open-ingress",
    set("ingress", { cidrIpv4: undefined, cidrIpv6: "::/0" }),
  ],
  [
    "rules inline and beside",
    "rules-in-one-place",
    set("group", {
      ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["10.0.0.0/8"] }],
    }),
  ],
  [
    "routes inline and beside",
    "rules-in-one-place",
    add("route", "aws:ec2/route:Route", {
      routeTableId: ref("table"),
      destinationCidrBlock: "10.1.0.0/16",
    }),
  ],
  ["everything allowed", "iam-no-wildcards", grants({ Action: "*", Resource: "*" })],
  ["all of a service allowed", "iam-no-wildcards", grants({ Action: "s3:*", Resource: "*" })],
  ["all allowed but some", "iam-no-wildcards", grants({ NotAction: "iam:*", Resource: "*" })],
  [
    "an administrator",
    "iam-no-wildcards",
    set("pull", { policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" }),
  ],
  ["any role to pass", "iam-passrole-scoped", grants({ Action: "iam:PassRole", Resource: "*" })],
  ["trust in everybody", "iam-trust-narrow", trusts({ Principal: "*" })],
  [
    "trust in any repository",
    "iam-trust-narrow",
    trusts({
      Action: "sts:AssumeRoleWithWebIdentity",
      Principal: {
        Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com",
      },
      Condition: { StringLike: { "token.actions.githubusercontent.com:sub": "repo:*" } },
    }),
  ],
  ["one role for both", "ecs-roles-separate", set("definition", { taskRoleArn: ref("execution") })],
  ["no scan", "ecr-scan-on-push", set("repository", { imageScanningConfiguration: undefined })],
  ["tags that move", "ecr-immutable-tags", set("repository", { imageTagMutability: "MUTABLE" })],
  ["no lifecycle", "ecr-lifecycle-policy", remove("lifecycle")],
  ["no key of one's own", "ecr-kms", set("repository", { encryptionConfigurations: undefined })],
  [
    "a public repository",
    "ecr-policy-not-public",
    add("public", "aws:ecr/repositoryPolicy:RepositoryPolicy", {
      repository: ref("repository"),
      policy: allow({ Principal: "*", Action: "ecr:BatchGetImage" }),
    }),
  ],
  ["no insights", "ecs-container-insights", set("cluster", { settings: [] })],
  [
    "no log of commands",
    "ecs-exec-controlled",
    set("cluster", { configuration: { executeCommandConfiguration: { logging: "NONE" } } }),
  ],
  ["a log for ever", "log-group-retention", set("log", { retentionInDays: undefined })],
  ["days that CloudWatch lacks", "names-and-limits-valid", set("log", { retentionInDays: 100 })],
  ["a log without a key", "log-group-kms", set("log", { kmsKeyId: undefined })],
  ["files in clear", "efs-hardened", set("files", { encrypted: false })],
  ["no backup", "efs-hardened", remove("backup")],
  [
    "a queue in clear",
    "queue-and-schedule-safe",
    add("queue", "aws:sqs/queue:Queue", { sqsManagedSseEnabled: false }),
  ],
  [
    "a public queue",
    "queue-and-schedule-safe",
    add("queue", "aws:sqs/queue:Queue", {
      policy: allow({ Principal: "*", Action: "sqs:SendMessage", Resource: "*" }),
    }),
  ],
  [
    "metadata without a token",
    "launch-template-hardened",
    template({ metadataOptions: { httpTokens: "optional" } }),
  ],
  [
    "a public instance",
    "launch-template-hardened",
    template({ networkInterfaces: [{ associatePublicIpAddress: "true" }] }),
  ],
  [
    "a volume in clear",
    "launch-template-hardened",
    template({ blockDeviceMappings: [{ ebs: { encrypted: "false", volumeSize: 30 } }] }),
  ],
  [
    "a group in one zone",
    "asg-resilient",
    add("instances", "aws:autoscaling/group:Group", {
      vpcZoneIdentifiers: [ref("a")],
      minSize: 1,
      maxSize: 2,
    }),
  ],
  [
    "instances that end under their tasks",
    "capacity-provider-protected",
    add("provider", "aws:ecs/capacityProvider:CapacityProvider", {
      autoScalingGroupProvider: {
        autoScalingGroupArn: "arn",
        managedTerminationProtection: "DISABLED",
      },
    }),
  ],
];
