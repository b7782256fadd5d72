import type { ReviewedResource } from "../../../policies/resource/reviewedResource.js";
import { rawTask, resourceOf } from "../rules/ruleCases.js";
import { h, made, UUID, x } from "./madeTexts.js";

type Named = readonly [name: string, value: string];

/** What each place is filled with: values of names, words of a command, or a script. */
export interface Lists<T> {
  secrets: readonly T[];
  harmless: readonly T[];
  resourceOf: (one: T) => ReviewedResource;
}

export const logOptions: Lists<Named> = {
  secrets: [
    ["splunk-token", UUID],
    ["apikey", h(32)],
    ["api_key", h(32)],
    ["licenseKey", `${h(36)}NRAL`],
    ["HTTP_Passwd", "correct-horse"],
    ["http_passwd", "hunter2!"],
    ["Shared_Key", `${x(86)}==`],
    ["Splunk_Token", UUID],
    ["Cloud_Auth", "elastic:hunter2pass"],
    ["bearer_token", x(24)],
    ["Header", `Authorization Bearer ${x(40)}`],
    ["header", `X-Insert-Key ${x(32)}`],
    ["Header", `x-honeycomb-team ${x(22)}`],
    ["access_token", h(40)],
    ["gelf-address", "tcp://logs:hunter2@gelf.example.com:12201"],
    ["aws_secret_access_key", x(40)],
    ["private_key", UUID],
  ],
  harmless: [
    ["awslogs-group", "/ecs/orders"],
    ["awslogs-region", "eu-west-1"],
    ["awslogs-stream-prefix", "orders"],
    ["awslogs-create-group", "true"],
    ["awslogs-datetime-format", "\\[%b %d, %Y %H:%M:%S\\]"],
    ["awslogs-multiline-pattern", "^(INFO|DEBUG|WARN|ERROR|CRITICAL)"],
    ["mode", "non-blocking"],
    ["max-buffer-size", "25m"],
    ["splunk-url", "https://http-inputs-shop.splunkcloud.com:443"],
    ["splunk-sourcetype", "_json"],
    ["splunk-format", "raw"],
    ["splunk-verify-connection", "false"],
    ["splunk-insecureskipverify", "false"],
    ["tag", "{{.Name}}/{{.FullID}}"],
    ["env-regex", "^(OS|CUSTOMER)_"],
    ["labels", "production_status,geo"],
    ["Name", "datadog"],
    ["Host", "http-intake.logs.datadoghq.eu"],
    ["dd_service", "orders"],
    ["dd_tags", "env:prod,team:shop,version:1.4.2"],
    ["dd_message_key", "log"],
    ["TLS", "on"],
    ["provider", "ecs"],
    ["Match", "*"],
    ["HTTP_User", "orders-writer"],
    ["AWS_Auth", "On"],
    ["Time_Key", "@timestamp"],
    ["partition_key_field", "tenant"],
    ["json_date_key", "timestamp"],
    ["log_key", "log"],
    ["Tenant_ID", "shop-prod"],
    ["uri", "/services/collector/event"],
    ["Header", "Content-Type application/json"],
    ["Header", "X-Scope-OrgID shop"],
    ["delivery_stream", "orders-logs-to-s3"],
    ["role_arn", "arn:aws:iam::123456789012:role/logs"],
    ["s3_key_format", "/$TAG[2]/$TAG[0]/%Y/%m/%d/%H/%M/%S/$UUID.gz"],
    ["total_file_size", "50M"],
    ["auto_retry_requests", "true"],
    ["config-file-value", "/fluent-bit/configs/parse-json.conf"],
    ["enable-ecs-log-metadata", "true"],
    ["fluentd-address", "unix:///var/run/fluent.sock"],
    ["Logstash_Prefix", "orders-production"],
    ["token_header", "X-Splunk-Token"],
  ],
  resourceOf: ([name, value]) =>
    rawTask([{ logConfiguration: { logDriver: "awsfirelens", options: { [name]: value } } }]),
};

