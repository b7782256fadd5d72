import { RegistryScanningConfiguration } from "@pulumi/aws/ecr";
import * as pulumi from "@pulumi/pulumi";

import { boundary, instanceBoundary } from "./boundary";
import { deployRoles } from "./deployRoles";
import { identityProvider } from "./identityProvider";
import { REPOSITORIES } from "./repositories";
import { reviewBoundary } from "./reviewBoundary";
import { stateBucket } from "./stateBucket";

// Every image is searched for known weaknesses when it is pushed, also in repositories that no program of ours makes.
new RegistryScanningConfiguration("registry", {
  scanType: "BASIC",
  rules: [{ scanFrequency: "SCAN_ON_PUSH", repositoryFilters: [{ filter: "*", filterType: "WILDCARD" }] }],
});
const provider = identityProvider();
const bounds = boundary();
const instanceBounds = instanceBoundary();
const reviewBounds = reviewBoundary();
const state = stateBucket();
const roles = deployRoles(
  {
    provider,
    boundaryArns: { service: bounds.arn, instances: instanceBounds.arn, platform: bounds.arn },
    reviewBoundaryArn: reviewBounds.arn,
    state,
  },
  REPOSITORIES,
);

/** The roles that pipelines act as, by name. */
export const roleArns = pulumi.output(Object.fromEntries(roles.map(([name, role]) => [name, role.arn])));
/** What every role that a pipeline makes is bounded by: `permissionsBoundaryArn` of services. */
export const permissionsBoundaryArn = bounds.arn;
/** The same for services on instances of their own, which `deploys: "instances"` says. */
export const instancesBoundaryArn = instanceBounds.arn;
/** The same for review environments, which `reviewEnvironments: true` says. */
export const reviewBoundaryArn = reviewBounds.arn;
/** Where the state of all stacks is: `pulumi login <backendUrl>`. */
export const backendUrl = state.url;
/** What encrypts the secrets of a stack: `pulumi stack init --secrets-provider <secretsProvider>`. */
export const secretsProvider = state.secretsProvider;
