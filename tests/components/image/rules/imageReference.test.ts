import assert from "node:assert/strict";

import {
  ecrHost,
  ecrRepositoryArn,
  parseImageReference,
} from "../../../../components/image/rules/imageReference.js";

const digest = `sha256:${"0".repeat(64)}`;

describe("imageReference", () => {
  const cases: [string, ReturnType<typeof parseImageReference>][] = [
    ["nginx", { registry: "docker.io", repository: "library/nginx" }],
    ["nginx:1.27", { registry: "docker.io", repository: "library/nginx", tag: "1.27" }],
    ["acme/app:1", { registry: "docker.io", repository: "acme/app", tag: "1" }],
    ["localhost/app", { registry: "localhost", repository: "app" }],
    ["localhost:5000/a/b:1", { registry: "localhost:5000", repository: "a/b", tag: "1" }],
    [`ghcr.io/a/b@${digest}`, { registry: "ghcr.io", repository: "a/b", digest }],
    [`ghcr.io/a/b:1@${digest}`, { registry: "ghcr.io", repository: "a/b", tag: "1", digest }],
  ];
  for (const [image, expected] of cases) {
    it(`takes ${image} apart`, () => {
      assert.deepEqual(parseImageReference(image), expected);
    });
  }

  it("finds the ECR repository of an image", () => {
    const host = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";
    assert.equal(
      ecrRepositoryArn(`${host}/team/app@${digest}`, "aws"),
      "arn:aws:ecr:eu-west-1:123456789012:repository/team/app",
    );
    assert.equal(
      ecrRepositoryArn(`${host.replace("eu-west-1", "cn-north-1")}.cn/app:1`, "aws-cn"),
      "arn:aws-cn:ecr:cn-north-1:123456789012:repository/app",
    );
  });

  it("finds none for an image of another registry", () => {
    assert.equal(ecrRepositoryArn("public.ecr.aws/nginx/nginx:1", "aws"), undefined);
    assert.equal(ecrRepositoryArn("nginx", "aws"), undefined);
  });

  it("knows the host of an account's registry, also in China", () => {
    const place = { account: "123456789012", region: "eu-west-1" };
    const host = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";
    assert.equal(ecrHost({ ...place, partition: "aws" }), host);
    assert.equal(ecrHost({ ...place, partition: "aws-cn" }), `${host}.cn`);
  });
});
