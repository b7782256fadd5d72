import type {
  ClusterArgs,
  LoadBalancerArgs,
  NetworkRef,
  ScheduledTaskArgs,
  ServiceArgs,
  ServiceLoadBalancerArgs,
  TaskDefinitionArgs,
} from "../../../components/index.js";

/** Other arguments, and `undefined` for those that are not given. */
export type Edited<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** Arguments that say one fault, and the path of the argument that is refused, or the rule that finds it. */
export interface ComponentFault {
  /** The title of the same fault of plain resources. */
  readonly title: string;
  /** Other arguments of the healthy task definition's container. */
  readonly container?: object;
  readonly task?: Edited<TaskDefinitionArgs>;
  readonly service?: Edited<ServiceArgs>;
  readonly cluster?: Edited<ClusterArgs>;
  readonly loadBalancer?: Edited<LoadBalancerArgs>;
  /** The network of the load balancer. */
  readonly network?: Edited<NetworkRef>;
  /** How the service has the load balancer. */
  readonly balancing?: Edited<ServiceLoadBalancerArgs>;
  /** Other arguments of a scheduled task, which is there for these alone. */
  readonly scheduledTask?: Edited<ScheduledTaskArgs>;
  /** Build arguments of an image, which is there for these alone. */
  readonly buildArgs?: Record<string, string>;
  readonly found: { readonly refused: string } | { readonly rule: string };
}

/** An argument that is refused. */
export const refused = (path: string) => ({ refused: path });
/** A rule that finds it. */
export const by = (rule: string) => ({ rule });

/** The container of the healthy task definition, by our component's arguments. */
export const COMPONENT_CONTAINER = {
  name: "app",
  image: `123456789012.dkr.ecr.us-east-1.amazonaws.com/orders@sha256:${"a".repeat(64)}`,
  cpu: 256,
  memory: 512,
  user: "1000:1000",
  readonlyRootFilesystem: true,
  portMappings: [{ containerPort: 8080, name: "http" }],
  environment: { LOG_LEVEL: "info" },
  healthCheck: { command: ["CMD", "/app/health"], interval: 30, timeout: 5, startPeriod: 60 },
};

/** A container beside the other. */
export const side = { ...COMPONENT_CONTAINER, portMappings: [], essential: false };
/** Containers beside the other. */
export const beside = (...others: object[]) => ({
  containers: [COMPONENT_CONTAINER, ...others] as TaskDefinitionArgs["containers"],
});

/** A group of instances of the healthy cluster. */
export const GROUP = {
  name: "steady",
  instanceTypes: ["m7i.large"],
  minSize: 1,
  maxSize: 4,
  managedTerminationProtection: true,
};

/** The cluster, and the load balancer, that nothing is wrong with. */
export const HEALTHY_CLUSTER = {
  execKmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/1",
  instanceGroups: [GROUP],
};
export const HEALTHY_BALANCER = {
  internal: true,
  certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1",
  accessLogs: {},
  deletionProtection: true,
};

