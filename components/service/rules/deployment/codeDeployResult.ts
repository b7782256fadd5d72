/** A deployment as CodeDeploy describes it; it leaves fields out. */
export interface DescribedDeployment {
  deploymentId?: string | undefined;
  status?: string | undefined;
  errorInformation?: { code?: string | undefined; message?: string | undefined } | undefined;
  rollbackInfo?:
    | { rollbackDeploymentId?: string | undefined; rollbackMessage?: string | undefined }
    | undefined;
  /** Whether we told CodeDeploy to go back. */
  isRollbackRequested?: boolean | undefined;
}

/** What CodeDeploy has done with the service so far; it leaves fields out. */
export interface DescribedTarget {
  lifecycleEvents?:
    | readonly {
        lifecycleEventName?: string | undefined;
        status?: string | undefined;
        diagnostics?: { message?: string | undefined } | undefined;
      }[]
    | undefined;
  taskSetsInfo?:
    | readonly {
        taskSetLabel?: string | undefined;
        trafficWeight?: number | undefined;
        runningCount?: number | undefined;
        desiredCount?: number | undefined;
      }[]
    | undefined;
}

const ENDED = ["Succeeded", "Failed", "Stopped"];

/** Whether CodeDeploy does nothing more in a deployment. */
export function hasEnded({ status = "" }: DescribedDeployment): boolean {
  return ENDED.includes(status);
}

/** Whether a deployment brought its revision in. */
export function hasSucceeded({ status }: DescribedDeployment): boolean {
  return status === "Succeeded";
}

/** One line of how far a deployment is. */
export function progressText(deployment: DescribedDeployment, target: DescribedTarget): string {
  const { deploymentId = "", status = "" } = deployment;
  const events = target.lifecycleEvents ?? [];
  const running = events.find((event) => event.status === "InProgress");
  const step = running?.lifecycleEventName;
  const green = target.taskSetsInfo?.find(({ taskSetLabel }) => taskSetLabel === "Green");
  const parts = [`CodeDeploy ${deploymentId}: ${status}`];
  if (step !== undefined) parts.push(step);
  if (green) {
    const { runningCount = 0, desiredCount = 0, trafficWeight = 0 } = green;
    parts.push(`${runningCount} of ${desiredCount} new tasks run, ${trafficWeight} % of requests`);
  }
  return parts.join(", ");
}

/**
 * Why a deployment did not bring its revision in, and what runs now.
 *
 * @param rollback The deployment that took it back, where there is one.
 */
export function failureText(
  deployment: DescribedDeployment,
  target: DescribedTarget,
  rollback: DescribedDeployment | undefined,
): string {
  const { deploymentId = "", status = "", errorInformation } = deployment;
  const { code, message } = errorInformation ?? {};
  const verb = status === "Stopped" ? "was stopped" : "failed";
  const broken = target.lifecycleEvents?.find((event) => event.status === "Failed");
  const at = broken?.lifecycleEventName === undefined ? "" : ` at ${broken.lifecycleEventName}`;
  const reasons = [code, message, broken?.diagnostics?.message].filter(
    (reason) => reason !== undefined && reason !== "",
  );
  const because = reasons.length > 0 ? `: ${reasons.join(": ")}` : ", without a reason";
  return `CodeDeploy deployment ${deploymentId} ${verb}${at}${because}; ${afterwards(deployment, rollback)}`;
}

function afterwards(
  { isRollbackRequested = false }: DescribedDeployment,
  rollback: DescribedDeployment | undefined,
): string {
  if (rollback === undefined) {
    return isRollbackRequested ? "CodeDeploy is rolling it back" : "it was not rolled back";
  }
  const { deploymentId = "", errorInformation, status = "" } = rollback;
  if (hasSucceeded(rollback)) {
    return `the revision before it runs again (rolled back by ${deploymentId})`;
  }
  if (!hasEnded(rollback)) return `the rollback ${deploymentId} has not ended yet (${status})`;
  const why = errorInformation?.message ?? "no reason given";
  return `the rollback ${deploymentId} failed too: ${why}`;
}
