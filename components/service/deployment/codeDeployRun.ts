import type { CodeDeploy } from "@aws-sdk/client-codedeploy";
import type { ECS, Service as EcsService } from "@aws-sdk/client-ecs";

import type { AwsConnection } from "../../aws/awsConnection.js";
import { clientSettings } from "../../aws/awsConnection.js";
import type { Cancellation } from "../../dynamic/cancellation.js";
import { pause } from "../../dynamic/cancellation.js";
import type { DescribedDeployment, DescribedTarget } from "../rules/deployment/codeDeployResult.js";
import {
  failureText,
  hasEnded,
  hasSucceeded,
  progressText,
} from "../rules/deployment/codeDeployResult.js";
import type { DynamicPlace } from "../../dynamic/dynamicAccess.js";

/** A deployment by CodeDeploy, as plain data: these are the inputs of the resource that stands for it. */
export interface CodeDeployRun extends DynamicPlace {
  applicationName: string;
  deploymentGroupName: string;
  /** What is deployed, as JSON. */
  appSpec: string;
  /** ARN of the cluster. */
  cluster: string;
  /** Name of the ECS service. */
  service: string;
  timeoutMinutes: number;
  /** Whether to wait for the end. */
  wait: boolean;
}

/** Who hears of a run, and who ends it: a deployment that is cancelled is stopped and rolled back. */
export interface RunWatch extends Cancellation {
  /** Takes a line of progress. */
  say: (line: string) => unknown;
  pollMilliseconds: number;
}

interface Clients {
  codeDeploy: CodeDeploy;
  ecs: ECS;
}

/** How often CodeDeploy may refuse to say how a deployment is; each time the client has tried and waited already. */
const THROTTLED_LOOKS = 20;

/** Longest wait for the rollback of a deployment that failed, in milliseconds. */
const ROLLBACK_MILLISECONDS = 15 * 60_000;

/**
 * Starts a deployment and waits for its end.
 *
 * @returns Its id.
 * @throws {Error} if it failed, was stopped or rolled back, or did not end in time: it is stopped then, and rolled back.
 */
export async function deployNow(
  run: CodeDeployRun & AwsConnection,
  watch: RunWatch,
): Promise<string> {
  return withClients(run, async (clients) => {
    const { deploymentId = "" } = await clients.codeDeploy.createDeployment({
      applicationName: run.applicationName,
      deploymentGroupName: run.deploymentGroupName,
      revision: { revisionType: "AppSpecContent", appSpecContent: { content: run.appSpec } },
      description: "slipway",
    });
    if (!run.wait) return deploymentId;
    const deployment = await waitForEnd(clients, deploymentId, run, watch);
    if (hasSucceeded(deployment)) return deploymentId;
    const target = await describeTarget(clients, deploymentId);
    const rollback = await waitForRollback(clients, deployment, watch);
    throw new Error(failureText(deployment, target, rollback));
  });
}

/**
 * Waits until a service that was just made runs all its tasks and they are healthy: it has the revision already, and
 * there is nothing to deploy.
 *
 * @throws {Error} if it does not in time.
 */
export async function awaitService(
  run: CodeDeployRun & AwsConnection,
  watch: RunWatch,
): Promise<void> {
  if (!run.wait) return;
  const end = Date.now() + run.timeoutMinutes * 60_000;
  await withClients(run, async ({ ecs }) => {
    for (;;) {
      const { services = [] } = await ecs.describeServices({
        cluster: run.cluster,
        services: [run.service],
      });
      const [service] = services;
      const { runningCount = 0, desiredCount = 0, pendingCount = 0, events = [] } = service ?? {};
      if (service && runningCount >= desiredCount && pendingCount === 0 && isSteady(service)) {
        return;
      }
      if (watch.signal.aborted || Date.now() >= end) {
        const last = events[0]?.message ?? "no event says why";
        throw new Error(
          `service ${run.service} ran ${runningCount} of ${desiredCount} tasks${healthNote(service)} after ${waited(run, watch)}: ${last}`,
        );
      }
      await pause(watch.pollMilliseconds, watch.signal);
    }
  });
}

/** A task that runs may not be healthy to its load balancer yet; ECS says so of the task set. */
function isSteady({ taskSets = [] }: EcsService): boolean {
  return taskSets.every(({ stabilityStatus }) => stabilityStatus !== "STABILIZING");
}

function healthNote(service: EcsService | undefined): string {
  return service && !isSteady(service) ? ", which were not all healthy," : "";
}

function waited(run: CodeDeployRun, { signal }: RunWatch): string {
  return signal.aborted
    ? "the update was cancelled"
    : `'deployment.timeoutMinutes' ${run.timeoutMinutes}`;
}

