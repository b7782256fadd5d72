import type { Cause } from "./cause.js";
import type { Diagnosis } from "./diagnose.js";
import { Verdict } from "./diagnose.js";
import type { ServiceSnapshot } from "./serviceSnapshot.js";
import { revisionOf } from "./serviceSnapshot.js";

const LOG_LINES = 5;
const TEXTS = 3;
const TEXT_LENGTH = 300;

/**
 * What is wrong with a service, in one paragraph: the verdict, the cause with what AWS said, the last lines of the log,
 * and the next thing to try.
 *
 * @param opening How it begins, such as `the deployment of service "orders" did not end within 20 minutes`.
 */
export function paragraph(
  snapshot: ServiceSnapshot,
  { verdict, causes }: Diagnosis,
  opening: string = openingOf(snapshot, verdict),
): string {
  const [main, ...others] = causes;
  const sentences = [opening];
  if (main) {
    sentences.push(`Cause: ${main.summary}${evidenceText(main)}`);
    const also = others.map(({ summary }) => summary);
    if (also.length > 0) sentences.push(`Besides: ${also.join("; ")}`);
  }
  if (snapshot.logLines.length > 0 && verdict !== Verdict.Healthy) {
    const lines = snapshot.logLines.slice(-LOG_LINES).map((line) => `"${shortened(line)}"`);
    sentences.push(`Last log lines: ${lines.join(", ")}`);
  }
  if (snapshot.unavailable.length > 0) {
    sentences.push(`Could not be asked: ${snapshot.unavailable.map(shortened).join("; ")}`);
  }
  if (main) sentences.push(`Next: ${main.next}`);
  return `${sentences.join(". ")}.`;
}

function openingOf(snapshot: ServiceSnapshot, verdict: Verdict): string {
  const { service, runningCount, desiredCount, wantedTaskDefinition, taskDefinition } = snapshot;
  const revision = wantedTaskDefinition ?? taskDefinition;
  const of = revision === undefined ? "" : ` of ${revisionOf(revision)}`;
  if (verdict === Verdict.Healthy) {
    return `service "${service}" is healthy: ${runningCount} of ${desiredCount} tasks${of} run`;
  }
  if (verdict === Verdict.Deploying) {
    return `service "${service}" is deploying: ${runningCount} of ${desiredCount} tasks${of} run`;
  }
  return `service "${service}" has failed${of === "" ? "" : ` to run${of.replace(" of", "")}`}: ${runningCount} of ${desiredCount} tasks run`;
}

function evidenceText({ kind, evidence }: Cause): string {
  if (evidence.length === 0) return "";
  // Where no rule knows the cause, a person has to find it in everything that there is.
  const shown = evidence
    .slice(0, kind === "unknown" ? undefined : TEXTS)
    .map((text) => `"${shortened(text)}"`);
  const left = evidence.length - shown.length;
  return `; AWS says ${shown.join(", ")}${left > 0 ? ` and ${left} more` : ""}`;
}

/** One line, without the full stop at its end, and not endless. */
function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim().replace(/\.$/, "");
  return line.length <= TEXT_LENGTH ? line : `${line.slice(0, TEXT_LENGTH - 1)}…`;
}
