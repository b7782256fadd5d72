import { resolve } from "node:path";

import type { PreviewOptions } from "../../offline/previewOffline.js";
import { answerOfOwnProcess, previewBy } from "../../offline/previewOffline.js";
import type { PreviewResult } from "../../offline/previewResult.js";
import { packageKey } from "./packageKey.js";
import { WarmWorker } from "./warm/warmWorker.js";

/**
 * Previews programs one after the other in a process that stays, and starts a new one where the next needs other
 * packages, or the last has left something in it.
 */
export class WarmPreviews {
  private worker: { process: WarmWorker; key: string } | undefined;
  private last: Promise<unknown> = Promise.resolve();

  /** Whether the process that is there can run a project of these packages. */
  public canRun(key: string): boolean {
    return this.worker?.key === key && this.worker.process.canGoOn;
  }

  /**
   * As `previewOffline`, with the same result.
   *
   * @param key The packages that the process has to have.
   */
  public preview(
    options: PreviewOptions,
    key = packageKey(resolve(options.directory)),
  ): Promise<PreviewResult> {
    const preview = this.last.then(() => this.previewNow(options, key));
    this.last = preview.catch(() => undefined);
    return preview;
  }

  /** Ends the process. */
  public end(): void {
    this.worker?.process.end();
  }

  private previewNow(options: PreviewOptions, key: string): Promise<PreviewResult> {
    return previewBy(options, async (request, given) => {
      const process = this.processFor(key, request.projectDirectory);
      const found = await process.ask(request, given.signal);
      if (found === undefined) return answerOfOwnProcess(request, given);
      for (const line of found.printed) given.onOutput?.(line);
      return found.response;
    });
  }

  private processFor(key: string, directory: string): WarmWorker {
    if (this.worker !== undefined && this.canRun(key)) return this.worker.process;
    this.end();
    this.worker = { process: new WarmWorker(directory), key };
    return this.worker.process;
  }
}
