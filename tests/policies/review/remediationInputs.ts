import fc from "fast-check";

import { settingsUnder } from "../../../policies/configuration/profiles.js";
import { UNKNOWN } from "../../../policies/resource/reader.js";
import type { ReviewedResource } from "../../../policies/resource/reviewedResource.js";
import type { Rule } from "../../../policies/rule.js";
import { rules } from "../../../policies/rules/index.js";
import { resourceOf, secret } from "../rules/ruleCases.js";

/** Every rule that sets something, with each type that it sets something in. */
const REMEDIATING = rules.flatMap((rule) =>
  Object.keys(rule.remediates ?? {}).map((type) => ({ rule, type })),
);

/** With a prototype, as the properties of resources have. */
const record = <T>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(shape, { noNullPrototype: true });

/** Values that the properties of these resources take, and some that they do not. */
const leaf = (...values: unknown[]) => fc.constantFrom(undefined, UNKNOWN, ...values);
const NAMED = (name: string) => leaf(name, "other");
const secretOr = (arbitrary: fc.Arbitrary<unknown>) =>
  fc.oneof(
    arbitrary,
    arbitrary.map((value) => (value === undefined ? value : secret(value))),
  );
const exclusions = fc.constantFrom(undefined, [], [{ filter: "cache*" }], [{ filter: "*" }]);
const platform = secretOr(leaf("LATEST", "1.3.0", "1.4.0", "1.0.0"));
const map = (shape: Record<string, fc.Arbitrary<unknown>>) =>
  fc.oneof({ weight: 4, arbitrary: record(shape) }, { weight: 1, arbitrary: leaf() });

/** Inputs of each type, as far as a rule reads them. */
const INPUTS: Readonly<Record<string, fc.Arbitrary<object>>> = {
  "aws:ecs/service:Service": record({
    platformVersion: platform,
    launchType: leaf("FARGATE", "EC2"),
    deploymentController: map({ type: leaf("ECS", "CODE_DEPLOY", "EXTERNAL") }),
  }),
  "aws:cloudwatch/eventTarget:EventTarget": record({
    ecsTarget: map({ platformVersion: platform, launchType: leaf("FARGATE") }),
  }),
  "aws:scheduler/schedule:Schedule": record({
    target: map({ ecsParameters: map({ platformVersion: platform }) }),
  }),
  "aws:ecs/cluster:Cluster": record({
    settings: fc.oneof(
      leaf(),
      fc.array(
        record({
          name: NAMED("containerInsights"),
          value: secretOr(leaf("disabled", "enabled", "enhanced")),
        }),
        { maxLength: 3 },
      ),
    ),
  }),
  "aws:ecs/taskDefinition:TaskDefinition": record({
    volumes: fc.oneof(
      leaf(),
      fc.array(
        record({
          name: leaf("data"),
          efsVolumeConfiguration: map({
            transitEncryption: secretOr(leaf("ENABLED", "DISABLED")),
            authorizationConfig: map({ iam: leaf("ENABLED", "DISABLED") }),
          }),
        }),
        { maxLength: 3 },
      ),
    ),
  }),
  "aws:ecr/repository:Repository": record({
    imageScanningConfiguration: map({ scanOnPush: secretOr(leaf(true, false, "false")) }),
    imageTagMutability: secretOr(
      leaf("MUTABLE", "IMMUTABLE", "MUTABLE_WITH_EXCLUSION", "IMMUTABLE_WITH_EXCLUSION"),
    ),
    imageTagMutabilityExclusionFilters: exclusions,
  }),
  "aws:cloudwatch/logGroup:LogGroup": record({
    retentionInDays: secretOr(leaf(0, 1, 7, 365, 3653)),
    logGroupClass: leaf("STANDARD", "DELIVERY"),
  }),
  "aws:ec2/launchTemplate:LaunchTemplate": record({
    metadataOptions: map({
      httpTokens: secretOr(leaf("optional", "required")),
      httpEndpoint: leaf("enabled", "disabled"),
      httpPutResponseHopLimit: secretOr(leaf(1, 2, 64)),
    }),
    networkInterfaces: fc.constantFrom(undefined, [{ associatePublicIpAddress: "true" }]),
  }),
};
const LISTENER = record({
  protocol: leaf("HTTP", "HTTPS", "TLS"),
  sslPolicy: secretOr(leaf("ELBSecurityPolicy-2016-08", "ELBSecurityPolicy-TLS13-1-3-2021-06")),
});
const BALANCER = record({
  loadBalancerType: leaf("application", "network"),
  dropInvalidHeaderFields: secretOr(leaf(true, false)),
  desyncMitigationMode: secretOr(leaf("monitor", "defensive", "strictest")),
});

function inputsOf(type: string): fc.Arbitrary<object> {
  const known = INPUTS[type];
  if (known) return known;
  return type.endsWith(":Listener") ? LISTENER : BALANCER;
}

const SETTINGS = [
  {},
  ...[
    { "log-group-retention": { minDays: 45 } },
    { "log-group-retention": { minDays: 2, maxDays: 20 } },
    { "log-group-retention": { minDays: 8, maxDays: 10 } },
    { "ecs-container-insights": { requireEnhanced: true } },
    { "ecs-container-insights": { acceptAccountSetting: true } },
    { "ecs-efs-transit-encryption": { requireIam: true } },
    { "ecr-immutable-tags": { allowExclusionFilters: false } },
    { "launch-template-hardened": { hopLimit: 2 } },
    { "lb-tls-policy": { allowedPolicies: ["ELBSecurityPolicy-TLS13-1-3-2021-06"] } },
    { "lb-tls-policy": { allowedPolicies: [] } },
  ],
] as Record<string, object | undefined>[];

/** A rule with the parameters that a configuration gives it, and a resource that it may set something in. */
export const REMEDIATIONS = fc.constantFrom(...REMEDIATING).chain(({ rule, type }) =>
  record({
    rule: fc.constant(rule),
    parameters: fc
      .constantFrom(...SETTINGS)
      .map((own) => ({ ...settingsUnder("baseline", rule).parameters, ...own[rule.name] })),
    resource: inputsOf(type).map((properties) => resourceOf(type, properties)),
  }),
);

/** What a rule sets something in. */
export interface RemediationCase {
  rule: Rule;
  parameters: object;
  resource: ReviewedResource;
}
