import assert from "node:assert/strict";

import { AwsResource } from "../../../../generator/offline/engine/aws/awsResource.js";
import { makeOtherResource } from "../../../../generator/offline/engine/otherProviders.js";
import { callFunction } from "../../../../generator/offline/engine/provider.js";

const ACCOUNT = { accountId: "123456789012", region: "us-east-1" };

function make(type: string, inputs: Record<string, unknown> = {}) {
  return makeOtherResource(new AwsResource(type, "orders", inputs, ACCOUNT, "urn"));
}

describe("makeOtherResource", () => {
  it("gives awsx.ec2.Vpc a subnet of each kind in each zone", () => {
    const usual = make("awsx:ec2:Vpc");
    assert.match(String(usual.vpcId), /^vpc-0[0-9a-f]{16}$/);
    assert.equal((usual.publicSubnetIds as string[]).length, 3);
    assert.deepEqual(usual.isolatedSubnetIds, []);
    assert.equal((usual.routeTables as object[]).length, 6);
    const all = [...(usual.publicSubnetIds as string[]), ...(usual.privateSubnetIds as string[])];
    assert.equal(new Set(all).size, 6);

    const own = make("awsx:ec2:Vpc", {
      availabilityZoneNames: ["us-east-1a", "us-east-1b"],
      subnetSpecs: [{ type: "Public" }, { type: "Isolated" }],
    });
    assert.equal((own.publicSubnetIds as string[]).length, 2);
    assert.deepEqual(own.privateSubnetIds, []);
    assert.equal((own.isolatedSubnetIds as string[]).length, 2);
  });

  it("gives awsx's repositories their URLs, and its images theirs by digest", () => {
    const { url } = make("awsx:ecr:Repository");
    assert.match(String(url), /^123456789012\.dkr\.ecr\.us-east-1\.amazonaws\.com\/orders-/);
    const image = make("awsx:ecr:Image", { repositoryUrl: url });
    assert.match(String(image.imageUri), /^123456789012\.dkr\..*@sha256:[0-9a-f]{64}$/);
    assert.equal(make("awsx:ecr:Image").imageUri, undefined);
  });

  it("gives images their digests", () => {
    const built = make("docker-build:index:Image", { tags: ["registry.example.com/api:1"] });
    assert.match(String(built.digest), /^sha256:[0-9a-f]{64}$/);
    assert.equal(built.ref, `registry.example.com/api:1@${String(built.digest)}`);
    assert.equal(make("docker-build:index:Image").ref, undefined);
    assert.match(
      String(make("docker:index/image:Image", { imageName: "localhost:5000/api:1" }).repoDigest),
      /^localhost:5000\/api@sha256:[0-9a-f]{64}$/,
    );
    assert.match(
      String(make("docker:index/remoteImage:RemoteImage", { name: "nginx:1.27" }).repoDigest),
      /^nginx@sha256:[0-9a-f]{64}$/,
    );
    assert.match(
      String(make("docker:index/registryImage:RegistryImage").sha256Digest),
      /^sha256:[0-9a-f]{64}$/,
    );
    assert.match(
      String(
        callFunction("docker:index/getRegistryImage:getRegistryImage", { name: "nginx:1.27" })
          .sha256Digest,
      ),
      /^sha256:[0-9a-f]{64}$/,
    );
  });

  it("lists both platforms of Fargate for an image that exists", () => {
    const token = "docker:index/getRegistryImageManifests:getRegistryImageManifests";
    const { manifests } = callFunction(token, { name: "nginx:1.27" });
    assert.deepEqual(
      (manifests as { os: string; architecture: string }[]).map(
        ({ os, architecture }) => `${os}/${architecture}`,
      ),
      ["linux/amd64", "linux/arm64"],
    );
  });

  it("gives random values the size that was asked for", () => {
    assert.equal(
      String(make("random:index/randomString:RandomString", { length: 200 }).result).length,
      200,
    );
    const id = make("random:index/randomId:RandomId", { byteLength: 4, prefix: "p-" });
    assert.match(String(id.hex), /^p-[0-9a-f]{8}$/);
    assert.equal(id.dec, `p-${Number.parseInt(String(id.hex).slice(2), 16)}`);
    const { result } = make("random:index/randomInteger:RandomInteger", { min: 5, max: 6 });
    assert.ok(result === 5 || result === 6, `got ${String(result)}`);
  });

  it("gives any other resource an id", () => {
    assert.match(make("acme:index:Thing").id, /^orders-[0-9a-f]{8}$/);
  });
});
