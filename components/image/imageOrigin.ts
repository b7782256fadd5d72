import type * as pulumi from "@pulumi/pulumi";

import { Architecture } from "../rules/architecture.js";
import type { Checks } from "../argument/checks.js";
import { givenValue } from "../argument/givenOutput.js";
import { imageArchitectureProblem } from "../taskDefinition/rules/imageArchitecture.js";

/** What a `DockerImage` says of its image to the task definitions of the same program. */
export interface ImageOrigin {
  /** Architecture that tasks run on; nothing where the program does not say. */
  architecture?: Architecture | undefined;
  /** All that the image is for. */
  architectures?: readonly Architecture[] | undefined;
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

/** The architecture of a task: as given, or as its images are built for. */
export function decideArchitecture(
  checks: Checks,
  args: {
    architecture?: pulumi.Input<Architecture>;
    containers: { name: string; image: pulumi.Input<string> }[];
  },
): pulumi.Output<Architecture> {
  const origins = args.containers.map(({ image }) => originOf(image));
  const first = origins.find((origin) => origin?.architecture !== undefined);
  const images = args.containers.map(({ name }, i) => {
    const architectures = origins[i]?.architectures;
    return architectures ? { name, architectures: [...architectures] } : { name };
  });
  return checks.decide(
    { architecture: args.architecture ?? first?.architecture ?? Architecture.Amd64, images },
    imageArchitectureProblem,
    ({ architecture }) => architecture,
  );
}
