import type {
  InstanceRequirementsArgs,
  ServiceArgs,
  TaskDefinitionArgs,
} from "../../components/index.js";
import { Cluster, Service, TaskDefinition } from "../../components/index.js";
import { cluster, loadBalancer, network } from "../components/support/platform.js";

const ACCOUNT = "123456789012";
const arnOf = (service: string, rest: string) => `arn:aws:${service}:us-east-1:${ACCOUNT}:${rest}`;
const kmsKeyArn = arnOf("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab");
const FILE_SYSTEM = "file-system/fs-0123456789abcdef0";
const range = { min: 1, max: 8 };
const app = { name: "app", image: "nginx:1.27", memory: 256 };
const tags = { team: "orders" };

/** What managed instances may be asked for, apart from what excludes one another. */
const requirements: InstanceRequirementsArgs = {
  vcpuCount: range,
  memoryMib: { min: 1024, max: 8192 },
  memoryGibPerVcpu: range,
  cpuManufacturers: ["intel"],
  instanceGenerations: ["current"],
  acceleratorCount: range,
  acceleratorManufacturers: ["nvidia"],
  acceleratorNames: ["t4"],
  acceleratorTypes: ["gpu"],
  acceleratorTotalMemoryMib: range,
  bareMetal: "included",
  burstablePerformance: "included",
  localStorage: "required",
  localStorageTypes: ["ssd"],
  totalLocalStorageGb: range,
  baselineEbsBandwidthMbps: range,
  networkBandwidthGbps: range,
  networkInterfaceCount: range,
  onDemandMaxPricePercentageOverLowestPrice: 20,
  requireHibernateSupport: false,
};

/** Clusters with all that their arguments offer. */
function makeClusters(): void {
  new Cluster("platform", {
    network,
    execKmsKeyArn: kmsKeyArn,
    serviceConnectNamespace: "internal",
    instanceGroups: [
      {
        name: "workers",
        instanceTypes: ["m7i.large"],
        minSize: 0,
        maxSize: 2,
        instanceWarmupSeconds: 60,
        minimumScalingStepSize: 1,
        maximumScalingStepSize: 2,
      },
    ],
    managedInstances: [
      {
        name: "flex",
        instanceRequirements: {
          ...requirements,
          allowedInstanceTypes: ["m7i.*"],
          spotMaxPricePercentageOverLowestPrice: 50,
        },
        storageSizeGiB: 100,
        useLocalStorage: true,
        monitoring: "DETAILED",
        propagateTags: "CAPACITY_PROVIDER",
        scaleInAfterSeconds: 60,
        autoRepair: true,
        tags,
      },
      {
        name: "spot",
        instanceRequirements: {
          ...requirements,
          excludedInstanceTypes: ["t3.*"],
          maxSpotPriceAsPercentageOfOptimalOnDemandPrice: 50,
        },
        capacityOptionType: "SPOT",
      },
      {
        name: "reserved",
        instanceRequirements: { vcpuCount: range, memoryMib: { min: 4096 } },
        capacityOptionType: "RESERVED",
        capacityReservations: {
          reservationPreference: "RESERVATIONS_ONLY",
          reservationGroupArn: arnOf("resource-groups", "group/reserved"),
        },
      },
    ],
  });
}

const mounts = (...names: string[]) => ({
  containers: [
    {
      ...app,
      mountPoints: names.map((name) => ({ sourceVolume: name, containerPath: `/${name}` })),
    },
  ],
});

const definitions: Record<string, Partial<TaskDefinitionArgs>> = {
  fargate: { ephemeralStorageGiB: 30, enableFaultInjection: true, cpu: 512, memory: 1024 },
  files: {
    ...mounts("data", "shared"),
    volumes: [
      {
        name: "data",
        efs: { fileSystemId: "fs-1", accessPointId: "fsap-1", transitEncryptionPort: 2999 },
      },
      { name: "shared", efs: { fileSystemId: "fs-1", rootDirectory: "/orders" } },
    ],
  },
  objects: {
    ...mounts("objects"),
    volumes: [
      {
        name: "objects",
        s3Files: {
          fileSystemArn: arnOf("s3files", FILE_SYSTEM),
          bucketArn: "arn:aws:s3:::orders",
          rootDirectory: "/orders",
          transitEncryptionPort: 2999,
        },
      },
    ],
  },
  entered: {
    ...mounts("objects"),
    volumes: [
      {
        name: "objects",
        s3Files: {
          fileSystemArn: arnOf("s3files", FILE_SYSTEM),
          bucketArn: "arn:aws:s3:::orders",
          accessPointArn: arnOf("s3files", `${FILE_SYSTEM}/access-point/fsap-0123456789abcdef0`),
        },
      },
    ],
  },
  instances: {
    requiresCompatibilities: ["EC2"],
    ...mounts("cache", "host"),
    pidMode: "task",
    ipcMode: "task",
    placementConstraints: [{ expression: "attribute:ecs.instance-type =~ m7i.*" }],
    volumes: [
      {
        name: "cache",
        docker: {
          scope: "shared",
          autoprovision: true,
          driver: "local",
          driverOpts: { type: "tmpfs" },
          labels: tags,
        },
      },
      { name: "host", hostPath: "/data" },
    ],
  },
  proxied: {
    requiresCompatibilities: ["EC2"],
    containers: [
      { ...app, portMappings: [{ containerPort: 8080 }] },
      { ...app, name: "envoy", user: "1337" },
    ],
    proxyConfiguration: {
      containerName: "envoy",
      appPorts: [8080],
      proxyIngressPort: 15_000,
      proxyEgressPort: 15_001,
      ignoredUid: 1337,
    },
  },
  windows: {
    requiresCompatibilities: ["EC2"],
    operatingSystem: "WINDOWS_SERVER_2022_CORE",
    networkMode: "default",
    containers: [{ ...app, mountPoints: [{ sourceVolume: "share", containerPath: "C:\\share" }] }],
    volumes: [
      {
        name: "share",
        fsxWindowsFileServer: {
          fileSystemId: "fs-0123456789abcdef0",
          rootDirectory: "share",
          credentialsParameter: arnOf("secretsmanager", "secret:share-AbCdEf"),
          domain: "corp.example.com",
        },
      },
    ],
  },
};

