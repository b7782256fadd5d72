import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { compileLate } from "../generator/compileLate.js";
import type { ReviewedResource } from "../policies/pack.js";
import { reviewResources } from "../policies/pack.js";
import { checkovVersion, measureCheckov } from "../tests/policies/differential/checkov.js";
import { installCheckov } from "../tests/policies/differential/installCheckov.js";
import { terraformPlan } from "../tests/policies/differential/terraformPlan.js";

/** Resources of the smallest run; the others are ten and a hundred times as large. */
const LEAST_RESOURCES = 1000;

/** CPU seconds and MiB that 10,000 resources may take. */
const MOST = { seconds: 2, mebibytes: 200 };

/** How much more ten times the resources may take: linear, with room for what a machine does besides. */
const MOST_GROWTH = 15;

/** What is reviewed: resources of AWS as a program makes them itself, or our components with those that they make. */
type Form = "plain" | "components";

interface Measured {
  resources: number;
  seconds: number;
  mebibytes: number;
}

/**
 * Measures the policies over ever more resources, each in a process of its own, and fails where they are too slow.
 *
 * @param form In such a process: what it reviews.
 * @param resources How many.
 */
export function benchPolicies(form?: string, resources?: string): void {
  if (form === undefined) benchAll();
  else process.stdout.write(JSON.stringify(measure(form as Form, Number(resources))));
}

function benchAll(): void {
  for (const form of ["plain", "components"] as const) {
    const runs = [1, 10, 100].map((times) => measured(form, times * LEAST_RESOURCES));
    for (const { resources, seconds, mebibytes } of runs) {
      console.log(
        `${form.padEnd(12)} ${String(resources).padStart(7)} resources  ${seconds.toFixed(2)} s CPU  ${mebibytes.toFixed(0)} MiB`,
      );
    }
    judge(form, runs);
  }
  benchCheckov();
}

/** The same plain resources by checkov, as a plan of Terraform: few, as it is slow, and by itself to have its start apart. */
function benchCheckov(): void {
  const checkov = installCheckov();
  if ("reason" in checkov) {
    console.log(`checkov      not run: ${checkov.reason}; CHECKOV names one that is there`);
    return;
  }
  const { command } = checkov;
  const version = checkovVersion(command);
  if (version === undefined)
    throw new Error(`CHECKOV must name a checkov that runs, got ${command}`);
  for (const resources of [1, LEAST_RESOURCES]) {
    const all = Array.from({ length: resources }, (_, i) => plainService(i)).flat();
    const plan = terraformPlan(all.slice(0, resources), ({ name }) => name);
    const { seconds } = measureCheckov(command, plan);
    console.log(
      `checkov      ${String(resources).padStart(7)} resources  ${seconds.toFixed(2)} s CPU  (${version}, with its start)`,
    );
  }
}

function judge(form: Form, runs: readonly Measured[]): void {
  const [, many, most] = runs;
  if (!many || !most) return;
  if (many.seconds > MOST.seconds || many.mebibytes > MOST.mebibytes) {
    fail(`${form}: more than ${MOST.seconds} s or ${MOST.mebibytes} MiB for ${many.resources}`);
  }
  if (most.seconds > MOST_GROWTH * many.seconds) {
    fail(
      `${form}: ten times the resources take ${(most.seconds / many.seconds).toFixed(1)} times as long`,
    );
  }
}

function fail(reason: string): void {
  console.error(reason);
  process.exitCode = 1;
}

