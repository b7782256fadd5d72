import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import {
  Cluster,
  DockerImage,
  LoadBalancer,
  Network,
  NetworkLoadBalancer,
  ScheduledTask,
  Service,
  Task,
  TaskDefinition,
} from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi } from "../../../generator/testing/index.js";
import { cluster, loadBalancer, network } from "../support/platform.js";

const taskDefinition = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
  family: "orders",
  containers: [{ name: "orders", ports: [8080] }],
};
const image = "nginx:1.27";
const scaling = { minCapacity: 1, maxCapacity: 4 };
const route = { ref: loadBalancer, path: "/orders/*", healthCheckPath: "/healthz" };

/** Arguments as programs without types write them. */
type Untyped = any;

const makers = {
  Cluster: (args: Untyped) => new Cluster("orders", args),
  DockerImage: (args: Untyped) => new DockerImage("orders", args),
  LoadBalancer: (args: Untyped) => new LoadBalancer("orders", args),
  Network: (args: Untyped) => new Network("orders", args),
  NetworkLoadBalancer: (args: Untyped) => new NetworkLoadBalancer("orders", args),
  ScheduledTask: (args: Untyped) => new ScheduledTask("orders", args),
  Service: (args: Untyped) => new Service("orders", args),
  Task: (args: Untyped) => new Task("orders", args),
  TaskDefinition: (args: Untyped) => new TaskDefinition("orders", args),
};
const service = (args: Untyped) => makers.Service({ cluster, taskDefinition, ...args });
const container = (args: Untyped, others: object = {}) =>
  makers.TaskDefinition({ containers: [{ name: "orders", image, ...args }], ...others });

/** Path of the argument, what makes the component, and what its message ends with. */
type Case = readonly [path: string, make: () => unknown, message: string];

const UNKNOWN: Case[] = [
  [
    "containers[0].memmory",
    () => container({ memmory: 512 }),
    "there is no argument 'containers[0].memmory', got 512; 'containers[0].memory' is one",
  ],
  [
    "deployment.stratgy",
    () => service({ deployment: { stratgy: "canary" } }),
    `there is no argument 'deployment.stratgy', got "canary"; 'deployment.strategy' is one`,
  ],
  [
    "scaling.targetCpu",
    () => service({ scaling: { ...scaling, targetCpu: 60 } }),
    "there is no argument 'scaling.targetCpu', got 60; 'scaling.targetCpuPercent' is one",
  ],
  [
    "loadBalancer.pth",
    () => service({ loadBalancer: { ref: loadBalancer, healthCheckPath: "/", pth: "/a/*" } }),
    `there is no argument 'loadBalancer.pth', got "/a/*"; 'loadBalancer.path' is one`,
  ],
  [
    "enableExecCommand",
    () => service({ enableExecCommand: true }),
    "there is no argument 'enableExecCommand', got true; 'enableExecuteCommand' is one",
  ],
  [
    "containers[0].environmnt",
    () => container({ environmnt: { A: "b" } }),
    `there is no argument 'containers[0].environmnt', got a map of "A"; 'containers[0].environment' is one`,
  ],
  [
    "loadBalancer.healtCheckPath",
    () => service({ loadBalancer: { ref: loadBalancer, healtCheckPath: "/" } }),
    `there is no argument 'loadBalancer.healtCheckPath', got "/"; 'loadBalancer.healthCheckPath' is one`,
  ],
  [
    "containers[0].healthCheck.intervall",
    () => container({ healthCheck: { command: ["CMD", "true"], intervall: 5 } }),
    "there is no argument 'containers[0].healthCheck.intervall', got 5; 'containers[0].healthCheck.interval' is one",
  ],
  [
    "volumes[0].efs.file_system_id",
    () => container({}, { volumes: [{ name: "data", efs: { file_system_id: "fs-1" } }] }),
    `there is no argument 'volumes[0].efs.file_system_id', got "fs-1"; 'volumes[0].efs.fileSystemId' is one`,
  ],
  [
    "flowLogs.colour",
    () => makers.Network({ flowLogs: { colour: "red" } }),
    `there is no argument 'flowLogs.colour', got "red"; there are 'traffic', 'retentionDays'`,
  ],
  [
    `containers[0].secrets.TOKEN["a b"]`,
    () => container({ secrets: { TOKEN: { "a b": "x", parameterName: "/t" } } }),
    `there is no argument 'containers[0].secrets.TOKEN["a b"]', got "x"; there are 'parameterName', 'parameterArn', 'secretArn', 'jsonKey', 'kmsKeyArn'`,
  ],
  [
    "constructor",
    () => makers.DockerImage({ constructor: "x" }),
    `there is no argument 'constructor', got "x"; there are 'context', 'dockerfile', 'target'`,
  ],
  [
    "cluster.namespaceArm",
    () => service({ cluster: { ...cluster, namespaceArm: "arn:x" } }),
    `there is no argument 'cluster.namespaceArm', got "arn:x"; 'cluster.namespaceArn' is one`,
  ],
];

