import assert from "node:assert/strict";

import { evaluate } from "../../../policies/review/evaluate.js";
import { pulumiPolicies } from "../../../policies/review/pulumiPolicy.js";
import { UNKNOWN } from "../../../policies/resource/reader.js";
import { withoutNative } from "../../../policies/resource/nativeResource.js";
import { rules } from "../../../policies/rules/index.js";
import { HOST_UNKNOWN, hostProxy } from "../hostProxy.js";
import { resourceOf, secret } from "../rules/ruleCases.js";

const SERVICE = "aws-native:ecs:Service";
const DEFINITION = "aws-native:ecs:TaskDefinition";
const REPOSITORY = "aws-native:ecr:Repository";
const BALANCER = "aws-native:elasticloadbalancingv2:LoadBalancer";

/** A rule, a type of AWS Native, its inputs as CloudFormation's pages have them, and what is said and to be set. */
const FAULTS: [rule: string, type: string, inputs: object, message: string, ...fixes: string[]][] =
  [
    [
      "ecs-no-public-ip",
      SERVICE,
      {
        networkConfiguration: {
          awsvpcConfiguration: { assignPublicIp: "ENABLED", subnets: ["a"] },
        },
      },
      "service 'orders' gives its tasks public IP addresses: set 'networkConfiguration.awsvpcConfiguration.assignPublicIp' to DISABLED",
      "networkConfiguration.awsvpcConfiguration.assignPublicIp=DISABLED",
    ],
    [
      "deployment-can-progress",
      SERVICE,
      {
        desiredCount: 1,
        deploymentConfiguration: { minimumHealthyPercent: 100, maximumPercent: 100 },
      },
      "'deploymentConfiguration.minimumHealthyPercent' 100 and 'deploymentConfiguration.maximumPercent' 100 leave no room",
    ],
    [
      "ecs-container-insights",
      "aws-native:ecs:Cluster",
      { clusterName: "shop" },
      "cluster 'orders' does not measure its tasks: give 'clusterSettings' a containerInsights of enabled or enhanced",
      "clusterSettings[0].name=containerInsights",
      "clusterSettings[0].value=enabled",
    ],
    [
      "ecs-no-privileged",
      DEFINITION,
      { containerDefinitions: [{ name: "app", image: "nginx:1.27", privileged: true }] },
      "container 'app' is privileged: set 'privileged' to false",
      "containerDefinitions[0].privileged=false",
    ],
    [
      "ecs-efs-transit-encryption",
      DEFINITION,
      { volumes: [{ name: "data", efsVolumeConfiguration: { filesystemId: "fs-1" } }] },
      "volume 'data' is not encrypted in transit: set 'efsVolumeConfiguration.transitEncryption' to ENABLED",
      "volumes[0].efsVolumeConfiguration.transitEncryption=ENABLED",
    ],
    [
      "ecr-kms",
      REPOSITORY,
      { encryptionConfiguration: { encryptionType: "AES256" } },
      "'encryptionConfiguration'",
    ],
    [
      "ecr-policy-not-public",
      REPOSITORY,
      {
        repositoryPolicyText: {
          Statement: [{ Effect: "Allow", Principal: "*", Action: "ecr:BatchGetImage" }],
        },
      },
      "repository policy 'orders'",
    ],
    [
      "alb-header-hardening",
      BALANCER,
      { type: "application", loadBalancerAttributes: [] },
      "set 'loadBalancerAttributes[routing.http.drop_invalid_header_fields.enabled]' to true",
      "loadBalancerAttributes[routing.http.drop_invalid_header_fields.enabled]=true",
    ],
    [
      "lb-access-logs",
      BALANCER,
      { loadBalancerAttributes: [{ key: "access_logs.s3.enabled", value: "false" }] },
      "load balancer 'orders'",
    ],
    [
      "health-timing-valid",
      "aws-native:elasticloadbalancingv2:TargetGroup",
      { healthCheckIntervalSeconds: 10, healthCheckTimeoutSeconds: 20, protocol: "HTTP", port: 80 },
      "'healthCheckTimeoutSeconds'",
    ],
    [
      "lb-tls-policy",
      "aws-native:elasticloadbalancingv2:Listener",
      { protocol: "HTTPS", port: 443, certificates: [{ certificateArn: "arn" }] },
      "listener 'orders' takes old versions of TLS: set 'sslPolicy'",
    ],
  ];

