import { UNKNOWN } from "../../../policies/resource/reader.js";
import { fargateParamsSupported } from "../../../policies/rules/fargateParamsSupported.js";
import { componentTask, describeRule, rawTask } from "./ruleCases.js";

const EC2 = { requiresCompatibilities: ["EC2"], networkMode: "bridge" };

/** What Fargate refuses in a container of either form. */
const CONTAINERS: [title: string, container: object, message: string][] = [
  [
    "a privileged container",
    { privileged: true },
    "'privileged' of container 'app' must be false on Fargate, got true; leave it out",
  ],
  [
    "shared memory",
    { linuxParameters: { sharedMemorySize: 64 } },
    "'linuxParameters.sharedMemorySize' of container 'app' is not for Fargate; leave it out",
  ],
  [
    "a device",
    { linuxParameters: { devices: [{ hostPath: "/dev/fuse" }] } },
    "'linuxParameters.devices' of container 'app' is not for Fargate; leave it out",
  ],
  [
    "a long stop",
    { stopTimeout: 121 },
    "'stopTimeout' of container 'app' must be a whole number from 2 to 120 seconds on Fargate, got 121; 120 works",
  ],
  [
    "a short start",
    { startTimeout: 1 },
    "'startTimeout' of container 'app' must be a whole number from 2 to 120 seconds on Fargate, got 1; 30 works",
  ],
];

const CAPABILITY =
  "'capabilities.add' of container 'app' may hold SYS_PTRACE alone on Fargate, got \"NET_ADMIN\"; leave it out";
const GPU =
  "'resourceRequirements' of container 'app' may not ask for a GPU on Fargate; leave it out, or run the task on instances";

/** What Fargate refuses in a task of either form. */
const TASKS: [title: string, task: object, message: string][] = [
  [
    "the host's processes",
    { pidMode: "host" },
    `'pidMode' must be task on Fargate, got "host"; leave it out`,
  ],
  [
    "a shared IPC namespace",
    { ipcMode: "task" },
    `'ipcMode' is not for Fargate, got "task"; leave it out`,
  ],
  [
    "a placement constraint",
    { placementConstraints: [{ type: "memberOf", expression: "attribute:a == b" }] },
    "'placementConstraints' must be empty on Fargate, got 1; leave it out",
  ],
  [
    "a path of the instance",
    { volumes: [{ name: "data", hostPath: "/srv" }] },
    `'hostPath' of volume 'data' is not for Fargate, which has no instance, got "/srv"; leave it out`,
  ],
];

const storage = (property: string) =>
  `'${property}' must be a whole number from 21 to 200 GiB, got 20; leave it out for 20 GiB`;
const docker = (more = "") =>
  `'docker${more}' of volume 'data' is not for Fargate, which has no instance; leave it out, or use 'efs${more}'`;

