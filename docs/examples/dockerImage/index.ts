import { DockerImage } from "slipway";

const image = new DockerImage("orders", {
  context: "./app",
  architecture: "arm64",
  keptImageCount: 20,
});

// By digest, so that what was tested is what runs.
export const uri = image.uri;
