import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import * as pulumi from "@pulumi/pulumi";

import type { DockerImageArgs, TaskDefinitionArgs } from "../../../components/index.js";
import { Architecture, DockerImage, TaskDefinition } from "../../../components/index.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";

const DIGEST = `sha256:${"a".repeat(64)}`;

describe("the architecture of an image that exists", () => {
  /** An image in a registry that lists these platforms; without any, it refuses to. */
  async function imageOf(platforms: string[] | undefined, args: Partial<DockerImageArgs> = {}) {
    await pulumi.runtime.setMocks({
      newResource: ({ name }) => ({ id: name, state: {} }),
      call: ({ token, inputs }) => {
        assert.equal((inputs as { name: string }).name, "proxy:1.27");
        if (!token.endsWith(":getRegistryImageManifests")) return { sha256Digest: DIGEST };
        if (platforms === undefined) throw new Error("Error unsupported manifest response");
        const manifests = platforms.map((platform) => {
          const [os, architecture] = platform.split("/");
          return { os, architecture };
        });
        return { manifests };
      },
    });
    return new DockerImage("proxy", { image: "proxy:1.27", ...args });
  }

  it("pain 14: is refused at preview when the list of manifests does not have it", async () => {
    const image = await imageOf(["linux/amd64", "unknown/unknown"], { architecture: "arm64" });
    await assert.rejects(valueOf(image.uri), {
      name: "ArgumentError",
      propertyPath: "architecture",
      message: `DockerImage "proxy": 'architecture' must be one that 'image' has, got "arm64", and "proxy:1.27" has linux/amd64, unknown/unknown: its tasks would stop with "exec format error"; architecture: "amd64" works`,
    });
  });

  it("pain 14: is one that the image has, where the program says none", async () => {
    const both = await imageOf(["linux/arm64", "linux/amd64"]);
    assert.equal(await valueOf(both.uri), `proxy@${DIGEST}`);
    assert.equal(await valueOf(both.architecture), "amd64");
    assert.equal(await valueOf((await imageOf(["linux/arm64"])).architecture), "arm64");
    const other = await imageOf(["linux/s390x"]);
    await assert.rejects(valueOf(other.uri), { propertyPath: "image" });
  });

  it("is as the program says where the image has no list", async () => {
    const image = await imageOf(undefined, { architecture: "arm64" });
    assert.equal(await valueOf(image.uri), `proxy@${DIGEST}`);
    assert.equal(await valueOf(image.architecture), "arm64");
    assert.equal(await valueOf((await imageOf(undefined)).architecture), "amd64");
  });
});

describe("the architecture of a task", () => {
  let context: string;
  beforeEach(() => {
    context = mkdtempSync(join(tmpdir(), "slipway-image-"));
    writeFileSync(join(context, "Dockerfile"), "FROM scratch");
  });
  afterEach(() => {
    rmSync(context, { recursive: true });
  });

  const taskOf = (image: pulumi.Input<string>, args: Partial<TaskDefinitionArgs> = {}) =>
    new TaskDefinition("orders", { containers: [{ name: "orders", image }], ...args });
  const built = (args: Partial<DockerImageArgs>) =>
    new DockerImage("orders", { context, repositoryUrl: "registry.test/orders", ...args });

  async function processorOf(image: () => pulumi.Input<string>) {
    const mock = await mockPulumi();
    taskOf(image());
    await mock.settled();
    const { inputs } = mock.resource("aws:ecs/taskDefinition:TaskDefinition");
    return (inputs.runtimePlatform as { cpuArchitecture: string }).cpuArchitecture;
  }

  it("pain 14: is the one that its image is built for", async () => {
    assert.equal(await processorOf(() => built({ architecture: "arm64" }).uri), "ARM64");
    assert.equal(await processorOf(() => built({}).uri), "X86_64");
    const architectures = [Architecture.Amd64, Architecture.Arm64];
    const several = { architectures, architecture: Architecture.Arm64 };
    assert.equal(await processorOf(() => built(several).uri), "ARM64");
    assert.equal(await processorOf(() => "registry.test/orders:1"), "X86_64");
  });

  it("pain 14: is refused where it is another one than the image's", async () => {
    const mock = await mockPulumi();
    const { uri } = built({ architecture: "arm64" });
    const before = mock.resources.length;
    const message = `TaskDefinition "orders": 'architecture' must be one that every image is built for, got "amd64", and the image of container "orders" is for "arm64": it would stop with "exec format error"; the DockerImage's own 'architecture' works`;
    assert.throws(() => taskOf(uri, { architecture: "amd64" }), { name: "ArgumentError", message });
    assert.equal(mock.resources.length, before);
    const stated = new DockerImage("proxy", {
      image: `proxy@${DIGEST}`,
      architecture: "arm64",
    });
    assert.throws(() => taskOf(stated.uri, { architecture: "amd64" }), {
      propertyPath: "architecture",
    });
    await mock.settled();
  });

  it("may be any that an image of several has, and that one of which nothing is known may have", async () => {
    const mock = await mockPulumi();
    const several = built({ architectures: ["amd64", "arm64"] });
    taskOf(several.uri, { architecture: "arm64" });
    const unstated = new DockerImage("proxy", { image: `proxy@${DIGEST}` });
    new TaskDefinition("proxy", {
      containers: [{ name: "proxy", image: unstated.uri }],
      architecture: "arm64",
    });
    await mock.settled();
    const tasks = mock.resources.filter(({ type }) => type.endsWith(":TaskDefinition"));
    assert.deepEqual(tasks.map(({ name }) => name).sort(), ["orders", "orders", "proxy", "proxy"]);
  });
});
