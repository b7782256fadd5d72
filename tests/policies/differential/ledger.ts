/** What checkov says and no rule of ours has as its source, with who is right. */
export interface Disagreement {
  /** Id of checkov's check. */
  check: string;
  /** Type of the resource, as Terraform names it, where it is not so for all. */
  type?: string;
  /** The rule of ours that finds the same fault by another name: it must do so in each configuration of the entry. */
  by?: string;
  /** The least that checkov's check fails. */
  minimal: string;
  right: "ours" | "both";
  why: string;
  /** Page that says so: each was read in November 2026, in a stored copy of it. */
  source: string;
}

const IAM_SOURCE =
  "https://docs.aws.amazon.com/wellarchitected/latest/framework/sec_permissions_least_privileges";

/** Checks of what a policy of IAM lets happen, which checkov makes one by one of the same `*`. */
const OF_WILDCARDS = ["286", "287", "288", "289", "290", "355"].map(
  (number): Disagreement => ({
    check: `CKV_AWS_${number}`,
    type: "aws_iam_policy",
    by: "iam-no-wildcards",
    minimal: `{ Effect: "Allow", Action: "*", Resource: "*" }`,
    right: "both",
    why: "The wildcard is one fault, and is told once; checkov tells each thing that it lets happen.",
    source: IAM_SOURCE,
  }),
);

/** The same of a role that may be passed on. */
const OF_PASSED_ROLES = ["289", "355"].map(
  (number): Disagreement => ({
    check: `CKV_AWS_${number}`,
    type: "aws_iam_policy",
    by: "iam-passrole-scoped",
    minimal: `{ Effect: "Allow", Action: "iam:PassRole", Resource: "*" }`,
    right: "both",
    why: "iam:PassRole of any role is told as that, with the roles that would be enough.",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
  }),
);

/** What is not said by our rules, each for a reason. `npm run differential` tells those that no longer are so. */
export const LEDGER: readonly Disagreement[] = [
  ...OF_WILDCARDS,
  ...OF_PASSED_ROLES,
  {
    check: "CKV_AWS_23",
    minimal: "a rule of a security group without 'description'",
    right: "ours",
    why: "A description is for readers: without one nothing is exposed, and nothing fails. AWS does not require one of a rule.",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpRange.html",
  },
  {
    check: "CKV_AWS_103",
    type: "aws_lb_listener",
    by: "lb-https-only",
    minimal: `a listener of protocol HTTP that forwards`,
    right: "both",
    why: "A listener in clear has no TLS policy that could be too old: that it is in clear is the fault.",
    // The check fails whatever is neither TLS, TCP, UDP nor a redirect.
    source:
      "https://github.com/bridgecrewio/checkov/blob/main/checkov/terraform/checks/resource/aws/AppLoadBalancerTLS12.py",
  },
  {
    check: "CKV_AWS_153",
    type: "aws_autoscaling_group",
    minimal: "a group without 'tag'",
    right: "ours",
    why: "Which tags there must be is known to the company alone: 'required-tags' asks for those that it is given.",
    source:
      "https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html#autoscaling-10",
  },
  {
    check: "CKV_AWS_184",
    type: "aws_efs_file_system",
    minimal: "{ encrypted: true } without 'kms_key_id'",
    right: "ours",
    why: "It is encrypted with the key that AWS keeps for EFS; 'efs-hardened' asks for encryption, as Security Hub's EFS.1 does.",
    source: "https://docs.aws.amazon.com/efs/latest/ug/EFSKMS.html",
  },
  {
    check: "CKV_AWS_224",
    type: "aws_ecs_cluster",
    minimal: `{ logging: "DEFAULT", kms_key_id: "…" } without 'log_configuration'`,
    right: "ours",
    why: "Under DEFAULT the log configuration of the container holds; 'log_configuration' is for OVERRIDE alone.",
    source:
      "https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/ecs/aws.sdk.kotlin.services.ecs.model/-execute-command-configuration/logging.html",
  },
  {
    check: "CKV_AWS_261",
    type: "aws_lb_target_group",
    minimal: "a health check without 'path'",
    right: "ours",
    why: "The path that is not given is '/', which is checked.",
    source:
      "https://docs.amazonaws.cn/elasticloadbalancing/latest/APIReference/API_ModifyTargetGroup.html",
  },
  {
    check: "CKV_AWS_338",
    type: "aws_cloudwatch_log_group",
    by: "names-and-limits-valid",
    minimal: "{ retention_in_days: 100 }",
    right: "ours",
    why: "CloudWatch Logs has no such number of days and refuses it, so that there is no retention to be too short.",
    source:
      "https://docs.aws.amazon.com/sdk-for-ruby/v3/api/Aws/CloudWatchLogs/Types/PutRetentionPolicyRequest.html",
  },
  {
    check: "CKV2_AWS_5",
    type: "aws_security_group",
    minimal: "a security group that no resource of the stack names",
    right: "both",
    why: "A group that nothing uses opens nothing; what should use it says so where it needs one ('network-config-valid').",
    // A group "controls the traffic … of the resources that it is associated with".
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/eice-security-groups.html",
  },
  {
    check: "CKV2_AWS_11",
    type: "aws_vpc",
    minimal: "a VPC without 'aws_flow_log'",
    right: "both",
    why: "Flow logs are the network's own matter, which others may keep; 'flowLogs' of our Network turns them on. The pack judges what runs in the VPC.",
    source: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-6",
  },
  {
    check: "CKV2_AWS_12",
    type: "aws_vpc",
    minimal: "a VPC without 'aws_default_security_group'",
    right: "both",
    why: "The default group lets in whoever has it alone, and no task has it: a service on Fargate must name its groups ('network-config-valid').",
    source: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-2",
  },
  {
    check: "CKV2_AWS_76",
    type: "aws_lb",
    minimal: "a load balancer whose web ACL is not of the stack",
    right: "both",
    why: "That there is a firewall 'alb-exposure-declared' asks for; which rules it has is the firewall's own matter.",
    source:
      "https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html",
  },
];
