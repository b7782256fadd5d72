import type { FailedCreation } from "../../automation/failedCreation.js";
import type { MadeResource } from "../../automation/madeResource.js";
import type { CreationRecord, KeptRecord } from "./journalRecord.js";

/** The state of a stack before its last update, and what is known of that update. */
export interface KeptState {
  file: string;
  at: string;
  /** What the update has made. */
  made: readonly MadeResource[];
  /** Whether the engine has ended, and has told all that it made. */
  allTold: boolean;
}

/** What a record of a stack makes of its kept state. */
export function keptAfter(
  before: KeptState | undefined,
  record: KeptRecord | CreationRecord,
): KeptState | undefined {
  if (record.kind === "creation") {
    const { creation } = record;
    return before && isMade(creation) ? { ...before, made: [...before.made, creation] } : before;
  }
  const { event } = record;
  switch (event.what) {
    case "copied":
      return { file: event.file, at: event.at, made: [], allTold: false };
    case "allTold":
      return before && { ...before, allTold: true };
    case "notNeeded":
      return undefined;
  }
}

/** Whether a creation has succeeded. */
export function isMade(creation: FailedCreation | MadeResource): creation is MadeResource {
  return "outputs" in creation;
}
