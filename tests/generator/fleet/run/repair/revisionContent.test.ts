import assert from "node:assert/strict";
import { isRevisionOf } from "../../../../../generator/fleet/run/repair/revisionContent.js";

/** The mark of a secret in a state. */
const SIGNATURE = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
const CIPHERTEXT = { ...SIGNATURE, ciphertext: "v1:abc" };

const CONTAINER = {
  name: "web",
  image: "web:1",
  command: ["serve", "--fast"],
  environment: [
    { name: "A", value: "1" },
    { name: "B", value: "" },
  ],
  portMappings: [{ containerPort: 80 }],
  healthCheck: { command: ["CMD", "true"] },
  logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "g" } },
};

const INPUTS = {
  family: "web",
  cpu: "256",
  memory: "512",
  networkMode: "awsvpc",
  requiresCompatibilities: ["FARGATE", "EC2"],
  executionRoleArn: "arn:aws:iam::123456789012:role/e",
  runtimePlatform: { cpuArchitecture: "ARM64", __defaults: [] },
  volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: "fs-1" }, __defaults: [] }],
  tags: { Name: "web", __defaults: [] },
  tagsAll: { Name: "web", team: "a" },
  __defaults: [],
};

/** As Amazon ECS answers: with its defaults, with lists in another order, and with empty ones. */
const ANSWERED_CONTAINER = {
  ...CONTAINER,
  cpu: 0,
  essential: true,
  environment: [{ name: "B" }, { name: "A", value: "1" }],
  portMappings: [{ containerPort: 80, hostPort: 80, protocol: "tcp" }],
  healthCheck: { command: ["CMD", "true"], interval: 30, timeout: 5, retries: 3 },
  logConfiguration: { ...CONTAINER.logConfiguration, secretOptions: [] },
  mountPoints: [],
  volumesFrom: [],
  systemControls: [],
};

const ANSWER = {
  taskDefinitionArn: "arn:aws:ecs:eu-west-1:123456789012:task-definition/web:7",
  ...{ family: "web", revision: 7, status: "ACTIVE", cpu: "256", memory: "512" },
  ...{ networkMode: "awsvpc", requiresCompatibilities: ["EC2", "FARGATE"] },
  compatibilities: ["EC2", "FARGATE"],
  requiresAttributes: [{ name: "ecs.capability.task-eni" }],
  executionRoleArn: INPUTS.executionRoleArn,
  runtimePlatform: { cpuArchitecture: "ARM64" },
  volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: "fs-1", rootDirectory: "/" } }],
  placementConstraints: [],
  enableFaultInjection: false,
};

const TAGS = [
  { key: "team", value: "a" },
  { key: "Name", value: "web" },
  { key: "aws:created", value: "x" },
];

/** Whether the revision is one of the inputs, each with changes. */
function compared({
  inputs = {},
  container = {},
  containers = [{ ...CONTAINER, ...container }],
  answer = {},
  answered = {},
  tags = TAGS,
}: {
  inputs?: object;
  container?: object;
  containers?: readonly object[];
  answer?: object;
  answered?: object;
  tags?: typeof TAGS;
}): boolean | undefined {
  const containerDefinitions = JSON.stringify(containers);
  const found = { ...ANSWERED_CONTAINER, ...answered };
  return isRevisionOf(
    { ...INPUTS, containerDefinitions, ...inputs },
    { taskDefinition: { ...ANSWER, containerDefinitions: [found], ...answer }, tags },
  );
}

