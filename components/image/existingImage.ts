import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";

import type { Architecture } from "../rules/architecture.js";
import type { Checks } from "../argument/checks.js";
import type { ImagePlatform } from "./rules/imagePlatform.js";
import { imagePlatformProblem, taskArchitecture } from "./rules/imagePlatform.js";
import { loadOptional } from "../program/optionalPackage.js";

/** An image that exists. */
export interface ExistingImage {
  /** The image with its digest. */
  uri: pulumi.Output<string>;
  /** Architecture that its tasks run on; nothing where neither the program nor the image says. */
  architecture: pulumi.Output<Architecture | undefined>;
}

/**
 * Resolves a tag to the digest that it stands for, and sees to it that the image has the architecture. What is given by
 * digest is taken as it stands: the provider reads no platforms by digest.
 */
export function existingImage(
  checks: Checks,
  image: string,
  stated: Architecture | undefined,
  parent: pulumi.Resource,
): ExistingImage {
  if (image.includes("@sha256:")) {
    return { uri: pulumi.output(image), architecture: pulumi.output(stated) };
  }
  const { getRegistryImageOutput, getRegistryImageManifests } = loadOptional(
    "@pulumi/docker",
    "5",
    "resolving a tag",
  ) as typeof docker;
  const found = getRegistryImageOutput({ name: image }, { parent });
  const listed = getRegistryImageManifests({ name: image }, { parent }).then(
    ({ manifests }): ImagePlatform[] => manifests,
    // The provider refuses to list an image of a single platform; that there is none, `found` says.
    () => [],
  );
  const platforms = checks.known(pulumi.output(listed), (known) =>
    imagePlatformProblem(image, known, stated),
  );
  const repository = image.replace(/:[^:/]+$/, "");
  return {
    uri: pulumi.all([found.sha256Digest, platforms]).apply(([digest]) => `${repository}@${digest}`),
    architecture: platforms.apply((known) => stated ?? taskArchitecture(known)),
  };
}
