import type * as pulumi from "@pulumi/pulumi";

import { Architecture } from "../rules/architecture.js";
import type { Checks } from "../argument/checks.js";
import { imageArchitectureProblem } from "./rules/imageArchitecture.js";
import { originOf } from "../image/imageOrigin.js";

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
