import assert from "node:assert/strict";

import {
  ecrHost,
  ecrRepositoryArn,
  imagePartitionProblem,
  imageProblem,
  parseImageReference,
} from "../../../../components/image/rules/imageReference.js";

const digest = `sha256:${"0".repeat(64)}`;

describe("imageReference", () => {
  const cases: [string, ReturnType<typeof parseImageReference>][] = [
    ["nginx", { registry: "docker.io", repository: "library/nginx" }],
    ["nginx:1.27", { registry: "docker.io", repository: "library/nginx", tag: "1.27" }],
    [":1", { registry: "docker.io", repository: "library/", tag: "1" }],
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

  for (const image of [
    "nginx",
    "a__b/c--d.e_f:V1.0-rc_1",
    "ghcr.io/acme/orders:1",
    "Registry.Example.com:5000/acme/orders",
    "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022",
    `123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app@${digest}`,
    `localhost/app:1@${digest}`,
    `app@sha512:${"0a".repeat(64)}`,
    `app@sha384:${"0a".repeat(48)}`,
    `app@blake3:${"0".repeat(32)}`,
    `${"a".repeat(253)}/b`,
    `app@sha256+b64u:${"aZ_-".repeat(10)}=`,
  ]) {
    it(`takes the image ${image}`, () => {
      assert.equal(imageProblem("app", image), undefined);
    });
  }

  const IN_CHINA = { account: "210987654321", region: "cn-north-1", partition: "aws-cn" };
  for (const [image, partition] of [
    ["123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app:1", "aws"],
    ["123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com/app", "aws-us-gov"],
    ["123456789012.dkr-ecr.eu-west-1.on.aws/app:1", "aws"],
    ["123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu/app:1", "aws-eusc"],
  ] as const) {
    it(`refuses ${image} where roles are of another partition`, () => {
      const rest = image.slice(image.indexOf("/"));
      assert.deepEqual(imagePartitionProblem("app", image, IN_CHINA), {
        path: "image",
        reason: `'image' of container 'app' must be in the stack's partition aws-cn, beyond which its roles are not known, got "${image}" of ${partition}; "210987654321.dkr.ecr.cn-north-1.amazonaws.com.cn${rest}" works, once it is pushed there`,
      });
    });
  }
  for (const image of [
    "123456789012.dkr.ecr.cn-northwest-1.amazonaws.com.cn/app:1",
    "123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn/app:1",
    "public.ecr.aws/nginx/nginx:1",
    "000000000000.dkr.ecr.us-east-1.localhost.localstack.cloud:4566/app:1",
  ]) {
    it(`takes ${image} in China`, () => {
      assert.equal(imagePartitionProblem("app", image, IN_CHINA), undefined);
    });
  }

  it("takes hosts that look like ECR's, of no service of AWS", () => {
    const emulated = "000000000000.dkr.ecr.us-east-1.localhost.localstack.cloud:4566/app:1";
    assert.equal(imageProblem("app", emulated), undefined);
  });

  const of = "'image' of container 'app' must";
  const SHA256 = "64 hexadecimal digits in lower case behind '@sha256:'";
  const faults: [string, string][] = [
    [
      "123456789012.dkr.ecr.cn-north-1.amazonaws.com/app:1",
      `${of} be in a registry whose host ends in amazonaws.com.cn, as those of cn-north-1 do, got "123456789012.dkr.ecr.cn-north-1.amazonaws.com/app:1"; "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/app:1" works`,
    ],
    [
      "123456789012.dkr.ecr.eu-west-1.amazonaws.eu/app:1",
      `${of} be in a registry whose host ends in amazonaws.com, as those of eu-west-1 do, got "123456789012.dkr.ecr.eu-west-1.amazonaws.eu/app:1"; "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1" works`,
    ],
    [
      "Acme/Orders:1",
      `${of} have its repository in lower case, got "Acme/Orders:1"; "acme/orders:1" works`,
    ],
    ["Nginx", `${of} have its repository in lower case, got "Nginx"; "nginx" works`],
    [
      "ghcr.io/Acme/orders:RC",
      `${of} have its repository in lower case, got "ghcr.io/Acme/orders:RC"; "ghcr.io/acme/orders:RC" works`,
    ],
    [
      "https://ghcr.io/acme/orders:1",
      `${of} be an image's name, not a URL, got "https://ghcr.io/acme/orders:1"; "ghcr.io/acme/orders:1" works`,
    ],
    [
      "https:///nginx:1",
      `${of} be an image's name, not a URL, got "https:///nginx:1"; "nginx:1" works`,
    ],
    [
      "1https://nginx",
      `${of} have the host of a registry before the first slash, got "1https://nginx"; "nginx:1.27" works`,
    ],
    [
      "Acme/library/Orders",
      `${of} have its repository in lower case, got "Acme/library/Orders"; "acme/library/orders" works`,
    ],
    ["docker://nginx", `${of} be an image's name, not a URL, got "docker://nginx"; "nginx" works`],
    [
      "nginx:",
      `${of} have a tag of up to 128 letters, digits and _ . - behind the colon, got "nginx:"; "nginx:1.27" works`,
    ],
    [
      "nginx@0123",
      `${of} have a digest behind the @: 'sha256:' and 64 hexadecimal digits, got "nginx@0123"; "nginx:1.27" works`,
    ],
    ["nginx@sha256:abc", `${of} have ${SHA256}, got "nginx@sha256:abc"; "nginx:1.27" works`],
    [
      `nginx:1@sha256:${"0".repeat(63)}`,
      `${of} have ${SHA256}, got "nginx:1@sha256:${"0".repeat(63)}"; "nginx:1.27" works`,
    ],
    [
      `ghcr.io/a/b@sha256:${"A".repeat(64)}`,
      `${of} have ${SHA256}, got "ghcr.io/a/b@sha256:${"A".repeat(64)}"; "nginx:1.27" works`,
    ],
    [
      `nginx@sha512:${"0".repeat(64)}`,
      `${of} have 128 hexadecimal digits in lower case behind '@sha512:', got "nginx@sha512:${"0".repeat(64)}"; "nginx:1.27" works`,
    ],
    [
      "nginx@md5:0123",
      `${of} have a digest behind the @: 'sha256:' and 64 hexadecimal digits, got "nginx@md5:0123"; "nginx:1.27" works`,
    ],
    [
      "nginx@",
      `${of} have a digest behind the @: 'sha256:' and 64 hexadecimal digits, got "nginx@"; "nginx:1.27" works`,
    ],
    [
      "acme//orders",
      `${of} be an image's name: a repository of lower-case letters and digits with . _ - between them, got "acme//orders"; "nginx:1.27" works`,
    ],
    [
      "my image",
      `${of} be an image's name: a repository of lower-case letters and digits with . _ - between them, got "my image"; "nginx:1.27" works`,
    ],
  ];
  for (const [image, reason] of faults) {
    it(`refuses the image ${image}`, () => {
      assert.deepEqual(imageProblem("app", image), { path: "image", reason });
    });
  }

  it("refuses an image's name of more than 255 characters", () => {
    const problem = imageProblem("app", `${"a".repeat(250)}/b:1.27`);
    assert.match(problem?.reason ?? "", /must have at most 255 characters/);
  });
});
