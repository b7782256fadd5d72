import * as ecr from "@pulumi/aws/ecr";
import type * as docker from "@pulumi/docker";
import type * as dockerBuild from "@pulumi/docker-build";
import * as pulumi from "@pulumi/pulumi";

import { Architecture } from "./architecture.js";
import type { Problem } from "./checks.js";
import { Checks } from "./checks.js";
import { buildHash, contextProblem } from "./docker/buildContext.js";
import { lifecyclePolicy } from "./ecr/lifecyclePolicy.js";
import { physicalName } from "./naming/physicalName.js";
import { loadOptional } from "./optionalPackage.js";

/** Arguments for {@link DockerImage}: `context` to build an image, or `image` to use one that exists. */
export interface DockerImageArgs {
  /**
   * Folder to build, relative to the program's folder.
   *
   * @default - nothing is built, and `image` names the image
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
   * Processor architecture that the image is built for; pass the same on to the task definition as
   * `dockerImage.architecture`.
   *
   * @default "amd64"
   */
  architecture?: Architecture;
  /**
   * Repository to push to, without tag, such as `registry.example.com/orders`; it exists already, and Docker on this
   * machine is signed in to it.
   *
   * @default - an ECR repository is created
   */
  repositoryUrl?: pulumi.Input<string>;
  /**
   * Releases that the ECR repository keeps, 1 to 1000.
   *
   * @default 50
   */
  keptImageCount?: number;
  /**
   * Whether destroying the stack deletes the ECR repository even when it holds images.
   *
   * @default false
   */
  forceDelete?: pulumi.Input<boolean>;
  /**
   * An image that exists, such as `nginx:1.27`; a tag is resolved to the digest that it stands for now.
   *
   * @default - `context` is built
   */
  image?: string;
}

/**
 * An image by digest: built from a Dockerfile and pushed to an ECR repository of its own with immutable tags, scan on
 * push and a lifecycle, or one that exists.
 */
export class DockerImage extends pulumi.ComponentResource {
  /** The image with its digest, for a container's `image`. */
  public readonly uri: pulumi.Output<string>;
  /** Processor architecture of the image, for the task definition. */
  public readonly architecture: pulumi.Output<Architecture>;
  /** The repository that the image is in, without tag. */
  public readonly repositoryUrl: pulumi.Output<string>;

  /**
   * @param name Logical name; children are named `<name>`.
   * @throws {ArgumentError} if not exactly one of `context` and `image` is given, or the folder or the Dockerfile does
   * not exist.
   */
  constructor(name: string, args: DockerImageArgs, opts?: pulumi.ComponentResourceOptions) {
    const checks = new Checks("DockerImage", name);
    checks.fail(modeProblem(args));
    const build = args.context === undefined ? undefined : decideBuild(checks, args, args.context);
    super("slipway:index:DockerImage", name, args, opts);

    this.architecture = pulumi.output(args.architecture ?? Architecture.Amd64);
    if (build) {
      const repository = args.repositoryUrl ? undefined : makeRepository(name, args, this);
      this.repositoryUrl = pulumi.output(args.repositoryUrl ?? repository?.repositoryUrl ?? "");
      const image = buildAndPush(name, build, this.repositoryUrl, repository, this);
      this.uri = pulumi.interpolate`${this.repositoryUrl}@${image.digest}`;
    } else {
      this.uri = existingImage(args.image ?? "", this);
      this.repositoryUrl = this.uri.apply((uri) => uri.replace(/(?::[^:/@]+)?@.*$/, ""));
    }
    this.registerOutputs({
      uri: this.uri,
      architecture: this.architecture,
      repositoryUrl: this.repositoryUrl,
    });
  }
}

/** What docker-build is told, with the tag that names its content. */
interface Build {
  context: string;
  dockerfile: string;
  target?: string;
  buildArgs: Record<string, string>;
  platform: string;
  tag: string;
}

function modeProblem({
  context,
  image,
  keptImageCount = 50,
}: DockerImageArgs): Problem | undefined {
  if ((context === undefined) === (image === undefined)) {
    const got = context === undefined ? "neither" : "both";
    const reason = `one of 'context' and 'image' must be given, got ${got}; { context: "." } works`;
    return { path: context === undefined ? "context" : "image", reason };
  }
  if (Number.isInteger(keptImageCount) && keptImageCount >= 1 && keptImageCount <= 1000) {
    return undefined;
  }
  const reason = `'keptImageCount' must be a whole number from 1 to 1000, got ${keptImageCount}; 50 works`;
  return { path: "keptImageCount", reason };
}

function decideBuild(checks: Checks, args: DockerImageArgs, context: string): Build {
  const dockerfile = args.dockerfile ?? `${context}/Dockerfile`;
  checks.fail(contextProblem(context, dockerfile));
  const settings = {
    ...(args.target !== undefined && { target: args.target }),
    buildArgs: args.buildArgs ?? {},
    platform: `linux/${args.architecture ?? Architecture.Amd64}`,
  };
  // Tags are immutable, so that each content has its own; the same content has the same on every machine.
  const tag = buildHash(context, dockerfile, settings).slice(0, 16);
  return { context, dockerfile, ...settings, tag };
}

function makeRepository(name: string, args: DockerImageArgs, parent: pulumi.Resource) {
  const repository = new ecr.Repository(
    name,
    {
      name: physicalName("ecrRepository", [name, pulumi.getStack(), pulumi.getProject()]),
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      forceDelete: args.forceDelete ?? false,
    },
    { parent },
  );
  new ecr.LifecyclePolicy(
    name,
    { repository: repository.name, policy: lifecyclePolicy(args.keptImageCount ?? 50) },
    { parent: repository },
  );
  return repository;
}

function buildAndPush(
  name: string,
  build: Build,
  repositoryUrl: pulumi.Output<string>,
  repository: ecr.Repository | undefined,
  parent: pulumi.Resource,
): dockerBuild.Image {
  const { Image } = loadOptional(
    "@pulumi/docker-build",
    "0.0",
    "building an image",
  ) as typeof dockerBuild;
  return new Image(
    name,
    {
      context: { location: build.context },
      dockerfile: { location: build.dockerfile },
      ...(build.target !== undefined && { target: build.target }),
      buildArgs: build.buildArgs,
      platforms: [build.platform as dockerBuild.Platform],
      tags: [pulumi.interpolate`${repositoryUrl}:${build.tag}`],
      push: true,
      // A preview says what would change; it starts no build.
      buildOnPreview: false,
      registries: repository ? [ecrCredentials(repository, parent)] : [],
    },
    // Older images stay: a deployment that goes back needs them, and the lifecycle policy clears up.
    { parent, retainOnDelete: true },
  );
}

function ecrCredentials(repository: ecr.Repository, parent: pulumi.Resource) {
  const token = ecr.getAuthorizationTokenOutput({ registryId: repository.registryId }, { parent });
  return {
    address: token.proxyEndpoint,
    username: token.userName,
    password: pulumi.secret(token.password),
  };
}

function existingImage(image: string, parent: pulumi.Resource): pulumi.Output<string> {
  if (image.includes("@sha256:")) return pulumi.output(image);
  const { getRegistryImageOutput } = loadOptional(
    "@pulumi/docker",
    "5",
    "resolving a tag",
  ) as typeof docker;
  const found = getRegistryImageOutput({ name: image }, { parent });
  const repository = image.replace(/:[^:/]+$/, "");
  return pulumi.interpolate`${repository}@${found.sha256Digest}`;
}
