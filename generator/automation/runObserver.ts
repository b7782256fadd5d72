import type { FailedCreation } from "./failedCreation.js";
import type { MadeResource } from "./madeResource.js";
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
  /** Is waited for before the engine changes anything; when it throws, nothing is changed. */
  beforeChange?: (() => Promise<void>) | undefined;
  /** Hears of every resource that was made. */
  onMade?: ((made: MadeResource) => void) | undefined;
  /** Hears that the engine has told all that it did: it was not killed, and does nothing any more. */
  onAllTold?: (() => void) | undefined;
}
