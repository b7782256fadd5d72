import type { Args, AwsxProgram } from "./awsxTwins.js";
import type { AWSX_TWINS } from "./awsxTwins.js";
import { BALANCER, CONTAINER, NETWORK, SERVICE, WORKER } from "./awsxTwins.js";

type Edit = (program: AwsxProgram) => AwsxProgram;

/** What is wrong, the rule that says so, the edit that makes it so, and the program that it is of: `fargate` where it says none. */
export type AwsxFault = readonly [
  title: string,
  rule: string,
  edit: Edit,
  twin?: keyof typeof AWSX_TWINS,
];

/** Arguments without those that are not given, which never travel. */
function given(args: Args): Args {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
}

const component =
  (type: string) =>
  (edit: Args): Edit =>
  (program) => ({ ...program, [type]: given({ ...program[type], ...edit }) });
const service = component(SERVICE);
const balancer = component(BALANCER);
const repository = component("awsx:ecr:Repository");
const network = component("awsx:lb:NetworkLoadBalancer");
const ec2 = component("awsx:ecs:EC2Service");
const inside =
  (type: string, key: string) =>
  (edit: Args): Edit =>
  (program) =>
    component(type)({ [key]: given({ ...(program[type]?.[key] as Args), ...edit }) })(program);
const task = inside(SERVICE, "taskDefinitionArgs");
const ec2Task = inside("awsx:ecs:EC2Service", "taskDefinitionArgs");
const targets = inside(BALANCER, "defaultTargetGroup");
const listener = inside(BALANCER, "listener");
const container = (edit: Args): Edit => task({ container: given({ ...CONTAINER, ...edit }) });
const both =
  (first: Edit, second: Edit): Edit =>
  (program) =>
    second(first(program));
const ALL = ["0.0.0.0/0"];

