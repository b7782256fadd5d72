import type { StackProgram } from "./stackProgram.js";
import { ref } from "./stackProgram.js";

const IMAGE = "public.ecr.aws/acme/app:1.4.2";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const SERVICE = "aws:ecs/service:Service";
const EXECUTION_ROLE = "arn:aws:iam::123456789012:role/execution";
const NETWORK = { subnets: ["subnet-1", "subnet-2"], securityGroups: ["sg-1"] };

const container = (edit: object = {}) => ({
  name: "app",
  image: IMAGE,
  essential: true,
  memory: 256,
  ...edit,
});
const task = (definition: object, ...containers: object[]): StackProgram => ({
  tasks: [
    TASK,
    {
      family: "app",
      containerDefinitions: JSON.stringify(containers.length === 0 ? [container()] : containers),
      ...definition,
    },
  ],
});
const fargate = (definition: object, ...containers: object[]) =>
  task(
    {
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: "512",
      memory: "1024",
      executionRoleArn: EXECUTION_ROLE,
      ...definition,
    },
    ...containers,
  );
const ec2 = (definition: object, ...containers: object[]) =>
  task({ requiresCompatibilities: ["EC2"], networkMode: "bridge", ...definition }, ...containers);
const service = (edit: object, program: StackProgram): StackProgram => ({
  ...program,
  service: [SERVICE, { cluster: "main", taskDefinition: ref("tasks"), desiredCount: 2, ...edit }],
});
const onFargate = { launchType: "FARGATE", networkConfiguration: NETWORK };
const log = (edit: object) => ({ logConfiguration: { logDriver: "awsfirelens", ...edit } });
const router = container({
  name: "log_router",
  image: "public.ecr.aws/aws-observability/aws-for-fluent-bit:3.0.0",
  user: "0",
  memory: 64,
  firelensConfiguration: { type: "fluentbit", options: { "enable-ecs-log-metadata": "true" } },
});
const target = (edit: object): [string, Record<string, unknown>] => [
  "aws:lb/targetGroup:TargetGroup",
  { port: 80, protocol: "HTTP", targetType: "ip", vpcId: "vpc-1", ...edit },
];
const balanced = (containerPort: number) => ({
  loadBalancers: [{ targetGroupArn: ref("targets"), containerName: "app", containerPort }],
});
const network = (protocol: string, targets: object): StackProgram => ({
  balancer: [
    "aws:lb/loadBalancer:LoadBalancer",
    { loadBalancerType: "network", internal: true, subnets: ["subnet-1"] },
  ],
  targets: target({ port: 53, protocol, ...targets }),
  listener: [
    "aws:lb/listener:Listener",
    {
      loadBalancerArn: ref("balancer"),
      port: 53,
      protocol,
      defaultActions: [{ type: "forward", targetGroupArn: ref("targets") }],
    },
  ],
});

