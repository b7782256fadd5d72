import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import type { DockerImageArgs } from "../../../components/index.js";
import { DockerImage, TaskDefinition } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";

const RULE = "aws:ecr/pullThroughCacheRule:PullThroughCacheRule";
const REPOSITORY = "aws:ecr/repository:Repository";
const credentialsSecretArn =
  "arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/hub-AbCdEf";

describe("DockerImage, cached in ECR", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  /** What the execution role of a task of this image may do in ECR, action by resource. */
  async function grantsFor(image: DockerImage) {
    new TaskDefinition("proxy", { containers: [{ name: "proxy", image: image.uri }] });
    await mock.settled();
    const { policy } = mock.resource("aws:iam/rolePolicy:RolePolicy", "proxy-execution").inputs;
    const { Statement } = JSON.parse(String(policy)) as {
      Statement: { Action: string[]; Resource: string[] }[];
    };
    return Statement.filter(({ Action }) => Action.includes("ecr:BatchImportUpstreamImage"));
  }

  it("makes a rule and a repository, and names the image there", async () => {
    const image = new DockerImage("proxy", {
      image: "nginx:1.27",
      pullThroughCache: { credentialsSecretArn: pulumi.output(credentialsSecretArn) },
      keptImageCount: 7,
    });
    const uri = await valueOf(image.uri);
    await mock.settled();
    const rule = mock.resource(RULE, "proxy").inputs;
    assert.match(String(rule.ecrRepositoryPrefix), /^proxy-dev-orders-[0-9a-f]{8}$/);
    assert.deepEqual(
      [rule.upstreamRegistryUrl, rule.credentialArn],
      ["registry-1.docker.io", credentialsSecretArn],
    );
    const { inputs } = mock.resource(REPOSITORY, "proxy");
    assert.deepEqual(inputs, {
      name: `${String(rule.ecrRepositoryPrefix)}/library/nginx`,
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      forceDelete: true,
    });
    const { policy } = mock.resource("aws:ecr/lifecyclePolicy:LifecyclePolicy").inputs;
    assert.ok(
      String(policy).includes('"tagStatus":"any","countType":"imageCountMoreThan","countNumber":7'),
    );
    const repositoryUrl = `123456789012.dkr.ecr.us-east-1.amazonaws.com/${inputs.name}`;
    assert.equal(uri.split("@")[0], repositoryUrl);
    assert.match(uri, /@sha256:[0-9a-f]{64}$/);
    assert.equal(await valueOf(image.repositoryUrl), repositoryUrl);
  });

  it("signs in nowhere where the registry asks for none, and keeps a given digest", async () => {
    const digest = `sha256:${"a".repeat(64)}`;
    const image = new DockerImage("agent", {
      image: `quay.io/acme/agent:1@${digest}`,
      pullThroughCache: {},
      forceDelete: false,
    });
    assert.match(
      await valueOf(image.uri),
      /\/agent-dev-orders-[0-9a-f]{8}\/acme\/agent@sha256:a{64}$/,
    );
    await mock.settled();
    assert.ok(!("credentialArn" in mock.resource(RULE).inputs));
    assert.equal(mock.resource(REPOSITORY).inputs.forceDelete, false);
  });

  it("lets a task's ECR fetch the image, and nothing else", async () => {
    const image = new DockerImage("proxy", { image: "quay.io/acme/proxy:1", pullThroughCache: {} });
    const grants = await grantsFor(image);
    const { name } = mock.resource(REPOSITORY).inputs;
    assert.deepEqual(grants, [
      {
        Effect: "Allow",
        Action: ["ecr:BatchImportUpstreamImage"],
        Resource: [`arn:aws:ecr:us-east-1:123456789012:repository/${String(name)}`],
      },
    ]);
  });

  it("pulls through a rule that exists, whose repository ECR makes", async () => {
    const image = new DockerImage("proxy", {
      image: "nginx:1.27",
      pullThroughCache: { existingPrefix: "docker-hub" },
    });
    const repository = "123456789012.dkr.ecr.us-east-1.amazonaws.com/docker-hub/library/nginx";
    assert.equal((await valueOf(image.uri)).split("@")[0], repository);
    assert.deepEqual(await grantsFor(image), [
      {
        Effect: "Allow",
        Action: ["ecr:BatchImportUpstreamImage", "ecr:CreateRepository"],
        Resource: ["arn:aws:ecr:us-east-1:123456789012:repository/docker-hub/library/nginx"],
      },
    ]);
    assert.deepEqual(
      mock.resources.map(({ type }) => type).filter((type) => type.startsWith("aws:ecr/")),
      [],
    );
  });

  it("grants nothing for other images", async () => {
    assert.deepEqual(await grantsFor(new DockerImage("proxy", { image: "nginx:1.27" })), []);
  });

  const faults: [string, DockerImageArgs, string, RegExp][] = [
    [
      "a registry that ECR does not cache",
      { image: "registry.test/app:1", pullThroughCache: {} },
      "pullThroughCache",
      /'pullThroughCache' is for images of docker\.io, /,
    ],
    [
      "a secret that ECR may not read",
      { image: "nginx", pullThroughCache: { credentialsSecretArn: "arn:aws:other" } },
      "pullThroughCache.credentialsSecretArn",
      /a secret whose name starts with "ecr-pullthroughcache\/", got "arn:aws:other"/,
    ],
    [
      "a cache of what is built here",
      { context: ".", pullThroughCache: {} },
      "pullThroughCache",
      /for an image of another registry, which 'image' names, and 'context' is given; leave one out$/,
    ],
  ];
  for (const [fault, args, propertyPath, message] of faults) {
    it(`refuses ${fault} before anything is registered`, () => {
      const expected = { name: "ArgumentError", propertyPath, message };
      assert.throws(() => new DockerImage("proxy", args), expected);
      assert.deepEqual(mock.resources, []);
    });
  }
});
