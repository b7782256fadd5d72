import * as pulumi from "@pulumi/pulumi";

import type { AwsPlace } from "../rules/awsPlace.js";
import type { Checks } from "../argument/checks.js";
import { imagePartitionProblem } from "../image/rules/imageReference.js";
import { below } from "../rules/problem.js";
import type { TaskDefinitionArgs } from "./args/taskDefinitionArgs.js";

/**
 * Checks that a task's images are where its roles are known, as soon as both are.
 *
 * @returns The place, for what is not to be made where an image is beyond it.
 * @throws {ArgumentError} if an image is in a registry of ECR in another partition.
 */
export function checkImagePartitions(
  checks: Checks,
  args: TaskDefinitionArgs,
  place: pulumi.Output<AwsPlace>,
): pulumi.Output<AwsPlace> {
  const checked = args.containers.map(({ name, image, repositoryCredentials }, i) => {
    if (repositoryCredentials !== undefined) return undefined;
    return checks.check({ image, place }, (known) =>
      below(`containers[${i}]`, imagePartitionProblem(name, known.image, known.place)),
    );
  });
  return pulumi.all([place, pulumi.all(checked)]).apply(([known]) => known);
}
