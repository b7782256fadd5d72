/**
 * One deployment of a `Service` with strategy `external`: new tasks in the target group that is free, then the requests
 * step by step, then the old tasks go. Run it with the service's output `external` and the revision to deploy:
 *
 *   pulumi stack output external --json > external.json
 *   npx ts-node examples/external/shiftTraffic.ts external.json <task definition ARN> 10,50,100
 *
 * It changes no weight before the new tasks are healthy, and gives the requests back when anything fails.
 */
import type { ECS, TaskSet } from "@aws-sdk/client-ecs";
import type { ElasticLoadBalancingV2 } from "@aws-sdk/client-elastic-load-balancing-v2";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** The service's output `external`, as JSON. */
export interface ExternalService {
  clusterArn: string;
  serviceName: string;
  subnetIds: string[];
  securityGroupIds: string[];
  assignPublicIp: boolean;
  listenerRuleArn: string;
  targetGroupArns: string[];
  containerName: string;
  containerPort: number;
}

/** How the requests move. */
export interface Shift {
  /** ARN of the revision. */
  taskDefinition: string;
  /** Shares of the requests that the new tasks get, one step after the other, in percent; 100 is last. */
  percents: number[];
  /** Time between two steps, in which whoever watches may end this program. */
  stepMilliseconds: number;
  pollMilliseconds: number;
  /** Longest time that the new tasks may take to be healthy. */
  timeoutMilliseconds: number;
  say: (line: string) => void;
}

interface Clients {
  ecs: ECS;
  balancing: ElasticLoadBalancingV2;
}

/**
 * Carries one shift out.
 *
 * @returns Id of the task set that has the requests now.
 * @throws {Error} if the new tasks are not healthy in time, or AWS refuses a step: the old tasks have all requests then.
 */
export async function shiftTraffic(
  service: ExternalService,
  shift: Shift,
  clients: Clients,
): Promise<string> {
  const [oldGroup, newGroup] = await groupsByWeight(service, clients);
  const before = await taskSets(service, clients);
  const fresh = await createTaskSet(service, { ...shift, targetGroupArn: newGroup }, clients);
  try {
    await stable(service, fresh, shift, clients);
    for (const [i, percent] of shift.percents.entries()) {
      if (i > 0) await sleep(shift.stepMilliseconds);
      await weigh(service, [oldGroup, 100 - percent, newGroup, percent], clients);
      shift.say(`${percent} % of the requests go to task set ${fresh}`);
    }
    await clients.ecs.updateServicePrimaryTaskSet({ ...of(service), primaryTaskSet: fresh });
  } catch (error) {
    await weigh(service, [oldGroup, 100, newGroup, 0], clients);
    await clients.ecs.deleteTaskSet({ ...of(service), taskSet: fresh, force: true });
    throw error;
  }
  for (const { id } of before) {
    await clients.ecs.deleteTaskSet({ ...of(service), taskSet: id });
    shift.say(`task set ${id ?? ""} goes`);
  }
  return fresh;
}

function of({ clusterArn, serviceName }: ExternalService) {
  return { cluster: clusterArn, service: serviceName };
}

/** The group that has the requests, then the one that is free. */
async function groupsByWeight(
  { listenerRuleArn, targetGroupArns }: ExternalService,
  { balancing }: Clients,
): Promise<[string, string]> {
  const { Rules = [] } = await balancing.describeRules({ RuleArns: [listenerRuleArn] });
  const weighted = Rules[0]?.Actions?.[0]?.ForwardConfig?.TargetGroups ?? [];
  const [first = "", second = ""] = targetGroupArns;
  const isSecond = weighted.some((group) => group.TargetGroupArn === second && group.Weight !== 0);
  return isSecond ? [second, first] : [first, second];
}

async function taskSets(service: ExternalService, { ecs }: Clients): Promise<TaskSet[]> {
  const { services = [] } = await ecs.describeServices({
    cluster: service.clusterArn,
    services: [service.serviceName],
  });
  return services[0]?.taskSets ?? [];
}

async function createTaskSet(
  service: ExternalService,
  { taskDefinition, targetGroupArn }: Shift & { targetGroupArn: string },
  { ecs }: Clients,
): Promise<string> {
  const { containerName, containerPort } = service;
  const { taskSet } = await ecs.createTaskSet({
    ...of(service),
    taskDefinition,
    loadBalancers: [{ targetGroupArn, containerName, containerPort }],
    networkConfiguration: {
      awsvpcConfiguration: {
        subnets: service.subnetIds,
        securityGroups: service.securityGroupIds,
        assignPublicIp: service.assignPublicIp ? "ENABLED" : "DISABLED",
      },
    },
    scale: { unit: "PERCENT", value: 100 },
  });
  if (taskSet?.id === undefined) throw new Error("ECS made no task set");
  return taskSet.id;
}

/** Waits until all tasks of a task set run and are healthy. */
async function stable(
  service: ExternalService,
  id: string,
  { pollMilliseconds, timeoutMilliseconds, say }: Shift,
  clients: Clients,
): Promise<void> {
  const end = Date.now() + timeoutMilliseconds;
  for (;;) {
    const taskSet = (await taskSets(service, clients)).find((candidate) => candidate.id === id);
    if (taskSet?.stabilityStatus === "STEADY_STATE") return;
    const { runningCount = 0, computedDesiredCount = 0 } = taskSet ?? {};
    const progress = `${runningCount} of ${computedDesiredCount} tasks of task set ${id} run`;
    if (Date.now() >= end) throw new Error(`not healthy in time: ${progress}`);
    say(progress);
    await sleep(pollMilliseconds);
  }
}

async function weigh(
  { listenerRuleArn }: ExternalService,
  [oldGroup, oldWeight, newGroup, newWeight]: [string, number, string, number],
  { balancing }: Clients,
): Promise<void> {
  const TargetGroups = [
    { TargetGroupArn: oldGroup, Weight: oldWeight },
    { TargetGroupArn: newGroup, Weight: newWeight },
  ];
  const Actions = [{ Type: "forward" as const, ForwardConfig: { TargetGroups } }];
  await balancing.modifyRule({ RuleArn: listenerRuleArn, Actions });
}

async function main([file = "", taskDefinition = "", percents = "10,50,100"]: string[]) {
  const service = JSON.parse(readFileSync(file, "utf8")) as ExternalService;
  const { ECS } = await import("@aws-sdk/client-ecs");
  const { ElasticLoadBalancingV2 } = await import("@aws-sdk/client-elastic-load-balancing-v2");
  const clients = { ecs: new ECS(), balancing: new ElasticLoadBalancingV2() };
  const shift: Shift = {
    taskDefinition,
    percents: percents.split(",").map(Number),
    stepMilliseconds: 60_000,
    pollMilliseconds: 10_000,
    timeoutMilliseconds: 20 * 60_000,
    say: (line) => process.stdout.write(`${line}\n`),
  };
  await shiftTraffic(service, shift, clients);
}

if (require.main === module) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
