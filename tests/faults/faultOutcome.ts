/** On what a case runs: `simulated` engines over folders, or the real `engine` over the emulator. */
export type FaultLevel = "simulated" | "engine";

/** What came of one case. */
export interface FaultOutcome {
  /** On what it ran. */
  level: FaultLevel;
  /** Kind of the fault. */
  kind: string;
  /** Where it struck, as in `app:s01 call 3 after`. */
  place: string;
  seed: number;
  stacks: number;
  /** Faults that were injected: each call that was failed, and the strike. */
  injected: number;
  /** Calls to AWS, failed ones included. */
  calls: number;
  /** How often the run was taken up until it was done. */
  resumes: number;
  /** Objects of an undisturbed run that are not there. */
  lost: readonly string[];
  /** Objects that are there, and that no state has; or more than an undisturbed run has. */
  orphans: readonly string[];
  /** What a person would have had to do. */
  manualSteps: readonly string[];
  seconds: number;
}

/** Whether nothing is wrong with what came of a case. */
export function isWhole({ lost, orphans, manualSteps }: FaultOutcome): boolean {
  return lost.length + orphans.length + manualSteps.length === 0;
}
