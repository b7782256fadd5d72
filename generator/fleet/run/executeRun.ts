import type { PlannedStack } from "./stackRunner.js";
import { RunContext, type RunOptions, type RunParts } from "./runContext.js";
import type { ReviewedStack } from "./runEvent.js";
import { type StackWork, workStack } from "./workStack.js";

/**
 * Works on the stacks of a run, wave by wave. Everything that becomes of them goes to the journal, from which the result
 * is read.
 *
 * @throws {Error} if the journal cannot be written: then the work on all stacks is cancelled first.
 */
export async function executeRun(options: RunOptions, parts: RunParts): Promise<void> {
  const context = new RunContext(options, parts);
  const onCancel = (): void => {
    tellCancel(context);
  };
  if (options.signal?.aborted === true) onCancel();
  else options.signal?.addEventListener("abort", onCancel, { once: true });
  try {
    for (const [i, wave] of options.waves.entries()) {
      await executeWave(context, i + 1, wave);
    }
  } finally {
    options.signal?.removeEventListener("abort", onCancel);
  }
}

/** What the journal says must hold also when the next signal kills this process. */
function tellCancel(context: RunContext): void {
  const { parts } = context;
  const inFlight = context.inFlight();
  try {
    parts.journal.append({ kind: "cancel", at: new Date(parts.clock.now()).toISOString() });
    for (const id of inFlight) {
      context.transition(id, "interrupted", { message: "cancelled: its engine ends what it does" });
    }
  } catch {
    // The next transition fails too, and ends the run.
  }
  parts.emit({ kind: "cancelling", inFlight });
}

async function executeWave(
  context: RunContext,
  number: number,
  wave: readonly string[],
): Promise<void> {
  const left = wave.filter((id) => context.stateOf(id) !== "done");
  if (left.length === 0) return;
  const ready = left.filter((id) => isReady(context, id));
  if (ready.length === 0) return;
  const { emit } = context.parts;
  emit({ kind: "wave", wave: number, waves: context.options.waves.length, stacks: ready });
  const works = context.approved
    ? ready.map((id): StackWork => ({ id }))
    : await reviewedWorks(context, number, ready);
  await workAll(context, works);
}

/** Stacks that will not be begun are skipped, with the reason; those of a cancelled run stay queued. */
function isReady(context: RunContext, id: string): boolean {
  if (context.signal.aborted) return false;
  const reason = context.stopped ?? context.missingNeed(id);
  if (reason === undefined) return true;
  context.leave(id, reason);
  return false;
}

/** Previews a wave, asks, and gives what was said yes to. */
async function reviewedWorks(
  context: RunContext,
  wave: number,
  ready: readonly string[],
): Promise<StackWork[]> {
  const { options } = context;
  const reviews = new Map<string, { reviewed: ReviewedStack; planned: PlannedStack }>();
  const previewOnly = (reviewed: ReviewedStack, planned: PlannedStack): void => {
    reviews.set(reviewed.id, { reviewed, planned });
  };
  await workAll(
    context,
    ready.map((id) => ({ id, previewOnly })),
  );
  if (reviews.size === 0 || !options.approve) return [];
  const ids = [...reviews.keys()];
  if (context.isOver()) return ids.map((id) => ({ id }));
  const approval = await options.approve({
    operation: options.operation,
    wave,
    waves: options.waves.length,
    stacks: [...reviews.values()].map(({ reviewed }) => reviewed),
    later: options.waves.slice(wave).flat().length,
  });
  if (context.signal.aborted) return ids.map((id) => ({ id }));
  if (approval === "run") context.approved = true;
  if (approval !== "none") {
    return [...reviews].map(([id, { planned }]) => ({ id, approved: planned.operations }));
  }
  context.stop("the change was not approved");
  for (const id of ids) {
    context.transition(id, "failed", { reason: "declined", message: "it was not approved" });
  }
  return [];
}

/** Works on stacks, as many at a time as there are jobs. What was not begun when the run is over is put back or skipped. */
async function workAll(context: RunContext, works: readonly StackWork[]): Promise<void> {
  const queue = [...works];
  const faults: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (let work = queue.shift(); work !== undefined; work = queue.shift()) {
      if (!context.isOver()) await workStack(context, work);
      else if (!context.signal.aborted || context.stateOf(work.id) === "gated")
        context.leave(work.id);
    }
  };
  const workers = Array.from({ length: Math.min(context.options.jobs, queue.length) }, async () => {
    try {
      await worker();
    } catch (error) {
      faults.push(error);
      context.break();
    }
  });
  await Promise.all(workers);
  if (faults.length > 0) throw faults[0];
}
