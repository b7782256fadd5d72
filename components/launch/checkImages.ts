import type { Checks } from "../argument/checks.js";
import { isPlain, rawField } from "../argument/refField.js";
import { publicImagesOf } from "../image/publicImages.js";
import { isPublicImage, publicImageProblem } from "../image/rules/publicRegistry.js";
import type { LaunchArgs } from "./launchArgs.js";

/**
 * Checks that private tasks reach the registries of their images, as soon as it is known what their network reaches.
 *
 * @throws {ArgumentError} if they reach AWS services alone, and an image is of a public registry.
 */
export function checkImages(
  checks: Checks,
  { cluster, taskDefinition, assignPublicIp = false }: LaunchArgs,
): void {
  if (!isPlain(taskDefinition)) return;
  const { named, later } = publicImagesOf(taskDefinition.arn);
  const network = rawField(cluster, "network");
  const reach: unknown = rawField(network, "privateReach");
  const egressCidrBlocks: unknown = rawField(network, "egressCidrBlocks");
  const at = { assignPublicIp, reach, egressCidrBlocks };
  if (named.length > 0) {
    checks.check(at, (known) =>
      publicImageProblem(named, known as Parameters<typeof publicImageProblem>[1]),
    );
  }
  // Each by itself: the name of an image that is still to be built holds no other back.
  for (const image of later) {
    checks.check({ ...at, image }, (known) =>
      isPublicImage(known.image)
        ? publicImageProblem([known.image], known as Parameters<typeof publicImageProblem>[1])
        : undefined,
    );
  }
}
