import { type Grant, SERVICE_GRANTS } from "./grants";
import { roleStatements, type Scope, type Statement, statement } from "./permissions";

/** The tag of all that review environments are made of, whose value is the service. */
const TAG = "review";

/** What a service's stacks are made of that has a name: of the review environments these are `<service>-pr-<number>`. */
const NAMED: readonly Grant[] = SERVICE_GRANTS.filter(({ resources }) => {
  return resources.every((resource) => resource === "*" || /^(?:ecs|ecr|logs):/.test(resource));
});

const TARGET_GROUPS: Grant = {
  actions: [
    "elasticloadbalancing:AddTags",
    "elasticloadbalancing:CreateTargetGroup",
    "elasticloadbalancing:DeleteTargetGroup",
    "elasticloadbalancing:ModifyTargetGroup",
    "elasticloadbalancing:ModifyTargetGroupAttributes",
  ],
  resources: ["elasticloadbalancing:targetgroup/{service}-*"],
};

const RULES = ["elasticloadbalancing:listener-rule/app/platform-*/*"];

/** What may be made of things whose ids AWS chooses, with the tag. */
const MADE: readonly Grant[] = [
  { actions: ["elasticloadbalancing:CreateRule"], resources: ["elasticloadbalancing:listener/app/platform-*/*"] },
  { actions: ["ec2:CreateSecurityGroup"], resources: ["ec2:security-group/*"] },
  {
    actions: ["ec2:AuthorizeSecurityGroupIngress", "ec2:AuthorizeSecurityGroupEgress"],
    resources: ["ec2:security-group-rule/*"],
  },
];

/** What may be changed of them: what has the tag. */
const CHANGED: readonly Grant[] = [
  {
    actions: [
      "elasticloadbalancing:DeleteRule",
      "elasticloadbalancing:ModifyRule",
      "elasticloadbalancing:SetRulePriorities",
    ],
    resources: RULES,
  },
  {
    actions: ["ec2:DeleteSecurityGroup", "ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress"],
    resources: ["ec2:security-group/*"],
  },
  {
    actions: ["ec2:RevokeSecurityGroupIngress", "ec2:RevokeSecurityGroupEgress"],
    resources: ["ec2:security-group-rule/*"],
  },
];

/** What needs no tag: the VPC has none, and the load balancer's security group, which lets out to the tasks, is the platform's. */
const UNTAGGED: readonly Grant[] = [
  { actions: ["ec2:CreateSecurityGroup"], resources: ["ec2:vpc/*"] },
  {
    actions: ["ec2:AuthorizeSecurityGroupEgress", "ec2:RevokeSecurityGroupEgress"],
    resources: ["ec2:security-group/*"],
  },
];

/** Tags come with what is made, and never to what is there: else all that is there could be had by a tag. */
const TAGGED_WHEN_MADE: readonly { grant: Grant; variable: string; values: string[] }[] = [
  {
    grant: { actions: ["elasticloadbalancing:AddTags"], resources: RULES },
    variable: "elasticloadbalancing:CreateAction",
    values: ["CreateRule"],
  },
  {
    grant: { actions: ["ec2:CreateTags"], resources: ["ec2:security-group/*", "ec2:security-group-rule/*"] },
    variable: "ec2:CreateAction",
    values: ["CreateSecurityGroup", "AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress"],
  },
];

/**
 * What a pipeline of review environments may do: make, change and delete them, by name where there is one and else by tag, and
 * nothing of any other environment.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function reviewStatements(scope: Scope): Statement[] {
  const own: Scope = { ...scope, service: `${scope.service}-pr`, deploys: "service" };
  const tagged = (grants: readonly Grant[], variable: string) => {
    const conditions = [{ test: "StringEquals", variable, values: [scope.service] }];
    return grants.map((grant) => ({ ...statement(grant, own), conditions }));
  };
  return [
    ...[...NAMED, TARGET_GROUPS, ...UNTAGGED].map((grant) => statement(grant, own)),
    ...tagged(MADE, `aws:RequestTag/${TAG}`),
    ...tagged(CHANGED, `aws:ResourceTag/${TAG}`),
    ...TAGGED_WHEN_MADE.map(({ grant, variable, values }) => {
      return { ...statement(grant, own), conditions: [{ test: "StringEquals", variable, values }] };
    }),
    ...roleStatements(own),
  ];
}
