import * as pulumi from "@pulumi/pulumi";
import { DockerImage } from "slipway";

import { boundRoles } from "../infra/boundary";
import { webService } from "../infra/service";
import { reviewOf } from "./reviewOf";

const config = new pulumi.Config();
const { name, ...route } = reviewOf(pulumi.getStack());
const permissionsBoundaryArn = config.get("permissionsBoundaryArn") || undefined;
if (permissionsBoundaryArn !== undefined) boundRoles(permissionsBoundaryArn);

// Built of the request, and in a repository of its own, which goes with the environment.
const image = new DockerImage(name, {
  context: "..",
  architecture: "arm64",
  forceDelete: true,
});

const ecsService = webService(name, {
  platformStack: config.require("platformStack"),
  cpu: config.requireNumber("cpu"),
  memory: config.requireNumber("memory"),
  minCapacity: 1,
  maxCapacity: 1,
  logRetentionDays: config.requireNumber("logRetentionDays"),
  forceDelete: true,
  image,
  route,
});

/** Where requests reach the environment. */
export const url = ecsService.url;
/** The image that runs, by digest. */
export const imageUri = image.uri;
