import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";

import { trustPolicy } from "../rules/policyDocument.js";
import { managedPolicy } from "./managedPolicy.js";
import { readAwsPlace } from "./readAwsPlace.js";
import type { RoleBoundary } from "./roleBoundary.js";
import { roleBoundary } from "./roleBoundary.js";

/** Whose role it is, and what it may do. */
interface ServiceRole extends RoleBoundary {
  /** The service of AWS that takes it, such as `ecs.amazonaws.com`. */
  service: string;
  /** Name of AWS's own policy behind its path. */
  policy: string;
  /** What the role is called. */
  named?: Pick<iam.RoleArgs, "name" | "description">;
  parent: pulumi.Resource;
}

/** Makes a role that a service of AWS takes for this account alone, with a policy that AWS has for it. */
export function serviceRole(
  name: string,
  { service, policy, named, parent, ...boundary }: ServiceRole,
): { arn: pulumi.Output<string>; grant: pulumi.Resource } {
  const place = readAwsPlace(parent);
  const role = new iam.Role(
    name,
    {
      ...named,
      assumeRolePolicy: place.apply(({ account }) => trustPolicy(service, account)),
      ...roleBoundary(boundary),
    },
    { parent },
  );
  const partition = place.apply((known) => known.partition);
  return { arn: role.arn, grant: managedPolicy(name, role, policy, partition) };
}
