import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { ClusterRef, TaskDefinitionArgs } from "../../../components/index.js";
import { Service, Task, TaskDefinition } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";
import { cluster as platform, network } from "../support/platform.js";
import { DIGEST } from "../support/imageDigest.js";

const ECR = `123456789012.dkr.ecr.us-east-1.amazonaws.com/orders@${DIGEST}`;
const cluster: ClusterRef = {
  ...platform,
  network: { ...network, egressCidrBlocks: [], privateReach: "awsServices" },
};

describe("images that a private network does not reach", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi();
  });

  const task = (image: pulumi.Input<string>, args: Partial<TaskDefinitionArgs> = {}) =>
    new TaskDefinition("orders", { containers: [{ name: "orders", image }], ...args });
  const refusal = (image: string, registry: string, way: string) => ({
    propertyPath: "taskDefinition",
    message: `Service "orders": 'taskDefinition' must have images that private subnets reach, which reach AWS services alone, got "${image}" of ${registry}; ${way}, as does natGateways: "single" on the Network`,
  });
  const cached = (image: string) =>
    `the 'uri' of new DockerImage("…", { image: "${image}", pullThroughCache: {} }) works`;

  for (const [image, registry, way] of [
    ["nginx:1.27", "docker.io", cached("nginx:1.27")],
    [
      "public.ecr.aws/nginx/nginx:1.27",
      "public.ecr.aws",
      cached("public.ecr.aws/nginx/nginx:1.27"),
    ],
    ["ghcr.io/shop/orders:1", "ghcr.io", cached("ghcr.io/shop/orders:1")],
    [
      "mcr.microsoft.com/dotnet/aspnet:9.0",
      "mcr.microsoft.com",
      "a copy in an ECR repository works",
    ],
  ] as const) {
    it(`${image} is refused`, () => {
      const { ref } = task(image);
      const make = () => new Service("orders", { cluster, taskDefinition: ref });
      assert.throws(make, refusal(image, registry, way));
    });
  }

  it("the default images of a router and of a collector are refused", () => {
    for (const args of [
      { openTelemetry: {} },
      { logRouter: { options: { Name: "cloudwatch" } } },
    ]) {
      const { ref } = task(ECR, args);
      assert.throws(() => new Task("orders", { cluster, taskDefinition: ref }), {
        propertyPath: "taskDefinition",
        message: /got "public\.ecr\.aws\/aws-observability\/.*pullThroughCache/,
      });
    }
  });

  it("what tasks reach, or may reach, is taken", async () => {
    const nginx = task("nginx:1.27").ref;
    const wayOfItsOwn = { ...cluster, network: { ...network, privateReach: "awsServices" } };
    const notKnown = { ...cluster, network: { ...network, egressCidrBlocks: [] } };
    new Service("public", { cluster, taskDefinition: nginx, assignPublicIp: true });
    new Service("way", { cluster: wayOfItsOwn, taskDefinition: nginx });
    new Service("unknown", { cluster: notKnown, taskDefinition: nginx });
    // A registry of the program's own may stand in the VPC.
    const inside = new TaskDefinition("inside", {
      containers: [
        { name: "own", image: "registry.shop.internal/orders:1" },
        { name: "ecr", image: pulumi.output(ECR) },
      ],
    });
    new Service("inside", { cluster, taskDefinition: inside.ref });
    await mock.settled();
    const services = mock.resources.filter(({ type }) => type === "aws:ecs/service:Service");
    assert.equal(services.length, 4);
  });

  /** What fails beside the services of a program: the check's failure is the program's. */
  async function failuresOf(make: () => void): Promise<string[]> {
    const failures: string[] = [];
    const note = (error: unknown) => failures.push(String(error));
    const others = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", note);
    try {
      make();
      await valueOf(pulumi.output(1));
      await new Promise((resolve) => setTimeout(resolve, 100));
    } finally {
      process.removeListener("unhandledRejection", note);
      for (const other of others) process.on("unhandledRejection", other);
    }
    return failures;
  }

  it("a network of another stack is asked when it is known", async () => {
    const { ref } = task("nginx:1.27");
    const [first] = await failuresOf(() => {
      new Service("orders", { cluster: pulumi.output(cluster), taskDefinition: ref });
    });
    assert.match(first ?? "", /private subnets reach/);
  });

  for (const [how, image, shown] of [
    [
      "a promise gives",
      () => pulumi.output(Promise.resolve("quay.io/shop/orders:1")),
      "quay.io/shop/orders:1",
    ],
    [
      "a configuration is a part of",
      () => pulumi.interpolate`ghcr.io/shop/orders:${later("1")}`,
      "ghcr.io/shop/orders:1",
    ],
    ["is a secret", () => pulumi.secret("nginx:1.27"), "[secret]"],
  ] as const) {
    it(`an image that ${how} is refused when it is known`, async () => {
      const { ref } = task(image());
      const [first] = await failuresOf(() => {
        new Service("orders", { cluster, taskDefinition: ref });
      });
      assert.ok(first?.includes(`which reach AWS services alone, got "${shown}" of `), first);
    });
  }
});

function later(text: string): pulumi.Output<string> {
  return pulumi.output(Promise.resolve(text));
}
