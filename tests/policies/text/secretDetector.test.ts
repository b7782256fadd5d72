import assert from "node:assert/strict";

import type { SecretDetectorOptions } from "../../../policies/text/secretDetector.js";
import { SECRET_NAME_PATTERNS, secretInVariable } from "../../../policies/text/secretDetector.js";
import { secretInCommand, secretInScript } from "../../../policies/text/secretInText.js";

const OPTIONS: SecretDetectorOptions = {
  namePatterns: SECRET_NAME_PATTERNS,
  allowNames: [],
  minEntropy: 3.5,
  minLength: 16,
};

/** Put together here, so that scanners of this repository find no key in it. */
const ACCESS_KEY = ["AKIA", "IOSFODNN7EXAMPLE"].join("");
const SECRET_KEY = ["wJalrXUtnFEMI/K7MDENG/", "bPxRfiCYEXAMPLEKEY"].join("");
const RANDOM = ["q7Rz2Kd9Wm4X", "bT1cVp8L"].join("");
const WEB_TOKEN = ["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiIxIn0xx", "c2lnbmF0dXJl"].join(".");

const BY_NAME = "a secret by its name";
const BY_VALUE = "a value that looks like a key";

const found: [name: string, value: string, kind: string][] = [
  ["PASSWORD", "hunter2", BY_NAME],
  ["DB_PASSWORD", "hunter2", BY_NAME],
  ["PGPASSWORD", "hunter2", BY_NAME],
  ["MYSQL_PWD", "hunter2", BY_NAME],
  ["db_passwd", "hunter2", BY_NAME],
  ["dbPassword", "hunter2", BY_NAME],
  ["spring.datasource.password", "hunter2", BY_NAME],
  ["APIKEY", "abc", BY_NAME],
  ["STRIPE_API_KEY", "abc", BY_NAME],
  ["SESSION_TOKEN", "abc", BY_NAME],
  ["SIGNING_SECRET", "abc", BY_NAME],
  ["DB_CONNECTION_STRING", "Server=db;Pwd=x", BY_NAME],
  ["DB_PASSWORD_PROD", "hunter2", BY_NAME],
  ["PASSWORD_2", "hunter2", BY_NAME],
  ["JWT_SECRET_KEY", "hunter2", BY_NAME],
  ["SECRET_KEY_BASE", "hunter2", BY_NAME],
  ["ENCRYPTION_KEY", "hunter2", BY_NAME],
  ["API_KEY_STRIPE", "abc123xyz789", BY_NAME],
  ["TOKEN_GITHUB", "Abc123xyz", BY_NAME],
  ["DATABASE_SECRET", "S3cr/et", BY_NAME],
  ["SENTRY_DSN", "https://key:pass1@o1.ingest.sentry.io/2", "a URL with a password"],
  ["GIT_CREDENTIALS", "https://token@git.example.com", BY_NAME],
  ["AWS_ACCESS_KEY_ID", "x", "an AWS credential"],
  ["AWS_SECRET_ACCESS_KEY", "/any/path", "an AWS credential"],
  ["ECS_ENGINE_AUTH_DATA", "{}", "an AWS credential"],
  ["X", ACCESS_KEY, "an AWS access key"],
  ["X", `id=${ACCESS_KEY};`, "an AWS access key"],
  ["X", "-----BEGIN RSA PRIVATE KEY-----\nMII", "a private key"],
  ["X", `ghp_${"a1B2".repeat(9)}`, "a GitHub token"],
  ["X", `github_pat_${"a1B2".repeat(9)}`, "a GitHub token"],
  ["X", `glpat-${"a1B2".repeat(5)}`, "a GitLab token"],
  ["X", ["xoxb", "123456789012", "abc"].join("-"), "a Slack token"],
  ["X", `sk_live_${"a1B2".repeat(4)}`, "a Stripe key"],
  ["X", `AIza${"a1B2c".repeat(7)}`, "a Google API key"],
  ["X", `npm_${"a1B2".repeat(9)}`, "an npm token"],
  ["X", WEB_TOKEN, "a JSON web token"],
  ["X", "postgres://app:hunter2@db:5432/app", "a URL with a password"],
  ["X", SECRET_KEY, BY_VALUE],
  ["X", RANDOM, BY_VALUE],
];

