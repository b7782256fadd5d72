import { nameInUrn } from "../offline/urn.js";
import type { Operation } from "../automation/engineFact.js";
import type { Phase, ProgressEvent } from "../automation/progress.js";
import { escapedLines, escapedText } from "./escapedText.js";
import { shortType } from "./shortType.js";

/** How an operation is told while it goes on and after its end. */
interface Words {
  sign: string;
  doing: string;
  done: string;
}

const WORDS: Record<Operation, Words> = {
  create: { sign: "+", doing: "creating", done: "created" },
  update: { sign: "~", doing: "updating", done: "updated" },
  delete: { sign: "-", doing: "deleting", done: "deleted" },
  "create-replacement": { sign: "+", doing: "creating replacement", done: "created replacement" },
  "delete-replaced": { sign: "-", doing: "deleting replaced", done: "deleted replaced" },
  import: { sign: "=", doing: "importing", done: "imported" },
};

const PHASES: Record<Phase, string> = {
  preview: "previewing…",
  update: "updating…",
  destroy: "destroying…",
};

function wordsOf(operation: Operation): Words {
  const words = Object.hasOwn(WORDS, operation) ? WORDS[operation] : undefined;
  return words ?? { sign: " ", doing: operation, done: `${operation} done` };
}

/** What is being done to a resource, in words: `creating aws:ecs:Cluster platform`. */
export function changeText(change: { operation: Operation; type: string; name: string }): string {
  return `${wordsOf(change.operation).doing} ${aboutText(change)}`;
}

function aboutText({ type, name }: { type: string; name: string }): string {
  return escapedText(`${shortType(type)} ${name}`);
}

/** The line that tells one event. */
export function progressLine(event: ProgressEvent): string {
  switch (event.kind) {
    case "phase":
      return PHASES[event.phase];
    case "started":
      return `${wordsOf(event.operation).sign} ${changeText(event)}`;
    case "finished": {
      const { sign, done } = wordsOf(event.operation);
      return `${sign} ${done} ${aboutText(event)} (${event.seconds} s)`;
    }
    case "failed":
      return `! failed ${changeText(event)} (${event.seconds} s)`;
    case "message":
      return messageLine(event);
  }
}

function messageLine({ severity, urn, text }: Extract<ProgressEvent, { kind: "message" }>): string {
  if (severity === "info") {
    return escapedLines(text);
  }
  const about = urn === "" ? "" : `${nameInUrn(urn)}: `;
  return escapedLines(`${severity}: ${about}${text}`);
}
