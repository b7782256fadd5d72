import { setMaxListeners } from "node:events";
import type { FleetStack } from "../manifest/fleetStack.js";
import { inPool } from "../run/inPool.js";
import { systemClock } from "../run/clock.js";
import { poolSize, thisMachine } from "../run/poolSize.js";
import { stackTimer } from "../run/stackTimer.js";
import type { EnginePreviewEnd, EnginePreviewer, EnginePreviewTask } from "./enginePreview.js";

/** How stacks are previewed by the engine. */
interface EnginePreviewOptions
  extends Pick<EnginePreviewTask, "policyConfiguration" | "policyPacks"> {
  jobs?: number | undefined;
  environmentVariables?: Record<string, string> | undefined;
  /** In which a preview has to be at its end. @default - any time */
  timeoutSeconds?: number | undefined;
  signal: AbortSignal;
  previewer: EnginePreviewer | undefined;
}

/**
 * Previews stacks by the engine, each in a process of its own, as many at a time as there are jobs, or else as memory and
 * cores have room for. What was not begun when the signal comes is not told.
 */
export async function previewAllOnEngine(
  stacks: readonly FleetStack[],
  options: EnginePreviewOptions,
  tell: (stack: FleetStack, end: "started" | EnginePreviewEnd) => void,
): Promise<void> {
  const { signal, previewer, environmentVariables } = options;
  if (previewer === undefined) return;
  const { policyConfiguration, policyPacks } = options;
  setMaxListeners(0, signal);
  const how = {
    ...{ policyConfiguration, policyPacks },
    ...(environmentVariables && { environmentVariables }),
  };
  const isCancelled = (): boolean => signal.aborted;
  await inPool(stacks, poolSize(thisMachine(), options.jobs), async (stack) => {
    if (isCancelled()) return;
    tell(stack, "started");
    const end = await inTime(stack, previewer, how, options);
    // An engine that is cancelled reports what it broke off as failed.
    if (!isCancelled()) tell(stack, end);
  });
}

/** A preview that takes longer is cancelled, and the others go on. */
async function inTime(
  stack: FleetStack,
  previewer: EnginePreviewer,
  how: Omit<EnginePreviewTask, "stack">,
  { timeoutSeconds, signal }: Pick<EnginePreviewOptions, "timeoutSeconds" | "signal">,
): Promise<EnginePreviewEnd> {
  if (timeoutSeconds === undefined) return previewer({ stack, ...how }, { signal });
  const timer = stackTimer(systemClock, timeoutSeconds / 60, signal);
  try {
    const end = await previewer({ stack, ...how }, { signal: timer.signal });
    const failure = `its preview by the engine took longer than ${timeoutSeconds} s ('--timeout-seconds')`;
    return timer.isOver() && "failure" in end ? { failure } : end;
  } finally {
    timer.stop();
  }
}
