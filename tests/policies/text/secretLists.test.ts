import assert from "node:assert/strict";

import { secretInVariable } from "../../../policies/text/secretDetector.js";
import { ecsNoPlaintextSecrets } from "../../../policies/rules/ecsNoPlaintextSecrets.js";

const { parameters } = ecsNoPlaintextSecrets;
const OPTIONS = {
  namePatterns: parameters.namePatterns.default,
  allowNames: parameters.allowNames.default,
  minEntropy: parameters.minEntropy.default,
  minLength: parameters.minLength.default,
};

/** Characters that follow from a number, so that no list holds a text that a scanner takes for a real key. */
function made(alphabet: string, length: number, seed: number): string {
  let state = seed * 2654435761 + 1;
  return Array.from({ length }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return alphabet[Math.floor(state / 65536) % alphabet.length] ?? "";
  }).join("");
}

const HEX = "0123456789abcdef";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const x = (count: number, seed = 7) => made(LETTERS, count, seed);
const h = (count: number, seed = 5) => made(HEX, count, seed);

/** Under names that say nothing, so that the form alone tells them. */
const BY_FORM: readonly string[] = [
  `AKIA${made(UPPER, 16, 3)}`,
  `ASIA${made(UPPER, 16, 4)}`,
  `ghp_${x(36)}`,
  `gho_${x(36)}`,
  `github_pat_${x(22)}_${x(59)}`,
  `glpat-${x(20)}`,
  `glrt-${x(20)}`,
  `xoxb-${made("0123456789", 12, 2)}-${x(24)}`,
  `xapp-1-A${made(UPPER, 10, 2)}-${h(40)}`,
  `https://hooks.slack.com/services/T${made(UPPER, 8, 1)}/B${made(UPPER, 8, 2)}/${x(24)}`,
  `sk_live_${x(24)}`,
  `rk_live_${x(24)}`,
  `whsec_${x(32)}`,
  `AIza${x(35)}`,
  `GOCSPX-${x(28)}`,
  `ya29.${x(60)}`,
  `npm_${x(36)}`,
  `pypi-AgEIcHlwaS5vcmc${x(60)}`,
  `rubygems_${h(48)}`,
  `oy2${made(LOWER, 43, 3)}`,
  `SG.${x(22)}.${x(43)}`,
  `key-${h(32)}`,
  `${h(32)}-us14`,
  `dop_v1_${h(64)}`,
  `dckr_pat_${x(27)}`,
  `hvs.${x(90)}`,
  `${x(14)}.atlasv1.${x(60)}`,
  `hf_${made("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 34, 3)}`,
  `sk-proj-${x(48)}`,
  `sk-ant-api03-${x(93)}AA`,
  `xai-${x(80)}`,
  `gsk_${x(52)}`,
  `r8_${x(37)}`,
  `pplx-${x(48)}`,
  `lin_api_${x(40)}`,
  `ntn_${x(46)}`,
  `figd_${x(40)}`,
  `PMAK-${h(24)}-${h(34)}`,
  `pul-${h(40)}`,
  `dapi${h(32)}`,
  `NRAK-${made(UPPER, 27, 3)}`,
  `glsa_${x(32)}_${h(8)}`,
  `sntrys_${x(60)}`,
  `shpat_${h(32)}`,
  `sq0atp-${x(22)}`,
  `tskey-auth-${x(17)}-${x(32)}`,
  `sbp_${h(40)}`,
  `lsv2_pt_${h(32)}_${h(10)}`,
  `pscale_tkn_${x(43)}`,
  `ATATT3${x(186)}`,
  `1234567890:AA${x(33)}`,
  `SK${h(32)}`,
  `squ_${h(40)}`,
  `AGE-SECRET-KEY-1${made(UPPER, 58, 3)}`,
  `-----BEGIN RSA PRIVATE KEY-----\n${x(64)}`,
  `-----BEGIN PRIVATE KEY-----\n${x(64)}`,
  `eyJ${x(20)}.eyJ${x(40)}.${x(43)}`,
  `abc8Q~${x(34)}`,
  "postgres://orders:s3cr3t-w0rd@db.internal:5432/orders",
  "redis://:s3cr3tw0rd@cache.internal:6379",
  "mongodb+srv://app:pa55w0rd@cluster0.mongodb.net/app",
  `Server=db;Database=orders;User Id=sa;Password=${x(12)};`,
  `DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=${x(86)}==;EndpointSuffix=core.windows.net`,
  `Authorization: Bearer ${x(40)}`,
  x(40),
];

/** Whose name tells them, whatever they hold. */
const BY_NAME: readonly [name: string, value: string][] = [
  ["DB_PASSWORD", "hunter2"],
  ["POSTGRES_PASSWORD", "postgres-prod"],
  ["MYSQL_ROOT_PASSWORD", "letmein!"],
  ["REDIS_PASS", "tr0ub4dor"],
  ["JWT_SECRET", "change-me-please"],
  ["SESSION_SECRET", "keyboard cat"],
  ["API_KEY", "1f8a"],
  ["STRIPE_API_KEY", h(24)],
  ["API_TOKEN", "abc123def"],
  ["AUTH_TOKEN", "tok3n"],
  ["SECRET_KEY_BASE", h(64)],
  ["DJANGO_SECRET_KEY", "insecure-@#$"],
  ["ENCRYPTION_KEY", h(32)],
  ["PRIVATE_KEY", "LS0tLS1"],
  ["clientSecret", "x9-kk2"],
  ["AWS_SECRET_ACCESS_KEY", "x"],
];

