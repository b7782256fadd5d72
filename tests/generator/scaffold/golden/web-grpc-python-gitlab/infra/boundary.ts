import * as pulumi from "@pulumi/pulumi";

/**
 * Gives every role that the program makes a permissions boundary: without it, the role that the pipeline deploys as may
 * make none. The platform's bootstrap program exports it as `permissionsBoundaryArn`.
 */
export function boundRoles(permissionsBoundary: string): void {
  pulumi.runtime.registerResourceTransform(({ type, props, opts }) => {
    return type === "aws:iam/role:Role" ? { props: { permissionsBoundary, ...props }, opts } : undefined;
  });
}
