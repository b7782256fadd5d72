import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";

import { Architecture } from "../rules/architecture.js";
import { Checks } from "../argument/checks.js";
import type { DockerImageArgs, PromoteFromArgs } from "./dockerImageArgs.js";
import type { ExistingImage } from "./existingImage.js";
import { existingImage } from "./existingImage.js";
import { rememberOrigin } from "./imageOrigin.js";
import { buildAndPush } from "./imageBuild.js";
import { imageRepository } from "./imageRepository.js";
import { keepRelease } from "./keptRelease.js";
import { cachedRepository, fetchActions } from "./imageCache.js";
import type { DecidedDockerImage } from "./decideDockerImage.js";
import { decideDockerImage, decidePromotedUri } from "./decideDockerImage.js";

/**
 * An image by digest: built from a Dockerfile and pushed to an ECR repository of its own with immutable tags, scan on
 * push and a lifecycle, one that exists, or one that another stack released.
 */
export class DockerImage extends pulumi.ComponentResource {
  /** The image with its digest, for a container's `image`. */
  public readonly uri: pulumi.Output<string>;
  /** Processor architecture of the image, for the task definition. */
  public readonly architecture: pulumi.Output<Architecture>;
  /** The repository that the image is in, without tag. */
  public readonly repositoryUrl: pulumi.Output<string>;

  /**
   * @param name Logical name; children are named `<name>` and `<name>-<part>`.
   * @throws {ArgumentError} if not exactly one of `context`, `image` and `promoteFrom` is given, the folder or the
   * Dockerfile does not exist, an architecture is none, an argument is for another mode, what is promoted has no digest,
   * ECR has no cache for the image's registry, or an id or a name is illegal.
   */
  constructor(name: string, args: DockerImageArgs, opts?: pulumi.ComponentResourceOptions) {
    const checks = new Checks("DockerImage", name);
    args = checks.arguments(args);
    const decided = decideDockerImage(checks, args);
    const { build } = decided;
    super("slipway:index:DockerImage", name, args, opts);

    const stated = args.architecture ?? args.architectures?.[0];
    const architecture = stated ?? Architecture.Amd64;
    if (build) {
      const repository = args.repositoryUrl
        ? undefined
        : imageRepository(name, args, decided.pullAccountIds, this);
      this.repositoryUrl = pulumi.output(args.repositoryUrl ?? repository?.repositoryUrl ?? "");
      const image = buildAndPush(name, build, this.repositoryUrl, repository, this);
      this.uri = pulumi.interpolate`${this.repositoryUrl}@${image.digest}`;
      this.architecture = pulumi.output(architecture);
    } else {
      const source = sourceImage(name, checks, args, decided, this);
      this.uri = source.uri;
      this.architecture = pulumi.output(source.architecture).apply((own) => own ?? architecture);
      this.repositoryUrl = this.uri.apply((uri) => uri.replace(/(?::[^:/@]+)?@.*$/, ""));
    }
    rememberOrigin(this.uri, {
      // What an image that exists is for, only the program can say before the registry is asked.
      ...((build ?? stated) && {
        architecture,
        architectures: args.architectures ?? [architecture],
      }),
      image: decided.cache ? undefined : args.image,
      fetchActions: decided.cache && fetchActions(decided.cache),
    });
    if (args.promoteFrom?.keepLive === true) keepRelease(name, this.uri, this);
    if (args.releaseParameterName !== undefined) {
      release(name, args.releaseParameterName, this.uri, this);
    }
    this.registerOutputs({
      uri: this.uri,
      architecture: this.architecture,
      repositoryUrl: this.repositoryUrl,
    });
  }
}

/** The image of `promoteFrom` or of `image`, from its cache where it has one. */
function sourceImage(
  name: string,
  checks: Checks,
  args: DockerImageArgs,
  { promotedUri, cache }: DecidedDockerImage,
  parent: pulumi.Resource,
): Pick<ExistingImage, "uri"> & Partial<ExistingImage> {
  const { promoteFrom, image = "", architecture } = args;
  if (promotedUri) return { uri: promotedUri };
  if (promoteFrom) return { uri: releasedImage(checks, promoteFrom, parent) };
  const existing = existingImage(checks, image, architecture, parent);
  if (!cache) return existing;
  const repository = cachedRepository(name, image, cache, args, parent);
  const uri = pulumi
    .all([repository, existing.uri])
    .apply(([cached, known]) => `${cached}@${known.split("@")[1] ?? ""}`);
  return { ...existing, uri };
}

function releasedImage(checks: Checks, from: PromoteFromArgs, parent: pulumi.Resource) {
  const { value } = ssm.getParameterOutput({ name: from.parameterName ?? "" }, { parent });
  // The provider holds every parameter for a secret; the name of an image is none.
  return decidePromotedUri(checks, pulumi.unsecret(value), "promoteFrom.parameterName");
}

/** Written when the image is in its repository, since its name comes from there. */
function release(
  name: string,
  parameterName: string,
  uri: pulumi.Output<string>,
  parent: pulumi.Resource,
): void {
  new ssm.Parameter(
    name,
    {
      name: parameterName,
      type: "String",
      // An image's name is no secret: as `value` it would be one, and with it all that the name stands in.
      insecureValue: uri,
      description: `Image that ${pulumi.getProject()}/${pulumi.getStack()} released for ${name}`,
    },
    { parent },
  );
}
