import type { Checks } from "../argument/checks.js";
import { isPlain, rawField } from "../argument/refField.js";
import { publicImagesOf } from "../image/publicImages.js";
import { publicImageProblem } from "../image/rules/publicRegistry.js";
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
  const images = publicImagesOf(taskDefinition.arn);
  if (images.length === 0) return;
  const network = rawField(cluster, "network");
  const reach: unknown = rawField(network, "privateReach");
  const egressCidrBlocks: unknown = rawField(network, "egressCidrBlocks");
  checks.check({ assignPublicIp, reach, egressCidrBlocks }, (known) =>
    publicImageProblem(images, known as Parameters<typeof publicImageProblem>[1]),
  );
}
