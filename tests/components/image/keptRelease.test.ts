import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import type { DockerImageArgs } from "../../../components/index.js";
import { Architecture, DockerImage } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";

const RELEASED = `registry.test/orders:1@sha256:${"a".repeat(64)}`;
const INDEX = "docker-build:index:Index";
const PARAMETER = "aws:ssm/parameter:Parameter";

describe("DockerImage, promoting", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "prod" });
  });

  it("pain 10: runs the very image that another stack exports, and builds nothing", async () => {
    const image = new DockerImage("orders", {
      promoteFrom: { uri: pulumi.output(RELEASED) },
      architecture: Architecture.Arm64,
    });
    assert.equal(await valueOf(image.uri), RELEASED);
    assert.equal(await valueOf(image.repositoryUrl), "registry.test/orders");
    assert.equal(await valueOf(image.architecture), "arm64");
    await mock.settled();
    assert.deepEqual(
      mock.resources.map(({ type }) => type),
      ["slipway:index:DockerImage"],
    );
  });

  it("pain 10: runs the image that a parameter holds", async () => {
    const image = new DockerImage("orders", {
      promoteFrom: { parameterName: pulumi.output("/orders/release") },
    });
    assert.match(await valueOf(image.uri), /^value-of\/orders\/release@sha256:[0-9a-f]{64}$/);
    await mock.settled();
    assert.deepEqual(
      mock.resources.map(({ type }) => type),
      ["slipway:index:DockerImage"],
    );
  });

  it("writes its image to a parameter for others to promote", async () => {
    new DockerImage("orders", {
      promoteFrom: { uri: RELEASED },
      releaseParameterName: "/orders/staging/release",
    });
    await mock.settled();
    const { name, inputs, parent } = mock.resource(PARAMETER);
    assert.equal(name, "orders");
    assert.equal(parent, mock.resource("slipway:index:DockerImage").urn);
    assert.deepEqual(inputs, {
      name: "/orders/staging/release",
      type: "String",
      insecureValue: RELEASED,
      description: "Image that orders/prod released for orders",
    });
  });

  it("pain 11: tags what it runs, so that the repository of another stack keeps it", async () => {
    const repository = "123456789012.dkr.ecr.us-east-1.amazonaws.com/orders";
    const uri = `${repository}@sha256:${"a".repeat(64)}`;
    new DockerImage("orders", { promoteFrom: { uri, keepLive: true } });
    await mock.settled();
    const { name, inputs, options, secretInputs } = mock.resource(INDEX);
    assert.equal(name, "orders-live");
    assert.deepEqual([inputs.sources, inputs.push], [[uri], true]);
    const [where, tag] = String(inputs.tag).split(":");
    assert.equal(where, repository);
    assert.match(String(tag), /^live-orders-prod-[0-9a-f]{8}$/);
    assert.deepEqual(inputs.registry, {
      address: "123456789012.dkr.ecr.us-east-1.amazonaws.com",
      username: "AWS",
      password: "offline",
    });
    assert.deepEqual(secretInputs, ["registry"]);
    assert.equal(options.retainOnDelete, true);
  });

  it("pain 11: tags each release apart, with Docker's own sign-in to another registry", async () => {
    const tags = new Set<unknown>();
    for (const digit of ["a", "b", "a"]) {
      mock = await mockPulumi({ project: "orders", stack: "prod" });
      const uri = `registry.test:5000/orders:1@sha256:${digit.repeat(64)}`;
      new DockerImage("orders", { promoteFrom: { uri, keepLive: true } });
      await mock.settled();
      const { inputs } = mock.resource(INDEX);
      assert.deepEqual(inputs.registry, { address: "registry.test:5000" });
      assert.match(String(inputs.tag), /^registry\.test:5000\/orders:live-orders-prod-/);
      tags.add(inputs.tag);
    }
    assert.equal(tags.size, 2);
  });

  it("refuses an exported image without digest as soon as it is known", async () => {
    const { uri } = new DockerImage("orders", {
      promoteFrom: { uri: pulumi.output("registry.test/orders:1") },
    });
    await assert.rejects(valueOf(uri), {
      name: "ArgumentError",
      message: `DockerImage "orders": 'promoteFrom.uri' must give an image by digest, got "registry.test/orders:1"; the 'uri' of the DockerImage that built it works`,
    });
  });

  const faults: [string, DockerImageArgs, string, RegExp][] = [
    [
      "an image without digest",
      { promoteFrom: { uri: "registry.test/orders:1" } },
      "promoteFrom.uri",
      /must give an image by digest, got "registry\.test\/orders:1"; the 'uri'/,
    ],
    ["no source", { promoteFrom: {} }, "promoteFrom", /'uri' and 'parameterName', got neither; \{/],
    [
      "two sources",
      { promoteFrom: { uri: RELEASED, parameterName: "a" } },
      "promoteFrom",
      /got both; \{ parameterName: "\/orders\/release" \} works$/,
    ],
    [
      "a build beside it",
      { promoteFrom: { uri: RELEASED }, context: "." },
      "promoteFrom",
      /got 'context' and 'promoteFrom';/,
    ],
    [
      "an argument of a build",
      { promoteFrom: { uri: RELEASED }, cache: true },
      "cache",
      /'cache' is for a build, and 'promoteFrom' names an image that is built already/,
    ],
    [
      "a parameter name that is none",
      { image: "a", releaseParameterName: "/aws/x" },
      "releaseParameterName",
      /got "\/aws\/x"; "\/orders\/release" works$/,
    ],
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
