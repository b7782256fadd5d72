import type { DescribeServicesCommandOutput, ECS, Task } from "@aws-sdk/client-ecs";

import type { AwsConnection } from "../aws/awsConnection.js";
import { clientSettings } from "../aws/awsConnection.js";
import type {
  DeploymentFact,
  ServiceDeploymentFact,
  ServiceSnapshot,
  StoppedTaskFact,
} from "./rules/serviceSnapshot.js";
import { isSameRevision } from "./rules/serviceSnapshot.js";
import type { CallOptions } from "./inspectionPart.js";
import { errorText, inspectionPart } from "./inspectionPart.js";
import { inspectTargets } from "./inspectTargets.js";
import { endOfLog } from "./taskLog.js";

type Service = NonNullable<DescribeServicesCommandOutput["services"]>[number];

/** Which service to look at, and what for. */
export interface Inspection {
  cluster: string;
  /** Name or ARN of the service. */
  service: string;
  /** The revision that the program asked for. */
  wantedTaskDefinition?: string | undefined;
  /** The moment at which the deployment began: what is older does not count. Default: an hour ago. */
  since?: Date | undefined;
  /** Milliseconds that each part may take, with its repetitions. Default: 20 seconds. */
  partMilliseconds?: number | undefined;
}

/** How long ECS keeps stopped tasks. */
const HOUR = 3_600_000;
const PART_MILLISECONDS = 20_000;
const EVENTS = 20;
const STOPPED_TASKS = 20;

/**
 * Asks AWS for everything that tells how a service is. Each part may fail by itself, which the snapshot then says.
 *
 * @throws {Error} if ECS does not say how the service is: without that there is nothing to judge.
 */
export async function inspectService(
  connection: AwsConnection,
  inspection: Inspection,
): Promise<ServiceSnapshot> {
  const { ECS: Client } = await import("@aws-sdk/client-ecs");
  const ecs = new Client(clientSettings(connection, "ecs"));
  const patience = inspection.partMilliseconds ?? PART_MILLISECONDS;
  const unavailable: string[] = [];
  const part = inspectionPart(patience, unavailable);
  try {
    const service = await describeService(ecs, inspection, patience);
    const facts = serviceFacts(service, inspection);
    if (!service) return { ...facts, unavailable };
    const [stoppedTasks, serviceDeployment, targets] = await Promise.all([
      part("stopped tasks", (options) => stoppedTasksOf(ecs, inspection, options)),
      part("the record of the deployment", (options) => recordOf(ecs, inspection, options)),
      inspectTargets(connection, service, part),
    ]);
    const tasks = stoppedTasks ?? [];
    const logLines = await part("the log", () => logOf(connection, ecs, facts, tasks));
    return {
      ...facts,
      ...targets,
      stoppedTasks: tasks,
      serviceDeployment,
      logLines: logLines ?? [],
      unavailable,
    };
  } finally {
    ecs.destroy();
  }
}

async function describeService(
  ecs: ECS,
  { cluster, service }: Inspection,
  patience: number,
): Promise<Service | undefined> {
  const options = { abortSignal: AbortSignal.timeout(patience) };
  try {
    const { services = [] } = await ecs.describeServices({ cluster, services: [service] }, options);
    return services[0];
  } catch (error) {
    throw new Error(`ECS does not say how the service is: ${errorText(error)}`, { cause: error });
  }
}

function serviceFacts(service: Service | undefined, inspection: Inspection): ServiceSnapshot {
  const since = sinceOf(inspection);
  return {
    service: service?.serviceName ?? inspection.service.split("/").pop() ?? "",
    cluster: inspection.cluster.split("/").pop() ?? "",
    status: service?.status,
    wantedTaskDefinition: inspection.wantedTaskDefinition,
    taskDefinition: runningRevision(service),
    desiredCount: service?.desiredCount ?? 0,
    runningCount: service?.runningCount ?? 0,
    registeredTargetGroups: (service?.loadBalancers ?? []).flatMap(
      ({ targetGroupArn }) => targetGroupArn ?? [],
    ),
    deployments: deploymentsOf(service),
    serviceDeployment: undefined,
    events: (service?.events ?? [])
      .filter(({ createdAt }) => createdAt !== undefined && createdAt >= since)
      .slice(0, EVENTS)
      .map(({ message }) => message ?? ""),
    stoppedTasks: [],
    targetGroups: [],
    listenerRules: [],
    logLines: [],
    unavailable: [],
  };
}