/** What good programs hold in the open. */
const HARMLESS: readonly [name: string, value: string][] = [
  ["DATABASE_SECRET", "prod/db"],
  ["PASSWORD_RESET_FROM_EMAIL", "no-reply@example.com"],
  ["TOKEN_ENDPOINT_AUTH_METHOD", "client_secret_basic"],
  ["SENTRY_DSN", "https://0123456789abcdef@o1.ingest.sentry.io/2"],
  ["STRIPE_PUBLISHABLE_KEY", `pk_live_${x(24)}`],
  ["SECRET_ARN", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf"],
  ["TOKEN_URL", "https://auth.example.com/oauth/token"],
  ["PASSWORD_FILE", "/run/secrets/password"],
  ["TOKEN_TTL", "3600"],
  ["NODE_ENV", "production"],
  ["PORT", "8080"],
  ["LOG_LEVEL", "debug"],
  ["AWS_REGION", "eu-west-1"],
  ["S3_BUCKET", "my-company-prod-assets-eu-west-1"],
  ["GIT_SHA", h(40)],
  ["IMAGE_DIGEST", `sha256:${h(64)}`],
  ["REQUEST_ID", "8c5a4a0e-6d7f-4b3e-9d55-0a6a1e2b3c4d"],
  ["USER_POOL_ID", "eu-west-1_AbCdEfGhI"],
  ["CLIENT_ID", "3n4b5urk1ft4fl3mg5e62d9ado"],
  ["QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/123456789012/orders"],
  ["DB_HOST", "orders.cluster-abcdefghijkl.eu-west-1.rds.amazonaws.com"],
  ["DATABASE_URL", "postgres://orders@db.internal:5432/orders"],
  ["DATABASE_URL", "postgres://orders:${DB_PASSWORD}@db.internal/orders"],
  ["JAVA_OPTS", "-Xmx512m -XX:+UseG1GC -Dfile.encoding=UTF-8"],
  ["FEATURE_FLAGS", "newCheckout,fastSearch,darkMode"],
  ["CORS_ORIGINS", "https://app.example.com,https://admin.example.com"],
  ["KAFKA_BROKERS", "b-1.orders.abc123.c2.kafka.eu-west-1.amazonaws.com:9092"],
  ["OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4317"],
  ["OTEL_RESOURCE_ATTRIBUTES", "service.name=orders,deployment.environment=prod"],
  ["SPRING_PROFILES_ACTIVE", "prod,metrics"],
  ["DJANGO_SETTINGS_MODULE", "orders.settings.production"],
  ["PUBLIC_KEY", "-----BEGIN PUBLIC KEY-----"],
  ["JWT_ALGORITHM", "RS256"],
  ["JWT_ISSUER", "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI"],
  ["TOKEN_HEADER", "X-Auth-Token"],
  ["API_KEY_HEADER", "x-api-key"],
  ["SECRET_NAME", "orders/production/database"],
  ["KMS_KEY_ID", "1234abcd-12ab-34cd-56ef-1234567890ab"],
  ["SSH_KEY_PATH", "/home/app/.ssh/id_ed25519"],
  ["TOKENIZERS_PARALLELISM", "false"],
  ["PASSWORD_MIN_LENGTH", "12"],
  ["MAX_TOKENS", "4096"],
  ["AUTH_TYPE", "Basic authentication by the gateway"],
  ["DOCS", "https://example.com/api/v2/reference?page=3&sort=desc#token"],
  ["CRON", "0 3 * * 1-5"],
  ["TZ", "Europe/Berlin"],
  ["LD_PRELOAD", "/usr/lib/x86_64-linux-gnu/libjemalloc.so.2"],
  ["PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin"],
  ["VERSION", "v2.14.0-rc.3+build.20260510"],
  ["GRPC_SERVICE", "com.example.orders.v1.OrderService"],
];

describe("lists of secrets and of harmless values", () => {
  const found = (name: string, value: string) =>
    secretInVariable(name, value, OPTIONS) !== undefined;

  it("finds at least 95 of 100 secrets", () => {
    const all = [...BY_FORM.map((value) => ["SETTING", value] as const), ...BY_NAME];
    const missed = all.filter(([name, value]) => !found(name, value));
    assert.ok(missed.length <= 0.05 * all.length, JSON.stringify(missed));
  });

  it("takes at most 2 of 100 harmless values for secrets", () => {
    const taken = HARMLESS.filter(([name, value]) => found(name, value));
    assert.ok(taken.length <= 0.02 * HARMLESS.length, JSON.stringify(taken));
  });

  it("takes ten times as long for a text ten times as long, whatever it holds", () => {
    for (const piece of [
      "a",
      "://a:",
      "eyJ-",
      "ghp_a",
      "xoxb-",
      "t1.a",
      "a.b-",
      "Bearer ",
      "?sig=%",
      ";pwd=",
    ]) {
      const seconds = [1, 10].map((times) => {
        const text = piece.repeat(times * 4000);
        const { user } = process.cpuUsage();
        for (let i = 0; i < 3; i++) secretInVariable("SETTING", text, OPTIONS);
        return (process.cpuUsage().user - user) / 1e6;
      });
      const [short = 0, long = 0] = seconds;
      assert.ok(long < 40 * short + 0.2, `${piece}: ${seconds.join(" s, then ")} s`);
    }
  });
});
