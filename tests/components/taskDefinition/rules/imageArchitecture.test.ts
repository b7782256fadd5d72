import assert from "node:assert/strict";

import { imageArchitectureProblem } from "../../../../components/taskDefinition/rules/imageArchitecture.js";

describe("imageArchitectureProblem", () => {
  it("takes images that are built for the architecture, or of which it is not known", () => {
    const images = [
      { name: "app", architectures: ["amd64", "arm64"] },
      { name: "proxy", architectures: ["arm64"] },
      { name: "agent" },
    ];
    assert.equal(imageArchitectureProblem({ architecture: "arm64", images }), undefined);
  });

  it("names the container whose image is for another one", () => {
    const images = [
      { name: "app", architectures: ["amd64", "arm64"] },
      { name: "proxy", architectures: ["arm64"] },
    ];
    assert.deepEqual(imageArchitectureProblem({ architecture: "amd64", images }), {
      path: "architecture",
      reason: `'architecture' must be one that every image is built for, got "amd64", and the image of container "proxy" is for "arm64": it would stop with "exec format error"; the DockerImage's own 'architecture' works`,
    });
  });
});
