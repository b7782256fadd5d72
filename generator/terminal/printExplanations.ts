import type { Explanation } from "../explain/explanation.js";
import { escapedText } from "./escapedText.js";
import type { Paint } from "./policyLines.js";
import { PLAIN } from "./policyLines.js";

/** Above this number of hits each is one line. */
const MOST_IN_FULL = 3;

/** Characters of a line of the list. */
const LONGEST_LINE = 120;

/** What a word was explained as, for people: in full, or one line each where it may mean many things. */
export function printExplanations(all: readonly Explanation[], paint: Paint = PLAIN): string {
  if (all.length <= MOST_IN_FULL)
    return all.map((one) => printExplanation(one, paint)).join("\n\n");
  const width = Math.max(...all.map(({ name }) => name.length));
  const lines = all.map(({ kind, name, description }) => {
    const line = escapedText(`${name.padEnd(width)}  ${kind}: ${description}`);
    return line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE - 1)}…`;
  });
  return [
    paint.strong(`${all.length} things may be meant`),
    ...lines,
    paint.faint("'slipway explain <name>' with a name of this list says all of one"),
  ].join("\n");
}

function printExplanation(explanation: Explanation, paint: Paint): string {
  const { kind, name, description, details, next, url } = explanation;
  const rows = [
    ...Object.entries(details),
    ...(next === undefined ? [] : [["what to do", next]]),
    ...(url === undefined ? [] : [["link", url]]),
  ];
  const width = Math.max(0, ...rows.map(([label = ""]) => label.length));
  return [
    `${paint.strong(escapedText(name))}  ${paint.faint(spelledOut(kind))}`,
    ...description.split("\n").map((line) => `  ${escapedText(line)}`),
    ...rows.map(([label = "", text = ""]) => {
      return `  ${paint.strong(label.padEnd(width))}  ${escapedText(text)}`;
    }),
  ].join("\n");
}

/** `exitCode` as people write it. */
function spelledOut(kind: string): string {
  return kind.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
