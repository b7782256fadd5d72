import { EventCollector } from "../../automation/eventCollector.js";
import type { EngineFact } from "../../automation/engineFact.js";
import { type OperationError, reportedErrors } from "../../automation/failure.js";
import type { ProgressEvent } from "../../automation/progress.js";
import type { FleetStack } from "../manifest/fleetStack.js";
import { beginDeployment, foundDeployment } from "./beginDeployment.js";
import type { DeploymentsApi } from "./deploymentsApi.js";
import type { RemoteRequest } from "./deploymentRequest.js";
import { type DeploymentEnd, followDeployment } from "./followDeployment.js";
import type { RemoteFleet } from "./remoteFleet.js";
import { shownText } from "./shownText.js";
import type { DeploymentOperation, StackDeployment } from "./stackDeployment.js";

/** Who hears of a deployment, and who may cancel it. */
export interface RemoteWatch {
  signal: AbortSignal;
  killSignal?: AbortSignal | undefined;
  onProgress?: ((event: ProgressEvent) => void) | undefined;
  onDeployment?: ((deployment: StackDeployment) => void) | undefined;
}

/** A deployment, after its end. */
export interface EndedDeployment {
  deployment: StackDeployment;
  end: DeploymentEnd;
  /** What its engine reported. */
  facts: readonly EngineFact[];
  /** Why it failed, as far as that is told. */
  errors: OperationError[];
}

/** Of a log, as many lines are told with a failure. */
const MOST_LINES = 20;

/** The deployments of one stack, one after the other. */
export class RemoteOperations {
  public readonly api: DeploymentsApi;

  constructor(
    private readonly fleet: RemoteFleet,
    stack: FleetStack,
    private readonly asked: RemoteRequest,
    private readonly watch: RemoteWatch,
  ) {
    this.api = fleet.apiOf(stack);
  }

  /** Begins a deployment and waits for its end; nothing where it was cancelled before it began. */
  public async run(operation: DeploymentOperation): Promise<EndedDeployment | undefined> {
    const { request, inputHash } = this.asked;
    const begun = await beginDeployment(this.beginner(), { operation, ...request }, inputHash);
    return begun && this.follow(begun);
  }

  /** Waits for the end of a deployment that an earlier process began; nothing where there is none. */
  public async attach(earlier: StackDeployment): Promise<EndedDeployment | undefined> {
    const found = await foundDeployment(this.beginner(), earlier);
    return found && this.follow(found);
  }

  private beginner() {
    return {
      ...{ api: this.api, login: this.fleet.login },
      tell: this.tell,
      isCancelled: () => this.watch.signal.aborted,
    };
  }

  private readonly tell = (deployment: StackDeployment): void => {
    this.watch.onDeployment?.(deployment);
  };

  private async follow(deployment: StackDeployment): Promise<EndedDeployment> {
    const { clock, random } = this.fleet;
    const { signal, killSignal, onProgress } = this.watch;
    const { operation } = deployment;
    const phase = operation === "destroy" || operation === "update" ? operation : "preview";
    const events = new EventCollector(phase, { onProgress });
    const lines: string[] = [];
    onProgress?.({ kind: "phase", phase });
    const end = await followDeployment(this.api, deployment, {
      ...{ clock, random, signal, killSignal },
      onEvent: (event) => {
        events.add(event);
      },
      onLine: (line) => {
        const text = shownText(line, this.asked.secrets);
        if (text === "") return;
        lines.push(text);
        if (lines.length > MOST_LINES) lines.shift();
        onProgress?.({ kind: "message", severity: "info", urn: "", text });
      },
    });
    const ended = { ...deployment, state: end };
    this.tell(ended);
    const errors = end === "succeeded" ? [] : errorsOf(events.facts, ended, lines);
    return { deployment: ended, end, facts: events.facts, errors };
  }
}

/** What the engine says went wrong, or else the end of the log: a program that cannot be had has no engine. */
function errorsOf(
  facts: readonly EngineFact[],
  { operation, id, url, state }: StackDeployment,
  lines: readonly string[],
): OperationError[] {
  const about = `the deployment ${url === "" ? id : url} (${operation}) ${HOW[state] ?? state}`;
  const told = reportedErrors(facts);
  if (told.length > 0) return [...told, { urn: "", message: about }];
  return [{ urn: "", message: [about, ...lines].join("\n") }];
}

const HOW: Partial<Record<StackDeployment["state"], string>> = {
  failed: "has failed",
  skipped: "was skipped: somebody has cancelled it, or deployments are paused",
  cancelled: "was cancelled",
};