/** What each rule says of a resource, with what to set. */
function said(rule: string, type: string, inputs: unknown) {
  const told = rules.filter(({ name }) => name === rule);
  const resource = resourceOf(type, inputs as object);
  return evaluate(told, [resource], { [rule]: "mandatory" }, new Date(), { withFixes: true });
}

describe("a resource of AWS Native", () => {
  for (const [rule, type, inputs, message, ...fixes] of FAULTS) {
    it(`is judged by ${rule}, in the names that it has`, () => {
      const { violations } = said(rule, type, inputs);
      const found = violations.find((one) => one.message.includes(message));
      assert.ok(found, JSON.stringify(violations.map((one) => one.message)));
      if (fixes.length === 0) return;
      assert.deepEqual(
        found.fix?.map(({ property, value }) => `${property}=${String(value)}`),
        fixes,
      );
    });
  }

  it("leaves open what is not known, by its own path, and nothing else", () => {
    const network = { awsvpcConfiguration: { assignPublicIp: UNKNOWN, subnets: ["a"] } };
    const { undetermined } = said("ecs-no-public-ip", SERVICE, { networkConfiguration: network });
    assert.deepEqual(
      undetermined.map(({ path }) => path),
      ["networkConfiguration.awsvpcConfiguration.assignPublicIp"],
    );
    const containers = [
      { name: "app", image: UNKNOWN, privileged: true },
      { name: "side", image: "nginx:1.27", privileged: UNKNOWN },
    ];
    const { violations, undetermined: open } = said("ecs-no-privileged", DEFINITION, {
      containerDefinitions: containers,
    });
    assert.equal(violations.length, 1);
    assert.deepEqual(
      open.map(({ path }) => path),
      ["containerDefinitions[1].privileged"],
    );
  });

  it("keeps secrets, and shows none", () => {
    const containers = [{ name: "app", image: secret("registry/hidden"), memory: 512 }];
    const { violations } = said("image-pinned", DEFINITION, { containerDefinitions: containers });
    assert.equal(violations.length, 1);
    assert.ok(!violations[0]?.message.includes("hidden"));
  });

  it("is judged the same in the policy host, where nothing is changed", () => {
    const policy = pulumiPolicies(rules).find(({ name }) => name === "ecs-no-privileged");
    assert.ok(
      policy && "validateResource" in policy && typeof policy.validateResource === "function",
    );
    const inputs = {
      family: HOST_UNKNOWN,
      containerDefinitions: [{ name: "app", image: HOST_UNKNOWN, privileged: true }],
    };
    const args: unknown = {
      ...resourceOf(DEFINITION, {}),
      props: hostProxy(inputs),
      getConfig: () => ({}),
    };
    const messages: string[] = [];
    void policy.validateResource(args as Parameters<typeof policy.validateResource>[0], (message) =>
      messages.push(message),
    );
    assert.deepEqual(messages, ["container 'app' is privileged: set 'privileged' to false"]);
    assert.equal(inputs.family, HOST_UNKNOWN);
  });

  it("is a resource for each that the provider AWS has", () => {
    const types = (type: string, inputs: object) =>
      withoutNative(resourceOf(type, inputs)).map((one) => one.type);
    assert.deepEqual(types(REPOSITORY, { lifecyclePolicy: { lifecyclePolicyText: "{}" } }), [
      "aws:ecr/repository:Repository",
      "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    ]);
    assert.deepEqual(types("aws-native:ecs:Cluster", { capacityProviders: ["FARGATE"] }), [
      "aws:ecs/cluster:Cluster",
      "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
    ]);
    assert.deepEqual(types("aws-native:s3:Bucket", {}), ["aws-native:s3:Bucket"]);
    assert.deepEqual(types("aws:ecs/cluster:Cluster", {}), ["aws:ecs/cluster:Cluster"]);
  });
});
