/** A property as the provider AWS Native has it, and as the provider AWS has it. */
export interface NativeProperty {
  /** Path below the inputs, in which `[]` is each element of a list, and what stands before this one is renamed already. */
  readonly native: string;
  readonly aws: string;
  /** What AWS Native writes for true and for false. */
  readonly flag?: readonly [yes: string, no: string];
  /** How the value is written in another way. */
  readonly form?: NativeValueForm;
}

/**
 * How a value is written in another way: a structure that is a text of JSON, a list of which there is one element, one that is
 * in a list, or a list of keys and values that is a map.
 */
export type NativeValueForm = "json" | "first" | "list" | "map";

/** A type of AWS Native, by that of the provider AWS that has the same properties under other names. */
export interface NativeForm {
  readonly type: string;
  readonly properties: readonly NativeProperty[];
  /** Properties that AWS Native has in a list of keys and values, by their keys. */
  readonly attributes?: { readonly list: string; readonly keys: Readonly<Record<string, string>> };
  /** What is a resource of its own in the provider AWS: its type, and the property of it that names this one. */
  readonly parts?: readonly NativePart[];
}

/** What a resource of AWS Native holds that is a resource of its own in the provider AWS. */
export interface NativePart {
  readonly type: string;
  readonly owner: string;
  readonly properties: readonly NativeProperty[];
}

const TAGS: NativeProperty = { native: "tags", aws: "tags", form: "map" };
const renamed = (native: string, aws: string): NativeProperty => ({ native, aws });

const NETWORK: readonly NativeProperty[] = [
  renamed("networkConfiguration.awsvpcConfiguration", "networkConfiguration"),
  {
    native: "networkConfiguration.assignPublicIp",
    aws: "networkConfiguration.assignPublicIp",
    flag: ["ENABLED", "DISABLED"],
  },
  renamed("capacityProviderStrategy", "capacityProviderStrategies"),
  { native: "serviceRegistries", aws: "serviceRegistries", form: "first" },
];

const actions = (list: string): readonly NativeProperty[] => [
  renamed(`${list}[].redirectConfig`, `${list}[].redirect`),
  renamed(`${list}[].fixedResponseConfig`, `${list}[].fixedResponse`),
  renamed(`${list}[].forwardConfig`, `${list}[].forward`),
  renamed(
    `${list}[].forward.targetGroups[].targetGroupArn`,
    `${list}[].forward.targetGroups[].arn`,
  ),
  renamed(
    `${list}[].forward.targetGroupStickinessConfig.durationSeconds`,
    `${list}[].forward.stickiness.duration`,
  ),
  renamed(
    `${list}[].forward.targetGroupStickinessConfig.enabled`,
    `${list}[].forward.stickiness.enabled`,
  ),
];