const MISSING: Case[] = [
  [
    "cluster",
    () => makers.Service({ taskDefinition }),
    "'cluster' is required and must be the '.ref' of a Cluster, got nothing; the '.ref' of a Cluster works, and for one that no Cluster made a map with 'arn', 'name', 'network', 'defaultCapacityProviderStrategies'",
  ],
  [
    "containers[0].image",
    () => makers.TaskDefinition({ containers: [{ name: "orders" }] }),
    "'containers[0].image' is required and must be a text, got nothing",
  ],
  [
    "loadBalancer.healthCheckPath",
    () => service({ loadBalancer: { ref: loadBalancer } }),
    "'loadBalancer.healthCheckPath' is required and must be a text, got nothing",
  ],
  [
    "containers",
    () => makers.TaskDefinition(undefined),
    "'containers' is required and must be a list, got nothing",
  ],
  [
    "network",
    () => makers.NetworkLoadBalancer({ network: null }),
    "'network' is required and must be the '.ref' of a Network, got nothing; the '.ref' of a Network works, and for one that no Network made a map with 'vpcId', 'cidrBlock', 'publicSubnetIds', 'privateSubnetIds', 'egressCidrBlocks'",
  ],
  [
    "schedule",
    () => makers.ScheduledTask({ cluster, taskDefinition, schedule: undefined }),
    "'schedule' is required and must be a text, got nothing",
  ],
  [
    "scaling.maxCapacity",
    () => service({ scaling: { minCapacity: 1 } }),
    "'scaling.maxCapacity' is required and must be a number, got nothing",
  ],
  [
    "containers[0].command[1]",
    () => container({ command: ["a", undefined] }),
    "'containers[0].command[1]' is required and must be a text, got nothing",
  ],
];

