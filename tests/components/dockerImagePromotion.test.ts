import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import type { DockerImageArgs } from "../../components/index.js";
import { Architecture, DockerImage } from "../../components/index.js";
import type { PulumiMock } from "../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../generator/testing/index.js";

const RELEASED = `registry.test/orders:1@sha256:${"a".repeat(64)}`;
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
    assert.match(await valueOf(image.uri), /^value-of-\/orders\/release@sha256:[0-9a-f]{64}$/);
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
      value: RELEASED,
      description: "Image that orders/prod released for orders",
    });
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
