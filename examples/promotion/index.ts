// The stack dev builds the image. Every other stack runs the very bytes that dev tested, and builds nothing.
import * as pulumi from "@pulumi/pulumi";
import type { ClusterRef } from "slipway";
import { DockerImage, Service, TaskDefinition } from "slipway";

const stack = pulumi.getStack();
const release = "/shop/release";

const image = new DockerImage(
  "shop",
  stack === "dev"
    ? // The image goes to an ECR repository, and its digest into an SSM parameter.
      { context: "app", architecture: "arm64", releaseParameterName: release }
    : { architecture: "arm64", promoteFrom: { parameterName: release } },
);

const shop = new TaskDefinition("shop", {
  architecture: image.architecture,
  containers: [
    {
      name: "shop",
      image: image.uri,
      // The user of the image, which writes to /tmp alone.
      user: "101",
      readonlyRootFilesystem: true,
      linuxParameters: { tmpfs: [{ containerPath: "/tmp", size: 64 }] },
      portMappings: [{ containerPort: 8080 }],
    },
  ],
});

// What examples/platform exports.
const platform = new pulumi.StackReference(`organization/platform/${stack}`);
new Service("shop", {
  cluster: platform.requireOutput("cluster") as pulumi.Output<ClusterRef>,
  taskDefinition: shop.ref,
  desiredCount: 2,
});

export const uri = image.uri;