const KINDS: Case[] = [
  [
    "containers[0].portMappings[0].containerPort",
    () => container({ portMappings: [{ containerPort: "3000" }] }),
    `'containers[0].portMappings[0].containerPort' must be a number, got "3000"; 3000 works`,
  ],
  [
    "taskDefinition",
    () => service({ taskDefinition: taskDefinition.arn }),
    `'taskDefinition' must be the '.ref' of a TaskDefinition, got "${taskDefinition.arn}"; the '.ref' of a TaskDefinition works, and for one that no TaskDefinition made a map with 'arn', 'family', 'containers'`,
  ],
  [
    "containers[0].environment",
    () => container({ environment: [{ name: "A", value: "b" }] }),
    `'containers[0].environment' must be a map, got a list of 1; { "A": "b" } works`,
  ],
  [
    "containers",
    () => makers.TaskDefinition({ containers: { orders: { image } } }),
    `'containers' must be a list, got a map of "orders"`,
  ],
  [
    "containers[0].command",
    () => container({ command: "npm start" }),
    `'containers[0].command' must be a list, got "npm start"; ["npm start"] works`,
  ],
  [
    "containers[0].essential",
    () => container({ essential: "false" }),
    `'containers[0].essential' must be true or false, got "false"; false works`,
  ],
  [
    "containers[0].user",
    () => container({ user: 1000 }),
    `'containers[0].user' must be a text, got 1000; "1000" works`,
  ],
  [
    "loadBalancer",
    () => service({ loadBalancer: true }),
    "'loadBalancer' must be a map, got true; a map with 'ref', 'healthCheckPath' works",
  ],
  ["arguments", () => makers.Service("orders"), `the arguments must be a map, got "orders"`],
  [
    "containers[0].secrets.TOKEN",
    () => container({ secrets: { TOKEN: "/orders/token" } }),
    `'containers[0].secrets.TOKEN' must be a map, got "/orders/token"`,
  ],
  [
    "instanceGroups[0].minSize",
    () => makers.Cluster({ network, instanceGroups: [{ name: "a", minSize: "1", maxSize: 2 }] }),
    `'instanceGroups[0].minSize' must be a number, got "1"; 1 works`,
  ],
  [
    "containers[0].environment.A",
    () => container({ environment: { A: { b: 1 } } }),
    `'containers[0].environment.A' must be a text, got a map of "b"`,
  ],
  [
    "containers[0].cpu",
    () => container({ cpu: `\u001b[2J\u009b${"x".repeat(900_000)}` }),
    `'containers[0].cpu' must be a number, got "\\u001b[2J\\u009bxxx`,
  ],
];

const CHOICES: Case[] = [
  [
    "deployment.strategy",
    () => service({ deployment: { strategy: "cannary" } }),
    `; "canary" works`,
  ],
  [
    "requiresCompatibilities[0]",
    () => container({}, { requiresCompatibilities: ["Fargate"] }),
    `'requiresCompatibilities[0]' must be "FARGATE", "EC2", "MANAGED_INSTANCES" or "EXTERNAL", got "Fargate"; "FARGATE" works`,
  ],
  [
    "architecture",
    () => container({}, { architecture: "arm" }),
    `'architecture' must be "amd64" or "arm64", got "arm"; "arm64" works`,
  ],
  [
    "containers[0].logConfiguration.logDriver",
    () => container({ logConfiguration: { logDriver: "awslog" } }),
    `got "awslog"; "awslogs" works`,
  ],
];

const NUMBERS: Case[] = [
  [
    "desiredCount",
    () => service({ desiredCount: NaN }),
    "must be a finite number, got NaN; 1 works",
  ],
  ["desiredCount", () => service({ desiredCount: Infinity }), "got Infinity; 1 works"],
  ["desiredCount", () => service({ desiredCount: -1 }), "got -1; 2 works"],
  ["desiredCount", () => service({ desiredCount: 1.5 }), "got 1.5; 2 works"],
  [
    "desiredCount",
    () => service({ desiredCount: 1e16 }),
    "'desiredCount' must be a whole number of at most 2147483647, got 10000000000000000; 2 works",
  ],
  [
    "scaling.maxCapacity",
    () => service({ scaling: { minCapacity: 1, maxCapacity: 1e16 } }),
    "got 10000000000000000; 2 works",
  ],
  [
    "containers[0].environment.PORT",
    () => container({ environment: { PORT: Number("none") } }),
    "'containers[0].environment.PORT' must be a finite number, got NaN; 1 works",
  ],
  [
    "containers[0].memory",
    () => container({ memory: -Infinity }),
    "'containers[0].memory' must be a finite number, got -Infinity; 1 works",
  ],
];

const OUTPUTS: Case[] = [
  [
    "scaling",
    () => service({ scaling: pulumi.output(scaling) }),
    "'scaling' decides what is made and must be a map, known as the program runs, got an output; a value of the program or of its configuration works",
  ],
  [
    "containers[0].name",
    () => container({ name: pulumi.output("orders") }),
    "'containers[0].name' decides what is made and must be a text, known as the program runs, got an output; a value of the program or of its configuration works",
  ],
  [
    "containers",
    () => makers.TaskDefinition({ containers: pulumi.output([{ name: "a", image }]) }),
    "'containers' decides what is made and must be a list, known as the program runs, got an output; a value of the program or of its configuration works",
  ],
  [
    "internal",
    () => makers.LoadBalancer({ network, internal: Promise.resolve(true) }),
    "'internal' decides what is made and must be true or false, known as the program runs, got a promise; a value of the program or of its configuration works",
  ],
];

