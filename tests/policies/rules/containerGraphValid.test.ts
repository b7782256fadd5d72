import { UNKNOWN } from "../../../policies/resource/reader.js";
import { containerGraphValid } from "../../../policies/rules/containerGraphValid.js";
import { componentTask, describeRule, rawService, rawTask, secret } from "./ruleCases.js";

const agent = { name: "agent", essential: false };
const waits = (containerName: string, condition: string) => ({
  dependsOn: [{ containerName, condition }],
});
const mounts = (sourceVolume: string) => ({
  mountPoints: [{ sourceVolume, containerPath: "/data" }],
});

/** What is illegal in containers of either form. */
const CONTAINERS: [title: string, containers: object[], messages: string[]][] = [
  [
    "no containers",
    [],
    [
      `'containers' must hold at least one container, got none; [{ name: "app", image: "…" }] works`,
    ],
  ],
  [
    "11 containers",
    Array.from({ length: 11 }, (_, i) => ({ name: `c${i}` })),
    [
      "'containers' must hold at most 10 containers, with those that other arguments add, got 11; leave some out",
    ],
  ],
  [
    "no essential container",
    [{ essential: false }],
    [
      `'essential' must be true for at least one container, got false for all; leave it out for "app"`,
    ],
  ],
  [
    "two containers of one name",
    [{}, {}],
    [`'name' must differ between containers, got "app" twice; "app-2" works`],
  ],
  [
    "a name with a slash",
    [{ name: "a/b" }],
    [
      `'name' of a container must be 1 to 255 letters, digits, hyphens or underscores, got "a/b"; "app" works`,
    ],
  ],
  [
    "a wait for a container that is not there",
    [waits("db", "START"), agent],
    [
      `'dependsOn' of container 'app' must name another container of the task, got "db"; the others are 'agent'`,
    ],
  ],
  [
    "a wait for itself",
    [waits("app", "START")],
    [
      `'dependsOn' of container 'app' must name another container of the task, got "app"; the others are none`,
    ],
  ],
  [
    "a wait for health that nobody checks",
    [waits("agent", "HEALTHY"), agent],
    ["'condition' HEALTHY needs a 'healthCheck' in container 'agent', which has none; START works"],
  ],
  [
    "a wait for the end of an essential container",
    [waits("agent", "COMPLETE"), { name: "agent" }],
    [
      "'condition' COMPLETE waits for container 'agent' to end, which ends the task as it is essential; set its 'essential' to false",
    ],
  ],
  [
    "a circle",
    [waits("agent", "START"), { ...agent, ...waits("app", "START") }],
    [
      "'dependsOn' must not form a circle, got 'app' and 'agent' waiting for each other; leave one out",
      "'dependsOn' must not form a circle, got 'agent' and 'app' waiting for each other; leave one out",
    ],
  ],
  [
    "a mount of a volume that is not there",
    [mounts("data")],
    [
      `'sourceVolume' of container 'app' must name a volume of the task, got "data"; the volumes are none`,
    ],
  ],
  [
    "the mounts of a container that is not there",
    [{ volumesFrom: [{ sourceContainer: "db" }] }],
    [
      `'volumesFrom' of container 'app' must name another container of the task, got "db"; the others are none`,
    ],
  ],
];

const EFS = "arn:aws:elasticfilesystem:eu-west-1:123456789012";
const FSX = "fsxWindowsFileServer";
const efs = (edit: object) => ({
  name: "data",
  efsVolumeConfiguration: { fileSystemId: "fs-1", ...edit },
});
const encrypted = (edit: object) => efs({ transitEncryption: "ENABLED", ...edit });
const fsx = (fileSystemId: string) => ({
  name: "data",
  fsxWindowsFileServerVolumeConfiguration: { fileSystemId },
});
const of = (property: string, kind: string, got: string) =>
  `'volumes[0].efsVolumeConfiguration.${property}' must begin with "${kind}-", got "${got}"; "${kind}-0123456789abcdef0" works`;
const inClear = (beside: string) =>
  `volume 'data': 'efsVolumeConfiguration.transitEncryption' must be "ENABLED" beside 'authorizationConfig.${beside}'; "ENABLED" works`;
const FOLDER = `'rootDirectory' of volume 'data' must be "/" beside 'accessPointId', which has its own folder, got "/orders"; leave it out`;
const BOTH =
  "'KEY' of container 'app' stands in 'environment' and in 'secrets'; leave it out of 'environment'";
const healthy = { ...agent, healthCheck: { command: ["CMD", "true"] } };