describe("isRevisionOf", () => {
  const same: Record<string, Parameters<typeof compared>[0]> = {
    "with the defaults of AWS, in another order": {},
    "with sizes in units": { inputs: { cpu: ".25 vCPU", memory: "0.5 GB" } },
    "with numbers as texts": {
      container: { cpu: "64", memory: 128 },
      answered: { cpu: 64, memory: "128" },
    },
    "with nulls, zeros and empty lists, which are left out": {
      inputs: { taskRoleArn: null, pidMode: "" },
      container: {
        user: null,
        cpu: 0,
        mountPoints: [],
        links: null,
        readonlyRootFilesystem: false,
      },
      answered: { links: [], memory: 5 },
    },
    "with a port of the host that AWS chooses": {
      container: { portMappings: [{ containerPort: 80, hostPort: 0 }] },
    },
    "without a network mode, of which there is a default": { inputs: { networkMode: undefined } },
    "with tags that are those of the resource alone": { inputs: { tagsAll: undefined } },
    "with names of the API in capitals": {
      containers: [
        {
          ...Object.fromEntries(
            Object.entries(CONTAINER).map(([k, v]) => [k.replace(/^./, (c) => c.toUpperCase()), v]),
          ),
        },
      ],
    },
    "of several containers, in another order": {
      containers: [{ name: "a", image: "i" }, CONTAINER],
      answer: {
        containerDefinitions: [ANSWERED_CONTAINER, { name: "a", image: "i", essential: true }],
      },
    },
  };
  for (const [what, given] of Object.entries(same)) {
    it(`takes the same content, ${what}`, () => {
      assert.equal(compared(given), true);
    });
  }

  const others: Record<string, Parameters<typeof compared>[0]> = {
    "another image": { answered: { image: "web:2" } },
    "another size": { answer: { cpu: "512" } },
    "a role that was not asked for": {
      answer: { taskRoleArn: "arn:aws:iam::123456789012:role/t" },
    },
    "another platform": { answer: { runtimePlatform: { cpuArchitecture: "X86_64" } } },
    "another launch type": { answer: { requiresCompatibilities: ["EC2"] } },
    "another volume": { answer: { volumes: [{ name: "logs" }] } },
    "one volume more": { answer: { volumes: [{ name: "data" }, { name: "logs" }] } },
    "another order of a command's words": { answered: { command: ["--fast", "serve"] } },
    "another value of a variable": {
      answered: { environment: [{ name: "A", value: "2" }, { name: "B" }] },
    },
    "a value of an empty variable": {
      answered: {
        environment: [
          { name: "A", value: "1" },
          { name: "B", value: "1" },
        ],
      },
    },
    "a variable more": {
      answered: { environment: [...ANSWERED_CONTAINER.environment, { name: "C", value: "1" }] },
    },
    "a variable twice in place of another": {
      answered: {
        environment: [
          { name: "A", value: "1" },
          { name: "A", value: "1" },
        ],
      },
    },
    "another one in place of what is there twice": {
      container: { dependsOn: [{ containerName: "a" }, { containerName: "a" }] },
      answered: { dependsOn: [{ containerName: "a" }, { containerName: "b" }] },
    },
    "a list that was not asked for": { answered: { entryPoint: ["sh"] } },
    "a label that was not asked for": { answered: { dockerLabels: { team: "b" } } },
    "another option of its log": {
      answered: {
        logConfiguration: {
          logDriver: "awslogs",
          options: { "awslogs-group": "g", mode: "blocking" },
        },
      },
    },
    "a container that may end": { container: { essential: false } },
    "a container more": { answer: { containerDefinitions: [ANSWERED_CONTAINER, { name: "b" }] } },
    "another tag": {
      tags: [
        { key: "Name", value: "web" },
        { key: "team", value: "b" },
      ],
    },
    "no tags": { tags: [] },
  };
  for (const [what, given] of Object.entries(others)) {
    it(`refuses ${what}`, () => {
      assert.equal(compared(given), false);
    });
  }

  const open: Record<string, Parameters<typeof compared>[0]> = {
    "containers that are encrypted": { inputs: { containerDefinitions: CIPHERTEXT } },
    "containers that are masked": { inputs: { containerDefinitions: "[secret]" } },
    "containers with something masked in them": { container: { image: "[secret]" } },
    "containers that are left out": { inputs: { containerDefinitions: undefined } },
    "containers that are no list": { inputs: { containerDefinitions: "{}" } },
    "a role that is encrypted": { inputs: { taskRoleArn: CIPHERTEXT } },
    "volumes that are encrypted": { inputs: { volumes: CIPHERTEXT } },
    "a tag that is encrypted": { inputs: { tagsAll: { Name: CIPHERTEXT } } },
  };
  for (const [what, given] of Object.entries(open)) {
    it(`proves nothing of ${what}, unless something else differs`, () => {
      assert.equal(compared(given), undefined);
      assert.equal(compared({ ...given, answer: { memory: "1024" } }), false);
    });
  }
});