describeRule(fargateParamsSupported, {
  passes: [
    {
      title: "lists that are empty",
      resource: rawTask([{ links: [], resourceRequirements: [] }], {
        placementConstraints: [],
        volumes: [],
      }),
    },

    {
      title: "our component",
      resource: componentTask([{ capabilities: { add: ["SYS_PTRACE"] } }]),
    },
    {
      title: "what Fargate offers",
      resource: rawTask(
        [
          {
            privileged: false,
            stopTimeout: 120,
            logConfiguration: { logDriver: "awsfirelens" },
            linuxParameters: {
              initProcessEnabled: true,
              devices: null,
              tmpfs: [{ containerPath: "/tmp", size: 64 }],
              capabilities: { add: ["SYS_PTRACE"], drop: ["ALL"] },
            },
          },
        ],
        {
          pidMode: "task",
          ephemeralStorage: { sizeInGib: 21 },
          volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: "fs-1" } }],
        },
      ),
    },
  ],
  fails: [
    {
      title: "one of two volumes in a resource",
      resource: rawTask([{}], { volumes: [{ name: "tmp" }, { name: "data", hostPath: "/srv" }] }),
      messages: [
        `'hostPath' of volume 'data' is not for Fargate, which has no instance, got "/srv"; leave it out`,
      ],
    },

    ...CONTAINERS.flatMap(([title, container, message]) => [
      {
        title: `${title} of our component`,
        resource: componentTask([container]),
        messages: [message],
      },
      { title: `${title} of a resource`, resource: rawTask([container]), messages: [message] },
    ]),
    ...TASKS.flatMap(([title, task, message]) => [
      {
        title: `${title} in our component`,
        resource: componentTask([{}], task),
        messages: [message],
      },
      { title: `${title} in a resource`, resource: rawTask([{}], task), messages: [message] },
    ]),
    {
      title: "a capability of our component",
      resource: componentTask([{ capabilities: { add: ["NET_ADMIN"] } }]),
      messages: [CAPABILITY],
    },
    {
      title: "a capability of a resource",
      resource: rawTask([{ linuxParameters: { capabilities: { add: ["NET_ADMIN"] } } }]),
      messages: [CAPABILITY.replace("'", "'linuxParameters.")],
    },
    {
      title: "a GPU of our component",
      resource: componentTask([{ gpuCount: 1 }]),
      messages: [GPU.replace("resourceRequirements", "gpuCount")],
    },
    {
      title: "a GPU of a resource",
      resource: rawTask([{ resourceRequirements: [{ type: "GPU", value: "1" }] }]),
      messages: [GPU],
    },
    {
      title: "20 GiB of disk in our component",
      resource: componentTask([{}], { ephemeralStorageGiB: 20 }),
      messages: [storage("ephemeralStorageGiB")],
    },
    {
      title: "20 GiB of disk in a resource",
      resource: rawTask([{}], { ephemeralStorage: { sizeInGib: 20 } }),
      messages: [storage("ephemeralStorage.sizeInGib")],
    },
    {
      title: "a volume of Docker in our component",
      resource: componentTask([{}], { volumes: [{ name: "data", docker: {} }] }),
      messages: [docker()],
    },
    {
      title: "a volume of Docker in a resource",
      resource: rawTask([{}], { volumes: [{ name: "data", dockerVolumeConfiguration: {} }] }),
      messages: [docker("VolumeConfiguration")],
    },
    {
      title: "a resource whose network mode is left to be bridge",
      resource: rawTask([{}], { networkMode: undefined }),
      messages: [`'networkMode' must be awsvpc on Fargate, got "bridge"; "awsvpc" works`],
    },
    {
      title: "links",
      resource: rawTask([{ links: ["db"] }]),
      messages: [
        `'links' of container 'app' must be empty on Fargate, whose containers reach each other at localhost, got "db"; leave it out`,
      ],
    },
    {
      title: "a log driver of our component that is for instances",
      resource: componentTask([{ logConfiguration: { logDriver: "json-file" } }]),
      messages: [
        `'logConfiguration.logDriver' of container 'app' must be awsfirelens, awslogs or splunk on Fargate, got "json-file"; "awslogs" works`,
      ],
    },
    {
      title: "another log driver",
      resource: rawTask([{ logConfiguration: { logDriver: "json-file" } }]),
      messages: [
        `'logConfiguration.logDriver' of container 'app' must be awsfirelens, awslogs or splunk on Fargate, got "json-file"; "awslogs" works`,
      ],
    },
  ],
  unknown: [
    {
      title: "an unknown timeout, but nothing else",
      resource: componentTask([{ stopTimeout: UNKNOWN, privileged: true }], { pidMode: UNKNOWN }),
      paths: ["pidMode", "containers[0].stopTimeout"],
      messages: [
        "'privileged' of container 'app' must be false on Fargate, got true; leave it out",
      ],
    },
    {
      title: "unknown containers, but not the task",
      resource: rawTask([{}], { containerDefinitions: UNKNOWN, ipcMode: "host" }),
      paths: ["containerDefinitions"],
      messages: [`'ipcMode' is not for Fargate, got "host"; leave it out`],
    },
  ],
  ignores: [
    { title: "a task for instances", resource: rawTask([{ privileged: true }], EC2) },
    {
      title: "a component for instances",
      resource: componentTask([{ privileged: true }], { requiresCompatibilities: ["EC2"] }),
    },
  ],
});