describe("arguments of components", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  const groups = { UNKNOWN, MISSING, KINDS, CHOICES, NUMBERS, OUTPUTS };
  for (const [group, cases] of Object.entries(groups)) {
    for (const [propertyPath, make, message] of cases) {
      it(`refuses ${group.toLowerCase()}: ${propertyPath}, ${message.slice(-60)}`, async () => {
        assert.throws(make, (error: Error & { propertyPath: string }) => {
          assert.equal(error.name, "ArgumentError");
          assert.equal(error.propertyPath, propertyPath === "arguments" ? "" : propertyPath);
          assert.ok(error.message.includes(message), error.message);
          assert.match(error.message, /^[\x20-\x7e…]{1,1500}$/);
          return true;
        });
        await mock.settled();
        assert.deepEqual(mock.resources, []);
      });
    }
  }

  describe("a resource in the place of one of its outputs", () => {
    const cases: [string, string, () => unknown][] = [
      [
        "cluster",
        `'cluster' must be the '.ref' of a Cluster, got the Cluster "platform" itself; its '.ref' works`,
        () => service({ cluster: new Cluster("platform", { network }) }),
      ],
      [
        "taskDefinition",
        `'taskDefinition' must be the '.ref' of a TaskDefinition, got the TaskDefinition "main" itself; its '.ref' works`,
        () =>
          service({
            taskDefinition: new TaskDefinition("main", { containers: [{ name: "a", image }] }),
          }),
      ],
      [
        "containers[0].image",
        `'containers[0].image' must be a text, got the DockerImage "app" itself; its '.uri' works`,
        () => container({ image: new DockerImage("app", { image }) }),
      ],
      [
        "loadBalancer",
        `got the LoadBalancer "web" itself; a map with its '.ref' as 'ref' works`,
        () => service({ loadBalancer: new LoadBalancer("web", { network }) }),
      ],
      [
        "loadBalancer.ref",
        `'loadBalancer.ref' must be the '.ref' of a LoadBalancer, got the LoadBalancer "web" itself; its '.ref' works`,
        () => service({ loadBalancer: { ...route, ref: new LoadBalancer("web", { network }) } }),
      ],
      [
        "network",
        `'network' must be the '.ref' of a Network, got the Cluster "platform" itself; the '.ref' of a Network works`,
        () => makers.LoadBalancer({ network: new Cluster("platform", { network }) }),
      ],
    ];
    for (const [propertyPath, message, make] of cases) {
      it(`names the output: ${message}`, async () => {
        assert.throws(make, (error: Error & { propertyPath: string }) => {
          assert.equal(error.propertyPath, propertyPath);
          assert.ok(error.message.includes(message), error.message);
          return true;
        });
        await mock.settled();
      });
    }
  });

  describe("outputs, when they are known", () => {
    const later = (value: unknown) => pulumi.output(Promise.resolve(value)) as Untyped;

    /** What the task definition's containers are rejected with. */
    async function refused(make: () => unknown): Promise<string> {
      const reasons: unknown[] = [];
      const listener = (reason: unknown) => reasons.push(reason);
      const before = process.listeners("unhandledRejection");
      process.removeAllListeners("unhandledRejection");
      process.on("unhandledRejection", listener);
      try {
        make();
        // What is refused never settles.
        await new Promise((resolve) => setTimeout(resolve, 100));
      } finally {
        process.off("unhandledRejection", listener);
        for (const one of before) process.on("unhandledRejection", one);
      }
      const [first] = reasons.filter((reason) => reason instanceof Error);
      assert.ok(first, "nothing was refused");
      return first.message;
    }

    const cases: [string, string, () => unknown][] = [
      [
        "a text for a number",
        `'memory' must be a number, got "3000"; 3000 works`,
        () => container({}, { memory: later("3000") }),
      ],
      [
        "an item of a list",
        `'containers[0].command[1]' must be a text, got a map of "seconds"`,
        () => container({ command: later(["sleep", { seconds: 5 }]) }),
      ],
      [
        "a choice",
        `'pidMode' must be "host" or "task", got "hosts"; "host" works`,
        () => container({}, { pidMode: later("hosts") }),
      ],
      [
        "an ARN in the place of a reference",
        `'taskDefinition' must be the '.ref' of a TaskDefinition, got "arn:x"; the '.ref'`,
        () => service({ taskDefinition: later("arn:x") }),
      ],
      [
        "a reference with a part missing",
        `'cluster.network' is required and must be the '.ref' of a Network, got nothing`,
        () => service({ cluster: later({ ...cluster, network: undefined }) }),
      ],
      [
        "an output of another stack that is not there",
        `'containers[0].image' is required and must be a text, got nothing`,
        () => container({ image: later(undefined) }),
      ],
      [
        "a secret, which is not shown",
        `'containers[0].memory' must be a number, got a secret`,
        () => container({ memory: pulumi.secret("hunter2") }),
      ],
      [
        "a part of a secret, which is not shown",
        `'containers[0].command[0]' must be a text, got a secret`,
        () => container({ command: pulumi.secret([later([11_235])]) }),
      ],
    ];
    for (const [what, message, make] of cases) {
      it(`refuses ${what}`, async () => {
        const got = await refused(make);
        assert.ok(got.includes(message), got);
        assert.doesNotMatch(got, /hunter2|11235/);
        const parents = mock.resources.map(({ type }) => type);
        assert.ok(!parents.includes("aws:ecs/taskDefinition:TaskDefinition"), parents.join());
        assert.ok(!parents.includes("aws:ecs/service:Service"), parents.join());
      });
    }
  });

  describe("what the interfaces allow", () => {
    const later = (value: unknown) => pulumi.output(Promise.resolve(value)) as Untyped;

    async function definitions(): Promise<Untyped> {
      await mock.settled();
      const { inputs } = mock.resource("aws:ecs/taskDefinition:TaskDefinition");
      return JSON.parse(String(inputs.containerDefinitions));
    }

    it("writes out numbers and flags where AWS takes texts, also from outputs", async () => {
      container(
        {
          environment: {
            PORT: 3000,
            DEBUG: false,
            LATER: later(5432),
            PROMISE: Promise.resolve(true),
          },
          dockerLabels: { "com.example.replicas": 2, late: later(1.5) },
          logConfiguration: {
            logDriver: "json-file",
            options: { "max-file": 3, "max-size": "10m" },
          },
          systemControls: { "net.ipv4.tcp_keepalive_time": later(500) },
        },
        { memory: 512, requiresCompatibilities: ["EC2"] },
      );
      const [{ environment, dockerLabels, logConfiguration, systemControls }] = await definitions();
      assert.deepEqual(environment, [
        { name: "DEBUG", value: "false" },
        { name: "LATER", value: "5432" },
        { name: "PORT", value: "3000" },
        { name: "PROMISE", value: "true" },
      ]);
      assert.deepEqual(dockerLabels, { "com.example.replicas": "2", late: "1.5" });
      assert.deepEqual(logConfiguration.options, { "max-file": "3", "max-size": "10m" });
      assert.deepEqual(systemControls, [
        { namespace: "net.ipv4.tcp_keepalive_time", value: "500" },
      ]);
    });

    it("writes out numbers and flags in command lines, also from outputs", async () => {
      container({
        entryPoint: ["/run", later(2)],
        command: ["serve", "--port", 5, "--verbose", true, later(8080), Promise.resolve(false)],
        healthCheck: { command: ["CMD", "check", 8080] },
      });
      const [{ entryPoint, command, healthCheck }] = await definitions();
      assert.deepEqual(entryPoint, ["/run", "2"]);
      assert.deepEqual(command, ["serve", "--port", "5", "--verbose", "true", "8080", "false"]);
      assert.deepEqual(healthCheck.command, ["CMD", "check", "8080"]);
    });

    it("writes them out in a command line that is an output as a whole, and of a task that runs", async () => {
      container({ command: later(["serve", 3000]) });
      const [{ command }] = await definitions();
      assert.deepEqual(command, ["serve", "3000"]);
    });

    for (const [words, message] of [
      [["a", NaN], "'containers[0].command[1]' must be a finite number, got NaN"],
      [["a", null], "'containers[0].command[1]' is required and must be a text, got nothing"],
      [["a", ["b"]], "'containers[0].command[1]' must be a text"],
      [{ a: 1 }, "'containers[0].command' must be a list"],
    ] as const) {
      it(`refuses what is no word: ${JSON.stringify(words)}`, () => {
        assert.throws(
          () => container({ command: words }),
          (error: Error) => error.message.includes(message),
        );
      });
    }

    it("refuses a number among identifiers", () => {
      const port = { containerPort: 8080, containerPortRange: 5 };
      assert.throws(() => container({ portMappings: [port] }), /must be a text, got 5/);
      assert.throws(
        () => container({ dnsServers: [10] }),
        /'containers\[0\]\.dnsServers\[0\]' must be a text, got 10/,
      );
    });

    it("takes nothing for nothing: undefined, and null of YAML, also in maps", async () => {
      container({
        cpu: undefined,
        memory: null,
        colour: undefined,
        healthCheck: null,
        environment: { A: "a", B: undefined, C: null, D: later(undefined) },
        user: later(null),
      });
      const [{ environment, user }] = await definitions();
      assert.deepEqual(environment, [{ name: "A", value: "a" }]);
      assert.equal(user, undefined);
    });

    it("takes outputs and promises of lists, maps and what is in them", async () => {
      container({
        image: Promise.resolve(image),
        command: later(["a", later("b")]),
        entryPoint: [later("x"), Promise.resolve("y")],
        capabilities: { drop: later(["ALL"]) },
      });
      const [{ command, entryPoint }] = await definitions();
      assert.deepEqual(
        [command, entryPoint],
        [
          ["a", "b"],
          ["x", "y"],
        ],
      );
    });

    it("takes a reference of a later version, and one by hand, as outputs and plain", async () => {
      const newer = { ...cluster, quantumCapacity: true };
      new Service("plain", { cluster: newer, taskDefinition });
      new Service("output", { cluster: later(newer), taskDefinition: later(taskDefinition) });
      new Service("parts", {
        cluster: { ...cluster, arn: later(cluster.arn), network: later(network) },
        taskDefinition: { ...taskDefinition, containers: later(taskDefinition.containers) },
      });
      await mock.settled();
      assert.equal(mock.resources.filter(({ type }) => type.endsWith(":Service")).length, 6);
    });

    it("takes maps without a prototype, frozen ones and instances of classes", async () => {
      class Args {
        readonly containers = Object.freeze([Object.freeze({ name: "orders", image })]);
        get memory() {
          return 512;
        }
      }
      new TaskDefinition("instance", new Args() as Untyped);
      container({ environment: Object.assign(Object.create(null), { ["__proto__x"]: "1" }) }, {});
      await mock.settled();
    });

    it("takes keys of maps as they are, also those of every object", async () => {
      container({ environment: JSON.parse('{ "toString": "a", "constructor": 1 }') as object });
      const [{ environment }] = await definitions();
      assert.deepEqual(environment, [
        { name: "constructor", value: "1" },
        { name: "toString", value: "a" },
      ]);
    });

    it("leaves the given arguments as they are", () => {
      const args = Object.freeze({
        containers: [{ name: "orders", image, environment: Object.freeze({ PORT: 1 }) }],
      });
      makers.TaskDefinition(args);
      assert.equal(args.containers[0]?.environment.PORT, 1);
    });
  });
});