describeRule(containerGraphValid, {
  passes: [
    {
      title: "a named pipe, and folders, of Windows",
      resource: rawTask(
        [
          {
            mountPoints: [
              { sourceVolume: "pipe", containerPath: "\\\\.\\pipe\\docker_engine" },
              { sourceVolume: "data", containerPath: "c:\\data" },
              { sourceVolume: "data", containerPath: "D:/data" },
            ],
          },
        ],
        { volumes: [{ name: "pipe" }, { name: "data" }] },
      ),
    },
    {
      title: "our component",
      resource: componentTask(
        [{ ...waits("agent", "HEALTHY"), ...mounts("data"), environment: { A: "1" } }, healthy],
        { volumes: [{ name: "data", efs: { fileSystemId: "fs-1", accessPointId: "fsap-1" } }] },
      ),
    },
    {
      title: "our component's router, which a container waits for and takes volumes of",
      resource: componentTask(
        [{ ...waits("log-router", "HEALTHY"), volumesFrom: [{ sourceContainer: "log-router" }] }],
        { logRouter: { healthCheck: { command: ["CMD", "true"] } } },
      ),
    },
    {
      title: "our component's router of a name of its own, which has ended",
      resource: componentTask([waits("fluent", "COMPLETE")], {
        logRouter: { name: "fluent", essential: false },
      }),
    },
    {
      title: "our component's collector",
      resource: componentTask(
        [{ ...waits("otel-collector", "START"), links: ["otel-collector"] }],
        {
          openTelemetry: {},
        },
      ),
    },
    {
      title: "a resource",
      resource: rawTask(
        [
          {
            ...waits("agent", "SUCCESS"),
            ...mounts("data"),
            environment: [{ name: "A", value: "1" }],
            secrets: [{ name: "B", valueFrom: "/b" }],
          },
          agent,
        ],
        { volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: "fs-1" } }] },
      ),
    },
    {
      title: "an image with a space around its name",
      resource: rawTask([{ image: " nginx:1.27 " }]),
    },
    ...[
      ...["fs-0123abcd", "fs-0eeb5730b2EXAMPLE", `${EFS}:file-system/fs-0123abcd`, "shop-data"].map(
        (fileSystemId) => efs({ fileSystemId }),
      ),
      ...["fsap-0123abcd", `${EFS}:access-point/fsap-0123abcd`].map((accessPointId) =>
        encrypted({ authorizationConfig: { accessPointId, iam: "ENABLED" } }),
      ),
      encrypted({ authorizationConfig: { iam: "ENABLED" } }),
      efs({ authorizationConfig: { iam: "DISABLED", accessPointId: "" } }),
      fsx("fs-0123abcd"),
    ].map((volume) => ({
      title: `a volume of ${JSON.stringify(volume)}`,
      resource: rawTask([mounts("data")], { volumes: [volume] }),
    })),
  ],
  fails: [
    {
      title: "an image with a space in its name",
      resource: rawTask([{ image: "my app:1" }]),
      messages: [
        `'image' of container 'app' must be a name without spaces, got "my app:1"; "nginx:1.27" works`,
      ],
    },
    {
      title: "a secret image with a space in its name",
      resource: componentTask([{ image: secret("my app:1") }]),
      messages: [`'image' of container 'app' must be a name without spaces; "nginx:1.27" works`],
    },
    ...(
      [
        [efs({ fileSystemId: "fsmt-0123abcd" }), of("fileSystemId", "fs", "fsmt-0123abcd")],
        [
          efs({ fileSystemId: `${EFS}:access-point/fsap-0123abcd` }),
          of("fileSystemId", "fs", `${EFS}:access-point/fsap-0123abcd`),
        ],
        [
          encrypted({ authorizationConfig: { accessPointId: "fs-0123abcd" } }),
          of("authorizationConfig.accessPointId", "fsap", "fs-0123abcd"),
        ],
        [
          fsx("fsvol-0123456789abcdef0"),
          of("fileSystemId", "fs", "fsvol-0123456789abcdef0").replace("efs", FSX),
        ],
        [
          efs({ authorizationConfig: { accessPointId: "fsap-0123abcd" } }),
          inClear("accessPointId"),
        ],
        [efs({ authorizationConfig: { iam: "ENABLED" } }), inClear("iam")],
        [
          efs({ transitEncryption: "DISABLED", authorizationConfig: { accessPointId: "fsap-1" } }),
          inClear("accessPointId"),
        ],
      ] as const
    ).map(([volume, message]) => ({
      title: `a volume of ${JSON.stringify(volume)}`,
      resource: rawTask([mounts("data")], { volumes: [volume] }),
      messages: [message],
    })),
    {
      title: "a wait for the health of a router that has no check",
      resource: componentTask([waits("log-router", "HEALTHY")], { logRouter: {} }),
      messages: [
        "'condition' HEALTHY needs a 'healthCheck' in container 'log-router', which has none; START works",
      ],
    },
    {
      title: "a wait for a router by a name that it has not",
      resource: componentTask([waits("log_router", "START")], { logRouter: {} }),
      messages: [
        `'dependsOn' of container 'app' must name another container of the task, got "log_router"; the others are 'log-router'`,
      ],
    },
    {
      title: "a container without an image in a resource",
      resource: rawTask([{ image: undefined }]),
      messages: [`'image' of container 'app' must be given, got nothing; "nginx:1.27" works`],
    },
    {
      title: "a link to a container that is not there",
      resource: rawTask([{ links: ["db"] }], {
        requiresCompatibilities: ["EC2"],
        networkMode: "bridge",
      }),
      messages: [
        `'links' of container 'app' must name another container of the task, got "db"; the others are none`,
      ],
    },
    ...CONTAINERS.flatMap(([title, containers, messages]) => [
      { title: `${title} in our component`, resource: componentTask(containers), messages },
      {
        title: `${title} in a resource`,
        resource: rawTask(containers),
        messages: messages.map((one) => one.replace("'containers'", "'containerDefinitions'")),
      },
    ]),
    {
      title: "a variable that is a secret too in our component",
      resource: componentTask([
        { environment: { KEY: "1" }, secrets: { KEY: { parameterName: "/key" } } },
      ]),
      messages: [BOTH],
    },
    {
      title: "a variable that is a secret too in a resource",
      resource: rawTask([
        {
          environment: [{ name: "KEY", value: "1" }],
          secrets: [{ name: "KEY", valueFrom: "/key" }],
        },
      ]),
      messages: [BOTH],
    },
    {
      title: "a variable given twice",
      resource: rawTask([
        {
          environment: [
            { name: "A", value: "1" },
            { name: "A", value: "2" },
          ],
        },
      ]),
      messages: [
        "'environment' of container 'app' must name each variable once, got 'A' twice; leave one out",
      ],
    },
    {
      title: "a folder beside an access point of our component",
      resource: componentTask([{}], {
        volumes: [
          {
            name: "data",
            efs: { fileSystemId: "fs-1", accessPointId: "fsap-1", rootDirectory: "/orders" },
          },
        ],
      }),
      messages: [FOLDER],
    },
    {
      title: "a folder beside an access point of a resource",
      resource: rawTask([{}], {
        volumes: [
          {
            name: "data",
            efsVolumeConfiguration: {
              fileSystemId: "fs-1",
              rootDirectory: "/orders",
              transitEncryption: "ENABLED",
              authorizationConfig: { accessPointId: "fsap-1" },
            },
          },
        ],
      }),
      messages: [FOLDER],
    },
    {
      title: "two volumes of one name",
      resource: rawTask([{}], { volumes: [{ name: "data" }, { name: "data" }] }),
      messages: [`'name' must differ between volumes, got "data" twice; "data-2" works`],
    },
  ],
  unknown: [
    {
      title: "a router of our component whose name is not known, for who waits for it alone",
      resource: componentTask([waits("fluent", "START"), { name: "jobs" }], {
        logRouter: { name: UNKNOWN },
      }),
      paths: ["logRouter.name"],
    },
    {
      title: "an unknown condition, but not the mount beside it",
      resource: componentTask(
        [{ ...waits("agent", "START"), ...mounts("data") }, agent].map((container) =>
          "dependsOn" in container
            ? { ...container, dependsOn: [{ containerName: "agent", condition: UNKNOWN }] }
            : container,
        ),
      ),
      paths: ["containers[0].dependsOn[0].condition"],
      messages: [
        `'sourceVolume' of container 'app' must name a volume of the task, got "data"; the volumes are none`,
      ],
    },
    {
      title: "an unknown access point in the clear, which is wrong whichever it is",
      resource: rawTask([mounts("data")], {
        volumes: [efs({ authorizationConfig: { accessPointId: UNKNOWN } })],
      }),
      paths: ["volumes[0].efsVolumeConfiguration.authorizationConfig.accessPointId"],
      messages: [inClear("accessPointId")],
    },
    {
      title: "a folder beside an access point that is not known, which has its own whichever it is",
      resource: rawTask([mounts("data")], {
        volumes: [
          encrypted({ rootDirectory: "/orders", authorizationConfig: { accessPointId: UNKNOWN } }),
        ],
      }),
      paths: ["volumes[0].efsVolumeConfiguration.authorizationConfig.accessPointId"],
      messages: [FOLDER],
    },
    {
      title: "an unknown file system",
      resource: rawTask([mounts("data")], { volumes: [efs({ fileSystemId: UNKNOWN })] }),
      paths: ["volumes[0].efsVolumeConfiguration.fileSystemId"],
    },
    {
      title: "unknown containers",
      resource: rawTask([{}], { containerDefinitions: UNKNOWN }),
      paths: ["containerDefinitions", "containerDefinitions", "containerDefinitions"],
    },
  ],
  ignores: [{ title: "a service", resource: rawService() }],
});
