import type { Fault } from "./edits.js";
import { container, set } from "./edits.js";
import { CONTAINER } from "./twin.js";

const log = (options: object, more: object = {}) => ({
  logConfiguration: {
    logDriver: "awslogs",
    options: { ...CONTAINER.logConfiguration.options, ...options },
    ...more,
  },
});
const health = (edit: object) => ({ healthCheck: { ...CONTAINER.healthCheck, ...edit } });
const efs = (edit: object, own: object = {}) =>
  set("definition", {
    volumes: [
      {
        name: "data",
        ...own,
        efsVolumeConfiguration: { fileSystemId: "fs-1", transitEncryption: "ENABLED", ...edit },
      },
    ],
  });

/** What can be wrong with a task definition by itself. */
export const TASK_FAULTS: readonly Fault[] = [
  ["a size that Fargate lacks", "fargate-task-size-valid", set("definition", { memory: "4096" })],
  ["no memory on Fargate", "fargate-task-size-valid", set("definition", { memory: undefined })],
  [
    "a network mode that Fargate lacks",
    "fargate-params-supported",
    set("definition", { networkMode: "bridge" }),
  ],
  [
    "no network mode, which is bridge",
    "fargate-params-supported",
    set("definition", { networkMode: undefined }),
  ],
  [
    "a placement constraint on Fargate",
    "fargate-params-supported",
    set("definition", { placementConstraints: [{ type: "memberOf", expression: "a == b" }] }),
  ],
  [
    "too little ephemeral storage",
    "fargate-params-supported",
    set("definition", { ephemeralStorage: { sizeInGib: 20 } }),
  ],
  [
    "a GPU on Fargate",
    "fargate-params-supported",
    container({ resourceRequirements: [{ type: "GPU", value: "1" }] }),
  ],
  ["links on Fargate", "fargate-params-supported", container({ links: ["db"] })],
  ["a stop that Fargate lacks", "fargate-params-supported", container({ stopTimeout: 121 })],
  [
    "a log driver that Fargate lacks",
    "fargate-params-supported",
    container({ logConfiguration: { logDriver: "json-file" } }),
  ],
  [
    "shared memory on Fargate",
    "fargate-params-supported",
    container({ linuxParameters: { sharedMemorySize: 64 } }),
  ],
  [
    "a folder of the host on Fargate",
    "fargate-params-supported",
    set("definition", { volumes: [{ name: "data", hostPath: "/data" }] }),
  ],
  ["more memory than the task's", "task-resource-sums", container({ memory: 1024 })],
  ["more CPU than the task's", "task-resource-sums", container({ cpu: 512 })],
  [
    "a soft limit above the hard one",
    "task-memory-valid",
    container({ memory: 256, memoryReservation: 512 }),
  ],
  ["no essential container", "container-graph-valid", container({ essential: false })],
  [
    "two containers of one name",
    "container-graph-valid",
    container({ memory: 128, cpu: 64 }, { memory: 128, cpu: 64, portMappings: [] }),
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
    "a variable twice",
    "container-graph-valid",
    container({ environment: [{ name: "DB_PASSWORD", value: "" }] }),
  ],
  ["a name that ECS refuses", "container-graph-valid", container({ name: "my app" })],
  [
    "a root directory beside an access point",
    "container-graph-valid",
    efs({ rootDirectory: "/x", authorizationConfig: { accessPointId: "fsap-1" } }),
  ],
  [
    "another port of the host",
    "port-mappings-valid",
    container({ portMappings: [{ containerPort: 8080, hostPort: 80 }] }),
  ],
  [
    "one port twice",
    "port-mappings-valid",
    container({ portMappings: [{ containerPort: 8080 }, { containerPort: 8080 }] }),
  ],
  ["an interval too short", "health-timing-valid", container(health({ interval: 4 }))],
  ["too many retries", "health-timing-valid", container(health({ retries: 11 }))],
  [
    "a log without its region",
    "awslogs-options-valid",
    container(log({ "awslogs-region": undefined })),
  ],
  [
    "no prefix on Fargate",
    "awslogs-options-valid",
    container(log({ "awslogs-stream-prefix": "" })),
  ],
  [
    "no word of what becomes of lines too many",
    "awslogs-delivery-safe",
    container(log({ mode: undefined })),
  ],
  [
    "no execution role",
    "roles-and-scaling-consistent",
    set("definition", { executionRoleArn: "" }),
  ],
  ["a family that ECS refuses", "names-and-limits-valid", set("definition", { family: "my app" })],
  [
    "a name of the host's in mode awsvpc",
    "network-params-supported",
    container({ hostname: "orders" }),
  ],
  ["a container without an image", "container-graph-valid", container({ image: undefined })],
  [
    "eleven containers",
    "container-graph-valid",
    container(
      { cpu: 10, memory: 32 },
      ...Array.from({ length: 10 }, (_, i) => ({
        name: `side${i}`,
        cpu: 10,
        memory: 32,
        portMappings: [],
      })),
    ),
  ],
  [
    "a definition too large",
    "names-and-limits-valid",
    container({ environment: [{ name: "NOTES", value: "all is well. ".repeat(6000) }] }),
  ],
  [
    "a shell that keeps the signal",
    "draining-order",
    container({ command: ["sh", "-c", "migrate && serve"] }),
  ],
  ["an image without a tag", "image-pinned", container({ image: "nginx" })],
  ["the processes of the host", "ecs-no-host-namespaces", set("definition", { pidMode: "host" })],
  ["a privileged container", "ecs-no-privileged", container({ privileged: true })],
  [
    "a capability of the host's",
    "ecs-no-privileged",
    container({ linuxParameters: { capabilities: { add: ["SYS_ADMIN"] } } }),
  ],
  [
    "a capability that is not allowed",
    "ecs-capabilities-limited",
    container({ linuxParameters: { capabilities: { add: ["SYS_PTRACE"] } } }),
  ],
  [
    "a root file system to write to",
    "ecs-readonly-root",
    container({ readonlyRootFilesystem: false }),
  ],
  ["root as user", "ecs-non-root-user", container({ user: "0:0" })],
  [
    "a password in the open",
    "ecs-no-plaintext-secrets",
    container({ environment: [{ name: "API_PASSWORD", value: "hunter2-7Gq1" }] }),
  ],
  [
    "a key of AWS in a command",
    "ecs-no-plaintext-secrets",
    container({ command: ["serve", "--key=AKIAQYLPMN5HFIQR7XYA"] }),
  ],
  ["no log at all", "ecs-logging-required", container({ logConfiguration: undefined })],
  [
    "a volume in clear on the way",
    "ecs-efs-transit-encryption",
    efs({ transitEncryption: "DISABLED" }),
  ],
];