/** The faults of the other tables that arguments of our components can say. */
export const COMPONENT_FAULTS: readonly ComponentFault[] = [
  { title: "a size that Fargate lacks", task: { cpu: 300 }, found: refused("cpu") },
  {
    title: "a network mode that Fargate lacks",
    task: { networkMode: "host" },
    found: refused("networkMode"),
  },
  {
    title: "a placement constraint on Fargate",
    task: { placementConstraints: [{ expression: "attribute:a == b" }] },
    found: refused("placementConstraints"),
  },
  {
    title: "too little ephemeral storage",
    task: { ephemeralStorageGiB: 20 },
    found: refused("ephemeralStorageGiB"),
  },
  {
    title: "a GPU on Fargate",
    container: { gpuCount: 1 },
    found: refused("containers[0].gpuCount"),
  },
  {
    title: "a log driver that Fargate lacks",
    container: { logConfiguration: { logDriver: "syslog" } },
    found: refused("containers[0].logConfiguration.logDriver"),
  },
  {
    title: "shared memory on Fargate",
    container: { linuxParameters: { sharedMemorySize: 64 } },
    found: refused("containers[0].linuxParameters.sharedMemorySize"),
  },
  {
    title: "a folder of the host on Fargate",
    task: { volumes: [{ name: "data", hostPath: "/data" }] },
    found: refused("volumes[0].hostPath"),
  },
  {
    title: "a soft limit above the hard one",
    container: { memoryReservation: 1024 },
    found: refused("containers[0].memoryReservation"),
  },
  { title: "two containers of one name", task: beside(side), found: refused("containers[1].name") },
  {
    title: "a container that waits for none",
    container: { dependsOn: [{ containerName: "none", condition: "START" }] },
    found: refused("containers[0].dependsOn[0].containerName"),
  },
  {
    title: "a mount of a volume that is none",
    container: { mountPoints: [{ sourceVolume: "none", containerPath: "/none" }] },
    found: refused("containers[0].mountPoints[0].sourceVolume"),
  },
  {
    title: "another port of the host",
    container: { portMappings: [{ containerPort: 8080, hostPort: 80 }] },
    found: refused("containers[0].portMappings[0].hostPort"),
  },
  {
    title: "one port twice",
    container: { portMappings: [{ containerPort: 8080 }, { containerPort: 8080 }] },
    found: refused("containers[0].portMappings[1].containerPort"),
  },
  {
    title: "a name of the host's in mode awsvpc",
    container: { hostname: "orders" },
    found: refused("containers[0].hostname"),
  },
  {
    title: "eleven containers",
    task: beside(...Array.from({ length: 10 }, (_, i) => ({ ...side, name: `side-${i}` }))),
    found: refused("containers"),
  },
  {
    title: "a shell that keeps the signal",
    container: { command: ["sh", "-c", "migrate; serve"] },
    found: by("draining-order"),
  },
  {
    title: "a capability that is not allowed",
    container: { capabilities: { add: ["SYS_PTRACE"] } },
    found: by("ecs-capabilities-limited"),
  },
  {
    title: "a root file system to write to",
    container: { readonlyRootFilesystem: false },
    found: by("ecs-readonly-root"),
  },
  {
    title: "a password in the open",
    container: { environment: { DB_PASSWORD: "hunter2-hunter2" } },
    found: by("ecs-no-plaintext-secrets"),
  },
  {
    title: "a key of AWS in a command",
    container: { command: ["serve", `--key=${["AKIA", "Z7VRSQ5TJN2XMPLQ"].join("")}`] },
    found: by("ecs-no-plaintext-secrets"),
  },
  {
    title: "no room to deploy",
    service: { desiredCount: 3, minimumHealthyPercent: 67, maximumPercent: 133 },
    found: refused("minimumHealthyPercent"),
  },
  {
    title: "a maximum below 100 percent",
    service: { maximumPercent: 99 },
    found: refused("maximumPercent"),
  },
  {
    title: "no healthy tasks while deploying",
    service: { minimumHealthyPercent: 0 },
    found: by("minimum-healthy-floor"),
  },
  {
    title: "no circuit breaker",
    service: { deployment: { circuitBreaker: false } },
    found: by("deployment-safety-net"),
  },
  {
    title: "rebalancing without room",
    service: {
      minimumHealthyPercent: 50,
      maximumPercent: 100,
      deployment: { availabilityZoneRebalancing: true },
    },
    found: refused("deployment.availabilityZoneRebalancing"),
  },
  {
    title: "a strategy without weight",
    service: { capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 0 }] },
    found: refused("capacityProviderStrategies"),
  },
  {
    title: "a provider that the cluster lacks",
    service: { capacityProviderStrategies: [{ capacityProvider: "large", weight: 1 }] },
    found: refused("capacityProviderStrategies[0]"),
  },
  {
    title: "public addresses of tasks",
    service: { assignPublicIp: true },
    found: by("ecs-no-public-ip"),
  },
  {
    title: "a load balancer to delete",
    loadBalancer: { deletionProtection: false },
    found: by("lb-deletion-protection"),
  },
  {
    title: "instances that end under their tasks",
    cluster: { instanceGroups: [{ ...GROUP, managedTerminationProtection: false }] },
    found: by("capacity-provider-protected"),
  },
];
