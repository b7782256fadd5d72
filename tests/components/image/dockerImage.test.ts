import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { DockerImageArgs } from "../../../components/index.js";
import { DockerImage } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";
import { DIGEST } from "../support/imageDigest.js";

const BUILD = "docker-build:index:Image";

describe("DockerImage", () => {
  let mock: PulumiMock;
  let context: string;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
    context = mkdtempSync(join(tmpdir(), "slipway-image-"));
    writeFileSync(join(context, "Dockerfile"), "FROM scratch");
  });
  afterEach(() => {
    rmSync(context, { recursive: true });
  });

  async function tagOf(args: DockerImageArgs) {
    mock = await mockPulumi();
    new DockerImage("orders", args);
    await mock.settled();
    return String((mock.resource(BUILD).inputs.tags as string[])[0]);
  }

  it("builds, and pushes to an ECR repository of its own", async () => {
    const image = new DockerImage("orders", {
      context,
      architecture: "arm64",
      buildArgs: { A: "1" },
    });
    const uri = await valueOf(image.uri);
    await mock.settled();
    assert.deepEqual(mock.resources.map(({ type }) => type).sort(), [
      "aws:ecr/lifecyclePolicy:LifecyclePolicy",
      "aws:ecr/repository:Repository",
      BUILD,
      "slipway:index:DockerImage",
    ]);
    const repository = mock.resource("aws:ecr/repository:Repository").inputs;
    assert.match(String(repository.name), /^orders-dev-[0-9a-f]{8}$/);
    assert.deepEqual(
      [
        repository.imageTagMutability,
        repository.imageScanningConfiguration,
        repository.forceDelete,
      ],
      ["IMMUTABLE", { scanOnPush: true }, false],
    );
    const { inputs, options, secretInputs } = mock.resource(BUILD);
    const { location } = inputs.context as { location: string };
    assert.equal(location, context);
    assert.deepEqual(
      [inputs.platforms, inputs.buildArgs, inputs.push, inputs.buildOnPreview],
      [["linux/arm64"], { A: "1" }, true, false],
    );
    assert.equal(options.retainOnDelete, true);
    assert.deepEqual(secretInputs, ["registries"]);
    assert.match(
      uri,
      /^123456789012\.dkr\.ecr\.us-east-1\.amazonaws\.com\/orders-dev-[0-9a-f]{8}@sha256:[0-9a-f]{64}$/,
    );
    assert.equal(await valueOf(image.architecture), "arm64");
  });

  it("pushes to a repository that exists, with Docker's own sign-in", async () => {
    const image = new DockerImage("orders", { context, repositoryUrl: "registry.test/orders" });
    assert.match(await valueOf(image.uri), /^registry\.test\/orders@sha256:[0-9a-f]{64}$/);
    await mock.settled();
    const { tags, registries } = mock.resource(BUILD).inputs;
    assert.match(String((tags as string[])[0]), /^registry\.test\/orders:[0-9a-f]{16}$/);
    assert.deepEqual(registries, []);
    assert.ok(!mock.resources.some(({ type }) => type.startsWith("aws:")));
  });

  it("tags by content: the same for the same, another for another", async () => {
    const args = { context, repositoryUrl: "registry.test/orders" };
    const tag = await tagOf(args);
    assert.equal(await tagOf(args), tag);
    assert.notEqual(await tagOf({ ...args, target: "test" }), tag);
    writeFileSync(join(context, "file"), "x");
    assert.notEqual(await tagOf(args), tag);
  });

  it("takes an image by digest as it stands", async () => {
    const image = new DockerImage("orders", { image: `ghcr.io/acme/orders:1@${DIGEST}` });
    assert.equal(await valueOf(image.uri), `ghcr.io/acme/orders:1@${DIGEST}`);
    assert.equal(await valueOf(image.repositoryUrl), "ghcr.io/acme/orders");
    await mock.settled();
    assert.deepEqual(
      mock.resources.map(({ type }) => type),
      ["slipway:index:DockerImage"],
    );
  });

  it("resolves a tag to the digest that it stands for", async () => {
    const image = new DockerImage("proxy", { image: "registry.test:5000/nginx:1.27" });
    assert.match(await valueOf(image.uri), /^registry\.test:5000\/nginx@sha256:[0-9a-f]{64}$/);
  });

  const faults: [string, DockerImageArgs, string, RegExp][] = [
    [
      "no mode",
      {},
      "context",
      /: one of 'context', 'image' and 'promoteFrom' must be given, got none; \{/,
    ],
    ["two modes", { context: ".", image: "a" }, "image", /given, got 'context' and 'image'; \{/],
    ["a folder that is none", { context: "nowhere" }, "context", /got "nowhere", which is none/],
    [
      "a Dockerfile that does not exist",
      { context: ".", dockerfile: "No.dockerfile" },
      "dockerfile",
      /'dockerfile' must be a file, got "No\.dockerfile", which does not exist/,
    ],
    ["0 kept images", { image: "a", keptImageCount: 0 }, "keptImageCount", /got 0; 50 works$/],
  ];
  for (const [fault, args, propertyPath, message] of faults) {
    it(`refuses ${fault} before anything is registered`, () => {
      assert.throws(() => new DockerImage("orders", args), {
        name: "ArgumentError",
        propertyPath,
        message,
      });
      assert.deepEqual(mock.resources, []);
    });
  }
});
