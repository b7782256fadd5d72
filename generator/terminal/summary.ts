import type { OperationResult } from "../automation/operationResult.js";
import type { ResourceOperation } from "../automation/pendingOperations.js";
import type { Changes } from "../automation/report.js";
import { adviceFor } from "../ordinaryFailure.js";
import { escapedText } from "./escapedText.js";

/** Columns of the outputs' names; a longer one stands beside them. */
const LONGEST_NAME = 40;

const PARTICIPLES: ReadonlyMap<string, string> = new Map([
  ["create", "created"],
  ["update", "updated"],
  ["replace", "replaced"],
  ["delete", "deleted"],
  ["same", "unchanged"],
]);

/** `3 created, 1 updated, 12 unchanged`; `no changes` when there is nothing to count. */
export function changesText(changes: Changes): string {
  const parts = Object.entries(changes)
    .filter(([, count]) => count > 0)
    .map(([operation, count]) => `${count} ${PARTICIPLES.get(operation) ?? operation}`);
  return parts.length === 0 ? "no changes" : parts.join(", ");
}

/** The outputs of a stack, one a line, the names in a column. */
export function outputLines(outputs: Record<string, unknown>): string[] {
  const shown = Object.entries(outputs).map(([name, value]) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return [escapedText(name), escapedText(text)] as const;
  });
  const width = Math.min(LONGEST_NAME, Math.max(0, ...shown.map(([name]) => name.length)));
  return shown.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`);
}

/** Why an operation did not do its work, as the command's last line; `undefined` when it did. */
export function unfinishedText(verb: string, result: OperationResult<string>): string | undefined {
  const { stack, status, errors } = result;
  const first = errors[0]?.message.split("\n", 1)[0] ?? "";
  // What a provider says of a resource is about AWS, and not about this machine.
  const advice = errors[0]?.urn === "" ? adviceFor(first) : undefined;
  switch (status) {
    case "blocked":
      return Object.keys(result.changes).length === 0
        ? `a mandatory policy is violated: nothing was changed in '${stack}'`
        : `a mandatory policy is violated: the ${verb} of '${stack}' was stopped (${changesText(result.changes)})`;
    case "declined":
      return `not confirmed: nothing was changed in '${stack}'`;
    case "conflict":
      return `another update of '${stack}' is running: ${errors.map(({ message }) => message).join("\n")}`;
    case "cancelled":
      return `the ${verb} of '${stack}' was cancelled; run it again to finish it`;
    case "failed":
      return `the ${verb} of '${stack}' failed: ${first}${advice === undefined ? "" : `; ${advice}`}`;
    default:
      return undefined;
  }
}

/** What to do about a lock on a stack; empty where none is left behind. */
export function lockLines({ stack, unlockCommand }: OperationResult<string>): string[] {
  if (unlockCommand === undefined) return [];
  return [
    escapedText(
      `A lock may be left on '${stack}'; where no update of it is running, this frees it: ${unlockCommand}`,
    ),
  ];
}

/** What to do about changes of which the state does not know the end; empty when there are none. */
export function pendingLines(stack: string, pending: readonly ResourceOperation[]): string[] {
  if (pending.length === 0) {
    return [];
  }
  return [
    "These changes have begun, and the state does not know how they ended:",
    ...pending.map(({ operation, urn }) => `  ${escapedText(`${operation} ${urn}`)}`),
    `Look for them in AWS, then run 'pulumi refresh --stack ${stack}', which asks about each.`,
  ];
}