function sinceOf({ since }: Inspection): Date {
  return since ?? new Date(Date.now() - HOUR);
}

/** With another controller than ECS the primary task set has the revision, and the service an old one. */
function runningRevision(service: Service | undefined): string | undefined {
  const primary = service?.taskSets?.find(({ status }) => status === "PRIMARY");
  return primary?.taskDefinition ?? service?.taskDefinition;
}

function deploymentsOf(service: Service | undefined): DeploymentFact[] {
  const deployments = service?.deployments ?? [];
  const taskSets = (service?.taskSets ?? []).map((taskSet) => ({
    ...taskSet,
    rolloutState: taskSet.stabilityStatus === "STABILIZING" ? "IN_PROGRESS" : "COMPLETED",
    rolloutStateReason: undefined,
    failedTasks: 0,
  }));
  return [...deployments, ...taskSets]
    .map((each) => ({
      id: each.id ?? "",
      status: each.status ?? "",
      taskDefinition: each.taskDefinition ?? "",
      createdAt: each.createdAt,
      rolloutState: each.rolloutState,
      rolloutStateReason: each.rolloutStateReason,
      failedTasks: each.failedTasks ?? 0,
    }))
    .sort((a, b) => Number(b.status === "PRIMARY") - Number(a.status === "PRIMARY"));
}

async function stoppedTasksOf(
  ecs: ECS,
  inspection: Inspection,
  options: CallOptions,
): Promise<StoppedTaskFact[]> {
  const { cluster } = inspection;
  const serviceName = inspection.service.split("/").pop();
  const list = { cluster, serviceName, desiredStatus: "STOPPED" as const };
  const { taskArns = [] } = await ecs.listTasks(list, options);
  if (taskArns.length === 0) return [];
  const { tasks = [] } = await ecs.describeTasks({ cluster, tasks: taskArns }, options);
  const since = sinceOf(inspection);
  return tasks
    .filter(({ stoppedAt, stoppingAt }) => (stoppedAt ?? stoppingAt ?? since) >= since)
    .sort((a, b) => Number(b.stoppedAt ?? 0) - Number(a.stoppedAt ?? 0))
    .slice(0, STOPPED_TASKS)
    .map(stoppedTaskFact);
}

function stoppedTaskFact(task: Task): StoppedTaskFact {
  return {
    taskArn: task.taskArn ?? "",
    taskDefinition: task.taskDefinitionArn ?? "",
    stopCode: task.stopCode,
    stoppedReason: task.stoppedReason,
    containers: (task.containers ?? []).map(({ name, exitCode, reason }) => ({
      name: name ?? "",
      exitCode,
      reason,
    })),
  };
}

/** How the deployment that began at `since` ended. Without it, an old one would be taken for the present one. */
async function recordOf(
  ecs: ECS,
  { cluster, service, since }: Inspection,
  options: CallOptions,
): Promise<ServiceDeploymentFact | undefined> {
  if (since === undefined) return undefined;
  const { serviceDeployments = [] } = await ecs.listServiceDeployments(
    { cluster, service, createdAt: { after: since } },
    options,
  );
  const [newest] = serviceDeployments.sort(
    (a, b) => Number(b.createdAt ?? 0) - Number(a.createdAt ?? 0),
  );
  return newest && { status: newest.status ?? "", statusReason: newest.statusReason };
}

/** The end of the log of the newest task of the wanted revision that failed. */
async function logOf(
  connection: AwsConnection,
  ecs: ECS,
  { wantedTaskDefinition: wanted }: ServiceSnapshot,
  tasks: StoppedTaskFact[],
): Promise<string[]> {
  const task = tasks.find(
    ({ taskDefinition }) => wanted === undefined || isSameRevision(taskDefinition, wanted),
  );
  const container =
    task?.containers.find(({ exitCode }) => exitCode !== undefined && exitCode !== 0) ??
    task?.containers[0];
  if (!task || !container) return [];
  return endOfLog(connection, ecs, { ...task, container: container.name });
}
