import { getCallerIdentityOutput, getPartitionOutput, getRegionOutput } from "@pulumi/aws";
import type { OpenIdConnectProvider } from "@pulumi/aws/iam";
import { getPolicyDocumentOutput, Role, RolePolicy } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import { AUDIENCE, type Purpose, subjects, TOKENS } from "./identityProvider";
import { deployStatements, previewStatements, type Scope } from "./permissions";
import type { Repository } from "./repositories";
import { reviewStatements } from "./reviewPermissions";

/** What all roles share. */
export interface RoleContext {
  provider: OpenIdConnectProvider;
  /** Bounds the roles that a pipeline makes, by what it deploys. */
  boundaryArns: Record<Repository["deploys"], pulumi.Input<string>>;
  /** Bounds the roles of review environments. */
  reviewBoundaryArn: pulumi.Input<string>;
}

/**
 * The roles of all repositories, `<service>-preview`, `<service>-deploy` and `<service>-review`, by name.
 *
 * @throws {Error} if one service's name begins like another's with a hyphen, whose resources its role would reach.
 */
export function deployRoles(context: RoleContext, repositories: readonly Repository[]): [string, Role][] {
  checkNames(repositories.map(({ service }) => service));
  return repositories.flatMap((repository) => {
    const purposes: Purpose[] = ["preview", "deploy", ...(repository.reviewEnvironments === true ? (["review"] as const) : [])];
    return purposes
      .filter((purpose) => subjects(repository, purpose).length > 0)
      .map((purpose) => {
        const name = `${repository.service}-${purpose}`;
        return [name, makeRole(name, context, repository, purpose)] satisfies [string, Role];
      });
  });
}

/** All that a service makes is named `<service>-…`, and its role is for these names. */
function checkNames(services: readonly string[]): void {
  for (const service of services) {
    const other = services.find((name) => name.startsWith(`${service}-`));
    if (other === undefined) continue;
    throw new Error(`the role of ${service} would reach what ${other} makes: give one of them another name`);
  }
}

function makeRole(name: string, context: RoleContext, repository: Repository, purpose: Purpose): Role {
  const role = new Role(name, {
    name,
    description: `Pipelines of ${repository.path}: ${purpose}`,
    assumeRolePolicy: getPolicyDocumentOutput({
      statements: [
        {
          actions: ["sts:AssumeRoleWithWebIdentity"],
          principals: [{ type: "Federated", identifiers: [context.provider.arn] }],
          conditions: [
            { test: "StringEquals", variable: `${TOKENS}:aud`, values: [AUDIENCE] },
            { test: "StringEquals", variable: `${TOKENS}:sub`, values: subjects(repository, purpose) },
          ],
        },
      ],
    }).json,
  });
  const { boundaryArns, reviewBoundaryArn } = context;
  const boundaryArn = purpose === "review" ? reviewBoundaryArn : boundaryArns[repository.deploys];
  const statementsOf = { preview: previewStatements, deploy: deployStatements, review: reviewStatements }[purpose];
  const statements = scopeOf(repository, boundaryArn).apply(statementsOf);
  const all = statements;
  new RolePolicy(name, { role: role.name, policy: getPolicyDocumentOutput({ statements: all }).json });
  return role;
}

/** What a role is for, where this program runs. */
function scopeOf({ service, deploys, zoneId }: Repository, boundaryArn: pulumi.Input<string>): pulumi.Output<Scope> {
  const { accountId } = getCallerIdentityOutput();
  const { partition } = getPartitionOutput();
  const { region } = getRegionOutput();
  return pulumi.all([boundaryArn, accountId, partition, region]).apply(([arn, account, part, place]) => {
    const zone = zoneId === undefined ? {} : { zoneId };
    return { service, deploys, ...zone, boundaryArn: arn, accountId: account, partition: part, region: place };
  });
}
