import { isConflict } from "../../automation/failure.js";
import { type PlannedOperation, plannedOperations } from "../../automation/plannedOperations.js";
import { secondsSince } from "../../automation/operationResult.js";
import { changesOf, isUnchanged, policyResult } from "../../automation/report.js";
import { refusedMoves } from "../../automation/strategyMoves.js";
import type { Violation } from "../../../policies/pack.js";
import { judgeOffline } from "./judgeOffline.js";
import { endOfError } from "../run/endOfError.js";
import { type ExportedDeployment, pendingCreates } from "../run/repair/pendingCreates.js";
import {
  endWithout,
  type PlannedStack,
  type StackEnd,
  type StackRunner,
  type StackTask,
  type StackWatch,
} from "../run/stackRunner.js";
import type { CloudStack } from "./deploymentsApi.js";
import type { RemoteFleet } from "./remoteFleet.js";
import { type EndedDeployment, RemoteOperations } from "./remoteOperation.js";
import type { RemoteRequest } from "./deploymentRequest.js";
import { mayGoOn } from "./stackDeployment.js";
import { isMandatory } from "../../../policies/rule.js";

/** Hands the work on each stack to Pulumi Deployments, and watches over it. */
export function remoteRunner(fleet: RemoteFleet): StackRunner {
  return async (task, watch) => {
    const { stack } = task.stack;
    const asked = fleet.requests.get(task.stack.id);
    if (asked === undefined) return endWithout(stack, "failed", "it is none of the fleet's stacks");
    try {
      return await new RemoteWork(fleet, task, watch, asked).run();
    } catch (error) {
      const { status, message } = endOfError(error);
      return endWithout(stack, status, message);
    }
  };
}

/** The work on one stack. */
class RemoteWork {
  private readonly startedAt = Date.now();
  private readonly operations: RemoteOperations;

  constructor(
    private readonly fleet: RemoteFleet,
    private readonly task: StackTask,
    private readonly watch: StackWatch,
    private readonly asked: RemoteRequest,
  ) {
    this.operations = new RemoteOperations(fleet, task.stack, asked, watch);
  }

  public async run(): Promise<StackEnd> {
    const { operation, refresh, repairSince } = this.task;
    const earlier = await this.earlier();
    if (earlier) return earlier;
    if (repairSince !== undefined) {
      const problem = this.repairProblem(await this.operations.api.state());
      if (problem !== undefined) return this.without("unrepaired", problem);
    }
    if (refresh) {
      const stop = this.stopAfter(await this.operations.run("refresh"));
      if (stop) return stop;
    }
    return operation === "up" ? await this.update() : await this.destroy();
  }

  /** Waits for what an earlier process has begun; nothing where that is not all that there is to do. */
  private async earlier(): Promise<StackEnd | undefined> {
    const { deployment, operation } = this.task;
    if (deployment === undefined) return undefined;
    const isChange = deployment.operation === CHANGE[operation];
    // What only reads may go on.
    if (!mayGoOn(deployment) || deployment.operation === "preview") return undefined;
    const ended = await this.operations.attach(deployment);
    if (ended === undefined) return undefined;
    if (ended.end === "cancelled") return this.endOf(ended);
    const isDone = isChange && ended.end === "succeeded";
    return isDone && deployment.inputHash === this.asked.inputHash ? this.endOf(ended) : undefined;
  }

  private async update(): Promise<StackEnd> {
    const violations = await this.violations();
    if (violations.length > 0) return { ...this.without("blocked", ""), errors: [], violations };
    const preview = await this.operations.run("preview");
    const stop = this.stopAfter(preview);
    if (stop || !preview) return stop ?? this.without("cancelled", "cancelled before it began");
    const refused = refusedMoves(preview.facts);
    if (refused.length > 0) return { ...this.without("failed", ""), errors: refused };
    const changes = changesOf(preview.facts);
    const planned = { changes, operations: plannedOperations(preview.facts) };
    if (!isUnchanged(changes)) {
      const declined = await this.declined(planned);
      if (declined) return declined;
    }
    return this.change("update");
  }

