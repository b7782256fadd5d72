import { FSBP_CONTROLS } from "../../policies/fsbpControls.js";

/** A catalogue of others: what it asks of ECS and what stands around it, control by control. */
export interface Catalogue {
  title: string;
  url: string;
  /** The catalogue's controls, in its own order, those of other services left out. */
  ids: readonly string[];
  /** How severe the catalogue says that a control is, where it says so. */
  severities?: Readonly<Record<string, string>>;
  /** What could not be confirmed by the catalogue's own pages, by control. */
  unconfirmed?: Readonly<Record<string, string>>;
  /** Why no rule covers a control. */
  reasons: Readonly<Record<string, string>>;
}

function numbered(prefix: string, ...numbers: readonly number[]): string[] {
  return numbers.map((number) => `${prefix}${number}`);
}

const CLASSIC = "Classic Load Balancers alone, which ECS services get no more";

/** The catalogues that the coverage tables compare the rules with. */
export const CATALOGUES: readonly Catalogue[] = [
  {
    title: "AWS Security Hub: Amazon ECS",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html",
    ids: numbered("ECS.", 1, 2, 3, 4, 5, 8, 9, 10, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21),
    reasons: {
      "ECS.1": "retired: the page has it no more; ECS.4, ECS.17, ECS.20 and ECS.21 took its place",
    },
  },
  {
    title: "AWS Security Hub: Amazon ECR",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html",
    ids: numbered("ECR.", 1, 2, 3, 4, 5),
    reasons: {},
  },
  {
    title: "AWS Security Hub: Elastic Load Balancing",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html",
    ids: numbered("ELB.", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 16, 17, 18, 21, 22),
    reasons: {
      ...Object.fromEntries(numbered("ELB.", 2, 3, 7, 8, 9, 10, 14).map((id) => [id, CLASSIC])),
    },
  },
  {
    title: "AWS Security Hub: Foundational Security Best Practices, the profile `fsbp`",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/fsbp-standard.html",
    ids: Object.keys(FSBP_CONTROLS),
    reasons: Object.fromEntries(
      Object.entries(FSBP_CONTROLS).flatMap(([id, one]) =>
        "reason" in one ? [[id, one.reason]] : [],
      ),
    ),
    severities: Object.fromEntries(
      Object.entries(FSBP_CONTROLS).flatMap(([id, one]) =>
        "severity" in one ? [[id, one.severity]] : [],
      ),
    ),
    unconfirmed: Object.fromEntries(
      Object.entries(FSBP_CONTROLS).flatMap(([id, { unconfirmed }]) =>
        unconfirmed === undefined ? [] : [[id, unconfirmed]],
      ),
    ),
  },
  {
    title: "AWS Control Tower: proactive controls of Amazon ECS and ECR",
    url: "https://docs.aws.amazon.com/controltower/latest/controlreference/ecs-rules.html",
    ids: [
      ...numbered("CT.ECS.PR.", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
      ...numbered("CT.ECR.PR.", 1, 2, 3),
    ],
    reasons: {},
  },
  {
    title: "checkov: Amazon ECS, ECR and load balancers",
    url: "https://www.checkov.io/5.Policy%20Index/terraform.html",
    ids: [
      ...numbered("CKV_AWS_", 65, 97, 223, 224, 249, 332, 333, 334, 335, 336),
      ...numbered("CKV_AWS_", 32, 51, 136, 163),
      ...numbered("CKV_AWS_", 2, 91, 103, 131, 150, 152, 261, 328, 378),
      ...numbered("CKV2_AWS_", 20, 28, 74, 76),
    ],
    reasons: {
      CKV_AWS_152:
        "zones of a Network Load Balancer are a choice between availability and the cost of traffic between zones",
      CKV_AWS_261: "a target group's default path is /, which many services answer",
      CKV2_AWS_76: "the rules of a web ACL are the firewall's own matter",
    },
  },
  {
    title: "trivy: Amazon ECS, ECR and load balancers",
    url: "https://avd.aquasec.com/misconfig/aws/",
    ids: ["30", "31", "32", "33", "34", "35", "36", "47", "52", "53", "54"].map(
      (number) => `AWS-00${number}`,
    ),
    reasons: {},
  },
  {
    title: "cdk-nag: Amazon ECS, ECR and load balancers",
    url: "https://github.com/cdklabs/cdk-nag/blob/main/RULES.md",
    ids: ["ECR1", "ECS2", "ECS4", "ECS7", "ELB1", "ELB2", "ELB3", "ELB4", "ELB5"].map(
      (id) => `AwsSolutions-${id}`,
    ),
    reasons: {
      ...Object.fromEntries(
        ["ELB1", "ELB3", "ELB4", "ELB5"].map((id) => [`AwsSolutions-${id}`, CLASSIC]),
      ),
    },
  },
  {
    title: "cfn-lint: Amazon ECS and load balancers",
    url: "https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md",
    ids: numbered(
      "E",
      ...[3042, 3044, 3046, 3047, 3048, 3049, 3052, 3053, 3054],
      ...[3676, 3680, 3681, 3683, 3684, 3711, 3713],
    ),
    reasons: {
      E3054: "not found yet: a task definition for instances alone that a service runs on Fargate",
      E3681: "target groups of Lambda functions, which no ECS service has",
    },
  },
];