export const labels: Lists<Named> = {
  secrets: [
    ["com.example.db-password", "correct horse"],
    [
      "com.datadoghq.ad.instances",
      '[{"host":"%%host%%","port":5432,"username":"dd","password":"hunter2x"}]',
    ],
    ["traefik.http.middlewares.auth.basicauth.users", `admin:$apr1$H6uskkkW$${x(22)}`],
    ["config", '{"database":{"user":"app","password":"tr0ub4dor&3"}}'],
    ["settings", `{"stripe":{"apiKey":"${x(24)}"}}`],
    ["io.example.token", x(20)],
  ],
  harmless: [
    ["com.datadoghq.ad.check_names", '["nginx"]'],
    ["com.datadoghq.ad.init_configs", "[{}]"],
    ["com.datadoghq.ad.instances", '[{"nginx_status_url":"http://%%host%%:81/nginx_status/"}]'],
    ["com.datadoghq.ad.instances", '[{"host":"%%host%%","password":"%%env_DB_PASSWORD%%"}]'],
    ["traefik.enable", "true"],
    ["traefik.http.routers.orders.rule", "Host(`orders.example.com`) && PathPrefix(`/api`)"],
    ["org.opencontainers.image.revision", h(40)],
    ["org.opencontainers.image.source", "https://github.com/shop/orders"],
    ["org.opencontainers.image.created", "2026-05-10T12:00:00Z"],
    ["com.amazonaws.ecs.container-name", "orders"],
    ["PROMETHEUS_EXPORTER_PORT", "9404"],
    ["team", "shop"],
    [
      "config",
      '{"password":null,"passwordPolicy":{"minLength":12},"tokenUrl":"https://a.example.com/"}',
    ],
  ],
  resourceOf: ([name, value]) => rawTask([{ dockerLabels: { [name]: value } }]),
};

export const buildArguments: Lists<Named> = {
  secrets: [
    ["NPM_TOKEN", `npm_${x(36)}`],
    ["GITHUB_TOKEN", h(40)],
    ["SENTRY_AUTH_TOKEN", h(64)],
    ["SSH_PRIVATE_KEY", `-----BEGIN OPENSSH PRIVATE KEY-----\n${x(64)}`],
    ["PIP_INDEX_URL", "https://build:hunter2@pypi.example.com/simple"],
    [
      "BUNDLE_GEMS__EXAMPLE__COM",
      "build:hunter2@gems.example.com".replace("build", "https://build"),
    ],
    ["DATABASE_PASSWORD", "hunter2"],
    ["NUGET_API_KEY", `oy2${made("abcdefghijklmnopqrstuvwxyz0123456789", 43, 3)}`],
  ],
  harmless: [
    ["NODE_VERSION", "20.19.0"],
    ["GIT_SHA", h(40)],
    ["BUILD_DATE", "2026-05-10T12:00:00Z"],
    ["BUILDKIT_INLINE_CACHE", "1"],
    ["NPM_CONFIG_REGISTRY", "https://registry.example.com/npm/"],
    ["NEXT_PUBLIC_API_KEY", h(20)],
    ["NEXT_PUBLIC_API_URL", "https://api.example.com"],
    ["BASE_IMAGE", `public.ecr.aws/docker/library/node@sha256:${h(64)}`],
    ["UID", "10001"],
    ["TARGETPLATFORM", "linux/arm64"],
    ["PIP_INDEX_URL", "https://pypi.example.com/simple"],
    ["SECRET_ID", "npmrc"],
    ["VERSION", "v2.14.0-rc.3+build.20260510"],
  ],
  resourceOf: ([name, value]) =>
    resourceOf("docker-build:index:Image", { buildArgs: { [name]: value } }),
};

export const overrides: Lists<Named> = {
  secrets: [
    ["DB_PASSWORD", "hunter2"],
    ["JOB_TOKEN", x(24)],
    ["SETTING", `ghp_${x(36)}`],
    ["DATABASE_URL", "postgres://app:hunter2@db:5432/orders"],
    ["STRIPE_SECRET_KEY", `sk_live_${x(24)}`],
    ["CONFIG", '{"smtp":{"user":"a","password":"hunter2x"}}'],
  ],
  harmless: [
    ["JOB", "nightly-report"],
    ["SINCE", "<time>"],
    ["DRY_RUN", "false"],
    ["BATCH_SIZE", "500"],
    ["SECRET_NAME", "prod/db"],
    ["CONFIG", '{"retries":3,"queue":"https://sqs.eu-west-1.amazonaws.com/123456789012/jobs"}'],
    ["S3_KEY", "exports/2026/05/10/orders.csv.gz"],
    ["CURSOR", "2026-05-10T12:00:00Z"],
  ],
  resourceOf: ([name, value]) =>
    resourceOf("aws:scheduler/schedule:Schedule", {
      target: {
        ecsParameters: { taskDefinitionArn: "orders" },
        input: JSON.stringify({
          containerOverrides: [{ name: "app", environment: [{ name, value }] }],
        }),
      },
    }),
};
