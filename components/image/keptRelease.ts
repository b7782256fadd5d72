import * as ecr from "@pulumi/aws/ecr";
import type * as dockerBuild from "@pulumi/docker-build";
import * as pulumi from "@pulumi/pulumi";

import { ecrRepositoryArn } from "./rules/imageReference.js";
import { physicalName } from "../rules/physicalName.js";
import { loadOptional } from "../program/optionalPackage.js";
import { ownerParts } from "../argument/ownerParts.js";

/**
 * Gives an image that another stack built a tag of this stack in its repository, whose lifecycle policy then keeps it.
 * Each release has a tag of its own: while an update runs, and after one that went back, the one before is live still.
 */
export function keepRelease(
  name: string,
  uri: pulumi.Output<string>,
  parent: pulumi.Resource,
): void {
  const { Index } = loadOptional(
    "@pulumi/docker-build",
    "0.0",
    "keeping a release",
  ) as typeof dockerBuild;
  const tag = uri.apply((image) => {
    const [reference = "", digest = ""] = image.split("@");
    const repository = reference.replace(/:[^:/]+$/, "");
    const parts = [name, ...ownerParts(parent)];
    return `${repository}:${physicalName("liveImageTag", parts, [digest])}`;
  });
  new Index(
    `${name}-live`,
    { tag, sources: [uri], push: true, registry: signIn(uri, parent) },
    // docker-build deletes by digest, which would take the image itself along.
    { parent, retainOnDelete: true },
  );
}

/** ECR's sign-in holds for every registry that lets this account in; other registries have Docker's own. */
function signIn(uri: pulumi.Output<string>, parent: pulumi.Resource) {
  const token = ecr.getAuthorizationTokenOutput({}, { parent });
  return pulumi.all([uri, token]).apply(([image, { userName, password }]) => ({
    address: image.split("/", 1)[0] ?? "",
    ...(ecrRepositoryArn(image, "aws") !== undefined && {
      username: userName,
      password: pulumi.secret(password),
    }),
  }));
}