/** What AWS takes and works, and few programs have: none of it is invalid. Each cites what says so. */
export const UNUSUAL_PROGRAMS: Readonly<Record<string, StackProgram>> = {
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
  "Windows on Fargate": fargate(
    {
      cpu: "1024",
      memory: "2048",
      runtimePlatform: {
        operatingSystemFamily: "WINDOWS_SERVER_2022_CORE",
        cpuArchitecture: "X86_64",
      },
    },
    container({
      memory: 2048,
      entryPoint: ["powershell", "-Command"],
      command: ["Start-Service w3svc"],
    }),
  ),
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows_task_IAM_roles.html
  "Windows on instances, of a pipe and a folder of the host": ec2(
    {
      networkMode: undefined,
      runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" },
      volumes: [
        { name: "pipe", hostPath: "\\\\.\\pipe\\docker_engine" },
        { name: "data", hostPath: "C:\\data" },
      ],
    },
    container({
      cpu: 512,
      memory: 1024,
      mountPoints: [
        { sourceVolume: "pipe", containerPath: "\\\\.\\pipe\\docker_engine" },
        { sourceVolume: "data", containerPath: "C:\\data" },
      ],
      portMappings: [{ containerPort: 80, hostPort: 8080 }],
    }),
  ),
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-gpu-specifying.html
  "GPUs of instances": ec2({}, container({ resourceRequirements: [{ type: "GPU", value: "2" }] })),
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-inference.html
  "a chip for inference": ec2(
    {},
    container({
      linuxParameters: {
        devices: [
          {
            containerPath: "/dev/neuron0",
            hostPath: "/dev/neuron0",
            permissions: ["read", "write"],
          },
        ],
        capabilities: { add: ["IPC_LOCK"] },
      },
    }),
  ),
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-volumes.html
  "a volume of EBS that is configured at launch": service(
    {
      ...onFargate,
      volumeConfiguration: {
        name: "data",
        managedEbsVolume: {
          roleArn: "arn:aws:iam::123456789012:role/ebs",
          sizeInGb: 20,
          encrypted: true,
        },
      },
    },
    fargate(
      { volumes: [{ name: "data", configureAtLaunch: true }] },
      container({ mountPoints: [{ sourceVolume: "data", containerPath: "/data" }] }),
    ),
  ),
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html
  "logs by FireLens to several places": fargate(
    {},
    router,
    container({
      dependsOn: [{ containerName: "log_router", condition: "START" }],
      ...log({
        options: {
          Name: "cloudwatch",
          region: "eu-west-1",
          log_group_name: "app",
          auto_create_group: "true",
        },
      }),
    }),
  ),
  "logs by FireLens without options": fargate({}, router, container(log({}))),
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_splunk.html
  "logs to Splunk by a secret": fargate(
    {},
    container({
      logConfiguration: {
        logDriver: "splunk",
        options: { "splunk-url": "https://splunk.example.com:8088" },
        secretOptions: [
          {
            name: "splunk-token",
            valueFrom: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:splunk-AbCdEf",
          },
        ],
      },
    }),
  ),
  "a log driver of instances alone": ec2(
    {},
    container({
      logConfiguration: {
        logDriver: "fluentd",
        options: { "fluentd-address": "unix:///run/fluent.sock" },
      },
    }),
  ),
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
  "commands by ECS Exec": service(
    { ...onFargate, enableExecuteCommand: true },
    fargate(
      { taskRoleArn: "arn:aws:iam::123456789012:role/task" },
      container({ linuxParameters: { initProcessEnabled: true } }),
    ),
  ),
  // https://docs.aws.amazon.com/app-mesh/latest/userguide/proxy-authorization.html
  "App Mesh": fargate(
    {
      proxyConfiguration: {
        type: "APPMESH",
        containerName: "envoy",
        properties: {
          AppPorts: "8080",
          EgressIgnoredIPs: "169.254.170.2,169.254.169.254",
          IgnoredUID: "1337",
          ProxyEgressPort: "15001",
          ProxyIngressPort: "15000",
        },
      },
    },
    container({
      portMappings: [{ containerPort: 8080 }],
      dependsOn: [{ containerName: "envoy", condition: "HEALTHY" }],
    }),
    container({
      name: "envoy",
      user: "1337",
      memory: 256,
      healthCheck: {
        command: [
          "CMD-SHELL",
          "curl -s http://localhost:9901/server_info | grep state | grep -q LIVE",
        ],
        startPeriod: 10,
      },
    }),
  ),
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html
  "a volume that containers share": fargate(
    { volumes: [{ name: "shared" }] },
    container({ mountPoints: [{ sourceVolume: "shared", containerPath: "/out" }] }),
    container({
      name: "reader",
      essential: false,
      mountPoints: [{ sourceVolume: "shared", containerPath: "/in", readOnly: true }],
    }),
  ),
  "volumes from another container": fargate(
    {},
    container({ volumesFrom: [{ sourceContainer: "files", readOnly: true }] }),
    container({ name: "files", essential: false }),
  ),
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/docker-volumes.html
  "a volume of Docker": ec2(
    {
      volumes: [
        {
          name: "data",
          dockerVolumeConfiguration: {
            scope: "shared",
            autoprovision: true,
            driver: "rexray/ebs",
            driverOpts: { volumetype: "gp3", size: "20" },
          },
        },
        { name: "scratch", dockerVolumeConfiguration: { scope: "task", driver: "local" } },
      ],
    },
    container({
      mountPoints: [
        { sourceVolume: "data", containerPath: "/data" },
        { sourceVolume: "scratch", containerPath: "/tmp" },
      ],
    }),
  ),
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_FSxWindowsFileServerVolumeConfiguration.html
  "files of FSx for Windows": ec2(
    {
      runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2019_CORE" },
      networkMode: undefined,
      executionRoleArn: EXECUTION_ROLE,
      volumes: [
        {
          name: "fsx",
          fsxWindowsFileServerVolumeConfiguration: {
            fileSystemId: "fs-0123456789abcdef0",
            rootDirectory: "share",
            authorizationConfig: {
              credentialsParameter:
                "arn:aws:secretsmanager:eu-west-1:123456789012:secret:ad-AbCdEf",
              domain: "example.com",
            },
          },
        },
      ],
    },
    container({ mountPoints: [{ sourceVolume: "fsx", containerPath: "C:\\fsx" }] }),
  ),
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinuxParameters.html
  "memory as files, and shared memory": ec2(
    {},
    container({
      linuxParameters: {
        tmpfs: [{ containerPath: "/run", size: 64, mountOptions: ["rw", "noexec"] }],
        sharedMemorySize: 128,
        maxSwap: 512,
        swappiness: 10,
      },
    }),
  ),
  "a limit of files, the one that Fargate takes": fargate(
    {},
    container({ ulimits: [{ name: "nofile", softLimit: 65536, hardLimit: 65536 }] }),
  ),
  "limits of instances": ec2(
    {},
    container({
      ulimits: [
        { name: "memlock", softLimit: -1, hardLimit: -1 },
        { name: "nofile", softLimit: 65536, hardLimit: 65536 },
      ],
    }),
  ),
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_SystemControl.html
  "controls of the kernel": fargate(
    {},
    container({ systemControls: [{ namespace: "net.core.somaxconn", value: "1024" }] }),
  ),
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html (pidMode)
  "processes that containers of a task share, on Fargate": fargate(
    { pidMode: "task" },
    container(),
    container({
      name: "tracer",
      essential: false,
      linuxParameters: { capabilities: { add: ["SYS_PTRACE"] } },
    }),
  ),
  "memory that containers of a task share": ec2({ ipcMode: "task", pidMode: "task" }),
  "no network": ec2({ networkMode: "none" }, container({ disableNetworking: true })),
  "the network of the host": ec2(
    { networkMode: "host" },
    container({ portMappings: [{ containerPort: 9100, hostPort: 9100 }] }),
  ),
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html
  "servers of one's own": service(
    { launchType: "EXTERNAL" },
    task(
      { requiresCompatibilities: ["EXTERNAL"], networkMode: "bridge" },
      container({ portMappings: [{ containerPort: 80, hostPort: 8080 }] }),
    ),
  ),
  "what both launch types take": fargate({ requiresCompatibilities: ["EC2", "FARGATE"] }),
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/daemons.html
  "a daemon on instances": service(
    {
      launchType: "EC2",
      schedulingStrategy: "DAEMON",
      desiredCount: undefined,
      deploymentMinimumHealthyPercent: 0,
      deploymentMaximumPercent: 100,
    },
    ec2({ networkMode: "host" }),
  ),
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/create-target-group.html
  "UDP by a Network Load Balancer": {
    ...network("UDP", { healthCheck: { protocol: "TCP", port: "8080" } }),
    ...service(
      { ...onFargate, ...balanced(53) },
      fargate(
        {},
        container({
          portMappings: [{ containerPort: 53, protocol: "udp" }, { containerPort: 8080 }],
        }),
      ),
    ),
  },
  "TCP and UDP on one port": {
    ...network("TCP_UDP", {}),
    ...service(
      { ...onFargate, ...balanced(53) },
      fargate(
        {},
        container({
          portMappings: [
            { containerPort: 53, protocol: "tcp" },
            { containerPort: 53, protocol: "udp" },
          ],
        }),
      ),
    ),
  },
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html
  "a shift of ECS's own": {
    targets: target({}),
    green: target({}),
    production: [
      "aws:lb/listenerRule:ListenerRule",
      {
        listenerArn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shop/1/2",
        priority: 1,
        conditions: [{ pathPattern: { values: ["/*"] } }],
        actions: [
          {
            type: "forward",
            forward: {
              targetGroups: [
                { arn: ref("targets"), weight: 100 },
                { arn: ref("green"), weight: 0 },
              ],
            },
          },
        ],
      },
    ],
    ...service(
      {
        ...onFargate,
        deploymentConfiguration: {
          strategy: "CANARY",
          bakeTimeInMinutes: 10,
          canaryConfiguration: { canaryPercent: 5, canaryBakeTimeInMinutes: 15 },
          lifecycleHooks: [
            {
              hookTargetArn: "arn:aws:lambda:eu-west-1:123456789012:function:check",
              roleArn: "arn:aws:iam::123456789012:role/hook",
              lifecycleStages: ["POST_TEST_TRAFFIC_SHIFT"],
            },
          ],
        },
        loadBalancers: [
          {
            targetGroupArn: ref("targets"),
            containerName: "app",
            containerPort: 8080,
            advancedConfiguration: {
              alternateTargetGroupArn: ref("green"),
              productionListenerRule: ref("production"),
              testListenerRule: "arn:test",
              roleArn: "arn:aws:iam::123456789012:role/ecs",
            },
          },
        ],
      },
      fargate({}, container({ portMappings: [{ containerPort: 8080 }] })),
    ),
  },
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html
  "names of Service Connect, and a range of ports": service(
    {
      launchType: "EC2",
      networkConfiguration: NETWORK,
      serviceConnectConfiguration: {
        enabled: true,
        namespace: "shop",
        services: [
          { portName: "grpc", discoveryName: "app", clientAliases: [{ port: 80, dnsName: "app" }] },
        ],
      },
    },
    ec2(
      { networkMode: "awsvpc" },
      container({ portMappings: [{ name: "grpc", containerPort: 50051, appProtocol: "grpc" }] }),
    ),
  ),
  "a range of ports in mode bridge": ec2(
    {},
    container({ portMappings: [{ containerPortRange: "8000-8010" }] }),
  ),
  "a port that instances choose": ec2(
    {},
    container({ portMappings: [{ containerPort: 8080, hostPort: 0 }] }),
  ),
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html
  "a part of a vCPU, in words": fargate({ cpu: ".5 vCPU", memory: "1 GB" }),
  "a large size": fargate({ cpu: "16 vCPU", memory: "120 GB" }),
  "much room for files, on ARM": fargate({
    ephemeralStorage: { sizeInGib: 200 },
    runtimePlatform: { cpuArchitecture: "ARM64", operatingSystemFamily: "LINUX" },
  }),
  "files of variables in S3": fargate(
    {},
    container({ environmentFiles: [{ type: "s3", value: "arn:aws:s3:::config/app.env" }] }),
  ),
  "a container that starts again by itself": fargate(
    {},
    container({
      restartPolicy: { enabled: true, ignoredExitCodes: [0], restartAttemptPeriod: 60 },
    }),
  ),
  "versions of the image that are not resolved": fargate(
    {},
    container({ versionConsistency: "disabled" }),
  ),
  "a job that must end before": fargate(
    {},
    container({ dependsOn: [{ containerName: "migrate", condition: "SUCCESS" }] }),
    container({ name: "migrate", essential: false }),
  ),
  "links in mode bridge": ec2(
    {},
    container({ links: ["db:database"] }),
    container({ name: "db", essential: false }),
  ),
  "more than memory that is set aside": ec2({}, container({ memory: 512, memoryReservation: 512 })),
  "faults that are injected": fargate({ enableFaultInjection: true }),
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/create-service-console-v2.html (task placement)
  "one task on each instance, spread over zones": service(
    {
      launchType: "EC2",
      orderedPlacementStrategies: [
        { type: "spread", field: "attribute:ecs.availability-zone" },
        { type: "binpack", field: "memory" },
      ],
      placementConstraints: [{ type: "distinctInstance" }],
      deploymentMinimumHealthyPercent: 50,
      deploymentMaximumPercent: 100,
    },
    ec2({}, container({ portMappings: [{ containerPort: 80, hostPort: 80 }] })),
  ),
  "instances that ECS runs": service(
    {
      capacityProviderStrategies: [{ capacityProvider: "managed", weight: 1 }],
      networkConfiguration: NETWORK,
    },
    {
      provider: [
        "aws:ecs/capacityProvider:CapacityProvider",
        {
          name: "managed",
          cluster: "main",
          managedInstancesProvider: { infrastructureRoleArn: "arn:aws:iam::123456789012:role/ecs" },
        },
      ],
      ...task({
        requiresCompatibilities: ["MANAGED_INSTANCES"],
        networkMode: "awsvpc",
        cpu: "1024",
        memory: "2048",
      }),
    },
  ),
};
