import type * as pulumi from "@pulumi/pulumi";

import { givenValue } from "../argument/givenOutput.js";
import type { Architecture } from "../rules/architecture.js";

/** What a `DockerImage` says of its image to the task definitions of the same program. */
export interface ImageOrigin {
  /** Architecture that tasks run on; nothing where the program does not say. */
  architecture?: Architecture | undefined;
  /** All that the image is for. */
  architectures?: readonly Architecture[] | undefined;
  /** Name of the image that exists, where tasks pull it from its own registry. */
  image?: string | undefined;
  /** What ECR must be allowed to fetch the image from another registry when it is first pulled. */
  fetchActions?: readonly string[] | undefined;
}

/** By the very output that a program hands on: a text, and what another program made, say nothing of their origin. */
const ORIGINS = new WeakMap<object, ImageOrigin>();

/** Remembers where an image comes from. */
export function rememberOrigin(uri: pulumi.Output<string>, origin: ImageOrigin): void {
  ORIGINS.set(uri, origin);
}

/** Where an image comes from; nothing where that is not known. */
export function originOf(image: pulumi.Input<string>): ImageOrigin | undefined {
  const given = givenValue(image);
  return typeof given === "object" && given !== null ? ORIGINS.get(given) : undefined;
}
