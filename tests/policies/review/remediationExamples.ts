/** A rule, a type, inputs, parameters, and what is set. */
export const REMEDIATION_EXAMPLES: [string, string, object, object | undefined, ...string[]][] = [
  [
    "ecs-platform-version-latest",
    "aws:ecs/service:Service",
    { launchType: "FARGATE", platformVersion: "1.3.0" },
    undefined,
    "platformVersion=LATEST",
  ],
  [
    // ECS refuses the change of a service that CodeDeploy deploys.
    "ecs-platform-version-latest",
    "aws:ecs/service:Service",
    { platformVersion: "1.3.0", deploymentController: { type: "CODE_DEPLOY" } },
    undefined,
  ],
  // A task set would be replaced.
  [
    "ecs-platform-version-latest",
    "aws:ecs/taskSet:TaskSet",
    { platformVersion: "1.3.0" },
    undefined,
  ],
  [
    "ecs-container-insights",
    "aws:ecs/cluster:Cluster",
    {},
    undefined,
    "settings[0].name=containerInsights",
    "settings[0].value=enabled",
  ],
  [
    "ecs-container-insights",
    "aws:ecs/cluster:Cluster",
    {
      settings: [
        { name: "other", value: "x" },
        { name: "containerInsights", value: "enabled" },
      ],
    },
    { requireEnhanced: true },
    "settings[1].value=enhanced",
  ],
  // Every change of a task definition replaces it, and the engine then forgets what was set.
  [
    "ecs-efs-transit-encryption",
    "aws:ecs/taskDefinition:TaskDefinition",
    { volumes: [{ name: "a", efsVolumeConfiguration: { fileSystemId: "fs-1" } }] },
    undefined,
  ],
  [
    "ecr-scan-on-push",
    "aws:ecr/repository:Repository",
    {},
    undefined,
    "imageScanningConfiguration.scanOnPush=true",
  ],
  ...(
    [
      // A month where nothing is said, else the least that is asked for and offered.
      [{}, { minDays: 1, maxDays: 0, allowForever: false }, 30],
      [{}, { minDays: 1, maxDays: 30, allowForever: false }, 30],
      [{}, { minDays: 1, maxDays: 14, allowForever: false }, 14],
      [{}, { minDays: 90, maxDays: 0, allowForever: false }, 90],
      [{ retentionInDays: 3 }, { minDays: 5, maxDays: 0, allowForever: false }, 5],
      [{ retentionInDays: 3 }, { minDays: 6, maxDays: 7, allowForever: false }, 7],
    ] as const
  ).map(([properties, parameters, days]): (typeof REMEDIATION_EXAMPLES)[number] => [
    "log-group-retention",
    "aws:cloudwatch/logGroup:LogGroup",
    properties,
    parameters,
    `retentionInDays=${days}`,
  ]),
  [
    "ecr-immutable-tags",
    "aws:ecr/repository:Repository",
    {
      imageTagMutability: "MUTABLE_WITH_EXCLUSION",
      imageTagMutabilityExclusionFilters: [{ filter: "cache*" }],
    },
    undefined,
    "imageTagMutability=IMMUTABLE_WITH_EXCLUSION",
  ],
  // What an exclusion of all leaves open no value of this property closes.
  [
    "ecr-immutable-tags",
    "aws:ecr/repository:Repository",
    {
      imageTagMutability: "MUTABLE_WITH_EXCLUSION",
      imageTagMutabilityExclusionFilters: [{ filter: "*" }],
    },
    undefined,
  ],
  [
    "lb-tls-policy",
    "aws:alb/listener:Listener",
    { protocol: "HTTPS" },
    { allowedPolicies: ["ELBSecurityPolicy-TLS13-1-3-2021-06"] },
    "sslPolicy=ELBSecurityPolicy-TLS13-1-3-2021-06",
  ],
  [
    "alb-header-hardening",
    "aws:lb/loadBalancer:LoadBalancer",
    { desyncMitigationMode: "monitor" },
    undefined,
    "dropInvalidHeaderFields=true",
    "desyncMitigationMode=defensive",
  ],
  ["log-group-retention", "aws:cloudwatch/logGroup:LogGroup", {}, undefined, "retentionInDays=30"],
  [
    "log-group-retention",
    "aws:cloudwatch/logGroup:LogGroup",
    { retentionInDays: 7 },
    { minDays: 45 },
    "retentionInDays=60",
  ],
  // What is kept too long would be deleted.
  [
    "log-group-retention",
    "aws:cloudwatch/logGroup:LogGroup",
    { retentionInDays: 400 },
    { maxDays: 90 },
  ],
  // CloudWatch Logs keeps it for two days, whatever is set.
  [
    "log-group-retention",
    "aws:cloudwatch/logGroup:LogGroup",
    { logGroupClass: "DELIVERY", retentionInDays: 1 },
    { minDays: 30 },
  ],
  [
    "launch-template-hardened",
    "aws:ec2/launchTemplate:LaunchTemplate",
    {
      metadataOptions: { httpPutResponseHopLimit: 3 },
      networkInterfaces: [{ associatePublicIpAddress: "true" }],
    },
    undefined,
    "metadataOptions.httpTokens=required",
    "metadataOptions.httpPutResponseHopLimit=1",
  ],
];
