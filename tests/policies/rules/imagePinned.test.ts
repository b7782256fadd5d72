import { UNKNOWN } from "../../../policies/resource/reader.js";
import { imagePinned } from "../../../policies/rules/imagePinned.js";
import { componentTask, describeRule, rawTask, secret } from "./ruleCases.js";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;
const ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";

describeRule(imagePinned, {
  passes: [
    {
      title: "one of two registries that the configuration allows",
      resource: rawTask([{ image: "ghcr.io/acme/orders:1.2.3" }]),
      configuration: { allowedRegistries: ["*.dkr.ecr.*.amazonaws.com", "ghcr.io"] },
    },
    {
      title: "no image, which another rule tells",
      resource: rawTask([{ image: undefined }]),
      configuration: { allowedRegistries: ["ghcr.io"] },
    },

    { title: "a version", resource: componentTask() },
    { title: "a digest", resource: componentTask([{ image: `nginx@${DIGEST}` }]) },
    {
      title: "a moving tag beside a digest",
      resource: rawTask([{ image: `nginx:latest@${DIGEST}` }]),
    },
    {
      title: "a version on a registry with a port",
      resource: rawTask([{ image: "localhost:5000/nginx:1.27" }]),
    },
    {
      title: "a digest where one is asked for",
      resource: rawTask([{ image: `${ECR}/orders@${DIGEST}` }]),
      configuration: { requireDigest: true },
    },
    {
      title: "a registry that the configuration allows",
      resource: rawTask([{ image: `${ECR}/orders:1.2.3` }]),
      configuration: { allowedRegistries: ["*.dkr.ecr.*.amazonaws.com"] },
    },
  ],
  fails: [
    {
      title: "an empty tag",
      resource: rawTask([{ image: "nginx:" }]),
      messages: [
        "container 'app' runs image 'nginx:', which has no tag: pin a version, for example 'nginx:1.2.3'",
      ],
    },
    {
      title: "a secret image of a registry that is not allowed, which stays hidden",
      resource: componentTask([{ image: secret("hidden.example.com/app:1.2.3") }]),
      configuration: { allowedRegistries: ["ghcr.io"] },
      messages: [
        "container 'app' runs a secret image, which is not allowed: take it from 'ghcr.io'",
      ],
    },

    {
      title: "an image without a tag",
      resource: componentTask([{ image: "nginx" }]),
      messages: [
        "container 'app' runs image 'nginx', which has no tag: pin a version, for example 'nginx:1.2.3'",
      ],
    },
    {
      title: "a port that is no tag",
      resource: rawTask([{ image: "localhost:5000/nginx" }]),
      messages: [
        "container 'app' runs image 'localhost:5000/nginx', which has no tag: pin a version, for example 'localhost:5000/nginx:1.2.3'",
      ],
    },
    {
      title: "a moving tag of a secret image, which stays hidden",
      resource: componentTask([{ image: secret("hidden.example.com/app:latest") }]),
      messages: [
        "container 'app' runs a secret image, whose tag 'latest' moves: pin a version, for example '[secret]:1.2.3'",
      ],
    },
    {
      title: "a moving tag",
      resource: rawTask([{ image: "nginx:latest" }]),
      messages: [
        "container 'app' runs image 'nginx:latest', whose tag 'latest' moves: pin a version, for example 'nginx:1.2.3'",
      ],
    },
    {
      title: "a digest that is none",
      resource: rawTask([{ image: "nginx@sha256:0123" }]),
      messages: [
        "container 'app' runs image 'nginx@sha256:0123', which no task can pull: it must have 64 hexadecimal digits in lower case behind '@sha256:', as in 'nginx@sha256:…'",
      ],
    },
    {
      title: "a tag beside a digest that is none",
      resource: rawTask([{ image: `nginx:1.27@sha512:${"a".repeat(64)}` }]),
      messages: [
        `container 'app' runs image 'nginx:1.27@sha512:${"a".repeat(64)}', which no task can pull: it must have 128 hexadecimal digits in lower case behind '@sha512:', as in 'nginx@sha256:…'`,
      ],
    },
    {
      title: "a digest of a secret image that is none, which stays hidden",
      resource: componentTask([{ image: secret("hidden.example.com/app@md5:0") }]),
      messages: [
        "container 'app' runs a secret image, which no task can pull: it must have a digest behind the @: 'sha256:' and 64 hexadecimal digits, as in '[secret]@sha256:…'",
      ],
    },
    {
      title: "a version where a digest is asked for",
      resource: componentTask(),
      configuration: { requireDigest: true },
      messages: [
        "container 'app' runs image 'nginx:1.27' by no digest: name it as 'nginx@sha256:…'",
      ],
    },
    {
      title: "a registry that the configuration does not allow",
      resource: componentTask(),
      configuration: { allowedRegistries: [ECR, "ghcr.io"] },
      messages: [
        `container 'app' runs image 'nginx:1.27' of registry 'docker.io', which is not allowed: take it from '${ECR}', 'ghcr.io'`,
      ],
    },
  ],
  unknown: [
    {
      title: "an unknown image, which hides no other container's",
      resource: componentTask([{ image: UNKNOWN }, { name: "sidecar", image: "nginx:latest" }]),
      paths: ["containers[0].image"],
      messages: [
        "container 'sidecar' runs image 'nginx:latest', whose tag 'latest' moves: pin a version, for example 'nginx:1.2.3'",
      ],
    },
    {
      title: "unknown container definitions",
      resource: rawTask([], { containerDefinitions: UNKNOWN }),
      paths: ["containerDefinitions"],
    },
  ],
});
