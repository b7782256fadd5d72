import type * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../argument/checks.js";
import { imageModeProblem } from "./rules/imageMode.js";
import { promotedUriProblem, releaseParameterProblem } from "./rules/release.js";
import type { DockerImageArgs } from "./dockerImageArgs.js";
import { pullAccountsProblem } from "./rules/pullPolicy.js";
import type { ImageBuild } from "./imageBuild.js";
import { decideBuild } from "./imageBuild.js";
import type { DecidedCache } from "./imageCache.js";
import { decideCache } from "./imageCache.js";
import { legalNameProblem } from "../rules/legalName.js";

/** What an image's arguments come to. */
export interface DecidedDockerImage {
  build: ImageBuild | undefined;
  promotedUri: pulumi.Output<string> | undefined;
  pullAccountIds: pulumi.Output<string[]> | undefined;
  cache: DecidedCache | undefined;
}

/**
 * Decides on an image's arguments, before anything is registered.
 *
 * @throws {ArgumentError} if a rule is broken.
 */
export function decideDockerImage(checks: Checks, args: DockerImageArgs): DecidedDockerImage {
  checks.fail(imageModeProblem(args));
  checks.fail(legalNameProblem("ecrRepository", args.repositoryName, "repositoryName"));
  const { releaseParameterName, promoteFrom, pullAccountIds } = args;
  if (releaseParameterName !== undefined) {
    checks.fail(releaseParameterProblem(releaseParameterName, "releaseParameterName"));
  }
  return {
    build: args.context === undefined ? undefined : decideBuild(checks, args, args.context),
    promotedUri:
      promoteFrom?.uri === undefined
        ? undefined
        : decidePromotedUri(checks, promoteFrom.uri, "promoteFrom.uri"),
    pullAccountIds:
      pullAccountIds &&
      checks.known<pulumi.Input<pulumi.Input<string>[]>>(pullAccountIds, pullAccountsProblem),
    cache: decideCache(checks, args),
  };
}

/**
 * The image that another stack released.
 *
 * @throws {ArgumentError} if it has no digest.
 */
export function decidePromotedUri(
  checks: Checks,
  uri: pulumi.Input<string>,
  path: string,
): pulumi.Output<string> {
  return checks.known(uri, (known: string) => promotedUriProblem(known, path));
}
