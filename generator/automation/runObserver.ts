import type { FailedCreation } from "./failedCreation.js";
import type { ProgressEvent } from "./progress.js";

/** Who is told about a run of the engine, and who may cancel it. */
export interface RunObserver {
  /** Aborting it cancels the operation once: the engine ends what is in flight and writes its state. */
  signal?: AbortSignal | undefined;
  /**
   * Aborting it ends everything at once, whatever it has begun: resources may be left that no state knows of. Only for
   * somebody who was told so.
   */
  killSignal?: AbortSignal | undefined;
  /** Hears of every change to a resource and of every message. */
  onProgress?: ((event: ProgressEvent) => void) | undefined;
  /** Hears of every creation that has failed: its object may be there all the same. */
  onFailedCreation?: ((creation: FailedCreation) => void) | undefined;
}
