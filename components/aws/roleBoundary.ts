import type * as pulumi from "@pulumi/pulumi";

/** What a component is told of the roles that it makes. */
export interface RoleBoundary {
  /** ARN of the managed policy that limits what they may ever do. */
  permissionsBoundaryArn?: pulumi.Input<string> | undefined;
}

/** The limit of a role as an input of it; none where there is none, so that deployed roles stay as they are. */
export function roleBoundary({ permissionsBoundaryArn }: RoleBoundary) {
  return permissionsBoundaryArn === undefined
    ? {}
    : { permissionsBoundary: permissionsBoundaryArn };
}
