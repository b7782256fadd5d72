import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { Clock } from "../run/clock.js";
import { StackTimeout } from "../run/stackTimer.js";
import type { DeploymentsApi, ShownDeployment } from "./deploymentsApi.js";
import type { StackDeployment } from "./stackDeployment.js";

const FIRST_POLL_MILLISECONDS = 1000;
const LONGEST_POLL_MILLISECONDS = 15_000;

/** By which pauses grow while nothing is new. */
const POLL_GROWTH = 1.5;

/** In which a deployment that was cancelled has to be at its end. */
const CANCEL_MILLISECONDS = 120_000;

/** States in which nothing has begun. */
const QUEUED = ["not-started", "accepted"];

const ENDED = ["succeeded", "failed", "skipped"];

/** Who watches over a deployment. */
export interface DeploymentWatch {
  clock: Clock;
  /** From 0 to 1. */
  random: () => number;
  /** Aborting it cancels what has not begun to change anything, or takes too long. */
  signal: AbortSignal;
  /** Aborting it cancels a running update too, which leaves what it was about. */
  killSignal?: AbortSignal | undefined;
  onLine: (line: string) => void;
  onEvent: (event: EngineEvent) => void;
}

/** How a deployment ended. */
export type DeploymentEnd = Extract<
  StackDeployment["state"],
  "succeeded" | "failed" | "skipped" | "cancelled"
>;

/** Waits for the end of a deployment, tells what it logs and what its engine reports, and cancels it at most once. */
export async function followDeployment(
  api: DeploymentsApi,
  deployment: StackDeployment,
  watch: DeploymentWatch,
): Promise<DeploymentEnd> {
  const { clock, random, signal, killSignal } = watch;
  const log = new Log(api, deployment.id, watch);
  let pause = FIRST_POLL_MILLISECONDS;
  let cancelledAt: number | undefined;
  for (;;) {
    const shown = await api.get(deployment.id);
    const isEnded = ENDED.includes(shown.status);
    const isNew = await log.read(shown, isEnded);
    if (isEnded) return endOf(shown, cancelledAt !== undefined);
    if (cancelledAt === undefined && isToCancel(deployment, shown, watch)) {
      await api.cancel(deployment.id);
      cancelledAt = clock.now();
      pause = FIRST_POLL_MILLISECONDS;
    }
    if (cancelledAt !== undefined && clock.now() - cancelledAt > CANCEL_MILLISECONDS)
      return "cancelled";
    pause = isNew
      ? FIRST_POLL_MILLISECONDS
      : Math.min(LONGEST_POLL_MILLISECONDS, pause * POLL_GROWTH);
    // Wakes at a request to cancel that it has not heard of.
    const waits = [signal, killSignal].filter((each) => each?.aborted === false);
    const wake = cancelledAt === undefined && waits.length > 0;
    await clock.sleep(
      Math.ceil(pause * (0.75 + random() / 4)),
      wake ? AbortSignal.any(waits.filter((each) => each !== undefined)) : undefined,
    );
  }
}

/**
 * A request to cancel ends what changes nothing, and what is queued. A running update goes on to its end, as on this machine,
 * since the service stops it at once: unless somebody insists, or it takes too long.
 */
function isToCancel(
  { operation }: StackDeployment,
  { status }: ShownDeployment,
  { signal, killSignal }: DeploymentWatch,
): boolean {
  if (killSignal?.aborted === true) return true;
  if (!signal.aborted) return false;
  return (
    operation === "preview" || QUEUED.includes(status) || signal.reason instanceof StackTimeout
  );
}

/** What was cancelled says that it failed, or was skipped. */
function endOf({ status }: ShownDeployment, isCancelled: boolean): DeploymentEnd {
  if (status === "succeeded") return "succeeded";
  if (isCancelled) return "cancelled";
  return status === "skipped" ? "skipped" : "failed";
}

/** What a deployment tells, each part once. */
class Log {
  private logToken = "";
  private isLogRead = false;
  private readonly events = new Map<string, { token: string; isRead: boolean }>();

  constructor(
    private readonly api: DeploymentsApi,
    private readonly id: string,
    private readonly watch: Pick<DeploymentWatch, "onLine" | "onEvent" | "clock">,
  ) {}

  /** Reads what is new; gives whether there was something. */
  public async read(shown: ShownDeployment, isEnded: boolean): Promise<boolean> {
    let isNew = await this.readLog();
    // What one deployment is shown as has them by its description, and has them not by its schema.
    const updates = shown.updates ?? (await this.updatesOf(shown));
    for (const { updateID } of updates) {
      isNew = (await this.readEvents(updateID, isEnded)) || isNew;
    }
    return isNew;
  }

  private async updatesOf({ id, status }: ShownDeployment): ReturnType<DeploymentsApi["updates"]> {
    return QUEUED.includes(status) ? [] : this.api.updates(id);
  }

  /** A page that leads to itself is the last so far. */
  private async readLog(): Promise<boolean> {
    let isNew = false;
    while (!this.isLogRead) {
      const { lines = [], nextToken = "" } = await this.api.logs(this.id, this.logToken);
      for (const { header, line } of lines) this.watch.onLine(header ? `${header}:` : (line ?? ""));
      isNew ||= lines.length > 0;
      if (nextToken === this.logToken) break;
      if (nextToken === "") this.isLogRead = true;
      this.logToken = nextToken;
    }
    return isNew;
  }

  /** An engine that has ended may have told more than is there yet: its last page says so. */
  private async readEvents(updateId: string, isEnded: boolean): Promise<boolean> {
    const place = this.events.get(updateId) ?? { token: "", isRead: false };
    this.events.set(updateId, place);
    let isNew = false;
    for (let stale = 0; !place.isRead && stale <= (isEnded ? MOST_STALE : 0); ) {
      const { events = [], continuationToken } = await this.api.events(updateId, place.token);
      events.forEach((event) => {
        this.watch.onEvent(event);
      });
      isNew ||= events.length > 0;
      if (continuationToken === null || continuationToken === undefined) place.isRead = true;
      else if (events.length === 0) {
        stale += 1;
        if (isEnded && stale <= MOST_STALE) await this.watch.clock.sleep(FIRST_POLL_MILLISECONDS);
      }
      place.token = continuationToken ?? place.token;
    }
    return isNew;
  }
}

/** Looks for the last events of an engine whose deployment has ended. */
const MOST_STALE = 5;
