import { getPartitionOutput } from "@pulumi/aws/getPartition";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import { policyDocument, serviceTrustPolicy } from "../../rules/policyDocument.js";
import type { RoleBoundary } from "../../aws/roleBoundary.js";
import { roleBoundary } from "../../aws/roleBoundary.js";
import { managedPolicy } from "../../aws/managedPolicy.js";
import { physicalName } from "../../rules/physicalName.js";
import { ownerParts } from "../../argument/ownerParts.js";

interface RoleContext extends RoleBoundary {
  parent: pulumi.Resource;
}

/** A role with what it is allowed, which must stand before the role is used and go after. */
export interface DeploymentRole {
  arn: pulumi.Output<string>;
  grant: pulumi.Resource;
}

/** A role by which ECS moves requests between the target groups of a service. */
export function infrastructureRole(name: string, context: RoleContext): DeploymentRole {
  const { parent } = context;
  const role = ecsRole(name, "infrastructure", "Traffic shifts", context);
  const partition = getPartitionOutput({}, { parent }).apply((place) => place.partition);
  // Unlike most policies for services, this one has no path.
  const policy = "AmazonECSInfrastructureRolePolicyForLoadBalancers";
  const grant = managedPolicy(`${name}-infrastructure`, role, policy, partition);
  return { arn: role.arn, grant };
}

/** A role by which ECS calls the Lambda function of a hook, and nothing else. */
export function hookRole(
  name: string,
  hook: string,
  functionArn: pulumi.Input<string>,
  context: RoleContext,
): DeploymentRole {
  const part = `hook-${hook}`;
  const role = ecsRole(name, part, `Hook ${hook} of deployments`, context);
  const policy = pulumi
    .output(functionArn)
    .apply((arn) => policyDocument([{ actions: ["lambda:InvokeFunction"], resources: [arn] }]));
  const grant = new iam.RolePolicy(
    `${name}-${part}`,
    { role: role.name, policy },
    { parent: role },
  );
  return { arn: role.arn, grant };
}

function ecsRole(name: string, part: string, purpose: string, context: RoleContext): iam.Role {
  const { parent } = context;
  return new iam.Role(
    `${name}-${part}`,
    {
      name: physicalName("iamRole", [name, part, ...ownerParts(parent)]),
      description: `${purpose} of the ECS service ${name}`,
      assumeRolePolicy: serviceTrustPolicy("ecs.amazonaws.com"),
      ...roleBoundary(context),
    },
    { parent },
  );
}
