import * as ecr from "@pulumi/aws/ecr";
import type * as pulumi from "@pulumi/pulumi";

import { readAwsPlace } from "../aws/readAwsPlace.js";
import type { Checks } from "../argument/checks.js";
import type { DockerImageArgs } from "./dockerImageArgs.js";
import { cacheLifecyclePolicy } from "./rules/lifecyclePolicy.js";
import {
  cachedRepositoryName,
  cacheSecretProblem,
  pullThroughCacheProblem,
  upstreamOf,
} from "./rules/pullThroughCache.js";
import { ecrHost } from "./rules/imageReference.js";
import { physicalName } from "../rules/physicalName.js";
import { ownerParts } from "../argument/ownerParts.js";

/** A cache as it is decided on before anything is registered. */
export interface DecidedCache {
  existingPrefix: string | undefined;
  credentialArn: pulumi.Output<string> | undefined;
}

/** @throws {ArgumentError} if ECR does not cache the registry, or could not sign in to it. */
export function decideCache(checks: Checks, args: DockerImageArgs): DecidedCache | undefined {
  const { image, pullThroughCache } = args;
  if (image === undefined || pullThroughCache === undefined) return undefined;
  checks.fail(pullThroughCacheProblem(image, pullThroughCache));
  const { existingPrefix, credentialsSecretArn } = pullThroughCache;
  return {
    existingPrefix,
    credentialArn:
      credentialsSecretArn === undefined
        ? undefined
        : checks.decide(credentialsSecretArn, cacheSecretProblem, (arn: string) => arn),
  };
}

/** What whoever starts tasks must be allowed, for ECR to fetch the image when it is first pulled. */
export function fetchActions({ existingPrefix }: DecidedCache): string[] {
  const fetch = "ecr:BatchImportUpstreamImage";
  return existingPrefix === undefined ? [fetch] : [fetch, "ecr:CreateRepository"];
}

/** The repository that ECR caches an image in, without tag; a rule and the repository are made where none is named. */
export function cachedRepository(
  name: string,
  image: string,
  decision: DecidedCache,
  args: DockerImageArgs,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const { existingPrefix, credentialArn } = decision;
  if (existingPrefix !== undefined) {
    const repository = cachedRepositoryName(existingPrefix, image);
    return readAwsPlace(parent).apply((place) => `${ecrHost(place)}/${repository}`);
  }
  const upstream = upstreamOf(image)?.url ?? "";
  const parts = [name, ...ownerParts(parent)];
  // Another upstream makes another rule, which stands before the old one goes.
  const prefix = physicalName("ecrCachePrefix", parts, [upstream]);
  const rule = new ecr.PullThroughCacheRule(
    name,
    {
      ecrRepositoryPrefix: prefix,
      upstreamRegistryUrl: upstream,
      ...(credentialArn && { credentialArn }),
    },
    { parent },
  );
  const repository = new ecr.Repository(
    name,
    {
      name: cachedRepositoryName(prefix, image),
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      // Whatever is in there, its registry has as well.
      forceDelete: args.forceDelete ?? true,
    },
    // A task that pulls before there is a rule would find nothing.
    { parent, dependsOn: rule },
  );
  const policy = cacheLifecyclePolicy(args.keptImageCount ?? 50);
  new ecr.LifecyclePolicy(
    name,
    { repository: repository.name, policy },
    { parent: repository, deleteBeforeReplace: true },
  );
  return repository.repositoryUrl;
}
