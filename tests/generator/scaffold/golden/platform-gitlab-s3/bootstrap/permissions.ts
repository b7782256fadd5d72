import { type Grant, SERVICE_GRANTS } from "./grants";
import { INSTANCE_GRANTS } from "./instanceGrants";
import { PLATFORM_GRANTS } from "./platformGrants";
import type { Repository } from "./repositories";

/** A statement of a policy. */
export interface Statement {
  effect?: "Deny";
  actions: string[];
  resources: string[];
  conditions?: { test: string; variable: string; values: string[] }[];
}

/** What a role is for, and where. */
export interface Scope {
  service: string;
  deploys: Repository["deploys"];
  /** Zone that a service makes records in. */
  zoneId?: string;
  /** Bounds the roles that a pipeline makes. */
  boundaryArn: string;
  accountId: string;
  partition: string;
  region: string;
}

/** What a preview asks AWS; it changes nothing. */
const PREVIEW: Grant = {
  actions: ["ec2:DescribeAvailabilityZones", "ec2:DescribeSubnets", "ec2:DescribeVpcs", "ecr:GetAuthorizationToken"],
  resources: ["*"],
};

/** The releases that other environments run: of the first service, and of each that was added to its repository. */
const RELEASE: Grant = {
  actions: ["ssm:GetParameter"],
  resources: ["ssm:parameter/{service}/release", "ssm:parameter/{service}/*/release"],
};

/** What a preview of a repository's stacks may do: read. */
export function previewStatements(scope: Scope): Statement[] {
  return [PREVIEW, RELEASE].map((grant) => statement(grant, scope));
}

/** What a deployment may do: make, change and delete what our components make, by the names of its service. */
export function deployStatements(scope: Scope): Statement[] {
  const grants = {
    platform: PLATFORM_GRANTS,
    service: SERVICE_GRANTS,
    instances: [...SERVICE_GRANTS, ...INSTANCE_GRANTS],
  };
  return [...grants[scope.deploys].map((grant) => statement(grant, scope)), ...zoneStatements(scope), ...roleStatements(scope)];
}

/** The records of one zone, and whether a change of them has come through. */
function zoneStatements({ zoneId, partition }: Scope): Statement[] {
  if (zoneId === undefined) return [];
  return [
    {
      actions: ["route53:ChangeResourceRecordSets", "route53:GetHostedZone", "route53:ListResourceRecordSets"],
      resources: [`arn:${partition}:route53:::hostedzone/${zoneId}`],
    },
    { actions: ["route53:GetChange"], resources: [`arn:${partition}:route53:::change/*`] },
  ];
}

/**
 * Roles are made within the boundary alone, so that no pipeline makes one that may more; and a pipeline changes none of
 * the roles that pipelines act as.
 */
export function roleStatements(scope: Scope): Statement[] {
  const { boundaryArn, service, deploys, partition, accountId } = scope;
  // What infra/ makes is named after its components, which are called platform.
  const prefix = deploys === "platform" ? "platform" : service;
  const named = (name: string) => `arn:${partition}:iam::${accountId}:role/${name}-*`;
  const onInstances = deploys === "instances";
  // The name of the role of instances that ECS manages begins as AWS's own policy asks.
  const roles = onInstances ? [named(prefix), named(`ecsInstanceRole-${prefix}`)] : [named(prefix)];
  const pipelines = ["preview", "deploy", "review"].map((purpose) => `arn:${partition}:iam::${accountId}:role/${service}-${purpose}`);
  return [
    {
      actions: ["iam:CreateRole", "iam:PutRolePolicy", "iam:DeleteRolePolicy", "iam:AttachRolePolicy", "iam:DetachRolePolicy"],
      resources: roles,
      conditions: [{ test: "StringEquals", variable: "iam:PermissionsBoundary", values: [boundaryArn] }],
    },
    {
      actions: [
        "iam:GetRole",
        "iam:GetRolePolicy",
        "iam:ListRolePolicies",
        "iam:ListAttachedRolePolicies",
        "iam:ListInstanceProfilesForRole",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRoleDescription",
        "iam:TagRole",
        "iam:UntagRole",
        "iam:DeleteRole",
      ],
      resources: roles,
    },
    {
      actions: ["iam:PassRole"],
      resources: roles,
      conditions: [
        {
          test: "StringEquals",
          variable: "iam:PassedToService",
          values: [
            "ecs-tasks.amazonaws.com",
            "ecs.amazonaws.com",
            "scheduler.amazonaws.com",
            "vpc-flow-logs.amazonaws.com",
            // In China EC2 is a principal of its own domain.
            ...(onInstances ? ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"] : []),
          ],
        },
      ],
    },
    {
      effect: "Deny",
      actions: ["iam:UpdateAssumeRolePolicy", "iam:DeleteRole", "iam:PutRolePolicy", "iam:AttachRolePolicy", "iam:PassRole"],
      resources: pipelines,
    },
  ];
}

/** As much of its service's name a target group has: 32 characters less a hash. */
const TARGET_GROUP_CHARACTERS = 23;

/** A grant with the ARNs of the account, Region and service: `ecs:service/{service}-*`, `iam::role/x` without a Region. */
export function statement({ actions, resources }: Grant, scope: Scope): Statement {
  const { partition, region, accountId, service } = scope;
  const arns = resources.map((resource) => {
    if (resource === "*") return resource;
    const [, name, isGlobal, rest] = /^([a-z0-9-]+):(:?)(.+)$/.exec(resource) ?? [];
    const isTargetGroup = rest?.startsWith("targetgroup/") === true;
    const shown = isTargetGroup ? service.slice(0, TARGET_GROUP_CHARACTERS).replace(/-+$/, "") : service;
    const named = (rest ?? "").replaceAll("{service}", shown);
    if (name === "s3") return `arn:${partition}:s3:::${named}`;
    return `arn:${partition}:${name}:${isGlobal === ":" ? "" : region}:${accountId}:${named}`;
  });
  return { actions, resources: arns };
}
