import { escapedText } from "./escapedText.js";
import { tell } from "./session.js";

/** Keys of AWS that a program finds without looking for them. */
const AMBIENT_KEYS = ["AWS_ACCESS_KEY_ID", "AWS_SESSION_TOKEN", "AWS_WEB_IDENTITY_TOKEN_FILE"];

/** How a command runs the program. */
export type ProgramRuns = "offline" | "offlineAndByEngine";

const NOTES: Record<ProgramRuns, (keys: string) => string> = {
  offline: (keys) =>
    `the program runs as it is and may use the AWS keys of this environment (${keys}), which an offline preview does not need`,
  offlineAndByEngine: (keys) =>
    "the program runs as it is, first offline for the policies, then again for the engine's preview and again for the update; " +
    `each time it may use the AWS keys of this environment (${keys})`,
};

/** Says that the program may use the AWS keys that are there, and how often it runs; nothing where there are none. */
export function sayWhatProgramMayUse(runs: ProgramRuns): void {
  const found = AMBIENT_KEYS.filter((name) => (process.env[name] ?? "") !== "");
  if (found.length > 0) tell(escapedText(`note: ${NOTES[runs](found.join(", "))}`));
}