async function withClients<T>(run: AwsConnection, use: (clients: Clients) => Promise<T>) {
  const [{ CodeDeploy }, { ECS }] = await Promise.all([
    import("@aws-sdk/client-codedeploy"),
    import("@aws-sdk/client-ecs"),
  ]);
  const clients = {
    codeDeploy: new CodeDeploy(clientSettings(run, "codedeploy")),
    ecs: new ECS(clientSettings(run, "ecs")),
  };
  try {
    return await use(clients);
  } finally {
    clients.codeDeploy.destroy();
    clients.ecs.destroy();
  }
}

/** Looks until the deployment has ended. One that takes too long, or whose update is cancelled, is stopped first. */
async function waitForEnd(
  clients: Clients,
  deploymentId: string,
  run: CodeDeployRun,
  watch: RunWatch,
): Promise<DescribedDeployment> {
  const end = Date.now() + run.timeoutMinutes * 60_000;
  let told = "";
  for (;;) {
    const deployment = await describe(clients, deploymentId);
    if (hasEnded(deployment)) return deployment;
    if (watch.signal.aborted || Date.now() >= end) return stop(clients, deploymentId, run, watch);
    const line = progressText(deployment, await describeTarget(clients, deploymentId));
    if (line !== told) watch.say(line);
    told = line;
    await pause(watch.pollMilliseconds, watch.signal);
  }
}

/** Stops a deployment and waits for that; one that has ended meanwhile stays as it is. */
async function stop(
  clients: Clients,
  deploymentId: string,
  run: CodeDeployRun,
  watch: RunWatch,
): Promise<DescribedDeployment> {
  const message = stopReason(run, watch);
  try {
    await clients.codeDeploy.stopDeployment({ deploymentId, autoRollbackEnabled: true });
  } catch (error) {
    if (error instanceof Error && error.name === "DeploymentAlreadyCompletedException") {
      return describe(clients, deploymentId);
    }
    throw error;
  }
  watch.say(`CodeDeploy ${deploymentId}: stopped and rolled back, as ${message}`);
  return {
    ...(await untilEnded(clients, deploymentId, watch)),
    status: "Stopped",
    errorInformation: { message },
    isRollbackRequested: true,
  };
}

function stopReason(run: CodeDeployRun, { signal }: RunWatch): string {
  if (signal.aborted) return "the update was cancelled";
  return `it had not ended after 'deployment.timeoutMinutes' ${run.timeoutMinutes}`;
}

async function waitForRollback(
  clients: Clients,
  { rollbackInfo }: DescribedDeployment,
  watch: RunWatch,
): Promise<DescribedDeployment | undefined> {
  const id = rollbackInfo?.rollbackDeploymentId;
  return id === undefined ? undefined : untilEnded(clients, id, watch);
}

/** Looks until a deployment that nobody stops any more has ended, or the process has to. */
async function untilEnded(
  clients: Clients,
  deploymentId: string,
  { pollMilliseconds, ending }: RunWatch,
): Promise<DescribedDeployment> {
  const end = Date.now() + ROLLBACK_MILLISECONDS;
  for (;;) {
    const deployment = await describe(clients, deploymentId);
    if (hasEnded(deployment) || ending.aborted || Date.now() >= end) return deployment;
    await pause(pollMilliseconds, ending);
  }
}

/** Looks at a deployment, again and again while the account asks too much of CodeDeploy: it goes on nevertheless. */
async function describe(
  { codeDeploy }: Clients,
  deploymentId: string,
): Promise<DescribedDeployment> {
  for (let refusals = 1; ; refusals++) {
    try {
      const { deploymentInfo = {} } = await codeDeploy.getDeployment({ deploymentId });
      return { ...deploymentInfo, deploymentId };
    } catch (error) {
      if (refusals >= THROTTLED_LOOKS || !isThrottling(error)) throw error;
    }
  }
}

function isThrottling(error: unknown): boolean {
  return error instanceof Error && /Throttl|TooManyRequests/.test(error.name);
}

/** What CodeDeploy does with the service. That it cannot be read must not end the wait, nor hide why it failed. */
async function describeTarget(
  { codeDeploy }: Clients,
  deploymentId: string,
): Promise<DescribedTarget> {
  try {
    const { targetIds = [] } = await codeDeploy.listDeploymentTargets({ deploymentId });
    if (targetIds.length === 0) return {};
    const { deploymentTargets = [] } = await codeDeploy.batchGetDeploymentTargets({
      deploymentId,
      targetIds,
    });
    return deploymentTargets[0]?.ecsTarget ?? {};
  } catch {
    return {};
  }
}