const harmless: [name: string, value: string][] = [
  ["TOKEN_URL", "https://idp.example.com/token"],
  ["DATABASE_SECRET", "prod/db"],
  ["DB_CREDENTIALS", "shop/prod/orders-db"],
  ["PASSWORD_RESET_FROM_EMAIL", "no-reply@example.com"],
  ["PASSWORD_RESET_SUBJECT", "Your new password"],
  ["TOKEN_ENDPOINT_AUTH_METHOD", "client_secret_basic"],
  ["SECRET_MANAGER_REGION", "eu-west-1"],
  ["SECRETS_BACKEND", "vault"],
  ["API_KEY_SOURCE", "authorizer"],
  ["SENTRY_DSN", "https://0123456789abcdef@o1.ingest.sentry.io/2"],
  ["STRIPE_PUBLISHABLE_KEY", `pk_live_${"a1B2".repeat(6)}`],
  ["STRIPE_API_KEY", `pk_test_${"a1B2".repeat(6)}`],
  ["NEXT_PUBLIC_API_KEY", "abc"],
  ["DD_API_KEY", "<YOUR_DATADOG_API_KEY>"],
  ["DB_PASSWORD", "{{ db_password }}"],
  ["DB_PASSWORD", "*****"],
  ["DB_PASSWORD", "[redacted]"],
  ["X", "postgres://app:[secret]@db:5432/app"],
  ["X", "postgres://app:****@db:5432/app"],
  ["SECRET_ARN", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf"],
  ["SECRET_NAME", "orders/db"],
  ["TOKEN_TTL", "one hour"],
  ["PASSWORD_FILE", "db.txt"],
  ["DB_PASSWORD", ""],
  ["DB_PASSWORD", "/run/secrets/db"],
  ["DB_PASSWORD", "arn:aws:ssm:eu-west-1:123456789012:parameter/db"],
  ["DB_PASSWORD", "${DB_PASSWORD}"],
  ["REQUIRE_TOKEN", "true"],
  ["MAX_TOKENS", "4096"],
  ["TOKEN_LIMIT", "15m"],
  ["MONKEY", "banana"],
  ["PASSAGE", "north"],
  ["X", "550e8400-e29b-41d4-a716-446655440000"],
  ["X", "da39a3ee5e6b4b0d3255bfef95601890afd80709"],
  ["X", `sha256:${"0123456789abcdef".repeat(4)}`],
  ["X", "https://sqs.eu-west-1.amazonaws.com/123456789012/orders"],
  ["X", "postgres://db.internal:5432/orders"],
  ["X", "postgres://app:${DB_PASSWORD}@db:5432/app"],
  ["X", "OrderServiceVersion2Production"],
  ["X", "eu-west-1_AbCdEf123"],
  ["X", "text/html,application/xhtml+xml;q=0.9"],
  ["X", RANDOM.toLowerCase()],
  ["X", RANDOM.toUpperCase()],
  ["X", RANDOM.replace(/\d/g, "x")],
  ["X", "aaaaaaaaaaaaaaaaAAAAAAAAAAAAAAAA1111111111111111"],
];

describe("secretDetector", () => {
  for (const [name, value, kind] of found) {
    it(`finds ${kind} in ${name}=${value.slice(0, 12)}…`, () => {
      assert.equal(secretInVariable(name, value, OPTIONS), kind);
    });
  }

  for (const [name, value] of harmless) {
    it(`lets be ${name}=${value}`, () => {
      assert.equal(secretInVariable(name, value, OPTIONS), undefined);
    });
  }

  it("lets be a random value that is shorter than asked for", () => {
    assert.equal(secretInVariable("X", RANDOM, { ...OPTIONS, minLength: 20 }), BY_VALUE);
    assert.equal(secretInVariable("X", RANDOM, { ...OPTIONS, minLength: 21 }), undefined);
  });

  it("lets be a value of less entropy than asked for", () => {
    assert.equal(secretInVariable("X", RANDOM, { ...OPTIONS, minEntropy: 5 }), undefined);
  });

  it("knows names by the given patterns alone", () => {
    const options = { ...OPTIONS, namePatterns: ["^COMBINATION$"] };
    assert.equal(secretInVariable("combination", "12-34-56", options), BY_NAME);
    assert.equal(secretInVariable("DB_PASSWORD", "hunter2", options), undefined);
  });

  it("looks past an allowed name on a command line", () => {
    const options = { ...OPTIONS, allowNames: ["token"] };
    const words = ["serve", "--token=abc", "--password=hunter2"];
    assert.deepEqual(secretInCommand(words, options), {
      kind: BY_NAME,
      name: "password",
      value: "hunter2",
    });
    assert.equal(secretInCommand(words.slice(0, 2), options), undefined);
  });

  const commands: [words: string[], expected: ReturnType<typeof secretInCommand>][] = [
    [["serve", "--password=hunter2"], { kind: BY_NAME, name: "password", value: "hunter2" }],
    [["serve", "--password", "hunter2"], { kind: BY_NAME, name: "password", value: "hunter2" }],
    [["sh", "-c", "TOKEN='abc' serve"], { kind: BY_NAME, name: "TOKEN", value: "abc" }],
    [["serve", ACCESS_KEY], { kind: "an AWS access key", value: `serve ${ACCESS_KEY}` }],
    [["serve", RANDOM], { kind: BY_VALUE, value: RANDOM }],
    [["node", "dist/server.js", "--port", "8080"], undefined],
    [["CMD-SHELL", "curl -f http://localhost:8080/healthz || exit 1"], undefined],
    [["serve", "--token-file", "/run/token"], undefined],
    [[], undefined],
  ];
  for (const [words, expected] of commands) {
    const verb = expected ? `finds ${expected.kind} in` : "lets be";
    it(`${verb} the command ${words.join(" ").slice(0, 30) || "of no words"}`, () => {
      assert.deepEqual(secretInCommand(words, OPTIONS), expected);
    });
  }

  it("looks each text through once, however long it is", () => {
    const hostile = [
      "a".repeat(200_000),
      "a+".repeat(100_000),
      "a://".repeat(50_000),
      "a://b:".repeat(40_000),
      "a://b:c".repeat(30_000),
      "eyJaaaaaaaa-".repeat(20_000),
      "eyJaaaaaaaa.".repeat(20_000),
      "-----BEGIN ".repeat(20_000),
      `--a${" ".repeat(200_000)}-`,
      "ghp_".repeat(50_000),
      "a/".repeat(100_000),
      "A_".repeat(100_000),
      "x.".repeat(100_000) + "!",
      ',a="'.repeat(50_000),
      " a=b,".repeat(40_000),
      ' "a:"'.repeat(40_000),
      "\na: ".repeat(50_000),
      "curl -u a ".repeat(20_000),
      "echo a:b".repeat(25_000),
      "$2a$10$".repeat(30_000),
      "$apr1$a".repeat(30_000),
      '{"a":'.repeat(40_000),
      "[".repeat(200_000),
    ];
    for (const text of hostile) {
      const start = process.cpuUsage();
      secretInVariable("X", text, OPTIONS);
      secretInVariable("DB_PASSWORD", text, OPTIONS);
      secretInVariable("API_KEY_STRIPE", text, OPTIONS);
      secretInVariable(text.slice(0, 100_000), "hunter2", OPTIONS);
      secretInCommand([text], OPTIONS);
      secretInScript(text, OPTIONS);
      const { user } = process.cpuUsage(start);
      assert.ok(user < 1_500_000, `${text.slice(0, 12)}: ${user} µs`);
    }
  });
});