  private async destroy(): Promise<StackEnd> {
    const operations = removals(await this.operations.api.state());
    const declined = await this.declined({ changes: { delete: operations.length }, operations });
    return declined ?? this.change("destroy");
  }

  private async violations(): Promise<readonly Violation[]> {
    const { policies = "offline" } = this.fleet.settings;
    if (policies === "organization") return [];
    const { violations } = await judgeOffline(this.task.stack, this.task, this.watch.signal);
    return violations.filter(isMandatory);
  }

  private async declined(planned: PlannedStack): Promise<StackEnd | undefined> {
    const approved = await this.watch.approve(planned);
    if (this.watch.signal.aborted) return this.without("cancelled", "cancelled before its change");
    return approved ? undefined : this.without("declined", "");
  }

  private async change(operation: "update" | "destroy"): Promise<StackEnd> {
    const ended = await this.operations.run(operation);
    if (ended === undefined) return this.without("cancelled", "cancelled before it began");
    return this.endOf(ended);
  }

  /** How the stack's work ended by its change. */
  private async endOf(ended: EndedDeployment): Promise<StackEnd> {
    const { facts, end, deployment } = ended;
    const changes = changesOf(facts);
    const stop = this.stopAfter(ended);
    if (stop) {
      const { pending_operations = [] } = (await this.stateAfterFailure()) ?? {};
      const pendingOperations = pending_operations.map(({ type, resource }) => {
        return { urn: resource.urn, operation: type };
      });
      return { ...stop, changes, pendingOperations };
    }
    const done = { ...this.without("failed", ""), errors: [], changes };
    if (deployment.operation === "destroy") return { ...done, status: "destroyed" };
    return {
      ...done,
      status: end === "succeeded" && isUnchanged(changes) ? "unchanged" : "updated",
    };
  }

  /** A state that cannot be read does not take the place of the failure before. */
  private stateAfterFailure(): Promise<ExportedDeployment | undefined> {
    return this.operations.api.state().catch(() => undefined);
  }

  /** Why the work ends after a deployment; nothing where it goes on. */
  private stopAfter(ended: EndedDeployment | undefined): StackEnd | undefined {
    if (ended === undefined) return this.without("cancelled", "cancelled before it began");
    const { end, errors, facts } = ended;
    if (end === "succeeded") return undefined;
    const violations = policyResult(facts).violations.filter(isMandatory);
    const stopped = { ...this.without("failed", ""), errors };
    if (end === "cancelled") return { ...stopped, status: "cancelled" };
    if (errors.some(({ message }) => isConflict(message)))
      return { ...stopped, status: "conflict" };
    if (violations.length > 0) return { ...stopped, status: "blocked", violations };
    return stopped;
  }

  /** Whether the state has creations of unknown end: only there, with the role of the deployment, can they be looked up. */
  private repairProblem(state: ExportedDeployment | undefined): string | undefined {
    const unknown = state ? pendingCreates(state) : [];
    if (unknown.length === 0) return undefined;
    const name = cloudName({ ...this.task.stack, organization: this.fleet.settings.organization });
    return [
      `the state has ${unknown.length} creations of unknown end; look whether these are there:`,
      ...unknown.map(({ urn }) => urn),
      `then 'pulumi refresh --stack ${name} --import-pending-creates <urn> <id>' for those that are, and ` +
        "'--clear-pending-creates' for the rest",
    ].join("\n");
  }

  private without(status: StackEnd["status"], message: string): StackEnd {
    const end = endWithout(this.task.stack.stack, status, message);
    return { ...end, durationSeconds: secondsSince(this.startedAt) };
  }
}

const CHANGE = { up: "update", destroy: "destroy" } as const;

function cloudName({ organization, project, stack }: CloudStack): string {
  return [organization, project, stack].join("/");
}

/** What a destroy deletes: a state says it, and Deployments has no preview of it. */
function removals(state: ExportedDeployment | undefined): PlannedOperation[] {
  return (state?.resources ?? [])
    .filter(({ custom, type }) => custom === true && !type.startsWith("pulumi:"))
    .map(({ urn, type }) => ({ urn, type, operation: "delete" }));
}
