import * as pulumi from "@pulumi/pulumi";
import { DockerImage } from "slipway";

import type { ServiceConfig } from "./config";

/** Where dev writes down what it built, for the other stacks. */
const RELEASE = "/orders/release";

/**
 * The image: dev builds it, and the other stacks run the very bytes that dev tested.
 */
export function serviceImage(config: ServiceConfig): DockerImage {
  const architecture = "arm64";
  if (config.imageUri !== undefined) {
    return new DockerImage("orders", { architecture, promoteFrom: { uri: config.imageUri } });
  }
  if (pulumi.getStack() !== "dev") {
    return new DockerImage("orders", { architecture, promoteFrom: { parameterName: RELEASE } });
  }
  return new DockerImage("orders", {
    context: "..",
    architecture,
    releaseParameterName: RELEASE,
    forceDelete: config.forceDelete,
    ...(config.imageRepositoryUrl !== undefined && { repositoryUrl: config.imageRepositoryUrl }),
  });
}