function measured(form: Form, resources: number): Measured {
  const parameters = [join(__dirname, "index.js"), "policies", form, String(resources)];
  const { stdout, stderr, status } = spawnSync(process.execPath, parameters, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Measured;
}

/** Reviews resources in this process, set up as those that review; what it takes to make them does not count. */
function measure(form: Form, resources: number): Measured {
  compileLate();
  const before = process.memoryUsage().rss;
  const all: ReviewedResource[] = [];
  for (let i = 0; all.length < resources; i++) {
    all.push(...(form === "plain" ? plainService(i) : componentService(i)));
  }
  const start = process.cpuUsage();
  const { violations } = reviewResources(all);
  const { user, system } = process.cpuUsage(start);
  const stopping = violations.find(({ enforcementLevel }) => enforcementLevel === "mandatory");
  if (stopping) throw new Error(stopping.message);
  const mebibytes = (process.memoryUsage().rss - before) / 2 ** 20;
  return { resources: all.length, seconds: (user + system) / 1e6, mebibytes };
}

const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const SERVICE = "aws:ecs/service:Service";

function resource(types: string, name: string, properties: object, id?: string): ReviewedResource {
  const urn = `urn:pulumi:prod::shop::${types}::${name}`;
  return { urn, type: types.split("$").at(-1) ?? "", name, properties, id };
}

/** A service with its network, as a program makes it of AWS's own resources. */
function plainService(i: number): ReviewedResource[] {
  return [
    resource(TASK, `task-${i}`, task(i)),
    resource(SERVICE, `service-${i}`, service(i)),
    resource("aws:lb/targetGroup:TargetGroup", `group-${i}`, {
      port: 80,
      protocol: "HTTP",
      vpcId: `vpc-${i}`,
      targetType: "ip",
    }),
    resource("aws:ecr/repository:Repository", `repository-${i}`, {
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
    }),
    resource("aws:ec2/vpc:Vpc", `vpc-${i}`, { cidrBlock: "10.0.0.0/16" }, `vpc-${i}`),
    resource("aws:ec2/subnet:Subnet", `subnet-${i}`, { vpcId: `vpc-${i}` }, `subnet-${i}`),
    resource(
      "aws:ec2/routeTable:RouteTable",
      `table-${i}`,
      { vpcId: `vpc-${i}`, routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: `nat-${i}` }] },
      `rtb-${i}`,
    ),
    resource("aws:ec2/routeTableAssociation:RouteTableAssociation", `association-${i}`, {
      subnetId: `subnet-${i}`,
      routeTableId: `rtb-${i}`,
    }),
  ];
}

/** Our components for a service and its task definition, with the resources that they make. */
function componentService(i: number): ReviewedResource[] {
  const ours = "slipway:index:Service";
  const definition = `${ours}$slipway:index:TaskDefinition`;
  const containers = [
    { name: "app", image: "nginx:1.27", memory: 512, environment: { DB_HOST: "db.internal" } },
  ];
  return [
    resource(ours, `orders-${i}`, { desiredCount: 2 }),
    resource(definition, `orders-${i}`, { cpu: 512, memory: 1024, containers }),
    resource(`${definition}$${TASK}`, `orders-${i}`, task(i)),
    resource(`${ours}$${SERVICE}`, `orders-${i}`, service(i)),
  ];
}

function task(i: number): object {
  const options = {
    "awslogs-group": "orders",
    "awslogs-region": "eu-west-1",
    "awslogs-stream-prefix": "app",
    mode: "non-blocking",
  };
  return {
    family: `orders-${i}`,
    requiresCompatibilities: ["FARGATE"],
    networkMode: "awsvpc",
    cpu: "512",
    memory: "1024",
    executionRoleArn: "arn:aws:iam::123456789012:role/execution",
    taskRoleArn: "arn:aws:iam::123456789012:role/task",
    containerDefinitions: JSON.stringify([
      {
        name: "app",
        image: "nginx:1.27",
        memory: 512,
        portMappings: [{ containerPort: 80 }],
        environment: [{ name: "DB_HOST", value: "db.internal" }],
        logConfiguration: { logDriver: "awslogs", options },
      },
    ]),
  };
}

function service(i: number): object {
  return {
    taskDefinition: `arn:aws:ecs:eu-west-1:123456789012:task-definition/orders-${i}:1`,
    launchType: "FARGATE",
    desiredCount: 2,
    deploymentCircuitBreaker: { enable: true, rollback: true },
    networkConfiguration: { subnets: [`subnet-${i}`], securityGroups: ["sg-1"] },
  };
}
