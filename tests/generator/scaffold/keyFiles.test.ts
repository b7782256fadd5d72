import assert from "node:assert/strict";

import { keyFileKind } from "../../../generator/scaffold/keyFiles.js";

const KEY = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n";
const CERTIFICATE = "-----BEGIN CERTIFICATE-----\nMIIE\n";

describe("keyFileKind", () => {
  for (const path of [
    ".env",
    ".env.production",
    ".env.local",
    ".envrc",
    "config/.env-prod",
    "prod.env",
    ".aws/credentials",
    "home/.ssh/config",
    ".gnupg/x",
    ".kube/config",
    ".config/gcloud/access_tokens.db",
    ".docker/config.json",
    "id_rsa",
    "deploy/id_ed25519",
    ".netrc",
    "_netrc",
    ".pypirc",
    ".git-credentials",
    "credentials",
    "credentials.json",
    "AWS-Credentials.JSON",
    "client_secret_123.json",
    "service-account.json",
    "secrets.yaml",
    "kubeconfig",
    "prod.kubeconfig",
    "server.p12",
    "client.pfx",
    "keys.jks",
    "terraform.tfstate",
    "terraform.tfstate.backup",
    "infra/prod.tfstate",
    "terraform.tfvars",
    ".pulumi/stacks/prod.json",
    ".envs/.production/.django",
    "secrets/db_password",
    "secrets/db_password.txt",
    "AuthKey_ABC.p8",
    ".vault_pass",
  ]) {
    it(`finds ${path}`, () => {
      assert.ok(keyFileKind(path, () => "") !== undefined);
    });
  }

  for (const path of [
    ".env.example",
    ".env.local.sample",
    ".env-template",
    "example.env",
    "credentials.example.json",
    "secrets.sample.yaml",
    "src/secrets/index.ts",
    "src/environment.ts",
    "src/credentials.ts",
    "docs/secrets.md",
    "id_rsa.pub",
    "truststore.jks",
    "app-cacerts.jks",
    "package.json",
    "Dockerfile",
    "src/keys.ts",
    "keyboard/index.js",
    "state.tf",
    "config.json",
    "monkey.js",
  ]) {
    it(`lets ${path} pass`, () => {
      assert.equal(
        keyFileKind(path, () => "{}"),
        undefined,
      );
    });
  }

  for (const [path, text, isKey] of [
    ["server.pem", KEY, true],
    ["server.pem", `${CERTIFICATE}${KEY}`, true],
    ["server.pem", "", true],
    ["global-bundle.pem", CERTIFICATE, false],
    ["server.key", KEY, true],
    ["my-project-123.json", '{"private_key":"-----BEGIN PRIVATE KEY-----\\n"}', true],
    ["package.json", '{"name":"keys"}', false],
    ["example.pem", KEY, true],
    ["signing.key", "-----BEGIN PUBLIC KEY-----", false],
    [".npmrc", "//registry.example/:_authToken=npm_abc\n", true],
    [".npmrc", "_auth = YWJj\n", true],
    [".npmrc", "registry=https://user:pass@registry.example/\n", true],
    [".npmrc", "whatever", true],
    [".npmrc", "; ours\n//registry.example/:_authToken=${NPM_TOKEN}\n", false],
    [".npmrc", "# ours\nsave-exact=true\nalways-auth=true\n\n", false],
    [".yarnrc.yml", 'npmAuthToken: "abc"\n', true],
    [".yarnrc.yml", "npmAuthToken: ${TOKEN}\nnodeLinker: node-modules\n", false],
  ] as const) {
    it(`${isKey ? "finds" : "lets pass"} ${path} with ${JSON.stringify(text)}`, () => {
      assert.equal(keyFileKind(path, () => text) !== undefined, isKey);
    });
  }
});
