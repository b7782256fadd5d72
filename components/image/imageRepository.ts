import * as ecr from "@pulumi/aws/ecr";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import * as pulumi from "@pulumi/pulumi";

import { CACHE_TAG, lifecyclePolicy, LIVE_TAGS } from "./rules/lifecyclePolicy.js";
import { pullPolicy } from "./rules/pullPolicy.js";
import { physicalName } from "../rules/physicalName.js";
import { ownerParts } from "../argument/ownerParts.js";

/** What a {@link DockerImage} says of its repository. */
interface ImageRepositoryArgs {
  keptImageCount?: number;
  forceDelete?: pulumi.Input<boolean>;
  repositoryName?: string;
  kmsKeyArn?: pulumi.Input<string>;
  cache?: boolean;
  keepLiveReleases?: boolean;
}

/** Makes the ECR repository of an image, with immutable tags, scan on push, a lifecycle and who may pull. */
export function imageRepository(
  name: string,
  args: ImageRepositoryArgs,
  pullAccountIds: pulumi.Output<string[]> | undefined,
  parent: pulumi.Resource,
): ecr.Repository {
  const repository = new ecr.Repository(
    name,
    {
      name: args.repositoryName ?? repositoryName([name, ...ownerParts(parent)], args.kmsKeyArn),
      ...tagMutability(args),
      imageScanningConfiguration: { scanOnPush: true },
      ...(args.kmsKeyArn !== undefined && {
        encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: args.kmsKeyArn }],
      }),
      forceDelete: args.forceDelete ?? false,
    },
    { parent },
  );
  const policy = lifecyclePolicy(args.keptImageCount ?? 50, {
    cache: args.cache,
    keepLive: args.keepLiveReleases,
  });
  new ecr.LifecyclePolicy(
    name,
    { repository: repository.name, policy },
    // A repository has one policy: deleting the old one after the new one was made would leave none.
    { parent: repository, deleteBeforeReplace: true },
  );
  if (pullAccountIds) letPull(name, repository, pullAccountIds);
  return repository;
}

/** Encryption cannot change in place: a repository with another key has another name, and stands before the old one goes. */
function repositoryName(parts: string[], kmsKeyArn: pulumi.Input<string> | undefined) {
  if (kmsKeyArn === undefined) return physicalName("ecrRepository", parts);
  return pulumi.output(kmsKeyArn).apply((key) => physicalName("ecrRepository", parts, [key]));
}

/**
 * A second repository for the cache would need a lifecycle and an encryption of its own: one tag is let through instead.
 * So are those of live images, which a stack that is made anew writes again.
 */
function tagMutability({ cache, keepLiveReleases }: ImageRepositoryArgs) {
  const filters = [
    ...(cache === true ? [CACHE_TAG] : []),
    ...(keepLiveReleases === true ? [LIVE_TAGS] : []),
  ];
  if (filters.length === 0) return { imageTagMutability: "IMMUTABLE" };
  return {
    imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
    imageTagMutabilityExclusionFilters: filters.map((filter) => ({
      filter,
      filterType: "WILDCARD",
    })),
  };
}

function letPull(name: string, repository: ecr.Repository, accountIds: pulumi.Output<string[]>) {
  const { partition } = getPartitionOutput({}, { parent: repository });
  const policy = pulumi
    .all([accountIds, partition])
    .apply(([ids, where]) => pullPolicy(ids, where));
  new ecr.RepositoryPolicy(name, { repository: repository.name, policy }, { parent: repository });
}
