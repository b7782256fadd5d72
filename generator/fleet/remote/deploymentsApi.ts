import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { ExportedDeployment } from "../run/repair/pendingCreates.js";
import { type CloudCalls, CloudError } from "./cloudCalls.js";
import type { DeploymentRequest } from "./deploymentRequest.js";

/** A deployment as the API shows it. */
export interface ShownDeployment {
  id: string;
  /** `not-started`, `accepted`, `running`, `failed`, `succeeded` or `skipped`. */
  status: string;
  /** Counts the deployments of a stack. */
  version: number;
  pulumiOperation: string;
  requestedBy?: { githubLogin?: string };
  /** The runs of the engine that it has begun; absent where they are asked for by themselves. */
  updates?: readonly { updateID: string }[];
}

/** A part of a deployment's log. */
export interface LogPage {
  lines?: readonly { header?: string; line?: string }[];
  /** Empty when there is no more to come. */
  nextToken?: string;
}

/** A part of what the engine reports. */
export interface EventPage {
  events?: readonly EngineEvent[];
  /** Nothing when the engine has ended, and all is told. */
  continuationToken?: string | null;
}

/** Names a stack in Pulumi Cloud. */
export interface CloudStack {
  organization: string;
  project: string;
  stack: string;
}

/** Who asks, in the console. */
const INITIATOR = { "X-Pulumi-Deployment-Initiator": "slipway" };

/**
 * The deployments of one stack.
 *
 * @see https://www.pulumi.com/docs/reference/cloud-rest-api/deployments/
 */
export class DeploymentsApi {
  private readonly path: string;

  constructor(
    private readonly calls: CloudCalls,
    { organization, project, stack }: CloudStack,
  ) {
    this.path = `/api/stacks/${[organization, project, stack].map(encodeURIComponent).join("/")}`;
  }

  /** Begins one. It must not be repeated without a look. */
  public create(request: DeploymentRequest): Promise<{ id: string; consoleUrl?: string }> {
    return this.calls.post(`${this.path}/deployments`, request, INITIATOR);
  }

  /** The last ones, the latest first. */
  public async latest(count: number): Promise<readonly ShownDeployment[]> {
    const { deployments = [] } = await this.calls.get<{ deployments?: ShownDeployment[] }>(
      `${this.path}/deployments?page=1&pageSize=${count}`,
    );
    return deployments;
  }

  public get(id: string): Promise<ShownDeployment> {
    return this.calls.get(`${this.path}/deployments/${encodeURIComponent(id)}`);
  }

  /** The runs of the engine that it has begun. */
  public updates(id: string): Promise<readonly { updateID: string }[]> {
    return this.calls.get(`${this.path}/deployments/${encodeURIComponent(id)}/updates`);
  }

  /** What it logs, from a token on. */
  public logs(id: string, token: string): Promise<LogPage> {
    const query = token === "" ? "" : `?continuationToken=${encodeURIComponent(token)}`;
    return this.calls.get(`${this.path}/deployments/${encodeURIComponent(id)}/logs${query}`);
  }

  /** What a run of the engine reports, from a token on. */
  public events(updateId: string, token: string): Promise<EventPage> {
    const query = token === "" ? "" : `?continuationToken=${encodeURIComponent(token)}`;
    return this.calls.get(`${this.path}/update/${encodeURIComponent(updateId)}/events${query}`);
  }

  /** Ends one: that of a queued one never begins, a running one is stopped at once. */
  public async cancel(id: string): Promise<void> {
    try {
      await this.calls.repeatablePost(`${this.path}/deployments/${encodeURIComponent(id)}/cancel`);
    } catch (error) {
      // It is neither queued nor running any more: it has ended meanwhile.
      if (!(error instanceof CloudError) || error.status !== 404) throw error;
    }
  }

  /** The state. */
  public async state(): Promise<ExportedDeployment | undefined> {
    const { deployment } = await this.calls.get<{ deployment?: ExportedDeployment | null }>(
      `${this.path}/export`,
    );
    return deployment ?? undefined;
  }

  /** Waits before another try of what failed. */
  public get pause(): CloudCalls["pause"] {
    return this.calls.pause.bind(this.calls);
  }
}
