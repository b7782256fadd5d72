import assert from "node:assert/strict";

import {
  cachedRepositoryName,
  cacheSecretProblem,
  pullThroughCacheProblem,
  upstreamOf,
} from "../../../../components/image/rules/pullThroughCache.js";

describe("upstreamOf", () => {
  const cases: [string, string | undefined][] = [
    ["nginx:1.27", "registry-1.docker.io"],
    ["docker.io/acme/app", "registry-1.docker.io"],
    ["ghcr.io/acme/app:1", "ghcr.io"],
    ["public.ecr.aws/nginx/nginx:1", "public.ecr.aws"],
    ["quay.io/prometheus/node-exporter", "quay.io"],
    ["registry.gitlab.com/acme/app", "registry.gitlab.com"],
    ["registry.k8s.io/pause:3.9", "registry.k8s.io"],
    ["acme.azurecr.io/app:1", "acme.azurecr.io"],
    ["acme.azurecr.io.test/app:1", undefined],
    ["localhost:5000/app", undefined],
  ];
  for (const [image, url] of cases) {
    it(`is ${String(url)} for ${image}`, () => {
      assert.equal(upstreamOf(image)?.url, url);
    });
  }
});

describe("cachedRepositoryName", () => {
  it("has the upstream's own path below the prefix", () => {
    assert.equal(cachedRepositoryName("hub", "nginx:1.27"), "hub/library/nginx");
    assert.equal(cachedRepositoryName("hub", "ghcr.io/acme/app@sha256:0"), "hub/acme/app");
  });
});

describe("pullThroughCacheProblem", () => {
  it("takes a registry without sign-in, one with it, and a rule that exists", () => {
    assert.equal(pullThroughCacheProblem("quay.io/a/b", {}), undefined);
    const credentialsSecretArn = "arn";
    assert.equal(pullThroughCacheProblem("nginx", { credentialsSecretArn }), undefined);
    assert.equal(pullThroughCacheProblem("nginx", { existingPrefix: "docker-hub" }), undefined);
    assert.equal(pullThroughCacheProblem("nginx", { existingPrefix: "team/hub" }), undefined);
  });

  const SECRET = "pullThroughCache.credentialsSecretArn";
  const refused: [string, Parameters<typeof pullThroughCacheProblem>, string, string][] = [
    [
      "a registry that ECR does not cache",
      ["registry.test/app:1", {}],
      "pullThroughCache",
      `'pullThroughCache' is for images of docker.io, ghcr.io, public.ecr.aws, quay.io, registry.gitlab.com, registry.k8s.io and *.azurecr.io, got "registry.test/app:1"; leave it out`,
    ],
    [
      "Docker Hub without sign-in",
      ["nginx:1.27", {}],
      SECRET,
      `'${SECRET}' must be given for registry-1.docker.io, which ECR signs in to, got nothing; the ARN of a secret named "ecr-pullthroughcache/docker-hub" works`,
    ],
    [
      "a sign-in for a rule that exists",
      ["nginx:1.27", { existingPrefix: "hub", credentialsSecretArn: "arn" }],
      SECRET,
      `'${SECRET}' is for a new rule and 'existingPrefix' names one that has its own; leave one out`,
    ],
    ...["h", "Hub", "hub/", "a".repeat(31)].map(
      (prefix): [string, Parameters<typeof pullThroughCacheProblem>, string, string] => [
        `the prefix ${prefix}`,
        ["nginx:1.27", { existingPrefix: prefix }],
        "pullThroughCache.existingPrefix",
        `'pullThroughCache.existingPrefix' must have 2 to 30 small letters and digits, with single ".", "_", "-" and "/" between, got "${prefix}"; "docker-hub" works`,
      ],
    ),
  ];
  for (const [fault, given, path, reason] of refused) {
    it(`refuses ${fault}`, () => {
      assert.deepEqual(pullThroughCacheProblem(...given), { path, reason });
    });
  }
});

describe("cacheSecretProblem", () => {
  it("takes a secret that ECR may read", () => {
    const arn =
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/hub-AbCdEf";
    assert.equal(cacheSecretProblem(arn), undefined);
  });

  it("refuses a secret of another name", () => {
    const arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:docker-hub-AbCdEf";
    assert.deepEqual(cacheSecretProblem(arn), {
      path: "pullThroughCache.credentialsSecretArn",
      reason: `'pullThroughCache.credentialsSecretArn' must be the ARN of a secret whose name starts with "ecr-pullthroughcache/", got "${arn}"; "arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/docker-hub-AbCdEf" works`,
    });
  });
});
