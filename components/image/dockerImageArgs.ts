import type * as pulumi from "@pulumi/pulumi";

import type { Architecture } from "../rules/architecture.js";

/** Where the released image is named: exactly one of the two is given. */
export interface PromoteFromArgs {
  /** The image by digest, such as the `uri` that the stack that built it exports. */
  uri?: pulumi.Input<string>;
  /** Name of the SSM parameter that holds the image by digest: the `releaseParameterName` of the stack that built it. */
  parameterName?: pulumi.Input<string>;
  /**
   * Whether the repository keeps each release that this stack runs, however old, by a tag that starts with `live-`. The
   * `DockerImage` that built it has `keepLiveReleases`, and whoever deploys this stack may push to its repository; the
   * tags stay when the stack is destroyed.
   *
   * @default false
   */
  keepLive?: boolean;
}

/** A cache in ECR for an image of another registry. */
export interface PullThroughCacheArgs {
  /**
   * ARN of the secret that ECR signs in to the registry with; its name starts with `ecr-pullthroughcache/`, and it holds
   * `username` and `accessToken`.
   *
   * @default - no sign-in; Docker Hub, GitHub, GitLab and Azure need one
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-secret.html
   */
  credentialsSecretArn?: pulumi.Input<string>;
  /**
   * Prefix of a rule that exists already, such as one of the platform for all services: an account has 50 rules at most.
   * The repository below it is then ECR's own, made when the image is first pulled.
   *
   * @default - a rule and a repository are created
   */
  existingPrefix?: string;
}

/**
 * Arguments for {@link DockerImage}: `context` to build an image, `image` to use one that exists, or `promoteFrom` to run
 * the very one that another stack tested.
 */
export interface DockerImageArgs {
  /**
   * Folder to build, relative to the program's folder.
   *
   * @default - nothing is built, and `image` or `promoteFrom` names the image
   */
  context?: string;
  /**
   * Path of the Dockerfile, relative to the program's folder.
   *
   * @default - `Dockerfile` in `context`
   */
  dockerfile?: string;
  /**
   * Stage of the Dockerfile to build.
   *
   * @default - the last one
   */
  target?: string;
  /**
   * Build arguments. They end up in the image's history: no secrets.
   *
   * @default - none
   */
  buildArgs?: Record<string, string>;
  /**
   * Secrets of the build by id, for `RUN --mount=type=secret,id=<id>`. They are in no layer and in no history. A secret
   * whose value changes starts no build by itself: it is no part of the image (`@pulumi/docker-build` before 0.0.20 cannot
   * tell, and builds).
   *
   * @default - none
   * @see https://docs.docker.com/build/building/secrets/
   */
  secrets?: Record<string, pulumi.Input<string>>;
  /**
   * Whether the build reads and writes a cache of all its stages in the repository, under the tag `buildcache`; the one
   * tag of the repository that may be written again. It needs a builder of BuildKit, not Docker's own `docker` driver.
   *
   * @default false
   * @see https://docs.docker.com/build/cache/backends/registry/
   */
  cache?: boolean;
  /**
   * Caches in registries that the build reads as well, such as `registry.example.com/orders:buildcache`; Docker on this
   * machine is signed in to them.
   *
   * @default - none
   */
  cacheFromRegistry?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Processor architecture that the image is built for, and that tasks run on: a task definition of the same program
   * takes it over from `uri`, one of another takes `dockerImage.architecture`. An image of several platforms that exists
   * must have it.
   *
   * @default "amd64", or the first of `architectures`; of an image that exists, one that it has
   */
  architecture?: Architecture;
  /**
   * Processor architectures that one image is built for: each machine pulls its own under the same digest.
   * `architecture` says which one tasks run on. It needs a builder that can build for all of them.
   *
   * @default - `architecture` alone
   * @see https://docs.docker.com/build/building/multi-platform/
   */
  architectures?: Architecture[];
  /**
   * Repository to push to, without tag, such as `registry.example.com/orders`; it exists already, and Docker on this
   * machine is signed in to it.
   *
   * @default - an ECR repository is created
   */
  repositoryUrl?: pulumi.Input<string>;
  /**
   * Releases that the ECR repository keeps, 1 to 1000, newest first. ECR does not know what runs: an older one is deleted
   * even if tasks still run it, such as in a stack that promoted it long ago, unless `keepLiveReleases` keeps it.
   *
   * @default 50
   */
  keptImageCount?: number;
  /**
   * Whether the ECR repository also keeps what stacks that promote from it run, however old: those of
   * `promoteFrom.keepLive`, up to 1000 releases. Tags that start with `live-` may then be written again.
   *
   * @default false
   */
  keepLiveReleases?: boolean;
  /**
   * Whether destroying the stack deletes the ECR repository even when it holds images. Where a stack comes and goes,
   * `pulumi.getStack() !== "prod"` lets go of all but the releases of production; without it, `pulumi destroy` fails on
   * a repository that holds images.
   *
   * @default false; true for the copies of a `pullThroughCache`
   */
  forceDelete?: pulumi.Input<boolean>;
  /**
   * ARN of the KMS key that encrypts the ECR repository. Another key makes another repository.
   *
   * @default - a key of S3
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
   */
  kmsKeyArn?: pulumi.Input<string>;
  /**
   * Name of the ECR repository in AWS, in the place of one that is made of the logical name, the components that it stands in, the stack and
   * the project. Whoever renames one of these, with `aliases` or by `pulumi stack rename`, gives the name that it has, and
   * nothing is replaced.
   *
   * @default - made of the logical name, stack and project
   * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
   */
  repositoryName?: string;
  /**
   * Ids of the other accounts that may pull from the ECR repository, 12 digits each.
   *
   * @default - none
   */
  pullAccountIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * An image that exists, such as `nginx:1.27`; a tag is resolved to the digest that it stands for now.
   *
   * @default - `context` is built, or `promoteFrom` is taken
   */
  image?: string;
  /**
   * Has ECR keep a copy of `image`, which tasks then pull: from inside the account, without the registry's rate limit, and
   * also where private subnets reach AWS alone. A task definition of this program lets ECR fetch it; in another program
   * the execution role needs `ecr:BatchImportUpstreamImage`.
   *
   * @default - tasks pull from the registry itself
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html
   */
  pullThroughCache?: PullThroughCacheArgs;
  /**
   * The release of another stack: nothing is built, and this stack runs the very bytes that the other one tested.
   *
   * @default - `context` is built, or `image` is taken
   */
  promoteFrom?: PromoteFromArgs;
  /**
   * Name of an SSM parameter that this stack writes the image to, by digest, for other stacks to promote.
   *
   * @default - no parameter is written
   */
  releaseParameterName?: string;
}