/** By the types of AWS Native. Names follow from CloudFormation's, as its page of each type says. */
export const NATIVE_FORMS: Readonly<Record<string, NativeForm>> = {
  "aws-native:ecs:Service": {
    type: "aws:ecs/service:Service",
    properties: [
      ...NETWORK,
      renamed("serviceName", "name"),
      renamed("deploymentConfiguration.minimumHealthyPercent", "deploymentMinimumHealthyPercent"),
      renamed("deploymentConfiguration.maximumPercent", "deploymentMaximumPercent"),
      renamed("deploymentConfiguration.deploymentCircuitBreaker", "deploymentCircuitBreaker"),
      renamed("deploymentConfiguration.alarms", "alarms"),
      renamed("placementStrategies", "orderedPlacementStrategies"),
      renamed("loadBalancers[].loadBalancerName", "loadBalancers[].elbName"),
      { native: "volumeConfigurations", aws: "volumeConfiguration", form: "first" },
      TAGS,
    ],
  },
  "aws-native:ecs:TaskSet": { type: "aws:ecs/taskSet:TaskSet", properties: [...NETWORK, TAGS] },
  "aws-native:ecs:TaskDefinition": {
    type: "aws:ecs/taskDefinition:TaskDefinition",
    properties: [
      { native: "containerDefinitions", aws: "containerDefinitions", form: "json" },
      renamed("ephemeralStorage.sizeInGiB", "ephemeralStorage.sizeInGib"),
      renamed("volumes[].host.sourcePath", "volumes[].hostPath"),
      renamed(
        "volumes[].efsVolumeConfiguration.filesystemId",
        "volumes[].efsVolumeConfiguration.fileSystemId",
      ),
      renamed(
        "volumes[].fSxWindowsFileServerVolumeConfiguration",
        "volumes[].fsxWindowsFileServerVolumeConfiguration",
      ),
      TAGS,
    ],
  },
  "aws-native:ecs:Cluster": {
    type: "aws:ecs/cluster:Cluster",
    properties: [renamed("clusterName", "name"), renamed("clusterSettings", "settings"), TAGS],
    parts: [
      {
        type: "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
        owner: "clusterName",
        properties: [
          renamed("capacityProviders", "capacityProviders"),
          renamed("defaultCapacityProviderStrategy", "defaultCapacityProviderStrategies"),
        ],
      },
    ],
  },
  "aws-native:ecs:ClusterCapacityProviderAssociations": {
    type: "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
    properties: [
      renamed("cluster", "clusterName"),
      renamed("defaultCapacityProviderStrategy", "defaultCapacityProviderStrategies"),
    ],
  },
  "aws-native:ecs:CapacityProvider": {
    type: "aws:ecs/capacityProvider:CapacityProvider",
    properties: [TAGS],
  },
  "aws-native:ecr:Repository": {
    type: "aws:ecr/repository:Repository",
    properties: [
      renamed("repositoryName", "name"),
      { native: "encryptionConfiguration", aws: "encryptionConfigurations", form: "list" },
      renamed(
        "imageTagMutabilityExclusionFilters[].imageTagMutabilityExclusionFilterValue",
        "imageTagMutabilityExclusionFilters[].filter",
      ),
      TAGS,
    ],
    parts: [
      {
        type: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
        owner: "repository",
        properties: [renamed("lifecyclePolicy.lifecyclePolicyText", "policy")],
      },
      {
        type: "aws:ecr/repositoryPolicy:RepositoryPolicy",
        owner: "repository",
        properties: [{ native: "repositoryPolicyText", aws: "policy", form: "json" }],
      },
    ],
  },
  "aws-native:ecr:PublicRepository": {
    type: "aws:ecrpublic/repository:Repository",
    properties: [renamed("repositoryName", "repositoryName"), TAGS],
  },
  "aws-native:ecr:RegistryPolicy": {
    type: "aws:ecr/registryPolicy:RegistryPolicy",
    properties: [{ native: "policyText", aws: "policy", form: "json" }],
  },
  "aws-native:ecr:RegistryScanningConfiguration": {
    type: "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
    properties: [],
  },
  "aws-native:elasticloadbalancingv2:LoadBalancer": {
    type: "aws:lb/loadBalancer:LoadBalancer",
    properties: [
      renamed("type", "loadBalancerType"),
      { native: "scheme", aws: "internal", flag: ["internal", "internet-facing"] },
      TAGS,
    ],
    attributes: {
      list: "loadBalancerAttributes",
      keys: {
        "routing.http.drop_invalid_header_fields.enabled": "dropInvalidHeaderFields",
        "routing.http.desync_mitigation_mode": "desyncMitigationMode",
        "deletion_protection.enabled": "enableDeletionProtection",
        "access_logs.s3.enabled": "accessLogs.enabled",
        "access_logs.s3.bucket": "accessLogs.bucket",
        "idle_timeout.timeout_seconds": "idleTimeout",
        "client_keep_alive.seconds": "clientKeepAlive",
      },
    },
  },
  "aws-native:elasticloadbalancingv2:TargetGroup": {
    type: "aws:lb/targetGroup:TargetGroup",
    properties: [
      renamed("healthCheckEnabled", "healthCheck.enabled"),
      renamed("healthCheckIntervalSeconds", "healthCheck.interval"),
      renamed("healthCheckTimeoutSeconds", "healthCheck.timeout"),
      renamed("healthCheckPath", "healthCheck.path"),
      renamed("healthCheckPort", "healthCheck.port"),
      renamed("healthCheckProtocol", "healthCheck.protocol"),
      renamed("healthyThresholdCount", "healthCheck.healthyThreshold"),
      renamed("unhealthyThresholdCount", "healthCheck.unhealthyThreshold"),
      renamed("matcher.grpcCode", "healthCheck.matcher"),
      renamed("matcher.httpCode", "healthCheck.matcher"),
      TAGS,
    ],
    attributes: {
      list: "targetGroupAttributes",
      keys: {
        "deregistration_delay.timeout_seconds": "deregistrationDelay",
        "slow_start.duration_seconds": "slowStart",
        "stickiness.enabled": "stickiness.enabled",
        "stickiness.type": "stickiness.type",
        "stickiness.lb_cookie.duration_seconds": "stickiness.cookieDuration",
      },
    },
  },
  "aws-native:elasticloadbalancingv2:Listener": {
    type: "aws:lb/listener:Listener",
    properties: [
      { native: "certificates", aws: "certificateArn", form: "first" },
      renamed("certificateArn.certificateArn", "certificateArn"),
      ...actions("defaultActions"),
    ],
  },
  "aws-native:elasticloadbalancingv2:ListenerRule": {
    type: "aws:lb/listenerRule:ListenerRule",
    properties: actions("actions"),
  },
};

/** Types of the same services of AWS Native that no rule judges, and why. */
export const UNJUDGED_NATIVE_TYPES: Readonly<Record<string, string>> = {
  "aws-native:ecs:PrimaryTaskSet": "says which task set takes the traffic, and nothing else",
  "aws-native:ecr:PullThroughCacheRule": "no rule is about caches of other registries",
  "aws-native:ecr:ReplicationConfiguration": "no rule is about copies in other regions",
  "aws-native:ecr:RepositoryCreationTemplate": "makes repositories that no program has",
  "aws-native:elasticloadbalancingv2:ListenerCertificate": "no rule is about further certificates",
  "aws-native:elasticloadbalancingv2:TrustStore": "no rule is about certificates of clients",
  "aws-native:elasticloadbalancingv2:TrustStoreRevocation":
    "no rule is about certificates of clients",
};