/** What a user can say wrong by arguments of awsx's components. */
export const AWSX_FAULTS: readonly AwsxFault[] = [
  [
    "public addresses",
    "ecs-no-public-ip",
    service({ networkConfiguration: { ...NETWORK, assignPublicIp: true } }),
  ],
  [
    "public addresses in the usual network",
    "ecs-no-public-ip",
    service({ networkConfiguration: undefined, assignPublicIp: true }),
  ],
  [
    "the usual network, whose group is open",
    "sg-no-open-ingress",
    service({ networkConfiguration: undefined }),
  ],
  ["one task, which is usual", "availability-floor", service({ desiredCount: undefined })],
  [
    "no room to deploy",
    "deployment-can-progress",
    service({
      desiredCount: 3,
      deploymentMinimumHealthyPercent: 67,
      deploymentMaximumPercent: 133,
    }),
  ],
  ["no circuit breaker", "deployment-safety-net", service({ deploymentCircuitBreaker: undefined })],
  [
    "no healthy tasks while deploying",
    "minimum-healthy-floor",
    service({ deploymentMinimumHealthyPercent: 0 }),
  ],
  [
    "a daemon on Fargate",
    "scheduling-valid",
    service({ schedulingStrategy: "DAEMON", desiredCount: undefined }),
  ],
  [
    "a strategy without weight",
    "capacity-strategy-valid",
    service({ capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 0 }] }),
  ],
  ["an old platform", "ecs-platform-version-latest", service({ platformVersion: "1.3.0" })],
  [
    "Exec on a file system to read",
    "exec-readonly-compatible",
    service({ enableExecuteCommand: true }),
  ],
  [
    "a port that the container does not map",
    "service-wiring-valid",
    service({
      loadBalancers: [{ targetGroupArn: "arn:1", containerName: "app", containerPort: 80 }],
    }),
  ],
  [
    "a container that there is not",
    "service-wiring-valid",
    service({
      loadBalancers: [{ targetGroupArn: "arn:1", containerName: "web", containerPort: 8080 }],
    }),
  ],
  [
    "a port name that nobody has",
    "service-wiring-valid",
    service({ serviceConnectConfiguration: { enabled: true, services: [{ portName: "grpc" }] } }),
  ],
  [
    "a shift without a second target group",
    "native-bluegreen-complete",
    service({ deploymentConfiguration: { strategy: "BLUE_GREEN" } }),
  ],
  [
    "a start that no grace covers",
    "grace-covers-start",
    both(
      service({ healthCheckGracePeriodSeconds: 0 }),
      container({ healthCheck: { ...CONTAINER.healthCheck, startPeriod: 300 } }),
    ),
  ],
  ["a size that Fargate lacks", "fargate-task-size-valid", task({ memory: "4096" })],
  [
    "too little ephemeral storage",
    "fargate-params-supported",
    task({ ephemeralStorage: { sizeInGib: 20 } }),
  ],
  [
    "a placement constraint on Fargate",
    "fargate-params-supported",
    task({ placementConstraints: [{ type: "memberOf", expression: "a == b" }] }),
  ],
  ["the processes of the host", "ecs-no-host-namespaces", task({ pidMode: "host" })],
  [
    "a folder of the host on Fargate",
    "fargate-params-supported",
    task({ volumes: [{ name: "data", hostPath: "/data" }] }),
  ],
  [
    "a volume in clear on the way",
    "ecs-efs-transit-encryption",
    task({ volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: "fs-1" } }] }),
  ],
  ["a family that ECS refuses", "names-and-limits-valid", task({ family: "my app" })],
  [
    "all of AWS for tasks",
    "iam-no-wildcards",
    task({ taskRole: { args: { policyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"] } } }),
  ],
  [
    "all of a service by an inline policy",
    "iam-no-wildcards",
    task({
      taskRole: {
        args: {
          inlinePolicies: [
            {
              name: "all",
              policy: JSON.stringify({
                Version: "2012-10-17",
                Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
              }),
            },
          ],
        },
      },
    }),
  ],
  [
    "one role for both",
    "ecs-roles-separate",
    task({
      taskRole: { roleArn: "arn:aws:iam::123456789012:role/one" },
      executionRole: { roleArn: "arn:aws:iam::123456789012:role/one" },
    }),
  ],
  ["no execution role", "roles-and-scaling-consistent", task({ executionRole: { skip: true } })],
  [
    "a secret that the role cannot read",
    "execution-role-sufficient",
    container({
      secrets: [
        {
          name: "DB_PASSWORD",
          valueFrom: "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf",
        },
      ],
    }),
  ],
  [
    "a log for ever",
    "log-group-retention",
    task({ logGroup: { args: { kmsKeyId: "arn:aws:kms:key" } } }),
  ],
  [
    "days that CloudWatch lacks",
    "names-and-limits-valid",
    task({ logGroup: { args: { retentionInDays: 100 } } }),
  ],
  [
    "no log at all",
    "ecs-logging-required",
    both(task({ logGroup: { skip: true } }), (program) =>
      task({ container: { ...CONTAINER, logConfiguration: undefined } })(program),
    ),
  ],
  [
    "awsx's own log, of which lines may be lost",
    "awslogs-delivery-safe",
    container({ logConfiguration: undefined }),
  ],
  ["a privileged container", "ecs-no-privileged", container({ privileged: true })],
  [
    "a capability of the host's",
    "ecs-no-privileged",
    container({ linuxParameters: { capabilities: { add: ["SYS_ADMIN"] } } }),
  ],
  ["an image without a tag", "image-pinned", container({ image: "nginx" })],
  ["root as user", "ecs-non-root-user", container({ user: "0" })],
  [
    "a root file system to write to",
    "ecs-readonly-root",
    container({ readonlyRootFilesystem: false }),
  ],
  [
    "a password in the open",
    "ecs-no-plaintext-secrets",
    container({ environment: [{ name: "DB_PASSWORD", value: "hunter2-7Gq1" }] }),
  ],
  ["more memory than the task's", "task-resource-sums", container({ memory: 1024 })],
  ["a soft limit above the hard one", "task-memory-valid", container({ memoryReservation: 768 })],
  [
    "another port of the host",
    "port-mappings-valid",
    container({ portMappings: [{ containerPort: 8080, hostPort: 80 }] }),
  ],
  [
    "a container that waits for none",
    "container-graph-valid",
    container({ dependsOn: [{ containerName: "db", condition: "START" }] }),
  ],
  [
    "a mount of a volume that is none",
    "container-graph-valid",
    container({ mountPoints: [{ sourceVolume: "files", containerPath: "/data" }] }),
  ],
  [
    "a GPU on Fargate",
    "fargate-params-supported",
    container({ resourceRequirements: [{ type: "GPU", value: "1" }] }),
  ],
  [
    "a log driver that Fargate lacks",
    "fargate-params-supported",
    container({ logConfiguration: { logDriver: "json-file" } }),
  ],
  ["links on Fargate", "fargate-params-supported", container({ links: ["db"] })],
  ["a stop that Fargate lacks", "fargate-params-supported", container({ stopTimeout: 121 })],
  [
    "too many retries",
    "health-timing-valid",
    container({ healthCheck: { ...CONTAINER.healthCheck, retries: 11 } }),
  ],
  [
    "a shell that keeps the signal",
    "draining-order",
    container({ command: ["sh", "-c", "migrate && serve"] }),
  ],
  ["no essential container", "container-graph-valid", container({ essential: false })],
  [
    "a container of a list whose name ECS refuses",
    "container-graph-valid",
    task({ container: undefined, containers: { "my app": { ...CONTAINER, name: "app" } } }),
  ],
  ["a listener in clear", "lb-https-only", balancer({ listener: { port: 80 } })],
  ["no listener, which is one in clear", "lb-https-only", balancer({ listener: undefined })],
  [
    "one of several listeners in clear",
    "lb-https-only",
    balancer({
      listener: undefined,
      listeners: [
        {
          port: 443,
          certificateArn: "arn:1",
          sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
        },
        { port: 80 },
      ],
    }),
  ],
  ["a listener without a certificate", "lb-wiring-valid", listener({ certificateArn: undefined })],
  ["an old policy of TLS", "lb-tls-policy", listener({ sslPolicy: "ELBSecurityPolicy-2016-08" })],
  ["AWS's own policy of TLS", "lb-tls-policy", listener({ sslPolicy: undefined })],
  ["one subnet of a load balancer", "lb-wiring-valid", balancer({ subnetIds: ["subnet-1"] })],
  ["targets in clear", "tg-encrypted-transport", targets({ protocol: "HTTP" })],
  [
    "a wait longer than the interval",
    "health-timing-valid",
    targets({ healthCheck: { interval: 10, timeout: 20, protocol: "HTTPS" } }),
  ],
  ["a draining of an hour", "draining-order", targets({ deregistrationDelay: 3600 })],
  [
    "targets of another kind than the tasks",
    "service-wiring-valid",
    targets({ targetType: "instance" }),
  ],
  ["a name too long", "names-and-limits-valid", balancer({ name: "o".repeat(33) })],
  ["invalid headers", "alb-header-hardening", balancer({ dropInvalidHeaderFields: false })],
  ["ambiguous requests", "alb-header-hardening", balancer({ desyncMitigationMode: "monitor" })],
  ["no access logs", "lb-access-logs", balancer({ accessLogs: undefined })],
  [
    "a load balancer to delete",
    "lb-deletion-protection",
    balancer({ enableDeletionProtection: undefined }),
  ],
  ["exposure that nobody declared", "alb-exposure-declared", balancer({ internal: undefined })],
  [
    "the usual group, which is open",
    "sg-no-open-ingress",
    balancer({ defaultSecurityGroup: undefined }),
  ],
  [
    "an open port of the group",
    "sg-no-open-ingress",
    balancer({
      defaultSecurityGroup: {
        args: { ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ALL }] },
      },
    }),
  ],
  ["tags that move", "ecr-immutable-tags", repository({ imageTagMutability: "MUTABLE" })],
  ["no scan", "ecr-scan-on-push", repository({ imageScanningConfiguration: undefined })],
  ["no lifecycle", "ecr-lifecycle-policy", repository({ lifecyclePolicy: { skip: true } })],
  ["no key of one's own", "ecr-kms", repository({ encryptionConfigurations: undefined })],
  [
    "no network of tasks with one",
    "network-config-valid",
    ec2({ networkConfiguration: undefined }),
    "ec2",
  ],
  [
    "a platform version on instances",
    "capacity-strategy-valid",
    ec2({ platformVersion: "1.4.0" }),
    "ec2",
  ],
  [
    "the network of the host",
    "ecs-no-host-network",
    both(ec2({ networkConfiguration: undefined }), ec2Task({ networkMode: "host" })),
    "ec2",
  ],
  [
    "no memory",
    "task-memory-valid",
    ec2Task({ container: { ...WORKER, memory: undefined } }),
    "ec2",
  ],
  [
    "an old policy of TLS of a network load balancer",
    "lb-tls-policy",
    network({
      listener: {
        port: 443,
        protocol: "TLS",
        certificateArn: "arn:1",
        sslPolicy: "ELBSecurityPolicy-2016-08",
      },
    }),
    "network",
  ],
  [
    "a listener of TLS without a certificate",
    "lb-wiring-valid",
    network({ listener: { port: 443, protocol: "TLS" } }),
    "network",
  ],
  [
    "a network load balancer to delete",
    "lb-deletion-protection",
    network({ enableDeletionProtection: undefined }),
    "network",
  ],
];
