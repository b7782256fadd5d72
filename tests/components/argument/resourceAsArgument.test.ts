import assert from "node:assert/strict";

import { Cluster, DockerImage, LoadBalancer, TaskDefinition } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi } from "../../../generator/testing/index.js";
import { network } from "../support/platform.js";
import { container, image, makers, route, service } from "../support/untypedArguments.js";

describe("arguments of components", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  describe("a resource in the place of one of its outputs", () => {
    const cases: [string, string, () => unknown][] = [
      [
        "cluster",
        `'cluster' must be the '.ref' of a Cluster, got the Cluster "platform" itself; its '.ref' works`,
        () => service({ cluster: new Cluster("platform", { network }) }),
      ],
      [
        "taskDefinition",
        `'taskDefinition' must be the '.ref' of a TaskDefinition, got the TaskDefinition "main" itself; its '.ref' works`,
        () =>
          service({
            taskDefinition: new TaskDefinition("main", { containers: [{ name: "a", image }] }),
          }),
      ],
      [
        "containers[0].image",
        `'containers[0].image' must be a text, got the DockerImage "app" itself; its '.uri' works`,
        () => container({ image: new DockerImage("app", { image }) }),
      ],
      [
        "loadBalancer",
        `got the LoadBalancer "web" itself; a map with its '.ref' as 'ref' works`,
        () => service({ loadBalancer: new LoadBalancer("web", { network }) }),
      ],
      [
        "loadBalancer.ref",
        `'loadBalancer.ref' must be the '.ref' of a LoadBalancer, got the LoadBalancer "web" itself; its '.ref' works`,
        () => service({ loadBalancer: { ...route, ref: new LoadBalancer("web", { network }) } }),
      ],
      [
        "network",
        `'network' must be the '.ref' of a Network, got the Cluster "platform" itself; the '.ref' of a Network works`,
        () => makers.LoadBalancer({ network: new Cluster("platform", { network }) }),
      ],
    ];
    for (const [propertyPath, message, make] of cases) {
      it(`names the output: ${message}`, async () => {
        assert.throws(make, (error: Error & { propertyPath: string }) => {
          assert.equal(error.propertyPath, propertyPath);
          assert.ok(error.message.includes(message), error.message);
          return true;
        });
        await mock.settled();
      });
    }
  });
});
