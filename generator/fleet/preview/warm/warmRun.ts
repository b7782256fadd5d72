import type { ChildRequest, ChildResponse } from "../../../offline/childMessage.js";
import { timedOut } from "../../../offline/childMessage.js";
import type { OfflineRun } from "../../../offline/offlineRun.js";
import { openThings, sayWhatIsOpen } from "../../../offline/program/programEnd.js";
import type { ProcessState } from "./processState.js";
import type { PulumiState } from "./pulumiState.js";

/** Who is told how a run ends. Only one of both is called, and once. */
export interface WarmListener {
  /** The preview is there, or says by itself why there is none. */
  answered(response: ChildResponse): void;
  /** Something was out of the ordinary. */
  abandoned(): void;
}

/** One run of a program in a process that others run in before and after it. */
export class WarmRun {
  private seen = -1;
  private readonly deadline: NodeJS.Timeout;
  private forgetQuiet = (): void => undefined;

  public constructor(
    private readonly request: ChildRequest,
    private readonly run: OfflineRun,
    private readonly state: ProcessState,
    private readonly pulumi: PulumiState,
    private readonly listener: WarmListener,
  ) {
    const { deadline, timeoutSeconds } = request;
    this.deadline = setTimeout(() => {
      this.answer({ error: { message: timedOut(timeoutSeconds, openThings()) } });
    }, deadline - Date.now()).unref();
  }

  public async start(): Promise<void> {
    try {
      await this.run.start();
      this.forgetQuiet = sayWhatIsOpen(this.run);
    } catch {
      this.listener.abandoned();
    }
  }

  /**
   * Node has nothing left to do. As in a process of its own, the program is asked once more than it registers resources;
   * others that listen for this moment may give Node something to do.
   */
  public idle(): void {
    this.run.drain();
    if (this.run.resourceCount !== this.seen) {
      this.seen = this.run.resourceCount;
      setImmediate(() => undefined);
      return;
    }
    setImmediate(() =>
      setImmediate(() => {
        this.finish();
      }),
    );
  }

  private finish(): void {
    // What was begun meanwhile has its end first.
    if (this.run.resourceCount !== this.seen || isBusy()) return;
    if (!this.endsWell()) {
      this.listener.abandoned();
      return;
    }
    const { withRecord } = this.request;
    try {
      const result = this.run.result();
      this.answer({ result, ...(withRecord && { record: this.run.record() }) });
    } catch {
      this.listener.abandoned();
    }
  }

  /** What happens when a process ends: who listens to that is told, and may say that it does not end well. */
  private endsWell(): boolean {
    try {
      for (const listener of this.state.addedListeners("exit")) listener.call(process, 0);
    } catch {
      return false;
    }
    return process.exitCode === undefined && this.run.isComplete && !this.pulumi.hasPendingPromises;
  }

  private answer(response: ChildResponse): void {
    clearTimeout(this.deadline);
    this.forgetQuiet();
    this.listener.answered(response);
  }
}

/** What Node counts though nothing waits for it: the streams of this process, and what has just been called. */
const IDLE = ["PipeWrap", "TTYWrap", "Immediate"];

function isBusy(): boolean {
  return process.getActiveResourcesInfo().some((kind) => !IDLE.includes(kind));
}
