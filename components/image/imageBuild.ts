import * as ecr from "@pulumi/aws/ecr";
import type * as dockerBuild from "@pulumi/docker-build";
import * as pulumi from "@pulumi/pulumi";

import { Architecture } from "../rules/architecture.js";
import type { Checks } from "../argument/checks.js";
import { buildHash, contextProblem } from "./buildContext.js";
import type { DockerImageArgs } from "./dockerImageArgs.js";
import { CACHE_TAG } from "./rules/lifecyclePolicy.js";
import { loadOptional } from "../program/optionalPackage.js";

/** What docker-build is told, with the tag that names its content. */
export interface ImageBuild {
  context: string;
  dockerfile: string;
  target?: string;
  buildArgs: Record<string, string>;
  platforms: string[];
  secrets: Record<string, pulumi.Input<string>>;
  cache: boolean;
  cacheFromRegistry: pulumi.Input<pulumi.Input<string>[]>;
  tag: string;
}

/** @throws {ArgumentError} if the folder or the Dockerfile does not exist. */
export function decideBuild(checks: Checks, args: DockerImageArgs, context: string): ImageBuild {
  const dockerfile = args.dockerfile ?? `${context}/Dockerfile`;
  checks.fail(contextProblem(context, dockerfile));
  const { target, buildArgs = {}, secrets = {} } = args;
  const architectures = args.architectures ?? [args.architecture ?? Architecture.Amd64];
  const platforms = [...architectures].sort().map((architecture) => `linux/${architecture}`);
  const secretIds = Object.keys(secrets).sort();
  // Tags are immutable, so that each content has its own; the same content has the same on every machine.
  const settings = {
    ...(target !== undefined && { target }),
    buildArgs,
    platform: platforms.join(","),
    ...(secretIds.length > 0 && { secretIds }),
  };
  return {
    context,
    dockerfile,
    ...(target !== undefined && { target }),
    buildArgs,
    platforms,
    secrets,
    cache: args.cache ?? false,
    cacheFromRegistry: args.cacheFromRegistry ?? [],
    tag: buildHash(context, dockerfile, settings).slice(0, 16),
  };
}

/** Builds an image and pushes it to a repository, with the sign-in of the one that was made for it. */
export function buildAndPush(
  name: string,
  build: ImageBuild,
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
      ...buildSecrets(build.secrets),
      ...buildCache(build, repositoryUrl),
      platforms: build.platforms as dockerBuild.Platform[],
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

/** A token that changes with every run is no reason to build: the same content would be pushed to the same, immutable tag. */
function buildSecrets(secrets: ImageBuild["secrets"]) {
  const ids = Object.keys(secrets).sort();
  if (ids.length === 0) return {};
  return {
    secrets: Object.fromEntries(ids.map((id) => [id, pulumi.secret(secrets[id] ?? "")])),
    ignoreSecretsInDiffCalculation: ids,
  };
}

function buildCache(build: ImageBuild, repositoryUrl: pulumi.Output<string>) {
  const own = build.cache ? [pulumi.interpolate`${repositoryUrl}:${CACHE_TAG}`] : [];
  const others = pulumi.output(build.cacheFromRegistry);
  return {
    ...((build.cache || !isEmpty(build.cacheFromRegistry)) && {
      cacheFrom: pulumi
        .all([pulumi.all(own), others])
        .apply(([first, rest]) => [...first, ...rest].map((ref) => ({ registry: { ref } }))),
    }),
    ...(build.cache && {
      cacheTo: own.map((ref) => ({
        registry: {
          ref,
          mode: "max" as const,
          // ECR takes a cache only as one image of the OCI kind.
          imageManifest: true,
          ociMediaTypes: true,
          // A release does not fail for a cache that could not be written.
          ignoreError: true,
        },
      })),
    }),
  };
}

function isEmpty(references: ImageBuild["cacheFromRegistry"]): boolean {
  return Array.isArray(references) && references.length === 0;
}

function ecrCredentials(repository: ecr.Repository, parent: pulumi.Resource) {
  const token = ecr.getAuthorizationTokenOutput({ registryId: repository.registryId }, { parent });
  return {
    address: token.proxyEndpoint,
    username: token.userName,
    password: pulumi.secret(token.password),
  };
}
