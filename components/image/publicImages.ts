import * as pulumi from "@pulumi/pulumi";

import { givenValue } from "../argument/givenOutput.js";
import { originOf } from "./imageOrigin.js";
import { isPublicImage } from "./rules/publicRegistry.js";

/** Images of a task definition: by their names, and those that are known later. */
interface TaskImages {
  named: readonly string[];
  later: readonly pulumi.Output<string>[];
}

/** By the very output of a task definition's ARN: of one that another program made, its images are not known. */
const IMAGES = new WeakMap<object, TaskImages>();

/** Remembers the images of a task definition that come, or may come, from public registries. */
export function rememberPublicImages(
  arn: pulumi.Output<string>,
  images: readonly pulumi.Input<string>[],
): void {
  const named: string[] = [];
  const later: pulumi.Output<string>[] = [];
  for (const image of images) {
    const given = givenValue(image);
    const origin = originOf(image);
    const name = typeof given === "string" ? given : origin?.image;
    // What a DockerImage builds goes to ECR.
    if (name === undefined && origin === undefined) later.push(pulumi.output(image));
    else if (name !== undefined && isPublicImage(name)) named.push(name);
  }
  IMAGES.set(arn, { named, later });
}

/** Images of a task definition that come from public registries, as far as they are known, and those that may. */
export function publicImagesOf(arn: unknown): TaskImages {
  const given = givenValue(arn);
  const found = typeof given === "object" && given !== null ? IMAGES.get(given) : undefined;
  return found ?? { named: [], later: [] };
}
