import type * as pulumi from "@pulumi/pulumi";

import { givenValue } from "../argument/givenOutput.js";
import { originOf } from "./imageOrigin.js";
import { isPublicImage } from "./rules/publicRegistry.js";

/** By the very output of a task definition's ARN: of one that another program made, its images are not known. */
const IMAGES = new WeakMap<object, readonly string[]>();

/** Remembers which images of a task definition come from public registries. */
export function rememberPublicImages(
  arn: pulumi.Output<string>,
  images: readonly pulumi.Input<string>[],
): void {
  const named = images.map((image) => {
    const given = givenValue(image);
    return typeof given === "string" ? given : originOf(image)?.image;
  });
  IMAGES.set(arn, named.filter((image) => image !== undefined && isPublicImage(image)).map(String));
}

/** Images of a task definition that come from public registries, as far as they are known. */
export function publicImagesOf(arn: unknown): readonly string[] {
  const given = givenValue(arn);
  return typeof given === "object" && given !== null ? (IMAGES.get(given) ?? []) : [];
}
