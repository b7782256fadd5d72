import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../generator/project/packageRoot.js";
import { secondsOf } from "../tests/policies/differential/checkov.js";

/** Resources of the programs that are previewed. */
const SIZES = [1000, 10_000] as const;

/** How much more ten times the resources may take: linear, with room for what a machine does besides. */
const MOST_GROWTH = 15;

/** How much memory a preview of most resources may take, in all its processes. Node 24 keeps more for what is young. */
const [MAJOR] = process.versions.node.split(".");
const MOST_MEBIBYTES = Number(MAJOR) < 24 ? 700 : 900;

/** Services with what each has, as a program makes them of AWS's own resources. */
const PROGRAM = `
const ecs = require("@pulumi/aws/ecs");
const lb = require("@pulumi/aws/lb");
const ecr = require("@pulumi/aws/ecr");
const cloudwatch = require("@pulumi/aws/cloudwatch");

for (let i = 0; i < Number(process.env.BENCH_RESOURCES) / 5; i++) {
  const logs = new cloudwatch.LogGroup("logs-" + i, { retentionInDays: 30 });
  new ecr.Repository("repository-" + i, { imageTagMutability: "IMMUTABLE" });
  const group = new lb.TargetGroup("group-" + i, { port: 80, protocol: "HTTP", vpcId: "vpc-1", targetType: "ip" });
  const options = { "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "app", mode: "non-blocking" };
  const container = { name: "app", image: "nginx:1.27", portMappings: [{ containerPort: 80 }] };
  const task = new ecs.TaskDefinition("task-" + i, {
    family: "orders-" + i,
    requiresCompatibilities: ["FARGATE"],
    networkMode: "awsvpc",
    cpu: "512",
    memory: "1024",
    containerDefinitions: logs.name.apply((name) => {
      const logConfiguration = { logDriver: "awslogs", options: { ...options, "awslogs-group": name } };
      return JSON.stringify([{ ...container, logConfiguration }]);
    }),
  });
  new ecs.Service("service-" + i, {
    taskDefinition: task.arn,
    launchType: "FARGATE",
    desiredCount: 2,
    networkConfiguration: { subnets: ["subnet-1"], securityGroups: ["sg-1"] },
    loadBalancers: [{ targetGroupArn: group.arn, containerName: "app", containerPort: 80 }],
  });
}
`;

/** The same program with the mocks of Pulumi's own unit tests, and nothing that judges, prices or prints. */
const FLOOR = `
const pulumi = require("@pulumi/pulumi");
const newResource = ({ name, inputs }) => ({ id: name + "-id", state: inputs });
pulumi.runtime.setMocks({ newResource, call: ({ inputs }) => inputs }, "bench", "dev", true);
require("./index.js");
`;

interface Measured {
  seconds: number;
  mebibytes: number;
}

/**
 * Measures offline previews of ever more resources beside registering as many with Pulumi's own mocks, and fails where a
 * preview takes more than that, or more than linearly more.
 */
export function benchManyResources(): void {
  const folder = join(packageRoot(), "node_modules/.cache/bench-many");
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(join(folder, "Pulumi.yaml"), "name: bench\nruntime: nodejs\nmain: index.js\n");
    writeFileSync(join(folder, "index.js"), PROGRAM);
    writeFileSync(join(folder, "floor.js"), FLOOR);
    const cli = join(packageRoot(), "dist/generator/cli.js");
    const runs = SIZES.map((resources) => {
      const preview = [cli, "preview", "--offline", "--stack", "dev", "--json"];
      const own = measured(folder, resources, preview);
      const floor = measured(folder, resources, ["floor.js"]);
      tell("slipway preview --offline", resources, own);
      tell("Pulumi's mocks alone", resources, floor);
      if (own.seconds > floor.seconds) fail("a preview takes more than Pulumi's mocks alone");
      if (own.mebibytes > MOST_MEBIBYTES) fail(`a preview takes more than ${MOST_MEBIBYTES} MiB`);
      return own.seconds;
    });
    const [few = 0, many = 0] = runs;
    if (many > MOST_GROWTH * few) {
      fail(`ten times the resources take ${(many / few).toFixed(1)} times as long`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** CPU time of a command with its children, and the peaks of their memory together. */
function measured(cwd: string, resources: number, parameters: readonly string[]): Measured {
  const memory = join(cwd, "memory");
  const times = join(cwd, "times");
  writeFileSync(memory, "");
  const measure = ["--require", join(packageRoot(), "bench/measure.cjs")].join(" ");
  const { status, stderr } = spawnSync(
    "sh",
    ["-c", '"$@" >"$0.out"; status=$?; times >"$0"; exit $status', times, process.execPath].concat(
      parameters,
    ),
    {
      cwd,
      encoding: "utf8",
      env: {
        ...process.env,
        NODE_OPTIONS: measure,
        SLIPWAY_BENCH_MEMORY: memory,
        BENCH_RESOURCES: String(resources),
      },
    },
  );
  // 2 says that policies have something against the program.
  if (status !== 0 && status !== 2) throw new Error(stderr);
  const kibibytes = readFileSync(memory, "utf8").trim().split("\n").map(Number);
  return {
    seconds: secondsOf(readFileSync(times, "utf8").trim().split("\n").at(-1) ?? ""),
    mebibytes: kibibytes.reduce((sum, value) => sum + value, 0) / 1024,
  };
}

function tell(title: string, resources: number, { seconds, mebibytes }: Measured): void {
  console.log(
    `${title.padEnd(26)} ${String(resources).padStart(6)} resources  ${seconds.toFixed(2)} s CPU  ${mebibytes.toFixed(0)} MiB`,
  );
}

function fail(reason: string): void {
  console.error(reason);
  process.exitCode = 1;
}