const taskDefinition = {
  arn: arnOf("ecs", "task-definition/orders:1"),
  family: "orders",
  containers: [{ name: "orders", ports: [8080], portNames: ["http"] }],
  logGroupName: "orders",
};
const balancer = { ref: loadBalancer, path: "/orders/*", healthCheckPath: "/healthz" };
const stages = ["POST_SCALE_UP" as const];
const tested = { testHeaderName: "X-Test", testHeaderValue: "1" };

const services: Record<string, Omit<ServiceArgs, "cluster" | "taskDefinition">> = {
  rolling: {
    serviceName: "orders",
    enableExecuteCommand: true,
    platformVersion: "1.4.0",
    deployment: { alarms: { cpuPercent: 90 }, sigintRollback: true },
  },
  canary: {
    loadBalancer: balancer,
    deployment: {
      strategy: "canary",
      canaryPercent: 10,
      canaryBakeTimeMinutes: 5,
      bakeTimeMinutes: 5,
      ...tested,
      lifecycleHooks: [
        {
          name: "check",
          type: "lambda",
          functionArn: arnOf("lambda", "function:check"),
          hookDetails: '{"a":1}',
          stages,
        },
        {
          name: "wait",
          type: "pause",
          pauseTimeoutMinutes: 60,
          pauseTimeoutAction: "ROLLBACK",
          stages,
        },
      ],
    },
    serviceConnect: {
      services: [
        {
          portName: "http",
          port: 80,
          dnsName: "orders",
          ingressPortOverride: 15_000,
          idleTimeoutSeconds: 60,
          perRequestTimeoutSeconds: 30,
          ...tested,
          tls: {
            certificateAuthorityArn: arnOf("acm-pca", "certificate-authority/1"),
            kmsKeyArn,
          },
        },
      ],
    },
  },
  linear: {
    loadBalancer: { ...balancer, path: "/linear/*" },
    deployment: { strategy: "linear", linearStepPercent: 20, linearStepBakeTimeMinutes: 5 },
  },
};

/** Makes all that components make of ECS, with each of their arguments given somewhere. */
export function makeAll(): void {
  makeClusters();
  for (const [name, args] of Object.entries(definitions)) {
    new TaskDefinition(name, { containers: [app], ...args });
  }
  const namespaceArn = arnOf("servicediscovery", "namespace/ns-1");
  const shared = { cluster: { ...cluster, namespaceArn }, taskDefinition };
  for (const [name, args] of Object.entries(services)) new Service(name, { ...shared, ...args });
  makeOnInstances();
}

/** Services that Fargate has not. */
function makeOnInstances(): void {
  const capacityProviders = { workers: "cp-1" };
  const instanceSecurityGroupIds = { workers: "sg-workers" };
  const onInstances = { ...cluster, capacityProviders, instanceSecurityGroupIds };
  const forInstances = { ...taskDefinition, requiresCompatibilities: ["EC2"] };
  const placementConstraints = [
    { type: "memberOf" as const, expression: "attribute:ecs.instance-type =~ m7i.*" },
  ];
  new Service("agents", {
    cluster: onInstances,
    taskDefinition: forInstances,
    schedulingStrategy: "DAEMON",
    placementConstraints,
  });
  new Service("placed", {
    cluster: onInstances,
    taskDefinition: forInstances,
    capacityProviderStrategies: [{ capacityProvider: "workers", base: 1, weight: 1 }],
    placementStrategies: [{ type: "spread", field: "instanceId" }],
    placementConstraints,
  });
  const serviceDiscovery = { namespaceId: "ns-1", name: "found", recordType: "SRV" as const };
  new Service("found", { cluster, taskDefinition, serviceDiscovery });
  const volume = { name: "disk", snapshotId: "snap-0123456789abcdef0", fileSystemType: "ext4" };
  const disk = new TaskDefinition("disk", {
    ...mounts("disk"),
    volumes: [
      {
        name: volume.name,
        ebs: {
          sizeGiB: 20,
          volumeType: "gp3",
          iops: 3000,
          throughput: 125,
          encrypted: true,
          kmsKeyArn,
          snapshotId: volume.snapshotId,
          fileSystemType: "ext4",
        },
      },
    ],
  });
  new Service("disk", { cluster, taskDefinition: disk.ref });
}
