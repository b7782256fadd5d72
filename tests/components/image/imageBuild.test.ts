import assert from "node:assert/strict";
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { version as dockerBuildVersion } from "@pulumi/docker-build/package.json";
import * as pulumi from "@pulumi/pulumi";

import type { DockerImageArgs } from "../../../components/index.js";
import { Architecture, DockerImage } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";

const BUILD = "docker-build:index:Image";
const REPOSITORY = "aws:ecr/repository:Repository";
const KEY = "arn:aws:kms:us-east-1:123456789012:key/1";

describe("DockerImage, building", () => {
  let mock: PulumiMock;
  let context: string;
  beforeEach(async () => {
    context = mkdtempSync(join(tmpdir(), "slipway-image-"));
    writeFileSync(join(context, "Dockerfile"), "FROM scratch");
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });
  afterEach(() => {
    rmSync(context, { recursive: true });
  });

  async function built(args: DockerImageArgs = {}) {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
    const image = new DockerImage("orders", { context, ...args });
    await mock.settled();
    return { image, ...mock.resource(BUILD) };
  }
  const tagOf = ({ inputs }: { inputs: Record<string, unknown> }) =>
    String((inputs.tags as string[])[0]);

  it("pain 10: builds again for other content alone, and never deletes what it pushed", async () => {
    const first = await built();
    utimesSync(join(context, "Dockerfile"), 1, 1);
    writeFileSync(join(context, ".dockerignore"), "*.log\n.dockerignore");
    writeFileSync(join(context, "debug.log"), "1");
    const second = await built();
    assert.deepEqual(second.inputs, first.inputs);
    assert.deepEqual(
      [second.options.retainOnDelete, second.inputs.buildOnPreview, second.inputs.push],
      [true, false, true],
    );
    assert.match(await valueOf(second.image.uri), /@sha256:[0-9a-f]{64}$/);
    writeFileSync(join(context, "app.js"), "1");
    assert.notEqual(tagOf(await built()), tagOf(first));
  });

  it("pain 10: holds credentials and build secrets for secrets, and starts no build for a new token", async () => {
    const plain = await built();
    const first = await built({ secrets: { token: "a", "npm.rc": pulumi.output("b") } });
    assert.deepEqual(first.inputs.secrets, { "npm.rc": "b", token: "a" });
    // The SDK leaves out inputs that its version does not know; npm run test:lowest-peers has 0.0.14.
    const [, , patch = 0] = dockerBuildVersion.split(".").map(Number);
    const ignored = patch >= 20 ? ["npm.rc", "token"] : undefined;
    assert.deepEqual(first.inputs.ignoreSecretsInDiffCalculation, ignored);
    assert.deepEqual(first.secretInputs.sort(), ["registries", "secrets"]);
    const second = await built({ secrets: { "npm.rc": "b", token: "other" } });
    assert.equal(tagOf(second), tagOf(first));
    assert.notEqual(tagOf(plain), tagOf(first));
    assert.ok(!("secrets" in plain.inputs) && !("ignoreSecretsInDiffCalculation" in plain.inputs));
  });

  it("caches in the repository, under the one tag that may be written again", async () => {
    const { inputs } = await built({ cache: true, cacheFromRegistry: ["registry.test/a:cache"] });
    const repository = mock.resource(REPOSITORY).inputs;
    const ref = `123456789012.dkr.ecr.us-east-1.amazonaws.com/${String(repository.name)}:buildcache`;
    assert.deepEqual(inputs.cacheFrom, [
      { registry: { ref } },
      { registry: { ref: "registry.test/a:cache" } },
    ]);
    assert.deepEqual(inputs.cacheTo, [
      {
        registry: {
          ref,
          mode: "max",
          imageManifest: true,
          ociMediaTypes: true,
          ignoreError: true,
        },
      },
    ]);
    assert.equal(repository.imageTagMutability, "IMMUTABLE_WITH_EXCLUSION");
    assert.deepEqual(repository.imageTagMutabilityExclusionFilters, [
      { filter: "buildcache", filterType: "WILDCARD" },
    ]);
    const { policy } = mock.resource("aws:ecr/lifecyclePolicy:LifecyclePolicy").inputs;
    assert.ok(String(policy).includes('"tagPatternList":["buildcache"]'));
  });

  it("pain 11: keeps what other stacks run, by tags that they may write again", async () => {
    await built({ keepLiveReleases: true, cache: true });
    const { inputs } = mock.resource(REPOSITORY);
    assert.equal(inputs.imageTagMutability, "IMMUTABLE_WITH_EXCLUSION");
    assert.deepEqual(inputs.imageTagMutabilityExclusionFilters, [
      { filter: "buildcache", filterType: "WILDCARD" },
      { filter: "live-*", filterType: "WILDCARD" },
    ]);
    const { policy } = mock.resource("aws:ecr/lifecyclePolicy:LifecyclePolicy").inputs;
    assert.ok(String(policy).includes('"tagPatternList":["live-*"]'));
  });

  it("reads another cache without writing one", async () => {
    const { inputs } = await built({ cacheFromRegistry: ["registry.test/a:cache"] });
    assert.deepEqual(inputs.cacheFrom, [{ registry: { ref: "registry.test/a:cache" } }]);
    assert.ok(!("cacheTo" in inputs));
    assert.equal(mock.resource(REPOSITORY).inputs.imageTagMutability, "IMMUTABLE");
  });

  it("has no cache unless it is asked for", async () => {
    const { inputs } = await built({ cacheFromRegistry: [] });
    assert.ok(!("cacheTo" in inputs) && !("cacheFrom" in inputs));
  });

  it("builds one image for several architectures, whose order says nothing", async () => {
    const { Amd64, Arm64 } = Architecture;
    const { inputs, image } = await built({ architectures: [Arm64, Amd64] });
    assert.deepEqual(inputs.platforms, ["linux/amd64", "linux/arm64"]);
    assert.equal(await valueOf(image.architecture), "arm64");
    const other = await built({ architectures: [Amd64, Arm64], architecture: Arm64 });
    assert.equal(tagOf(other), tagOf({ inputs }));
    assert.equal(await valueOf(other.image.architecture), "arm64");
    assert.equal(
      tagOf(await built({ architectures: [Arm64] })),
      tagOf(await built({ architecture: Arm64 })),
    );
  });

  it("encrypts the repository with a key, and another key makes another repository", async () => {
    await built();
    const plain = mock.resource(REPOSITORY).inputs;
    assert.ok(!("encryptionConfigurations" in plain));
    await built({ kmsKeyArn: pulumi.output(KEY) });
    const encrypted = mock.resource(REPOSITORY).inputs;
    assert.deepEqual(encrypted.encryptionConfigurations, [{ encryptionType: "KMS", kmsKey: KEY }]);
    assert.notEqual(encrypted.name, plain.name);
  });

  it("lets exactly the named accounts pull", async () => {
    await built({ pullAccountIds: pulumi.output(["222222222222"]) });
    const { inputs, parent } = mock.resource("aws:ecr/repositoryPolicy:RepositoryPolicy", "orders");
    assert.equal(parent, mock.resource(REPOSITORY).urn);
    const { Statement } = JSON.parse(String(inputs.policy)) as { Statement: object[] };
    assert.deepEqual(
      Statement.map((s) => ("Principal" in s ? s.Principal : undefined)),
      [{ AWS: ["arn:aws:iam::222222222222:root"] }],
    );
  });

  it("pain 12: deletes a repository that holds images only where the program says so", async () => {
    await built();
    assert.equal(mock.resource(REPOSITORY).inputs.forceDelete, false);
    await built({ forceDelete: pulumi.output(true) });
    assert.equal(mock.resource(REPOSITORY).inputs.forceDelete, true);
  });

  it("pain 11: replaces a lifecycle policy without a moment in which the new one is deleted", async () => {
    await built();
    const { options } = mock.resource("aws:ecr/lifecyclePolicy:LifecyclePolicy");
    assert.equal(options.deleteBeforeReplace, true);
  });

  const both = [Architecture.Amd64, Architecture.Arm64];
  const faults: [string, DockerImageArgs, string, RegExp][] = [
    [
      "pain 14: an architecture that Fargate has no processor for",
      { context: ".", architecture: "x86_64" as Architecture },
      "architecture",
      /'architecture' must be "amd64" or "arm64", got "x86_64"$/,
    ],
    [
      "pain 14: tasks on an architecture that is not built",
      { context: ".", architectures: [Architecture.Amd64], architecture: Architecture.Arm64 },
      "architecture",
      /must be one of 'architectures' \["amd64"\], got "arm64"; leave it out for "amd64"$/,
    ],
    [
      "no architecture at all",
      { context: ".", architectures: [] },
      "architectures",
      /each once, got \[\]; \["amd64", "arm64"\] works$/,
    ],
    [
      "an architecture twice",
      { context: ".", architectures: [Architecture.Amd64, Architecture.Amd64] },
      "architectures",
      /got \["amd64","amd64"\];/,
    ],
    [
      "unknown architectures",
      { context: ".", architectures: ["riscv64" as Architecture] },
      "architectures[0]",
      /'architectures\[0\]' must be "amd64" or "arm64", got "riscv64"$/,
    ],
    [
      "architectures of an image that exists",
      { image: "a", architectures: both },
      "architectures",
      /'architectures' is for a build, and 'image' names an image that is built already; leave one out$/,
    ],
    ["secrets without a build", { image: "a", secrets: {} }, "secrets", /'secrets' is for a build/],
    ["a cache without a build", { image: "a", cache: true }, "cache", /'cache' is for a build/],
    [
      "a cache to read without a build",
      { image: "a", cacheFromRegistry: [] },
      "cacheFromRegistry",
      /'cacheFromRegistry' is for a build/,
    ],
    [
      "a key for a repository that exists",
      { context: ".", repositoryUrl: "r", kmsKeyArn: KEY },
      "kmsKeyArn",
      /'kmsKeyArn' is for the repository that is made for a build, and with 'repositoryUrl' none is made/,
    ],
    [
      "accounts that pull an image that exists",
      { image: "a", pullAccountIds: ["111111111111"] },
      "pullAccountIds",
      /and with 'image' none is made; leave one out$/,
    ],
    [
      "accounts that are none",
      { context: "tests", dockerfile: "package.json", pullAccountIds: ["me"] },
      "pullAccountIds",
      /got "me"; \["123456789012"\] works$/,
    ],
    [
      "a secret whose id Docker would take apart",
      { context: ".", secrets: { "a,src=b": "" } },
      "secrets",
      /got "a,src=b"; "npm-token" works$/,
    ],
  ];
  for (const [fault, args, propertyPath, message] of faults) {
    it(`refuses ${fault}`.replace(/^refuses (pain \d+:)/, "$1 refuses"), () => {
      assert.throws(() => new DockerImage("orders", args), {
        name: "ArgumentError",
        propertyPath,
        message,
      });
      assert.deepEqual(mock.resources, []);
    });
  }
});
